package diag_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Findings stand in one order, wherever they came from: by file, place, rule, end and what
// they say.
func TestFindingsAreInOneOrder(t *testing.T) {
	at := func(file string, line, column int, rule string, endLine, endColumn int, says string) diag.Diagnostic {
		return diag.Diagnostic{File: file, Rule: rule, Message: lang.Plain(says),
			Range: diag.Range{Start: diag.Pos{Line: line, Column: column}, End: diag.Pos{Line: endLine, Column: endColumn}}}
	}
	want := diag.List{
		at("a", 0, 0, "X101", 0, 0, "z"),
		at("a", 2, 3, "P101", 2, 9, "a"),
		at("a", 2, 3, "P101", 2, 9, "b"),
		at("a", 2, 3, "P101", 2, 10, "a"),
		at("a", 2, 3, "P101", 3, 1, "a"),
		at("a", 2, 3, "P102", 2, 4, "a"),
		at("a", 2, 10, "P101", 2, 11, "a"),
		at("a", 10, 1, "P101", 10, 2, "a"),
		at("b", 1, 1, "P101", 1, 2, "a"),
	}
	random := rand.New(rand.NewPCG(1, 5))
	for range 50 {
		got := append(diag.List{}, want...)
		random.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		got.Sort()
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("(-want +got):\n%s", d)
		}
	}
}
