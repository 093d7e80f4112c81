package rules

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/plan"
)

// RestsOnOutcome tells that whether a rule is broken can follow from figures that were reported:
// the family F, a change within a quarter (what is over is what was done), a waiver that nothing
// needs (it may be of one of these), and the rules that read the tables. What is open to anybody
// tells nothing of such a rule: its verdict could tell a count that is masked.
func RestsOnOutcome(id string) bool {
	switch id {
	case "C106", "P811", plan.RuleTable, plan.RuleFigure:
		return true
	}
	return strings.HasPrefix(id, "F")
}
