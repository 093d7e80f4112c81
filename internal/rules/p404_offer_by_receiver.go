package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Directions of an offer.
const (
	directionFree   = "tillganglig" // capacity to give
	directionNeeded = "behovd"      // capacity to ask for: version 6.0 only
)

// OfferByReceiver asks that free capacity is raised by the förvaltning that has it, and
// that the offer says how much it is (N54).
func OfferByReceiver(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P404",
		Title:      lang.T("den som har kapaciteten lyfter den", "capacity is raised by the one who has it"),
		Basis:      diag.Default,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Ett erbjudande är platser hos den som ska ta emot. Någon annan kan inte lova bort dem, och utan antal kan ingen planera på dem.",
			"An offer is places at the one who is to receive. Nobody else can promise them, and without a number nobody can plan on them."),
		Example: rule.Example{
			Note: lang.T(
				"Erbjudandet har mottagare: siv.",
				"The offer has mottagare: siv."),
			File: "plans/2027/erbjudanden/erb-2027-siv-ortopedi.yaml",
			Good: "lyft: {av: siv, forum: samordnande_grupp_produktion, datum: 2026-10-08, riktning: tillganglig}\n",
			Bad:  "lyft: {av: su, forum: samordnande_grupp_produktion, datum: 2026-10-08, riktning: tillganglig}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				if e.Lyft.Riktning.V == directionFree {
					checkReceiver(p, e)
				}
			}
		},
	}
}

func checkReceiver(p *rule.Pass, e *plan.Erbjudande) {
	switch {
	case !e.Mottagare.Set:
		p.Report(rule.Finding{
			In: &e.Document, At: e.Lyft.Av.Span,
			Message: lang.T("%s lyfter kapacitet men erbjudandet saknar mottagare", "%s raises capacity but the offer has no mottagare", e.Lyft.Av.V),
			Hint:    lang.T("Skriv mottagare: %s", "Write mottagare: %s", e.Lyft.Av.V),
		})
	case e.Lyft.Av.V != e.Mottagare.V && p.Set.IsForvaltning(e.Lyft.Av.V) && p.Set.IsForvaltning(e.Mottagare.V):
		p.Report(rule.Finding{
			In: &e.Document, At: e.Lyft.Av.Span,
			Message: lang.T("%s lyfter kapacitet hos %s", "%s raises the capacity of %s", e.Lyft.Av.V, e.Mottagare.V),
			Hint:    lang.T("Den som tar emot lyfter sin egen kapacitet: av: %s", "The receiver raises its own capacity: av: %s", e.Mottagare.V),
			Related: []rule.Place{{In: &e.Document, At: e.Mottagare.Span, Message: lang.T("mottagaren", "the receiver")}},
		})
	}
	if len(e.Kapacitet.Items) == 0 {
		p.Report(rule.Finding{
			In: &e.Document, At: e.Lyft.Riktning.Span,
			Message: lang.T("erbjudandet säger inte hur mycket kapacitet som finns", "the offer does not say how much capacity there is"),
			Hint: lang.T("Skriv antalet per vecka eller kvartal: kapacitet: {ÅÅÅÅ-Wvv: 4}",
				"Write the number by week or quarter: kapacitet: {YYYY-Www: 4}"),
		})
	}
}
