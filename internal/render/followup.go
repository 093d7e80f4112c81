package render

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// FollowupOptions says what a follow-up shows of its report.
type FollowupOptions struct {
	Language lang.Language
	// Commit is the whole name of the commit that is shown, OnMain that it lies on main's line.
	Commit string
	OnMain bool
	// By is what figures are told of, one of [FollowupLevels].
	By string
	// From and To are the first and the last period that are told of, both weeks or both
	// quarters; unset: the whole plan, by quarter where periods are listed.
	From, To calendar.Slot
	// Fold shows a plan year and unit whose plans are all finished as their sum alone, in text.
	Fold bool
	// Corrections are figures of outcome that a later decision has changed; nil: nobody asks for
	// them. They are raw, and are shown nowhere where outcome is masked.
	Corrections []Correction
}

// FollowupLevels are what follow-up can be told by, the usual one first.
var FollowupLevels = []string{"plan", "line", "sender", "receiver", "field", "region"}

// Correction is a figure of outcome that a decision has changed.
type Correction struct {
	Day           calendar.Day // of the decision
	Commit        string
	Plan          string
	Week          calendar.Week
	Column        string // which figure, as the table names it: utfort, kontaktade, …
	Before, After followup.Count
}

// corrections are those that may be shown.
func (o FollowupOptions) corrections(r *followup.Report) []Correction {
	if r.MaskUnder > 0 {
		return nil
	}
	return o.Corrections
}

// followRow is a plan or a group as it is told of.
type followRow struct {
	followup.Figures
	plan    *followup.Plan // nil: a group
	id, rad string
	year    int
	unit    string
	periods []followup.Period
}

// rows lists what is told of, in the order of the report: all of it, or what has anything in the
// periods that are asked for.
func (o FollowupOptions) rows(r *followup.Report) []followRow {
	out := o.all(r)
	if !o.From.IsZero() {
		out = slices.DeleteFunc(out, func(x followRow) bool { return len(x.periods) == 0 })
	}
	return out
}

func (o FollowupOptions) all(r *followup.Report) []followRow {
	var out []followRow
	if o.By == FollowupLevels[0] {
		for _, p := range r.Plans {
			out = append(out, followRow{p.Figures, p, p.ID.V, "", p.Year, p.Unit(), o.periods([]*followup.Plan{p}, p.Quarters)})
		}
		return out
	}
	levels := map[string][]*followup.Group{"line": r.Lines, "sender": r.Senders, "receiver": r.Receivers, "field": r.Fields, "region": r.Region}
	for _, g := range levels[o.By] {
		out = append(out, followRow{g.Figures, nil, g.ID, g.Rad, g.Year, g.Unit, o.periods(g.Plans, g.Quarters)})
	}
	return out
}

// periods picks the periods that are asked for.
func (o FollowupOptions) periods(plans []*followup.Plan, quarters []followup.Period) []followup.Period {
	all := quarters
	if o.From.Grain() == calendar.GrainWeek {
		all = addWeeks(plans)
	}
	var out []followup.Period
	for _, p := range all {
		if o.From.IsZero() || o.From.Compare(p.Slot) <= 0 && p.Slot.Compare(o.To) <= 0 {
			out = append(out, p)
		}
	}
	return out
}

// addWeeks adds up the weeks of plans. As with quarters a plan's last gap goes on to count after
// its outcome has ended, and there is none after that of all of them.
func addWeeks(plans []*followup.Plan) []followup.Period {
	if len(plans) == 1 {
		return plans[0].Weeks
	}
	at := map[calendar.Slot]*followup.Period{}
	var out []*followup.Period
	var through calendar.Slot
	for _, p := range plans {
		for _, w := range p.Weeks {
			if at[w.Slot] == nil {
				at[w.Slot] = &followup.Period{Slot: w.Slot}
				out = append(out, at[w.Slot])
			}
			x := at[w.Slot]
			x.Planned, x.Due, x.Missing = x.Planned+w.Planned, x.Due+w.Due, x.Missing+w.Missing
			x.Contacted, x.Accepted, x.Done = x.Contacted.Add(w.Contacted), x.Accepted.Add(w.Accepted), x.Done.Add(w.Done)
		}
		if s := calendar.SlotOfWeek(p.Through); !p.Through.IsZero() && (through.IsZero() || through.Compare(s) < 0) {
			through = s
		}
	}
	slices.SortFunc(out, func(x, y *followup.Period) int { return x.Slot.Compare(y.Slot) })
	for _, p := range plans {
		var gap followup.Count
		i := 0
		for _, x := range out {
			for ; i < len(p.Weeks) && p.Weeks[i].Slot.Compare(x.Slot) <= 0; i++ {
				if p.Weeks[i].Gap.Known {
					gap = p.Weeks[i].Gap
				}
			}
			if !through.IsZero() && x.Slot.Compare(through) <= 0 {
				x.Gap = x.Gap.Add(gap)
			}
		}
	}
	sums := make([]followup.Period, len(out))
	for i, x := range out {
		sums[i] = *x
	}
	return sums
}

// within adds up the periods of rows: what was planned, due and done in them.
func within(rows ...followRow) followup.Period {
	var sum followup.Period
	for i := range rows {
		for _, p := range rows[i].periods {
			sum.Planned, sum.Due, sum.Missing = sum.Planned+p.Planned, sum.Due+p.Due, sum.Missing+p.Missing
			sum.Contacted, sum.Accepted, sum.Done = sum.Contacted.Add(p.Contacted), sum.Accepted.Add(p.Accepted), sum.Done.Add(p.Done)
		}
	}
	return sum
}

// blocks parts rows by plan year and unit: those are never added up, and stand in a table each.
func blocks(rows []followRow) [][]followRow {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(x, y followRow) int { return cmp.Or(cmp.Compare(x.year, y.year), cmp.Compare(x.unit, y.unit)) })
	return slices.Collect(func(yield func([]followRow) bool) {
		for start := 0; start < len(rows); {
			end := start
			for end < len(rows) && rows[end].year == rows[start].year && rows[end].unit == rows[start].unit {
				end++
			}
			if !yield(rows[start:end]) {
				return
			}
			start = end
		}
	})
}
