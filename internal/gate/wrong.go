package gate

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// Wrong tells what beside approvals is wrong with what has reached main: changes that nobody
// can agree to, errors that it brought, and content that was not the request's.
func (v *Verdict) Wrong() []lang.Text {
	out := slices.Clone(v.Reasons)
	for _, r := range v.Refusals {
		out = append(out, r.Message)
	}
	return append(out, record.Errors(v.broken())...)
}

// broken lists the errors that the request brings to main. That it is behind main is none: to
// update it is enough.
func (v *Verdict) broken() []diag.Diagnostic {
	var out []diag.Diagnostic
	if v.Comparison == nil {
		return nil
	}
	for _, d := range v.Comparison.Findings {
		if d.Severity == diag.Error && !d.Inherited && d.Waived == nil && d.Rule != rules.UpToDateID {
			out = append(out, d)
		}
	}
	return out
}
