package amend

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// find finds the plan, here and as agreed, and what the branch has done to it.
func (w *work) find() error {
	if err := w.identify(); err != nil {
		return err
	}
	if was := w.change.Was; was != nil {
		if err := w.entries(was); err != nil {
			return err
		}
	}
	return w.readable()
}

// identify finds the plan, here and as agreed.
func (w *work) identify() error {
	id := w.Wish.ID
	w.now = w.Set.Plan(id)
	was := w.Agreed.Plan(id)
	switch {
	case w.now == nil && was != nil:
		return refuse(lang.T("planen %s står på main men inte i filerna här", "the plan %s stands on main but not in the files here", id),
			lang.T("Hämta tillbaka %s.", "Bring back %s.", was.File()))
	case w.now == nil:
		return w.unknown(id)
	case w.now.Broken:
		return refuse(lang.T("filen %s har fel i sin form", "the file %s has faults of form", w.now.File()),
			lang.T("Kör leveransplan check %s och rätta dem först.", "Run leveransplan check %s and correct them first.", w.now.File()))
	case was != nil && was.Broken:
		return refuse(lang.T("planen %s har fel i sin form på main", "the plan %s has faults of form on main", id),
			lang.T("Rätta dem där först.", "Correct them there first."))
	}
	w.base = w.now
	w.change = Change{Plan: w.now, Was: was}
	if was != nil {
		w.base = was
	}
	return nil
}

func (w *work) unknown(id string) error {
	hint := lang.T("leveransplan log visar vilka planer som finns.", "leveransplan log shows which plans there are.")
	if near, ok := lang.Nearest(id, w.Set.Candidates(plan.Reference{Target: plan.ToPlan})); ok {
		hint = lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	return refuse(lang.T("det finns ingen leveransplan med id %q", "there is no leveransplan with the id %q", id), hint)
}

// entries tells what the branch has done to the plan's changes already.
func (w *work) entries(was *plan.Leveransplan) error {
	if err := w.noneLost(was); err != nil {
		return err
	}
	here, there := w.now.Andringar, len(was.Andringar)
	switch {
	case len(here) > there+1:
		return refuse(lang.T("grenen har redan %d nya ändringar av planen", "the branch has %d new changes of the plan already", len(here)-there),
			lang.T("En begäran gör en ändring av en plan: ta bort alla nya utom en i %s, eller alla med leveransplan change %s --undo.", "A request makes one change of a plan: take out all new ones but one in %s, or all with leveransplan change %s --undo.", w.now.File(), w.now.ID.V))
	case len(here) == there+1 && here[there].Nr.V != there+1:
		return w.wrongNumber(here[there].Nr.V, there+1)
	case len(here) == there+1:
		w.added = &here[there]
	}
	w.change.Nr, w.change.Again = there+1, w.added != nil
	return nil
}

// noneLost tells that the branch has all entries that main has.
func (w *work) noneLost(was *plan.Leveransplan) error {
	here, there := len(w.now.Andringar), len(was.Andringar)
	if here >= there {
		return nil
	}
	return refuse(lang.T("planen har %d ändringar på main men %d här", "the plan has %d changes on main but %d here", there, here),
		lang.T("Hämta tillbaka dem i %s: en ändring som är beslutad står kvar.", "Bring them back in %s: a change that is decided stays.", w.now.File()))
}

func (w *work) wrongNumber(nr, want int) error {
	return refuse(lang.T("den nya ändringen har nr %s, inte %s", "the new change has nr %s, not %s", digits(nr), digits(want)),
		lang.T("Rätta numret i %s först.", "Correct the number in %s first.", w.now.File()))
}

// readable tells that the figures which the change counts from can be taken at their word. A
// proposal whose weeks do not add up is spread anew.
func (w *work) readable() error {
	_, _, mixed := w.base.Periodisering.Mixed()
	switch {
	case mixed:
		return refuse(lang.T("planen har både veckor och kvartal", "the plan has both weeks and quarters"),
			lang.T("Skriv det ena eller det andra i %s först.", "Write one or the other in %s first.", w.now.File()))
	case w.change.Was != nil && !w.base.Adds():
		return refuse(lang.T("den överenskomna planens %s summerar till %d men volymen är %d", "the agreed plan's %s add up to %d but its volume is %d",
			plural(w.base.Periodisering.Grain()), w.base.Periodisering.Sum(), w.base.Volym.V),
			lang.T("Rätta det först, med en ändring för sig.", "Correct that first, in a change of its own."))
	case len(w.base.Period.V.Weeks()) == 0:
		return refuse(lang.T("planens period %s har inga veckor", "the plan's period %s has no weeks", w.base.Period.V.String()), lang.Text{})
	}
	if w.grain = w.base.Periodisering.Grain(); w.grain == 0 {
		w.grain = calendar.GrainWeek
	}
	w.change.Before = w.base.Volym.V
	return nil
}

func plural(g calendar.Grain) lang.Text {
	if g == calendar.GrainQuarter {
		return lang.T("kvartal", "quarters")
	}
	return lang.T("veckor", "weeks")
}
