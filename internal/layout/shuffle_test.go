package layout

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// writer writes a document's values anew: with its keys in any order, in any style that a
// person may choose, and with comments that say where they belong.
type writer struct {
	rand   *rand.Rand
	out    strings.Builder
	leads  map[string]bool // keys, by pointer, with a comment above them
	blanks int
}

func (w *writer) chance(percent int) bool { return w.rand.IntN(100) < percent }

func (w *writer) shuffled(entries []yamldoc.Entry) []yamldoc.Entry {
	entries = slices.Clone(entries)
	w.rand.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return entries
}

// lines writes a mapping on lines. Its first key may stand after a dash.
func (w *writer) lines(n *yamldoc.Node, pointer string, column int, dash bool) {
	margin := strings.Repeat(" ", column)
	for i, e := range w.shuffled(n.Entries) {
		at := pointer + "/" + e.Key.Text
		if i > 0 || !dash {
			if w.chance(15) && i > 0 {
				w.out.WriteString("\n")
				w.blanks++
			}
			if w.chance(20) && (i > 0 || pointer != "") {
				w.out.WriteString(margin + "# above " + at + "\n")
				w.leads[at] = true
			}
			w.out.WriteString(margin)
		}
		w.out.WriteString(e.Key.Text + ":")
		w.value(e.Value, at, column)
		if w.chance(10) {
			w.out.WriteString(margin + "   # below " + at + "\n")
		}
	}
}

func (w *writer) value(n *yamldoc.Node, at string, column int) {
	comment := " # at " + at + "\n"
	switch {
	case n.Kind == yamldoc.Mapping && len(n.Entries) > 0 && w.chance(60):
		w.out.WriteString(comment)
		w.lines(n, at, column+2, false)
	case n.Kind == yamldoc.Sequence && len(n.Items) > 0 && w.chance(70):
		w.out.WriteString(comment)
		column += 2 * w.rand.IntN(2)
		for i, item := range n.Items {
			w.item(item, fmt.Sprintf("%s/%d", at, i), column)
		}
	default:
		w.out.WriteString(" " + w.words(n) + comment)
	}
}

func (w *writer) item(n *yamldoc.Node, at string, column int) {
	if w.chance(10) {
		w.out.WriteString(strings.Repeat(" ", column) + "# item " + at + "\n")
	}
	w.out.WriteString(strings.Repeat(" ", column) + "- ")
	if n.Kind == yamldoc.Mapping && len(n.Entries) > 0 && w.chance(70) {
		w.lines(n, at, column+2, true)
		return
	}
	w.out.WriteString(w.words(n) + "\n")
}

// words writes a value between braces and brackets.
func (w *writer) words(n *yamldoc.Node) string {
	var parts []string
	switch n.Kind {
	case yamldoc.Mapping:
		for _, e := range w.shuffled(n.Entries) {
			parts = append(parts, e.Key.Text+": "+w.words(e.Value))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case yamldoc.Sequence:
		for _, item := range n.Items {
			parts = append(parts, w.words(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case yamldoc.String:
		if strings.ContainsAny(n.Text, ",:#\"") || n.Quoted {
			return yamldoc.Quoted(n.Text)
		}
	}
	return n.Text
}

// Whatever order and style a document was written in, it says the same once it is laid
// out, each comment stands where it stood, and the keys are in order.
func TestAnyWritingOfADocumentIsLaidOut(t *testing.T) {
	l := builtIn(t)
	r := rand.New(rand.NewPCG(3, 7))
	documents := samples(t)
	for _, file := range slices.Sorted(maps.Keys(documents)) {
		before := parse(t, documents[file])
		w := &writer{rand: r, leads: map[string]bool{}}
		w.lines(before.Root, "", 0, false)
		written := w.out.String()
		if r.IntN(2) == 0 {
			written = "# yaml-language-server: $schema=fel.json\n# Filens egen\n" + written
		}
		if r.IntN(4) == 0 {
			written = strings.ReplaceAll(written, "\n", " \r\n")
		}
		got := format(t, l, file, written)
		after := parse(t, got)
		if !yamldoc.Equal(before.Root, after.Root) {
			t.Fatalf("%s says something else:\n%s\n%s", file, written, got)
		}
		if diff := cmp.Diff(comments(written), comments(got)); diff != "" {
			t.Fatalf("%s: comments (-before +after):\n%s", file, diff)
		}
		if n := strings.Count(got, "\n\n"); n != w.blanks {
			t.Fatalf("%s: %d empty lines, want %d:\n%s\n%s", file, n, w.blanks, written, got)
		}
		kind, _, _ := strings.Cut(after.Root.Get("dokument").Text, "/")
		commentsInPlace(t, w, after, after.Root, "", l.shapes[kind])
		if t.Failed() {
			t.Fatalf("%s:\n%s\n%s", file, written, got)
		}
	}
}

// comments lists the comments of a text but for modelines, sorted.
func comments(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if _, comment, found := strings.Cut(line, "#"); found && !strings.Contains(comment, "$schema=") {
			out = append(out, strings.TrimSpace(comment))
		}
	}
	slices.Sort(out)
	return out
}

func commentsInPlace(t *testing.T, w *writer, doc *yamldoc.Document, n *yamldoc.Node, pointer string, s *schema.Shape) {
	lines := func(line int) string { return strings.TrimSpace(doc.Source.Line(line)) }
	last := ""
	onLines := len(n.Entries) > 0 && doc.Source.Text[n.Span.Start()] != '{'
	for _, e := range n.Entries {
		at := pointer + "/" + e.Key.Text
		key, end := doc.Source.Pos(e.Key.Span.Start()).Line, doc.Source.Pos(e.Value.Span.End()).Line
		if onLines {
			if _, comment, found := strings.Cut(lines(key), "# at "); !found || comment != at && !strings.HasPrefix(at, comment+"/") && !strings.HasPrefix(comment, at+"/") {
				t.Errorf("%s has lost its comment: %s", at, lines(key))
			}
			if w.leads[at] && lines(key-1) != "# above "+at {
				t.Errorf("above %s stands %s", at, lines(key-1))
			}
			if below := lines(end + 1); strings.HasPrefix(below, "# below "+pointer+"/") && strings.Count(below, "/") == strings.Count(at, "/") && below != "# below "+at {
				t.Errorf("below %s stands %s", at, below)
			}
		}
		switch {
		case s.ByTime() && e.Key.Text < last: // weeks and quarters alone sort as text
			t.Errorf("%s comes after %s", at, last)
		case !s.ByTime() && last != "" && s.Compare(last, e.Key.Text) > 0:
			t.Errorf("%s comes after %s", at, last)
		}
		last = e.Key.Text
		commentsInPlace(t, w, doc, e.Value, at, s.Value(e.Key.Text))
	}
	for i, item := range n.Items {
		commentsInPlace(t, w, doc, item, fmt.Sprintf("%s/%d", pointer, i), s.Item())
	}
}

// A laid out file whose top keys are moved about comes back to the byte.
func TestMovedBlocksComeBack(t *testing.T) {
	l := builtIn(t)
	r := rand.New(rand.NewPCG(5, 1))
	documents := samples(t)
	for _, file := range slices.Sorted(maps.Keys(documents)) {
		text := documents[file]
		head, blocks := topBlocks(text)
		r.Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
		moved := head + strings.Join(blocks, "")
		if diff := cmp.Diff(text, format(t, l, file, moved)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
	}
}

// topBlocks cuts a file where a line begins with a letter.
func topBlocks(text string) (head string, blocks []string) {
	for line := range strings.Lines(text) {
		switch letter := line[0] >= 'a' && line[0] <= 'z'; {
		case letter:
			blocks = append(blocks, line)
		case len(blocks) > 0:
			blocks[len(blocks)-1] += line
		default:
			head += line
		}
	}
	return head, blocks
}
