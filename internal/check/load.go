package check

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rules"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// ErrNoPlans means that there is no plans folder to check.
var ErrNoPlans = errors.New("no plans folder")

type loaded struct {
	documents []plan.Any
	findings  diag.List
	files     int
	unread    map[plan.Kind]bool
}

// load reads every file under plans/. Files are independent of each other: they are
// parsed side by side and gathered in the order of their paths.
func load(fsys fs.FS, schemas *schema.Set) (*loaded, error) {
	if info, err := fs.Stat(fsys, Root); err != nil || !info.IsDir() {
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			return nil, ErrNoPlans
		}
		return nil, err
	}
	paths, findings := walk(fsys)
	out := &loaded{findings: findings, files: len(paths), unread: map[plan.Kind]bool{}}
	results := make([]file, len(paths))
	jobs := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range jobs {
				results[i] = readFile(fsys, paths[i], schemas)
			}
		})
	}
	for i := range paths {
		jobs <- i
	}
	close(jobs)
	workers.Wait()
	for _, f := range results {
		out.findings = append(out.findings, f.findings...)
		if f.document != nil {
			out.documents = append(out.documents, f.document)
		}
		for _, kind := range f.unread {
			out.unread[kind] = true
		}
	}
	return out, nil
}

func (l *loaded) waiting() []plan.Kind {
	var kinds []plan.Kind
	for k := range l.unread {
		kinds = append(kinds, k)
	}
	slices.Sort(kinds)
	return kinds
}

// file is what became of one file.
type file struct {
	document plan.Any
	findings diag.List
	unread   []plan.Kind // kinds that the unreadable file may have been of
}

func readFile(fsys fs.FS, name string, schemas *schema.Set) file {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return file{findings: diag.List{unreadable(name, err)}, unread: guessKind(name, nil)}
	}
	if isLFSPointer(text) {
		return file{findings: diag.List{fileFinding(name, rules.FileLFS,
			lang.T("filen är en LFS-pekare, inte ett dokument", "the file is an LFS pointer, not a document"),
			lang.T("Ta bort plans/ ur .gitattributes och lägg in filen själv.", "Take plans/ out of .gitattributes and add the file itself."))},
			unread: guessKind(name, nil)}
	}
	src := diag.NewSource(name, text)
	if strings.HasSuffix(name, ".csv") {
		return readTable(src)
	}
	y, findings := yamldoc.Parse(src)
	if y == nil {
		return file{findings: findings, unread: guessKind(name, text)}
	}
	word, violations := schemas.Check(y)
	findings = append(findings, violations...)
	kind := plan.Kind(word)
	if kind == "" {
		return file{findings: findings, unread: guessKind(name, text)}
	}
	if want, fixed := plan.FixedPaths[kind]; fixed && want != name {
		return file{findings: append(findings, misplaced(y, kind, want))}
	}
	return file{document: plan.Decode(kind, y, len(findings) > 0), findings: findings}
}

func readTable(src *diag.Source) file {
	if bad := yamldoc.Prescan(src); len(bad) > 0 {
		return file{findings: bad, unread: []plan.Kind{plan.KindUtfall}}
	}
	table, bad := plan.ReadUtfall(src)
	return file{document: table, findings: bad}
}

func misplaced(y *yamldoc.Document, kind plan.Kind, want string) diag.Diagnostic {
	f := fileFinding(y.Source.File, rules.FilePlace,
		lang.T("%s får bara stå i %s", "%s may stand in %s only", string(kind), want),
		lang.T("Flytta innehållet dit. Filen här räknas inte.", "Move the content there. The file here does not count."))
	if key := y.Root.Get("dokument"); key != nil {
		f.Range = y.Source.Range(key.Span)
		f.Line = y.Source.Line(f.Range.Start.Line)
	}
	return f
}

func isLFSPointer(text []byte) bool {
	return strings.HasPrefix(string(text[:min(len(text), 64)]), "version https://git-lfs.github.com/spec/")
}

var kindLine = regexp.MustCompile(`(?m)^dokument:[ \t]*"?([a-z]+)/v`)

// guessKind tells of which kind an unreadable file most likely is: by its place, else by
// the line that says so, else it may be of any kind that stands anywhere.
func guessKind(name string, text []byte) []plan.Kind {
	if path.Ext(name) == ".csv" {
		return []plan.Kind{plan.KindUtfall}
	}
	for kind, fixed := range plan.FixedPaths {
		if fixed == name {
			return []plan.Kind{kind}
		}
	}
	if m := kindLine.FindSubmatch(text); m != nil {
		return []plan.Kind{plan.Kind(m[1])}
	}
	return []plan.Kind{plan.KindBehovsanalys, plan.KindMissiv, plan.KindErbjudande, plan.KindLeveransplan, plan.KindRestvolymer}
}
