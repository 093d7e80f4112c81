package followup

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// row is a row of outcome, small: there can be a million of them. A figure that is not told is
// below 0.
type row struct {
	thursday                  calendar.Day
	contacted, accepted, done int32
}

// told is all that the rest of the package learns of the outcome of one plan or of one pair of
// parties: it is masked where it is made and nowhere else. In which weeks something is told is
// no secret; what is, may be.
type told struct {
	weeks    []calendar.Day // the Thursdays that have a row, in order, each once
	rows     []row          // in the same order; nil where outcome is masked
	quarters []toldQuarter  // in order
}

// toldQuarter is what is told of a quarter.
type toldQuarter struct {
	quarter                   calendar.Quarter
	first, last               calendar.Day // the first and the last week that has a row
	contacted, accepted, done Count
}

// sum is what is told of the weeks from one Thursday to another. Of a masked quarter that is
// partly outside no more is told than that its part is no larger than the whole.
func (t *told) sum(from, to calendar.Day) (done Count) {
	if t.rows != nil {
		for _, r := range t.rows {
			if from <= r.thursday && r.thursday <= to {
				done = done.Add(exact(r.done))
			}
		}
		return done
	}
	for _, q := range t.quarters {
		if from <= q.first && q.last <= to {
			done = done.Add(q.done)
		} else if t.any(max(from, q.first), min(to, q.last)) {
			done = done.Add(Count{0, q.done.High, q.done.Known})
		}
	}
	return done
}

// any tells that a week from one Thursday to another has a row.
func (t *told) any(from, to calendar.Day) bool {
	i, _ := slices.BinarySearch(t.weeks, from)
	return i < len(t.weeks) && t.weeks[i] <= to
}

// has tells that a week, by its Thursday, has a row.
func (t *told) has(thursday calendar.Day) bool {
	_, found := slices.BinarySearch(t.weeks, thursday)
	return found
}

// due is what a schedule has within a time in the weeks that outcome tells of. A week without a
// row has no figure: nobody says that nothing was done in it.
func (t *told) due(s schedule, time calendar.Interval) int {
	sum := 0
	for _, w := range s {
		if time.Contains(w.thursday) && t.has(w.thursday) {
			sum += w.volume
		}
	}
	return sum
}

// through is the Thursday of the last week with a row, 0 where there is none.
func (t *told) through() calendar.Day {
	if len(t.weeks) == 0 {
		return 0
	}
	return t.weeks[len(t.weeks)-1]
}

// tell makes of rows in the order of their weeks what is told of them.
func (b *builder) tell(rows []row) *told {
	t := &told{weeks: make([]calendar.Day, 0, len(rows))}
	for _, r := range rows {
		if n := len(t.weeks); n == 0 || t.weeks[n-1] != r.thursday {
			t.weeks = append(t.weeks, r.thursday)
		}
		quarter := b.week(r.thursday).quarter
		if n := len(t.quarters); n == 0 || t.quarters[n-1].quarter != quarter {
			t.quarters = append(t.quarters, toldQuarter{quarter: quarter, first: r.thursday})
		}
		q := &t.quarters[len(t.quarters)-1]
		q.last = r.thursday
		q.contacted, q.accepted, q.done = q.contacted.Add(exact(r.contacted)), q.accepted.Add(exact(r.accepted)), q.done.Add(exact(r.done))
	}
	if !b.masks() {
		t.rows = rows
		return t
	}
	for i := range t.quarters {
		q := &t.quarters[i]
		q.contacted, q.accepted, q.done = q.contacted.masked(b.MaskUnder), q.accepted.masked(b.MaskUnder), q.done.masked(b.MaskUnder)
	}
	return t
}

func exact(n int32) Count {
	if n < 0 {
		return Count{}
	}
	return Exactly(int(n))
}

// strayKey is whom outcome without a plan is about.
type strayKey struct{ skickande, mottagare, vardomrade string }

// gather reads all rows once: by plan each week once, and by parties and field those that name
// no plan. Of two rows for one plan and week the first in the order of the tree counts, as it
// does for the rules on outcome.
func (b *builder) gather(set *plan.Set) (strays map[strayKey][]row) {
	b.rows = make(map[*plan.Leveransplan][]row, len(set.Leveransplaner))
	strays = map[strayKey][]row{}
	running := b.Today.Week().Thursday()
	for _, u := range set.Utfall {
		if u.Broken {
			continue
		}
		for i := range u.Rows {
			r := &u.Rows[i]
			thursday := b.thursday(r.Vecka.V)
			if thursday > running {
				b.missing.Ahead++
				continue
			}
			small := row{thursday, figure(r.Kontaktade), figure(r.Accepterade), figure(r.Utfort)}
			if !r.Leveransplan.Set {
				if !r.Skickande.Set || !r.Mottagare.Set || !r.Vardomrade.Set {
					b.missing.Nameless++
					continue
				}
				key := strayKey{r.Skickande.V, r.Mottagare.V, r.Vardomrade.V}
				strays[key] = append(strays[key], small)
			} else if p := set.Plan(r.Leveransplan.V); p == nil || p.Broken {
				b.missing.Unknown++
			} else {
				b.rows[p] = append(b.rows[p], small)
			}
		}
	}
	for p, rows := range b.rows {
		inOrder(rows)
		once := slices.CompactFunc(rows, func(x, y row) bool { return x.thursday == y.thursday })
		b.missing.Twice += len(rows) - len(once)
		b.rows[p] = once
	}
	return strays
}

func inOrder(rows []row) {
	byWeek := func(x, y row) int { return cmp.Compare(x.thursday, y.thursday) }
	if !slices.IsSortedFunc(rows, byWeek) {
		slices.SortStableFunc(rows, byWeek)
	}
}

func figure(n plan.Int) int32 {
	if !n.Set {
		return -1
	}
	return int32(n.V)
}
