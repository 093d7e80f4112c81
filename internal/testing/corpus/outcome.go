package corpus

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// rowsPerTable keeps an outcome table well below the size up to which files are read.
const rowsPerTable = 12_000

// reporting is how many plans there are for each that reports. All of them would be what
// a region has, and so many rows that a measurement of the plans would measure little else.
const reporting = 5

// writeOutcome writes what was done in the weeks that have passed, for each plan at most
// what it had planned. In every week with planned volume each sender has a figure.
func (r *region) writeOutcome(y *year, out *files) {
	lost := map[*planned]int{}
	for _, u := range y.rests {
		if u.plan != nil {
			lost[u.plan] = u.volume
		}
	}
	for _, w := range y.period.Weeks() {
		if w.Sunday() >= AsOf {
			return
		}
		part := 0
		for plans := range slices.Chunk(y.reportingIn(w), rowsPerTable) {
			var table bytes.Buffer
			table.WriteString("leveransplan;vecka;utfort;kontaktade;accepterade;avbojda\n")
			for _, p := range plans {
				due, _ := p.due(w)
				done := due
				if r.rng.IntN(4) == 0 {
					done -= r.rng.IntN(due + 1)
				}
				// What a rest calls unused was not done in the plan's first weeks.
				miss := min(lost[p], done)
				lost[p] -= miss
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
func (y *year) reportingIn(w calendar.Week) []*planned {
	var out []*planned
	reported := map[*party]bool{}
	for i, p := range y.plans {
		if _, planned := p.due(w); planned && (i%reporting == 0 || !reported[p.sender]) {
			reported[p.sender] = true
			out = append(out, p)
		}
	}
	return out
}

// due is what a plan has planned for a week, of a quarter an even share rounded down, and
// whether it has planned anything.
func (p *planned) due(w calendar.Week) (volume int, planned bool) {
	for i, s := range p.slots {
		if s == calendar.SlotOfWeek(w) {
			return p.volumes[i], p.volumes[i] > 0
		}
		if s == calendar.SlotOfQuarter(w.Quarter()) {
			return p.volumes[i] / len(s.Weeks()), p.volumes[i] > 0
		}
	}
	return 0, false
}
