package followup_test

import (
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// seeds is how many random regions the properties are tried on.
const seeds = 16

var schemas = sync.OnceValues(schema.Load)

// load reads a tree.
func load(t testing.TB, tree fstest.MapFS) *plan.Set {
	t.Helper()
	known, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	l, err := check.Load(tree, known)
	if err != nil {
		t.Fatal(err)
	}
	return l.Set
}

// regions holds the regions that have been read.
var regions sync.Map

// world is a random region in the middle of its year, with random outcome instead of its own.
func world(t testing.TB, seed uint64) (*plan.Set, calendar.Day) {
	t.Helper()
	read, known := regions.Load(seed)
	if !known {
		read = load(t, corpus.Region(seed))
		regions.Store(seed, read)
	}
	whole := *read.(*plan.Set)
	set := &whole // its documents are shared and never changed; its outcome is its own
	rng := rand.New(rand.NewPCG(seed, 7))
	set.Utfall = nil
	var rows []plan.Utfallsrad
	for _, p := range set.Leveransplaner {
		rows = append(rows, rowsOf(rng, p)...)
	}
	for range 40 { // outcome without a plan
		a, b := set.Leveransplaner[rng.IntN(len(set.Leveransplaner))], set.Leveransplaner[rng.IntN(len(set.Leveransplaner))]
		r := randomRow(rng, a.Period.V.From.Add(7*rng.IntN(60)).Week())
		r.Skickande, r.Mottagare, r.Vardomrade = a.Skickande, b.Mottagare, a.Vardomrade
		rows = append(rows, r)
	}
	set.Rester = randomRests(rng, set.Leveransplaner)
	rng.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	for len(rows) > 0 {
		n := min(len(rows), 1+rng.IntN(400))
		set.Utfall = append(set.Utfall, table(rows[:n]))
		rows = rows[n:]
	}
	return set, corpus.AsOf.Add(rng.IntN(700) - 500)
}

// randomRests registers volumes as outlösta, and others as never placed.
func randomRests(rng *rand.Rand, plans []*plan.Leveransplan) []*plan.Rest {
	var out []*plan.Rest
	days := rand.New(rand.NewPCG(uint64(len(plans)), 5))
	for range len(plans) / 3 {
		slag := []string{plan.SlagOutlost, plan.SlagOutlost, plan.SlagOplacerad}[rng.IntN(3)]
		r := restOf(plans[rng.IntN(len(plans))].ID.V, slag, 1+rng.IntN(20))
		r.Datum = plan.Day{V: corpus.AsOf.Add(days.IntN(900) - 700), Set: true}
		out = append(out, r)
	}
	return out
}

func restOf(id, slag string, volume int) *plan.Rest {
	return &plan.Rest{Owner: &plan.Restvolymer{}, Leveransplan: plan.Text{V: id, Set: true}, Slag: plan.Text{V: slag, Set: true}, Volym: plan.Int{V: volume, Set: true}}
}

func table(rows []plan.Utfallsrad) *plan.Utfall {
	return &plan.Utfall{Document: plan.Document{Kind: plan.KindUtfall, Source: &diag.Source{File: "plans/utfall.csv"}}, Rows: rows}
}

// rowsOf makes outcome of a plan: none, here and there, or nearly every week; mostly small
// figures, at times large ones, also before its period and after it.
func rowsOf(rng *rand.Rand, p *plan.Leveransplan) []plan.Utfallsrad {
	often := []int{0, 1, 5, 9, 10}[rng.IntN(5)]
	first, last := p.Period.V.From.Add(-7*rng.IntN(4)), p.Period.V.To.Add(7*rng.IntN(20)-70)
	var out []plan.Utfallsrad
	for day := first.Week().Thursday(); day <= last; day += 7 {
		if rng.IntN(10) < often {
			r := randomRow(rng, day.Week())
			r.Leveransplan = p.ID
			out = append(out, r)
		}
	}
	return out
}

func randomRow(rng *rand.Rand, w calendar.Week) plan.Utfallsrad {
	most := []int{1, 2, 3, 12}[rng.IntN(4)]
	number := func() plan.Int { return plan.Int{V: rng.IntN(most), Set: true} }
	r := plan.Utfallsrad{Vecka: plan.Slot{V: calendar.SlotOfWeek(w), Set: true}, Utfort: number()}
	if rng.IntN(3) > 0 {
		r.Kontaktade = number()
	}
	if rng.IntN(2) > 0 {
		r.Accepterade = number()
	}
	return r
}

// same compares reports: documents by being the same ones.
var same = cmp.Options{
	cmp.Comparer(func(a, b *plan.Leveransplan) bool { return a == b }),
	cmp.Comparer(func(a, b *plan.Line) bool { return a == b }),
	cmp.Comparer(func(a, b *plan.Avtal) bool { return a == b }),
	cmp.Comparer(func(a, b *plan.Erbjudande) bool { return a == b }),
	cmp.Comparer(func(a, b *plan.Document) bool { return a == b }),
	cmp.Comparer(func(a, b calendar.Slot) bool { return a == b }),
}

// different shows how two reports differ. Most do not, and that is told much faster.
func different(a, b *followup.Report) string {
	if reflect.DeepEqual(a, b) {
		return ""
	}
	return cmp.Diff(a, b, same)
}
