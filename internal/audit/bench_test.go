package audit_test

import (
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/testing/longline"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// What is measured: a history that is made once in a folder and kept there for the next time.
var (
	longFolder  = flag.String("longline", "", "folder for the measured histories (without: a temporary one)")
	longPlans   = flag.Int("longline.plans", 500, "plans of the measured histories")
	longCommits = flag.Int("longline.commits", 2000, "commits of the measured histories")
)

// newest is how many commits come between two audits.
const newest = 10

// BenchmarkAudit measures the program on a long history: processor time, what that is of what
// git log --first-parent --raw takes, and the most memory held. Cold is the first audit of a
// clone, and warm one that knows what files mean and has no checkpoint; both end ten commits
// before the last. Again has nothing new to judge, and newer has those ten; log after audit knows
// what files mean and not yet what steps do. A history that is
// made in the same run makes the memory look larger than it is: measure it in a second one.
//
//	go test -run none -bench Audit -benchtime 1x ./internal/audit -longline DIR -longline.plans 5000 -longline.commits 20000
func BenchmarkAudit(b *testing.B) {
	l := newLong(b, false)
	l.at(newest)
	l.measure("cold", l.forget, "audit")
	if l.kept == "" {
		l.forget()
		l.run("audit")
		l.keep()
	}
	l.measure("warm", func() { l.restore(); l.remove("audit") }, "audit")
	l.measure("again", l.restore, "audit")
	l.at(0)
	l.measure("newer", l.restore, "audit")
	l.measure("log cold", l.forget, "log", "--format", "csv")
	l.measure("log after audit", l.restore, "log", "--format", "csv")
}

// BenchmarkAuditOfViolations measures a history in which nothing was agreed to, in all forms
// of the report.
func BenchmarkAuditOfViolations(b *testing.B) {
	l := newLong(b, true)
	l.at(0)
	l.measure("cold", l.forget, "audit")
	if l.kept == "" {
		l.forget()
		l.run("audit")
		l.keep()
	}
	for _, format := range []string{"text", "json", "csv", "html"} {
		l.measure(format, l.restore, "audit", "--format", format)
	}
}

// long is a long history and the program that audits it.
type long struct {
	*testing.B
	git, program, dir string
	floor             time.Duration // of git log
	kept              string        // a copy of what the program has kept
}

func newLong(b *testing.B, broken bool) *long {
	l := &long{B: b, git: need.Tool(b, "git"), dir: *longFolder}
	if l.dir == "" {
		l.dir = b.TempDir()
	}
	l.dir = filepath.Join(l.dir, map[bool]string{true: "broken", false: "clean"}[broken])
	if err := longline.Write(l.dir, longline.Options{Git: l.git, Plans: longTree, Size: *longPlans, Commits: *longCommits, Broken: broken}); err != nil {
		b.Fatal(err)
	}
	l.program = filepath.Join(b.TempDir(), "leveransplan")
	if out, err := exec.Command("go", "build", "-o", l.program, "../../cmd/leveransplan").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	l.floor = time.Hour
	for range 3 {
		use, _ := l.start(l.git, "log", "--first-parent", "--raw", longline.End("main"))
		l.floor = min(l.floor, use)
	}
	b.Logf("git log --first-parent --raw: %d ms of processor time", l.floor.Milliseconds())
	return l
}

// at puts the branches so many commits before their end.
func (l *long) at(back int) {
	l.Helper()
	for _, branch := range []string{"main", "protokoll"} {
		tip := longline.End(branch)
		if exec.Command(l.git, "-C", l.dir, "rev-parse", "-q", "--verify", tip).Run() != nil {
			continue // the history without records
		}
		l.start(l.git, "update-ref", "refs/heads/"+branch, tip+"~"+strconv.Itoa(back))
	}
}

// start runs a program in the repository and gives its processor time and its memory in bytes.
func (l *long) start(program string, args ...string) (time.Duration, int64) {
	l.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Stdout = l.dir, io.Discard
	err := cmd.Run()
	if exit, ok := err.(*exec.ExitError); err != nil && (!ok || exit.ExitCode() > 1) {
		l.Fatalf("%s %v: %v", filepath.Base(program), args, err)
	}
	use := cmd.ProcessState
	return use.UserTime() + use.SystemTime(), use.SysUsage().(*syscall.Rusage).Maxrss << 10
}

func (l *long) run(args ...string) (time.Duration, int64) {
	l.Helper()
	return l.start(l.program, args...)
}

// measure runs the program, each time after a preparation.
func (l *long) measure(name string, prepare func(), args ...string) {
	l.Run(name, func(b *testing.B) {
		own := *l
		own.B = b
		var cpu time.Duration
		var memory int64
		for b.Loop() {
			b.StopTimer()
			prepare()
			b.StartTimer()
			use, held := own.run(args...)
			cpu, memory = cpu+use, max(memory, held)
		}
		cpu /= time.Duration(b.N)
		b.ReportMetric(float64(cpu.Milliseconds()), "cpu-ms")
		b.ReportMetric(float64(cpu)/float64(l.floor), "x-git-log")
		b.ReportMetric(float64(memory>>20), "MiB")
		if name == "cold" {
			l.keep()
		}
	})
}

// state is where the program keeps what it has found out.
func (l *long) state() string { return filepath.Join(l.dir, ".git", "leveransplan") }

func (l *long) forget() { l.remove("") }

func (l *long) remove(name string) {
	if err := os.RemoveAll(filepath.Join(l.state(), name)); err != nil {
		l.Fatal(err)
	}
}

// keep takes a copy of what the program has kept, and restore brings it back.
func (l *long) keep() {
	l.kept = filepath.Join(l.TempDir(), "kept")
	if err := os.CopyFS(l.kept, os.DirFS(l.state())); err != nil {
		l.Fatal(err)
	}
}

func (l *long) restore() {
	l.forget()
	if err := os.CopyFS(l.state(), os.DirFS(l.kept)); err != nil {
		l.Fatal(err)
	}
}
