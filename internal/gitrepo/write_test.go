package gitrepo_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// recorder is whom the commits of these tests name, a minute apart.
func recorder(minute int) gitrepo.Person {
	return gitrepo.Person{Name: "Protokoll", Email: "protokoll@example.org",
		Time: time.Date(2026, 11, 21, 10, minute, 0, 0, time.FixedZone("", 3600))}
}

func draft(name, text string) gitrepo.Draft {
	return gitrepo.Draft{Path: name, Text: []byte(text), Author: recorder(1), Committer: recorder(2), Message: "Lägg till " + name + "\n"}
}

func extend(t testing.TB, r *gitrepo.Repo, parent gitrepo.Revision, d gitrepo.Draft) gitrepo.Revision {
	t.Helper()
	rev, err := r.Extend(parent, d)
	if err != nil {
		t.Fatal(err)
	}
	return rev
}

func branch(t testing.TB, r *gitrepo.Repo) gitrepo.Branch {
	t.Helper()
	b, err := r.Branch("protokoll")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func tip(t testing.TB, b interface {
	Tip(context.Context) (gitrepo.Revision, error)
}) gitrepo.Revision {
	t.Helper()
	rev, err := b.Tip(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return rev
}

// Names are chosen so that git's order, in which a folder sorts as if its name ended in a
// slash, differs from that of the names.
func TestExtendAddsFilesAsGitDoes(t *testing.T) {
	git, m := gitProgram(t), newMaker(t)
	r := m.open()
	want := map[string]string{}
	var rev gitrepo.Revision
	for _, name := range []string{"2026/b.json", "2026.json", "2026/a.json", "2026-x", "2026/c/d/e.json", "å ä ö.txt", "1/x"} {
		before := rev
		rev = extend(t, r, rev, draft(name, "{}"+name))
		want[name] = "{}" + name
		if diff := cmp.Diff(want, read(t, rev.FS())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		for c, err := range r.FirstParent(rev, before) {
			if err != nil || c.Message != "Lägg till "+name+"\n" || !c.Author.Time.Equal(recorder(1).Time) || !c.Committer.Time.Equal(recorder(2).Time) {
				t.Errorf("%s: %+v, %v", name, c, err)
			}
		}
	}
	if err := branch(t, r).Advance(t.Context(), gitrepo.Revision{}, rev); err != nil {
		t.Fatal(err)
	}
	if out := git.run(m.dir, "fsck", "--strict", "--full", "--no-dangling"); out != "" {
		t.Errorf("git fsck: %s", out)
	}
	if got := git.run(m.dir, "rev-parse", "protokoll"); got != rev.Hash {
		t.Errorf("git has %s, want %s", got, rev.Hash)
	}
	if got := git.run(m.dir, "log", "-1", "--format=%an <%ae> %aI %cI", "protokoll"); got != "Protokoll <protokoll@example.org> 2026-11-21T10:01:00+01:00 2026-11-21T10:02:00+01:00" {
		t.Error(got)
	}
	if got := len(strings.Split(git.run(m.dir, "ls-tree", "-r", "protokoll"), "\n")); got != len(want) {
		t.Errorf("git lists %d files", got)
	}
}

func TestTheSameDraftIsTheSameCommit(t *testing.T) {
	one, two := newMaker(t).open(), newMaker(t).open()
	a := extend(t, one, gitrepo.Revision{}, draft("2026/a.json", "{}"))
	b := extend(t, two, gitrepo.Revision{}, draft("2026/a.json", "{}"))
	c := extend(t, one, gitrepo.Revision{}, draft("2026/a.json", "{}"))
	if a.Hash != b.Hash || a.Hash != c.Hash {
		t.Errorf("%s, %s, %s", a.Hash, b.Hash, c.Hash)
	}
}

func TestExtendRefuses(t *testing.T) {
	m := newMaker(t)
	r := m.open()
	rev := extend(t, r, gitrepo.Revision{}, draft("2026/a.json", "{}"))
	newline := draft("x", "")
	newline.Author.Name = "A\ncommitter B"
	unsigned := draft("x", "")
	cause := errors.New("no key")
	unsigned.Sign = func([]byte) (string, error) { return "", cause }
	for name, tt := range map[string]struct {
		draft gitrepo.Draft
		cause error
		fault bool
	}{
		"a file that is there":              {draft("2026/a.json", "other"), gitrepo.ErrThere, true},
		"a file in place of a folder":       {draft("2026", ""), gitrepo.ErrThere, true},
		"a file below a file":               {draft("2026/a.json/b", ""), gitrepo.ErrThere, true},
		"a name that would forge a header":  {newline, gitrepo.ErrArgument, true},
		"a path that leads out":             {draft("../x", ""), fs.ErrInvalid, false},
		"the top itself":                    {draft(".", ""), fs.ErrInvalid, false},
		"a signer that fails":               {unsigned, cause, false},
		"a file too large to be read again": {draft("big", strings.Repeat("x", gitrepo.DefaultLimit+1)), nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := r.Extend(rev, tt.draft)
			switch {
			case tt.fault:
				wantFault(t, err, tt.cause)
			case tt.cause == nil && !errors.As(err, new(*gitrepo.TooLarge)), tt.cause != nil && !errors.Is(err, tt.cause):
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestASignatureIsForTheCommitWithoutIt(t *testing.T) {
	m := newMaker(t)
	r := m.open()
	d := draft("a", "b")
	var signed string
	d.Sign = func(commit []byte) (string, error) {
		signed = string(commit)
		return "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n", nil
	}
	rev := extend(t, r, gitrepo.Revision{}, d)
	for c, err := range r.FirstParent(rev, gitrepo.Revision{}) {
		if err != nil || string(c.Signed) != signed || !strings.Contains(c.Signature, "\nAAAA\n") {
			t.Errorf("%q signed, %q read, %v", signed, c.Signed, err)
		}
	}
	if !strings.HasPrefix(signed, "tree ") || strings.Contains(signed, "gpgsig") || !strings.HasSuffix(signed, "\n\n"+d.Message) {
		t.Errorf("%q", signed)
	}
}

func TestABranchMovesFromWhereItIs(t *testing.T) {
	git, m := gitProgram(t), newMaker(t)
	r := m.open()
	b, ctx := branch(t, r), t.Context()
	var zero gitrepo.Revision
	if at := tip(t, b); at.Hash != "" {
		t.Errorf("a branch that is not there ends at %s", at.Hash)
	}
	one := extend(t, r, zero, draft("1", ""))
	two := extend(t, r, one, draft("2", ""))
	other := extend(t, r, zero, draft("other", ""))
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	wantFault(t, b.Advance(ctx, one, two), gitrepo.ErrMoved)
	check(b.Advance(ctx, zero, one))
	wantFault(t, b.Advance(ctx, zero, other), gitrepo.ErrMoved)
	wantFault(t, b.Advance(ctx, one, other), gitrepo.ErrNotAncestor)
	check(b.Advance(ctx, one, two))
	git.run(m.dir, "pack-refs", "--all") // another place for the same tip
	wantFault(t, b.Advance(ctx, one, two), gitrepo.ErrMoved)
	three := extend(t, r, two, draft("3", ""))
	lock := filepath.Join(m.dir, ".git", "refs", "heads", "protokoll.lock")
	write(t, "", lock)
	wantFault(t, b.Advance(ctx, two, three), gitrepo.ErrLocked)
	check(os.Remove(lock))
	check(b.Advance(ctx, two, three))
	if at := tip(t, b); at.Hash != three.Hash || git.run(m.dir, "rev-parse", "protokoll") != three.Hash {
		t.Errorf("ends at %s", at.Hash)
	}
	if _, err := r.Branch("../x"); !errors.Is(err, gitrepo.ErrArgument) {
		t.Errorf("a branch that can't be: %v", err)
	}
}
