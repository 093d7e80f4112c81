package amend

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// way is how the volume of the weeks that can change is shared.
type way uint8

const (
	lower way = iota // taken from what they hold
	raise            // laid upon what they hold
	anew             // spread as if they held nothing
)

// spread decides what each week or quarter holds.
func (w *work) spread() error {
	open := w.target // what falls in weeks that can change
	held := 0        // what these have before
	for _, s := range w.slots() {
		switch volume, free := w.figure(s), w.free(s); {
		case free:
			held += volume
		case w.isNamed(s):
			open -= w.Wish.Weeks[s]
		default:
			open -= volume
		}
	}
	how := lower
	switch {
	case w.Wish.Periodise || !w.base.Adds():
		how = anew
	case open > held:
		how = raise
	}
	places, ground, limits, err := w.places(how)
	if err != nil {
		return err
	}
	rest := w.target
	for _, g := range ground {
		rest -= g
	}
	if rest < 0 {
		return w.tooLittle()
	}
	shares, left := apportion.SpreadUnder(rest, places, limits)
	if left > 0 && how == lower {
		shares, left = w.lastly(shares, left)
	}
	if left > 0 {
		return w.noRoom(rest, left)
	}
	for _, share := range shares {
		slot := Slot{Slot: share.Slot, Before: w.figure(share.Slot), After: ground[share.Slot] + share.Volume, Share: share, Named: w.isNamed(share.Slot)}
		if slot.Before+slot.After > 0 {
			w.change.Slots = append(w.change.Slots, slot)
		}
	}
	if !w.change.Moved() && !w.terms() && w.by() == 0 {
		return w.unmoved()
	}
	return nil
}

// unmoved says that every week has what it would get.
func (w *work) unmoved() error {
	message := lang.T("volymen ligger redan så: ingen vecka ändras", "the volume lies like that already: no week changes")
	if w.branched() {
		message = lang.T("på main ligger volymen redan så: ingen vecka ändras", "on main the volume lies like that already: no week changes")
	}
	return &Refusal{Unmoved: true, Message: message,
		Hint: w.wayBack(lang.T("Ange själv vad vissa veckor ska ha, till exempel --weeks 2027-W10=3,2027-W11=4.", "Say yourself what some weeks are to have, such as --weeks 2027-W10=3,2027-W11=4."))}
}

// slots lists the weeks or quarters of the plan's period, and those that the plan has outside
// it, by time.
func (w *work) slots() []calendar.Slot {
	var out []calendar.Slot
	if w.grain == calendar.GrainQuarter {
		for _, q := range w.base.Period.V.Quarters() {
			out = append(out, calendar.SlotOfQuarter(q))
		}
	} else {
		for _, week := range w.base.Period.V.Weeks() {
			out = append(out, calendar.SlotOfWeek(week))
		}
	}
	for _, item := range w.base.Periodisering.Items {
		if item.Slot.Set && !slices.Contains(out, item.Slot.V) {
			out = append(out, item.Slot.V)
		}
	}
	slices.SortFunc(out, calendar.Slot.Compare)
	return out
}

func (w *work) isNamed(s calendar.Slot) bool {
	_, named := w.Wish.Weeks[s]
	return named
}

// free tells that the change may give a week or quarter another volume than it has.
func (w *work) free(s calendar.Slot) bool { return !w.past(s) && !w.isNamed(s) }

// places gives what the volume is shared over: on the ground of what each week or quarter
// holds whatever happens, as much as falls on top of that.
func (w *work) places(how way) (places []apportion.Place, ground map[calendar.Slot]int, limits []apportion.Limit, err error) {
	room, err := w.room(how)
	if err != nil {
		return nil, nil, nil, err
	}
	slots := w.slots()
	within := room.within
	within.From = max(within.From, w.start)
	places, ground = apportion.Places(slots, within, w.Set.Staffing(w.base.Mottagare.V, w.base.Period.V)), map[calendar.Slot]int{}
	for i := range places {
		p := &places[i]
		volume, named := w.Wish.Weeks[p.Slot]
		if !named {
			volume = w.figure(p.Slot)
		}
		if !w.free(p.Slot) {
			ground[p.Slot], p.Locked = volume, true
			continue
		}
		switch how {
		case lower:
			ground[p.Slot] = w.gone(p.Slot, volume)
			p.Cap = volume - ground[p.Slot]
			continue
		case raise:
			ground[p.Slot] = volume
		case anew:
			ground[p.Slot] = w.gone(p.Slot, volume)
		}
		if most, capped := room.most[p.Slot]; capped {
			p.Cap = max(0, most-ground[p.Slot])
		}
	}
	for _, l := range room.limits {
		for _, s := range slots {
			if slices.ContainsFunc(s.Weeks(), l.Within.ContainsWeek) {
				l.Most -= ground[s]
			}
		}
		limits = append(limits, apportion.Limit{Within: l.Within, Most: max(0, l.Most)})
	}
	return places, ground, limits, nil
}

// lastly leaves volume in weeks where none should lie (the receiver is closed, the agreement
// has ended), but only what a decrease has not taken away when all others are as they were.
func (w *work) lastly(shares []apportion.Share, left int) ([]apportion.Share, int) {
	places := make([]apportion.Place, len(shares))
	for i, s := range shares {
		places[i] = s.Place
		if s.Locked || s.Weight > 0 {
			places[i].Locked, places[i].Fixed = true, 0
			continue
		}
		places[i].Weight = s.Of
	}
	more, rest := apportion.Spread(left, places)
	for i := range shares {
		shares[i].Volume += more[i].Volume
	}
	return shares, rest
}

// tooLittle says that more is taken away than stands where the change applies.
func (w *work) tooLittle() error {
	kept := 0
	for _, s := range w.slots() {
		if !w.free(s) {
			if volume, named := w.Wish.Weeks[s]; named {
				kept += volume
			} else {
				kept += w.figure(s)
			}
		} else {
			kept += w.gone(s, w.figure(s))
		}
	}
	if len(w.Wish.Weeks) > 0 {
		return refuse(lang.T("volymen ska bli %d, men det som ligger före %s och de veckor som du anger har %d", "the volume is to be %d, but what lies before %s and the weeks that you give hold %d",
			w.target, w.change.From.String(), kept),
			lang.T("Ange mindre i veckorna, eller en större volym.", "Give less in the weeks, or a larger volume."))
	}
	hint := lang.T("Sänk med högst %s.", "Lower it by %s at most.", digits(w.change.Before-kept))
	if w.change.Before <= kept {
		hint = lang.T("Låt ändringen gälla tidigare, om det går: från %s finns inget att ta bort.", "Let the change apply earlier, if it can: from %s on there is nothing to take away.", w.change.From.String())
	}
	return refuse(lang.T("volymen ska bli %d, men %d ligger före %s och kan inte tas bort", "the volume is to be %d, but %d lie before %s and can't be taken away",
		w.target, kept, w.change.From.String()), hint)
}

// noRoom says that the weeks can't take what they are to take.
func (w *work) noRoom(wanted, left int) error {
	names := w.bounds()
	message := lang.T("det finns inga öppna veckor för %d av %d från %s", "there are no open weeks for %d of %d from %s", left, wanted, w.change.From.String())
	if len(names) > 0 {
		message = lang.T("%s har inte plats för %d av %d från %s", "%s has no room for %d of %d from %s", names, left, wanted, w.change.From.String())
	}
	hint := lang.T("Låt ändringen gälla tidigare, eller ange själv veckor där det finns plats.", "Let the change apply earlier, or give weeks with room yourself.")
	switch by := w.by(); {
	case by > 0 && by <= left:
		hint = lang.T("Låt mottagaren lyfta mer kapacitet först, eller lägg volymen i en plan med en annan mottagare.", "Let the receiver raise more capacity first, or place the volume in a plan with another receiver.")
	case by > 0:
		hint = lang.T("Höj med högst %s, eller lägg resten i en annan plan.", "Raise it by %s at most, or place the rest in another plan.", digits(by-left))
	}
	return refuse(message, hint)
}
