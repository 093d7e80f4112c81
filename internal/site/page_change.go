package site

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// planChanges tells of each change of a plan what it did and what it rests on.
func (t *teller) planChanges(p *plan.Leveransplan) []part {
	entries := p.Entries()
	if len(entries) == 0 {
		return []part{{Text: []string{t.T("Planen är oförändrad sedan parterna kom överens.", "The plan is as it was agreed.")}}}
	}
	var out []part
	for i, a := range entries {
		out = append(out, t.planChange(p, a, "andring-"+strconv.Itoa(i+1))...)
	}
	return out
}

// mostFacts are there of one change.
const mostFacts = 10

func (t *teller) planChange(p *plan.Leveransplan, a *plan.Andring, id string) []part {
	head := lang.T("Ändring %s, %s: %s", "Change %s, %s: %s", t.stated(a.Nr), t.day(a.Datum), t.code(a.Orsak))
	volume := t.stated(a.VolymFore) + " → " + t.stated(a.VolymEfter)
	if a == p.Utokning {
		head = lang.T("Utökning när planen blev ny, %s", "Increase when the plan was new, %s", t.day(a.Datum))
		volume = t.stated(p.Volym)
	}
	facts := append(t.desk.facts.room(mostFacts)[:0], fact{t.T("Volym", "Volume"), t.said(volume)})
	add := func(sv, en string, is []span) { facts = append(facts, fact{t.T(sv, en), is}) }
	if a.GallerFran.Set {
		add("Gäller från", "Applies from", t.said(a.GallerFran.V.String()))
	}
	if a.Utokar.Set {
		add("Utökar raden med", "Adds to the line", t.said(t.num(a.Utokar.V)))
	}
	if a.Aterkallar.Set {
		add("Återkallar", "Takes back", t.said(t.num(a.Aterkallar.V)))
	}
	add("Anmäld av", "Reported by", t.party(a.AnmaldAv))
	add("Anmäld till", "Reported to", t.party(a.AnmaldTill))
	if f := a.Forankring; f != nil {
		add("Förankrad", "Anchored", append([]span{{Text: t.code(f.Roll) + ", "}}, append(t.party(f.Organisation), span{Text: ", " + t.day(f.Datum)})...))
	}
	add("Motivering", "Grounds", t.said(t.plain(a.Motivering)))
	if a.Referens.Set {
		add("Referens", "Reference", t.said(t.plain(a.Referens)))
	}
	add("Protokoll", "Minutes", t.said(t.plain(a.Protokoll)))
	out := []part{{ID: id, Heading: t.say(head), Facts: facts, Table: t.principles(id, t.say(head), a)}}
	if search := t.search(id, t.say(head), a); search != nil {
		out = append(out, part{Table: search})
	}
	if len(a.Avstamningar) > 0 {
		out = append(out, t.reconciled(id+"-avstamt", t.T("Avstämningar. ", "Reconciliations. ")+t.say(head), a.Avstamningar)...)
	}
	return out
}

// principles are the three that the head office weighs before a decrease (N50).
func (t *teller) principles(id, of string, a *plan.Andring) *table {
	p := a.Principer
	if p == nil {
		return nil
	}
	tab := &table{id: id + "-principer", caption: t.T("De tre principerna. ", "The three principles. ") + of, columns: t.heads([]column{{t.T("Princip", "Principle"), "wide-cell"}, {t.T("Bedömning", "Assessment"), ""}, {t.T("Underlag", "Basis"), "wide-cell"}})}
	for _, row := range []struct {
		name lang.Text
		is   *plan.Princip
	}{
		{lang.T("Förvaltningen har nått vårdgarantin", "The administration has met the care guarantee"), &p.ForvaltningUppnattVardgaranti},
		{lang.T("En annan förvaltning har avlastats", "Another administration has been relieved"), &p.AvlastatAnnanForvaltning},
		{lang.T("Regionen har nått vårdgarantin", "The region has met the care guarantee"), &p.VGRUppnattVardgaranti},
	} {
		tab.rows = append(tab.rows, t.row([]cell{{text: t.say(row.name)}, {text: t.code(row.is.Bedomning)}, {text: t.plain(row.is.Underlag)}}))
	}
	return tab.filled()
}

// search is the search for capacity, in its order (N55).
func (t *teller) search(id, of string, a *plan.Andring) *table {
	tab := &table{id: id + "-sok", caption: t.T("Sökning efter kapacitet, i ordning. ", "Search for capacity, in order. ") + of, columns: t.heads([]column{{t.T("Steg", "Step"), ""}, {t.T("Datum", "Date"), "day"}, {t.T("Ledig volym", "Free volume"), "num"}, {t.T("Placerat", "Placed"), ""}, {t.T("Skäl", "Reason"), "wide-cell"}})}
	for _, k := range a.Kapacitetssok {
		var placed []string
		for _, v := range k.Placerat {
			placed = append(placed, t.stated(v.Volym)+t.T(" i ", " in ")+legible(v.Leveransplan.V))
		}
		tab.rows = append(tab.rows, t.row([]cell{{text: t.code(k.Steg)}, {text: t.day(k.Datum)}, {text: t.stated(k.Ledig)}, {text: orNothing(placed)}, {text: t.plain(k.Skal)}}))
	}
	return tab.filled()
}
