package check_test

import (
	"io/fs"
	"maps"
	"os"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// laid is a tree with texts laid over it as they would be read from a disk.
func laid(tree fstest.MapFS, texts map[string][]byte) fstest.MapFS {
	out := maps.Clone(tree)
	for name, text := range texts {
		out[name] = &fstest.MapFile{Data: text}
	}
	return out
}

func TestTextsLaidOverATreeAreWhatWritingThemGives(t *testing.T) {
	tree := region.Files()
	one := "plans/2027/leveransplaner/"
	var existing string
	for name := range tree {
		if len(name) > len(one) && name[:len(one)] == one {
			existing = max(existing, name)
		}
	}
	texts := map[string][]byte{existing: []byte("id: x\n"), "plans/2031/new/file.yaml": []byte("dokument: missiv/v1\n"), "plans/2031/note.txt": nil}
	over, err := check.With(tree, texts)
	if err != nil {
		t.Fatal(err)
	}
	opt := check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)}
	got, err := check.Tree(over, opt)
	if err != nil {
		t.Fatal(err)
	}
	want, err := check.Tree(laid(tree, texts), opt)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(messages(want.Findings), messages(got.Findings)); d != "" {
		t.Errorf("(-written +laid):\n%s", d)
	}
	if got.Files != want.Files || got.Findings.Count(diag.Error) == 0 {
		t.Errorf("%d files, written %d; %d errors", got.Files, want.Files, got.Findings.Count(diag.Error))
	}
	if _, err := fs.Stat(tree, "plans/2031"); !os.IsNotExist(err) {
		t.Errorf("the tree itself has changed: %v", err)
	}
}

func TestFindingsFromBeforeAnEditAreInherited(t *testing.T) {
	tree := region.Files()
	texts := map[string][]byte{"plans/2031/old.yaml": []byte("dokument: missiv/v1\n")}
	before := laid(tree, texts)
	was, err := check.Begin(before, check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)})
	if err != nil {
		t.Fatal(err)
	}
	result, err := was.After(map[string][]byte{"plans/2031/new.yaml": []byte("dokument: missiv/v1\n")})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, d := range result.Findings {
		if !d.Inherited && d.File != "plans/2031/new.yaml" {
			t.Errorf("not inherited: %s: %s", d.File, d.Message.In("en"))
		}
		seen[d.File] = true
	}
	if !seen["plans/2031/old.yaml"] || !seen["plans/2031/new.yaml"] {
		t.Errorf("found in %v", seen)
	}
}

func messages(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, d.Rule+" "+d.File+" "+d.Message.In("en"))
	}
	return out
}

func TestComparingWithWhatWasReadIsComparing(t *testing.T) {
	tree := region.Files()
	opt := check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)}
	was, err := check.Begin(tree, opt)
	if err != nil {
		t.Fatal(err)
	}
	head := laid(tree, map[string][]byte{"plans/2031/new.yaml": []byte("dokument: missiv/v1\n")})
	trees := check.Trees{MergeBase: tree, Base: tree, Head: head}
	got, err := was.Compare(trees)
	if err != nil {
		t.Fatal(err)
	}
	want, err := check.Compare(trees, opt)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(messages(want.Findings), messages(got.Findings)); d != "" || len(got.Changes) != len(want.Changes) {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestTheFirstDocumentsMayBeLaidOverATreeWithoutAFolderForThem(t *testing.T) {
	opt := check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)}
	before, err := check.Begin(fstest.MapFS{}, opt)
	if err != nil {
		t.Fatal(err)
	}
	texts, tree := map[string][]byte{}, region.Files()
	for name, f := range tree {
		texts[name] = f.Data
	}
	got, err := before.After(texts)
	if err != nil {
		t.Fatal(err)
	}
	want, err := check.Tree(tree, opt)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(messages(want.Findings), messages(got.Findings)); d != "" || got.Files != want.Files {
		t.Errorf("%d files of %d (-written +laid):\n%s", got.Files, want.Files, d)
	}
}
