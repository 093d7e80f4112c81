package amend

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// cause is what a change can be due to.
type cause struct {
	id string
	// lowers, raises and keeps tell which ways the volume may go.
	lowers, raises, keeps bool
	reporter              func(*plan.Leveransplan) string // who has to report it; nil: nobody in particular
}

// causes of changes, in the order of the schema (N48, N51, N52).
var causes = []cause{
	{id: plan.OrsakMinskatBehov, lowers: true, reporter: sender},
	{id: plan.OrsakOkatBehov, raises: true, reporter: sender},
	{id: plan.OrsakMottagareKanInte, lowers: true, reporter: receiver},
	{id: plan.OrsakAvtalUpphor, lowers: true},
	{id: plan.OrsakOmfordelning, lowers: true, raises: true, keeps: true},
	{id: plan.OrsakOmperiodisering, keeps: true},
	{id: plan.OrsakVillkor, keeps: true},
	{id: plan.OrsakRattelse, lowers: true, raises: true, keeps: true},
}

func sender(p *plan.Leveransplan) string   { return p.Skickande.V }
func receiver(p *plan.Leveransplan) string { return p.Mottagare.V }

// fits tells that a change of a volume can be due to the cause.
func (c cause) fits(by int) bool {
	return by < 0 && c.lowers || by > 0 && c.raises || by == 0 && c.keeps
}

func find(id string) (cause, bool) {
	i := slices.IndexFunc(causes, func(c cause) bool { return c.id == id })
	if i < 0 {
		return cause{}, false
	}
	return causes[i], true
}

// Causes lists the causes that a change of a volume can have: below 0 a decrease, above 0 an
// increase, 0 the same volume in other weeks or on other terms.
func Causes(by int) lang.List {
	var out lang.List
	for _, c := range causes {
		if c.fits(by) {
			out = append(out, c.id)
		}
	}
	return out
}

// by is the rise of the volume, negative for a fall.
func (w *work) by() int { return w.target - w.change.Before }

// cause holds the cause against what changes.
func (w *work) cause() error {
	if w.change.Was == nil {
		return nil // whatever it is: a proposal says no cause
	}
	id := w.Wish.Cause
	if id == "" && w.by() == 0 {
		id = plan.OrsakOmperiodisering
		w.Wish.Cause = id
	}
	fitting := lang.T("Välj %s.", "Choose %s.", or(w.fitting()))
	c, known := find(id)
	switch {
	case id == "":
		return refuse(lang.T("varför volymen går från %d till %d måste sägas", "why the volume goes from %d to %d has to be said", w.change.Before, w.target),
			lang.T("Lägg till --cause: %s.", "Add --cause: %s.", or(w.fitting())))
	case !known:
		if near, ok := lang.Nearest(id, w.fitting()); ok {
			fitting = lang.T("Menade du %s?", "Did you mean %s?", near)
		}
		return refuse(lang.T("orsaken %q finns inte", "there is no cause %q", id), fitting)
	case id == plan.OrsakVillkor && (w.Wish.Periodise || len(w.Wish.Weeks) > 0):
		return refuse(lang.T("villkor gäller annat än volym och veckor", "villkor is about other things than volume and weeks"),
			lang.T("Flyttas volym mellan veckor är orsaken omperiodisering.", "Where volume moves between weeks the cause is omperiodisering."))
	case !c.fits(w.by()):
		return w.unfit(fitting)
	}
	if err := w.correction(fitting); err != nil {
		return err
	}
	held := w.oldTerms
	if w.terms() {
		held = w.newTerms
	}
	if err := held(); err != nil {
		return err
	}
	if w.Wish.TakesBack != 0 {
		if err := w.takesBack(); err != nil {
			return err
		}
	}
	if id == plan.OrsakAvtalUpphor {
		if err := w.agreementEnds(); err != nil {
			return err
		}
	}
	return w.reporter(c)
}

// Fitting lists the [Causes] that a change of an agreed plan's volume can have: one without
// earlier changes has none to correct.
func Fitting(agreed *plan.Leveransplan, by int) lang.List {
	return slices.DeleteFunc(Causes(by), func(id string) bool { return id == plan.OrsakRattelse && len(agreed.Andringar) == 0 })
}

func (w *work) fitting() lang.List { return Fitting(w.base, w.by()) }

// unfit says that the cause goes another way than the volume.
func (w *work) unfit(fitting lang.Text) error {
	wish := &w.Wish
	if wish.Cause == plan.OrsakOmperiodisering && len(wish.Weeks) > 0 && wish.By == 0 && wish.To == nil {
		fitting = lang.T("Lägg till --periodise: då står volymen kvar på %d, och det som skiljer läggs i andra veckor. Ska volymen ändras, välj %s.",
			"Add --periodise: then the volume stays at %d, and the difference falls in other weeks. Where the volume is to change, choose %s.", w.change.Before, or(w.fitting()))
	}
	return refuse(lang.T("%s passar inte en volym som går från %d till %d", "%s does not fit a volume that goes from %d to %d", wish.Cause, w.change.Before, w.target), fitting)
}

// correction holds a correction against what it corrects, an earlier change, and wants it
// told why: no rule asks for the reason, and nothing else of its entry says it.
func (w *work) correction(fitting lang.Text) error {
	switch {
	case w.Wish.Cause != plan.OrsakRattelse:
		return nil
	case len(w.base.Andringar) == 0:
		return refuse(lang.T("planen har ingen tidigare ändring att rätta", "the plan has no earlier change to correct"), fitting)
	case w.Wish.Reason == "" && !(w.added != nil && w.added.Orsak.V == plan.OrsakRattelse && w.added.Motivering.Set):
		return refuse(lang.T("en rättelse behöver en motivering", "a correction needs a reason"),
			lang.T("Lägg till --reason med vad som var fel.", "Add --reason with what was wrong."))
	}
	return nil
}

// or is a list of which one is to be chosen: "a, b eller c".
func or(list lang.List) lang.Text {
	if len(list) < 2 {
		return lang.T("%s", "%s", list)
	}
	last := len(list) - 1
	return lang.T("%s eller %s", "%s or %s", commas(list[:last]), list[last])
}

func commas(list lang.List) string {
	out := ""
	for i, item := range list {
		if i > 0 {
			out += ", "
		}
		out += item
	}
	return out
}

// takesBack holds what a correction takes back against what the plan has added.
func (w *work) takesBack() error {
	n, left := w.Wish.TakesBack, w.Set.Unregulated(w.now, w.added)
	switch {
	case w.Wish.Cause != plan.OrsakRattelse:
		return refuse(lang.T("bara en rättelse tar tillbaka en utökning", "only a correction takes an increase back"),
			lang.T("Skriv --cause rattelse, eller ta bort --take-back.", "Write --cause rattelse, or leave out --take-back."))
	case n < 0 || n > left:
		return refuse(lang.T("planen har %d utökade att ta tillbaka, inte %d", "the plan has %d added to take back, not %d", left, n),
			lang.T("Det som missivet har tagit in, och det som redan är återkallat, går inte att ta tillbaka.", "What the missiv has absorbed, and what is taken back already, can't be taken back."))
	}
	return nil
}

// reporter finds who reported the change, and holds it against who has to.
func (w *work) reporter(c cause) error {
	by := &w.Wish.ReportedBy
	var must string
	if c.reporter != nil {
		must = c.reporter(w.base)
	}
	if *by == "" {
		*by = must
		return nil
	}
	reference := plan.Reference{ID: plan.Text{V: *by, Set: true}, Target: plan.ToOrganisation}
	if found, known := w.Set.Resolve(reference); known && !found {
		hint := lang.T("Skriv id:t i registret över organisationer.", "Write the id in the register of organisations.")
		if near, ok := lang.Nearest(*by, w.Set.Candidates(reference)); ok {
			hint = lang.T("Menade du %s?", "Did you mean %s?", near)
		}
		return refuse(lang.T("organisationen %q finns inte", "there is no organisation %q", *by), hint)
	}
	if must != "" && !w.Set.Continues(*by, must) {
		return refuse(lang.T("%s anmäls av %s, inte av %s", "%s is reported by %s, not by %s", c.id, must, *by),
			lang.T("Ta bort --reported-by, eller skriv den orsak som ligger bakom ändringen.", "Leave out --reported-by, or write the cause that is behind the change."))
	}
	return nil
}
