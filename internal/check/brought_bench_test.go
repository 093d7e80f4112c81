package check_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// BenchmarkBrought measures steps of a history, each of which changes one plan, as git has
// them and with what the files of the first tree mean known, beside a comparison of the whole
// trees.
func BenchmarkBrought(b *testing.B) {
	for _, plans := range []int{5_000, 10_000} {
		line := history(b, plans, 150)
		opt := options(b)
		opt.AsOf = opt.Today
		b.Run(fmt.Sprintf("%dk/step", plans/1000), func(b *testing.B) {
			walk, err := reader(new(cache.Cache)).Walk(line[0].FS())
			if err != nil {
				b.Fatal(err)
			}
			part := 0
			b.ReportAllocs()
			b.ResetTimer()
			cpu := processorTime(b)
			for i := range b.N {
				// To the end and back again.
				at := (i + 1) % (2*len(line) - 2)
				at = min(at, 2*len(line)-2-at)
				got, err := walk.Brought(line[at].FS(), nil, opt)
				if err != nil {
					b.Fatal(err)
				}
				if got.Everything == "" {
					part++
				} else {
					b.Log(got.Everything)
				}
			}
			cpu = processorTime(b) - cpu
			b.ReportMetric(float64(cpu.Microseconds())/1e3/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(part)/float64(b.N), "parts/op")
		})
		b.Run(fmt.Sprintf("%dk/compare", plans/1000), func(b *testing.B) {
			b.ReportAllocs()
			cpu := processorTime(b)
			for b.Loop() {
				from, to := line[0].FS(), line[1].FS()
				if _, err := check.Compare(check.Trees{MergeBase: from, Base: from, Head: to}, opt); err != nil {
					b.Fatal(err)
				}
			}
			cpu = processorTime(b) - cpu
			b.ReportMetric(float64(cpu.Microseconds())/1e3/float64(b.N), "cpu-ms/op")
		})
	}
}

// history writes plans to a repository, with a number of commits that move volume of one plan
// each from one week of the year to come to another.
func history(b *testing.B, plans, commits int) []gitrepo.Revision {
	b.Helper()
	var stream bytes.Buffer
	commit := func() {
		stream.WriteString("commit refs/heads/main\ncommitter a <a@example.org> 1790000000 +0000\ndata 0\n")
	}
	put := func(name, text string) {
		fmt.Fprintf(&stream, "M 100644 inline %s\ndata %d\n%s\n", name, len(text), text)
	}
	base := corpus.New(plans, 1)
	commit()
	for name, f := range base {
		put(name, string(f.Data))
	}
	for _, f := range moves(b, base, commits) {
		commit()
		put(f.name, f.text)
	}
	stream.WriteString("done\n")
	dir, git := b.TempDir(), need.Tool(b, "git")
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"fast-import", "--quiet", "--done"}} {
		cmd := exec.Command(git, args...)
		cmd.Dir, cmd.Stdin = dir, &stream
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if args[0] == "init" {
			cmd.Stdin = nil
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("git %q: %v: %s", args, err, out)
		}
	}
	repo, err := gitrepo.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { repo.Close() })
	var line []gitrepo.Revision
	for i := range commits + 1 {
		rev, err := repo.Resolve(fmt.Sprintf("main~%d", commits-i))
		if err != nil {
			b.Fatal(err)
		}
		line = append(line, rev)
	}
	return line
}

// changedFile is a file with another content.
type changedFile struct{ name, text string }

// moves makes changes of one plan each: volume that moves from one week of the year to come to
// another.
func moves(b *testing.B, base fstest.MapFS, n int) []changedFile {
	b.Helper()
	week := regexp.MustCompile(`(?m)^  (2027-W[0-9]+): ([0-9]+)$`)
	var out []changedFile
	names := planFiles(b, base)
	for i := 0; i < len(names) && len(out) < n; i += max(1, len(names)/n/4) {
		text := string(base[names[i]].Data)
		slots := week.FindAllStringSubmatchIndex(text, -1)
		if len(slots) < 4 {
			continue
		}
		first, second := slots[1], slots[2]
		a, _ := strconv.Atoi(text[first[4]:first[5]])
		c, _ := strconv.Atoi(text[second[4]:second[5]])
		if a == 0 {
			continue
		}
		text = text[:first[4]] + strconv.Itoa(a-1) + text[first[5]:second[4]] + strconv.Itoa(c+1) + text[second[5]:]
		out = append(out, changedFile{names[i], text})
	}
	if len(out) < n {
		b.Fatalf("%d plans can be changed, want %d", len(out), n)
	}
	return out
}
