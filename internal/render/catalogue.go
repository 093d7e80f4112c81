package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// RuleTable writes the catalogue, one rule a line: id, severity, versions, title.
func RuleTable(w io.Writer, catalogue []*rule.Rule, style Style) error {
	b := bufio.NewWriter(w)
	for _, r := range catalogue {
		fmt.Fprintf(b, "%s  %s  %s  %s\n", style.paint(bold, r.ID), style.severity(r.Severity)+strings.Repeat(" ", 7-len(r.Severity.String())),
			fmt.Sprintf("%-9s", versions(r)), r.Title.In(style.Language))
	}
	return b.Flush()
}

func versions(r *rule.Rule) string {
	v := routine.InVersions(r.ID)
	if len(v) == 0 {
		return "–"
	}
	return strings.Join(v, ", ")
}

// RulesJSON writes the catalogue as JSON.
func RulesJSON(w io.Writer, catalogue []*rule.Rule, l lang.Language) error {
	type ruleJSON struct {
		ID         string   `json:"id"`
		Severity   string   `json:"severity"`
		Basis      string   `json:"basis"`
		Title      string   `json:"title"`
		Why        string   `json:"why"`
		Statements []string `json:"statements"`
		Versions   []string `json:"versions"`
	}
	out := struct {
		Version int        `json:"version"`
		Rules   []ruleJSON `json:"rules"`
	}{Version: 1}
	for _, r := range catalogue {
		out.Rules = append(out.Rules, ruleJSON{r.ID, r.Severity.String(), string(r.Basis), r.Title.In(l), r.Why.In(l),
			append([]string{}, r.Statements...), append([]string{}, routine.InVersions(r.ID)...)})
	}
	return encode(w, out)
}
