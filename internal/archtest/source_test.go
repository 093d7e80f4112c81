package archtest

import (
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"testing"
)

// source is one Go file of the tree.
type source struct {
	path  string // from the root, slash-separated
	pkg   string // its folder
	test  bool
	lines int
	set   *token.FileSet
	file  *ast.File
}

// readSources parses every Go file that belongs to the module's packages. What lies in
// testdata is input, and a file built only by "go run" (//go:build ignore) is no part
// of a package.
func readSources(t *testing.T, tree fs.FS) []source {
	t.Helper()
	var list []source
	err := fs.WalkDir(tree, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			base := entry.Name()
			if base == "testdata" || base == "node_modules" || name != "." && strings.HasPrefix(base, ".") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		if ignored(file) {
			return nil
		}
		list = append(list, source{
			path:  name,
			pkg:   path.Dir(name),
			test:  strings.HasSuffix(name, "_test.go"),
			lines: strings.Count(string(text), "\n"),
			set:   set,
			file:  file,
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func ignored(file *ast.File) bool {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if c.Pos() > file.Package || !constraint.IsGoBuild(c.Text) {
				continue
			}
			if expr, err := constraint.Parse(c.Text); err == nil && expr.String() == "ignore" {
				return true
			}
		}
	}
	return false
}

// at writes a place in the file for a message.
func (s source) at(p token.Pos) string {
	return s.path + ":" + strconv.Itoa(s.set.Position(p).Line)
}

// imports gives the file's imports by the name that the file calls them.
func (s source) imports() map[string]string {
	names := map[string]string{}
	for _, spec := range s.file.Imports {
		target := importPath(spec)
		name := path.Base(target)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		names[name] = target
	}
	return names
}

func importPath(spec *ast.ImportSpec) string {
	p, _ := strconv.Unquote(spec.Path.Value)
	return p
}

// within tells that a package is a folder or lies in it.
func within(pkg, folder string) bool {
	return pkg == folder || strings.HasPrefix(pkg, folder+"/")
}
