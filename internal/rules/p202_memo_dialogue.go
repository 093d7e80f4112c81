package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// DialogueOrder is when the förvaltningar are heard about the volumes.
type DialogueOrder uint8

const (
	// DialogueBefore: while the proposal is made, so at the latest on its own day (9.0).
	DialogueBefore DialogueOrder = iota
	// DialogueAfter: once the missiv is there, so at the earliest on its day (6.0).
	DialogueAfter
)

func (o DialogueOrder) fits(heard, acted calendar.Day) bool {
	if o == DialogueAfter {
		return heard >= acted
	}
	return heard <= acted
}

// name says when the förvaltningar are heard.
func (o DialogueOrder) name() lang.Text {
	if o == DialogueAfter {
		return lang.T("dialogen efter missivet", "the dialogue after the missiv")
	}
	return lang.T("dialogen medan förslaget tas fram", "the dialogue while the proposal is made")
}

// side is the wrong side of the day: what a dialogue that does not fit was.
func (o DialogueOrder) side() lang.Text {
	if o == DialogueAfter {
		return lang.T("före", "before")
	}
	return lang.T("efter", "after")
}

// MemoDialogue asks for a dialogue with each förvaltning that has a line (N36).
func MemoDialogue(order DialogueOrder) *rule.Rule {
	return &rule.Rule{
		ID:              "P202",
		Title:           lang.T("varje förvaltning i missivet är hörd", "each förvaltning in the missiv has been heard"),
		Basis:           diag.Text,
		Statements:      []string{"N36"},
		Parameter:       order.name(),
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"Volymerna tas fram i dialog med förvaltningarna. Den som inte är hörd har inte fått säga om volymen går att klara.",
			"The volumes are drawn up in dialogue with the förvaltningar. One that was not heard had no say in whether the volume can be met."),
		Example: rule.Example{
			Note: lang.T(
				"SkaS har en rad i missivet. Dialogen förs först; sedan skrivs dess dag.",
				"SkaS has a line in the missiv. The dialogue comes first; then its day is written."),
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "avstamningar:\n" +
				"  - {forvaltning: skas, datum: 2026-10-14}\n" +
				"  - {forvaltning: su, datum: 2026-10-15, reservation: \"10 i stället för 8\"}\n",
			Bad: "avstamningar:\n" +
				"  - {forvaltning: su, datum: 2026-10-15, reservation: \"10 i stället för 8\"}\n",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Memos() {
				reportMisplaced(p, m, order)
				for _, r := range unheardLines(p.Set, m) {
					p.Report(unheard(m, r))
				}
			}
		},
	}
}

// reportMisplaced reports the dialogues on the wrong side of the missiv. Where all of them
// are, it is the missiv's own day that is most likely wrong, and it is told of once. A
// missiv that is older than its analysis is reported for that (P204).
func reportMisplaced(p *rule.Pass, m *plan.Missiv, order DialogueOrder) {
	if olderThanAnalysis(p, m) {
		return
	}
	var wrong []*plan.Dialog
	held := 0
	for i := range m.Avstamningar {
		d := &m.Avstamningar[i]
		if !hasLine(m, d.Forvaltning.V) {
			continue
		}
		held++
		if misplaced(p, order, d.Datum, m.Datum) {
			wrong = append(wrong, d)
		}
	}
	if len(wrong) > 1 && len(wrong) == held {
		if !stepsAfter(p, m) {
			p.Report(allMisplaced(m, wrong, order))
		}
		return
	}
	for _, d := range wrong {
		p.Report(misplacedDialogue(m, d, order))
	}
}

func allMisplaced(m *plan.Missiv, wrong []*plan.Dialog, order DialogueOrder) rule.Finding {
	f := rule.Finding{
		In: &m.Document, At: m.Datum.Span, Measure: len(wrong),
		Message: lang.T("alla dialoger hölls %s missivet %s", "all dialogues were held %s the missiv of %s", order.side(), m.Datum.V.String()),
		Hint: lang.T("Rätta missivets datum om det är fel, annars dialogernas.",
			"Correct the date of the missiv if it is wrong, else those of the dialogues."),
	}
	for _, d := range wrong {
		f.Related = append(f.Related, rule.Place{In: &m.Document, At: d.Datum.Span,
			Message: lang.T("dialogen med %s", "the dialogue with %s", d.Forvaltning.V)})
	}
	return f
}

// misplaced tells that a dialogue was held on the wrong side of what it is about. A day
// that has not come is reported as that (P704).
func misplaced(p *rule.Pass, order DialogueOrder, heard, acted plan.Day) bool {
	return heard.Set && acted.Set && heard.V <= p.Today && !order.fits(heard.V, acted.V)
}

func hasLine(m *plan.Missiv, forvaltning string) bool {
	return slices.ContainsFunc(m.Rader, func(r plan.Missivrad) bool { return r.Forvaltning.V == forvaltning })
}

func misplacedDialogue(m *plan.Missiv, d *plan.Dialog, order DialogueOrder) rule.Finding {
	return rule.Finding{
		In: &m.Document, At: d.Datum.Span,
		Message: lang.T("dialogen med %s hölls %s, %s missivet %s",
			"the dialogue with %s was held %s, %s the missiv of %s", d.Forvaltning.V, d.Datum.V.String(), order.side(), m.Datum.V.String()),
		Hint: lang.T("Rätta det datum som är fel, eller hör förvaltningen igen och skriv den dagen.",
			"Correct the date that is wrong, or hear the förvaltning again and write that day."),
		Related: []rule.Place{{In: &m.Document, At: m.Datum.Span, Message: lang.T("missivets datum", "the date of the missiv")}},
	}
}

// unheardLines gives the first line of each förvaltning without a dialogue. A line that
// came in during the year has its dialogue in its change. While a dialogue names somebody
// unknown nobody can tell whose it is.
func unheardLines(set *plan.Set, m *plan.Missiv) []*plan.Missivrad {
	heard := map[string]bool{}
	for _, d := range m.Avstamningar {
		if !set.IsForvaltning(d.Forvaltning.V) {
			return nil
		}
		heard[d.Forvaltning.V] = true
	}
	var out []*plan.Missivrad
	for i := range m.Rader {
		r := &m.Rader[i]
		if id := r.Forvaltning.V; set.IsForvaltning(id) && !heard[id] && !m.AddedLater(r) {
			heard[id] = true
			out = append(out, r)
		}
	}
	return out
}

func unheard(m *plan.Missiv, r *plan.Missivrad) rule.Finding {
	return rule.Finding{
		In: &m.Document, At: r.Forvaltning.Span,
		Message: lang.T("%s har en rad i missivet men ingen avstämning",
			"%s has a line in the missiv but no dialogue", r.Forvaltning.V),
		Hint: lang.T("För dialogen och lägg till dess dag under avstamningar: {forvaltning: %s, datum: ÅÅÅÅ-MM-DD}",
			"Hold the dialogue and add its day under avstamningar: {forvaltning: %s, datum: YYYY-MM-DD}", r.Forvaltning.V),
	}
}
