package followup_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// figure picks one of the three counts of a row.
var figures = map[string]func(*plan.Utfallsrad) *plan.Int{
	"done":      func(r *plan.Utfallsrad) *plan.Int { return &r.Utfort },
	"contacted": func(r *plan.Utfallsrad) *plan.Int { return &r.Kontaktade },
	"accepted":  func(r *plan.Utfallsrad) *plan.Int { return &r.Accepterade },
}

// secret is what masking hides: the rows of a plan, or of parties, in a quarter whose sum is
// below the limit.
type secret struct{ cells []*plan.Int }

func (s secret) sum() int {
	n := 0
	for _, c := range s.cells {
		n += c.V
	}
	return n
}

// set makes the sum another one, shared over the rows at random.
func (s secret) set(rng *rand.Rand, sum int) {
	for _, c := range s.cells {
		c.V = 0
	}
	for range sum {
		s.cells[rng.IntN(len(s.cells))].V++
	}
}

// secrets finds them, and copies the tables so that they can be told otherwise.
func secrets(set *plan.Set, today calendar.Day, under int) []secret {
	found := map[string]*secret{}
	var keys []string
	for _, u := range set.Utfall {
		u.Rows = slices.Clone(u.Rows)
		for i := range u.Rows {
			r := &u.Rows[i]
			if r.Vecka.V.First() > today {
				continue // is told nowhere
			}
			for name, of := range figures {
				key := fmt.Sprint(name, r.Leveransplan.V, "/", r.Skickande.V, "/", r.Mottagare.V, "/", r.Vardomrade.V, "/", r.Vecka.V.Quarter())
				if of(r).Set {
					if found[key] == nil {
						found[key] = &secret{}
						keys = append(keys, key)
					}
					found[key].cells = append(found[key].cells, of(r))
				}
			}
		}
	}
	slices.Sort(keys)
	var out []secret
	for _, k := range keys {
		if found[k].sum() < under {
			out = append(out, *found[k])
		}
	}
	return out
}

// What is masked has no influence at all: told otherwise, the report is the same.
func TestWhatIsMaskedChangesNothing(t *testing.T) {
	for seed := range uint64(seeds) {
		for _, under := range []int{2, 5, 12} {
			set, today := world(t, seed)
			o := followup.Options{Today: today, MaskUnder: under}
			hidden := secrets(set, today, under)
			if len(hidden) < 10 {
				continue
			}
			before := followup.New(set, o)
			raw := followup.New(set, followup.Options{Today: today})
			rng := rand.New(rand.NewPCG(seed, uint64(under)))
			for round := range 4 {
				for _, s := range hidden {
					switch round {
					case 0:
						s.set(rng, 0)
					case 1:
						s.set(rng, under-1)
					default:
						s.set(rng, rng.IntN(under))
					}
				}
				if diff := different(before, followup.New(set, o)); diff != "" {
					t.Fatalf("seed %d, under %d, round %d:\n%s", seed, under, round, diff)
				}
				if reflect.DeepEqual(raw, followup.New(set, followup.Options{Today: today})) {
					t.Fatalf("seed %d: nothing was told otherwise", seed)
				}
			}
		}
	}
}

// One masked figure by itself says nothing either.
func TestOneMaskedFigureChangesNothing(t *testing.T) {
	set, today := world(t, 3)
	o := followup.Options{Today: today, MaskUnder: 5}
	before, rng := followup.New(set, o), rand.New(rand.NewPCG(1, 1))
	hidden := secrets(set, today, 5)
	for range 60 {
		s := hidden[rng.IntN(len(hidden))]
		s.set(rng, rng.IntN(5))
		if diff := different(before, followup.New(set, o)); diff != "" {
			t.Fatal(diff)
		}
	}
}

// Whatever a masked figure is, what is told holds it; and of what is told of a plan or a group
// the ends are reached, so that no more is hidden than has to be.
func TestMaskedFiguresHoldTheRawOnes(t *testing.T) {
	masked, unsure := 0, 0
	for seed := range uint64(seeds) {
		const under = 5
		set, today := world(t, seed)
		set.Rester = nil // what is registered is not told at all
		hidden, rng := secrets(set, today, under), rand.New(rand.NewPCG(seed, 2))
		m := followup.New(set, followup.Options{Today: today, MaskUnder: under})
		var ends []*followup.Report
		for round := range 6 {
			for _, s := range hidden {
				switch round {
				case 0: // as it came
				case 1:
					s.set(rng, 0)
				case 2:
					s.set(rng, under-1)
				default:
					s.set(rng, rng.IntN(under))
				}
			}
			raw := followup.New(set, followup.Options{Today: today})
			masked += holds(t, fmt.Sprintf("seed %d, round %d", seed, round), reflect.ValueOf(m).Elem(), reflect.ValueOf(raw).Elem())
			if round == 1 || round == 2 {
				ends = append(ends, raw)
			}
			for i, p := range m.Plans {
				if p.Weeks != nil {
					t.Fatal("weeks are told")
				}
				if p.Status == followup.Unsure {
					unsure++
				} else if p.Status != raw.Plans[i].Status {
					t.Errorf("seed %d, %s is told as %s and is %s", seed, p.ID.V, p.Status, raw.Plans[i].Status)
				}
			}
		}
		for _, of := range []func(*followup.Report) []followup.Figures{planFigures, groupFigures} {
			low, high := of(ends[0]), of(ends[1])
			for i, f := range of(m) {
				for what, pair := range map[string][3]followup.Count{
					"done":      {f.Done, low[i].Done, high[i].Done},
					"contacted": {f.Contacted, low[i].Contacted, high[i].Contacted},
					"accepted":  {f.Accepted, low[i].Accepted, high[i].Accepted},
					"gap":       {f.Gap, high[i].Gap, low[i].Gap},
					"unused":    {f.Unused, high[i].Unused, low[i].Unused},
					"forecast":  {f.Forecast, low[i].Forecast, high[i].Forecast},
				} {
					if got := pair[0]; got.Known && (got.Low != pair[1].Low || got.High != pair[2].High) {
						t.Errorf("seed %d, %s: told as %v, and it reaches from %v to %v", seed, what, got, pair[1], pair[2])
					}
				}
			}
		}
	}
	if masked < 1000 || unsure == 0 {
		t.Errorf("%d masked figures, %d unsure statuses: too few to say anything", masked, unsure)
	}
}

func planFigures(r *followup.Report) (out []followup.Figures) {
	for _, p := range r.Plans {
		out = append(out, p.Figures)
	}
	return out
}

func groupFigures(r *followup.Report) (out []followup.Figures) {
	for _, g := range slices.Concat(r.Lines, r.Senders, r.Receivers, r.Fields, r.Region) {
		out = append(out, g.Figures)
	}
	return out
}

// holds goes through two reports side by side: each count that is told holds the raw one, no
// more and no fewer are told, and whatever is no count is the same. It counts those that are not
// told in full.
func holds(t *testing.T, where string, told, raw reflect.Value) (masked int) {
	t.Helper()
	switch c := told.Interface().(type) {
	case followup.Count:
		r := raw.Interface().(followup.Count)
		n, exact := r.Exact()
		if r.Known != c.Known || exact && !c.Holds(n) {
			t.Fatalf("%s: told as %v, and it is %v", where, c, r)
		}
		if _, exact := c.Exact(); c.Known && !exact {
			return 1
		}
		return 0
	case diag.Span:
		if c != raw.Interface() {
			t.Fatalf("%s: %v told as %v", where, raw, c)
		}
		return 0
	case followup.Status, *plan.Leveransplan, *plan.Line, *plan.Avtal, *plan.Erbjudande, calendar.Slot:
		return 0
	}
	switch told.Kind() {
	case reflect.Pointer:
		if !told.IsNil() {
			masked += holds(t, where, told.Elem(), raw.Elem())
		}
	case reflect.Slice:
		if told.Type() == reflect.TypeFor[[]followup.Period]() && told.IsNil() {
			return 0 // weeks
		}
		if told.Len() != raw.Len() {
			t.Fatalf("%s: %d of %s told, and there are %d", where, told.Len(), told.Type(), raw.Len())
		}
		for i := range told.Len() {
			masked += holds(t, where, told.Index(i), raw.Index(i))
		}
	case reflect.Struct:
		for i := range told.NumField() {
			if name := told.Type().Field(i).Name; name != "MaskUnder" {
				masked += holds(t, where+"/"+name, told.Field(i), raw.Field(i))
			}
		}
	default:
		if !cmp.Equal(told.Interface(), raw.Interface()) {
			t.Fatalf("%s: %v told as %v", where, raw, told)
		}
	}
	return masked
}

func TestMaskingUnderOneHidesNothing(t *testing.T) {
	for seed := range uint64(seeds) {
		set, today := world(t, seed)
		raw := followup.New(set, followup.Options{Today: today})
		for _, under := range []int{-3, 0, 1} {
			if diff := different(raw, followup.New(set, followup.Options{Today: today, MaskUnder: under})); diff != "" {
				t.Fatalf("seed %d, under %d:\n%s", seed, under, diff)
			}
		}
	}
}
