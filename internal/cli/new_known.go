package cli

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// choice is an id that can be answered, with what tells a reader which it is.
type choice struct {
	id   string
	says lang.Text
	// off tells that it does not go with what is known: another year, another field, full, no
	// longer valid. Since is the day from which it is for; zero where that says nothing.
	off   bool
	since calendar.Day
}

// known lists the ids to choose from, in the order of the tree; none where any answer will do,
// or where nothing can be said yet.
func (m *maker) known(key string) []choice {
	if words := m.fields[key].Enum; len(words) > 0 {
		return choices(words)
	}
	if of := m.organisations(key); of != nil {
		return of
	}
	var out []choice
	add := func(id string, says lang.Text) { out = append(out, choice{id: id, says: says}) }
	switch key[strings.LastIndexByte(key, '.')+1:] {
	case "missiv":
		return m.memos()
	case "rad":
		return m.lines()
	case "erbjudande":
		return m.offers()
	case "leveransplan":
		for _, x := range m.set.Leveransplaner {
			add(x.ID.V, lang.Text{})
		}
	case "behovsanalys":
		for _, x := range m.set.Behovsanalyser {
			out = append(out, choice{x.ID.V, lang.Plain(x.Period.V.String()), x.Period.V.To < m.today, x.Period.V.From})
		}
		return fitting(out)
	case "avtal":
		return m.agreements()
	case "vardomrade", "vardomraden":
		for _, x := range m.set.Vardomraden {
			off := m.form.kind == plan.KindMissiv && m.form.list == "" && len(m.needed(m.set.Analysis(m.words["behovsanalys"]), x.ID.V)) == 0
			out = append(out, choice{id: x.ID.V, says: lang.Plain(x.Namn.V), off: off})
		}
		return fitting(out)
	case "person", "av", "till_person":
		if m.set.Roller != nil {
			for _, p := range m.set.Roller.Personer {
				add(p.ID.V, lang.Text{})
			}
		}
	case "regel":
		for _, r := range routine.Catalogue() {
			add(r.ID, r.Title)
		}
	case "rutin":
		for _, v := range routine.Versions() {
			add(v.ID, lang.Text{})
		}
	case "dokument":
		for _, x := range m.set.Documents {
			if id := x.Base().ID.V; id != "" {
				add(id, lang.Text{})
			}
		}
	}
	return out
}

// choices are words that say themselves what they are.
func choices(words []string) []choice {
	var out []choice
	for _, word := range words {
		out = append(out, choice{id: word})
	}
	return out
}

// typesOf are the types of organisations that a key can name; none: all.
var typesOf = map[string][]string{
	"mottagare": {plan.TypForvaltning, plan.TypVardgivare}, "skickande": {plan.TypForvaltning}, "forvaltning": {plan.TypForvaltning},
	"vardgivare": {plan.TypVardgivare}, "avtalsagare": {plan.TypRegion}, "region": {plan.TypRegion}, "organisation": nil, "ersatter": nil, "lyft.av": nil,
}

// organisations lists those that a key can name; nil where it names none.
func (m *maker) organisations(key string) []choice {
	types, names := typesOf[key]
	if !names {
		types, names = typesOf[key[strings.LastIndexByte(key, '.')+1:]]
	}
	if !names || key == "av" {
		return nil
	}
	if m.form.kind == plan.KindErbjudande && key == "mottagare" {
		types = []string{plan.TypForvaltning}
	}
	var out []choice
	for _, o := range m.set.Organisationer {
		fits := len(types) == 0
		for _, t := range types {
			fits = fits || o.Typ.V == t
		}
		if fits && (!o.GiltigTill.Set || o.GiltigTill.V >= m.today) {
			out = append(out, choice{id: o.ID.V, says: lang.Plain(o.Name())})
		}
	}
	return out
}

// memo is the missiv that has been chosen.
func (m *maker) memo() string {
	if id := m.words["ursprung.missiv"]; id != "" {
		return id
	}
	return m.words["missiv"]
}

// line is the line that has been chosen, or nil.
func (m *maker) line() *plan.Line {
	rad := m.words["ursprung.rad"]
	if rad == "" {
		rad = m.words["rad"]
	}
	return m.set.Line(m.memo(), rad)
}
