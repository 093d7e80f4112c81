package yamldoc

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Rules lists the rules of this package in the order of their ids.
func Rules() []diag.RuleInfo { return slices.Concat(textRules, yamlRules, valueRules) }

// RuleTooLarge is the rule on a file's size. It belongs to the rules on files (S1),
// which are described where files are read: most files that break it are never read.
const RuleTooLarge = "S105"

// TooLarge words that a file is larger than anybody reads. Sizes are in bytes.
func TooLarge(file string, size, limit int64) diag.Diagnostic {
	return diag.Diagnostic{
		Rule: RuleTooLarge, Severity: diag.Error, Basis: diag.Text, File: file, Measure: 1,
		Message: lang.T("filen är %s kB, mer än de %s kB som en planfil får vara",
			"the file is %s kB, more than the %s kB that a plan file may have", int((size+999)/1000), int(limit/1000)),
		Hint: lang.T("Dela upp filen i flera dokument, eller flytta den från plans/ om den inte är en plan.",
			"Split the file into several documents, or move it out of plans/ if it is no plan."),
	}
}
