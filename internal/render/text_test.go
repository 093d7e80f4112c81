package render

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

func finding(line string, from, to int) diag.Diagnostic {
	return diag.Diagnostic{
		Rule: "P101", Severity: diag.Error, File: "plans/å.yaml", Line: line,
		Range:   diag.Range{Start: diag.Pos{Line: 7, Column: from}, End: diag.Pos{Line: 7, Column: to}},
		Message: lang.T("fel %d", "bad %d", 3), Hint: lang.T("rätta", "mend"),
	}
}

func text(t *testing.T, d diag.Diagnostic, style Style) string {
	t.Helper()
	var b bytes.Buffer
	if err := Findings(&b, diag.List{d}, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestCaretStandsUnderThePlace(t *testing.T) {
	long := strings.Repeat("ä", 300) + "HÄR" + strings.Repeat("ö", 300)
	for name, c := range map[string]struct {
		line     string
		from, to int
		marked   string
	}{
		"plain":                        {"volym: 50", 8, 10, "50"},
		"after å, ä and ö":             {"åäö: värde # slut", 6, 11, "värde"},
		"after wide characters":        {"日本: värde", 5, 10, "värde"},
		"after a tab":                  {"\tvolym: 50", 9, 11, "50"},
		"after a character that acts":  {"a\x1b[31m: 50", 9, 11, "50"},
		"in a long line":               {long, 301, 304, "HÄR"},
		"an empty place is one column": {"volym:", 7, 7, ""},
	} {
		t.Run(name, func(t *testing.T) {
			lines := strings.Split(text(t, finding(c.line, c.from, c.to), Style{Language: lang.SV}), "\n")
			source, carets := lines[1], lines[2]
			at := strings.Index(carets, "^")
			// Cut the source line at the caret's column, as a terminal would show it.
			before := source
			for lang.Width(before) > lang.Width(carets[:at]) {
				before = before[:len(before)-1]
			}
			if got := source[len(before):]; !strings.HasPrefix(got, c.marked) {
				t.Errorf("the caret stands at %q:\n%s\n%s", got, source, carets)
			}
			if n := strings.Count(carets, "^"); n != max(1, lang.Width(c.marked)) {
				t.Errorf("%d carets under %q", n, c.marked)
			}
		})
	}
}

func TestTextOfAFinding(t *testing.T) {
	want := "plans/å.yaml:7:8: error: bad 3 [P101]\n" +
		"  7 | volym: 50\n" +
		"    |        ^^\n" +
		"    → mend\n\n"
	if diff := cmp.Diff(want, text(t, finding("volym: 50", 8, 10), Style{Language: lang.EN})); diff != "" {
		t.Error(diff)
	}
}

func TestColourIsForTerminals(t *testing.T) {
	if got := text(t, finding("volym: 50", 8, 10), Style{}); strings.Contains(got, "\x1b") {
		t.Errorf("escape sequences without colour: %q", got)
	}
	if got := text(t, finding("volym: 50", 8, 10), Style{Color: true}); !strings.Contains(got, "\x1b[1;31merror\x1b[0m") {
		t.Errorf("no red error: %q", got)
	}
}

// Whatever a document, a file name or a message holds: the terminal is told nothing but
// printable characters and line ends.
func FuzzNothingActsOnATerminal(f *testing.F) {
	for _, s := range []string{"\x1b]8;;http://x\x07", "a\u202eb", "a\r\nb", "\u2028", "\u009b31m", "日本", "\xff"} {
		f.Add(s, 1, 2)
	}
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		d := finding(s, max(1, from), max(1, to))
		d.File, d.Message, d.Hint = s, lang.Plain(s), lang.Plain(s)
		d.Related = []diag.Related{{File: s, Message: lang.Plain(s)}}
		for _, r := range text(t, d, Style{}) {
			if r != '\n' && !unicode.IsPrint(r) && r != '\u00a0' {
				t.Fatalf("%q lets %U through", s, r)
			}
		}
		if once := escape.Terminal(s); escape.Terminal(once) != once {
			t.Errorf("escaping %q twice changes it", s)
		}
	})
}
