package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	fake "github.com/leveransplan/leveransplan/internal/testing/github"
	small "github.com/leveransplan/leveransplan/internal/testing/region"
)

// hosted is the small region on a server, and a clone of it.
type hosted struct {
	*fake.Server
	t       *testing.T
	dir     string
	persons []*fake.User // by the number of the register id
	planner *fake.User
	token   string
	environ []string
}

func newHosted(t *testing.T) *hosted {
	t.Helper()
	f := fake.Files{"README.md": "planer\n"}
	for name, file := range small.Files() {
		f[name] = string(file.Data)
	}
	h := &hosted{Server: fake.New(t, f), t: t, dir: t.TempDir(), persons: []*fake.User{nil}}
	for i := range 9 {
		h.persons = append(h.persons, h.Person(900_000_001+int64(i), fmt.Sprintf("konto-%d", i+1)))
	}
	h.planner = h.Person(501, "planerare")
	h.Clone(h.dir)
	h.token = h.GateToken()
	return h
}

const hoftprotes = small.Movable

// request moves volume between weeks: vardgarantiservice (2), skas (3) and siv (5) agree.
func (h *hosted) request(branch string) *fake.Pull {
	text := small.Moved(h.FilesAt(h.Head("main"))[hoftprotes], 1)
	return h.Open(h.planner, branch, "main", fake.Commit{Edit: fake.Edit{hoftprotes: &text}})
}

func (h *hosted) gate(args ...string) result {
	h.t.Helper()
	h.Fetch(h.dir)
	environ := append([]string{"GITHUB_REPOSITORY", h.Owner + "/" + h.Name, "GITHUB_API_URL", h.URL + "/api/v3", "GITHUB_TOKEN", h.token}, h.environ...)
	return run(Env{Dir: h.dir, Args: append([]string{"gate"}, args...), Now: h.Now, Getenv: environment(environ...)})
}

func (h *hosted) event(text []byte) string {
	h.t.Helper()
	name := filepath.Join(h.t.TempDir(), "event.json")
	if err := os.WriteFile(name, text, 0o644); err != nil {
		h.t.Fatal(err)
	}
	return name
}

func TestGateFromRequestToMerge(t *testing.T) {
	h := newHosted(t)
	p := h.request("flytta-volym")
	h.environ = []string{"GITHUB_STEP_SUMMARY", filepath.Join(h.dir, "summary.md"), "GITHUB_SERVER_URL", "https://github.com", "GITHUB_RUN_ID", "42"}
	r := h.gate("--event", h.event(h.PullEvent(p, "opened")), "--publish")
	if r.code != exitFindings || r.errors != "" || !strings.Contains(r.out, "– #1: Väntar: 0 av 3 godkännanden klara. Saknas: vårdgarantiservice, representant SkaS och representant Sjukhusen i väster.") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
	}
	status, _ := h.StatusOf(p.SHA, "leveransplan/gate")
	if status.State != "pending" || !strings.HasPrefix(status.Description, "Väntar: 0 av 3") || status.Target != "https://github.com/regionen/planer/actions/runs/42" {
		t.Errorf("%+v", status)
	}
	review := h.Approve(h.persons[2], p)
	h.Approve(h.persons[3], p)
	h.Approve(h.persons[9], p)
	h.gate("--event", h.event(h.PullEvent(p, "submitted")), "--publish")
	golden(t, "gate_comment.sv.md", h.Comments(p)[0].Body)
	h.Approve(h.persons[5], p)
	r = h.gate("--event", h.event(h.RunEvent(p, "ping")), "--publish", "--lang", "en")
	if r.code != exitOK || !strings.Contains(r.out, "✓ #1: Approved. Holds until 2026-12-19, that day included.") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
	}
	status, _ = h.StatusOf(p.SHA, "leveransplan/gate")
	if status.State != "success" || status.Description != "Approved. Holds until 2026-12-19, that day included." {
		t.Errorf("%+v", status)
	}
	comments := h.Comments(p)
	if len(comments) != 1 || !strings.Contains(comments[0].Body, "## ✓ Approved") || strings.Contains(comments[0].Body, "konto-") || strings.Contains(comments[0].Body, "@") {
		t.Errorf("%+v", comments)
	}
	summary, err := os.ReadFile(filepath.Join(h.dir, "summary.md"))
	if err != nil || strings.Count(string(summary), "## #1\n") != 3 {
		t.Errorf("%v\n%s", err, summary)
	}
	golden(t, "gate_comment.en.md", comments[0].Body)

	r = h.gate("--pr", "1", "--format", "json")
	var got struct {
		Version      int
		State        string
		HoldsUntil   string `json:"holds_until"`
		Requirements []struct {
			ID          string
			SatisfiedBy []string `json:"satisfied_by"`
			Holders     []string
			Approvals   []struct{ Review int64 }
		}
		Discarded []struct {
			Review         int64
			Person, Reason string
		}
		Logins map[string]string
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Version != 1 || got.State != "approved" || got.HoldsUntil != "2026-12-19" || len(got.Requirements) != 3 ||
		got.Requirements[0].SatisfiedBy[0] != "p-002" || got.Requirements[0].Approvals[0].Review != review.ID ||
		len(got.Discarded) != 1 || got.Discarded[0].Person != "p-009" || got.Logins != nil {
		t.Errorf("%+v", got)
	}
	if r = h.gate("--pr", "1", "--format", "json", "--names"); !strings.Contains(r.out, `"p-002": "konto-2"`) {
		t.Errorf("no names in %s", r.out)
	}

	h.MergePull(h.planner, p, fake.Merge)
	if r = h.gate("--event", h.event(h.PullEvent(p, "closed")), "--publish"); r.code != exitOK || len(h.Comments(p)) != 1 {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
	}
}

// golden holds a text against a file of testdata; UPDATE=1 writes it anew.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s is no longer what is written; UPDATE=1 go test ./internal/cli writes it anew. Now:\n%s", name, got)
	}
}

// O10: nobody's account shows unless it is asked for.
func TestO10AccountsAreNotShown(t *testing.T) {
	h := newHosted(t)
	p := h.request("flytta-volym")
	h.Approve(h.persons[2], p)
	h.Review(h.persons[3], p, "CHANGES_REQUESTED", "nej")
	h.Approve(h.Person(777, "okand-granskare"), p)
	r := h.gate("--pr", "1", "--publish")
	everything := r.out + r.errors + h.Comments(p)[0].Body
	for _, name := range []string{"konto-", "okand-granskare", "planerare", "777", "900000"} {
		if strings.Contains(everything, name) {
			t.Errorf("%q shows in:\n%s", name, everything)
		}
	}
	r = h.gate("--pr", "1", "--names", "--publish")
	for _, name := range []string{"konto-2", "okand-granskare"} {
		if !strings.Contains(r.out, name) || !strings.Contains(h.Comments(p)[0].Body, name) {
			t.Errorf("--names does not show %s:\n%s", name, r.out)
		}
	}
}

// O07: a huge change makes a comment that GitHub takes, and says what it leaves out.
func TestO07HugeChange(t *testing.T) {
	h := newHosted(t)
	edit := fake.Edit{}
	for i := range 3000 {
		edit[fmt.Sprintf("plans/2027/leveransplaner/skas/lp-%04d-åäö.yaml", i)] = fake.Text("dokument: leveransplan/v1\nid: lp-x\n")
	}
	p := h.Open(h.planner, "stor", "main", fake.Commit{Edit: edit})
	r := h.gate("--pr", "1", "--publish")
	body := h.Comments(p)[0].Body
	if r.code != exitFindings || utf8.RuneCountInString(body) > 65_536 || !utf8.ValidString(body) || !strings.Contains(body, "till") {
		t.Errorf("exit code %d, %d characters\n%s", r.code, utf8.RuneCountInString(body), r.errors)
	}
}

func TestGateAll(t *testing.T) {
	h := newHosted(t)
	first := h.request("ett")
	second := h.Open(h.planner, "två", "main", fake.Commit{Edit: fake.Edit{"NEWS.md": fake.Text("ny\n")}})
	h.Close(h.planner, h.Open(h.planner, "stängd", "main"))
	for _, n := range []int{2, 3, 5} {
		h.Approve(h.persons[n], first)
	}
	r := h.gate("--all", "--publish", "--format", "json")
	var got struct {
		Requests []struct {
			PullRequest int `json:"pull_request"`
			State       string
		}
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil {
		t.Fatalf("%v: %s", err, r.errors)
	}
	if len(got.Requests) != 2 || got.Requests[0].State != "approved" || got.Requests[1].State != "pending" || r.code != exitFindings {
		t.Errorf("exit code %d, %+v", r.code, got)
	}
	for p, want := range map[*fake.Pull]string{first: "success", second: "pending"} {
		if s, _ := h.StatusOf(p.SHA, "leveransplan/gate"); s.State != want {
			t.Errorf("#%d has %s", p.Number, s.State)
		}
	}
	if r := h.gate("--event", h.event(h.MainEvent())); r.code != exitFindings || strings.Count(r.out, "#1: ") != 1 || strings.Count(r.out, "#2: ") != 1 {
		t.Errorf("exit code %d\n%s", r.code, r.out)
	}
}

func TestGateInTheMergeQueue(t *testing.T) {
	h := newHosted(t)
	p := h.request("ett")
	for _, n := range []int{2, 3, 5} {
		h.Approve(h.persons[n], p)
	}
	group := h.Queue(h.planner, p)[0]
	r := h.gate("--event", h.event(h.GroupEvent(group)), "--publish")
	s, _ := h.StatusOf(group.Head, "leveransplan/gate")
	if r.code != exitOK || s.State != "success" || len(h.Comments(p)) > 0 {
		t.Errorf("exit code %d, %+v\n%s%s", r.code, s, r.out, r.errors)
	}
}

// T04: without the right to comment the verdict and the exit code are the same, and standard
// error says so.
func TestT04CommentWithoutTheRight(t *testing.T) {
	h := newHosted(t)
	p := h.request("ett")
	for _, n := range []int{2, 3, 5} {
		h.Approve(h.persons[n], p)
	}
	h.token = h.Token(fake.ActionsBot, fake.Actions, "contents", "read", "pull-requests", "read", "statuses", "write")
	if r := h.gate("--pr", "1", "--publish"); r.code != exitOK || !strings.Contains(r.errors, "kommentaren på pull request 1 går inte att skriva") {
		t.Errorf("exit code %d\n%s", r.code, r.errors)
	}
	h.token = h.ReadToken()
	if r := h.gate("--pr", "1", "--publish"); r.code != exitFault || !strings.Contains(r.errors, "går inte att skriva på GitHub (403 Forbidden)") {
		t.Errorf("exit code %d\n%s", r.code, r.errors)
	}
}

func TestGateFaults(t *testing.T) {
	h := newHosted(t)
	h.request("ett")
	for name, c := range map[string]struct {
		args    []string
		environ []string
		code    int
		says    string
	}{
		"nothing to judge":       {nil, nil, exitUsage, "en av --pr, --event och --all"},
		"two things to judge":    {[]string{"--pr", "1", "--all"}, nil, exitUsage, "en av --pr, --event och --all"},
		"an argument":            {[]string{"1"}, nil, exitUsage, "inga argument"},
		"a format of check":      {[]string{"--pr", "1", "--format", "sarif"}, nil, exitUsage, "sarif"},
		"a number below one":     {[]string{"--pr", "-1"}, nil, exitUsage, "-1"},
		"no such event file":     {[]string{"--event", "nej.json"}, nil, exitFault, "händelsefilen"},
		"an event of nothing":    {[]string{"--event", hoftprotes}, nil, exitFault, "händelsefilen går inte att förstå"},
		"no such request":        {[]string{"--pr", "9"}, nil, exitFault, "pull request 9"},
		"no token":               {[]string{"--pr", "1"}, []string{"GITHUB_TOKEN", ""}, exitFault, "ingen token"},
		"a token that is none":   {[]string{"--pr", "1"}, []string{"GITHUB_TOKEN", "ghs_x"}, exitFault, "401"},
		"no repository":          {[]string{"--pr", "1"}, []string{"GITHUB_REPOSITORY", ""}, exitFault, "GITHUB_REPOSITORY"},
		"an address in the open": {[]string{"--pr", "1"}, []string{"GITHUB_API_URL", "http://example.org"}, exitFault, "https://"},
		"an app without its key": {[]string{"--pr", "1"}, []string{"LEVERANSPLAN_APP_ID", "1"}, exitFault, "privata nyckel"},
	} {
		t.Run(name, func(t *testing.T) {
			environ := append(c.environ, "GITHUB_REPOSITORY", h.Owner+"/"+h.Name, "GITHUB_API_URL", h.URL, "GITHUB_TOKEN", h.token)
			r := run(Env{Dir: h.dir, Args: append([]string{"gate"}, c.args...), Now: h.Now, Getenv: environment(environ...)})
			if r.code != c.code || !strings.Contains(r.errors, c.says) || strings.Contains(r.errors+r.out, h.token) {
				t.Errorf("exit code %d, want %d and %q:\n%s%s", r.code, c.code, c.says, r.out, r.errors)
			}
		})
	}
}

// In a workflow's log nothing that a request says is taken for a command.
func TestGateLogIsSilenced(t *testing.T) {
	h := newHosted(t)
	edit := fake.Edit{"::error::x.md": fake.Text("x"), "plans/\n::error::y.yaml": fake.Text("::error::z")}
	h.Open(h.planner, "ond", "main", fake.Commit{Edit: edit})
	h.environ = []string{"GITHUB_ACTIONS", "true"}
	r := h.gate("--pr", "1")
	if !strings.HasPrefix(r.out, "::stop-commands::") || strings.Count(r.out, "\n::") != 1 {
		t.Errorf("%s", r.out)
	}
}

func TestSleepEndsWithItsContext(t *testing.T) {
	ctx := t.Context()
	if err := sleep(ctx, time.Nanosecond); err != nil {
		t.Error(err)
	}
}
