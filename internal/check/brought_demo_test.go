package check_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/testing/demo"
)

var everyStep = flag.Bool("demo", false, "hold every step of the whole demonstration history against judging everything, instead of some of its last weeks")

// What each decision of a history brings, as its walk goes on from one to the next, is what
// judging all of both trees finds: by the rules of its day, and by today's.
func TestBroughtByDecisions(t *testing.T) {
	sample := os.DirFS(filepath.Join("..", ".."))
	o, every := demo.Short(sample), 5
	if *everyStep {
		o, every = demo.Options{Sample: sample}, 1
	}
	dir := t.TempDir()
	h, err := demo.Write(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	repo, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { repo.Close() })
	tree := func(hash string) *gitrepo.Tree {
		rev, err := repo.Resolve(hash)
		if err != nil {
			t.Fatal(err)
		}
		return rev.FS()
	}
	walk, err := reader(new(cache.Cache)).Walk(tree(h.Genesis))
	if err != nil {
		t.Fatal(err)
	}
	steps, parts, brought := 0, 0, 0
	last := h.Genesis
	for _, d := range h.Decisions {
		for _, commit := range d.Commits {
			steps++
			for i, day := range []calendar.Day{d.Day, h.To} {
				opt := check.Options{Schemas: schemas, AsOf: day}
				base, head := tree(last), tree(commit)
				got, err := walk.Brought(head, nil, opt)
				if err != nil {
					t.Fatal(err)
				}
				if got.Everything == "" {
					parts++
				}
				brought += len(got.Findings)
				if steps%every == 0 {
					want := brings(t, base, head, opt)
					if diff := cmp.Diff(found(t, want.Findings), found(t, got.Findings)); diff != "" {
						t.Errorf("%s, %s, on %s: %q (-everything +brought):\n%s", d.Day, d.Title, day, got.Everything, diff)
					}
					if diff := cmp.Diff(shownAs(t, want.Changes), shownAs(t, got.Changes)); diff != "" {
						t.Errorf("%s, %s: (-everything +brought):\n%s", d.Day, d.Title, diff)
					}
				}
				if i == 0 { // back, to go the same step by today's rules
					if _, err := walk.To(base, nil); err != nil {
						t.Fatal(err)
					}
				}
			}
			last = commit
		}
	}
	t.Logf("%d steps, %d of %d judgements in part, %d findings", steps, parts, 2*steps, brought)
	if parts < steps/2 || brought == 0 {
		t.Errorf("%d of %d judgements in part, %d findings: the history shows too little", parts, 2*steps, brought)
	}
}
