package gate_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// Reading only the files that differ gives the same sums as reading both trees.
func TestSumsFromTheDifferenceAreThoseOfTheWhole(t *testing.T) {
	w := newWorld(t)
	random := rand.New(rand.NewPCG(1, 2))
	commits := []string{w.Head("main")}
	for range 30 {
		commits = append(commits, w.PushMain(w.as(office), fake.Commit{Edit: anyEdit(w.FilesAt(w.Head("main")), random)}))
	}
	w.Fetch(w.dir)
	repo, err := gitrepo.Open(w.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer repo.Close()
	subjects := 0
	for range 40 {
		a, b := resolve(t, repo, commits[random.IntN(len(commits))]), resolve(t, repo, commits[random.IntN(len(commits))])
		got, err := gate.Between(repo, schemas, a, b)
		if err != nil {
			t.Fatal(err)
		}
		want := whole(t, repo, a, b)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s to %s (-whole +difference):\n%s", a.Hash, b.Hash, diff)
		}
		subjects += len(got)
	}
	if subjects < 150 {
		t.Errorf("only %d subjects compared", subjects)
	}
}

func resolve(t *testing.T, repo *gitrepo.Repo, hash string) gitrepo.Revision {
	t.Helper()
	rev, err := repo.Resolve(hash)
	if err != nil {
		t.Fatal(err)
	}
	return rev
}

// whole compares the whole trees.
func whole(t *testing.T, repo *gitrepo.Repo, a, b gitrepo.Revision) map[string]approval.Bound {
	t.Helper()
	load := func(rev gitrepo.Revision) *plan.Set {
		l, err := check.Load(rev.FS(), schemas)
		if err != nil {
			t.Fatal(err)
		}
		return l.Set
	}
	files, err := gate.FilesBetween(repo, a, b)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]approval.Bound{}
	for _, c := range diff.Compare(load(a), load(b), files) {
		out[c.About().String()] = approval.BoundOf(c.About())
	}
	return out
}

// anyEdit changes a few files as anybody might: numbers, comments, moves, removals, garbage.
func anyEdit(f fake.Files, random *rand.Rand) fake.Edit {
	names := slices.Sorted(maps.Keys(f))
	edit := fake.Edit{}
	for range 1 + random.IntN(3) {
		name := names[random.IntN(len(names))]
		text := f[name]
		switch random.IntN(7) {
		case 0:
			edit[name] = fake.Text(strings.Replace(text, ": 2\n", fmt.Sprintf(": %d\n", random.IntN(9)), 1))
		case 1:
			edit[name] = fake.Text(text + fmt.Sprintf("# kommentar %d\n", random.IntN(9)))
		case 2:
			edit[name], edit["plans/flyttad/"+strings.ReplaceAll(name, "/", "-")] = nil, fake.Text(text)
		case 3:
			edit[name] = nil
		case 4:
			edit[name] = fake.Text(text + "]]")
		case 5:
			edit["NEWS.md"] = fake.Text(fmt.Sprint(random.IntN(5)))
		case 6:
			edit[name] = fake.Text(strings.ReplaceAll(text, "2026-11-1", "2026-11-0"))
		}
	}
	return edit
}
