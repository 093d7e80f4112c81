package archtest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The audit reads and never writes, and is started by the clock or by hand.
func TestTheAuditOnlyReads(t *testing.T) {
	w := readWorkflow(t, filepath.Join(root, ".github/workflows/audit.yml"))
	if diff := cmp.Diff([]string{"schedule", "workflow_dispatch"}, w.triggers()); diff != "" {
		t.Errorf("triggers (-want +got):\n%s", diff)
	}
	rights := map[string]string{}
	job := w.Jobs["audit"]
	if err := job.Permissions.Decode(&rights); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"contents": "read", "pull-requests": "read"}, rights); diff != "" || len(w.Jobs) != 1 {
		t.Errorf("%d jobs, permissions (-want +got):\n%s", len(w.Jobs), diff)
	}
	last := job.Steps[len(job.Steps)-1]
	if !strings.HasPrefix(last.Uses, "actions/upload-artifact@") || last.If != "always()" || last.With["path"] != "${{ runner.temp }}/audit" {
		t.Errorf("what was found is not kept: %+v", last)
	}
	record := stepNamed(t, "record.yml", "Fetch what was decided, as objects")
	if diff := cmp.Diff(record, stepNamed(t, "audit.yml", "Fetch what was decided, as objects")); diff != "" {
		t.Errorf("fetches otherwise than the recorder (-record +audit):\n%s", diff)
	}
	if build := stepNamed(t, "audit.yml", "Build the auditor"); build.Run != `go build -o "$RUNNER_TEMP/leveransplan" ./cmd/leveransplan` {
		t.Errorf("builds by %q", build.Run)
	}
}

// auditor stands in for the tool: it tells how it was called, prints something that would end
// a block of code or order the runner about, and ends as it is told to.
const auditor = `#!/bin/sh
echo "$GITHUB_ACTIONS $*" >>%s
printf '%%s\n' '~~~' '` + "```" + `' '# x' '::error::x' "the last line of $*"
case "$*" in *--online*) exit %d ;; *--format*) exit %d ;; *) exit %d ;; esac
`

// The job ends as the worst of its audits, keeps them all, and shows people what they came to
// as nothing but text.
func TestAuditJobKeepsTheExitCode(t *testing.T) {
	step := stepNamed(t, "audit.yml", "Audit")
	if diff := cmp.Diff(map[string]string{"GITHUB_TOKEN": "${{ github.token }}"}, step.Env); diff != "" {
		t.Errorf("env (-want +got):\n%s", diff)
	}
	for name, c := range map[string]struct{ online, format, text, want int }{
		"nothing is wrong":         {0, 0, 0, 0},
		"open violations":          {1, 1, 1, 1},
		"GitHub says otherwise":    {1, 0, 0, 1},
		"GitHub can't be reached":  {3, 1, 1, 3},
		"the audit can't be made":  {1, 3, 3, 3},
		"a file can't be written":  {0, 3, 0, 3},
		"a fault before the files": {0, 0, 3, 3},
	} {
		t.Run(name, func(t *testing.T) {
			clone, temp := t.TempDir(), t.TempDir()
			old := auditedClone(t, clone)
			called, summary := filepath.Join(temp, "called"), filepath.Join(temp, "summary")
			if err := os.WriteFile(filepath.Join(temp, "leveransplan"), fmt.Appendf(nil, auditor, called, c.online, c.format, c.text), 0o700); err != nil {
				t.Fatal(err)
			}
			if got := shell(t, clone, step.Run, "RUNNER_TEMP="+temp, "GITHUB_STEP_SUMMARY="+summary, "GITHUB_ACTIONS=true"); got != c.want {
				t.Errorf("ends with %d, want %d", got, c.want)
			}
			want := "false audit\nfalse audit --format html\nfalse audit --format json\nfalse audit --online " + old + "..\n"
			if diff := cmp.Diff(want, read(t, called)); diff != "" {
				t.Errorf("called (-want +got):\n%s", diff)
			}
			for _, file := range []string{"audit.txt", "audit.html", "audit.json", "online.txt"} {
				if !strings.Contains(read(t, filepath.Join(temp, "audit", file)), "the last line of audit") {
					t.Errorf("%s is not kept", file)
				}
			}
			shown := read(t, summary)
			if !strings.Contains(shown, "\n    the last line of audit\n") || !strings.Contains(shown, "\n    the last line of audit --online") {
				t.Errorf("shown:\n%s", shown)
			}
			for line := range strings.Lines(shown) {
				if line != "\n" && line != "## audit\n" && line != "## online\n" && !strings.HasPrefix(line, "    ") {
					t.Errorf("%q is not text alone", line)
				}
			}
		})
	}
}

// A young repository has nothing older than the time that is held against GitHub.
func TestAuditOfAYoungRepositoryAsksForEverything(t *testing.T) {
	clone, temp := t.TempDir(), t.TempDir()
	git(t, clone, "init", "-q", "-b", "main")
	git(t, clone, "commit", "-q", "--allow-empty", "-m", "young")
	git(t, clone, "update-ref", "refs/remotes/origin/main", "HEAD")
	called := filepath.Join(temp, "called")
	if err := os.WriteFile(filepath.Join(temp, "leveransplan"), fmt.Appendf(nil, auditor, called, 0, 0, 0), 0o700); err != nil {
		t.Fatal(err)
	}
	if got := shell(t, clone, stepNamed(t, "audit.yml", "Audit").Run, "RUNNER_TEMP="+temp, "GITHUB_STEP_SUMMARY="+filepath.Join(temp, "summary")); got != 0 {
		t.Errorf("ends with %d", got)
	}
	if got := read(t, called); !strings.HasSuffix(got, "\nfalse audit --online\n") {
		t.Errorf("called\n%s", got)
	}
}

// auditedClone makes a clone with an old commit, which it names, and a new one.
func auditedClone(t *testing.T, dir string) string {
	t.Helper()
	git(t, dir, "init", "-q", "-b", "main")
	tree := strings.TrimSpace(git(t, dir, "write-tree"))
	// The names and times that git would write, in its own form: seconds since 1970.
	old := commitAt(t, dir, tree, 1_000_000_000)
	git(t, dir, "update-ref", "refs/heads/main", old)
	git(t, dir, "commit", "-q", "--allow-empty", "-m", "new")
	git(t, dir, "update-ref", "refs/remotes/origin/main", "HEAD")
	return old
}

func commitAt(t *testing.T, dir, tree string, second int64) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "commit")
	text := fmt.Sprintf("tree %s\nauthor x <x@example.org> %d +0000\ncommitter x <x@example.org> %d +0000\n\nold\n", tree, second, second)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(git(t, dir, "hash-object", "-t", "commit", "-w", file))
}

func read(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
