package history

import (
	"cmp"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// register keeps of a register's change which entries it is about, whom they concern and
// which number they state.
func (it *Item) register(c *diff.Register) {
	it.presence(c.Base != nil || it.Whole, c.Head != nil)
	for _, e := range c.Entries {
		it.Names = append(it.Names, e.Key)
		switch it.Type {
		case plan.KindOrganisationer:
			it.Parties = append(it.Parties, e.Key)
		case plan.KindVardomraden:
			it.Fields = append(it.Fields, e.Key)
		case plan.KindRoller, plan.KindUndantag, plan.KindKalender:
			it.Names = append(it.Names, strings.Split(e.Key, "+")...)
		}
		for _, side := range []plan.Any{c.Head, c.Base} {
			it.entry(side, e)
		}
	}
}

// entry adds what an entry of a register says, as one side has it.
func (it *Item) entry(side plan.Any, e diff.Entry) {
	switch d := side.(type) {
	case *plan.Avtalsregister:
		for i := range d.Avtal {
			if a := &d.Avtal[i]; a.ID.V == e.Key {
				it.Number = cmp.Or(it.Number, a.Diarienummer.V)
				it.To = cmp.Or(it.To, a.Vardgivare.V)
				it.From = cmp.Or(it.From, a.Avtalsagare.V)
				it.Parties = append(it.Parties, a.Vardgivare.V, a.Avtalsagare.V)
				for _, f := range a.Vardomraden {
					it.Fields = append(it.Fields, f.V)
				}
			}
		}
	case *plan.Roller:
		for i := range d.Uppdrag {
			if u := &d.Uppdrag[i]; strings.HasPrefix(e.Key, u.Person.V+"+"+u.Roll.V+"+"+u.Organisation.V+"+") {
				it.Parties = append(it.Parties, u.Organisation.V)
			}
		}
		for i := range d.Delegeringar {
			if g := &d.Delegeringar[i]; strings.HasPrefix(e.Key, g.Av.V+"+"+g.TillPerson.V+"+"+g.Roll.V+"+"+g.Organisation.V+"+") {
				it.Parties = append(it.Parties, g.Organisation.V)
				it.Number = cmp.Or(it.Number, g.Beslut.V)
			}
		}
	case *plan.Kalender:
		for i := range d.Avvikelser {
			if a := &d.Avvikelser[i]; e.Key == a.Organisation.V+"+"+a.Fran.V.String() {
				it.Parties = append(it.Parties, a.Organisation.V)
			}
		}
	case *plan.Rutiner:
		for i := range d.Forlangningar {
			if f := &d.Forlangningar[i]; e.Key == f.Rutin.V {
				it.Number = cmp.Or(it.Number, f.Beslut.V)
			}
		}
	case *plan.Undantagslista:
		for i := range d.Undantag {
			if u := &d.Undantag[i]; e.Key == u.Regel.V+"+"+u.Dokument.V {
				it.Number = cmp.Or(it.Number, u.Beslut.V)
			}
		}
	case *plan.Avvikelser:
		for i := range d.Avvikelser {
			if a := &d.Avvikelser[i]; e.Key == a.Commit.V {
				it.Number = cmp.Or(it.Number, a.Referens.V)
			}
		}
	}
}
