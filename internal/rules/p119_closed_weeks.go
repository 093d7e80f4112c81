package rules

import (
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
			File: "plans/register/kalender.yaml",
			Good: "fran: 2027-07-26, till: 2027-08-01, andel: 0,",
			Bad:  "fran: 2027-02-15, till: 2027-02-21, andel: 0,",
		},
		Check: func(p *rule.Pass) {
			if p.Set.Kalender == nil || p.Set.Kalender.Broken {
				return
			}
			closedAt := map[string]map[calendar.Week]bool{}
			for _, pl := range p.Plans() {
				receiver := pl.Mottagare.V
				if _, known := closedAt[receiver]; !known {
					closedAt[receiver] = closedWeeks(p.Set.Deviations(receiver))
				}
				if len(closedAt[receiver]) == 0 || !pl.Adds() || !p.Set.Settled(pl) {
					continue
				}
				closed := func(item plan.SlotVolume) bool {
					return closedAt[receiver][item.Slot.V.Week()] && plan.Touches(item.Slot.V, pl.Period.V)
				}
				for _, stretch := range stretches(used(pl.Periodisering), closed) {
					p.Report(closedStretch(p.Set.Kalender, pl, stretch))
				}
			}
		},
	}
}

// closedWeeks lists the weeks without a working day. Holidays alone never fill a week, so
// each of them has a day on which somebody has closed.
func closedWeeks(deviations []calendar.Deviation) map[calendar.Week]bool {
	closed := map[calendar.Week]bool{}
	for _, d := range deviations {
		if d.Share > 0 {
			continue
		}
		for w := d.Interval.From.Week(); w.Monday() <= d.Interval.To; w = w.Next() {
			if calendar.Workdays(w, deviations) == 0 {
				closed[w] = true
			}
		}
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
