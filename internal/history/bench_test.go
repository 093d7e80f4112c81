package history_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

const (
	benchPlans = 500
	benchSteps = 2000 // a fourth of them merges
)

// BenchmarkLog measures the register of decisions of a long history: read for the first time,
// with what files mean known, and with the register of an earlier run. Beside each stands how
// much processor time it takes of what git log --first-parent --raw takes.
func BenchmarkLog(b *testing.B) {
	dir := b.TempDir()
	longHistory(b, dir)
	floor := gitLog(b, dir)
	folder := b.TempDir()
	whole := func(b *testing.B, known func() *cache.Cache) {
		b.ReportAllocs()
		var cpu time.Duration
		for b.Loop() {
			meanings := known()
			before := processorTime(b)
			if n := register(b, dir, meanings); n != benchSteps+1 {
				b.Fatalf("%d steps", n)
			}
			cpu += processorTime(b) - before
			meanings.Close()
		}
		each := cpu / time.Duration(b.N)
		b.ReportMetric(float64(each.Milliseconds()), "cpu-ms")
		b.ReportMetric(float64(each)/float64(floor), "x-git-log")
	}
	b.Run("cold", func(b *testing.B) { whole(b, func() *cache.Cache { return new(cache.Cache) }) })
	fill := cache.Open(folder, "v", cache.DefaultLimit)
	register(b, dir, fill)
	fill.Close()
	b.Run("warm", func(b *testing.B) {
		whole(b, func() *cache.Cache { return cache.Open(folder, "v", cache.DefaultLimit) })
	})
}

func register(b *testing.B, dir string, meanings *cache.Cache) int {
	b.Helper()
	repo, err := gitrepo.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer repo.Close()
	head, err := repo.Resolve("main")
	if err != nil {
		b.Fatal(err)
	}
	line, err := history.Read(repo, gitrepo.Revision{}, head)
	if err != nil {
		b.Fatal(err)
	}
	all, err := line.All(&check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return meanings }})
	if err != nil {
		b.Fatal(err)
	}
	return len(all)
}

var anyWeek = regexp.MustCompile(`(?m)^(  20\d\d-W\d\d: )\d+$`)

// longHistory writes a repository: each step gives one plan another number.
func longHistory(b *testing.B, dir string) {
	b.Helper()
	files := corpus.New(benchPlans, 1)
	var in bytes.Buffer
	data := func(text []byte) { fmt.Fprintf(&in, "data %d\n%s\n", len(text), text) }
	commit := func(ref string, at int) {
		fmt.Fprintf(&in, "commit refs/heads/%s\ncommitter p <p@example.org> %d +0100\n", ref, 1_800_000_000+60*at)
		data([]byte("ändring"))
	}
	file := func(name string, text []byte) {
		fmt.Fprintf(&in, "M 100644 inline %s\n", name)
		data(text)
	}
	commit("main", 0)
	var plans []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !fs.ValidPath(name) || files[name].Mode.IsDir() {
			continue
		}
		file(name, files[name].Data)
		if strings.Contains(name, "/leveransplaner/") && anyWeek.Match(files[name].Data) {
			plans = append(plans, name)
		}
	}
	for i := range benchSteps {
		name := plans[i*7%len(plans)]
		was := files[name].Data
		at := anyWeek.FindSubmatchIndex(was)
		text := slices.Concat(was[:at[3]], fmt.Appendf(nil, "%d # %d", i%9, i), was[at[1]:])
		if i%4 == 0 {
			commit("gren", 2*i+1)
			fmt.Fprintln(&in, "from refs/heads/main")
			file(name, text)
			commit("main", 2*i+2)
			fmt.Fprintln(&in, "merge refs/heads/gren")
			file(name, text)
			fmt.Fprintln(&in, "\nreset refs/heads/gren")
			continue
		}
		commit("main", 2*i+2)
		file(name, text)
	}
	git(b, dir, nil, "init", "-q", "--bare", "-b", "main")
	git(b, dir, &in, "fast-import", "--quiet", "--done")
}

// git runs git and gives the processor time that it took.
func git(b *testing.B, dir string, in *bytes.Buffer, args ...string) time.Duration {
	b.Helper()
	cmd := exec.Command(need.Tool(b, "git"), args...)
	cmd.Dir = dir
	if in != nil {
		in.WriteString("done\n")
		cmd.Stdin = in
	}
	var words bytes.Buffer
	cmd.Stderr = &words
	if err := cmd.Run(); err != nil {
		b.Fatalf("git %v: %v\n%s", args, err, words.String())
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// gitLog is the least of a few runs.
func gitLog(b *testing.B, dir string) time.Duration {
	b.Helper()
	least := time.Hour
	for range 5 {
		least = min(least, git(b, dir, nil, "log", "--first-parent", "--raw", "main"))
	}
	return least
}

func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
