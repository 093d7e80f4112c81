package gitrepo_test

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// The size of the repository that is measured: files of 2.9 KB, and commits that change
// four of them each. The last commit changes twenty.
const (
	benchFiles   = 10_000
	benchCommits = 5_000
)

func benchPath(i int) string {
	return fmt.Sprintf("plans/%d/leveransplaner/falt-%02d/plan-%05d.yaml", 2024+i%4, i/4%50, i)
}

func writeBenchFile(w io.Writer, rnd *rand.Rand, i int) {
	fmt.Fprintf(w, "M 100644 inline %s\n", benchPath(i))
	var text []byte
	text = fmt.Appendf(text, "dokument: leveransplan/v1\nid: LP-%05d\nveckor:\n", i)
	for week := range 53 {
		text = fmt.Appendf(text, "  - {vecka: 2027-W%02d, volym: %d, anteckning: \"%08x\"}\n", week+1, rnd.IntN(40), rnd.Uint32())
	}
	fmt.Fprintf(w, "data %d\n%s\n", len(text), text)
}

// benchRepository makes the repository with git itself, in one pack.
func benchRepository(b *testing.B) (program, string) {
	b.Helper()
	git := gitProgram(b)
	dir := b.TempDir()
	git.run(dir, "init", "-q", "-b", "main")
	rnd := rand.New(rand.NewPCG(7, 8))
	in, out := io.Pipe()
	go func() {
		w := bufio.NewWriter(out)
		for c := range benchCommits {
			fmt.Fprintf(w, "commit refs/heads/main\ncommitter A <a@example.org> %d +0100\ndata 2\nx\n", 1_700_000_000+c*3600)
			switch {
			case c == 0:
				for i := range benchFiles {
					writeBenchFile(w, rnd, i)
				}
			case c == benchCommits-1:
				for range 20 {
					writeBenchFile(w, rnd, rnd.IntN(benchFiles))
				}
			default:
				for range 4 {
					writeBenchFile(w, rnd, rnd.IntN(benchFiles))
				}
			}
		}
		out.CloseWithError(w.Flush())
	}()
	git.feed(in, dir, "fast-import", "--quiet")
	git.run(dir, "-c", "gc.writeCommitGraph=false", "gc", "-q", "--prune=now")
	git.run(dir, "reset", "-q", "--hard")
	return git, dir
}

// processorTime is what this process, or the programs that it ran, have used so far.
func processorTime(b *testing.B, who int) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func must[T any](b *testing.B) func(T, error) T {
	return func(v T, err error) T {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
		return v
	}
}

// BenchmarkHistory measures what the commands build on beside what git needs for the
// same, each from a cold start: a process of its own for git, an Open for this package.
func BenchmarkHistory(b *testing.B) {
	git, dir := benchRepository(b)
	ours := func(name string, work func(b *testing.B, r *gitrepo.Repo, base, head gitrepo.Revision) int) {
		b.Run(name, func(b *testing.B) {
			n, cpu := 0, processorTime(b, syscall.RUSAGE_SELF)
			for b.Loop() {
				r := must[*gitrepo.Repo](b)(gitrepo.Open(dir))
				n = work(b, r, resolve(b, r, "main~1"), resolve(b, r, "main"))
				r.Close()
			}
			cpu = processorTime(b, syscall.RUSAGE_SELF) - cpu
			b.ReportMetric(cpu.Seconds()*1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(n), "found")
		})
	}
	theirs := func(name string, args ...string) {
		b.Run(name, func(b *testing.B) {
			n, cpu := 0, processorTime(b, syscall.RUSAGE_CHILDREN)
			for b.Loop() {
				n = len(git.run(dir, args...))
			}
			cpu = processorTime(b, syscall.RUSAGE_CHILDREN) - cpu
			b.ReportMetric(cpu.Seconds()*1000/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(n), "bytes")
		})
	}
	theirs("changed/git-diff", "diff", "--name-only", "main~1", "main")
	ours("changed/gitrepo", func(b *testing.B, r *gitrepo.Repo, base, head gitrepo.Revision) int {
		return len(must[[]gitrepo.Change](b)(r.Changed(base, head, "plans")))
	})
	theirs("mergebase/git", "merge-base", "main~100", "main")
	ours("mergebase/gitrepo", func(b *testing.B, r *gitrepo.Repo, _, head gitrepo.Revision) int {
		must[gitrepo.Revision](b)(r.MergeBase(resolve(b, r, "main~100"), head))
		return 1
	})
	theirs("contributions/git-log", "log", "--raw", "--no-renames", "main~100..main")
	ours("contributions/gitrepo", func(b *testing.B, r *gitrepo.Repo, _, head gitrepo.Revision) int {
		return len(must[[]gitrepo.Contribution](b)(r.Contributions(resolve(b, r, "main~100"), head, "plans")))
	})
	theirs("line/git-log", "log", "--first-parent", "--format=raw", "main")
	ours("line/gitrepo", func(b *testing.B, r *gitrepo.Repo, _, head gitrepo.Revision) (n int) {
		for _, err := range r.FirstParent(head, gitrepo.Revision{}) {
			if n++; err != nil {
				b.Fatal(err)
			}
		}
		return n
	})
	theirs("line-with-changes/git-log", "log", "--first-parent", "--raw", "--no-renames", "main")
	ours("line-with-changes/gitrepo", func(b *testing.B, r *gitrepo.Repo, _, head gitrepo.Revision) (n int) {
		after := gitrepo.Revision{}
		for c, err := range r.FirstParent(head, gitrepo.Revision{}) {
			if err != nil {
				b.Fatal(err)
			}
			if after.Hash != "" {
				n += len(must[[]gitrepo.Change](b)(r.Changed(c.Revision, after, "plans")))
			}
			after = c.Revision
		}
		return n
	})
	ours("all-files/gitrepo", func(b *testing.B, _ *gitrepo.Repo, _, head gitrepo.Revision) (n int) {
		tree := head.FS()
		err := fs.WalkDir(tree, "plans", func(name string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() {
				n += len(must[[]byte](b)(tree.ReadFile(name)))
			}
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		return n
	})
	theirs("all-files/git-archive", "archive", "main", "plans")
}
