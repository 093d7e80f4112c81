package check_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/leveransplan/leveransplan/internal/cache"
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

// BenchmarkBrought measures a step that changes one plan, with what the tree's files mean
// known, beside a comparison of the whole trees.
func BenchmarkBrought(b *testing.B) {
	for _, plans := range []int{5_000, 10_000} {
		base := corpus.New(plans, 1)
		heads := steps(b, base, 40)
		opt := options(b)
		opt.AsOf = opt.Today
		b.Run(fmt.Sprintf("%dk/step", plans/1000), func(b *testing.B) {
			read := reader(new(cache.Cache))
			from := asRevision(base)
			walk, err := read.Walk(from)
			if err != nil {
				b.Fatal(err)
			}
			trees := []hashed{from}
			for _, head := range heads {
				trees = append(trees, head.after(from))
			}
			part := 0
			b.ReportAllocs()
			b.ResetTimer()
			cpu := processorTime(b)
			for i := range b.N {
				// There and back again, so that each step is one plan.
				got, err := walk.Brought(trees[(1+i/2%len(heads))*(1-i%2)], nil, opt)
				if err != nil {
					b.Fatal(err)
				}
				if got.Everything == "" {
					part++
				} else if testing.Verbose() {
					b.Log(got.Everything)
				}
			}
			cpu = processorTime(b) - cpu
			b.ReportMetric(float64(cpu.Microseconds())/1e3/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(part)/float64(b.N), "parts/op")
		})
		b.Run(fmt.Sprintf("%dk/compare", plans/1000), func(b *testing.B) {
			from := asRevision(base)
			head := heads[0].after(from)
			b.ReportAllocs()
			cpu := processorTime(b)
			for b.Loop() {
				if _, err := check.Compare(check.Trees{MergeBase: from, Base: from, Head: head}, opt); err != nil {
					b.Fatal(err)
				}
			}
			cpu = processorTime(b) - cpu
			b.ReportMetric(float64(cpu.Microseconds())/1e3/float64(b.N), "cpu-ms/op")
		})
	}
}

// changedFile is a file with another content.
type changedFile struct{ name, text string }

// after gives a revision with the file changed.
func (c changedFile) after(base hashed) hashed {
	files := maps.Clone(base.FS.(fstest.MapFS))
	files[c.name] = &fstest.MapFile{Data: []byte(c.text)}
	hashes := maps.Clone(base.hashes)
	hashes[c.name] = check.ContentSum(files, c.name)
	return hashed{&counted{FS: files, read: map[string]int{}}, hashes}
}

// steps makes changes of one plan each: volume that moves from one week of the year to come to
// another.
func steps(b *testing.B, base fstest.MapFS, n int) []changedFile {
	b.Helper()
	week := regexp.MustCompile(`(?m)^  (2027-W[0-9]+): ([0-9]+)$`)
	var out []changedFile
	names := planFiles(b, base)
	for i := 0; i < len(names) && len(out) < n; i += len(names) / n / 2 {
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
	return out
}
