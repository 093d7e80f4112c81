package check_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

var judgedOn = calendar.Date(2026, 11, 21)

// compare compares trees as check.Compare does, and reads no file twice: the tests compare
// the same trees again and again.
var compare = check.Comparer(schemas)

// brings tells what a step brings by judging all of both trees.
func brings(t *testing.T, base, head fs.FS, opt check.Options) *check.Comparison {
	t.Helper()
	c, err := compare(check.Trees{MergeBase: base, Base: base, Head: head}, opt)
	if err != nil {
		t.Fatal(err)
	}
	// What is waived now as it was before is nothing new either.
	waived := map[diag.Key][]int{}
	if text, err := fs.ReadFile(base, "plans/undantag.yaml"); err == nil && bytes.Contains(text, []byte("regel:")) {
		before, err := compare(check.Trees{MergeBase: base, Base: base, Head: base}, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range before.Findings {
			if d.Waived != nil {
				waived[d.Key()] = append(waived[d.Key()], d.Measure)
			}
		}
	}
	c.Findings = slices.DeleteFunc(c.Findings, func(d diag.Diagnostic) bool {
		if d.Inherited || slices.Contains(check.OfTime, d.Rule) {
			return true
		}
		i := slices.IndexFunc(waived[d.Key()], func(size int) bool { return size >= d.Measure })
		if d.Waived == nil || i < 0 {
			return false
		}
		waived[d.Key()] = slices.Delete(waived[d.Key()], i, i+1)
		return true
	})
	return c
}

// found writes findings with all that they say.
func found(t *testing.T, list diag.List) string {
	t.Helper()
	var b strings.Builder
	for _, d := range list {
		text, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, string(text))
	}
	return b.String()
}

// tally counts what steps bring and how they were judged.
type tally struct {
	rules, whole map[string]int
	parts        int
}

// held holds what a step brings against what judging everything finds.
func (n *tally) held(t *testing.T, name string, walk *check.Walk, base, head fstest.MapFS, opt check.Options) {
	t.Helper()
	got, err := walk.Brought(head, nil, opt)
	if err != nil {
		t.Fatal(name, err)
	}
	want := brings(t, base, head, opt)
	if d := cmp.Diff(found(t, want.Findings), found(t, got.Findings)); d != "" {
		t.Fatalf("%s: %q (-everything +brought):\n%s", name, got.Everything, d)
	}
	if d := cmp.Diff(shownAs(t, want.Changes), shownAs(t, got.Changes)); d != "" {
		t.Fatalf("%s: %q (-everything +brought):\n%s", name, got.Everything, d)
	}
	if n.rules == nil {
		n.rules, n.whole = map[string]int{}, map[string]int{}
	}
	if n.whole[got.Everything]++; got.Everything == "" {
		n.parts++
		for _, d := range got.Findings {
			n.rules[d.Rule]++
		}
	}
}

func (n *tally) walk(t *testing.T, base fstest.MapFS) *check.Walk {
	t.Helper()
	w, err := reader(new(cache.Cache)).Walk(base)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// What a step brings is what judging all of both trees finds, on random trees and steps.
func TestBroughtByRandomSteps(t *testing.T) {
	var n tally
	for i := range trials {
		random := rand.New(rand.NewPCG(uint64(i)+firstTrial, 6))
		var tree fstest.MapFS
		switch i % 4 {
		case 0:
			tree = region.Files()
		case 1:
			tree = corpus.Region(uint64(random.IntN(50)))
		case 2:
			tree = corpus.ThreeYears(20+random.IntN(30), uint64(i))
		default:
			tree = corpus.New(15+random.IntN(40), uint64(i))
		}
		start := tree
		walk := n.walk(t, tree)
		opt := check.Options{Schemas: schemas, Today: judgedOn.Add(random.IntN(3) / 2 * (random.IntN(1000) - 900))}
		for step := range 8 {
			next := tree
			if random.IntN(5) == 0 {
				next = start // back to where all was well
			}
			for range 1 + random.IntN(2) {
				next = slipIn(random, next)
			}
			n.held(t, fmt.Sprintf("%d, step %d", i, step), walk, tree, next, opt)
			tree = next
		}
	}
	if n.parts < 50 || len(n.rules) < 25 {
		t.Errorf("%d steps judged in part, with findings of %d rules: the steps show too little", n.parts, len(n.rules))
	}
}

const trials, firstTrial = 16, 0

var (
	value  = regexp.MustCompile(`\b([a-z_]+): ([^,{}\[\]\n]+)`)
	ownID  = regexp.MustCompile(`(?m)^id: (\S+)$`)
	weight = map[string]int{"leveransplan": 10, "missiv": 4, "erbjudande": 4, "restvolymer": 3, "behovsanalys": 1, "utfall": 1, "roller": 1}
)

// slipIn changes one thing of a tree so that all documents can be read, as a rule: most often
// a value becomes that of another document, so that they begin or cease to have to do with
// each other.
func slipIn(random *rand.Rand, tree fstest.MapFS) fstest.MapFS {
	kind := func(name string) string {
		word, _, _ := strings.Cut(strings.TrimPrefix(string(tree[name].Data[strings.Index(string(tree[name].Data), "dokument:")+len("dokument:"):]), " "), "/")
		return word
	}
	byKind := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		if strings.Contains(string(tree[name].Data), "dokument: ") {
			byKind[kind(name)] = append(byKind[kind(name)], name)
		}
	}
	var kinds []string
	for _, k := range slices.Sorted(maps.Keys(byKind)) {
		for range weight[k] {
			kinds = append(kinds, k)
		}
	}
	files := byKind[kinds[random.IntN(len(kinds))]]
	name, other := files[random.IntN(len(files))], files[random.IntN(len(files))]
	text := string(tree[name].Data)
	out := maps.Clone(tree)
	put := func(name, text string) { out[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	switch random.IntN(16) {
	case 0:
		delete(out, name)
	case 1:
		delete(out, name)
		put(path.Dir(name)+"/a-"+path.Base(name), text)
	case 2, 3: // another like it
		put(path.Dir(name)+fmt.Sprintf("/b%d.yaml", random.IntN(1000)), ownID.ReplaceAllString(text, fmt.Sprintf("id: $1-%d", random.IntN(1000))))
	case 4, 5, 6, 7, 8: // figures
		if digits := figures(text); len(digits) > 0 {
			at := digits[random.IntN(len(digits))]
			put(name, text[:at]+string(rune('1'+random.IntN(9)))+text[at+1:])
		}
	case 9: // a line less
		lines := strings.Split(text, "\n")
		i := random.IntN(len(lines))
		put(name, strings.Join(slices.Delete(lines, i, i+1), "\n"))
	default:
		found := value.FindAllStringSubmatchIndex(text, -1)
		at := found[random.IntN(len(found))]
		key := text[at[2]:at[3]]
		var values []string
		for _, m := range value.FindAllStringSubmatch(string(tree[other].Data)+text, -1) {
			if m[1] == key {
				values = append(values, m[2])
			}
		}
		if key != "id" && key != "dokument" {
			put(name, text[:at[4]]+values[random.IntN(len(values))]+text[at[5]:])
		}
	}
	return out
}

// Every scenario of every rule, as a step from the small region and back to it.
func TestBroughtByScenarios(t *testing.T) {
	names, err := filepath.Glob("../rules/testdata/*/*/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	var n tally
	whole := region.Files()
	known := new(cache.Cache)
	for i, name := range names {
		// An eighth of all, and all of change rules and of rules on what plans take together.
		if i%8 != 0 && !strings.Contains(name, "/C") && !strings.Contains(name, "/X2") {
			continue
		}
		base, head, opt := scenario(t, name)
		walk, err := reader(known).Walk(whole)
		if err != nil {
			t.Fatal(err)
		}
		trees := []fstest.MapFS{base, head}
		if len(base) == len(whole) && maps.Equal(base, whole) {
			trees = []fstest.MapFS{head, whole}
		}
		at := whole
		for _, next := range trees {
			n.held(t, name, walk, at, next, opt)
			at = next
		}
	}
	if n.parts < 250 {
		t.Errorf("%d steps judged in part: the scenarios show too little", n.parts)
	}
}

// scenario reads the trees that a scenario begins with and ends at.
func scenario(t *testing.T, name string) (base, head fstest.MapFS, opt check.Options) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	opt = check.Options{Schemas: schemas, Today: judgedOn}
	if _, day, ok := strings.Cut(string(archive.Comment), "as-of: "); ok {
		opt.AsOf, _ = calendar.ParseDay(day[:len("2026-01-01")])
	}
	base, head = region.Files(), region.Files()
	for _, f := range archive.Files {
		section, isBase := strings.CutPrefix(f.Name, "base ")
		if isBase {
			apply(t, base, section, string(f.Data))
		}
		if section, isHead := strings.CutPrefix(section, "head "); isBase || isHead || f.Name != "want" && !strings.HasPrefix(f.Name, "main ") {
			apply(t, head, section, string(f.Data))
		}
	}
	return base, head, opt
}

// apply does to files what a section of a scenario says.
func apply(t *testing.T, files fstest.MapFS, section, text string) {
	t.Helper()
	verb, target, two := strings.Cut(section, " ")
	switch {
	case !two:
		files[section] = &fstest.MapFile{Data: []byte(text)}
	case verb == "remove":
		delete(files, target)
	case verb == "patch":
		whole := "\n" + string(files[target].Data)
		for block := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n\n") {
			var old, fresh strings.Builder
			for line := range strings.Lines(block + "\n") {
				if rest, ok := strings.CutPrefix(line, "-"); ok {
					old.WriteString(rest)
				} else {
					fresh.WriteString(line[1:])
				}
			}
			if strings.Count(whole, "\n"+old.String()) != 1 {
				t.Fatalf("patch %s: no such lines:\n%s", target, old.String())
			}
			whole = strings.Replace(whole, "\n"+old.String(), "\n"+fresh.String(), 1)
		}
		files[target] = &fstest.MapFile{Data: []byte(whole[1:])}
	default:
		t.Fatalf("unknown section %q", section)
	}
}

// known gives the meanings of a tree's files.
func known(t *testing.T, tree fstest.MapFS) *cache.Cache {
	t.Helper()
	out := new(cache.Cache)
	if _, err := reader(out).Walk(tree); err != nil {
		t.Fatal(err)
	}
	return out
}
