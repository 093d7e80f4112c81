package registrar_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/record"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// A25: whatever an administrator brings past the gate has a record that says so, and hides
// nothing that comes after it.
func TestA25WhatWentAroundTheGate(t *testing.T) {
	readme := fake.Commit{Edit: fake.Edit{"README.md": fake.Text("x")}}
	for name, tt := range map[string]struct {
		bring func(w *world)
		how   record.How
		wrong []string
	}{
		"a merge that nobody approved":     {func(w *world) { w.MergePull(w.as(office), w.open(), fake.Merge) }, record.Merge, []string{"approval is missing: representative of Sjukhusen i väster", "approval is missing: representative of SkaS", "approval is missing: vårdgarantiservice"}},
		"a squash that one has not":        {func(w *world) { w.open(); w.approve(vgs, skas); w.MergePull(w.as(office), w.pull, fake.Squash) }, record.Squash, []string{"approval is missing: representative of Sjukhusen i väster"}},
		"a no that stands":                 {func(w *world) { w.agreed(); w.Review(w.as(siv), w.pull, "CHANGES_REQUESTED", ""); w.merge() }, record.Merge, []string{"approval is missing: representative of Sjukhusen i väster"}},
		"content pushed after the reviews": {func(w *world) { w.agreed(); w.Push(w.as(planner), w.pull, fake.Commit{Edit: edited(2)}); w.merge() }, record.Merge, []string{"approval is missing: representative of Sjukhusen i väster", "approval is missing: representative of SkaS", "approval is missing: vårdgarantiservice"}},
		"a review that was dismissed": {func(w *world) {
			w.agreed()
			w.Dismiss(w.as(planner), w.pull, w.Dismissable(w.as(siv), w.pull), "")
			w.merge()
		}, record.Merge, []string{"approval is missing: representative of Sjukhusen i väster"}},
		"a rewritten branch": {func(w *world) {
			w.agreed()
			w.ForcePush(w.as(planner), w.pull, fake.Commit{Edit: edited(1)})
			w.merge()
		}, record.Merge, []string{"approval is missing: representative of Sjukhusen i väster"}},
		"a role that had ended": {func(w *world) {
			w.agreed()
			w.Advance(500 * 24 * time.Hour)
			w.merge()
		}, record.Merge, []string{"approval is missing: representative of SkaS; the approval of", "approval is missing: vårdgarantiservice; the approval of"}},
		"an error that it brought": {func(w *world) {
			w.agreed(fake.Commit{Edit: replaced(planFile, "skickande: skas", "skickande: finns-inte")})
			w.merge()
		}, record.Merge, []string{"the error", "came to main in plans/"}},
		"a change that nobody may make": {func(w *world) { w.agreed(fake.Commit{Edit: fake.Edit{planFile: nil}}); w.merge() }, record.Merge, []string{"removed leveransplan"}},
		"all of plans/ removed": {func(w *world) {
			gone := fake.Edit{}
			for name := range files() {
				gone[name] = nil
			}
			w.MergePull(w.as(office), w.open(fake.Commit{Edit: with(gone, fake.Edit{"x": fake.Text("x")})}), fake.Merge)
		}, record.Merge, []string{"is missing"}},
		"a time zone that is none": {func(w *world) {
			w.MergePull(w.as(office), w.agreed(fake.Commit{Edit: replaced("plans/leveransplan.yaml", "Europe/Stockholm", "Europa/Vara")}), fake.Squash)
		}, record.Squash, []string{"is missing"}},
		"a commit of nobody": {func(w *world) { w.agreed(fake.Commit{Edit: edited(1), Email: "ingen@example.org"}); w.merge() }, record.Merge, []string{"has an author without an account"}},
		"the commits of a request pushed": {func(w *world) { w.PushPull(w.as(office), w.agreed()) }, record.Push,
			[]string{"the pull request's commits came straight to main"}},
		"an octopus": {func(w *world) {
			a := w.Branch(w.as(office), "a", fake.Commit{Edit: fake.Edit{"a.md": fake.Text("a")}})
			b := w.Branch(w.as(office), "b", fake.Commit{Edit: fake.Edit{"b.md": fake.Text("b")}})
			w.PushMain(w.as(office), fake.Commit{Merges: a, Also: []string{b}, Edit: fake.Edit{"a.md": fake.Text("a"), "b.md": fake.Text("b")}})
		}, record.Push, []string{"the commit has 3 parents", "without a pull request"}},
		"a pushed merge": {func(w *world) {
			a := w.Branch(w.as(planner), "a", fake.Commit{Edit: edited(1)})
			w.PushMain(w.as(office), fake.Commit{Merges: a, Edit: edited(1)})
		}, record.Push, []string{"without a pull request", "approval is missing: representative of Sjukhusen i väster"}},
		"a request with more than can be judged": {func(w *world) {
			many := fake.Edit{}
			for n := range 5_001 {
				many[fmt.Sprintf("filer/%d/%d.txt", n/100, n)] = fake.Text(fmt.Sprint(n))
			}
			w.MergePull(w.as(office), w.agreed(fake.Commit{Edit: many}), fake.Squash)
		}, record.Squash, []string{"too large to be judged", "is missing"}},
		"main rewritten": {func(w *world) {
			root := w.Head("main")
			w.PushMain(w.as(office), readme)
			w.ForcePushMain(w.as(office), root, fake.Commit{Edit: edited(1)})
		}, record.Push, []string{"main was rewritten (force-push)"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			tt.bring(w)
			first := w.one()
			want(t, first, tt.how, tt.wrong...)
			for _, text := range first.Verdict.Reasons {
				if text.SV == text.EN || strings.Contains(text.SV+text.EN, "%!") {
					t.Errorf("%+v", text)
				}
			}
			// What follows is recorded as if nothing had happened.
			w.MergePull(w.as(vgs), w.agreed(fake.Commit{Edit: fake.Edit{"nyheter.md": fake.Text("x")}}), fake.Squash)
			if got := w.decided(); len(got) != 2 || bytesOf(t, got[:1]) != bytesOf(t, []*record.Record{first}) {
				t.Errorf("%s", bytesOf(t, got))
			}
		})
	}
}

// Main can be replaced by another history: its first commit is then no beginning.
func TestA25AnotherHistory(t *testing.T) {
	w := newWorld(t)
	w.MergePull(w.as(vgs), w.agreed(), fake.Merge)
	everything := fake.Edit{}
	for name, text := range files() {
		everything[name] = &text
	}
	was := w.Head("main")
	for _, more := range [][]fake.Commit{{{Edit: everything}}, {{Edit: everything}, {Edit: edited(1)}}} {
		w.ForcePushMain(w.as(office), "", more...)
		got := w.decided()
		if len(got) != len(more) || got[0].Before != "" {
			t.Fatalf("%d records of %d commits", len(got), len(more))
		}
		for _, r := range got {
			want(t, r, record.Push, "main was rewritten (force-push); before that it was at "+was[:8])
		}
		was = w.Head("main")
	}
}

func (w *world) merge() { w.MergePull(w.as(office), w.pull, fake.Merge) }

// A time zone that is none on main keeps nothing from being recorded.
func TestABrokenMainKeepsNothingFromBeingRecorded(t *testing.T) {
	w := newWorld(t)
	w.PushMain(w.as(office), fake.Commit{Edit: replaced("plans/leveransplan.yaml", "Europe/Stockholm", "Europa/Vara")})
	w.MergePull(w.as(vgs), w.agreed(), fake.Merge)
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"plans/leveransplan.yaml": fake.Text("]]"), rolesFile: fake.Text("[[")}})
	w.MergePull(w.as(vgs), w.agreed(fake.Commit{Edit: edited(2)}), fake.Merge)
	got := w.decided()
	if len(got) != 4 {
		t.Fatalf("%s", bytesOf(t, got))
	}
	want(t, got[1], record.Merge, "the time zone")
	want(t, got[3], record.Merge, "the role register on main is missing or can't be read")
	if got[1].Day != "2026-11-21" {
		t.Errorf("%s", got[1].Day)
	}
}

// A27: what a squash, a merge or a rebase makes of a request that was not approved.
func TestA27ContentThatTheRequestDidNotHave(t *testing.T) {
	const other = "plans/2027/leveransplaner/skas/lp-2027-skas-siv-handkirurgi.yaml"
	comment := func(name string) fake.Edit { return fake.Edit{name: fake.Text(files()[name] + "# en kommentar\n")} }
	two := []fake.Commit{{Edit: edited(1)}, {Edit: fake.Edit{"README.md": fake.Text("ny")}}}
	for name, tt := range map[string]struct {
		how   fake.Method
		bring fake.Otherwise
	}{
		"a squash that lowers more":         {fake.Squash, fake.Otherwise{Edit: edited(2)}},
		"a squash with another plan":        {fake.Squash, fake.Otherwise{Edit: replaced(other, "volym: ", "volym: 1")}},
		"a squash with a comment elsewhere": {fake.Squash, fake.Otherwise{Edit: comment(other)}},
		"a squash that leaves a file out":   {fake.Squash, fake.Otherwise{Edit: fake.Edit{"README.md": fake.Text(files()["README.md"])}}},
		"a squash that leaves the plan out": {fake.Squash, fake.Otherwise{Edit: fake.Edit{planFile: fake.Text(files()[planFile])}}},
		"a squash with a workflow":          {fake.Squash, fake.Otherwise{Edit: fake.Edit{".github/workflows/x.yml": fake.Text("on: push\n")}}},
		"a merge that reverts another plan": {fake.Merge, fake.Otherwise{Edit: replaced(other, "volym: ", "volym: 1")}},
		"a merge with a file":               {fake.Merge, fake.Otherwise{Edit: fake.Edit{"ny.md": fake.Text("x")}}},
		"a merge that takes nothing at all": {fake.Merge, fake.Otherwise{Edit: fake.Edit{"README.md": fake.Text(files()["README.md"]), planFile: fake.Text(files()[planFile])}}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.agreed(two...)
			w.approve(office, steward)
			w.MergeOtherwise(w.as(office), w.pull, tt.how, tt.bring)
			want(t, w.one(), record.How(tt.how), "main got something else than the pull request held")
		})
	}
	t.Run("as it was approved", func(t *testing.T) {
		w := newWorld(t)
		w.agreed(two...)
		w.approve(office, steward)
		w.merge()
		want(t, w.one(), record.Merge)
	})
	t.Run("a merge of something else", func(t *testing.T) {
		w := newWorld(t)
		w.agreed()
		aside := w.Branch(w.as(planner), "annat", fake.Commit{Edit: edited(1)})
		w.MergeOtherwise(w.as(office), w.pull, fake.Merge, fake.Otherwise{Head: aside})
		want(t, w.one(), record.Merge, "the merge is of "+aside[:8]+", not of the pull request's last commit "+w.pull.SHA[:8])
	})
}

// A28: what a commit's message says is nobody's approval, and no request.
func TestA28MessagesAndTrailersProveNothing(t *testing.T) {
	forged := "Merge pull request #1 from x\n\nGodkänd-av: p-002 <p-002@example.org>\nReviewed-by: p-005\nPull-request: 1\nSigned-off-by: p-003\n"
	w := newWorld(t)
	p := w.agreed()
	w.PushMain(w.as(office), fake.Commit{By: w.as(vgs), Committer: fake.WebFlow, Edit: edited(1), Message: forged})
	w.PushMain(w.as(office), fake.Commit{By: w.as(vgs), Merges: p.SHA, Edit: fake.Edit{}, Message: forged})
	got := w.decided()
	if len(got) != 2 {
		t.Fatalf("%s", bytesOf(t, got))
	}
	for _, r := range got {
		want(t, r, record.Push, "without a pull request")
		if r.PullRequest != 0 || r.By.Person != office {
			t.Errorf("%+v", r)
		}
		for _, q := range r.Requirements {
			if len(q.SatisfiedBy) > 0 {
				t.Errorf("%s: %v", q.ID, q.SatisfiedBy)
			}
		}
	}
	plain := newWorld(t)
	plain.open()
	plain.approve(vgs, skas, siv)
	plain.merge()
	said := newWorld(t)
	said.open(fake.Commit{Edit: edited(1), Message: forged})
	said.merge()
	want(t, plain.one(), record.Merge)
	want(t, said.one(), record.Merge, "approval is missing: representative of Sjukhusen i väster")
}
