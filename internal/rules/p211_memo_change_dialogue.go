package rules

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// MemoChangeDialogue asks that a change of a line was talked over with the line's
// förvaltning (N36). The version in force on the change's own day decides when.
func MemoChangeDialogue(order DialogueOrder) *rule.Rule {
	return &rule.Rule{
		ID:              "P211",
		Title:           lang.T("ändringen av en rad är avstämd", "the change of a line was talked over"),
		Basis:           diag.Text,
		Statements:      []string{"N36"},
		Parameter:       order.name(),
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"En ny volym under året är ett nytt förslag, och förvaltningen ska vara med i dialogen om den precis som om den första.",
			"A new volume during the year is a new proposal, and the förvaltning has its part in the dialogue about it as it had about the first."),
		Example: rule.Example{
			File: "plans/2026/missiv/missiv-2026-ortopedi.yaml",
			Good: "    motivering: Ökat behov efter vårens remisser, se lp-2026-su-exk-hoftprotes\n" +
				"    avstamningar: [{forvaltning: su, datum: 2026-05-18}]\n",
			Bad: "    motivering: Ökat behov efter vårens remisser, se lp-2026-su-exk-hoftprotes\n",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Set.Missiv {
				if m.Broken {
					continue
				}
				for i := range m.Andringar {
					a := &m.Andringar[i]
					// A change dated before its missiv is reported for that (P705).
					if p.Governs(a.Datum.V) && a.Datum.V >= m.Datum.V {
						checkChangeDialogue(p, m, a, order)
					}
				}
			}
		},
	}
}

func checkChangeDialogue(p *rule.Pass, m *plan.Missiv, a *plan.Missivandring, order DialogueOrder) {
	r := m.Rad(a.Rad.V)
	if r == nil || !p.Set.IsForvaltning(r.Forvaltning.V) {
		return
	}
	// While the line that it names is in doubt (P210, P212) it can't be told who is to be heard.
	if !m.Chained(r) || p.Set.Misplaced(a) {
		return
	}
	for _, d := range a.Avstamningar {
		if !p.Set.IsForvaltning(d.Forvaltning.V) {
			return
		}
		if !p.Set.Continues(d.Forvaltning.V, r.Forvaltning.V) {
			continue
		}
		if misplaced(p, order, d.Datum, a.Datum) && !settlesTooEarly(p, a) {
			p.Report(rule.Finding{
				In: &m.Document, At: d.Datum.Span,
				Message: lang.T("dialogen med %s hölls %s, %s ändringen %s",
					"the dialogue with %s was held %s, %s the change of %s", d.Forvaltning.V, d.Datum.V.String(), order.side(), a.Datum.V.String()),
				Hint: lang.T("Rätta det datum som är fel, eller hör förvaltningen igen och skriv den dagen.",
					"Correct the date that is wrong, or hear the förvaltning again and write that day."),
				Related: []rule.Place{{In: &m.Document, At: a.Datum.Span, Message: lang.T("ändringens datum", "the date of the change")}},
			})
		}
		return
	}
	p.Report(rule.Finding{
		In: &m.Document, At: a.Rad.Span,
		Message: lang.T("ändring %s av %s är inte avstämd med %s", "change %s of %s was not talked over with %s",
			strconv.Itoa(a.Nr.V), a.Rad.V, r.Forvaltning.V),
		Hint: lang.T("För dialogen och lägg till i ändringen: avstamningar: [{forvaltning: %s, datum: ÅÅÅÅ-MM-DD}]",
			"Hold the dialogue and add to the change: avstamningar: [{forvaltning: %s, datum: YYYY-MM-DD}]", r.Forvaltning.V),
	})
}
