package check_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

func reader(known *cache.Cache) *check.Reader {
	return &check.Reader{Schemas: func() (*schema.Set, error) { return schemas, nil }, Meanings: func() *cache.Cache { return known }}
}

// everything tells what the way between two trees means by reading all of both.
func everything(t *testing.T, base, head fstest.MapFS) []diff.Change {
	t.Helper()
	var sides [2]*check.Loaded
	for i, tree := range []fstest.MapFS{base, head} {
		var err error
		if sides[i], err = check.Load(tree, schemas); err != nil {
			t.Fatal(err)
		}
	}
	var files []diff.FileChange
	all := maps.Clone(base)
	maps.Copy(all, head)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		x, y := base[name], head[name]
		if all[name].Mode.IsDir() {
			continue // git has no folders
		}
		if x != nil && y != nil && bytes.Equal(x.Data, y.Data) && x.Mode.Type() == y.Mode.Type() {
			continue
		}
		sum := func(f *fstest.MapFile) string {
			if f == nil {
				return ""
			}
			return check.ContentSum(fstest.MapFS{"f": f}, "f")
		}
		files = append(files, diff.FileChange{Path: name, Before: sum(x), After: sum(y)})
	}
	return diff.Compare(sides[0].Set, sides[1].Set, files)
}

// shownAs writes changes with all that the outputs show, their sums and kinds.
func shownAs(t *testing.T, changes []diff.Change) string {
	t.Helper()
	var b bytes.Buffer
	for _, c := range changes {
		fmt.Fprintln(&b, c.About(), c.About().BaseSum, c.About().HeadSum, c.Kinds())
	}
	if err := render.DiffJSON(&b, changes, "", "", lang.SV); err != nil {
		t.Fatal(err)
	}
	if err := render.DiffMarkdown(&b, changes, lang.SV, 1<<20); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What is told of a change does not depend on what else was read, nor on what was known of
// the files before.
func TestReadingOnlyWhatIsConcerned(t *testing.T) {
	known := new(cache.Cache)
	kinds := map[diff.Kind]int{}
	for n := range 70 {
		random := rand.New(rand.NewPCG(uint64(n), 4))
		base := region.Files()
		if n%3 > 0 {
			base = corpus.New(6+random.IntN(12), uint64(n/2))
		}
		if n%2 > 0 { // faults on both sides
			base = slip(random, base)
		}
		head := base
		var done []string
		for range 1 + random.IntN(5) {
			head = slip(random, head)
		}
		if random.IntN(3) == 0 {
			base, head = head, base
		}
		for name := range head {
			if base[name] != head[name] {
				done = append(done, name)
			}
		}
		want := everything(t, base, head)
		for _, c := range want {
			for _, k := range c.Kinds() {
				kinds[k]++
			}
		}
		for i, memory := range []*cache.Cache{known, known, new(cache.Cache), new(cache.Cache), new(cache.Cache)} {
			r := reader(memory)
			if i > 2 { // somebody has read one of the sides already
				read, err := check.Load([]fstest.MapFS{base, head}[i-3], schemas)
				if err != nil {
					t.Fatal(err)
				}
				r.Know(read.Set)
			}
			got, err := r.Changes(base, head, nil)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(shownAs(t, want), shownAs(t, got)); d != "" {
				t.Fatalf("%d: after a change of %s (-everything +only what is concerned):\n%s", n, strings.Join(done, ", "), d)
			}
		}
	}
	for _, k := range []diff.Kind{diff.PlanMinskning, diff.PlanFrigjord, diff.PlanNy, diff.PlanMottagande, diff.PlanPafyllning, diff.PlanOmperiodisering,
		diff.PlanVillkor, diff.PlanBorttagen, diff.MissivAndrat, diff.RestvolymAndrad, diff.UtfallAndrat, diff.OlastFore, diff.OlastEfter} {
		if kinds[k] == 0 {
			t.Errorf("no change was %s: the sequences show too little", k)
		}
	}
}

// Step by step the same is told as of each step alone.
func TestWalkFromTreeToTree(t *testing.T) {
	for n := range 12 {
		random := rand.New(rand.NewPCG(uint64(n), 5))
		trees := []fstest.MapFS{region.Files()}
		for range 7 {
			next := trees[len(trees)-1]
			if random.IntN(4) == 0 {
				next = trees[random.IntN(len(trees))] // back to what once was
			}
			for range 1 + random.IntN(3) {
				next = slip(random, next)
			}
			trees = append(trees, next)
		}
		walk, err := reader(new(cache.Cache)).Walk(trees[0])
		if err != nil {
			t.Fatal(err)
		}
		for i := 1; i < len(trees); i++ {
			got, err := walk.To(trees[i], nil)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(shownAs(t, everything(t, trees[i-1], trees[i])), shownAs(t, got)); d != "" {
				t.Fatalf("%d, step %d (-everything +only what is concerned):\n%s", n, i, d)
			}
		}
	}
}

// What a change means can hang on files that do not change.
func TestConcernedAlthoughUnchanged(t *testing.T) {
	const (
		taken   = "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml"
		decided = "plans/2026/missiv/missiv-2026-ortopedi.yaml"
		other   = "plans/2026/leveransplaner/su/lp-2026-su-klb-hoftprotes.yaml"
		eyes    = "plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v10.yaml"
	)
	whole := region.Files()
	head, _, _ := strings.Cut(string(whole[taken].Data), "andringar:")
	sibling := strings.NewReplacer("su-exk", "su-klb", "mottagare: exk", "mottagare: klb", "volym: 14", "volym: 4",
		"  2026-W11: 4\n  2026-W41: 4\n  2026-W47: 2\n", "").Replace(head) + "andringar: []\n"
	line := maps.Clone(whole)
	line[other] = &fstest.MapFile{Data: []byte(sibling)}
	lower := with(t, with(t, line, other, "volym: 4", "volym: 3"), other, "2026-W06: 4", "2026-W06: 3")
	beside := func(name string) fstest.MapFS {
		out := maps.Clone(whole)
		out[name] = whole[weekPlan]
		return out
	}
	raised := func(tree fstest.MapFS) fstest.MapFS {
		return with(t, with(t, tree, eyes, "volym: 2", "volym: 3"), eyes, "2027-W10: 2", "2027-W10: 3")
	}
	person := func(tree fstest.MapFS) fstest.MapFS {
		out := maps.Clone(tree)
		out[weekPlan] = &fstest.MapFile{Data: []byte(strings.Replace(string(tree[weekPlan].Data), "Operationskoordinator", "Anna "+"19121212"+"-1212", 1))}
		return out
	}
	for name, c := range map[string]struct {
		base, head fstest.MapFS
		want       diff.Kind // of some change
	}{
		"what another plan of the line has had taken up": {line, with(t, with(t, lower, decided, "volym: 12", "volym: 11"), decided,
			"    reglerar: [{leveransplan: lp-2026-su-exk-hoftprotes, nr: 1}]\n", ""), diff.PlanFrigjord},
		"the line, where a copy of the plan falls": {line, with(t, plus(with(t, line, other, "asa_klass: [1, 2]", "asa_klass: [1]"),
			"plans/2026/leveransplaner/su/a.yaml", string(lower[other].Data)), taken, "utokar: 4", "utokar: 6"), diff.PlanMinskning},
		"the line, where only the weeks fall":       {line, with(t, with(t, line, other, "2026-W06: 4", "2026-W06: 3"), taken, "utokar: 4", "utokar: 6"), diff.PlanMinskning},
		"the missiv of a line":                      {line, with(t, lower, taken, "utokar: 4", "utokar: 6"), diff.PlanMinskning},
		"a file with another ending":                {beside("plans/2027/plan.yml"), raised(beside("plans/2027/plan.yml")), diff.PlanPafyllning},
		"a name that is not read":                   {beside("plans/2027/Plan?.yaml"), raised(beside("plans/2027/Plan?.yaml")), diff.PlanPafyllning},
		"nothing, where all else can be read":       {whole, raised(whole), diff.PlanMottagande},
		"a number of a person in what changes":      {person(whole), person(with(t, whole, weekPlan, "2027-W05: 3", "2027-W05: 4")), diff.OlastFore},
		"a number of a person in the plan as it is": {person(whole), raised(person(whole)), diff.PlanMottagande},
	} {
		t.Run(name, func(t *testing.T) {
			known := new(cache.Cache)
			for range 2 {
				got, err := reader(known).Changes(c.base, c.head, nil)
				if err != nil {
					t.Fatal(err)
				}
				shown := shownAs(t, got)
				if d := cmp.Diff(shownAs(t, everything(t, c.base, c.head)), shown); d != "" || strings.Contains(shown, "1212-"+"1212") {
					t.Error(d)
				}
				if !slices.ContainsFunc(got, func(change diff.Change) bool { return slices.Contains(change.Kinds(), c.want) }) {
					t.Errorf("no change is %s", c.want)
				}
			}
		})
	}
}

// slip changes one thing of a tree: sometimes as a planner would, sometimes badly.
func slip(random *rand.Rand, tree fstest.MapFS) fstest.MapFS {
	out := maps.Clone(tree)
	names := slices.Sorted(maps.Keys(tree))
	name := names[random.IntN(len(names))]
	for range 20 { // mostly plans, since they have most kinds
		if strings.Contains(name, "leveransplaner/") || strings.Contains(name, "/rest") || random.IntN(8) == 0 {
			break
		}
		name = names[random.IntN(len(names))]
	}
	text := string(tree[name].Data)
	put := func(name, text string) { out[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	folder := name[:strings.LastIndexByte(name, '/')+1]
	switch random.IntN(11) {
	case 0, 1, 2, 3: // one figure
		digits := figures(text)
		if len(digits) > 0 {
			at := digits[random.IntN(len(digits))]
			put(name, text[:at]+string(rune('1'+random.IntN(9)))+text[at+1:])
		}
	case 10: // from one week to another
		i := strings.Index(text, "\nperiodisering:") + 1
		if digits := figures(text[i:]); i > 0 && len(digits) > 1 {
			from, to := digits[0]+i, digits[1]+i
			if text[from] > '0' && text[to] < '9' {
				put(name, text[:from]+string(text[from]-1)+text[from+1:to]+string(text[to]+1)+text[to+1:])
			}
		}
	case 4: // removed
		delete(out, name)
	case 5: // renamed
		delete(out, name)
		put(folder+"nytt-namn-"+name[len(folder):], text)
	case 6: // twice
		put(folder+"kopia-"+name[len(folder):], text)
	case 7: // can't be read, or not in full
		put(name, []string{"a: [\n" + text, strings.Replace(text, "\n", "\nhemligt: 1\n", 1), text + "\x00"}[random.IntN(3)])
	case 8: // a term
		lines := strings.Split(text, "\n")
		i := random.IntN(len(lines))
		lines = slices.Delete(lines, i, i+1)
		put(name, strings.Join(lines, "\n"))
	case 9: // names that are not read, and files that are no documents
		put(folder+[]string{"anteckning.txt", "plan.yml", "README.md", "Plan?.yaml", ".gitattributes"}[random.IntN(5)], text)
	}
	return out
}

// figures lists where a figure of its own stands after a colon.
func figures(text string) []int {
	var out []int
	for i := 2; i+1 < len(text); i++ {
		if text[i-2] == ':' && text[i-1] == ' ' && text[i] >= '0' && text[i] <= '9' && (text[i+1] == '\n' || text[i+1] == ',' || text[i+1] == '}') {
			out = append(out, i)
		}
	}
	return out
}

// counted counts the files of a tree that are read.
type counted struct {
	fs.FS
	mu   sync.Mutex
	read map[string]int
}

func (c *counted) ReadFile(name string) ([]byte, error) {
	c.mu.Lock()
	c.read[name]++
	c.mu.Unlock()
	return fs.ReadFile(c.FS, name)
}

// hashed is a tree that knows the hashes of its files, as a revision does.
type hashed struct {
	*counted
	hashes map[string]string
}

func (h hashed) Hash(name string) (string, bool) { hash, ok := h.hashes[name]; return hash, ok }

func asRevision(files fstest.MapFS) hashed {
	h := hashed{&counted{FS: files, read: map[string]int{}}, map[string]string{}}
	for name := range files {
		h.hashes[name] = check.ContentSum(files, name)
	}
	return h
}

// A change of one plan costs the plan, its line and the names: the rest is not read again.
func TestKnownFilesAreNotReadAgain(t *testing.T) {
	base := corpus.New(200, 3)
	head := maps.Clone(base)
	for _, name := range slices.Sorted(maps.Keys(base)) {
		text := string(base[name].Data)
		if strings.Contains(text, "dokument: leveransplan/v1") && strings.Contains(text, "vardform: dagkirurgi") {
			head[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, "vardform: dagkirurgi", "vardform: slutenvard", 1))}
			break
		}
	}
	known := new(cache.Cache)
	var reads []int
	for range 2 {
		was, now := asRevision(base), asRevision(head)
		changes, err := reader(known).Changes(was, now, nil)
		if err != nil || len(changes) != 1 {
			t.Fatal(len(changes), err)
		}
		reads = append(reads, len(was.read)+len(now.read))
	}
	if reads[0] < len(base) || reads[1] > 15 {
		t.Errorf("%d files: %d read the first time, %d the second", len(base), reads[0], reads[1])
	}
}

// A meaning that is no meaning, and one of other content, tell nothing.
func TestMeaningsThatAreNone(t *testing.T) {
	base := region.Files()
	head := with(t, base, weekPlan, "volym: 12", "volym: 13")
	known := new(cache.Cache)
	for name, f := range base {
		for i, junk := range []string{"", "!", "!leveransplan\n", "x\n\n\n", "?\n", "\n\n\n"} {
			if (len(name)+i)%6 == 0 {
				known.Put(check.ContentSum(base, name)+" "+name, []byte(junk))
			}
		}
		_ = f
	}
	got, err := reader(known).Changes(base, head, nil)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(shownAs(t, everything(t, base, head)), shownAs(t, got)); d != "" {
		t.Error(d)
	}
}

// A file that somebody writes while it is being read is read as it is then.
func TestFileThatChangesMeanwhile(t *testing.T) {
	base := region.Files()
	stale := asRevision(base)
	stale.FS = with(t, base, weekPlan, "volym: 12", "volym: 12\nhemligt: 1")
	known := new(cache.Cache)
	if _, err := reader(known).Changes(base, base, nil); err != nil {
		t.Fatal(err)
	}
	head := with(t, base, weekPlan, "volym: 12", "volym: 13")
	got, err := reader(known).Changes(stale, head, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || !slices.Contains(got[0].Kinds(), diff.OlastFore) {
		t.Errorf("%v", got[0].Kinds())
	}
}
