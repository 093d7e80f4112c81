package render

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

const (
	maxOpenChanges   = 10 // before the rest is folded
	maxMarkdownItems = 20
)

// DiffMarkdown writes changes as GitHub Flavored Markdown of at most limit bytes, which is
// at least [SmallestReport]: for each document a sentence, the table of volumes, a chart of
// the weeks where there are weeks, and the values that differ. Where room is short charts
// and values go first, then whole changes, which are counted in the last line.
func DiffMarkdown(w io.Writer, changes []diff.Change, l lang.Language, limit int) error {
	var b bytes.Buffer
	if len(changes) == 0 {
		fmt.Fprintf(&b, "%s\n", escape.Markdown(nothingChanged().In(l)))
	}
	folded := false
	shown := 0
	for i, c := range changes {
		opening := ""
		if i == maxOpenChanges && len(changes) > maxOpenChanges+1 {
			opening = foldedChanges(len(changes)-i, l)
		}
		room := limit - maxClosing - b.Len() - len(opening)
		block, ok := fitting(viewOf(c), l, room)
		if !ok {
			break
		}
		folded = folded || opening != ""
		b.WriteString(opening + block)
		shown++
	}
	if folded {
		b.WriteString("\n</details>\n")
	}
	if left := len(changes) - shown; left > 0 {
		text := lang.T("… och %s till. Kör leveransplan diff för att se alla.", "… and %s. Run leveransplan diff to see them all.",
			counted(left, "ändring", "ändringar", "more change", "more changes"))
		fmt.Fprintf(&b, "\n%s\n", escape.Markdown(text.In(l)))
	}
	_, err := w.Write(bytes.TrimPrefix(b.Bytes(), []byte("\n")))
	return err
}

func foldedChanges(n int, l lang.Language) string {
	text := lang.T("%s till", "%s", counted(n, "ändring", "ändringar", "more change", "more changes"))
	return fmt.Sprintf("\n<details>\n<summary>%s</summary>\n", escape.Markdown(text.In(l)))
}

// fitting gives the fullest form of a change that there is room for.
func fitting(v diffView, l lang.Language, room int) (string, bool) {
	head := v.markdownHead(l)
	table := v.markdownTable(l)
	items := v.markdownItems(l)
	for _, form := range []string{head + v.chart(l) + table + items, head + table + items, head + table, head} {
		if len(form) <= room {
			return form, true
		}
	}
	return "", false
}

// cellText makes a text from a document fit for a cell or a line.
func cellText(s string) string { return escape.Markdown(shorten(escape.Terminal(s), maxCell)) }

func (v diffView) markdownHead(l lang.Language) string {
	about := v.change.About()
	return fmt.Sprintf("\n#### %s\n\n%s: %s\n", cellText(v.summary.In(l)), escape.MarkdownCode(shorten(escape.Terminal(about.ID), maxCell)), cellText(kindList(v.change, l)))
}

func (v diffView) markdownTable(l lang.Language) string {
	rows := v.rows()
	if len(rows) == 0 {
		return ""
	}
	var b strings.Builder
	// Signs as headings would begin a list somewhere else; in a cell they are text.
	fmt.Fprintf(&b, "\n| %s | %s |\n| --- | ---: | ---: | ---: | ---: |\n", cellText(v.first.In(l)), strings.Join(diffHeadings(l), " | "))
	for _, r := range rows {
		fmt.Fprintf(&b, "| %s | %s |\n", cellText(r.label.In(l)), strings.Join(r.figures(l), " | "))
	}
	return b.String()
}

func (v diffView) markdownItems(l lang.Language) string {
	if len(v.items) == 0 {
		return ""
	}
	var b strings.Builder
	columns := lang.T("| Uppgift | Före | Efter |", "| Value | Before | After |")
	fmt.Fprintf(&b, "\n%s\n| --- | --- | --- |\n", columns.In(l))
	for i, item := range v.items {
		if i == maxMarkdownItems {
			fmt.Fprintf(&b, "\n%s\n", escape.Markdown(moreItems(len(v.items)-i).In(l)))
			break
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", cellText(item.label.In(l)), cellText(item.before.Text), cellText(item.after.Text))
	}
	return b.String()
}
