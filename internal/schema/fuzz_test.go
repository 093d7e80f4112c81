package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Whatever the loader lets through is judged without a panic, the same way twice, with
// every finding inside the file and worded; and what the library refuses never passes.
func FuzzCheck(f *testing.F) {
	for _, folder := range []string{"valid", "invalid"} {
		for _, text := range files(f, folder) {
			f.Add([]byte(text))
		}
	}
	for _, r := range Rules() {
		f.Add([]byte(r.Bad))
	}
	f.Add([]byte("dokument: kalender/v1\navvikelser: [{andel: 999999999.999, \"a/~%b\": {}, å: [[]]}]\n"))
	s := set(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		doc, list := yamldoc.Parse(diag.NewSource("a.yaml", text))
		if doc == nil {
			return
		}
		kind, found := s.Check(doc)
		if _, again := s.Check(doc); !cmp.Equal(found, again) {
			t.Errorf("two answers:\n%s", cmp.Diff(found, again))
		}
		if kind != "" && len(list) == 0 && len(found) == 0 && s.kinds[kind].root.Validate(value(doc.Root)) != nil {
			t.Error("the library refuses it and nothing is reported")
		}
		if kind != "" {
			agree(t, kind, s.kinds[kind], doc.Root)
		}
		if kind == "" && len(list) == 0 && len(found) == 0 {
			t.Error("no kind, and nothing is reported")
		}
		lines := strings.Count(string(text), "\n") + 1
		for _, d := range found {
			if d.Range.Start.Line < 1 || d.Range.End.Line > lines {
				t.Fatalf("outside the file: %+v", d.Range)
			}
			judge(t, strings.ReplaceAll(string(text), "\r\n", "\n"), d)
		}
	})
}
