package github

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func files3() Files { return Files{"plans/a": "1", "plans/b": "1", "plans/c": "1"} }

// Each way to bring a request to main gives the same files, and commits of its own form.
func TestMergeSquashRebase(t *testing.T) {
	for how, parents := range map[Method]int{Merge: 2, Squash: 1, Rebase: 1} {
		t.Run(string(how), func(t *testing.T) {
			s := New(t, files3())
			anna, bertil := s.Person(1, "anna"), s.Person(2, "bertil")
			p := s.Open(anna, "gren", "main", Commit{Edit: Edit{"plans/a": Text("2")}}, Commit{Edit: Edit{"plans/b": nil}})
			before := s.PushMain(bertil, Commit{Edit: Edit{"plans/c": Text("2")}})
			tip := s.MergePull(bertil, p, how)
			if diff := cmp.Diff(Files{"plans/a": "2", "plans/c": "2"}, s.FilesAt(tip)); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if n := len(s.git.object(tip).ParentHashes); n != parents || s.Head("main") != tip || p.MergeCommit != tip {
				t.Errorf("%d parents, main at %s", n, s.Head("main"))
			}
			if n := len(s.git.between(before, tip)); n != map[Method]int{Merge: 3, Squash: 1, Rebase: 2}[how] {
				t.Errorf("%d commits came to main", n)
			}
			last := s.activity[len(s.activity)-1]
			if last.how != "pr_merge" || last.after != tip || last.before != before {
				t.Errorf("activity %+v", last)
			}
		})
	}
}

func TestQueueStacksItsEntries(t *testing.T) {
	s := New(t, files3())
	anna := s.Person(1, "anna")
	one := s.Open(anna, "ett", "main", Commit{Edit: Edit{"plans/a": Text("2")}})
	two := s.Open(anna, "tva", "main", Commit{Edit: Edit{"plans/b": Text("2")}})
	groups := s.Queue(anna, one, two)
	if diff := cmp.Diff(Files{"plans/a": "2", "plans/b": "2", "plans/c": "1"}, s.FilesAt(groups[1].Head)); diff != "" {
		t.Errorf("the second (-want +got):\n%s", diff)
	}
	if groups[1].Base != groups[0].Head || groups[0].Base != s.Head("main") || !strings.HasPrefix(groups[1].Ref, "refs/heads/gh-readonly-queue/main/pr-2-") {
		t.Errorf("%+v", groups)
	}
	if s.Leave(anna, groups...); s.Head("main") != groups[1].Head || one.state() != "closed" || s.git.get(groups[0].Ref) != "" {
		t.Errorf("main at %s", s.Head("main"))
	}
}

// A review moves with a force-push of the same patch, and stays behind with any other.
func TestReviewsMoveWithTheSamePatch(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		moves bool
	}{"the same patch": {"2", true}, "another patch": {"3", false}} {
		t.Run(name, func(t *testing.T) {
			s := New(t, files3())
			anna := s.Person(1, "anna")
			p := s.Open(anna, "gren", "main", Commit{Edit: Edit{"plans/a": Text("2")}})
			r := s.Approve(s.Person(2, "bertil"), p)
			was := p.SHA
			s.ForcePush(anna, p, Commit{Edit: Edit{"plans/a": &c.text}, Message: "om"})
			if want := map[bool]string{true: p.SHA, false: was}[c.moves]; r.Commit != want || p.SHA == was {
				t.Errorf("the review is for %s", r.Commit)
			}
		})
	}
}

func TestUpdateBranchTakesMainIn(t *testing.T) {
	s := New(t, files3())
	anna, bertil := s.Person(1, "anna"), s.Person(2, "bertil")
	p := s.Open(anna, "gren", "main", Commit{Edit: Edit{"plans/a": Text("2")}})
	s.PushMain(bertil, Commit{Edit: Edit{"plans/c": nil}})
	s.UpdateBranch(bertil, p, nil)
	if diff := cmp.Diff(Files{"plans/a": "2", "plans/b": "1"}, s.FilesAt(p.SHA)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	c := s.git.object(p.SHA)
	if c.Author.Email != bertil.Email || c.Committer.Email != WebFlow.Email || len(c.ParentHashes) != 2 {
		t.Errorf("%+v", c)
	}
	s.PushMain(bertil, Commit{Edit: Edit{"plans/a": Text("9")}})
	if _, err := s.git.merged(p.SHA, s.Head("main")); err == nil {
		t.Error("a conflict was merged")
	}
}

// Pages follow each other without gap or overlap, whether numbered or by a cursor.
func TestPages(t *testing.T) {
	s := New(t, files3())
	s.PerPage = 3
	anna := s.Person(1, "anna")
	p := s.Open(anna, "gren", "main")
	for i := range 7 {
		s.Comment(anna, p, fmt.Sprint(i))
		s.Push(anna, p, Commit{})
	}
	for path, want := range map[string][]int{
		"/repos/regionen/planer/issues/1/comments":             {3, 3, 1},
		"/repos/regionen/planer/activity?ref=refs/heads/gren":  {3, 3, 2},
		"/repos/regionen/planer/pulls/1/commits?per_page=2":    {2, 2, 2, 1},
		"/repos/regionen/planer/pulls/1/reviews?per_page=1000": {0},
	} {
		var sizes []int
		seen := map[string]bool{}
		for next := path; next != ""; {
			v, link := s.get(t, next)
			sizes = append(sizes, len(v))
			for _, item := range v {
				id := fmt.Sprint(item.(fields)["id"], item.(fields)["sha"])
				if seen[id] {
					t.Errorf("%s: %s twice", path, id)
				}
				seen[id] = true
			}
			next = link
		}
		if diff := cmp.Diff(want, sizes); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
}

// The clone is an ordinary repository on disk.
func TestCloneAndFetch(t *testing.T) {
	s := New(t, files3())
	dir := t.TempDir()
	s.Clone(dir)
	tip := s.PushMain(s.Person(1, "anna"), Commit{Edit: Edit{"plans/a": Text("2")}})
	if has(t, dir, tip) {
		t.Error("the clone knows what came later")
	}
	s.Fetch(dir)
	if !has(t, dir, tip) {
		t.Error("the fetch did not bring it")
	}
	s.Fetch(dir) // once more changes nothing
}

// What a request brought to main, and was made of, can be asked for once it is merged and its
// branch is gone.
func TestWhatAMergedRequestWas(t *testing.T) {
	for _, how := range []Method{Merge, Squash, Rebase} {
		s := New(t, files3())
		s.DeletesMerged = true
		anna, bertil := s.Person(1, "anna"), s.Person(2, "bertil")
		p := s.Open(anna, "gren", "main", Commit{Edit: Edit{"plans/a": Text("2")}}, Commit{Edit: Edit{"plans/b": Text("2")}})
		s.MergePull(bertil, p, how)
		if commits, _ := s.get(t, "/repos/regionen/planer/pulls/1/commits"); len(commits) != 2 {
			t.Errorf("%s: %d commits", how, len(commits))
		}
		for _, hash := range p.Brought {
			if list, _ := s.get(t, "/repos/regionen/planer/commits/"+hash+"/pulls"); len(list) != 1 {
				t.Errorf("%s: %s is of %d requests", how, hash, len(list))
			}
		}
		if n := len(p.Brought); n != map[Method]int{Merge: 1, Squash: 1, Rebase: 2}[how] || p.Brought[n-1] != p.MergeCommit || s.git.get("refs/heads/gren") != "" {
			t.Errorf("%s: brought %v", how, p.Brought)
		}
		last, merged := s.activity[len(s.activity)-1], s.activity[len(s.activity)-2]
		if last.how != "branch_deletion" || last.before != p.SHA || !last.at.Equal(merged.at) || merged.how != "pr_merge" {
			t.Errorf("%s: %+v after %+v", how, last, merged)
		}
	}
}

// Closed requests come in the order in which they were last touched.
func TestListsByWhatWasTouchedLast(t *testing.T) {
	s := New(t, files3())
	anna := s.Person(1, "anna")
	for _, name := range []string{"a", "b", "c", "d"} {
		s.Close(anna, s.Open(anna, name, "main", Commit{}))
	}
	s.Comment(anna, s.Pulls()[1], "hej")
	s.Reopen(anna, s.Pulls()[3])
	for query, want := range map[string][]float64{
		"state=closed&sort=updated&direction=desc": {2, 3, 1}, "state=closed&sort=updated": {1, 3, 2}, "state=all": {4, 3, 2, 1},
		"state=all&sort=created": {4, 3, 2, 1}, "state=all&direction=asc": {1, 2, 3, 4}, "": {4},
	} {
		var got []float64
		list, _ := s.get(t, "/repos/regionen/planer/pulls?"+query)
		for _, p := range list {
			got = append(got, p.(fields)["number"].(float64))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

// Main moves by pushes too, by force and by what GitHub then calls a merge.
func TestPushesToMain(t *testing.T) {
	s := New(t, files3())
	anna := s.Person(1, "anna")
	root := s.Head("main")
	p := s.Open(anna, "gren", "main", Commit{Edit: Edit{"plans/a": Text("2")}})
	s.PushPull(anna, p)
	if s.Head("main") != p.SHA || p.MergeCommit != p.SHA || p.state() != "closed" {
		t.Errorf("%+v", p)
	}
	tip := s.ForcePushMain(anna, root, Commit{Merges: p.SHA, Also: []string{root}, Edit: Edit{"plans/b": nil}})
	if n := len(s.git.object(tip).ParentHashes); n != 3 || s.Head("main") != tip {
		t.Errorf("%d parents", n)
	}
	var how []string
	for _, a := range s.activity {
		if a.ref == "refs/heads/main" {
			how = append(how, a.how)
		}
	}
	if diff := cmp.Diff([]string{"branch_creation", "push", "force_push"}, how); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	one, two := s.Open(anna, "ett", "main", Commit{Edit: Edit{"plans/a": Text("3")}}), s.Open(anna, "tva", "main", Commit{Edit: Edit{"plans/c": Text("3")}})
	groups := s.Queue(anna, one, two)
	before := s.Head("main")
	s.LeaveTogether(anna, groups...)
	if last := s.activity[len(s.activity)-1]; last.how != "merge_queue_merge" || last.before != before || last.after != two.MergeCommit || one.MergeCommit != groups[0].Head {
		t.Errorf("%+v", last)
	}
}
