package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// stretches groups neighbouring slots that share a fault: a boundary in the wrong place is
// one slip, however many weeks it cuts off.
func stretches(items []plan.SlotVolume, faulty func(plan.SlotVolume) bool) [][]plan.SlotVolume {
	var out [][]plan.SlotVolume
	open := false
	for _, item := range items {
		switch {
		case !faulty(item):
			open = false
		case open:
			out[len(out)-1] = append(out[len(out)-1], item)
		default:
			out, open = append(out, []plan.SlotVolume{item}), true
		}
	}
	return out
}

// slotSpan names a stretch: 2027-W40, or 2027-W40–2027-W52.
func slotSpan(stretch []plan.SlotVolume) string {
	return slotRange(stretch[0].Slot.V, stretch[len(stretch)-1].Slot.V)
}

func slotRange(first, last calendar.Slot) string {
	if first == last {
		return first.String()
	}
	return first.String() + "–" + last.String()
}

// used leaves out weeks and quarters with 0: they are allowed and count for nothing.
func used(s plan.Slots) []plan.SlotVolume {
	var out []plan.SlotVolume
	for _, item := range s.Items {
		if item.Volume.V > 0 {
			out = append(out, item)
		}
	}
	return out
}

// outsideOf reports the stretches of a plan's volume that have no week inside a limit,
// such as an agreement's validity. Slots outside the plan's own period are left to P103,
// and those that end before a day are not judged.
func outsideOf(p *rule.Pass, pl *plan.Leveransplan, limit calendar.Interval, from calendar.Day, report func(stretch []plan.SlotVolume) rule.Finding) {
	if limit.Holds(pl.Period.V) {
		return
	}
	if !pl.Adds() {
		return
	}
	judged := calendar.Interval{From: max(from, pl.Period.V.From), To: pl.Period.V.To}
	both := calendar.Interval{From: max(limit.From, pl.Period.V.From), To: min(limit.To, pl.Period.V.To)}
	outside := func(item plan.SlotVolume) bool {
		return plan.Touches(item.Slot.V, judged) && !plan.Touches(item.Slot.V, both)
	}
	for _, stretch := range stretches(used(pl.Periodisering), outside) {
		f := report(stretch)
		f.In, f.At, f.Measure = &pl.Document, stretch[0].Slot.Span, len(stretch)
		p.Report(f)
	}
}

// keySpan is the place of a document's key, or of its id where the key is missing.
func keySpan(d *plan.Document, key string) diag.Span {
	if e, found := d.Root().Entry(key); found {
		return e.Key.Span
	}
	return d.ID.Span
}

// related makes one place of an explanation.
func related(d *plan.Document, at diag.Span, message lang.Text) []rule.Place {
	return []rule.Place{{In: d, At: at, Message: message}}
}
