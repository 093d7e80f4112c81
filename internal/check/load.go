package check

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/parallel"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/rules"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Where there is nothing to check there is no verdict either.
var (
	ErrNoPlans     = errors.New("no plans folder")
	ErrNoDocuments = errors.New("no documents in the plans folder")
)

type loaded struct {
	documents []plan.Any
	findings  diag.List
	files     int
	unread    map[plan.Kind]bool
}

// load reads every file under plans/. Files are independent of each other: they are
// parsed side by side and gathered in the order of their paths.
func load(fsys fs.FS, read func(name string) file) (*loaded, error) {
	if info, err := fs.Stat(fsys, Root); err != nil || !info.IsDir() {
		if err == nil || errors.Is(err, fs.ErrNotExist) {
			return nil, ErrNoPlans
		}
		return nil, err
	}
	found := walk(fsys)
	out := &loaded{findings: found.findings, files: len(found.documents), unread: map[plan.Kind]bool{}}
	for _, name := range found.refused {
		out.miss(guessKind(name, nil))
	}
	paths := slices.Concat(found.documents, found.others)
	results := make([]file, len(paths))
	parallel.Do(len(paths), func(i int) {
		if i < len(found.documents) {
			results[i] = read(paths[i])
		} else {
			results[i] = searchFile(fsys, paths[i])
		}
	})
	// A revision whose objects could not all be read is no tree to judge.
	if err := treeFault(fsys); err != nil {
		return nil, err
	}
	for _, f := range results {
		out.findings = append(out.findings, f.findings...)
		if f.document != nil {
			out.documents = append(out.documents, f.document)
		}
		out.miss(f.unread)
	}
	return out, nil
}

// miss notes kinds of which a file was not read.
func (l *loaded) miss(kinds []plan.Kind) {
	for _, kind := range kinds {
		l.unread[kind] = true
	}
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
	covered  bool        // a number of a person in it can't be seen
	unjudged bool        // its schema has not been asked: see shared.readWhole
}

func readFile(fsys fs.FS, name string, schemas *schema.Set) file {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return file{findings: diag.List{unreadable(name, err)}, unread: guessKind(name, nil)}
	}
	return readText(name, text, schemas)
}

func readText(name string, text []byte, schemas *schema.Set) file {
	// From here on nobody sees the digits of a personal identity number.
	src, numbers := privacy.Screen(name, text)
	var f file
	switch {
	case isLFSPointer(src.Text):
		f = file{findings: diag.List{fileFinding(name, rules.FileLFS,
			lang.T("filen är en LFS-pekare, inte ett dokument", "the file is an LFS pointer, not a document"),
			lang.T("Ta bort plans/ ur .gitattributes och lägg in filen själv.", "Take plans/ out of .gitattributes and add the file itself."))},
			unread: guessKind(name, nil)}
	case strings.HasSuffix(name, ".csv"):
		f = readTable(src)
	default:
		f = readDocument(src, name, schemas)
	}
	f.findings = append(numbers, f.findings...)
	f.covered = len(numbers) > 0
	return f
}

func readDocument(src *diag.Source, name string, schemas *schema.Set) file {
	y, findings := yamldoc.Parse(src)
	if y == nil {
		return file{findings: findings, unread: guessKind(name, src.Text)}
	}
	if number, hidden := hiddenNumber(y); hidden {
		return file{findings: diag.List{number}, unread: guessKind(name, src.Text)}
	}
	word, violations := schemas.Check(y)
	findings = append(withoutReasons(findings, violations), violations...)
	broken := findings.Count(diag.Error) > 0
	findings = append(findings, personal(y)...)
	kind := plan.Kind(word)
	if kind == "" {
		return file{findings: findings, unread: guessKind(name, src.Text)}
	}
	if want, fixed := plan.FixedPaths[kind]; fixed && want != name {
		return file{findings: append(findings, misplaced(y, kind, want)), unread: []plan.Kind{kind}}
	}
	findings = append(findings, schemas.CheckModeline(y, word)...)
	return file{document: plan.Decode(kind, y, broken), findings: findings}
}

func readTable(src *diag.Source) file {
	if bad := yamldoc.Prescan(src); len(bad) > 0 {
		return file{findings: bad, unread: []plan.Kind{plan.KindUtfall}}
	}
	table, bad := plan.ReadUtfall(src)
	return file{document: table, findings: append(bad, personalColumns(src)...)}
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

// guessKind tells of which kind an unreadable file most likely is: by its place (whatever
// its ending), else by the line that says so, else it may be of any kind that stands
// anywhere.
func guessKind(name string, text []byte) []plan.Kind {
	stem := strings.TrimSuffix(name, path.Ext(name))
	if strings.EqualFold(path.Ext(name), ".csv") {
		return []plan.Kind{plan.KindUtfall}
	}
	for kind, fixed := range plan.FixedPaths {
		if strings.TrimSuffix(fixed, ".yaml") == stem {
			return []plan.Kind{kind}
		}
	}
	anywhere := []plan.Kind{plan.KindBehovsanalys, plan.KindMissiv, plan.KindErbjudande, plan.KindLeveransplan, plan.KindRestvolymer}
	if m := kindLine.FindSubmatch(text); m != nil {
		said := plan.Kind(m[1])
		if _, fixed := plan.FixedPaths[said]; fixed || said == plan.KindUtfall || slices.Contains(anywhere, said) {
			return []plan.Kind{said}
		}
	}
	return anywhere
}

// treeFault gives what kept a tree from being read, where the tree can tell.
func treeFault(tree fs.FS) error {
	if t, ok := tree.(interface{ Err() error }); ok {
		return t.Err()
	}
	return nil
}
