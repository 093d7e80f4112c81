package gitrepo_test

import (
	"testing"

	"github.com/go-git/go-git/v5/plumbing"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// The rows of the project's list of threats that a repository can carry out, by the tests
// that answer to them. What a tree's files can do is in package check.
func TestThreatsOfRepositories(t *testing.T) {
	for _, c := range []struct {
		row  string
		test func(*testing.T)
	}{
		{"G06 replaced, grafted, borrowed and missing objects", TestRepositoriesThatAreRefused},
		{"G07 names that are options, paths or expressions", TestResolveRefuses},
		{"G08 octopus, root, orphan, empty commit, criss-cross: the base", TestMergeBase},
		{"G08 octopus, root, orphan, empty commit, criss-cross: what is brought", TestContributions},
		{"G11 dates that commits claim", TestHistoriesAreReadAsDefined},
		{"G12 equal folders are not read", equalFoldersAreNotRead},
	} {
		t.Run(c.row, c.test)
	}
}

// A folder that is the same on both sides is not there at all, and nobody misses it: what a
// comparison costs is what differs.
func equalFoldersAreNotRead(t *testing.T) {
	m := newMaker(t)
	nowhere := plumbing.NewHash("ffffffffffffffffffffffffffffffffffffffff")
	commit := func(text string) plumbing.Hash {
		blob := m.put(plumbing.BlobObject, []byte(text))
		plans := m.lines(line{"40000", "2026", nowhere}, line{"100644", "a.yaml", blob})
		return m.commit(m.lines(line{"40000", "plans", plans}))
	}
	first, second := commit("1"), commit("2")
	r := m.open()
	got, err := r.Changed(resolve(t, r, first), resolve(t, r, second), ".")
	if err != nil || len(got) != 1 || got[0].Path != "plans/a.yaml" {
		t.Errorf("%v, %v", got, err)
	}
	// Where it has to be read it is missed.
	empty := m.commit(m.tree(nil))
	_, err = r.Changed(resolve(t, r, empty), resolve(t, r, second), ".")
	wantFault(t, err, gitrepo.ErrMissing)
}
