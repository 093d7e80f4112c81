package corpus

import "fmt"

// writeRoles gives every office two holders and every party one, for good.
func (r *region) writeRoles(p *page) {
	type duty struct{ role, organisation string }
	var duties []duty
	for _, role := range []string{"koncernkontoret", "vardgarantiservice", "beslutsforum", "systemforvaltare"} {
		duties = append(duties, duty{role, ""}, duty{role, ""})
	}
	for _, h := range r.hospitals {
		duties = append(duties, duty{"representant", h.id}, duty{"representant", h.id})
	}
	for _, v := range r.providers {
		if !v.represented {
			duties = append(duties, duty{"leverantor", v.id})
		}
	}
	person := func(i int) string { return fmt.Sprintf("p-%04d", i+1) }
	p.line(0, "version: 7")
	p.line(0, "personer:")
	for i := range duties {
		login := ""
		if i%2 == 0 {
			login = ", login: " + person(i)
		}
		p.line(2, "- {id: %s, github: {id: %d%s}}", person(i), 900000001+i, login)
	}
	p.line(0, "uppdrag:")
	for i, d := range duties {
		p.item(2, member{"person", person(i)}, member{"roll", d.role}, member{"organisation", d.organisation}, member{"fran", "2025-01-01"})
	}
	// The first two of a förvaltning stand in for each other over Christmas.
	p.line(0, "delegeringar:")
	for i := 8; i+1 < len(duties) && i < 28 && duties[i].role == "representant"; i += 4 {
		p.item(2, member{"av", person(i)}, member{"till_person", person(0)}, member{"roll", duties[i].role}, member{"organisation", duties[i].organisation},
			member{"fran", "2026-12-21"}, member{"till", "2027-01-06"}, member{"beslut", p.quoted("HS 2026-%05d", 800+i)})
	}
}
