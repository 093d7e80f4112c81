package check_test

import (
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// Whatever stands in a file: no panic, and every place that is reported lies in the file.
func FuzzTree(f *testing.F) {
	for name, file := range region.Files() {
		f.Add(name, file.Data)
	}
	f.Add("plans/2027/x.yaml", []byte("a: &a [x]\nb: [*a, *a]\n"))
	f.Add("plans/2027/utfall/x.csv", []byte("leveransplan;vecka;utfort\n\"a;b\n"))
	f.Fuzz(func(t *testing.T, name string, text []byte) {
		files := region.Files()
		if files[name] == nil {
			name = "plans/2027/x.yaml"
		}
		files[name] = &fstest.MapFile{Data: text}
		r, err := check.Tree(files, check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range r.Findings {
			start, end := d.Range.Start, d.Range.End
			if end.Line < start.Line || end.Line == start.Line && end.Column < start.Column {
				t.Errorf("%s: ends before it starts: %+v", d.Rule, d.Range)
			}
			if n := len([]rune(d.Line)) + 1; start.Line > 0 && start.Column > n {
				t.Errorf("%s: column %d of a line of %d characters", d.Rule, start.Column, n)
			}
			for _, l := range lang.Languages {
				if d.Message.In(l) == "" {
					t.Errorf("%s says nothing in %s", d.Rule, l)
				}
			}
		}
	})
}
