package gitrepo_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
	"github.com/leveransplan/leveransplan/internal/worktree"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// number is a personal identity number that nobody has, in two parts: the repository holds none.
const number = "19121212" + "-1212"

// judge gives all that a check says of a tree, to scripts and to people.
func judge(t *testing.T, fsys fs.FS) string {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	result, err := check.Tree(fsys, check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := render.CheckJSON(&out, result, result.Findings, lang.SV); err != nil {
		t.Fatal(err)
	}
	if err := render.CheckText(&out, result, result.Findings, render.Style{Language: lang.SV}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// fromDisk opens working files as the command line does.
func fromDisk(t *testing.T, dir string, submodules ...string) *worktree.Tree {
	t.Helper()
	tree, err := worktree.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tree.Close() })
	tree.Mark(submodules...)
	return tree
}

// stored makes a commit of what stands on disk.
func stored(t *testing.T, m *maker, dir string) map[string]file {
	t.Helper()
	files := map[string]file{}
	err := filepath.WalkDir(filepath.Join(dir, "plans"), func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		f := file{mode: "100644"}
		if entry.Type()&fs.ModeSymlink != 0 {
			f.mode = "120000"
			f.text, err = os.Readlink(name)
		} else {
			var text []byte
			text, err = os.ReadFile(name)
			f.text = string(text)
		}
		files[filepath.ToSlash(rel)] = f
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// The plans of this repository, read from disk and from git, with the same words, places
// and order.
func TestFindingsAreTheSameFromDiskAndFromGit(t *testing.T) {
	m := newMaker(t)
	root := filepath.Join("..", "..")
	commit := m.commit(m.tree(stored(t, m, root)))
	want := judge(t, fromDisk(t, root))
	loose := resolve(t, m.open(), commit).FS()
	if diff := cmp.Diff(want, judge(t, loose)); diff != "" {
		t.Errorf("(-disk +git):\n%s", diff)
	}
	m.ref("refs/heads/main", commit)
	gitProgram(t).run(m.dir, "gc", "-q", "--prune=now")
	if diff := cmp.Diff(want, judge(t, resolve(t, m.open(), "main").FS())); diff != "" {
		t.Errorf("packed (-disk +git):\n%s", diff)
	}
}

// hostile is what a tree may hold to mislead or to break whoever reads it.
func hostile() map[string]file {
	files := map[string]file{}
	for name, f := range region.Files() {
		files[name] = file{text: string(f.Data)}
	}
	for _, name := range []string{
		`a\b.yaml`, "a\nb.yaml", "a\x1b[31mb.yaml", "a\x7fb.yaml", "a\xffb.yaml", "a\u202eb.yaml", "a\u200bb.yaml", "con.yaml", "nul", "a:b.yaml",
		"x.yaml.", "x.yaml ", "git~1/x.yaml", ".git/x.yaml", ".GIT/config", "vård.yaml", "va\u030ard.yaml", "pl\u0430n.yaml", "A/x.yaml", "a/x.yaml",
		".gitattributes", "x.yml", "README.md", ".hidden", "PLAN.YAML", "utfall.csv", "a\xff/x.yaml", "a\u202e/b/x.yaml", number + ".yaml",
		strings.Repeat("å", 110) + ".yaml", "::error::x.yaml",
	} {
		files["plans/"+name] = file{text: "dokument: missiv/v1\n"}
	}
	for name, f := range map[string]file{
		"link.yaml":       {mode: "120000", text: "../../../etc/passwd"},
		"2030":            {mode: "120000", text: "/"},
		"README.md":       {mode: "120000", text: "register/roller.yaml"},
		"circle/a":        {mode: "120000", text: "."},
		"module":          {mode: "160000", hash: plumbing.NewHash(strings.Repeat("1", 40))},
		"x/module.yaml":   {mode: "160000", hash: plumbing.NewHash(strings.Repeat("1", 40))},
		"run.yaml":        {mode: "100755", text: "dokument: missiv/v1\n"},
		"empty.yaml":      {},
		"lfs.yaml":        {text: "version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 3\n"},
		"utf8.yaml":       {text: "dokument: \xff\n"},
		"crlf.yaml":       {text: "dokument: missiv/v1\r\n"},
		"just.yaml":       {text: strings.Repeat("#\n", yamldoc.MaxSize/2)},
		"large.yaml":      {text: strings.Repeat("#\n", yamldoc.MaxSize/2) + "#"},
		"vast.yaml":       {text: strings.Repeat("#\n", 2*gitrepo.DefaultLimit)},
		"vast/README.md":  {text: strings.Repeat("x", gitrepo.DefaultLimit+1)},
		"vast/x.pdf":      {text: strings.Repeat("x", gitrepo.DefaultLimit+1)},
		"nummer/sak.txt":  {text: number + "\n"},
		"nummer/.sak":     {text: number + "\n"},
		"nummer/vast.txt": {text: strings.Repeat(number+"\n", gitrepo.DefaultLimit/14)},
	} {
		files["plans/"+name] = f
	}
	return files
}

func TestFindingsOfHostileTreesAreTheSame(t *testing.T) {
	m := newMaker(t)
	dir := t.TempDir()
	var submodules []string
	files := hostile()
	for name, f := range files {
		at := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		switch f.mode {
		case "120000":
			err = os.Symlink(f.text, at)
		case "160000":
			submodules = append(submodules, name)
			err = os.Mkdir(at, 0o755)
		case "100755":
			err = os.WriteFile(at, []byte(f.text), 0o755)
		default:
			err = os.WriteFile(at, []byte(f.text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	tree := resolve(t, m.open(), m.commit(m.tree(files))).FS()
	want, got := judge(t, fromDisk(t, dir, submodules...)), judge(t, tree)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-disk +git):\n%s", diff)
	}
	for _, rule := range []string{"S101", "S102", "S103", "S105", "S106", "S107", "S109", "S110"} {
		if !strings.Contains(got, `"`+rule+`"`) {
			t.Errorf("the trees do not break %s", rule)
		}
	}
}

// A tree whose objects are not all there is not judged at all.
func TestTreeWithAHoleIsNotJudged(t *testing.T) {
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	m := newMaker(t)
	files := map[string]file{}
	for name, f := range region.Files() {
		files[name] = file{hash: m.put(plumbing.BlobObject, f.Data)}
	}
	rev := resolve(t, m.open(), m.commit(m.tree(files)))
	if _, err := check.Tree(rev.FS(), check.Options{Schemas: schemas}); err != nil {
		t.Fatal(err)
	}
	overwrite(t, loose(m.dir, files["plans/register/roller.yaml"].hash), nil)
	_, err = check.Tree(resolve(t, m.open(), rev.Hash).FS(), check.Options{Schemas: schemas})
	wantFault(t, err, gitrepo.ErrDamaged)
}
