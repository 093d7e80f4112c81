package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// councilBlocks are the parts of an offer that record the steps of version 6.0 between
// förvaltningar (N13-N28).
var councilBlocks = []string{"svar", "vagval", "fordelningsforslag", "samordningsrad", "granskning", "beslutsforslag"}

// OfferBlocks refuses the steps of version 6.0 in an offer of a version that does not have
// them.
func OfferBlocks() *rule.Rule {
	return &rule.Rule{
		ID:         "P405",
		Title:      lang.T("erbjudandet följer sin egen version", "the offer follows its own version"),
		Basis:      diag.Text,
		Statements: []string{"N54", "N59"},
		Severity:   diag.Error,
		Why: lang.T(
			"Rutin 6.0 har en väg över samordningsråd, med svar, förslag, granskning och beslut. Rutin 9.0 har den inte: kapaciteten lyfts och förvaltningarna kommer överens. Steg ur en annan version ger sken av ett beslut som inte finns.",
			"Routine 6.0 has a way through samordningsråd, with answers, proposals, review and decision. Routine 9.0 does not: capacity is raised and the förvaltningar agree. Steps of another version suggest a decision that does not exist."),
		Example: rule.Example{
			File: "plans/2027/erbjudanden/erb-2027-siv-ortopedi.yaml",
			Good: "vantetid_dagar: 30\n",
			Bad:  "vantetid_dagar: 30\nvagval: {beslut: direkt, datum: 2026-10-15}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				for _, block := range councilBlocks {
					if key := e.YAML().KeyAt("/" + block); key != nil {
						p.Report(foreignBlock(p.Version, e, key.Span, block))
					}
				}
				if e.Lyft.Riktning.V == directionNeeded {
					p.Report(neededCapacity(p.Version, e))
				}
			}
		},
	}
}

func foreignBlock(version string, e *plan.Erbjudande, at diag.Span, block string) rule.Finding {
	return rule.Finding{
		In: &e.Document, At: at,
		Message: lang.T("%s hör till rutin 6.0 och finns inte i %s", "%s belongs to routine 6.0 and is not in %s", block, version),
		Hint: lang.T("Ta bort blocket. Överenskommelsen står i leveransplanen som drar på erbjudandet.",
			"Remove the block. The agreement stands in the leveransplan that draws on the offer."),
	}
}

func neededCapacity(version string, e *plan.Erbjudande) rule.Finding {
	return rule.Finding{
		In: &e.Document, At: e.Lyft.Riktning.Span,
		Message: lang.T("rutin %s lyfter tillgänglig kapacitet, inte behövd", "routine %s raises free capacity, not needed capacity", version),
		Hint: lang.T("Skriv behovet som en rad i ett missiv, eller som en ändring med orsak: okat_behov i planen.",
			"Write the need as a line of a missiv, or as a change with orsak: okat_behov in the plan."),
	}
}
