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

// RuleTable writes the catalogue under a line of headings, one rule a line: id, severity,
// versions, title.
func RuleTable(w io.Writer, catalogue []*rule.Rule, style Style) error {
	b := bufio.NewWriter(w)
	l := style.Language
	row := func(id, severity, versions, title string) {
		fmt.Fprintf(b, "%s  %s  %s  %s\n", id, severity, versions, title)
	}
	head := lang.List{"Regel", "Grad", "Rutin", "Detta ska gälla"}
	if l == lang.EN {
		head = lang.List{"Rule", "Severity", "Routine", "What must hold"}
	}
	row(style.paint(bold, pad(head[0], 5)), style.paint(bold, pad(head[1], 8)), style.paint(bold, pad(head[2], 8)), style.paint(bold, head[3]))
	for _, r := range catalogue {
		severity := style.severity(r.Severity) + strings.Repeat(" ", 8-len(r.Severity.String()))
		row(style.paint(bold, pad(r.ID, 5)), severity, pad(versions(r, l), 8), r.Title.In(l))
	}
	return b.Flush()
}

// pad fills a cell up to a width.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-lang.Width(text)))
}

// versions names the versions whose documents a rule judges.
func versions(r *rule.Rule, l lang.Language) string {
	v := routine.InVersions(r.ID)
	if len(v) == 0 {
		return lang.T("alla", "all").In(l)
	}
	return strings.Join(v, ", ")
}

// RulesJSON writes the catalogue as JSON.
func RulesJSON(w io.Writer, catalogue []*rule.Rule, l lang.Language) error {
	// A form is the rule as one version has it, and since when the tool applies it; the
	// version is empty where every version has the rule alike.
	type form struct {
		Version    string   `json:"version"`
		Severity   string   `json:"severity"`
		Basis      string   `json:"basis"`
		Statements []string `json:"statements"`
		Parameter  string   `json:"parameter,omitempty"`
		Since      string   `json:"since"`
	}
	type ruleJSON struct {
		ID         string   `json:"id"`
		Severity   string   `json:"severity"`
		Basis      string   `json:"basis"`
		Title      string   `json:"title"`
		Why        string   `json:"why"`
		Lighter    string   `json:"lighter,omitempty"`
		Statements []string `json:"statements"`
		Versions   []string `json:"versions"`
		Forms      []form   `json:"forms"`
	}
	out := struct {
		Version int        `json:"version"`
		Rules   []ruleJSON `json:"rules"`
	}{Version: 1}
	for _, r := range catalogue {
		forms := []form{}
		for _, f := range routine.Forms(r.ID) {
			forms = append(forms, form{f.Version, f.Rule.Severity.String(), string(f.Rule.Basis), append([]string{}, f.Rule.Statements...),
				f.Rule.Parameter.In(l), f.From.String()})
		}
		out.Rules = append(out.Rules, ruleJSON{r.ID, r.Severity.String(), string(r.Basis), r.Title.In(l), r.Why.In(l), r.Lighter.In(l),
			append([]string{}, r.Statements...), append([]string{}, routine.InVersions(r.ID)...), forms})
	}
	return encode(w, out)
}
