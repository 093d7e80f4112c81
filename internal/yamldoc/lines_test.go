package yamldoc

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLinesOfAText(t *testing.T) {
	for name, c := range map[string]struct {
		text             string
		at               int
		start, end, next int
	}{
		"within the first line":     {"ab\ncd\n", 1, 0, 2, 3},
		"at a line break":           {"ab\ncd\n", 2, 0, 2, 3},
		"at the start of a line":    {"ab\ncd\n", 3, 3, 5, 6},
		"after the last line break": {"ab\ncd\n", 6, 6, 6, 6},
		"in a line without a break": {"ab\ncd", 4, 3, 5, 5},
		"an empty line":             {"ab\n\ncd", 3, 3, 3, 4},
		"lines that end with CRLF":  {"ab\r\ncd\r\n", 5, 4, 6, 8},
		"an empty text":             {"", 0, 0, 0, 0},
	} {
		text := []byte(c.text)
		got := []int{LineStart(text, c.at), LineEnd(text, c.at), NextLine(text, c.at)}
		if diff := cmp.Diff([]int{c.start, c.end, c.next}, got); diff != "" {
			t.Errorf("%s: start, end, next (-want +got):\n%s", name, diff)
		}
	}
}

// Each text is a document whose key b takes what stands between the marks.
func TestTheLinesThatAnEntryTakes(t *testing.T) {
	for name, marked := range map[string]string{
		"its own line":                            "a: 1\n<b: 2\n>c: 3\n",
		"the comment on it":                       "a: 1\n<b: 2 # två\n>c: 3\n",
		"the comments above it":                   "a: 1\n<# en\n  # två\nb: 2\n>c: 3\n",
		"not those above a blank line":            "a: 1\n# en\n\n<# två\nb: 2\n>c: 3\n",
		"not a comment after another value":       "a: 1 # ett\n<b: 2\n>c: 3\n",
		"what is indented below it":               "a: 1\n<b: 2\n  # två\n>c: 3\n",
		"past a blank line":                       "a: 1\n<b: 2\n\n  # två\n>c: 3\n",
		"not a comment at its margin":             "a: 1\n<b: 2\n># tre\nc: 3\n",
		"not what is indented below another line": "a: 1\n<b: 2\n># tre\n  # fyra\nc: 3\n",
		"not blank lines":                         "a: 1\n<b: 2\n>\nc: 3\n",
		"a list on lines":                         "a: 1\n<b:\n  - 1\n  - 2\n>c: 3\n",
		"a text on lines":                         "a: 1\n<b: |\n  två\n\n  tre\n>c: 3\n",
		"a text on lines without the last break":  "a: 1\n<b: |-\n  två\n>c: 3\n",
		"no value":                                "a: 1\n<b:\n>c: 3\n",
		"the end of the file":                     "a: 1\n<b: 2>",
		"comments at the end of the file":         "a: 1\n<b: 2\n  # två>",
	} {
		var text []byte
		marks := map[byte]int{}
		for i := range len(marked) {
			if b := marked[i]; b == '<' || b == '>' {
				marks[b] = len(text)
			} else {
				text = append(text, b)
			}
		}
		doc := accept(t, string(text))
		b, ok := doc.Root.Entry("b")
		if !ok {
			t.Fatalf("%s: no b in\n%s", name, text)
		}
		start := LeadOf(text, LineStart(text, b.Key.Span.Start()), 0)
		if got := [2]int{start, doc.EndOf(b.Value, 0)}; got != [2]int{marks['<'], marks['>']} {
			t.Errorf("%s: %q, want %q", name, text[got[0]:got[1]], text[marks['<']:marks['>']])
		}
	}
}

func TestCommentsAboveAPlaceAreNotTaken(t *testing.T) {
	text := []byte("# en\n# två\n# tre\na: 1\n")
	for above, want := range map[int]int{0: 0, 5: 5, 12: 12, 18: 18} {
		if got := LeadOf(text, 18, above); got != want {
			t.Errorf("not above %d: %d", above, got)
		}
	}
}

func TestLinesGetAnotherIndentation(t *testing.T) {
	if diff := cmp.Diff("   # a\n\n   b\n   c", Indented("# a\n  \n\t b\n      c", 3)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestHowAValueIsWritten(t *testing.T) {
	doc := accept(t, "braces: {a: 1}\nbrackets: [1]\nempty: []\nlines:\n  a: 1\nlist:\n  - 1\ntext: \"{a}\"\nliteral: |\n  a\nfolded: >-\n  a\nnothing:\nlast:")
	got := map[string]string{}
	for _, e := range doc.Root.Entries {
		switch {
		case doc.IsFlow(e.Value):
			got["flow"] += e.Key.Text + " "
		case doc.IsBlock(e.Value):
			got["block"] += e.Key.Text + " "
		}
	}
	want := map[string]string{"flow": "braces brackets empty ", "block": "literal folded "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
