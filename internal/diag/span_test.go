package diag_test

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// Offsets go in and come out as they were, up to the largest that there can be.
func TestASpanKeepsItsOffsets(t *testing.T) {
	const most = 1<<31 - 1
	offsets := []int{0, 1, 80, 1 << 16, 1 << 20, most - 1, most}
	for i, start := range offsets {
		for _, end := range offsets[i:] {
			sp := diag.Between(start, end)
			if sp.Start() != start || sp.End() != end || sp.Len() != end-start {
				t.Errorf("%d to %d became %d to %d, %d bytes", start, end, sp.Start(), sp.End(), sp.Len())
			}
			if moved := diag.Between(start, start).To(end); moved != sp {
				t.Errorf("%v is not %v", moved, sp)
			}
		}
	}
	if (diag.Span{}) != diag.Between(0, 0) {
		t.Error("the zero span is somewhere")
	}
}

// A span holds another if every byte of that one is its own, and an empty one where it
// touches it.
func TestASpanHoldsWhatLiesWithinIt(t *testing.T) {
	outer := diag.Between(3, 7)
	for start := range 10 {
		for end := start; end < 10; end++ {
			want := start >= 3 && end <= 7
			if got := outer.Holds(diag.Between(start, end)); got != want {
				t.Errorf("3 to 7 holds %d to %d: %v", start, end, got)
			}
		}
	}
}

func TestSliceIsTheTextOfASpan(t *testing.T) {
	src := diag.NewSource("a.yaml", []byte("volym: åtta\n"))
	if got := string(src.Slice(diag.Between(7, 12))); got != "åtta" {
		t.Errorf("%q", got)
	}
	if want := (diag.Range{Start: diag.Pos{Line: 1, Column: 8}, End: diag.Pos{Line: 1, Column: 12}}); src.Range(diag.Between(7, 12)) != want {
		t.Errorf("%v", src.Range(diag.Between(7, 12)))
	}
}
