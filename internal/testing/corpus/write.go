package corpus

import (
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// files hands out finished files until one of them can't be taken.
type files struct {
	take func(name string, text []byte) error
	err  error
}

func (f *files) put(name string, text []byte) {
	if f.err == nil {
		f.err = f.take(name, text)
	}
}

func (f *files) document(name, kind string, h hand, fill func(*page)) {
	p := newPage(name, kind, h)
	fill(p)
	f.put(name, p.bytes())
}

// write hands out the files of a tree, registers first.
func (r *region) write(take func(name string, text []byte) error) error {
	out := &files{take: take}
	register := func(name, kind string, fill func(*page)) { out.document("plans/"+name, kind, clerk, fill) }
	register("leveransplan.yaml", "installningar", writeSettings)
	register("register/organisationer.yaml", "organisationer", r.writeOrganisations)
	register("register/avtal.yaml", "avtal", r.writeAgreements)
	register("register/vardomraden.yaml", "vardomraden", r.writeFields)
	register("register/roller.yaml", "roller", r.writeRoles)
	register("register/kalender.yaml", "kalender", r.writeCalendar)
	register("register/rutiner.yaml", "rutiner", func(p *page) { p.line(0, "forlangningar: []") })
	register("undantag.yaml", "undantag", func(p *page) { p.line(0, "undantag: []") })
	register("avvikelser.yaml", "avvikelser", writeFollowUps)
	for _, y := range r.years {
		r.writeYear(y, out)
	}
	return out.err
}

func (r *region) writeYear(y *year, out *files) {
	folder := fmt.Sprintf("plans/%d/", y.number)
	out.document(folder+"behovsanalys.yaml", "behovsanalys", clerk, func(p *page) { r.writeAnalysis(p, y) })
	for i, m := range y.memos {
		out.document(folder+"missiv/"+m.id+".yaml", "missiv", r.someHand(), func(p *page) { r.writeMemo(p, y, m, i) })
	}
	for _, o := range y.offers {
		out.document(folder+"erbjudanden/"+o.id+".yaml", "erbjudande", r.someHand(), func(p *page) { r.writeOffer(p, o) })
	}
	for _, pl := range y.plans {
		name := folder + "leveransplaner/" + pl.sender.id + "/" + pl.id + ".yaml"
		out.document(name, "leveransplan", r.someHand(), func(p *page) { r.writePlan(p, pl) })
	}
	part := 0
	for rests := range slices.Chunk(y.rests, restsPerDocument) {
		part++
		id := fmt.Sprintf("rest-%d-%d", y.number, part)
		out.document(folder+"rester/"+id+".yaml", "restvolymer", clerk, func(p *page) { y.writeRests(p, id, rests) })
	}
	if y.running || y.past {
		r.writeOutcome(y, out)
	}
}

// restsPerDocument keeps a list of rests within what its schema allows.
const restsPerDocument = 800

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

func writeFollowUps(p *page) {
	p.line(0, "avvikelser:")
	p.entry(2, member{"commit", `"00000000000000000000000000000000000000a1"`}, member{"orsak", p.words("Direkt ändring under driftstopp")},
		member{"atgard", p.words("Granskad i efterhand")}, member{"referens", p.quoted("HS 2026-00610")}, member{"datum", "2026-03-12"})
}

func (r *region) writeAnalysis(p *page, y *year) {
	p.line(0, "id: ba-%d", y.number)
	p.line(0, "period: %s", y.period)
	p.line(0, "datum: %s", y.analysed)
	p.line(0, `referens: "HS %d-00321"`, y.analysed.Year())
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
	p.line(0, "period: %s", y.period)
	p.line(0, "rester:")
	for i, u := range rests {
		kind, plan, handling, until, talks := "oplacerad", "", "sarskild_ordning", "", ""
		if y.version == "6.0" {
			handling, talks = "dialog", "["+inBraces([]member{{"forvaltning", u.line.sender.id}, {"datum", u.day.String()}})+"]"
		}
		if u.plan != nil {
			kind, plan = "outlost", u.plan.id
		}
		if !u.until.IsZero() {
			handling, until = "under_placering", u.until.String()
		}
		p.item(2, member{"id", fmt.Sprintf("rest-%d", i+1)}, member{"missiv", u.line.memo.id}, member{"rad", u.line.id},
			member{"leveransplan", plan}, member{"slag", kind}, member{"volym", number(u.volume)}, member{"orsak", p.words(u.reason)},
			member{"hantering", handling}, member{"dialoger", talks}, member{"senast", until}, member{"datum", u.day.String()},
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
	write("", r.everybody)
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
