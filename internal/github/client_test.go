package github_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/lang"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// world is a server with persons and a request.
type world struct {
	*fake.Server
	anna, bertil, cecilia *fake.User
	pull                  *fake.Pull
	slept                 []time.Duration
	said                  []string
	script                func(fake.Call) fake.Fault
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{Server: fake.New(t, fake.Files{"plans/a.yaml": "a: 1\n", "README.md": "planer\n"})}
	w.anna, w.bertil, w.cecilia = w.Person(101, "anna-k"), w.Person(102, "bertil"), w.Person(103, "cecilia")
	w.pull = w.Open(w.anna, "lagre-volym", "main", fake.Commit{Edit: fake.Edit{"plans/a.yaml": fake.Text("a: 2\n")}})
	return w
}

func (w *world) options(token string) github.Options {
	return github.Options{
		Repository: w.Owner + "/" + w.Name, BaseURL: w.URL, Token: token, Now: w.Now,
		Sleep: func(_ context.Context, d time.Duration) error {
			w.slept = append(w.slept, d)
			w.Advance(d)
			return nil
		},
		Waiting: func(t lang.Text) { w.said = append(w.said, t.In(lang.SV)) },
	}
}

func (w *world) reader(t *testing.T) *github.Reader {
	t.Helper()
	r, err := github.NewReader(w.options(w.GateToken()))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (w *world) writer(t *testing.T, token string) *github.Writer {
	t.Helper()
	r, err := github.NewWriter(w.options(token))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func account(u *fake.User) approval.Account {
	return approval.Account{ID: u.ID, Login: u.Login, Bot: u.Type != "User"}
}

func TestFactsOfARequest(t *testing.T) {
	w := newWorld(t)
	first := w.pull.SHA
	seen := w.Approve(w.bertil, w.pull)
	w.Push(w.anna, w.pull, fake.Commit{By: w.bertil, Committer: fake.WebFlow, Edit: fake.Edit{"plans/a.yaml": fake.Text("a: 3\n")}},
		fake.Commit{Email: "nobody@example.org", Edit: fake.Edit{"plans/b.yaml": fake.Text("b: 1\n")}})
	gone := w.Review(w.cecilia, w.pull, "CHANGES_REQUESTED", "nej")
	w.Dismiss(w.anna, w.pull, gone, "föråldrad")
	w.Review(w.cecilia, w.pull, "PENDING", "")
	w.Review(w.Robot(900, "hjalpreda"), w.pull, "APPROVED", "")
	w.PushMain(w.cecilia, fake.Commit{Edit: fake.Edit{"plans/c.yaml": fake.Text("c: 1\n")}})

	got, err := w.reader(t).Facts(t.Context(), w.pull.Number)
	if err != nil {
		t.Fatal(err)
	}
	anna := account(w.anna)
	if !got.Open || got.Fork || got.HeadBranch != "lagre-volym" || got.BaseBranch != "main" || got.DefaultBranch != "main" || !cmp.Equal(got.Author, &anna) {
		t.Errorf("got %+v", got)
	}
	if want := (gate.Tips{Head: w.pull.SHA, Base: w.Head("main")}); got.Tips != want {
		t.Errorf("tips %v, want %v: the base is the branch's, not the one stated with the request", got.Tips, want)
	}
	type review struct {
		ID     int64
		State  approval.ReviewState
		Login  string
		Bot    bool
		Commit string
	}
	var reviews []review
	for _, v := range got.Reviews {
		reviews = append(reviews, review{v.ID, v.State, v.Account.Login, v.Account.Bot, v.Commit})
	}
	if diff := cmp.Diff([]review{
		{seen.ID, approval.Approved, "bertil", false, first},
		{gone.ID, approval.Dismissed, "cecilia", false, w.pull.SHA},
		{reviews[len(reviews)-1].ID, approval.Approved, "hjalpreda[bot]", true, w.pull.SHA},
	}, reviews); diff != "" {
		t.Errorf("reviews (-want +got):\n%s", diff)
	}
	if len(got.Signers) != 3 || got.Signers[first].Author.ID != 101 || got.Signers[w.pull.SHA].Author != nil {
		t.Errorf("signers %+v", got.Signers)
	}
	var moves []gate.MoveKind
	for _, m := range got.Moves {
		moves = append(moves, m.How)
	}
	if diff := cmp.Diff([]gate.MoveKind{gate.Created, gate.Pushed}, moves); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
	if last := got.Moves[1]; last.After != w.pull.SHA || last.By.ID != 101 {
		t.Errorf("last move %+v", last)
	}
}

func TestForcePushAndRetargetAreMoves(t *testing.T) {
	w := newWorld(t)
	before := w.pull.SHA
	review := w.Approve(w.bertil, w.pull)
	w.Branch(w.cecilia, "gren", fake.Commit{Edit: fake.Edit{"README.md": fake.Text("ny\n")}})
	w.ForcePush(w.anna, w.pull, fake.Commit{Edit: fake.Edit{"plans/a.yaml": fake.Text("a: 2\n")}, Message: "samma, omskriven"})
	w.Retarget(w.anna, w.pull, "gren")
	got, err := w.reader(t).Facts(t.Context(), w.pull.Number)
	if err != nil {
		t.Fatal(err)
	}
	if got.Reviews[0].Commit != w.pull.SHA || got.Reviews[0].Commit == before || !got.Reviews[0].Submitted.Equal(review.Submitted) {
		t.Errorf("the server did not move the review: %+v", got.Reviews)
	}
	var moves []gate.MoveKind
	for _, m := range got.Moves {
		moves = append(moves, m.How)
	}
	// Timeline and activity tell of the force-push, each by itself.
	if diff := cmp.Diff([]gate.MoveKind{gate.Created, gate.ForcePushed, gate.ForcePushed, gate.Retargeted}, moves); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
	if got.BaseBranch != "gren" || got.DefaultBranch != "main" || got.Tips.Base != w.Head("gren") {
		t.Errorf("base %s %s", got.BaseBranch, got.Tips.Base)
	}
}

func TestForkHasNoActivity(t *testing.T) {
	w := newWorld(t)
	w.Open(w.bertil, "samma-namn", "main") // a branch of the same name here, whose moves are not the fork's
	p := w.OpenFromFork(w.cecilia, "samma-namn", "main", fake.Commit{Edit: fake.Edit{"plans/a.yaml": fake.Text("a: 9\n")}})
	got, err := w.reader(t).Facts(t.Context(), p.Number)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Fork || len(got.Moves) > 0 || len(got.Signers) != 1 {
		t.Errorf("got %+v", got)
	}
}

// T12: 100 a page, 250 commits: every page is read, and what a list leaves out can be asked for.
func TestT12LongListsAreReadToTheEnd(t *testing.T) {
	w := newWorld(t)
	var commits []fake.Commit
	for range 251 {
		commits = append(commits, fake.Commit{By: w.bertil})
	}
	w.Push(w.anna, w.pull, commits...)
	for range 101 {
		w.Review(w.cecilia, w.pull, "COMMENTED", "hm")
	}
	w.Review(w.cecilia, w.pull, "CHANGES_REQUESTED", "nej")
	got, err := w.reader(t).Facts(t.Context(), w.pull.Number)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(got.Reviews); n != 102 || got.Reviews[n-1].State != approval.ChangesRequested {
		t.Errorf("%d reviews", n)
	}
	if len(got.Signers) != 250 || got.Signers[w.pull.SHA] != nil {
		t.Errorf("%d commits listed", len(got.Signers))
	}
	last, err := w.reader(t).Commit(t.Context(), w.pull.SHA)
	if err != nil || last.Author.ID != w.bertil.ID {
		t.Errorf("got %+v, %v", last, err)
	}
}

func TestOpenRequestsInPages(t *testing.T) {
	w := newWorld(t)
	w.PerPage = 2
	for _, branch := range []string{"andra", "tredje", "fjarde", "femte"} {
		w.Open(w.anna, branch, "main")
	}
	closed := w.Open(w.anna, "stängd", "main")
	w.Close(w.anna, closed)
	got, err := w.reader(t).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var numbers []int
	for _, r := range got {
		numbers = append(numbers, r.Number)
	}
	if diff := cmp.Diff([]int{1, 2, 3, 4, 5}, numbers); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got[0].Head != w.pull.SHA || got[0].Base != "main" {
		t.Errorf("got %+v", got[0])
	}
}

func TestNothingThere(t *testing.T) {
	w := newWorld(t)
	_, err := w.reader(t).Facts(t.Context(), 99)
	var f *gate.Fault
	if !errors.As(err, &f) || !strings.Contains(f.Message.In(lang.SV), "pull request 99") || f.Hint.IsZero() || f.Denied {
		t.Errorf("got %v", err)
	}
}
