package cli

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/plan"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/testing/gitserver"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// record runs the command in the clone, as it is after a fetch.
func (h *hosted) record(args ...string) result {
	h.t.Helper()
	h.Fetch(h.dir)
	return h.again(args...)
}

// again runs it without a fetch.
func (h *hosted) again(args ...string) result {
	h.t.Helper()
	environ := append(slices.Clone(h.environ), "GITHUB_REPOSITORY", h.Owner+"/"+h.Name, "GITHUB_API_URL", h.URL+"/api/v3", "GITHUB_TOKEN", h.token)
	return run(Env{Dir: h.dir, Args: append([]string{"record"}, args...), Now: h.Now, Getenv: environment(environ...)})
}

// git runs git in the clone.
func (h *hosted) git(args ...string) string {
	h.t.Helper()
	cmd := exec.Command(need.Tool(h.t, "git"), args...)
	cmd.Dir = h.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=x", "GIT_AUTHOR_EMAIL=x@example.org", "GIT_COMMITTER_NAME=x", "GIT_COMMITTER_EMAIL=x@example.org")
	out, err := cmd.CombinedOutput()
	if err != nil {
		h.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// kept lists the records of a branch by path, the oldest first.
func (h *hosted) kept(branch string) []string {
	h.t.Helper()
	return strings.Fields(h.git("log", "--reverse", "--first-parent", "-m", "--diff-filter=A", "--format=", "--name-only", branch))
}

// approved merges a request as it should be, and gives the commit that main got.
func (h *hosted) approved(branch string) string {
	p := h.request(branch)
	for _, n := range []int{2, 3, 5} {
		h.Approve(h.persons[n], p)
	}
	return h.MergePull(h.planner, p, fake.Merge)
}

// bypass puts a file on main past every request.
func (h *hosted) bypass(name string) string {
	return h.PushMain(h.persons[1], fake.Commit{Edit: fake.Edit{name: fake.Text("förbi\n")}})
}

// follow registers a follow-up of a commit, and what else is edited with it.
func (h *hosted) follow(commit string) {
	h.PushMain(h.persons[1], fake.Commit{Edit: fake.Edit{plan.FixedPaths[plan.KindAvvikelser]: fake.Text(
		"dokument: avvikelser/v1\navvikelser:\n  - {commit: " + commit + ", orsak: Prov, atgard: Granskad, referens: HS 2026-1, datum: 2026-11-22}\n")}})
}

func wants(t *testing.T, r result, code int, texts ...string) {
	t.Helper()
	if r.code != code {
		t.Errorf("exit code %d, want %d\n%s%s", r.code, code, r.out, r.errors)
	}
	for _, text := range texts {
		if !strings.Contains(r.out+r.errors, text) {
			t.Errorf("says nothing of %q:\n%s%s", text, r.out, r.errors)
		}
	}
}

func TestRecordOfAMergeIsMadeOnce(t *testing.T) {
	h := newHosted(t)
	merge := h.approved("ett")
	r := h.record()
	wants(t, r, exitOK, "2026-11-21  #1    sammanslagen  ✓ giltigt", "commit "+merge[:12]+" · 2026/"+merge+".json", "1 nytt protokoll på grenen protokoll.", "Inte signerat: rollregistret har ingen protokollnyckel i dag.")
	if r.errors != "" {
		t.Errorf("stderr: %s", r.errors)
	}
	before := h.git("rev-parse", "protokoll")
	wants(t, h.again(), exitOK, "Ingenting att göra: alla beslut på main till och med commit "+merge[:12]+" finns i protokollet.")
	if after := h.git("rev-parse", "protokoll"); after != before {
		t.Errorf("%s became %s", before, after)
	}
	// Begun anew, it makes the same commit.
	h.git("update-ref", "-d", "refs/heads/protokoll")
	h.again()
	if after := h.git("rev-parse", "protokoll"); after != before {
		t.Errorf("%s is %s the second time", before, after)
	}
	if diff := cmp.Diff([]string{"2026/" + merge + ".json"}, h.kept("protokoll")); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}

func TestRecordOfABypassAsksForAFollowUp(t *testing.T) {
	h := newHosted(t)
	first := h.bypass("NEWS.md")
	summary := filepath.Join(h.t.TempDir(), "summary.md")
	h.environ = []string{"GITHUB_STEP_SUMMARY", summary}
	r := h.record()
	wants(t, r, exitFindings, "direkt till main  ✗ inte giltigt", "kom till main utan pull request", "1 beslut var inte giltigt.", "plans/avvikelser.yaml", "- {commit: "+first+", orsak: …, atgard: …, referens: …, datum: …}")
	text, err := os.ReadFile(summary)
	if err != nil || !strings.Contains(string(text), "inte giltigt") || !strings.Contains(string(text), first) {
		t.Errorf("%v: %s", err, text)
	}
	r = h.again("--lang", "en")
	wants(t, r, exitOK, "Nothing to do: every decision on main up to commit")
	// A follow-up that is there when the record is made: that is told, and no other is asked for.
	second := h.bypass("NEWS.txt")
	h.follow(second)
	r = h.record()
	wants(t, r, exitFindings, "inte giltigt, uppföljning registrerad", "1 beslut var inte giltigt.")
	if strings.Contains(r.out, "{commit: "+second) {
		t.Errorf("asks for what is there:\n%s", r.out)
	}
}

func TestRecordAsJSON(t *testing.T) {
	h := newHosted(t)
	merge := h.approved("ett")
	bypass := h.bypass("NEWS.md")
	r := h.record("--format", "json")
	var got struct {
		Version           int
		Head, Branch, Tip string
		Published         bool
		Records           []struct {
			Path, How, Day, State string
			PullRequest           *int `json:"pull_request"`
			Commits, Reasons      []string
			Valid                 bool
		}
		Violations []any
	}
	if err := json.Unmarshal([]byte(r.out), &got); err != nil {
		t.Fatalf("%v: %s%s", err, r.out, r.errors)
	}
	if r.code != exitFindings || got.Version != 1 || got.Head != bypass || got.Branch != "protokoll" || got.Tip != h.git("rev-parse", "protokoll") || got.Published || len(got.Records) != 2 || got.Violations == nil {
		t.Fatalf("exit code %d, %+v", r.code, got)
	}
	one, two := got.Records[0], got.Records[1]
	if one.How != "merge" || !one.Valid || *one.PullRequest != 1 || one.Reasons == nil || one.Commits[0] != merge {
		t.Errorf("%+v", one)
	}
	if two.How != "push" || two.Valid || two.PullRequest != nil || len(two.Reasons) == 0 {
		t.Errorf("%+v", two)
	}
}

func TestRecordUsage(t *testing.T) {
	h := newHosted(t)
	h.request("ett")
	for name, c := range map[string]struct {
		args []string
		says string
	}{
		"two revisions":    {[]string{"main", "main"}, "record vill ha högst en revision"},
		"a format":         {[]string{"--format", "csv"}, "Välj text eller json."},
		"what is not main": {[]string{"refs/pull/1/head"}, "refs/pull/1/head har commits som inte har kommit till main"},
	} {
		t.Run(name, func(t *testing.T) { wants(t, h.record(c.args...), exitUsage, c.says) })
	}
	wants(t, h.record("ingenstans"), exitFault, "ingenstans")
}

func published(t *testing.T) (*hosted, *gitserver.Server) {
	h := newHosted(t)
	s := gitserver.New(t, need.Tool(t, "git"), h.Owner+"/"+h.Name, h.token)
	h.environ = []string{"GITHUB_SERVER_URL", s.URL}
	return h, s
}

// A request that is closed without a merge is recorded once, and once more where it is closed
// again.
func TestRecordOfADeclinedRequest(t *testing.T) {
	h := newHosted(t)
	p := h.request("ett")
	h.Close(h.persons[3], p)
	wants(t, h.record(), exitOK, "2026-11-21  #1    stängd utan sammanslagning  – avslogs", "1 nytt protokoll")
	wants(t, h.again(), exitOK, "Ingenting att göra")
	h.Reopen(h.planner, p)
	wants(t, h.record(), exitOK, "Ingenting att göra")
	h.Close(h.persons[3], p)
	wants(t, h.record(), exitOK, "1 nytt protokoll")
	other := h.Open(h.planner, "två", "main", fake.Commit{Edit: fake.Edit{"NEWS.md": fake.Text("ny\n")}})
	h.Close(h.planner, other)
	wants(t, h.record(), exitOK, "Ingenting att göra")
	if n := len(h.kept("protokoll")); n != 2 {
		t.Errorf("%d records", n)
	}
}

// Where the closed requests can't be read the merges are recorded all the same, and the closed
// ones whenever they can be read, however late.
func TestRecordWhereClosedRequestsCannotBeRead(t *testing.T) {
	h := newHosted(t)
	h.Close(h.persons[3], h.request("avslagen"))
	merge := h.approved("ett")
	h.Script(func(c fake.Call) fake.Fault {
		if c.Path == "/repos/"+h.Owner+"/"+h.Name+"/pulls" {
			return fake.Answer(404)
		}
		return fake.Fault{}
	})
	r := h.record()
	wants(t, r, exitFault, "1 nytt protokoll", merge, "stängda pull requests går inte att läsa från GitHub")
	h.Script(nil)
	h.Advance(100 * 24 * 3600e9)
	h.bypass("NEWS.md")
	wants(t, h.record(), exitFindings, "#1    stängd utan sammanslagning", "2 nya protokoll")
}

// Whatever call of the service fails, nothing is said to be done that is not, and the next run
// makes it whole.
func TestRecordWhereAnyCallFails(t *testing.T) {
	h := newHosted(t)
	h.Close(h.persons[3], h.request("avslagen"))
	h.approved("ett")
	h.bypass("NEWS.md")
	h.Fetch(h.dir)
	failed := 0
	for n := 1; ; n++ {
		h.Forget()
		h.Script(func(c fake.Call) fake.Fault {
			if c.N == n {
				return fake.Answer(404)
			}
			return fake.Fault{}
		})
		r := h.again()
		if len(h.Calls()) < n {
			wants(t, r, exitFindings, "3 nya protokoll")
			break
		}
		failed++
		wants(t, r, exitFault, "leveransplan: ")
		if strings.Contains(r.out, "Ingenting att göra") || strings.Contains(r.out, "3 nya") {
			t.Errorf("call %d: says that all is done:\n%s%s", n, r.out, r.errors)
		}
		h.Script(nil)
		r = h.again()
		if n := len(h.kept("protokoll")); r.code == exitFault || n != 3 {
			t.Errorf("call %d, and then: exit code %d, %d records\n%s%s", n, r.code, n, r.out, r.errors)
		}
		h.git("update-ref", "-d", "refs/heads/protokoll")
	}
	if failed < 10 {
		t.Errorf("%d calls", failed)
	}
	t.Logf("%d calls failed, one after the other", failed)
}

// What stood on main before the point from which the audit trusts it needs no record.
func TestRecordBeginsAtTheAnchor(t *testing.T) {
	h := newHosted(t)
	h.bypass("NEWS.md")
	anchor := h.bypass("NEWS.txt")
	name := plan.FixedPaths[plan.KindInstallningar]
	text := h.FilesAt(anchor)[name] + "granskningsankare: " + anchor + "\n"
	commit := h.PushMain(h.persons[9], fake.Commit{Edit: fake.Edit{name: &text}})
	wants(t, h.record(), exitFindings, "1 nytt protokoll", commit)
	if diff := cmp.Diff([]string{"2026/" + commit + ".json"}, h.kept("protokoll")); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
}
