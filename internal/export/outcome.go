package export

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// columnOf tells apart whose outcome a row is, for want of a plan too.
var columnOf = textColumn("galler", "Planens id eller, där raden inte har någon plan, skickande+mottagare+vardomrade.", "The plan's id or, where the row has no plan, skickande+mottagare+vardomrade.")

// outcomeRow is a row of outcome in its place.
type outcomeRow struct {
	*plan.Utfallsrad
	of     string
	year   int
	number int // among the rows of one week, from 1
}

// rowAt is where a row stands: there can be millions, so no more is kept of each.
type rowAt struct{ table, row int32 }

// outcomeOf is the outcome of one plan or of one pair of parties.
type outcomeOf struct {
	of   string
	year int
	rows []rowAt
}

// outcome gives the rows of outcome by plan year, whose they are and week.
func (b *build) outcome(yield func(outcomeRow) bool) {
	at := func(r rowAt) *plan.Utfallsrad { return &b.Set.Utfall[r.table].Rows[r.row] }
	for _, g := range b.outcomeGroups() {
		slices.SortStableFunc(g.rows, func(x, y rowAt) int { return at(x).Vecka.V.Compare(at(y).Vecka.V) })
		n := 0
		for i, r := range g.rows {
			if n++; i > 0 && at(g.rows[i-1]).Vecka.V != at(r).Vecka.V {
				n = 1
			}
			if !yield(outcomeRow{at(r), g.of, g.year, n}) {
				return
			}
		}
	}
}

func (b *build) outcomeGroups() []*outcomeOf {
	type key struct {
		of   string
		year int
	}
	by := map[key]*outcomeOf{}
	for t, u := range b.Set.Utfall {
		if u.Broken {
			continue // some of it can't be read: whole or not at all
		}
		for i := range u.Rows {
			r := &u.Rows[i]
			k := key{of: r.Leveransplan.V}
			if k.of != "" {
				k.year = b.plan[k.of].year
			} else {
				k.of, k.year = r.Skickande.V+"+"+r.Mottagare.V+"+"+r.Vardomrade.V, r.Vecka.V.Week().Year
			}
			if by[k] == nil {
				by[k] = &outcomeOf{of: k.of, year: k.year}
			}
			by[k].rows = append(by[k].rows, rowAt{int32(t), int32(i)})
		}
	}
	var out []*outcomeOf
	for _, g := range by {
		if b.wanted(g.year) {
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(x, y *outcomeOf) int { return cmp.Or(cmp.Compare(x.year, y.year), cmp.Compare(x.of, y.of)) })
	return out
}

func (b *build) outcomeWeeks() *Table {
	return &Table{
		Name: "fact_utfall_vecka",
		Doc: b.hidden(lang.T("Utfall per plan och vecka. En vecka utan rad har ingen uppgift; den är inte 0. Rader utan plan räknas aldrig till någon plan.",
			"Outcome by plan and week. A week without a row has no figure; it is not 0. Rows without a plan never count for one.")),
		Key:  []string{"planar", "galler", "veckans_mandag", "nr"},
		Year: "planar",
		Columns: []Column{
			intColumn("planar", "Planens planår; för rader utan plan veckans ISO-år.", "The plan's plan year; of rows without a plan the week's ISO year."),
			columnOf, columnMonday,
			intColumn("nr", "1, eller högre där fler rader har samma plan och vecka.", "1, or more where several rows have the same plan and week."),
			columnWeek,
			columnPlan.orNil(),
			columnSender, columnReceiver, columnField, columnUnit,
			intColumn("utfort", "Utförda.", "Done."),
			intColumn("kontaktade", "Kontaktade patienter.", "Patients contacted.").orNil(),
			intColumn("accepterade", "De som tackade ja.", "Those who accepted.").orNil(),
			intColumn("avbojda", "De som tackade nej.", "Those who declined.").orNil(),
			intColumn("vantande", "De som väntar på svar.", "Those whose answer is awaited.").orNil(),
			boolColumn("raknas", "Raden räknas i uppföljningen. Falskt där en tidigare rad har planen och veckan, veckan inte hade börjat, eller planen inte finns eller inte går att läsa.", "The row counts in the follow-up. False where an earlier row has the plan and week, the week had not begun, or the plan is not there or can't be read."),
		},
		Rows: rows(func(emit func(...any) bool) {
			if b.Public {
				return
			}
			b.outcome(func(r outcomeRow) bool { return emit(b.outcomeCells(r)...) })
		}),
	}
}

// hidden says of a table that the public gets none of it.
func (b *build) hidden(doc lang.Text) lang.Text {
	if !b.Public {
		return doc
	}
	return lang.T("%s Tabellen har inga rader i en publik export.", "%s In a public export the table has no rows.", doc)
}

func (b *build) outcomeCells(r outcomeRow) []any {
	week := r.Vecka.V.Week()
	sender, receiver, field, unit := r.Skickande.V, r.Mottagare.V, r.Vardomrade.V, ""
	var ofPlan any
	if r.Leveransplan.V != "" {
		ofPlan = r.Leveransplan.V
		if p := b.plan[r.Leveransplan.V].now; p != nil {
			sender, receiver, field, unit = p.Skickande.V, p.Mottagare.V, p.Vardomrade.V, p.Unit()
		}
	}
	return []any{r.year, r.of, week.Monday(), r.number, week, ofPlan, sender, receiver, field, unit,
		r.Utfort, r.Kontaktade, r.Accepterade, r.Avbojda, r.Vantande, b.counts(r)}
}

// counts tells that the follow-up counts a row.
func (b *build) counts(r outcomeRow) bool {
	if r.Vecka.V.Week().Compare(b.Day.Week()) > 0 {
		return false
	}
	if !r.Leveransplan.Set {
		return r.Skickande.Set && r.Mottagare.Set && r.Vardomrade.Set
	}
	p := b.plan[r.Leveransplan.V].now
	return p != nil && !p.Broken && r.number == 1
}

// corrections tells what decisions took back of outcome that had been told.
func (b *build) corrections() *Table {
	return &Table{
		Name: "fact_utfallsrattelse",
		Doc: b.hidden(lang.T("Rättelser av utfall: vad en rad sade före och efter beslutet. Utan uppgift efter: raden togs bort.",
			"Corrections of outcome: what a row said before and after the decision. Without a figure after: the row was taken away.")),
		Key: []string{"beslut", "nr"},
		Columns: []Column{
			columnDecision,
			intColumn("nr", "Rättelsens nummer i beslutet, från 1.", "The number of the correction in the decision, from 1."),
			columnOf, columnPlan.orNil(), columnMonday, columnWeek,
			intColumn("utfort_fore", "Utförda före.", "Done, before.").orNil(),
			intColumn("utfort_efter", "Utförda efter.", "Done, after.").orNil(),
			intColumn("kontaktade_fore", "Kontaktade före.", "Contacted, before.").orNil(),
			intColumn("kontaktade_efter", "Kontaktade efter.", "Contacted, after.").orNil(),
			intColumn("accepterade_fore", "Accepterade före.", "Accepted, before.").orNil(),
			intColumn("accepterade_efter", "Accepterade efter.", "Accepted, after.").orNil(),
		},
		Rows: rows(func(emit func(...any) bool) {
			if b.Public {
				return
			}
			for _, d := range b.eachDecision() {
				if d.entry != nil && !eachCorrection(d, emit) {
					return
				}
			}
		}),
	}
}

func eachCorrection(d decided, emit func(...any) bool) bool {
	n := 0
	for i := range d.entry.Items {
		for _, c := range d.entry.Items[i].Corrections {
			n++
			if !emit(correctionCells(d.commit, n, c)...) {
				return false
			}
		}
	}
	return true
}

func correctionCells(commit string, n int, c history.Correction) []any {
	var ofPlan any
	if _, stray := partiesOf(c.Plan); !stray {
		ofPlan = c.Plan
	}
	return []any{commit, n, c.Plan, ofPlan, c.Week.Monday(), c.Week, c.Before.Utfort, c.After.Utfort, c.Before.Kontaktade, c.After.Kontaktade, c.Before.Accepterade, c.After.Accepterade}
}

// partiesOf parts the name of outcome without a plan: sender, receiver and field.
func partiesOf(of string) (parties []string, stray bool) {
	parties = strings.Split(of, "+")
	return parties, len(parties) == 3
}
