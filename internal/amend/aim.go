package amend

import (
	"maps"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// aim decides the volume.
func (w *work) aim() error {
	if err := w.named(); err != nil {
		return err
	}
	wish := &w.Wish
	switch {
	case wish.To != nil:
		w.target = *wish.To
	case wish.By != 0 || wish.Periodise:
		w.target = w.change.Before + wish.By
	case len(wish.Weeks) > 0:
		w.target = w.base.Periodisering.Sum()
		for slot, volume := range wish.Weeks {
			w.target += volume - w.figure(slot)
		}
	default:
		w.target = w.change.Before
	}
	switch {
	case w.target < 0 && wish.To == nil:
		return refuse(lang.T("planen har %d: %d kan inte tas bort", "the plan has %d: %d can't be taken away", w.change.Before, -wish.By),
			w.atMost())
	case w.target < 0:
		return refuse(lang.T("en volym är inte mindre än 0", "a volume is not less than 0"),
			lang.T("Ange ett tal från 0.", "Give a number from 0."))
	case w.target > mostVolume:
		return refuse(lang.T("volymen blir %d, mer än %d som en plan kan ha", "the volume becomes %d, more than the %d that a plan can have", w.target, mostVolume),
			lang.T("Ange ett mindre tal.", "Give a smaller number."))
	case w.target == w.change.Before && !wish.Periodise && len(wish.Weeks) == 0 && !w.terms():
		return w.noChange()
	}
	w.change.After = w.target
	return nil
}

// atMost is the hint of a decrease by more than the plan has.
func (w *work) atMost() lang.Text {
	if w.change.Before == 0 {
		return lang.T("Planen har ingen volym att ta bort.", "The plan has no volume to take away.")
	}
	return lang.T("Ta bort högst %s.", "Take away %s at most.", digits(w.change.Before))
}

// noChange says that the plan, as main has it, has the volume already.
func (w *work) noChange() error {
	message := lang.T("planen har redan volymen %d: inget ändras", "the plan has the volume %d already: nothing changes", w.target)
	if w.branched() {
		message = lang.T("på main har planen redan volymen %d: inget ändras", "on main the plan has the volume %d already: nothing changes", w.target)
	}
	return refuse(message, w.wayBack(lang.T("Säg hur mycket, eller vilka veckor.", "Say how much, or which weeks.")))
}

// mostVolume is the largest whole number that documents hold.
const mostVolume = 999_999

// figure is what a week or quarter of the plan holds before the change.
func (w *work) figure(s calendar.Slot) int {
	item, _ := w.base.Periodisering.Of(s)
	return item.Volume.V
}

// named holds the weeks or quarters that the wish names against the plan.
func (w *work) named() error {
	slots := slices.SortedFunc(maps.Keys(w.Wish.Weeks), calendar.Slot.Compare)
	for _, s := range slots {
		inside := slices.ContainsFunc(s.Weeks(), w.base.Period.V.ContainsWeek)
		volume := w.Wish.Weeks[s]
		least := w.gone(s, w.figure(s))
		switch {
		case s.Grain() != w.grain && len(w.base.Periodisering.Items) > 0:
			return refuse(lang.T("%s: planen är i %s", "%s: the plan is by %s", s.String(), plural(w.grain)),
				lang.T("Ange %s.", "Give %s.", plural(w.grain)))
		case !inside:
			return refuse(lang.T("%s ligger utanför planens period %s", "%s lies outside the plan's period %s", s.String(), w.base.Period.V.String()),
				lang.T("Välj en vecka eller ett kvartal i perioden.", "Choose a week or a quarter of the period."))
		case w.past(s) && volume != w.figure(s):
			return refuse(lang.T("%s ligger före %s, då ändringen börjar gälla", "%s lies before %s, when the change takes effect", s.String(), w.change.From.String()),
				lang.T("Låt den gälla tidigare med --from, dock inte före den här veckan.", "Let it apply earlier with --from, but not before this week."))
		case volume < 0 || volume > mostVolume:
			return refuse(lang.T("%s: %s är ingen volym", "%s: %s is no volume", s.String(), digits(volume)),
				lang.T("Ange ett heltal från 0.", "Give a whole number from 0."))
		case volume < least:
			return refuse(lang.T("%s har redan börjat: minst %d ligger före ändringen", "%s has begun: at least %d lie before the change", s.String(), least),
				lang.T("Ange minst %s.", "Give at least %s.", digits(least)))
		}
		w.grain = s.Grain()
	}
	return nil
}
