package approval

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// gapHorizon is how far ahead days without anybody are told of, in days: as far as the
// check of the role register looks.
const gapHorizon = 180

// Holder is somebody who can fulfil a requirement.
type Holder struct {
	Person  string // register id
	Account Account
	Right   Right
}

// Holders lists who can fulfil a requirement on a day, by register id, and tells of the
// days from then on, half a year ahead, on which nobody can.
func Holders(policy Policy, r Requirement, day calendar.Day) ([]Holder, []lang.Text) {
	if !r.Never.IsZero() {
		return nil, nil
	}
	who := r.asked()
	return who.holders(policy.Roller, day), who.gaps(policy.Roller, calendar.Interval{From: day, To: day.Add(gapHorizon)}, r.as())
}

func (a asked) holders(r *plan.Roller, day calendar.Day) []Holder {
	var out []Holder
	if r == nil || r.Broken {
		return nil
	}
	for i := range r.Personer {
		p := &r.Personer[i]
		if _, ok := person(r, int64(p.Github.ID.V)); !ok {
			continue
		}
		if right, held := a.held(r, p.ID.V, day); held {
			out = append(out, Holder{Person: p.ID.V, Account: Account{ID: int64(p.Github.ID.V), Login: p.Github.Login.V}, Right: right})
		}
	}
	slices.SortFunc(out, func(a, b Holder) int { return strings.Compare(a.Person, b.Person) })
	return out
}

// gaps tells of the stretches of days on which nobody holds what is asked for. Holders
// change only on first days and on the days after last ones.
func (a asked) gaps(r *plan.Roller, days calendar.Interval, as lang.Text) []lang.Text {
	var out []lang.Text
	turns := append(turningPoints(r, days), days.To+1)
	for i := 0; i+1 < len(turns); i++ {
		from := turns[i]
		if len(a.holders(r, from)) > 0 {
			continue
		}
		for i+2 < len(turns) && len(a.holders(r, turns[i+1])) == 0 {
			i++
		}
		out = append(out, gapText(calendar.Interval{From: from, To: turns[i+1] - 1}, days, as))
	}
	return out
}

func gapText(gap, days calendar.Interval, as lang.Text) lang.Text {
	if gap.To == days.To {
		return lang.T("ingen får godkänna%s från och med %s", "nobody may approve%s from %s on", as, gap.From.String())
	}
	return lang.T("ingen får godkänna%s %s–%s", "nobody may approve%s from %s to %s", as, gap.From.String(), gap.To.String())
}

// turningPoints lists the days on which somebody's role begins or has just ended, the first
// of the days among them, in order.
func turningPoints(r *plan.Roller, days calendar.Interval) []calendar.Day {
	out := []calendar.Day{days.From}
	add := func(from, to plan.Day) {
		for _, d := range []calendar.Day{from.V, lastDay(to) + 1} {
			if days.From < d && d <= days.To {
				out = append(out, d)
			}
		}
	}
	if r != nil {
		for i := range r.Uppdrag {
			add(r.Uppdrag[i].Fran, r.Uppdrag[i].Till)
		}
		for i := range r.Delegeringar {
			add(r.Delegeringar[i].Fran, r.Delegeringar[i].Till)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
