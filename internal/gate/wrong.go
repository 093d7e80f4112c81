package gate

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// Wrong tells what beside approvals is wrong with what has reached main: changes that nobody
// can agree to, errors that it brought, and content that was not the request's.
func (v *Verdict) Wrong() []lang.Text {
	out := slices.Clone(v.Reasons)
	for _, r := range v.Refusals {
		out = append(out, r.Message)
	}
	at := map[string]lang.List{} // files by rule
	var rules []string
	for _, d := range v.broken() {
		if at[d.Rule] == nil {
			rules = append(rules, d.Rule)
		}
		if !slices.Contains(at[d.Rule], d.File) {
			at[d.Rule] = append(at[d.Rule], d.File)
		}
	}
	slices.Sort(rules)
	for _, rule := range rules {
		slices.Sort(at[rule])
		out = append(out, lang.T("felet %s kom till main i %s", "the error %s came to main in %s", rule, some(at[rule])))
	}
	return out
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
