package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/routine"
)

// seam is a function through which findings leave a package, and what it does first when
// the rule is switched off.
type seam struct{ file, function, first string }

// seams lists where rules are silenced: those that judge a tree where they are run, the
// loader's where each reading package writes down a finding. What the check alone does
// (files, personal data) is taken out of what it has gathered; what comparing trees finds
// (C) loses its name.
var seams = []seam{
	{"internal/rule/rule.go", "Run", `if activeFault == r.ID || activeFault == r.ID+"@"+p.Version { return nil }`},
	{"internal/rule/change.go", "RunChange", `if activeFault == r.ID || activeFault == r.ID+"@"+p.Version { return nil }`},
	{"internal/yamldoc/findings.go", "add", `if activeFault == rule { return }`},
	{"internal/schema/check.go", "report", `if activeFault == d.Rule { return }`},
	{"internal/plan/utfall_rows.go", "report", `if activeFault == rule { return }`},
	{"internal/check/walk.go", "fileFinding", `if activeFault == id && id[0] == 'C' { id = "" }`},
	{"internal/check/privacy.go", "withoutConsequences", `list = slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Rule == activeFault })`},
}

// homes lists, by the beginning of a rule's id, the folder whose tests come first.
var homes = []struct{ prefix, folder string }{
	{"S1", "internal/check"}, {"S2", "internal/yamldoc"}, {"S3", "internal/yamldoc"}, {"S4", "internal/schema"},
	{"S5", "internal/plan"}, {"S6", "internal/check"}, {"", ruleFolder},
}

// judges lists the folders whose tests judge a rule, the quick ones first.
var judges = []string{
	"internal/routine", "internal/yamldoc", "internal/plan", "internal/schema", "internal/check", ruleFolder,
	"internal/privacy", "cmd/leveransplan",
}

// switchOff silences each rule in turn, and each rule that two versions have in each.
func (b *bench) switchOff(fits *regexp.Regexp) (survivors int, err error) {
	for _, s := range seams {
		if err := b.laySeam(s); err != nil {
			return 0, err
		}
	}
	if err := b.build(judges...); err != nil {
		return 0, err
	}
	count, by := 0, map[string]int{}
	for _, fault := range silences() {
		if !fits.MatchString(fault) {
			continue
		}
		count++
		folder, err := b.whoFinds(fault)
		if err != nil {
			return 0, err
		}
		if by[folder]++; folder == "" {
			fmt.Printf("no test misses %s\n", fault)
		}
	}
	fmt.Printf("%d rules switched off: %d found, %d not\n", count, count-by[""], by[""])
	for _, folder := range judges {
		if by[folder] > 0 {
			fmt.Printf("  %4d first found in %s\n", by[folder], folder)
		}
	}
	return by[""], nil
}

// silences lists the faults: P101 is silent, P101@6.0 is silent under version 6.0.
func silences() []string {
	var out []string
	versions := map[string][]string{}
	for _, v := range routine.Versions() {
		for _, line := range v.Rules {
			versions[line.Rule.ID] = append(versions[line.Rule.ID], v.ID)
		}
	}
	for _, r := range routine.Catalogue() {
		out = append(out, r.ID)
		if in := versions[r.ID]; len(in) > 1 {
			for _, v := range in {
				out = append(out, r.ID+"@"+v)
			}
		}
	}
	return out
}

// whoFinds gives the first folder whose tests miss a silent rule, or nothing.
func (b *bench) whoFinds(fault string) (string, error) {
	id, _, _ := strings.Cut(fault, "@")
	tests := []test{}
	for _, home := range homes {
		if strings.HasPrefix(id, home.prefix) {
			if home.prefix == "" {
				tests = append(tests, own(id))
			}
			tests = append(tests, test{home.folder, "."})
			break
		}
	}
	for _, folder := range judges {
		if t := (test{folder, "."}); !slices.Contains(tests, t) {
			tests = append(tests, t)
		}
	}
	for _, t := range tests {
		if found, err := b.found(fault, t); err != nil || found {
			return t.folder, err
		}
	}
	return "", nil
}

// own is what the rules whose ids fit have for tests of their own.
func own(ids string) test {
	return test{ruleFolder, "^(TestScenarios|TestExamples|TestLighterFindingsAreShown|TestRequests|TestChangeExamples)$/^" + ids + "$"}
}

// laySeam makes a function of the source do something first.
func (b *bench) laySeam(s seam) error {
	text, err := os.ReadFile(filepath.Join(b.root, filepath.FromSlash(s.file)))
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, s.file, text, 0)
	if err != nil {
		return err
	}
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Name.Name == s.function {
			at := fset.Position(f.Body.Lbrace).Offset + 1
			if err := b.lay(s.file, string(text[:at])+"\n"+s.first+"\n"+string(text[at:])); err != nil {
				return err
			}
			return b.laySwitch(filepath.ToSlash(filepath.Dir(s.file)))
		}
	}
	return fmt.Errorf("%s has no function %s to silence rules in", s.file, s.function)
}
