package main

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const ruleFolder = "internal/rules"

// changeConditions changes every condition of every rule file in turn. The judges are the
// rules' own scenarios and examples.
func (b *bench) changeConditions(fits *regexp.Regexp) (survivors int, err error) {
	names, err := filepath.Glob(filepath.Join(b.root, filepath.FromSlash(ruleFolder), "*.go"))
	if err != nil {
		return 0, err
	}
	var all []change
	for _, name := range names {
		if rulesOf(filepath.Base(name)) == "" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return 0, err
		}
		file := path.Join(ruleFolder, filepath.Base(name))
		fresh, changes, err := changed(file, string(text), len(all)+1)
		if err != nil {
			return 0, err
		}
		if err := b.lay(file, fresh); err != nil {
			return 0, err
		}
		all = append(all, changes...)
	}
	if err := b.laySwitch(ruleFolder); err != nil {
		return 0, err
	}
	if err := b.build(ruleFolder); err != nil {
		return 0, err
	}
	all = slices.DeleteFunc(all, func(c change) bool { return !fits.MatchString(path.Base(c.file)) })
	return b.tryChanges(all)
}

// tryChanges tries changes that stand in the order of their files.
func (b *bench) tryChanges(all []change) (survivors int, err error) {
	for start, end := 0, 0; start < len(all); start = end {
		for end = start; end < len(all) && all[end].file == all[start].file; end++ {
		}
		var left []change
		for _, c := range all[start:end] {
			found, err := b.anyFinds(fmt.Sprint(c.number), b.judgesOf(path.Base(c.file)))
			if err != nil {
				return 0, err
			}
			if !found {
				left = append(left, c)
			}
		}
		fmt.Printf("%s: %d of %d found\n", path.Base(all[start].file), end-start-len(left), end-start)
		for _, c := range left {
			fmt.Printf("  %s\n", c)
		}
		survivors += len(left)
	}
	fmt.Printf("%d conditions changed: %d found, %d not\n", len(all), len(all)-survivors, survivors)
	return survivors, nil
}

// anyFinds tells whether one of the tests fails under a fault.
func (b *bench) anyFinds(fault string, tests []test) (bool, error) {
	for _, t := range tests {
		if found, err := b.found(fault, t); err != nil || found {
			return found, err
		}
	}
	return false, nil
}

// judgesOf lists the tests that judge a file of rules: the scenarios and examples of its
// rules, and the tests in files that are named after them.
func (b *bench) judgesOf(name string) []test {
	tests := []test{own(rulesOf(name))}
	topic, _, _ := strings.Cut(name, "_")
	files, _ := filepath.Glob(filepath.Join(b.root, filepath.FromSlash(ruleFolder), topic+"_*_test.go"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue
		}
		for _, m := range testName.FindAllStringSubmatch(string(text), -1) {
			tests = append(tests, test{ruleFolder, "^" + m[1] + "$"})
		}
	}
	if b.whole {
		tests = append(tests, test{ruleFolder, "."})
	}
	return tests
}

var testName = regexp.MustCompile(`(?m)^func (Test\w+)\(`)

var (
	ofOneRule  = regexp.MustCompile(`^([a-z]\d{3})_.*\.go$`)
	ofOneTopic = regexp.MustCompile(`^([a-z]\d)_.*\.go$`)
)

// rulesOf gives a pattern for the ids of the rules that a file is about: x101_… is about
// one, what x1_… holds is for all of X1. It is empty for a file that judges nothing.
func rulesOf(name string) string {
	if strings.HasSuffix(name, "_test.go") {
		return ""
	}
	if m := ofOneRule.FindStringSubmatch(name); m != nil {
		return strings.ToUpper(m[1])
	}
	if m := ofOneTopic.FindStringSubmatch(name); m != nil {
		return strings.ToUpper(m[1]) + `\d\d`
	}
	return ""
}
