package gate_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

const (
	rolesFile    = "plans/register/roller.yaml"
	settingsFile = "plans/leveransplan.yaml"
)

// takeover makes the outsider everybody.
func takeover(f fake.Files) *string {
	text := f[rolesFile]
	for i := 1; i <= 9; i++ {
		text = strings.Replace(text, fmt.Sprintf("90000000%d", i), fmt.Sprint(502+1000*i), 1)
	}
	return fake.Text(strings.Replace(text, fmt.Sprint(502+2000), "502", 1))
}

// T01: whatever a request brings along in the way of rules, roles, settings, programs and
// workflows, the verdict is by main.
func TestT01HeadIsOnlyData(t *testing.T) {
	w := newWorld(t)
	edit := moved(files(), 1)
	edit[rolesFile] = takeover(files())
	w.pull = w.Open(w.as(planner), "egna-roller", "main", fake.Commit{Edit: edit})
	for range 3 {
		w.approve(outsider)
	}
	w.expect(refused, "discarded  : kontot finns inte i rollregistret på main", "roller ändras i en egen pull request")

	w = newWorld(t)
	edit = moved(files(), 1)
	edit[settingsFile] = fake.Text(strings.Replace(files()[settingsFile], "protokoll_kravs: true", "protokoll_kravs: false", 1))
	edit["leveransplan"], edit[".leveransplan.yaml"], edit["go.mod"] = fake.Text("#!/bin/sh\necho godkänd\n"), fake.Text("godkann: alla\n"), fake.Text("module x\n")
	w.pull = w.Open(w.as(planner), "egna-verktyg", "main", fake.Commit{Edit: edit})
	w.approve(vgs, skas, siv)
	w.expect(refused, "systemforvaltare pending")
}

// T02: a request that changes the workflows needs the system's owner.
func TestT02WorkflowNeedsItsOwner(t *testing.T) {
	w := newWorld(t)
	w.pull = w.Open(w.as(planner), "arbetsflode", "main", fake.Commit{Edit: fake.Edit{".github/workflows/gate.yml": fake.Text("on: pull_request\n")}})
	w.approve(vgs, skas, siv, forum)
	w.expect(pending, "systemforvaltare pending")
	w.approve(steward)
	w.expect(pending)
	w.approve(office)
	w.expect(approved)
}

// T03: a status of our name that somebody else has posted is not read.
func TestT03ForgedStatusIsNotRead(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.SetStatus(w.as(planner), w.pull.SHA, "leveransplan/gate", "success", "Godkänd.")
	w.expect(pending)
	for _, c := range w.Calls() {
		if strings.Contains(c.Path, "status") {
			t.Errorf("asked %s", c.Path)
		}
	}
}

// T05: programs approve nothing, whatever number they have.
func TestT05ProgramsDoNotApprove(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas)
	w.Approve(fake.ActionsBot, w.pull)
	w.Approve(w.Robot(900000005, "siv"), w.pull) // with the number of siv's representative
	w.expect(pending, "ett program kan inte godkänna")
}

// T08: with half a history nothing is judged.
func TestT08ShallowCloneIsRefused(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas, siv)
	if err := os.WriteFile(filepath.Join(w.dir, ".git", "shallow"), []byte(w.Head("main")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	w.expect(failed)
}

// T09: what another branch has agreed to is not agreed; a request that is sent to main is
// judged anew, and by its whole difference from main.
func TestT09OtherBase(t *testing.T) {
	w := newWorld(t)
	w.Branch(w.as(planner), "grund", fake.Commit{Edit: moved(files(), 1)})
	w.pull = w.Open(w.as(planner), "ovanpa", "grund", fake.Commit{Edit: fake.Edit{"NEWS.md": fake.Text("ny\n")}})
	w.approve(vgs, skas, siv, steward, office)
	w.expect(pending, "bara det som går till main")
	w.Retarget(w.as(planner), w.pull, "main")
	w.expect(pending, "målgrenen byttes", "change leveransplan/lp-2027-skas-siv-hoftprotes", "change fil/NEWS.md")
}

// T12: more commits than GitHub lists are judged all the same, each by its author.
func TestT12MoreCommitsThanListed(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	var commits []fake.Commit
	for range 250 {
		commits = append(commits, fake.Commit{})
	}
	w.Push(w.as(planner), w.pull, commits...)
	w.Push(w.as(planner), w.pull, fake.Commit{By: w.as(siv), Edit: fake.Edit{planFile: moved(files(), 2)[planFile]}})
	w.approve(vgs, skas, siv)
	v := w.expect(approved)
	if len(v.Comparison.Changes) != 1 {
		t.Errorf("%d changes", len(v.Comparison.Changes))
	}
	w.Push(w.as(planner), w.pull, fake.Commit{Email: "okand@example.org"})
	w.expect(pending, "en författare utan konto")
}

// A01: content that is pushed after an approval has not been approved.
func TestA01PushAfterApproval(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas, siv)
	w.expect(approved)
	w.Push(w.as(planner), w.pull, fake.Commit{Edit: fake.Edit{planFile: moved(files(), 2)[planFile]}})
	w.expect(pending, "vardgarantiservice pending", "representant:skas pending", "representant:siv pending")
	// Back to what was approved: it is the same content again.
	w.Push(w.as(planner), w.pull, fake.Commit{Edit: fake.Edit{planFile: moved(files(), 1)[planFile]}})
	w.expect(approved)
}

func TestCommentInTheFileLeavesApprovalsStanding(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas, siv)
	text := "# en kommentar till\n" + *moved(files(), 1)[planFile]
	w.Push(w.as(planner), w.pull, fake.Commit{Edit: fake.Edit{planFile: &text}})
	w.expect(approved)
}

// A02: after a force-push of the same patch GitHub moves the review to a commit that nobody
// has seen.
func TestA02MovedReview(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas)
	review := w.Approve(w.as(siv), w.pull)
	seen := review.Commit
	w.ForcePush(w.as(planner), w.pull, fake.Commit{Edit: moved(files(), 1), Message: "samma ändring"})
	if review.Commit != w.pull.SHA || review.Commit == seen {
		t.Fatal("the server has not moved the review")
	}
	w.expect(pending, "force-push")
	w.approve(vgs, skas, siv)
	w.expect(approved)
}

func TestForcePushAtTheTimeOfTheReview(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas, siv)
	w.Advance(-time.Minute) // the next thing happens at the very time of the last review
	w.ForcePush(w.as(planner), w.pull, fake.Commit{Edit: moved(files(), 1)})
	w.expect(pending, "representant:siv pending", "force-push")
}

// A03: dates that somebody wrote into a commit change nothing.
func TestA03DatesOfCommits(t *testing.T) {
	for _, at := range []time.Time{time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)} {
		w := newWorld(t)
		w.pull = w.Open(w.as(planner), "datum", "main", fake.Commit{Edit: moved(files(), 2), Dated: at})
		w.approve(vgs, skas, siv)
		w.expect(approved)
		w.Push(w.as(planner), w.pull, fake.Commit{Edit: moved(files(), 1), Dated: at})
		w.expect(pending)
	}
}

// A role that reached main after the approval does not make it count, whatever day the entry
// names and whatever date its commit carries.
func TestRoleRegisteredAfterTheAct(t *testing.T) {
	w := newWorld(t)
	w.Advance(24 * time.Hour)
	f := w.FilesAt(w.Head("main"))
	w.request(planner)
	w.approve(vgs, skas, outsider)
	w.expect(pending, "representant:siv pending")
	w.Advance(24 * time.Hour)
	text := strings.Replace(f[rolesFile], "version: 1", "version: 2", 1)
	text = strings.Replace(text, "uppdrag:\n", "  - {id: p-010, github: {id: 502}}\nuppdrag:\n  - {person: p-010, roll: representant, organisation: siv, fran: 2026-01-01}\n", 1)
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{rolesFile: &text}, Dated: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	w.expect(pending, "representant:siv pending", "discarded p-010 representant:siv")
	w.approve(outsider)
	w.expect(approved)
}

// A05: an approval was for what a request did to another base.
func TestA05RetargetAfterApproval(t *testing.T) {
	w := newWorld(t)
	w.Branch(w.as(planner), "annan", fake.Commit{})
	w.pull = w.Open(w.as(planner), "flytta", "annan", fake.Commit{Edit: moved(files(), 1)})
	w.approve(vgs, skas, siv)
	w.Retarget(w.as(planner), w.pull, "main")
	w.expect(pending, "målgrenen byttes")
	w.approve(vgs, skas, siv)
	w.expect(approved)
}

// A06: to update from main keeps approvals, and makes nobody a contributor.
func TestA06CleanUpdate(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas, siv)
	other := "plans/2027/leveransplaner/nu/lp-2027-nu-su-ogon.yaml"
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{other: fake.Text("# läst\n" + files()[other]), "NEWS.md": fake.Text("ny\n")}})
	w.expect(approved)
	w.UpdateBranch(w.as(siv), w.pull, nil)
	w.expect(approved)
	// Only siv's own approval is independent then; it would not count were she a contributor.
	w = newWorld(t)
	w.request(planner)
	w.Push(w.as(planner), w.pull, fake.Commit{By: w.as(skas)}, fake.Commit{By: w.as(vgs)})
	w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"NEWS.md": fake.Text("ny\n")}})
	w.UpdateBranch(w.as(siv), w.pull, nil)
	w.approve(vgs, skas, siv)
	w.expect(approved)
}

// A07: what is changed in passing, in the merge, is a change like any other.
func TestA07EvilUpdate(t *testing.T) {
	for name, edit := range map[string]fake.Edit{
		"the plan":     {planFile: moved(files(), 2)[planFile]},
		"another plan": {"plans/2027/leveransplaner/nu/lp-2027-nu-su-ogon.yaml": nil},
		"the roles":    {rolesFile: takeover(files())},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.request(planner)
			w.approve(vgs, skas, siv)
			w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"NEWS.md": fake.Text("ny\n")}})
			w.UpdateBranch(w.as(vgs), w.pull, edit)
			if v := w.judge(); v.State == approved {
				t.Errorf("approved:\n%s", told(v))
			}
		})
	}
}

// Whoever decides in a merge what becomes of a document that both sides have changed has a
// hand in it, whichever side she takes.
func TestMergeThatDecidesIsAContribution(t *testing.T) {
	for name, take := range map[string]string{"the branch's": *moved(files(), 1)[planFile], "something new": *moved(files(), 2)[planFile]} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.request(planner)
			theirs := strings.Replace(files()[planFile], "syfte: vardgaranti", "syfte: vardgaranti\narende: {diarienummer: \"HS 1\"}\ntak: 1", 1)
			w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{planFile: &theirs}})
			w.Push(w.as(siv), w.pull, fake.Commit{Merges: w.Head("main"), Edit: fake.Edit{planFile: &take}})
			w.Push(w.as(planner), w.pull, fake.Commit{By: w.as(vgs), Edit: fake.Edit{planFile: fake.Text(take + "# a\n")}})
			v := w.judge()
			if !contributed(v.Evidence, w.pull.SHA, "", w.as(siv).ID) {
				t.Errorf("%+v", v.Evidence.Commits)
			}
		})
	}
}

// contributed tells that an account had a hand in some commit that changes content.
func contributed(e approval.Evidence, _, _ string, id int64) bool {
	for _, c := range e.Commits {
		if len(c.Subjects)+len(c.Files) == 0 {
			continue
		}
		if c.Author != nil && c.Author.ID == id {
			return true
		}
		for _, o := range c.Others {
			if o.ID == id {
				return true
			}
		}
	}
	return false
}

// A12: whoever had a hand in the content can't be the one independent approval: as the author
// of a commit, its committer, its co-author, or as who pushed it.
func TestA12Contributors(t *testing.T) {
	plan := fake.Edit{planFile: moved(files(), 1)[planFile]}
	cases := map[string]func(w *world) fake.Commit{
		"author":    func(w *world) fake.Commit { return fake.Commit{By: w.as(siv), Edit: plan} },
		"committer": func(w *world) fake.Commit { return fake.Commit{Committer: w.as(siv), Edit: plan} },
		"co-author": func(w *world) fake.Commit {
			return fake.Commit{Edit: plan, Message: "x\n\nCo-authored-by: S <900000005+konto-p-005@users.noreply.github.com>"}
		},
		"known co-author": func(w *world) fake.Commit {
			return fake.Commit{Edit: plan, Message: "x\n\nco-Authored-By: S <KONTO-p-005@example.org>"}
		},
		"nobody but hers":  func(w *world) fake.Commit { return fake.Commit{Edit: plan} },
		"nothing, by hers": func(w *world) fake.Commit { return fake.Commit{By: w.as(siv)} },
	}
	for name, commit := range cases {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.pull = w.Open(w.as(planner), "bidrag", "main", fake.Commit{By: w.as(siv)}, commit(w))
			v := w.judge()
			if want := !strings.Contains(name, "nobody") && !strings.Contains(name, "nothing"); contributed(v.Evidence, "", "", w.as(siv).ID) != want {
				t.Errorf("contributes %v: %+v", !want, v.Evidence.Commits)
			}
		})
	}
	t.Run("pusher", func(t *testing.T) {
		w := newWorld(t)
		w.pull = w.Open(w.as(planner), "bidrag", "main", fake.Commit{})
		w.Push(w.as(siv), w.pull, fake.Commit{By: w.as(planner), Edit: plan})
		if v := w.judge(); !contributed(v.Evidence, "", "", w.as(siv).ID) {
			t.Errorf("%+v", v.Evidence.Commits)
		}
	})
	t.Run("web site", func(t *testing.T) {
		w := newWorld(t)
		w.pull = w.Open(w.as(planner), "bidrag", "main", fake.Commit{Committer: fake.WebFlow, Edit: plan})
		w.approve(vgs, skas, siv)
		if v := w.expect(approved); contributed(v.Evidence, "", "", fake.WebFlow.ID) {
			t.Errorf("%+v", v.Evidence.Commits)
		}
	})
}

// A13: a commit of which nobody knows whose it is keeps the request waiting, and is named.
func TestA13UnattributedCommits(t *testing.T) {
	plan := fake.Edit{planFile: moved(files(), 1)[planFile]}
	for name, c := range map[string]struct {
		commit fake.Commit
		says   string
	}{
		"author":    {fake.Commit{Email: "okand@example.org", Edit: plan}, "författare utan konto"},
		"committer": {fake.Commit{Committer: &fake.User{Login: "x", Email: "okand@example.org"}, Edit: plan}, "gjord av någon utan konto"},
		"co-author": {fake.Commit{Message: "x\n\nCo-authored-by: X <okand@example.org>", Edit: plan}, "medförfattare utan känt konto"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.pull = w.Open(w.as(planner), "okand", "main", c.commit)
			w.approve(vgs, skas, siv)
			w.expect(pending, c.says, w.pull.SHA[:8])
		})
	}
}

// A24, A28: titles, comments and trailers approve nothing.
func TestA24WordsApproveNothing(t *testing.T) {
	w := newWorld(t)
	w.pull = w.Open(w.as(planner), "ord", "main", fake.Commit{Edit: moved(files(), 1), Message: "Godkänd-av: p-005\n\nReviewed-by: konto-p-005 <konto-p-005@example.org>\nApproved-by: p-005"})
	w.pull.Title = "[godkänd] LGTM"
	w.approve(vgs, skas)
	w.Comment(w.as(siv), w.pull, "/approve")
	w.Review(w.as(siv), w.pull, "COMMENTED", "Godkänd! APPROVED")
	w.expect(pending, "representant:siv pending")
}

// A26: two requests, each green, that together are too much.
func TestA26MergeQueue(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas, siv)
	first := w.pull
	second := w.Open(w.as(planner), "aven-jag", "main", fake.Commit{Edit: capacity(files())})
	w.pull = second
	w.approve(siv, office)
	w.expect(approved)
	w.pull = first
	w.expect(approved)
	groups := w.Queue(w.as(office), first, second)
	if v := w.queued(groups[0]); v.State != approved || v.Commit() != groups[0].Head {
		t.Errorf("first: %s\n%s", v.State, told(v))
	}
	if v := w.queued(groups[1]); v.State != refused || v.Commit() != groups[1].Head {
		t.Errorf("second: %s\n%s", v.State, told(v))
	}
	// Main moves on with the first; the second's verdict does not hang on that.
	w.Leave(w.as(office), groups[0])
	if v := w.queued(groups[1]); v.State != refused {
		t.Errorf("second, later: %s\n%s", v.State, told(v))
	}
}

// capacity takes away from an offer what nobody draws on yet.
func capacity(f fake.Files) fake.Edit {
	const name = "plans/2027/erbjudanden/erb-2027-siv-ortopedi.yaml"
	return fake.Edit{name: fake.Text(strings.Replace(f[name], ", 2027-W09: 2}", ", 2027-W09: 0}", 1))}
}
