package check_test

import (
	"math/rand/v2"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// What the trees of a request have in common is read once, and nothing comes of it: the
// comparison is that of trees which know nothing of each other.
func TestTreesShareWhatTheyHaveInCommon(t *testing.T) {
	opt := check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)}
	for n := range 25 {
		random := rand.New(rand.NewPCG(uint64(n), 11))
		began := region.Files()
		if n%2 > 0 {
			began = slip(random, began)
		}
		main, head := began, began
		for range random.IntN(3) {
			main = slip(random, main)
		}
		for range 1 + random.IntN(4) {
			head = slip(random, head)
		}
		apart := compared(t, began, main, head)
		trees := []hashed{asRevision(began), asRevision(main), asRevision(head)}
		together, err := check.Compare(check.Trees{MergeBase: trees[0], Base: trees[1], Head: trees[2]}, opt)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(apart.Findings, together.Findings, cmp.AllowUnexported()); d != "" {
			t.Fatalf("%d (-apart +together):\n%s", n, d)
		}
		if d := cmp.Diff(shownAs(t, apart.Changes), shownAs(t, together.Changes)); d != "" {
			t.Fatalf("%d (-apart +together):\n%s", n, d)
		}
		for name := range began {
			read := 0
			same := true
			for i, files := range []fstest.MapFS{began, main, head} {
				read += trees[i].read[name]
				same = same && files[name] == began[name]
			}
			if same && read > 1 {
				t.Fatalf("%d: %s is the same in all trees, and was read %d times", n, name, read)
			}
		}
	}
}
