package render

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// RecordText writes for people what was recorded: each decision, whether it was valid and
// why not, and what is to be done about those that were not.
func RecordText(w io.Writer, r *Recording, style Style) error {
	b := bufio.NewWriter(w)
	say := func(t lang.Text) string { return escape.Terminal(t.In(style.Language)) }
	for _, x := range r.Records {
		mark, words := r.validity(x)
		fmt.Fprintf(b, "%s  %s  %s  %s %s\n", style.paint(bold, x.Day), padded(whichRequest(x), 4), say(wayTo(x)), style.paint(markColour(mark), mark), say(words))
		for _, s := range why(x, style.Language) {
			fmt.Fprintf(b, "            %s\n", escape.Terminal(s))
		}
		place := x.Path()
		if hash := x.Decision(); hash != "" {
			place = "commit " + shortHash(hash) + " · " + place
		}
		fmt.Fprintf(b, "            %s\n", style.paint(dim, place))
	}
	if len(r.Records) > 0 {
		b.WriteByte('\n')
	}
	for _, t := range []lang.Text{r.outcome(), r.proof()} {
		if !t.IsZero() {
			fmt.Fprintln(b, say(t))
		}
	}
	for i, t := range followUp(r.Invalid(), plan.FixedPaths[plan.KindAvvikelser]) {
		if i == 0 {
			b.WriteByte('\n')
		} else {
			b.WriteString("  ")
		}
		fmt.Fprintln(b, say(t))
	}
	return b.Flush()
}

func markColour(mark string) string {
	switch mark {
	case "✓":
		return "1;32"
	case "✗":
		return red
	}
	return yellow
}

// RecordMarkdown writes the same as GitHub Flavored Markdown of at most limit bytes, which is
// at least [SmallestReport], with what is wrong with the branch first.
func RecordMarkdown(w io.Writer, r *Recording, l lang.Language, limit int) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "## %s\n\n%s\n", lang.T("Protokoll", "Records").In(l), escape.Markdown(r.outcome().In(l)))
	if t := r.proof(); !t.IsZero() {
		fmt.Fprintf(&b, "\n%s\n", escape.Markdown(t.In(l)))
	}
	var rows []string
	for _, v := range r.Neglected() {
		rows = append(rows, fmt.Sprintf("- ✗ %s (commit %s)\n", cellText(privacy.Mask(v.Message.In(l))), escape.MarkdownCode(shortHash(v.Commit))))
	}
	for _, x := range r.Records {
		rows = append(rows, r.item(x, l))
	}
	if todo := followUp(r.Invalid(), plan.FixedPaths[plan.KindAvvikelser]); len(todo) > 0 {
		rows = append(rows, "\n"+escape.Markdown(todo[0].In(l))+"\n\n"+escape.MarkdownBlock(strings.Join(inWords(todo[1:], l), "\n"), "yaml"))
	}
	b.WriteByte('\n')
	for i, row := range rows {
		rest := lang.T("… och %d till.", "… and %d more.", len(rows)-i).In(l)
		if b.Len()+len(row)+len(rest)+2 > limit {
			fmt.Fprintf(&b, "\n%s\n", rest)
			break
		}
		b.WriteString(row)
	}
	_, err := w.Write(b.Bytes())
	return err
}

func (r *Recording) item(x *record.Record, l lang.Language) string {
	var b bytes.Buffer
	mark, words := r.validity(x)
	fmt.Fprintf(&b, "- %s %s %s, %s: %s (%s)\n", mark, x.Day, escape.Markdown(whichRequest(x)), cellText(wayTo(x).In(l)), cellText(words.In(l)), escape.MarkdownCode(x.Path()))
	for _, s := range why(x, l) {
		fmt.Fprintf(&b, "  - %s\n", cellText(s))
	}
	return b.String()
}
