package history_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// A reader that has gone along a line gives the registers, and what may be one of them, that a
// reader gives who has seen nothing yet.
func TestRegistersAfterAWalk(t *testing.T) {
	doubtful := 0
	for seed := range uint64(8) {
		l := newRandom(t, rand.New(rand.NewPCG(seed, 9)))
		for range 8 {
			l.step()
		}
		head := l.open(t)
		line, err := history.Read(l.repo, gitrepo.Revision{}, head)
		if err != nil {
			t.Fatal(err)
		}
		kinds := slices.Collect(maps.Keys(plan.FixedPaths))
		for i := range line.Len() {
			end := line.Step(i).Commit.Revision
			part, err := history.Read(l.repo, gitrepo.Revision{}, end)
			if err != nil {
				t.Fatal(err)
			}
			walked := reader(t)
			if _, err := part.All(walked); err != nil {
				t.Fatal(err)
			}
			tree := end.FS()
			got, err := walked.Registers(tree, kinds...)
			if err != nil {
				t.Fatal(err)
			}
			want, err := reader(t).Registers(tree, kinds...)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(filesOf(want), filesOf(got)); d != "" || want.Whole() != got.Whole() {
				t.Errorf("seed %d, step %d (-fresh +walked):\n%s", seed, i, d)
			}
			if !want.Whole() {
				doubtful++
			}
		}
	}
	if doubtful == 0 {
		t.Error("no tree held a file that can't be read")
	}
}

func filesOf(set *plan.Set) []string {
	var out []string
	for _, d := range set.Documents {
		out = append(out, d.Base().File())
	}
	slices.Sort(out)
	return out
}
