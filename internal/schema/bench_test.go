package schema

import (
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/schemas"
)

// plan52 is a typical plan: every week of a year, changes, contacts.
func plan52(b *testing.B) string {
	text := files(b, "valid")["leveransplan-veckor"]
	var weeks strings.Builder
	for week := 'a'; week <= 'z'; week++ {
		n := int(week-'a')*2 + 1
		for _, w := range []int{n, n + 1} {
			weeks.WriteString("  2027-W" + string(rune('0'+w/10)) + string(rune('0'+w%10)) + ": 2\n")
		}
	}
	head, rest, _ := strings.Cut(text, "  2027-W03: 2\n")
	_, tail, _ := strings.Cut(rest, "  2027-W14: 12\n")
	return head + weeks.String() + tail
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := load(schemas.FS); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheckPlanOf52Weeks(b *testing.B) {
	s, doc := set(b), read(b, "a.yaml", plan52(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, list := s.Check(doc); len(list) > 0 {
			b.Fatal(show(plan52(b), list))
		}
	}
}

// What the library takes for the same document.
func BenchmarkLibraryOnPlanOf52Weeks(b *testing.B) {
	root := set(b).kinds["leveransplan"].root
	doc := read(b, "a.yaml", plan52(b))
	b.ReportAllocs()
	for b.Loop() {
		if err := root.Validate(value(doc.Root)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheckPlanWithFindings(b *testing.B) {
	text := strings.ReplaceAll(plan52(b), ": 2\n", ": två\n") // every week, and the number of a change
	s, doc := set(b), read(b, "a.yaml", text)
	b.ReportAllocs()
	for b.Loop() {
		if _, list := s.Check(doc); len(list) != 53 {
			b.Fatal(len(list))
		}
	}
}
