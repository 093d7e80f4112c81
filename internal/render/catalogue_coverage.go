package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// Coverage writes what becomes of each statement of the routine, then the holes, then a
// line that counts.
func Coverage(w io.Writer, table []routine.Covered, holes []lang.Text, style Style) error {
	b := bufio.NewWriter(w)
	l := style.Language
	counts := coverageCounts{}
	for _, c := range table {
		text := "?"
		if s, known := routine.Statement(c.Statement); known {
			text = s.Actor.In(l) + " " + s.Does.In(l)
		}
		hanging(b, c.Statement+strings.Repeat(" ", max(0, 6-len(c.Statement))), style.paint(bold, c.Statement), text)
		for _, item := range covering(c) {
			if said := item.text.In(l); said != "" {
				hanging(b, "      "+item.name.In(l)+": ", "", said)
			}
		}
		counts.add(c)
	}
	b.WriteByte('\n')
	for _, hole := range holes {
		fmt.Fprintf(b, "%s %s\n", style.paint(red, "✗"), hole.In(l))
	}
	fmt.Fprintln(b, counts.text(len(holes)).In(l))
	return b.Flush()
}

// covering names what covers a statement.
func covering(c routine.Covered) []struct{ name, text lang.Text } {
	return []struct{ name, text lang.Text }{
		{lang.T("Regler", "Rules"), lang.T("%s", "%s", lang.List(c.Rules))},
		{lang.T("Godkännande", "Approval"), c.Approval},
		{lang.T("Verktyget", "The tool"), c.Tool},
		{lang.T("Utanför filerna", "Outside the files"), c.Outside},
	}
}

// hanging writes running text after a label, its further lines set in by the label's
// width. Painted is the label's beginning as it is shown, where that differs.
func hanging(b *bufio.Writer, label, painted, text string) {
	var lines strings.Builder
	w := bufio.NewWriter(&lines)
	indent := strings.Repeat(" ", lang.Width(label))
	paragraph(w, indent, text)
	w.Flush()
	if painted == "" {
		painted = label
	} else {
		painted += strings.Repeat(" ", len(label)-len(strings.TrimRight(label, " ")))
	}
	b.WriteString(painted + strings.TrimPrefix(lines.String(), indent))
}

// coverageCounts counts the statements of a table by what covers them.
type coverageCounts struct{ all, rules, outside int }

func (n *coverageCounts) add(c routine.Covered) {
	n.all++
	switch {
	case len(c.Rules) > 0:
		n.rules++
	case !c.Outside.IsZero():
		n.outside++
	}
}

func (n coverageCounts) text(holes int) lang.Text {
	return lang.T("%d uttalanden: %d har regler, %d ligger utanför filerna. %s.",
		"%d statements: %d have rules, %d lie outside the files. %s.", n.all, n.rules, n.outside,
		lang.Plural{N: holes, One: lang.T("%s lucka", "%s hole"), Other: lang.T("%s luckor", "%s holes")})
}

// CoverageJSON writes the same as JSON.
func CoverageJSON(w io.Writer, table []routine.Covered, holes []lang.Text, l lang.Language) error {
	type statement struct {
		ID       string   `json:"id"`
		Actor    string   `json:"actor"`
		Does     string   `json:"does"`
		Modality string   `json:"modality"`
		Versions []string `json:"versions"`
		Rules    []string `json:"rules"`
		Approval string   `json:"approval,omitempty"`
		Tool     string   `json:"tool,omitempty"`
		Outside  string   `json:"outside,omitempty"`
	}
	out := struct {
		Version    int         `json:"version"`
		Statements []statement `json:"statements"`
		Holes      []string    `json:"holes"`
	}{Version: 1, Holes: []string{}}
	for _, c := range table {
		s, _ := routine.Statement(c.Statement)
		row := statement{ID: c.Statement, Actor: s.Actor.In(l), Does: s.Does.In(l), Modality: string(s.Modality), Versions: saidIn(s),
			Rules: append([]string{}, c.Rules...), Approval: c.Approval.In(l), Tool: c.Tool.In(l), Outside: c.Outside.In(l)}
		out.Statements = append(out.Statements, row)
	}
	for _, hole := range holes {
		out.Holes = append(out.Holes, hole.In(l))
	}
	return encode(w, out)
}

// saidIn lists the versions that have a statement.
func saidIn(s routine.StatementEntry) []string {
	out := []string{}
	for _, v := range routine.Versions() {
		if len(s.In(v.ID)) > 0 {
			out = append(out, v.ID)
		}
	}
	return out
}
