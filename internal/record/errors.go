package record

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// MostNamed is how many things a reason names before it counts the others.
const MostNamed = 20

// Errors gives the reasons that errors are which a decision brought to main: one for each
// rule, with the files, in the order of the rules.
func Errors(found []diag.Diagnostic) []lang.Text {
	at := map[string]lang.List{} // files by rule
	var rules []string
	for _, d := range found {
		if at[d.Rule] == nil {
			rules = append(rules, d.Rule)
		}
		if !slices.Contains(at[d.Rule], d.File) {
			at[d.Rule] = append(at[d.Rule], d.File)
		}
	}
	slices.Sort(rules)
	var out []lang.Text
	for _, rule := range rules {
		slices.Sort(at[rule])
		out = append(out, lang.T("felet %s kom till main i %s", "the error %s came to main in %s", rule, at[rule].Some(MostNamed)))
	}
	return out
}

// Tells tells that a reason of the record is one of some texts.
func (t Text) Tells(texts []lang.Text) bool {
	return slices.ContainsFunc(texts, func(x lang.Text) bool { return t == textOf(x) })
}
