package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// KnownParties warns of a reconciliation or a contact of somebody who has no part in the
// plan (N30, N43, N44): most often a line that came along when a plan was copied.
func KnownParties() *rule.Rule {
	return &rule.Rule{
		ID:         "P122",
		Title:      lang.T("avstämningar och kontakter är planens parters", "reconciliations and contacts are of the plan's parties"),
		Basis:      diag.Default,
		Statements: []string{"N30", "N43", "N44"},
		Severity:   diag.Warning,
		Why: lang.T(
			"En plan stäms av med den som skickar och den som tar emot. En tredje part i listan är oftast en rad som följde med när en plan kopierades, och den läses som ett samtycke.",
			"A plan is reconciled with whoever sends and whoever receives. A third party in the list is most often a line that came along when a plan was copied, and it reads as a consent."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "avstamningar:\n" +
				"  - {part: skas, datum: 2026-11-10}\n",
			Bad: "avstamningar:\n" +
				"  - {part: skas, datum: 2026-11-10}\n" +
				"  - {part: su, datum: 2026-11-10}\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if !p.Set.Settled(pl) {
					continue
				}
				thirdParties(p, pl, "avstamningar", reconciled(pl))
				thirdParties(p, pl, "kontakter", contacts(pl))
			}
		},
	}
}

// thirdParties reports those in a list who have no part in the plan. Where a party of the
// plan is missing from the list the third one stands in its place: one slip, and told of
// as that (P106, P107).
func thirdParties(p *rule.Pass, pl *plan.Leveransplan, list string, named []plan.Text) {
	if len(absent(p.Set, pl, named)) > 0 {
		return
	}
	for _, id := range named {
		o := p.Set.Organisation(id.V)
		if o == nil || o.Typ.V == plan.TypKoncernkontor || hasPart(p.Set, pl, id.V) {
			continue
		}
		p.Report(rule.Finding{
			In: &pl.Document, At: id.Span,
			Message: lang.T("%s står under %s men är varken skickande eller mottagare", "%s stands under %s but neither sends nor receives", id.V, list),
			Hint: lang.T("Ta bort raden, eller skriv den part som menas: %s eller %s.", "Take the line out, or write the party that is meant: %s or %s.",
				pl.Skickande.V, pl.Mottagare.V),
		})
	}
}

// hasPart tells that an organisation is a party of the plan, one's successor or
// predecessor, or the office that speaks for the receiver.
func hasPart(set *plan.Set, pl *plan.Leveransplan, id string) bool {
	for _, party := range []string{pl.Skickande.V, pl.Mottagare.V} {
		if set.Continues(id, party) || set.Continues(party, id) {
			return true
		}
	}
	receiver := set.Organisation(pl.Mottagare.V)
	return receiver != nil && receiver.ForetradsAv.V == id
}
