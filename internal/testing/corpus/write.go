package corpus

import (
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// emit takes one finished file.
type emit func(name string, text []byte) error

// write hands out the files of a tree, registers first.
func (r *region) write(out emit) error {
	for _, d := range []struct {
		name, kind string
		fill       func(*page)
	}{
		{"plans/leveransplan.yaml", "installningar", writeSettings},
		{"plans/register/organisationer.yaml", "organisationer", r.writeOrganisations},
		{"plans/register/avtal.yaml", "avtal", r.writeAgreements},
		{"plans/register/vardomraden.yaml", "vardomraden", r.writeFields},
		{"plans/register/roller.yaml", "roller", r.writeRoles},
		{"plans/register/kalender.yaml", "kalender", r.writeCalendar},
		{"plans/register/rutiner.yaml", "rutiner", func(p *page) { p.line(0, "forlangningar: []") }},
		{"plans/undantag.yaml", "undantag", func(p *page) { p.line(0, "undantag: []") }},
		{"plans/avvikelser.yaml", "avvikelser", func(p *page) { p.line(0, "avvikelser: []") }},
	} {
		page := newPage(d.name, d.kind, clerk)
		d.fill(page)
		if err := out(d.name, page.bytes()); err != nil {
			return err
		}
	}
	for _, y := range r.years {
		if err := r.writeYear(y, out); err != nil {
			return err
		}
	}
	return nil
}

func (r *region) writeYear(y *year, out emit) error {
	folder := fmt.Sprintf("plans/%d/", y.number)
	document := func(name, kind string, h hand, fill func(*page)) error {
		page := newPage(folder+name, kind, h)
		fill(page)
		return out(folder+name, page.bytes())
	}
	if err := document("behovsanalys.yaml", "behovsanalys", clerk, func(p *page) { r.writeAnalysis(p, y) }); err != nil {
		return err
	}
	for _, m := range y.memos {
		if err := document("missiv/"+m.id+".yaml", "missiv", r.someHand(), func(p *page) { r.writeMemo(p, y, m) }); err != nil {
			return err
		}
	}
	for _, o := range y.offers {
		if err := document("erbjudanden/"+o.id+".yaml", "erbjudande", r.someHand(), func(p *page) { r.writeOffer(p, o) }); err != nil {
			return err
		}
	}
	for _, p := range y.plans {
		name := "leveransplaner/" + p.sender.id + "/" + p.id + ".yaml"
		if err := document(name, "leveransplan", r.someHand(), func(page *page) { r.writePlan(page, p) }); err != nil {
			return err
		}
	}
	part := 0
	for rests := range slices.Chunk(y.rests, 800) {
		part++
		id := fmt.Sprintf("rest-%d-%d", y.number, part)
		if err := document("rester/"+id+".yaml", "restvolymer", clerk, func(p *page) { y.writeRests(p, id, rests) }); err != nil {
			return err
		}
	}
	if y.running {
		return r.writeOutcome(y, out)
	}
	return nil
}

func writeSettings(p *page) {
	p.line(0, "# Fiktiv region, gjord för prov och mätning.")
	p.line(0, "region: vgr")
	p.line(0, "sprak: sv")
	p.line(0, "tidszon: Europe/Stockholm")
	p.line(0, "utfall_inaktuellt_veckor: 6")
	p.line(0, "efterslapning_veckor: 8")
	p.line(0, "utgangen_rutin: stoppa")
	p.line(0, "protokoll_kravs: true")
	p.line(0, "granskningsdag: %s", AsOf)
}

func (r *region) writeAnalysis(p *page, y *year) {
	p.line(0, "id: ba-%d", y.number)
	p.line(0, "period: %s", yearOf(y.number))
	p.line(0, "datum: %s", y.analysed)
	p.line(0, `referens: "HS %d-00321"`, y.number-1)
	p.line(0, "vardomraden:")
	need := map[*field]map[*party]int{}
	for _, pair := range y.pairs {
		if need[pair.field] == nil {
			need[pair.field] = map[*party]int{}
		}
		for _, l := range pair.lines {
			need[pair.field][pair.sender] += l.original
		}
	}
	for _, f := range r.fields {
		p.line(2, "- vardomrade: %s", f.id)
		p.line(4, "forvaltningar:")
		// What the others have to spare never closes a field's gap.
		gap := 0
		for _, needed := range need[f] {
			gap += needed
		}
		spare := min(150, gap/(2*len(r.hospitals)))
		if gap == 0 {
			spare = 150
		}
		for _, h := range r.hospitals {
			remaining, stated := need[f][h], ""
			capacity := 200 + r.rng.IntN(1500)
			demand := capacity + remaining
			switch {
			case remaining == 0:
				demand -= r.rng.IntN(spare + 1)
			case r.rng.IntN(8) == 0:
				stated = number(remaining)
			}
			p.item(6, member{"forvaltning", h.id}, member{"behov", number(demand)}, member{"kapacitet", number(capacity)}, member{"kvarvarande", stated})
		}
	}
}

func (y *year) writeRests(p *page, id string, rests []*rest) {
	p.line(0, "id: %s", id)
	p.line(0, "period: %s", yearOf(y.number))
	p.line(0, "rester:")
	for i, u := range rests {
		kind, plan, handling, until := "oplacerad", "", "sarskild_ordning", ""
		if u.plan != nil {
			kind, plan = "outlost", u.plan.id
		}
		if !u.until.IsZero() {
			handling, until = "under_placering", u.until.String()
		}
		p.item(2, member{"id", fmt.Sprintf("rest-%d", i+1)}, member{"missiv", u.line.memo.id}, member{"rad", u.line.id},
			member{"leveransplan", plan}, member{"slag", kind}, member{"volym", number(u.volume)}, member{"orsak", p.words(u.reason)},
			member{"hantering", handling}, member{"senast", until}, member{"datum", u.day.String()},
			member{"referens", p.quoted("HS %d-%05d", u.day.Year(), 2000+i)})
	}
}

func (r *region) writeCalendar(p *page) {
	p.line(0, "avvikelser:")
	write := func(id string, closures []closure) {
		for _, c := range closures {
			p.item(2, member{"organisation", id}, member{"fran", c.Interval.From.String()}, member{"till", c.Interval.To.String()},
				member{"andel", fmt.Sprint(c.Share)}, member{"orsak", p.words(c.reason)})
		}
	}
	write("", r.summers)
	for _, party := range slices.Concat(r.hospitals, r.providers) {
		write(party.id, party.closures)
	}
}

func (r *region) writeFields(p *page) {
	p.line(0, "vardomraden:")
	for i, f := range r.fields {
		p.item(2, member{"id", f.id}, member{"namn", p.words(f.name)}, member{"giltig_fran", calendar.Date(2024, 1, 1).String()},
			member{"mvo", p.quoted("%03d", 101+3*i)})
	}
}
