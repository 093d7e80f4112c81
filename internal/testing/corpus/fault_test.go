package corpus_test

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// editor makes one slip in a tree, as a planner would: in the text of a file.
type editor struct {
	*testing.T
	tree fstest.MapFS
	rng  *rand.Rand
}

// slip is one fault, and the rules that have to find it: those and no others.
type slip struct {
	name  string
	make  func(*editor)
	rules []string
}

// find chooses a file of those below a folder that fit a pattern. It gives the file's
// name and the place of the first match and its groups.
func (e *editor) find(folder, pattern string) (name string, at []int) {
	e.Helper()
	re := regexp.MustCompile(pattern)
	var fit []string
	for _, name := range slices.Sorted(maps.Keys(e.tree)) {
		if strings.HasPrefix(name, "plans/"+folder) && re.Match(e.tree[name].Data) {
			fit = append(fit, name)
		}
	}
	if len(fit) == 0 {
		panic(nothingFits(fmt.Sprintf("nothing below %s fits %s", folder, pattern)))
	}
	name = fit[e.rng.IntN(len(fit))]
	return name, re.FindSubmatchIndex(e.tree[name].Data)
}

// groups gives the text of a match and its groups.
func (e *editor) groups(name string, at []int) []string {
	var found []string
	for i := 0; i < len(at); i += 2 {
		found = append(found, string(e.tree[name].Data[max(0, at[i]):max(0, at[i+1])]))
	}
	return found
}

// look gives the first group of a pattern's first match in some file.
func (e *editor) look(folder, pattern string) string {
	e.Helper()
	return e.groups(e.find(folder, pattern))[1]
}

// all lists the first group of every match in the files below a folder.
func (e *editor) all(folder, pattern string) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(e.tree)) {
		if strings.HasPrefix(name, "plans/"+folder) {
			for _, found := range regexp.MustCompile(pattern).FindAllSubmatch(e.tree[name].Data, -1) {
				out = append(out, string(found[1]))
			}
		}
	}
	return out
}

// change rewrites the first place that fits a pattern.
func (e *editor) change(folder, pattern string, rewrite func(found []string) string) {
	e.Helper()
	name, at := e.find(folder, pattern)
	text := string(e.tree[name].Data)
	e.tree[name] = &fstest.MapFile{Data: []byte(text[:at[0]] + rewrite(e.groups(name, at)) + text[at[1]:])}
}

// swap replaces that place by a text in which $1 is the pattern's first group.
func (e *editor) swap(folder, pattern, by string) {
	e.Helper()
	e.change(folder, pattern, func(found []string) string {
		out := by
		for i := 1; i < len(found); i++ {
			out = strings.ReplaceAll(out, fmt.Sprintf("$%d", i), found[i])
		}
		return out
	})
}

// add changes the number that is the pattern's second group; the first stands before it.
func (e *editor) add(folder, pattern string, n int) {
	e.Helper()
	e.change(folder, pattern, func(found []string) string {
		old, err := strconv.Atoi(found[2])
		if err != nil {
			e.Fatal(err)
		}
		return found[1] + strconv.Itoa(old+n) + strings.Join(found[3:], "")
	})
}

// put adds a file.
func (e *editor) put(name, text string) {
	e.tree[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
}

// drop takes every file away whose name fits a pattern.
func (e *editor) drop(pattern string) {
	re := regexp.MustCompile(pattern)
	maps.DeleteFunc(e.tree, func(name string, _ *fstest.MapFile) bool { return re.MatchString(name) })
}

const (
	april   = "2024/leveransplaner/"
	running = "2026/leveransplaner/"
	coming  = "2027/leveransplaner/"
)

func slips() []slip {
	return slices.Concat(fileSlips, planSlips, changeSlips, memoSlips, offerSlips, registerSlips, outcomeSlips)
}

// nothingFits is how an editor says that a tree has no place for a slip.
type nothingFits string

// attempt makes a slip in a tree. It gives why there is no place for it, or nothing.
func attempt(t *testing.T, tree fstest.MapFS, s slip, number int) (why nothingFits) {
	t.Helper()
	defer func() {
		if lost := recover(); lost != nil {
			why = lost.(nothingFits)
		}
	}()
	s.make(&editor{t, tree, rand.New(rand.NewPCG(uint64(number), 0))})
	return ""
}

// spoiled is a tree with one slip, the first that has a place for it.
func spoiled(t *testing.T, number int, s slip) fstest.MapFS {
	t.Helper()
	var why nothingFits
	for i := range wholes {
		tree := maps.Clone(wholes[(number+i)%len(wholes)]())
		if why = attempt(t, tree, s, number); why == "" {
			return tree
		}
	}
	t.Fatal(why)
	return nil
}

// wholes are the trees that are spoiled. Most slips have a place in each.
var wholes = func() (out []func() fstest.MapFS) {
	for seed := range uint64(6) {
		out = append(out, sync.OnceValue(func() fstest.MapFS { return corpus.ThreeYears(20, seed) }))
	}
	return out
}()

func TestOneSlipGivesItsFinding(t *testing.T) {
	for i, slip := range slips() {
		t.Run(slip.name, func(t *testing.T) {
			t.Parallel()
			bad := faults(among(t, spoiled(t, i, slip)).Findings)
			var got []string
			for _, d := range bad {
				got = append(got, d.Rule)
			}
			slices.Sort(got)
			if diff := cmp.Diff(slip.rules, slices.Compact(got)); diff != "" {
				t.Errorf("rules (-want +got):\n%s%s", diff, show(bad))
			}
		})
	}
}

// among judges one of many trees that are alike but for a file: each of their files is read
// once. It begins with a tree without documents, which has nothing that a tree could have from
// it.
func among(t *testing.T, tree fstest.MapFS) *check.Result {
	t.Helper()
	nothing, err := begun()
	if err != nil {
		t.Fatal(err)
	}
	if len(nothing.Findings) > 0 {
		t.Fatalf("a tree without documents has findings:\n%s", show(nothing.Findings))
	}
	texts := map[string][]byte{}
	for name, f := range tree {
		if !f.Mode.IsRegular() {
			return judge(t, tree)
		}
		texts[name] = f.Data
	}
	result, err := nothing.After(texts)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

var begun = sync.OnceValues(func() (*check.Before, error) {
	schemas, err := schemas()
	if err != nil {
		return nil, err
	}
	return check.Begin(fstest.MapFS{check.Root: {Mode: fs.ModeDir}}, check.Options{Schemas: schemas, AsOf: corpus.AsOf})
})
