package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// DistributionFits holds the distributions, the one that the councils want and the final
// one, against what there is to distribute and among whom: the other förvaltningar (N23,
// N24, N28).
func DistributionFits() *rule.Rule {
	return &rule.Rule{
		ID:         "P417",
		Title:      lang.T("fördelningen ryms i det som finns", "the distribution fits what there is"),
		Basis:      diag.Text,
		Statements: []string{"N23", "N24", "N28"},
		Severity:   diag.Error,
		Why: lang.T(
			"Rådet fördelar de tillgängliga volymerna mellan övriga förvaltningar. Fördelas fler platser än som finns får någon vänta, och mottagaren skickar inte till sig själv.",
			"The samordningsråd distributes the available volumes among the other förvaltningar. With more places given out than there are somebody waits, and the receiver does not send to itself."),
		Example: rule.Example{
			Note: lang.T(
				"Förslaget har 10 platser att fördela.",
				"The proposal has 10 places to distribute."),
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "    onskad_fordelning:\n" +
				"      - {forvaltning: skas, volym: 6}\n" +
				"      - {forvaltning: su, volym: 4}\n",
			Bad: "    onskad_fordelning:\n" +
				"      - {forvaltning: skas, volym: 6}\n" +
				"      - {forvaltning: su, volym: 5}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				var wanted []plan.Fordelad
				for _, r := range e.Samordningsrad {
					wanted = append(wanted, r.OnskadFordelning...)
				}
				distribution{wanted, lang.T("den önskade fördelningen", "the wanted distribution")}.check(p, e)
				if b := e.Beslutsforslag; b != nil {
					distribution{b.Fordelning, lang.T("förslaget till beslut", "the proposal for decision")}.check(p, e)
				}
			}
		},
	}
}

// distribution is who gets how much, with what to call it.
type distribution struct {
	parts []plan.Fordelad
	name  lang.Text
}

func (d distribution) check(p *rule.Pass, e *plan.Erbjudande) {
	limit, at, known := available(e)
	sum, over := 0, false
	for _, part := range d.parts {
		if e.Mottagare.Set && p.Set.IsForvaltning(e.Mottagare.V) && p.Set.Continues(part.Forvaltning.V, e.Mottagare.V) {
			p.Report(rule.Finding{
				In: &e.Document, At: part.Forvaltning.Span,
				Message: lang.T("%s ger platser till mottagaren %s själv", "%s gives places to the receiver %s itself", d.name, part.Forvaltning.V),
				Hint:    lang.T("Ta bort raden. Det mottagaren gör åt sig själv är dess egen kapacitet.", "Take the line out. What the receiver does for itself is its own capacity."),
				Related: related(&e.Document, e.Mottagare.Span, lang.T("mottagaren", "the receiver")),
			})
		}
		if sum += part.Volym.V; known && !over && sum > limit {
			over = true
			total := total(d.parts)
			p.Report(rule.Finding{
				In: &e.Document, At: part.Volym.Span, Measure: total - limit,
				Message: lang.T("%s ger ut %d men %d är tillgängliga", "%s gives out %d but %d are available", d.name, total, limit),
				Hint:    lang.T("Sänk fördelningen med %d.", "Lower the distribution by %d.", total-limit),
				Related: related(&e.Document, at, lang.T("%d tillgängliga", "%d available", limit)),
			})
		}
	}
}

func total(parts []plan.Fordelad) int {
	sum := 0
	for _, part := range parts {
		sum += part.Volym.V
	}
	return sum
}
