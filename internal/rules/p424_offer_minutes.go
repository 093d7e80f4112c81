package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OfferMinutes asks for the minutes in which the forum stood behind the final distribution,
// once the offer's period runs and plans draw on it (N29). They stand in the offer, or in
// each plan.
func OfferMinutes() *rule.Rule {
	return &rule.Rule{
		ID:              "P424",
		Title:           lang.T("fördelningen hänvisar till forumets protokoll", "the distribution refers to the forum's minutes"),
		Basis:           diag.Text,
		Statements:      []string{"N29"},
		Severity:        diag.Warning,
		MissingEvidence: true,
		Why: lang.T(
			"Planerna mellan förvaltningar är överenskomna när forumet ställt sig bakom fördelningen. Utan hänvisning till protokollet går det inte att visa att det har skett.",
			"Plans between förvaltningar are agreed once the forum stands behind the distribution. Without a reference to the minutes there is no showing that it does."),
		Example: rule.Example{
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "arende: {diarienummer: \"HS 2024-00042\", protokoll: \"2024-01-18 § 6\"}\n",
			Bad:  "arende: {diarienummer: \"HS 2024-00042\"}\n",
		},
		Check: func(p *rule.Pass) {
			if !p.Set.Installningar.ProtokollKravs.V {
				return
			}
			for _, e := range p.Offers() {
				if cited(e.Arende) || e.Beslutsforslag == nil || p.Today < e.Period.V.From {
					continue
				}
				if without := uncited(p.Set, e); without != nil {
					p.Report(rule.Finding{
						In: &e.Document, At: stepSpan(e, stepDecision),
						Message: lang.T("%s tar av erbjudandet men forumets protokoll är inte angivet", "%s draws on the offer but the forum's minutes are not referenced", without.ID.V),
						Hint: lang.T("Lägg till mötets datum och paragraf i erbjudandet: arende: {protokoll: \"ÅÅÅÅ-MM-DD § N\"}",
							"Add the meeting's date and item to the offer: arende: {protokoll: \"YYYY-MM-DD § N\"}"),
						Related: related(&without.Document, without.Ursprung.Erbjudande.Span, lang.T("planen", "the plan")),
					})
				}
			}
		},
	}
}

func cited(a *plan.Arende) bool { return a != nil && a.Protokoll.Set }

// uncited finds a plan that draws on the offer and cites no minutes itself, or nil.
func uncited(set *plan.Set, e *plan.Erbjudande) *plan.Leveransplan {
	for _, pl := range drawnPlans(set, e) {
		if !cited(pl.Arende) {
			return pl
		}
	}
	return nil
}
