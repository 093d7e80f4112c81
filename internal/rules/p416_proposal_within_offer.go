package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ProposalWithinOffer keeps the proposal for the distribution inside the care and the
// capacity that were raised (N16-N20). Patients and procedures are one count here: an
// offer has one unit, and its proposal has no other.
func ProposalWithinOffer() *rule.Rule {
	return &rule.Rule{
		ID:         "P416",
		Title:      lang.T("förslaget ryms i det som lyfts", "the proposal fits what was raised"),
		Basis:      diag.Text,
		Statements: []string{"N16", "N17", "N18", "N19", "N20"},
		Severity:   diag.Error,
		Why: lang.T(
			"Förslaget fördelar de volymer som är tillgängliga. Det som inte har lyfts, en annan vård eller fler platser, har övriga förvaltningar inte kunnat svara på.",
			"The proposal distributes the volumes that are available. What was not raised, other care or more places, the other förvaltningar had no chance to answer."),
		Example: rule.Example{
			Note: lang.T(
				"Erbjudandet har 16 platser i allt.",
				"The offer has 16 places in all."),
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "  rader:\n" +
				"    - {vardomrade: ortopedi, vardform: slutenvard, asa_klass: [1, 2], volym: 10, villkor: BMI under 35}\n",
			Bad: "  rader:\n" +
				"    - {vardomrade: ortopedi, vardform: slutenvard, asa_klass: [1, 2], volym: 17, villkor: BMI under 35}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				if e.Fordelningsforslag == nil {
					continue
				}
				for i := range e.Fordelningsforslag.Rader {
					proposedCare(p, e, &e.Fordelningsforslag.Rader[i])
				}
				proposedVolume(p, e)
			}
		},
	}
}

// proposedCare reports where a line states other care than the offer. What it leaves out
// is asked for by another rule.
func proposedCare(p *rule.Pass, e *plan.Erbjudande, r *plan.Fordelningsrad) {
	line := plan.Scope{Fields: []plan.Text{r.Vardomrade}, CareForm: r.Vardform, ASA: r.AsaKlass}
	offer := plan.Scope{Fields: []plan.Text{e.Vardomrade}, CareForm: e.Vardform, ASA: e.AsaKlass}
	known := func(field plan.Text) bool { return p.Set.Field(field.V) != nil }
	if !known(r.Vardomrade) || !known(e.Vardomrade) {
		offer.Fields = nil
	}
	for _, d := range line.Departures(offer) {
		if len(d.Own) == 0 {
			continue
		}
		p.Report(rule.Finding{
			In: &e.Document, At: d.At,
			Message: lang.T("%s är %s i förslaget men %s i erbjudandet", "%s is %s in the proposal but %s in the offer",
				d.Key, shortened(d.Own), shortened(d.Limit)),
			Hint: lang.T("Rätta den av dem som är fel. Annan vård lyfts i ett eget erbjudande.",
				"Correct whichever is wrong. Other care is raised in an offer of its own."),
			Related: related(&e.Document, d.There, lang.T("%s i erbjudandet", "%s in the offer", d.Key)),
		})
	}
}

// proposedVolume reports the line with which the proposal exceeds the raised capacity.
func proposedVolume(p *rule.Pass, e *plan.Erbjudande) {
	if e.Lyft.Riktning.V != directionFree || len(e.Kapacitet.Items) == 0 {
		return
	}
	capacity, sum := e.Kapacitet.Sum(), 0
	for _, r := range e.Fordelningsforslag.Rader {
		if sum += r.Volym.V; sum > capacity {
			p.Report(rule.Finding{
				In: &e.Document, At: r.Volym.Span, Measure: sum - capacity,
				Message: lang.T("förslaget fördelar %d men %d är lyfta", "the proposal distributes %d but %d were raised", sum, capacity),
				Hint:    lang.T("Sänk förslaget med %d, eller rätta kapaciteten.", "Lower the proposal by %d, or correct the capacity.", sum-capacity),
				Related: related(&e.Document, e.Kapacitet.Span, lang.T("kapaciteten: %d i summa", "the capacity: %d in all", capacity)),
			})
			return
		}
	}
}
