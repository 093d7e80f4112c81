package archtest

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strings"
)

// A check looks at one file and says what is wrong with it.
var checks = map[string]func(source) []string{
	"levels":  checkLevels,
	"doors":   checkDoors,
	"edge":    checkEdge,
	"names":   checkNames,
	"length":  checkLength,
	"no-init": checkInit,
	"skips":   checkSkips,
}

func checkLevels(s source) []string {
	if s.test {
		return nil
	}
	var problems []string
	own := level(s.pkg)
	if own < 0 {
		problems = append(problems, fmt.Sprintf("%s: package %s has no line in the import table", s.path, s.pkg))
	}
	for _, spec := range s.file.Imports {
		target, ours := strings.CutPrefix(importPath(spec), module+"/")
		if !ours {
			continue
		}
		theirs := level(target)
		switch {
		case within(target, testOnly) && !within(s.pkg, testOnly):
			problems = append(problems, fmt.Sprintf("%s: %s is for tests alone", s.at(spec.Pos()), target))
		case theirs < 0:
			problems = append(problems, fmt.Sprintf("%s: imported package %s has no line in the import table", s.at(spec.Pos()), target))
		case theirs < own || strings.HasPrefix(s.pkg, target+"/"):
		case own >= 0:
			problems = append(problems, fmt.Sprintf("%s: %s (line %d) imports %s (line %d): imports go one way, up the import table",
				s.at(spec.Pos()), s.pkg, own+1, target, theirs+1))
		}
	}
	return problems
}

// level gives a package's line in the table, -1 where it has none. Packages for tests
// stand right below the command line.
func level(pkg string) int {
	if within(pkg, testOnly) {
		pkg = "internal/cli"
	}
	return slices.IndexFunc(levels, func(line []string) bool { return slices.Contains(line, pkg) })
}

func checkDoors(s source) []string {
	if s.test || within(s.pkg, testOnly) {
		return nil
	}
	var problems []string
	for _, spec := range s.file.Imports {
		target := importPath(spec)
		first, _, _ := strings.Cut(target, "/")
		if within(target, module) || !strings.Contains(first, ".") {
			continue
		}
		d, found := doorOf(target)
		switch {
		case !found:
			problems = append(problems, fmt.Sprintf("%s: %s has no door: name the one package that may import it", s.at(spec.Pos()), target))
		case !slices.Contains(d.packages, s.pkg):
			problems = append(problems, fmt.Sprintf("%s: %s only in %s: %s", s.at(spec.Pos()), d.module, strings.Join(d.packages, ", "), d.why))
		}
	}
	return problems
}

func doorOf(target string) (door, bool) {
	var best door
	for _, d := range doors {
		if within(target, d.module) && len(d.module) > len(best.module) {
			best = d
		}
	}
	return best, best.module != ""
}

func checkEdge(s source) []string {
	if s.test || within(s.pkg, testOnly) || slices.Contains(edge, s.pkg) {
		return nil
	}
	var problems []string
	imports := s.imports()
	for name, target := range imports {
		if _, guarded := process[target]; guarded && name == "." {
			problems = append(problems, fmt.Sprintf("%s: a dot import of %s hides what it uses", s.path, target))
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := sel.X.(*ast.Ident); ok && slices.Contains(process[imports[x.Name]], sel.Sel.Name) {
			problems = append(problems, fmt.Sprintf("%s: %s.%s only in %s: the core is handed plain values",
				s.at(n.Pos()), imports[x.Name], sel.Sel.Name, strings.Join(edge, ", ")))
		}
		return true
	})
	return problems
}

func checkNames(s source) []string {
	var problems []string
	for _, name := range []string{path.Base(s.pkg), strings.TrimSuffix(s.file.Name.Name, "_test")} {
		if slices.Contains(vague, name) {
			problems = append(problems, fmt.Sprintf("%s: a package named %s says nothing of what it holds", s.path, name))
		}
	}
	stem := strings.TrimSuffix(strings.TrimSuffix(path.Base(s.path), ".go"), "_test")
	if slices.Contains(vagueFiles, stem) {
		problems = append(problems, fmt.Sprintf("%s: a file named %s says nothing of what it holds", s.path, stem))
	}
	return slices.Compact(problems)
}

func checkLength(s source) []string {
	limit := maxLines
	if s.path == "cmd/leveransplan/main.go" {
		limit = maxMainLines
	}
	if s.lines > limit {
		return []string{fmt.Sprintf("%s: %d lines, at most %d", s.path, s.lines, limit)}
	}
	return nil
}

// checkInit refuses init functions: what a package holds is a value that its caller
// can read, not a trace that an import leaves.
func checkInit(s source) []string {
	for _, decl := range s.file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			return []string{fmt.Sprintf("%s: no init functions: nothing registers itself", s.at(f.Pos()))}
		}
	}
	return nil
}

// checkSkips refuses every way for a test to pass without running, but the one.
func checkSkips(s source) []string {
	imports := s.imports()
	if imports["testing"] != "testing" || s.pkg == testOnly+"/need" {
		return nil
	}
	var problems []string
	ast.Inspect(s.file, func(n ast.Node) bool {
		sel, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		x, _ := sel.X.(*ast.Ident)
		short := x != nil && x.Name == "testing" && sel.Sel.Name == "Short"
		if short || slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, sel.Sel.Name) {
			problems = append(problems, fmt.Sprintf("%s: %s only in %s/need: a test that cannot run fails in CI", s.at(n.Pos()), sel.Sel.Name, testOnly))
		}
		return true
	})
	return problems
}
