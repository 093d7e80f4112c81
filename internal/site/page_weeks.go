package site

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// weekly is what is planned in each week from the first with volume to the last. The volume of a
// quarter is shared evenly over those of its weeks that the plan's period holds.
type weekly struct {
	first, last calendar.Day // Thursdays
	volumes     []float32    // empty: there are none, or a slip in a year makes the time too long
	said        string       // the first and the last as the plan has them: 5–22, Q1–Q3
}

// weeklyOf reckons the weeks of a plan.
func weeklyOf(p *plan.Leveransplan) weekly {
	slots := plan.NewDraw(p).Slots
	if len(slots) == 0 {
		return weekly{}
	}
	from, until := &slots[0], &slots[0]
	for i := range slots {
		s := &slots[i]
		if s.First < from.First {
			from = s
		}
		if s.Last > until.Last {
			until = s
		}
	}
	w := weekly{first: from.First, last: until.Last, said: short(from.Slot.V)}
	if until != from {
		w.said += "–" + short(until.Slot.V)
	}
	weeks := weeksBetween(w.first, w.last)
	if weeks > mostWeeks {
		return weekly{}
	}
	w.volumes = make([]float32, weeks)
	for _, s := range slots {
		each := float32(s.Volume.V) / float32(weeksBetween(s.First, s.Last))
		for day := s.First; day <= s.Last; day += 7 {
			w.volumes[weeksBetween(w.first, day)-1] += each
		}
	}
	return w
}

// weeksBetween counts the weeks from one Thursday to another, both included.
func weeksBetween(first, last calendar.Day) int { return int(last-first)/7 + 1 }

// weeksShown are those that the drawings of a table have in common, so that what stands below
// each other is the same week: those of the plan year, and those before and after that a plan has.
type weeksShown struct{ first, last calendar.Day }

// farthest is how far outside its plan year a plan may lie and be drawn; a slip in a year makes
// more.
const farthest = 52 * 7

// weeksOfYear begins with the weeks of a plan year.
func (t *teller) weeksOfYear(year int) weeksShown {
	weeks := t.x.yearTime(year).Weeks()
	return weeksShown{weeks[0].Thursday(), weeks[len(weeks)-1].Thursday()}
}

// with makes room for plans.
func (s weeksShown) with(x *index, plans []*followup.Plan) weeksShown {
	out := s
	for _, p := range plans {
		if w := x.weekly[p.Leveransplan]; len(w.volumes) > 0 && w.first >= s.first-farthest && w.last <= s.last+farthest {
			out.first, out.last = min(out.first, w.first), max(out.last, w.last)
		}
	}
	return out
}

// weeksOfGroups are the weeks that groups of a plan year have in common.
func (t *teller) weeksOfGroups(ids []string, groups func(id string) []*followup.Group) weeksShown {
	var year, out weeksShown
	for _, id := range ids {
		for _, g := range groups(id) {
			if year == (weeksShown{}) {
				year = t.weeksOfYear(g.Year)
				out = year
			}
			more := year.with(t.x, g.Plans)
			out = weeksShown{min(out.first, more.first), max(out.last, more.last)}
		}
	}
	return out
}

// weekColumn is the head of the drawings of weeks, where a table has them.
func (t *teller) weekColumn(draws bool) []column {
	if !draws {
		return nil
	}
	return t.heads([]column{{t.T("Veckor", "Weeks"), "weeks"}})
}

// weekCell draws what plans together have in each week. What has none is a dash.
func (t *teller) weekCell(s weeksShown, plans ...*followup.Plan) []cell {
	out, drawn := t.desk.cells.room(1), false
	heights := t.desk.heights.room(weeksBetween(s.first, s.last))
	for _, p := range plans {
		w := t.x.weekly[p.Leveransplan]
		if len(w.volumes) == 0 || w.first < s.first || w.last > s.last {
			continue
		}
		at := heights[weeksBetween(s.first, w.first)-1:]
		for i, v := range w.volumes {
			at[i] += v
		}
		drawn = true
	}
	if out[0].text = nothing; drawn {
		out[0].text, out[0].heights = "", heights
	}
	return out
}

// planWeekCell draws the weeks of a plan, and says the first and the last.
func (t *teller) planWeekCell(s weeksShown, p *followup.Plan) []cell {
	out := t.weekCell(s, p)
	if out[0].heights != nil {
		out[0].note = t.x.weekly[p.Leveransplan].said
	}
	return out
}
