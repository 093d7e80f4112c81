package history_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/schema"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

const hip = "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml"

// lived is a repository in which something has happened.
type lived struct {
	*fake.Server
	dir  string
	repo *gitrepo.Repo
}

func newLived(t *testing.T) *lived {
	t.Helper()
	f := fake.Files{"README.md": "planer\n"}
	for name, file := range region.Files() {
		f[name] = string(file.Data)
	}
	return &lived{Server: fake.New(t, f), dir: t.TempDir()}
}

// open clones the repository as it is now.
func (l *lived) open(t *testing.T) gitrepo.Revision {
	t.Helper()
	l.Clone(l.dir)
	l.Fetch(l.dir)
	repo, err := gitrepo.Open(l.dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { repo.Close() })
	l.repo = repo
	head, err := repo.Resolve(l.Head("main"))
	if err != nil {
		t.Fatal(err)
	}
	return head
}

// edit replaces a text in a file as it stands on main.
func (l *lived) edit(t *testing.T, name, old, fresh string) fake.Edit {
	t.Helper()
	text := l.FilesAt(l.Head("main"))[name]
	if strings.Count(text, old) != 1 {
		t.Fatalf("%q stands %d times in %s", old, strings.Count(text, old), name)
	}
	return fake.Edit{name: fake.Text(strings.Replace(text, old, fresh, 1))}
}

func reader(t *testing.T) *check.Reader {
	t.Helper()
	known := new(cache.Cache)
	return &check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return known }}
}

func decisions(t *testing.T, l *history.Line) []history.Decision {
	t.Helper()
	var out []history.Decision
	for d, err := range l.Decisions(reader(t)) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

// everything tells what a step means by reading all of both revisions.
func everything(t *testing.T, repo *gitrepo.Repo, before, after gitrepo.Revision) []diff.Change {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	c, err := check.Compare(check.Trees{MergeBase: before.FS(), Base: before.FS(), Head: after.FS()}, check.Options{Schemas: schemas})
	if err != nil {
		t.Fatal(err)
	}
	return c.Changes
}

func shown(t *testing.T, changes []diff.Change) string {
	t.Helper()
	var b bytes.Buffer
	if err := render.DiffJSON(&b, changes, "", "", lang.SV); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Each way to bring a change to main is one decision, or one for each commit where git keeps
// no more; and each means what reading everything says.
func TestDecisions(t *testing.T) {
	l := newLived(t)
	planner := l.Person(501, "planerare")
	change := func(branch, old, fresh string) *fake.Pull {
		return l.Open(planner, branch, "main", fake.Commit{Edit: l.edit(t, hip, old, fresh)})
	}
	l.MergePull(planner, change("ett", "2027-W05: 3", "2027-W05: 4"), fake.Merge)
	l.MergePull(planner, change("två", "2027-W05: 4", "2027-W05: 5"), fake.Squash)
	l.MergePull(planner, change("tre", "2027-W05: 5", "2027-W05: 6"), fake.Rebase)
	l.PushMain(planner, fake.Commit{Edit: l.edit(t, hip, "2027-W05: 6", "2027-W05: 3")})
	l.PushMain(planner, fake.Commit{Edit: fake.Edit{"README.md": fake.Text("nya planer\n")}})
	l.PushMain(planner, fake.Commit{})
	l.PushMain(planner, fake.Commit{Edit: l.edit(t, hip, "# yaml", "# Fiktiv\n# yaml")})
	head := l.open(t)
	line, err := history.Read(l.repo, gitrepo.Revision{}, head)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range decisions(t, line) {
		var kinds []string
		for _, c := range d.Changes {
			kinds = append(kinds, c.About().ID+" "+fmt.Sprint(c.Kinds()))
		}
		if d.Shape == history.Root {
			kinds = []string{fmt.Sprint(len(kinds) > 30)}
		} else if want := everything(t, l.repo, d.Before, d.Commit.Revision); !slices.ContainsFunc(d.Changes, isFile) {
			if diff := cmp.Diff(shown(t, want), shown(t, d.Changes)); diff != "" {
				t.Errorf("%s (-everything +step):\n%s", d.Commit.Hash, diff)
			}
		}
		got = append(got, string(d.Shape)+": "+strings.Join(kinds, ", "))
	}
	const plan = "lp-2027-skas-exk-hoftprotes "
	want := []string{
		"root: true",
		"merge: " + plan + "[leveransplan.pafyllning]",
		"plain: " + plan + "[leveransplan.pafyllning]",
		"plain: " + plan + "[leveransplan.pafyllning]",
		"plain: " + plan + "[leveransplan.frigjord]",
		"plain: README.md [okand.andrad]",
		"plain: ",
		"plain: ",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func isFile(c diff.Change) bool { _, ok := c.(*diff.File); return ok }

// A part of the line tells the same as the whole.
func TestPartOfTheLine(t *testing.T) {
	l := newLived(t)
	planner := l.Person(501, "planerare")
	for i, week := range []string{"4", "5", "6"} {
		old := []string{"3", "4", "5"}[i]
		l.PushMain(planner, fake.Commit{Edit: l.edit(t, hip, "2027-W05: "+old, "2027-W05: "+week)})
	}
	head := l.open(t)
	whole, err := history.Read(l.repo, gitrepo.Revision{}, head)
	if err != nil {
		t.Fatal(err)
	}
	all := decisions(t, whole)
	part, err := history.Read(l.repo, all[1].Commit.Revision, head)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range decisions(t, part) {
		if want := all[i+2]; d.Commit.Hash != want.Commit.Hash || shown(t, d.Changes) != shown(t, want.Changes) || d.Before.Hash != want.Before.Hash {
			t.Errorf("%d: %+v", i, d)
		}
	}
}

// What was known by a moment is the last step made by then; before the first nothing was.
func TestKnown(t *testing.T) {
	l := newLived(t)
	planner := l.Person(501, "planerare")
	first := l.Head("main")
	began := l.Now()
	l.Advance(24 * time.Hour)
	l.PushMain(planner, fake.Commit{Edit: l.edit(t, hip, "2027-W05: 3", "2027-W05: 4")})
	second := l.Head("main")
	head := l.open(t)
	line, err := history.Read(l.repo, gitrepo.Revision{}, head)
	if err != nil {
		t.Fatal(err)
	}
	for by, want := range map[time.Time]string{
		began.Add(-48 * time.Hour): "", began.Add(time.Hour): first, began.Add(23 * time.Hour): first, began.Add(25 * time.Hour): second, began.Add(999 * time.Hour): second,
	} {
		got, _ := line.Known(by)
		if got.Hash != want {
			t.Errorf("by %s: %q, want %q", by, got.Hash, want)
		}
	}
}

// A step that puts something else in the place of the folder takes the documents away, and the
// next one may bring them back: all three are told.
func TestPlansThatIsNoFolder(t *testing.T) {
	l := newLived(t)
	planner := l.Person(501, "planerare")
	replaced, back := fake.Edit{"plans": fake.Text("x")}, fake.Edit{"plans": nil}
	for name, text := range l.FilesAt(l.Head("main")) {
		if strings.HasPrefix(name, "plans/") {
			replaced[name], back[name] = nil, fake.Text(text)
		}
	}
	l.PushMain(planner, fake.Commit{Edit: replaced})
	l.PushMain(planner, fake.Commit{Edit: back})
	head := l.open(t)
	line, err := history.Read(l.repo, gitrepo.Revision{}, head)
	if err != nil {
		t.Fatal(err)
	}
	got := decisions(t, line)
	if len(got) != 3 || len(got[0].Changes) < 30 {
		t.Fatalf("%d steps", len(got))
	}
	for _, d := range got[1:] {
		var files []string
		documents := slices.DeleteFunc(slices.Clone(d.Changes), func(c diff.Change) bool {
			if isFile(c) {
				files = append(files, c.About().ID)
			}
			return isFile(c)
		})
		if diff := cmp.Diff(shown(t, everything(t, l.repo, d.Before, d.Commit.Revision)), shown(t, documents)); diff != "" {
			t.Errorf("%s (-everything +step):\n%s", d.Commit.Hash, diff)
		}
		if !slices.Equal(files, []string{"plans"}) || len(documents) < 20 {
			t.Errorf("%d documents, files %v", len(documents), files)
		}
	}
	entries, err := line.All(reader(t))
	if err != nil || len(entries) != 3 || len(entries[1].Items) != len(got[1].Changes) {
		t.Errorf("%d entries, %v", len(entries), err)
	}
	set, err := reader(t).Registers(got[1].Commit.Revision.FS(), "roller", "installningar")
	if err != nil || len(set.Documents) > 0 {
		t.Errorf("%d registers, %v", len(set.Documents), err)
	}
}
