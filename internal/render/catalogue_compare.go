package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// Comparison writes what changed between two versions: first the matters in plain words,
// then the rules.
func Comparison(w io.Writer, c routine.Comparison, style Style) error {
	b := bufio.NewWriter(w)
	l := style.Language
	say := func(sv, en string, args ...any) string { return lang.T(sv, en, args...).In(l) }
	heading(b, style, say("Vad som ändrades från rutin %s till %s", "What changed from routine %s to %s", c.From.ID, c.To.ID))
	for _, m := range c.Matters {
		fmt.Fprintf(b, "\n%s  %s\n", style.paint(bold, m.Name.In(l)), style.paint(dim, statementSpan(m.Statements)))
		for _, v := range []string{c.From.ID, c.To.ID} {
			hanging(b, "  "+v+"  ", "", m.Says[v].In(l))
		}
	}
	for _, part := range []struct {
		name lang.Text
		in   func(routine.RuleChange) bool
	}{
		{lang.T("Regler som bara %s har", "Rules that only %s has", c.From.ID), func(r routine.RuleChange) bool { return !r.Now }},
		{lang.T("Regler som bara %s har", "Rules that only %s has", c.To.ID), func(r routine.RuleChange) bool { return !r.Then }},
		{lang.T("Regler som båda har, på olika sätt", "Rules that both have, in different ways"), func(r routine.RuleChange) bool { return r.Then && r.Now }},
	} {
		b.WriteByte('\n')
		heading(b, style, part.name.In(l))
		for _, r := range c.Rules {
			if !part.in(r) {
				continue
			}
			fmt.Fprintf(b, "%s  %s\n", style.paint(bold, r.Rule.ID), r.Rule.Title.In(l))
			for _, f := range r.Changes {
				paragraph(b, "      ", fmt.Sprintf("%s: %s → %s", f.Name.In(l), f.Then.In(l), f.Now.In(l)))
			}
		}
	}
	return b.Flush()
}

// statementSpan names statements, and a run of them by its ends.
func statementSpan(ids []string) string {
	var out []string
	number := func(id string) (n int) {
		fmt.Sscanf(id, "N%d", &n)
		return n
	}
	for i := 0; i < len(ids); {
		j := i
		for j+1 < len(ids) && number(ids[j+1]) == number(ids[j])+1 {
			j++
		}
		if j-i < 2 {
			j = i
			out = append(out, ids[i])
		} else {
			out = append(out, ids[i]+"–"+ids[j])
		}
		i = j + 1
	}
	return strings.Join(out, ", ")
}

// ComparisonJSON writes the same as JSON.
func ComparisonJSON(w io.Writer, c routine.Comparison, l lang.Language) error {
	type matter struct {
		Name       string   `json:"name"`
		Statements []string `json:"statements"`
		From       string   `json:"from"`
		To         string   `json:"to"`
	}
	type field struct {
		Field string `json:"field"`
		From  string `json:"from"`
		To    string `json:"to"`
	}
	type ruleJSON struct {
		Rule    string  `json:"rule"`
		Title   string  `json:"title"`
		Change  string  `json:"change"` // removed, added or changed
		Changes []field `json:"changes"`
	}
	out := struct {
		Version int        `json:"version"`
		From    string     `json:"from"`
		To      string     `json:"to"`
		Matters []matter   `json:"matters"`
		Rules   []ruleJSON `json:"rules"`
	}{Version: 1, From: c.From.ID, To: c.To.ID, Matters: []matter{}, Rules: []ruleJSON{}}
	for _, m := range c.Matters {
		out.Matters = append(out.Matters, matter{m.Name.In(l), m.Statements, m.Says[c.From.ID].In(l), m.Says[c.To.ID].In(l)})
	}
	for _, r := range c.Rules {
		row := ruleJSON{Rule: r.Rule.ID, Title: r.Rule.Title.In(l), Change: "changed", Changes: []field{}}
		switch {
		case !r.Now:
			row.Change = "removed"
		case !r.Then:
			row.Change = "added"
		}
		for _, f := range r.Changes {
			row.Changes = append(row.Changes, field{f.Field, f.Then.In(l), f.Now.In(l)})
		}
		out.Rules = append(out.Rules, row)
	}
	return encode(w, out)
}
