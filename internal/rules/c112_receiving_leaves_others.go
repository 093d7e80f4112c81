package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ReceivingLeavesOthers keeps every other agreed plan untouched when a förvaltning takes on
// patients through its own offer (N60, rebuilt from a stripped text). Plans of the same line
// that have what they need themselves are exempt.
func ReceivingLeavesOthers() *rule.Rule {
	return &rule.Rule{
		ID:         "C112",
		Title:      lang.T("ett mottagande påverkar inte tidigare planer", "receiving does not touch earlier plans"),
		Basis:      diag.Rebuilt,
		Statements: []string{"N60"},
		Severity:   diag.Error,
		Why: lang.T(
			"Den som tar emot fler patienter lägger det till det som redan är överenskommet. Sänks en annan plan i samma ändring är det den, och inte ledig kapacitet, som betalar.",
			"Whoever receives more patients adds to what is agreed already. If another plan is lowered in the same change, it is that plan which pays, not free capacity."),
		Example: rule.Example{
			Note: lang.T("Ändringen lägger till ett mottagande och sänker en annan plan.", "The change adds a receiving and lowers another plan."),
			Good: "+ plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v12.yaml\n",
			Bad:  "+ plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v12.yaml\n~ plans/2027/leveransplaner/su/lp-2027-su-klb-hoftprotes.yaml\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			if p.Main.Installningar.TidigarePlanerFarPaverkas.V {
				return
			}
			receiving := receivings(p)
			if len(receiving) == 0 {
				return
			}
			first := receiving[0]
			for _, c := range p.Plans() {
				if slices.Contains(receiving, c) || len(agreedKeys(c)) == 0 || sameLine(p.Head, c, receiving) {
					continue
				}
				p.Report(rule.Finding{
					In: &c.Head.Document, At: valueSpan(&c.Head.Document, agreedKeys(c)[0]),
					Message: lang.T("planen ändras i samma begäran som %s tas emot", "the plan changes in the same request as %s is received", first.Head.ID.V),
					Hint: lang.T("Gör två ändringsbegäranden: en för mottagandet och en för den här planen.",
						"Make two requests: one for the receiving and one for this plan."),
					Related: related(&first.Head.Document, first.Head.ID.Span, lang.T("mottagandet", "the receiving")),
				})
			}
		},
	}
}

// receivings lists the changes that take on patients through an offer.
func receivings(p *rule.ChangePass) []*diff.Plan {
	var out []*diff.Plan
	for _, c := range p.Changes {
		if c, ok := c.(*diff.Plan); ok && c.Head != nil && !c.Head.Broken && slices.Contains(c.Kinds(), diff.PlanMottagande) {
			out = append(out, c)
		}
	}
	return out
}

// sameLine tells that a plan draws on a line that one of the others draws on too.
func sameLine(set *plan.Set, c *diff.Plan, others []*diff.Plan) bool {
	line := set.LineOf(c.Head)
	return line != nil && slices.ContainsFunc(others, func(o *diff.Plan) bool { return set.LineOf(o.Head) == line })
}
