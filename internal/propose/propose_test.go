package propose_test

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/propose"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

var (
	schemas = func() *schema.Set {
		s, err := schema.Load()
		if err != nil {
			panic(err)
		}
		return s
	}()
	year, _ = calendar.ParseInterval("2027-01-01/2027-12-31")
	opt     = check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21)}
)

// without takes some of a year's plans out of a tree, so that their lines are open.
func without(tree fstest.MapFS, r *rand.Rand, share float64) fstest.MapFS {
	out := fstest.MapFS{}
	var names []string
	for name := range tree {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if strings.HasPrefix(name, "plans/2027/leveransplaner/") && r.Float64() < share {
			continue
		}
		out[name] = tree[name]
	}
	return out
}

// proposed allocates what is open in a tree and gives the files of the proposal.
func proposed(t *testing.T, tree fstest.MapFS, q allocate.Question) (*propose.Proposal, map[string][]byte, *plan.Set) {
	t.Helper()
	loaded, err := check.Load(tree, schemas)
	if err != nil {
		t.Fatal(err)
	}
	q.Set, q.Period, q.Today = loaded.Set, year, opt.Today
	found, err := allocate.Allocate(q)
	if err != nil {
		t.Fatal(err)
	}
	if err := found.Certificate().Check(); err != nil {
		t.Errorf("the proof does not hold: %v", err)
	}
	o := propose.Options{Set: loaded.Set, Routine: "9.0", Today: opt.Today, Language: lang.SV}
	out := propose.Documents(found, o)
	files, err := out.Files(tree, schemas, o)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string][]byte{}
	for _, f := range files {
		if _, there := tree[f.Path]; there != (f.Old != nil) {
			t.Errorf("%s: there before %t, and said to be %t", f.Path, there, f.Old != nil)
		}
		texts[f.Path] = f.New
	}
	return out, texts, loaded.Set
}

// What is proposed passes the check but for what only people can do; it places or lists all
// that was open, and asked again it proposes nothing.
func TestProposalsLackOnlyWhatPeopleDo(t *testing.T) {
	tree := region.Worked(t)
	plans := 0
	for seed := range uint64(10) {
		r := rand.New(rand.NewPCG(seed, 1))
		grain := []calendar.Grain{0, calendar.GrainWeek, calendar.GrainQuarter}[seed%3]
		open := without(tree, r, float64(seed%5)/4)
		out, texts, _ := proposed(t, open, allocate.Question{Grain: grain})
		plans += len(out.Plans)
		result := judged(t, open, texts)
		lacksOnlyEvidence(t, seed, result.Findings)
		for _, l := range result.Set.Lines {
			if l.Missiv.Period.V == year && l.Oppet() != 0 {
				t.Errorf("seed %d: %s/%s still has %d open", seed, l.Missiv.ID.V, l.Rad.ID.V, l.Oppet())
			}
		}
		again, err := allocate.Allocate(allocate.Question{Set: result.Set, Period: year, Today: opt.Today})
		if err != nil || len(again.Plans)+len(again.Rests) > 0 {
			t.Errorf("seed %d: asked again it proposes %d plans and %d rests, %v", seed, len(again.Plans), len(again.Rests), err)
		}
	}
	if plans < 120 {
		t.Errorf("only %d plans were proposed", plans)
	}
}

// judged checks a tree with files written into it.
func judged(t *testing.T, before fs.FS, texts map[string][]byte) *check.Result {
	t.Helper()
	was, err := check.Begin(before, opt)
	if err != nil {
		t.Fatal(err)
	}
	result, err := was.After(texts)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// lacksOnlyEvidence holds that nothing is said of a proposal but what people have to do. That a
// line has two plans at one receiver (X204) the proposal tells by itself.
func lacksOnlyEvidence(t *testing.T, seed uint64, findings diag.List) {
	t.Helper()
	for _, d := range findings {
		if d.Severity != diag.Info && !d.Inherited && !d.MissingEvidence && d.Rule != "X204" {
			t.Errorf("seed %d: %s: %s: %s", seed, d.Rule, d.File, d.Message.In(lang.EN))
		}
	}
}

// The order of documents says nothing.
func TestProposalsFollowFromTheTreeAlone(t *testing.T) {
	open := without(region.Worked(t), rand.New(rand.NewPCG(7, 7)), 0.5)
	loaded, err := check.Load(open, schemas)
	if err != nil {
		t.Fatal(err)
	}
	words := func(documents []plan.Any) []string {
		set := plan.NewSet(documents, nil)
		found, err := allocate.Allocate(allocate.Question{Set: set, Period: year, Today: opt.Today})
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, p := range propose.Documents(found, propose.Options{Set: set, Routine: "9.0", Today: opt.Today, Language: lang.SV}).Plans {
			out = append(out, fmt.Sprint(p.Path, p.Document))
		}
		return out
	}
	want := words(loaded.Set.Documents)
	for seed := range uint64(3) {
		mixed := slices.Clone(loaded.Set.Documents)
		rand.New(rand.NewPCG(seed, 2)).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		if d := cmp.Diff(want, words(mixed)); d != "" {
			t.Fatalf("another order gives another proposal (-want +got):\n%s", d)
		}
	}
}

// A plan year without a document of rests gets one.
func TestRestsBeginTheirDocument(t *testing.T) {
	open := without(region.Worked(t), rand.New(rand.NewPCG(1, 1)), 0)
	delete(open, "plans/2027/restvolymer.yaml")
	out, texts, _ := proposed(t, open, allocate.Question{})
	if len(out.Rests) == 0 {
		t.Fatal("nothing is left over")
	}
	text := texts["plans/2027/restvolymer.yaml"]
	if !strings.Contains(string(text), "id: rest-2027\nperiod: 2027-01-01/2027-12-31\nrester:\n  - id: rest-1\n") {
		t.Errorf("%s", text)
	}
}

// Names that are taken are left alone.
func TestTakenNamesGetANumber(t *testing.T) {
	tree := region.Worked(t)
	out, _, set := proposed(t, tree, allocate.Question{})
	for _, p := range out.Plans {
		if set.Plan(p.ID) != nil || tree[p.Path] != nil || path.Base(p.Path) != p.ID+".yaml" {
			t.Errorf("%s at %s", p.ID, p.Path)
		}
	}
}
