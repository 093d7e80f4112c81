package check

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// withoutReasons makes one finding of two where a letter of another alphabet is why a value
// is none that the schema knows: the value looks right, so the violation's hint names the
// letter. What is left of the document's own findings is returned.
func withoutReasons(findings, violations diag.List) diag.List {
	return slices.DeleteFunc(findings, func(d diag.Diagnostic) bool {
		if d.Rule != yamldoc.RuleMixedLetters {
			return false
		}
		i := slices.IndexFunc(violations, func(v diag.Diagnostic) bool {
			oneValue := v.Range.Start.Line == v.Range.End.Line
			return v.Severity == diag.Error && oneValue && overlap(v.Range, d.Range)
		})
		if i >= 0 {
			violations[i].Hint = d.Hint
		}
		return i >= 0
	})
}
