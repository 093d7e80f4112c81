package diff_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diff"
)

// Brief leaves out what it says that it does, and nothing else.
func TestBriefAgainstCompare(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 1))
	plans, outcomes := 0, 0
	for i := range 40 {
		a, b := spoiled(t, rng), spoiled(t, rng)
		if i%4 == 0 {
			delete(a, eyes)
		}
		x, y, files := load(t, a), load(t, b), changed(a, b)
		whole, brief := diff.Compare(x, y, files), slices.Collect(diff.Brief(x, y, files))
		if len(whole) != len(brief) {
			t.Fatalf("%d changes, in brief %d", len(whole), len(brief))
		}
		for i, want := range whole {
			if got := diff.Summary(brief[i]); !reflect.DeepEqual(got, diff.Summary(want)) {
				t.Errorf("the summary is %v, in brief %v", diff.Summary(want), got)
			}
			switch want := want.(type) {
			case *diff.Plan:
				doubtful := slices.Contains(want.Is, diff.OlastFore) || slices.Contains(want.Is, diff.OlastEfter)
				if !doubtful && (want.Base == nil) != (want.Head == nil) {
					want.Terms, want.BaseSum, want.HeadSum = nil, "", ""
					plans++
				}
			case *diff.Outcome:
				want.BaseSum, want.HeadSum = "", ""
				outcomes++
			}
			if !reflect.DeepEqual(want, brief[i]) {
				t.Errorf("got in brief %+v, want %+v", brief[i], want)
			}
		}
	}
	if plans < 5 || outcomes < 5 {
		t.Errorf("only %d plans and %d changes of outcome were told in brief", plans, outcomes)
	}
}
