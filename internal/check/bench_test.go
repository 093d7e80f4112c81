package check_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/worktree"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// BenchmarkCheck measures what the command does: a tree on disk, read through worktree
// and judged by every rule. Beside the time on the clock stands the processor time, which
// other work on the machine disturbs less.
func BenchmarkCheck(b *testing.B) {
	for _, plans := range []int{1_000, 10_000} {
		b.Run(fmt.Sprintf("%dk", plans/1000), func(b *testing.B) {
			tree, opt := onDisk(b, plans), options(b)
			files, size := census(b, tree)
			b.ReportAllocs()
			cpu := processorTime(b)
			for b.Loop() {
				result, err := check.Tree(tree, opt)
				if err != nil {
					b.Fatal(err)
				}
				if result.Files != files {
					b.Fatalf("%d files checked of %d", result.Files, files)
				}
			}
			cpu = processorTime(b) - cpu
			checked := float64(files) * float64(b.N)
			b.ReportMetric(checked/b.Elapsed().Seconds(), "files/s")
			b.ReportMetric(float64(size)/float64(files), "bytes/file")
			b.ReportMetric(float64(cpu.Microseconds())/checked, "cpu-µs/file")
		})
	}
}

// The benchmarks below take the check apart, one document after the other on one
// processor. They measure the plans, of which a tree has the most.
const sample = 1_000

func BenchmarkRead(b *testing.B) {
	tree := onDisk(b, sample)
	names := planFiles(b, tree)
	perDocument(b, len(names), func() {
		for _, name := range names {
			if _, err := fs.ReadFile(tree, name); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	tree := corpus.New(sample, 1)
	names := planFiles(b, tree)
	perDocument(b, len(names), func() {
		for _, name := range names {
			if _, bad := yamldoc.Parse(diag.NewSource(name, tree[name].Data)); len(bad) > 0 {
				b.Fatal(bad)
			}
		}
	})
}

func BenchmarkSchema(b *testing.B) {
	schemas, parsed := options(b).Schemas, parsedPlans(b)
	perDocument(b, len(parsed), func() {
		for _, doc := range parsed {
			if kind, bad := schemas.Check(doc); kind != string(plan.KindLeveransplan) || len(bad) > 0 {
				b.Fatal(kind, bad)
			}
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	parsed := parsedPlans(b)
	perDocument(b, len(parsed), func() {
		for _, doc := range parsed {
			plan.Decode(plan.KindLeveransplan, doc, false)
		}
	})
}

// BenchmarkOutcome measures reading tables of outcome; here a document is a row.
func BenchmarkOutcome(b *testing.B) {
	var tables []*diag.Source
	rows := 0
	tree := corpus.New(sample, 1)
	walk(b, tree, func(name string, _ fs.DirEntry) {
		if strings.HasSuffix(name, ".csv") {
			tables = append(tables, diag.NewSource(name, tree[name].Data))
			rows += bytes.Count(tree[name].Data, []byte("\n")) - 1
		}
	})
	perDocument(b, rows, func() {
		for _, table := range tables {
			if _, bad := plan.ReadUtfall(table); len(bad) > 0 {
				b.Fatal(bad)
			}
		}
	})
}

// BenchmarkSet measures gathering the documents of a tree and indexing them.
func BenchmarkSet(b *testing.B) {
	result, err := check.Tree(corpus.New(sample, 1), options(b))
	if err != nil {
		b.Fatal(err)
	}
	perDocument(b, sample, func() { plan.NewSet(result.Set.Documents, nil) })
}

// BenchmarkRules measures each rule over a whole tree, per plan of the tree.
func BenchmarkRules(b *testing.B) {
	result, err := check.Tree(corpus.New(sample, 1), options(b))
	if err != nil {
		b.Fatal(err)
	}
	pass := rule.Pass{Set: result.Set, Today: corpus.AsOf, Routine: routine.Validities(result.Set.Rutiner)}
	run := func(version string, lines []routine.Line) {
		pass := pass
		pass.Version = version
		for _, line := range lines {
			b.Run(strings.TrimSuffix(line.Rule.ID+"/"+version, "/"), func(b *testing.B) {
				perDocument(b, sample, func() { rule.Run(line.Rule, pass) })
			})
		}
	}
	run("", routine.Common())
	newest := routine.Versions()[len(routine.Versions())-1]
	run(newest.ID, newest.Rules)
}

// perDocument runs work on a number of documents and reports what one of them costs.
func perDocument(b *testing.B, documents int, work func()) {
	b.Helper()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	b.ReportAllocs()
	cpu := processorTime(b)
	for b.Loop() {
		work()
	}
	cpu = processorTime(b) - cpu
	b.ReportMetric(float64(cpu.Nanoseconds())/1e3/float64(documents)/float64(b.N), "cpu-µs/doc")
}

// processorTime is the time that the process has spent on all processors.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

func options(b *testing.B) check.Options {
	b.Helper()
	schemas, err := schema.Load()
	if err != nil {
		b.Fatal(err)
	}
	return check.Options{Schemas: schemas, Today: corpus.AsOf}
}

func onDisk(b *testing.B, plans int) *worktree.Tree {
	b.Helper()
	dir := b.TempDir()
	if err := corpus.Write(dir, plans, 1); err != nil {
		b.Fatal(err)
	}
	tree, err := worktree.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { tree.Close() })
	return tree
}

func parsedPlans(b *testing.B) []*yamldoc.Document {
	b.Helper()
	tree := corpus.New(sample, 1)
	var out []*yamldoc.Document
	for _, name := range planFiles(b, tree) {
		doc, bad := yamldoc.Parse(diag.NewSource(name, tree[name].Data))
		if len(bad) > 0 {
			b.Fatal(bad)
		}
		out = append(out, doc)
	}
	return out
}

func planFiles(b *testing.B, tree fs.FS) []string {
	b.Helper()
	var names []string
	walk(b, tree, func(name string, _ fs.DirEntry) {
		if strings.Contains(name, "/leveransplaner/") {
			names = append(names, name)
		}
	})
	return names
}

// census counts a tree's files and their bytes.
func census(b *testing.B, tree fs.FS) (files int, size int64) {
	b.Helper()
	walk(b, tree, func(name string, entry fs.DirEntry) {
		info, err := entry.Info()
		if err != nil {
			b.Fatal(err)
		}
		files, size = files+1, size+info.Size()
	})
	return files, size
}

func walk(b *testing.B, tree fs.FS, visit func(name string, entry fs.DirEntry)) {
	b.Helper()
	err := fs.WalkDir(tree, check.Root, func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			visit(name, entry)
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}
