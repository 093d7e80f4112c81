package yamldoc

import (
	"bytes"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Whatever the bytes: the pre-scan answers the same way twice, at places in the file and
// in words, and nothing that it refuses is let through by the parser.
func FuzzPrescan(f *testing.F) {
	seeds(f)
	f.Add([]byte("\xef\xbb\xbfa: \xff\x00\u202e\u2028\r\n\tb: \u00a0\u0663\u1234\U000e0001\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		src := diag.NewSource("a.yaml", text)
		found := Prescan(src)
		again := Prescan(diag.NewSource("a.yaml", text))
		if len(again) != len(found) {
			t.Fatalf("%d findings, then %d", len(found), len(again))
		}
		for i, d := range found {
			if d.Rule != again[i].Rule || d.Range != again[i].Range {
				t.Errorf("%s at %+v, then %s at %+v", d.Rule, d.Range, again[i].Rule, again[i].Range)
			}
			if d.Range.Start.Line < 1 || d.Range.End.Line > 1+bytes.Count(src.Text, []byte("\n")) || d.Range.End.Line < d.Range.Start.Line {
				t.Errorf("%s is outside the file: %+v", d.Rule, d.Range)
			}
			for _, l := range lang.Languages {
				if d.Message.In(l) == "" || d.Hint.In(l) == "" {
					t.Errorf("%s says nothing in %s", d.Rule, l)
				}
			}
		}
		if _, parsed := Parse(src); len(found) > 0 && len(parsed) == 0 {
			t.Errorf("the parser lets through what the pre-scan refuses: %s", found[0].Rule)
		}
	})
}
