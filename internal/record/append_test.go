package record_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/record"
)

func TestRecordsFollowEachOther(t *testing.T) {
	r, dir := repository(t)
	w := writer(t, r, signer(t, 'a'))
	all := []*record.Record{numbered(t, 1), numbered(t, 2), made(t, decisions()["closed"]), made(t, decisions()["rebase"])}
	for i, rec := range all {
		if done := appended(t, w, rec); done.New != 1 {
			t.Errorf("%d: %+v", i, done)
		}
	}
	tip, err := r.Resolve("refs/heads/protokoll")
	if err != nil {
		t.Fatal(err)
	}
	entries := readAll(t, r, tip)
	keys := record.KeysOf(register(t, "a 2026-01-01"))
	for i, e := range entries {
		if diff := cmp.Diff(all[i], e.Record); diff != "" || len(e.Violations) > 0 || e.Path != all[i].Path() {
			t.Errorf("%d: %+v %s", i, e.Violations, diff)
		}
		if p := keys.Prove(e.Commit, today); p.Standing != record.Proven {
			t.Errorf("%d: %+v", i, p)
		}
	}
	if len(entries) != len(all) {
		t.Errorf("%d entries", len(entries))
	}
	git(t, dir, "fsck", "--strict", "--full", "--no-dangling")
	if out := git(t, dir, "log", "-1", "--format=%(trailers:key=Giltigt,valueonly)%(trailers:key=Pull-request,valueonly)", "protokoll~3"); out != "ja\n1" {
		t.Errorf("trailers %q", out)
	}
	if out := git(t, dir, "log", "-1", "--format=%s", "protokoll~1"); out != "Protokoll: pull request 12 stängd utan sammanslagning" {
		t.Error(out)
	}
}

func TestTheSameRecordIsWrittenOnce(t *testing.T) {
	r, _ := repository(t)
	w := writer(t, r, nil)
	first := appended(t, w, numbered(t, 1), numbered(t, 1), numbered(t, 2))
	if first.New != 2 {
		t.Errorf("%+v", first)
	}
	if again := appended(t, w, numbered(t, 2), numbered(t, 1)); again.New != 0 || again.Tip.Hash != first.Tip.Hash {
		t.Errorf("%+v", again)
	}
	if none := appended(t, w); none.New != 0 || none.Tip.Hash != first.Tip.Hash {
		t.Errorf("%+v", none)
	}
}

func TestTheSameRecordsAreTheSameCommits(t *testing.T) {
	one, _ := repository(t)
	two, _ := repository(t)
	a := appended(t, writer(t, one, signer(t, 'a')), numbered(t, 1), numbered(t, 2))
	w := writer(t, two, signer(t, 'a'))
	appended(t, w, numbered(t, 1))
	if b := appended(t, w, numbered(t, 2)); a.Tip.Hash != b.Tip.Hash {
		t.Errorf("%s and %s", a.Tip.Hash, b.Tip.Hash)
	}
}

func TestAnotherRecordOfTheSameDecisionIsRefused(t *testing.T) {
	base := numbered(t, 1)
	for name, change := range map[string]func(*record.Decision){
		"another verdict":            func(d *record.Decision) { d.Result.State = "pending" },
		"in another year":            func(d *record.Decision) { d.Day += 60 },
		"covered with other commits": func(d *record.Decision) { d.How, d.Commits = record.Rebase, append(d.Commits, commit("more")) },
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := repository(t)
			w := writer(t, r, nil)
			before := appended(t, w, base)
			d := decision()
			d.PullRequest, d.Before, d.Commits = 1, base.Before, []string{base.Decision()}
			change(&d)
			_, err := w.Append(t.Context(), numbered(t, 5), made(t, d))
			wantFault(t, err, record.ErrConflict)
			if tip, err := w.Line.Tip(t.Context()); err != nil || tip.Hash != before.Tip.Hash {
				t.Errorf("the branch is at %s, %v", tip.Hash, err)
			}
		})
	}
}

func TestABranchOfOtherThingsIsLeftAlone(t *testing.T) {
	for _, step := range []string{"M README.md\nhej", "M 2026\nhej", "M src/a.json\n{}"} {
		s := &stream{}
		s.commit(nil, 0, step)
		r, _ := s.read(t)
		_, err := writer(t, r, nil).Append(t.Context(), numbered(t, 1))
		wantFault(t, err, record.ErrForeign)
	}
}

// faulty is a branch that moves, or whose server is away, a number of times.
type faulty struct {
	record.Line
	causes []error
}

func (f *faulty) Advance(ctx context.Context, from, to gitrepo.Revision) error {
	if len(f.causes) > 0 {
		cause := f.causes[0]
		f.causes = f.causes[1:]
		return &gitrepo.Fault{Err: cause}
	}
	return f.Line.Advance(ctx, from, to)
}

func TestWhatIsTriedAgain(t *testing.T) {
	stop := errors.New("stop")
	for name, tt := range map[string]struct {
		causes   []error
		attempts int
		pause    error
		want     error
		pauses   int
	}{
		"nothing wrong":            {nil, 3, nil, nil, 0},
		"moved twice":              {[]error{gitrepo.ErrMoved, gitrepo.ErrMoved}, 3, nil, nil, 2},
		"away, refused and locked": {[]error{gitrepo.ErrUnreached, gitrepo.ErrRefused, gitrepo.ErrLocked}, 4, nil, nil, 3},
		"moved every time":         {[]error{gitrepo.ErrMoved, gitrepo.ErrMoved, gitrepo.ErrMoved}, 3, nil, gitrepo.ErrMoved, 2},
		"once only":                {[]error{gitrepo.ErrMoved}, 0, nil, gitrepo.ErrMoved, 0},
		"denied":                   {[]error{gitrepo.ErrDenied}, 3, nil, gitrepo.ErrDenied, 0},
		"a full disk":              {[]error{syscall.ENOSPC}, 3, nil, syscall.ENOSPC, 0},
		"somebody has had enough":  {[]error{gitrepo.ErrMoved}, 3, stop, stop, 1},
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := repository(t)
			w := writer(t, r, nil)
			w.Line, w.Attempts = &faulty{w.Line, tt.causes}, tt.attempts
			pauses := 0
			w.Pause = func(_ context.Context, attempt int) error {
				if pauses++; attempt != pauses {
					t.Errorf("attempt %d", attempt)
				}
				return tt.pause
			}
			done, err := w.Append(t.Context(), numbered(t, 1))
			if !errors.Is(err, tt.want) || pauses != tt.pauses || err == nil && done.New != 1 {
				t.Errorf("%+v, %v after %d pauses", done, err, pauses)
			}
		})
	}
}

// serve is git behind HTTP, with one bare repository.
func serve(t *testing.T) (dir, url string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "plans.git")
	git(t, filepath.Dir(dir), "init", "--bare", "--quiet", dir)
	git(t, dir, "config", "http.receivepack", "true")
	web := httptest.NewServer(&cgi.Handler{
		Path: filepath.Join(git(t, dir, "--exec-path"), "git-http-backend"),
		Env:  []string{"GIT_PROJECT_ROOT=" + filepath.Dir(dir), "GIT_HTTP_EXPORT_ALL=1", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=" + os.DevNull},
	})
	t.Cleanup(web.Close)
	return dir, web.URL + "/plans.git"
}

// Several clones record at once on one server, some of them the same decisions. Each
// decision stands there once, in one unbroken line that git verifies.
func TestManyWriteAtOnce(t *testing.T) {
	const writers, each = 6, 5
	dir, url := serve(t)
	var group sync.WaitGroup
	var fresh, moved atomic.Int32
	for n := range writers {
		r, _ := repository(t)
		line, err := r.RemoteBranch(gitrepo.Remote{URL: url}, record.Branch)
		if err != nil {
			t.Fatal(err)
		}
		w := writer(t, r, signer(t, 'a'))
		w.Line, w.Attempts = line, 200
		// At one time two of them would make the very same commit, and both be right.
		w.By.Time = w.By.Time.Add(time.Duration(n) * time.Second)
		w.Pause = func(context.Context, int) error { moved.Add(1); return nil }
		var mine []*record.Record
		for i := range each {
			mine = append(mine, numbered(t, 1+n/2*each+i)) // two writers share each
		}
		group.Go(func() {
			for _, rec := range mine {
				done, err := w.Append(t.Context(), rec)
				if err != nil {
					t.Error(err)
					return
				}
				fresh.Add(int32(done.New))
			}
		})
	}
	group.Wait()
	r, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	tip, err := r.Resolve("refs/heads/protokoll")
	if err != nil {
		t.Fatal(err)
	}
	entries := readAll(t, r, tip)
	seen := map[int]bool{}
	keys := record.KeysOf(register(t, "a 2026-01-01"))
	for _, e := range entries {
		seen[e.Record.PullRequest] = true
		if p := keys.Prove(e.Commit, today); p.Standing != record.Proven {
			t.Errorf("%+v", p)
		}
	}
	if bad := codes(entries); len(bad) > 0 || len(seen) != writers/2*each || len(entries) != len(seen) || int(fresh.Load()) != len(seen) {
		t.Errorf("%d entries of %d decisions, %d new, violations %v", len(entries), len(seen), fresh.Load(), bad)
	}
	git(t, dir, "fsck", "--strict", "--full", "--no-dangling")
	t.Logf("%d records by %d writers, %d tries again", len(entries), writers, moved.Load())
	if moved.Load() == 0 {
		t.Error("nobody met anybody: nothing is shown")
	}
}

// Several of us in one clone move the local branch.
func TestManyWriteInOneClone(t *testing.T) {
	r, dir := repository(t)
	var group sync.WaitGroup
	for n := range 4 {
		own, err := gitrepo.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = own.Close() })
		w := writer(t, own, nil)
		w.Attempts, w.Pause = 10_000, func(context.Context, int) error { return nil }
		group.Go(func() {
			for i := range 5 {
				if _, err := w.Append(t.Context(), numbered(t, 1+n*5+i)); err != nil {
					t.Error(fmt.Errorf("%d: %w", n, err))
				}
			}
		})
	}
	group.Wait()
	tip, err := r.Resolve("refs/heads/protokoll")
	if err != nil {
		t.Fatal(err)
	}
	if entries := readAll(t, r, tip); len(entries) != 20 || len(codes(entries)) > 0 {
		t.Errorf("%d entries, %v", len(entries), codes(entries))
	}
}

// What has been handed to a server that does not answer is handed in again by the next run.
func TestNothingIsLostWithoutANetwork(t *testing.T) {
	_, url := serve(t)
	r, _ := repository(t)
	away := httptest.NewServer(http.NotFoundHandler())
	away.Close()
	w := writer(t, r, nil)
	for _, address := range []string{away.URL + "/plans.git", url} {
		line, err := r.RemoteBranch(gitrepo.Remote{URL: address}, record.Branch)
		if err != nil {
			t.Fatal(err)
		}
		w.Line = line
		done, err := w.Append(t.Context(), numbered(t, 1))
		if address == url && (err != nil || done.New != 1) || address != url && !errors.Is(err, gitrepo.ErrUnreached) {
			t.Errorf("%+v, %v", done, err)
		}
	}
}
