package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ClosedWeeks warns of volume in a week without a working day at the receiver, by the
// local calendar and the public holidays (N41).
func ClosedWeeks() *rule.Rule {
	return &rule.Rule{
		ID:         "P119",
		Title:      lang.T("ingen volym när mottagaren har stängt", "no volume while the receiver is closed"),
		Basis:      diag.Default,
		Statements: []string{"N41"},
		Severity:   diag.Warning,
		Why: lang.T(
			"En vecka utan en enda arbetsdag hos mottagaren tar inte emot någon. Volym där blir en väntan som ingen planerade för. Kalendern kan ha ändrats efter planen, därför är det en varning.",
			"A week without a single working day at the receiver receives nobody. Volume there becomes a wait that nobody planned for. The calendar may have changed after the plan, so it is a warning."),
		Example: rule.Example{
			Note: lang.T(
				"Mottagaren har stängt i vecka 30, enligt plans/register/kalender.yaml.",
				"The receiver is closed in week 30, according to plans/register/kalender.yaml."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-handkirurgi.yaml",
			Good: "periodisering:\n" +
				"  2027-W19: 2\n" +
				"  2027-W21: 2\n",
			Bad: "periodisering:\n" +
				"  2027-W19: 2\n" +
				"  2027-W30: 2\n",
		},
		Check: func(p *rule.Pass) {
			if p.Set.Kalender == nil || p.Set.Kalender.Broken {
				return
			}
			calendars := map[string]*workCalendar{}
			for _, pl := range p.Plans() {
				receiver := calendars[pl.Mottagare.V]
				if receiver == nil {
					receiver = newWorkCalendar(p.Set.Deviations(pl.Mottagare.V))
					calendars[pl.Mottagare.V] = receiver
				}
				if !receiver.closes || !pl.Adds() || !p.Set.Settled(pl) {
					continue
				}
				closed := func(item plan.SlotVolume) bool {
					return receiver.closed(item.Slot.V) && plan.Touches(item.Slot.V, pl.Period.V)
				}
				for _, stretch := range stretches(used(pl.Periodisering), closed) {
					p.Report(closedStretch(p.Set.Kalender, pl, stretch))
				}
			}
		},
	}
}

// workCalendar knows the weeks in which a receiver has no working day. Weeks are looked at
// as plans use them: a deviation may reach decades ahead.
type workCalendar struct {
	deviations []calendar.Deviation
	closes     bool // holidays alone never fill a week: somebody has to close
	known      map[calendar.Week]bool
}

func newWorkCalendar(deviations []calendar.Deviation) *workCalendar {
	closing := func(d calendar.Deviation) bool { return d.Share == 0 }
	return &workCalendar{deviations: deviations, closes: slices.ContainsFunc(deviations, closing), known: map[calendar.Week]bool{}}
}

// closed tells that the slot is a week without a working day. A quarter says no week.
func (c *workCalendar) closed(s calendar.Slot) bool {
	week := s.Week()
	if week.IsZero() {
		return false
	}
	closed, known := c.known[week]
	if !known {
		closed = calendar.Workdays(week, c.deviations) == 0
		c.known[week] = closed
	}
	return closed
}

func closedStretch(k *plan.Kalender, pl *plan.Leveransplan, stretch []plan.SlotVolume) rule.Finding {
	volume := 0
	for _, item := range stretch {
		volume += item.Volume.V
	}
	f := rule.Finding{
		In: &pl.Document, At: stretch[0].Volume.Span, Measure: volume,
		Message: lang.T("%s planeras i %s men %s har stängt", "%s are planned in %s but %s is closed", volume, slotSpan(stretch), pl.Mottagare.V),
		Hint:    lang.T("Lägg volymen i veckor då mottagaren har öppet.", "Put the volume in weeks when the receiver is open."),
	}
	for _, a := range k.Avvikelser {
		first, last := stretch[0].Slot.V.Week(), stretch[len(stretch)-1].Slot.V.Week()
		concerns := a.Organisation.V == "" || a.Organisation.V == pl.Mottagare.V
		if concerns && a.Andel.V == 0 && a.Fran.V <= last.Sunday() && first.Monday() <= a.Till.V {
			f.Related = append(f.Related, rule.Place{In: &k.Document, At: a.Span, Message: lang.T("stängt enligt kalendern", "closed according to the calendar")})
		}
	}
	return f
}
