package check_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

var schemas = func() *schema.Set {
	s, err := schema.Load()
	if err != nil {
		panic(err)
	}
	return s
}()

func tree(t testing.TB, fsys fs.FS) *check.Result {
	t.Helper()
	r, err := check.Tree(fsys, check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// one asks for exactly one finding and returns it.
func one(t *testing.T, list diag.List, rule string) diag.Diagnostic {
	t.Helper()
	if len(list) != 1 || list[0].Rule != rule {
		t.Fatalf("want one finding of %s, got:\n%s", rule, show(list))
	}
	return list[0]
}

func show(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "\t%s:%d:%d %s: %s\n", d.File, d.Range.Start.Line, d.Range.Start.Column, d.Rule, d.Message.In(lang.EN))
	}
	return b.String()
}

var fields = schema.Modeline(fieldsPath, "vardomraden") + "\ndokument: vardomraden/v1\nvardomraden:\n  - {id: ortopedi, namn: Ortopedi, giltig_fran: 2024-01-01}\n"

const fieldsPath = "plans/register/vardomraden.yaml"

func TestNothingToCheckIsNotAPass(t *testing.T) {
	for name, c := range map[string]struct {
		files fstest.MapFS
		want  error
	}{
		"an empty folder":         {fstest.MapFS{}, check.ErrNoPlans},
		"other files only":        {fstest.MapFS{"README.md": {Data: []byte("x")}}, check.ErrNoPlans},
		"plans is a regular file": {fstest.MapFS{"plans": {Data: []byte("x")}}, check.ErrNoPlans},
		"a read-me file in plans": {fstest.MapFS{"plans/README.md": {Data: []byte("x")}}, check.ErrNoDocuments},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := check.Tree(c.files, check.Options{Schemas: schemas}); err != c.want {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestFilesThatAreNoDocuments(t *testing.T) {
	for name, c := range map[string]struct {
		path string
		file fstest.MapFile
		rule string
	}{
		"a symbolic link":              {"plans/lank.yaml", fstest.MapFile{Data: []byte("/etc/passwd"), Mode: fs.ModeSymlink | 0o777}, "S101"},
		"a pipe":                       {"plans/ror.yaml", fstest.MapFile{Mode: fs.ModeNamedPipe | 0o600}, "S101"},
		"a submodule":                  {"plans/modul", fstest.MapFile{Mode: fs.ModeIrregular}, "S102"},
		"an LFS pointer":               {"plans/lfs.yaml", fstest.MapFile{Data: []byte("version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 3\n")}, "S103"},
		"a name with a line break":     {"plans/a\nb.yaml", fstest.MapFile{}, "S106"},
		"a name with a backslash":      {`plans/a\b.yaml`, fstest.MapFile{}, "S106"},
		"a name reserved by Windows":   {"plans/con.yaml", fstest.MapFile{}, "S106"},
		"a name that ends with a dot":  {"plans/a.yaml.", fstest.MapFile{}, "S106"},
		"a name in NFD":                {"plans/va\u030ar.yaml", fstest.MapFile{}, "S106"},
		"a name with a bidi control":   {"plans/a\u202eb.yaml", fstest.MapFile{}, "S106"},
		"a plan named .yml":            {"plans/plan.yml", fstest.MapFile{}, "S107"},
		"a plan with a dot before it":  {"plans/.plan.yaml", fstest.MapFile{}, "S107"},
		"a spreadsheet":                {"plans/2027/plan.xlsx", fstest.MapFile{}, "S107"},
		"a register at another place":  {"plans/2027/falt.yaml", fstest.MapFile{Data: []byte(fields)}, "S108"},
		"a binary file named .yaml":    {"plans/bild.yaml", fstest.MapFile{Data: []byte("\x89PNG\r\n\x1a\n\x00\x00")}, "S201"},
		"a table that is no table":     {"plans/utfall/x.csv", fstest.MapFile{Data: []byte("vad som helst\n")}, "S501"},
		"an empty file named .yaml":    {"plans/tom.yaml", fstest.MapFile{}, "S302"},
		"a document of no known kind":  {"plans/x.yaml", fstest.MapFile{Data: []byte("dokument: leveransplaner/v1\n")}, "S401"},
		"a document of a newer format": {"plans/x.yaml", fstest.MapFile{Data: []byte("dokument: leveransplan/v2\n")}, "S401"},
	} {
		t.Run(name, func(t *testing.T) {
			r := tree(t, fstest.MapFS{fieldsPath: {Data: []byte(fields)}, c.path: &c.file})
			d := one(t, r.Findings, c.rule)
			if d.File != c.path || d.Severity != diag.Error {
				t.Errorf("got %s in %q", d.Severity, d.File)
			}
		})
	}
}

func TestTwinNames(t *testing.T) {
	r := tree(t, fstest.MapFS{
		fieldsPath:        {Data: []byte(fields)},
		"plans/README.md": {Data: []byte("read me")},
		"plans/A/.keep":   {},
		"plans/a/.keep":   {},
	})
	if d := one(t, r.Findings, "S109"); d.File != "plans/a" {
		t.Errorf("reported at %s", d.File)
	}
}

// The working files themselves: what a disk can hold and a map of files can't.
func TestWorkingFiles(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(fieldsPath, fields)
	write("plans/stor.yaml", "")
	if err := os.Truncate(filepath.Join(dir, "plans", "stor.yaml"), 100<<20); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "plans", "lank.yaml")); err != nil {
		t.Fatal(err)
	}
	files, err := worktree.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	r := tree(t, files)
	got := map[string]string{}
	for _, d := range r.Findings {
		got[d.File] = d.Rule
	}
	want := map[string]string{"plans/lank.yaml": "S101", "plans/stor.yaml": "S105"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A file that can't be read is one finding; the documents that refer into it are not blamed.
func TestUnreadableRegisterIsOneFinding(t *testing.T) {
	analysis := schema.Modeline("plans/2027/behovsanalys.yaml", "behovsanalys") +
		"\ndokument: behovsanalys/v1\nid: ba-2027\nperiod: 2027-01-01/2027-12-31\ndatum: 2026-09-15\nreferens: \"HS 2026-00321\"\nvardomraden:\n  - vardomrade: ortopedi\n    forvaltningar:\n      - {forvaltning: skas, behov: 10, kapacitet: 5}\n"
	organisations := schema.Modeline(fieldsPath, "organisationer") +
		"\ndokument: organisationer/v1\norganisationer:\n  - {id: skas, typ: forvaltning, namn: Skaraborgs Sjukhus, giltig_fran: 2024-01-01}\n"
	r := tree(t, fstest.MapFS{
		fieldsPath:                           {Data: []byte(fields + "---\n")},
		"plans/2027/behovsanalys.yaml":       {Data: []byte(analysis)},
		"plans/register/organisationer.yaml": {Data: []byte(organisations)},
	})
	one(t, r.Findings, "S304")
	if len(r.Waiting) != 1 || r.Waiting[0] != plan.KindVardomraden {
		t.Errorf("waiting for %v, want vardomraden", r.Waiting)
	}
}

// What a refused file holds is unknown: documents that refer into it are not blamed.
func TestRefusedRegisterIsOneFinding(t *testing.T) {
	for name, c := range map[string]struct{ path, rule string }{
		"another ending":  {"plans/register/organisationer.yml", "S107"},
		"another folder":  {"plans/2027/organisationer.yaml", "S108"},
		"a symbolic link": {"plans/register/organisationer.yaml", "S101"},
	} {
		t.Run(name, func(t *testing.T) {
			files := region.Files()
			register := *files["plans/register/organisationer.yaml"]
			delete(files, "plans/register/organisationer.yaml")
			if c.rule == "S101" {
				register.Mode = fs.ModeSymlink
			}
			files[c.path] = &register
			one(t, tree(t, files).Findings, c.rule)
		})
	}
}

func TestTheDayOfTheCheck(t *testing.T) {
	settings := &fstest.MapFile{Data: []byte("dokument: installningar/v1\nregion: vgr\ngranskningsdag: 2026-05-01\n")}
	for name, c := range map[string]struct {
		files fstest.MapFS
		asOf  calendar.Day
		want  string
	}{
		"the clock's":       {fstest.MapFS{fieldsPath: {Data: []byte(fields)}}, 0, "2026-11-21"},
		"the setting's":     {fstest.MapFS{"plans/leveransplan.yaml": settings}, 0, "2026-05-01"},
		"the one asked for": {fstest.MapFS{"plans/leveransplan.yaml": settings}, calendar.Date(2027, 3, 1), "2027-03-01"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := check.Tree(c.files, check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21), AsOf: c.asOf})
			if err != nil {
				t.Fatal(err)
			}
			if got := r.AsOf.String(); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// Ten thousand faults are ten thousand findings, in order, and not a crash.
func TestManyFindings(t *testing.T) {
	var b strings.Builder
	b.WriteString(schema.Modeline(fieldsPath, "vardomraden") + "\ndokument: vardomraden/v1\nvardomraden:\n")
	for i := range 10000 {
		fmt.Fprintf(&b, "  - {id: falt-%d, nam: Fält, giltig_fran: 2024-01-01}\n", i)
	}
	r := tree(t, fstest.MapFS{fieldsPath: {Data: []byte(b.String())}})
	if len(r.Findings) < 100 || r.Findings.Count(diag.Error) != len(r.Findings) {
		t.Fatalf("%d findings", len(r.Findings))
	}
	for i := range r.Findings[1:] {
		if r.Findings[i].Range.Start.Line > r.Findings[i+1].Range.Start.Line {
			t.Fatalf("out of order at %d", i)
		}
	}
}

// The same files give the same findings, however the work was spread.
func TestDeterministic(t *testing.T) {
	files := fstest.MapFS{}
	for i := range 60 {
		files[fmt.Sprintf("plans/a%02d.yaml", i)] = &fstest.MapFile{Data: []byte("dokument: leveransplan/v1\nid: x\nvolmy: 3\n")}
	}
	first := show(tree(t, files).Findings)
	for range 5 {
		if again := show(tree(t, files).Findings); again != first {
			t.Fatalf("differs:\n%s\n%s", first, again)
		}
	}
}

// A misspelt kind is of no kind: what it was meant to be may be any that stands anywhere.
func TestAMisspeltKindKeepsRulesWaiting(t *testing.T) {
	files := region.Files()
	name := "plans/2027/leveransplaner/su/lp-2027-su-klb-hoftprotes.yaml"
	files[name] = &fstest.MapFile{Data: bytes.Replace(files[name].Data, []byte("leveransplan/v1"), []byte("leveransplaner/v1"), 1)}
	r := tree(t, files)
	if d := one(t, r.Findings, "S401"); d.File != name {
		t.Errorf("found in %s", d.File)
	}
	if len(r.Findings) != 1 || !slices.Contains(r.Waiting, plan.KindLeveransplan) {
		t.Errorf("waiting for %v, found %v", r.Waiting, r.Findings)
	}
}
