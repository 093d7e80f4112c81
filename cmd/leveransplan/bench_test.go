//go:build !windows

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// BenchmarkRequest measures diff and require as programs, on ten thousand plans of which
// twenty have changed: cold with nothing kept from earlier runs, warm with it. Git's own
// list of the files that changed is the measure; each figure stands beside the processor
// time.
func BenchmarkRequest(b *testing.B) {
	dir := b.TempDir()
	tool := filepath.Join(b.TempDir(), "leveransplan")
	git := func(args ...string) {
		timed(b, dir, need.Tool(b, "git"), append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false"}, args...)...)
	}
	timed(b, ".", "go", "build", "-o", tool, ".")
	if err := corpus.Write(dir, 10_000, 1); err != nil {
		b.Fatal(err)
	}
	git("init", "-q", "-b", "main")
	git("add", "-A")
	git("commit", "-qm", "plans")
	git("checkout", "-qb", "request")
	changePlans(b, dir, 20)
	git("commit", "-qam", "change")
	git("gc", "-q")
	for _, c := range []struct {
		name string
		cold bool
		args []string
	}{
		{"git", false, []string{need.Tool(b, "git"), "diff", "--name-only", "main", "request"}},
		{"diff/cold", true, []string{tool, "diff", "main", "request"}},
		{"diff/warm", false, []string{tool, "diff", "main", "request"}},
		{"require/cold", true, []string{tool, "require", "main", "request"}},
		{"require/warm", false, []string{tool, "require", "main", "request"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			if !c.cold {
				timed(b, dir, c.args[0], c.args[1:]...)
			}
			var cpu float64
			for b.Loop() {
				if c.cold {
					b.StopTimer()
					if err := os.RemoveAll(filepath.Join(dir, ".git", "leveransplan")); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
				}
				cpu += timed(b, dir, c.args[0], c.args[1:]...)
			}
			b.ReportMetric(1000*cpu/float64(b.N), "cpu-ms/op")
		})
	}
}

// BenchmarkSite measures the whole of site as a program, on 5,000 plans: the first run, with
// nothing kept and nothing written, and one that finds all pages as they are. Beside the time on
// the clock stand the processor time and the most memory that it held.
func BenchmarkSite(b *testing.B) {
	dir, out := b.TempDir(), filepath.Join(b.TempDir(), "site")
	tool := filepath.Join(b.TempDir(), "leveransplan")
	timed(b, ".", "go", "build", "-o", tool, ".")
	if err := corpus.Write(dir, 5_000, 1); err != nil {
		b.Fatal(err)
	}
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "-A"}, {"commit", "-qm", "plans"}, {"gc", "-q"}} {
		timed(b, dir, need.Tool(b, "git"), append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"}, args...)...)
	}
	for _, run := range []string{"first", "unchanged"} {
		b.Run(run, func(b *testing.B) {
			var cpu float64
			var most int64
			for b.Loop() {
				if run == "first" {
					b.StopTimer()
					out += "-" // ext4 looks long for a place among files that have just been removed
					if err := os.RemoveAll(filepath.Join(dir, ".git", "leveransplan")); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
				}
				done := finished(b, dir, tool, "site", out)
				cpu += (done.UserTime() + done.SystemTime()).Seconds()
				most = max(most, int64(done.SysUsage().(*syscall.Rusage).Maxrss))
			}
			b.ReportMetric(cpu/float64(b.N), "cpu-s/op")
			b.ReportMetric(float64(most)/1024, "MiB-peak") // Linux counts KiB
		})
	}
}

// changePlans changes n plans, here and there in the tree.
func changePlans(b *testing.B, dir string, n int) {
	names, err := filepath.Glob(filepath.Join(dir, "plans", "*", "leveransplaner", "*", "*.yaml"))
	if err != nil || len(names) == 0 {
		b.Fatal(len(names), err)
	}
	slices.Sort(names)
	for i := 0; n > 0; i = (i + len(names)/23) % len(names) {
		text, err := os.ReadFile(names[i])
		if err != nil {
			b.Fatal(err)
		}
		fresh := strings.Replace(string(text), "vardform: dagkirurgi", "vardform: slutenvard", 1)
		if fresh == string(text) {
			i++
			continue
		}
		if err := os.WriteFile(names[i], []byte(fresh), 0o644); err != nil {
			b.Fatal(err)
		}
		n--
	}
}

// timed runs a program and gives the seconds of processor time that it took.
func timed(b *testing.B, dir, name string, args ...string) float64 {
	b.Helper()
	done := finished(b, dir, name, args...)
	return (done.UserTime() + done.SystemTime()).Seconds()
}

// finished runs a program to its end.
func finished(b *testing.B, dir, name string, args ...string) *os.ProcessState {
	b.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", name, err, out)
	}
	return cmd.ProcessState
}
