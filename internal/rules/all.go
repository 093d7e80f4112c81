package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Loader lists the rules that the loader carries out while it reads files: they have
// texts and an id like every rule, and no Check.
func Loader() []*rule.Rule {
	out := fileRules()
	for _, infos := range [][]diag.RuleInfo{yamldoc.Rules(), schema.Rules(), plan.Rules()} {
		for _, r := range infos {
			out = append(out, &rule.Rule{
				ID: r.ID, Title: r.Title, Why: r.Why, Basis: diag.Text, Severity: r.Severity,
				Example: rule.Example{Good: r.Good, Bad: r.Bad},
			})
		}
	}
	return append(out, privacyRules()...)
}

// privacyRules lists the rules on personal data and prices, of which some warn only.
func privacyRules() []*rule.Rule {
	var out []*rule.Rule
	for _, r := range privacy.Rules() {
		out = append(out, &rule.Rule{
			ID: r.ID, Title: r.Title, Why: r.Why, Basis: diag.Text, Severity: r.Severity,
			Example: rule.Example{Good: r.Good, Bad: r.Bad},
		})
	}
	return out
}
