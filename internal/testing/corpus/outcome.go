package corpus

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// rowsPerTable keeps an outcome table well below the size up to which files are read.
const rowsPerTable = 12_000

// reporting is how many plans there are for each that reports every week. All of them would be
// what a region has, and so many rows that a measurement of the plans would measure little else.
const reporting = 5

// outcome is what a plan has reported so far.
type outcome struct{ due, done, missed int }

// writeOutcome writes what was done in the weeks that have passed, for each plan at most what it
// had planned, and at most a tenth less. In every week with planned volume each sender has a
// figure, and every plan has figures until somebody has been received.
func (r *region) writeOutcome(y *year, out *files) {
	lost := map[*planned]int{}
	for _, u := range y.rests {
		if u.plan != nil {
			lost[u.plan] = u.volume
		}
	}
	so := make(map[*planned]*outcome, len(y.plans))
	for _, p := range y.plans {
		so[p] = &outcome{}
	}
	for _, w := range y.period.Weeks() {
		if w.Sunday() >= AsOf {
			return
		}
		part := 0
		for plans := range slices.Chunk(y.reportingIn(w, so), rowsPerTable) {
			var table bytes.Buffer
			table.WriteString("leveransplan;vecka;utfort;kontaktade;accepterade;avbojda\n")
			for _, p := range plans {
				due, _ := p.due(w)
				done, so := due, so[p]
				so.due += due
				if r.rng.IntN(4) == 0 {
					less := min(r.rng.IntN(due+1), so.due/10-so.missed)
					done, so.missed = done-less, so.missed+less
				}
				// What a rest calls unused was not done in the plan's first weeks.
				miss := min(lost[p], done)
				lost[p] -= miss
				so.done += done - miss
				declined := r.rng.IntN(3)
				fmt.Fprintf(&table, "%s;%s;%d;%d;%d;%d\n", p.id, w, done-miss, due+declined, due, declined)
			}
			name := fmt.Sprintf("plans/%d/utfall/%s.csv", y.number, w)
			if part++; part > 1 {
				name = fmt.Sprintf("plans/%d/utfall/%s-%d.csv", y.number, w, part)
			}
			out.put(name, table.Bytes())
		}
	}
}

// reportingIn lists the plans with a figure for a week.
func (y *year) reportingIn(w calendar.Week, so map[*planned]*outcome) []*planned {
	var out []*planned
	reported := map[*party]bool{}
	for i, p := range y.plans {
		if _, planned := p.due(w); planned && (i%reporting == 0 || !reported[p.sender] || so[p].done == 0) {
			reported[p.sender] = true
			out = append(out, p)
		}
	}
	return out
}

// due is what a plan has planned for a week, of a quarter an even share, and whether it has
// planned anything.
func (p *planned) due(w calendar.Week) (volume int, planned bool) {
	for i, s := range p.slots {
		if s == calendar.SlotOfWeek(w) {
			return p.volumes[i], p.volumes[i] > 0
		}
		if s == calendar.SlotOfQuarter(w.Quarter()) {
			weeks := slices.DeleteFunc(s.Weeks(), func(w calendar.Week) bool { return !p.period.ContainsWeek(w) })
			at := slices.Index(weeks, w)
			return p.volumes[i]*(at+1)/len(weeks) - p.volumes[i]*at/len(weeks), p.volumes[i] > 0
		}
	}
	return 0, false
}
