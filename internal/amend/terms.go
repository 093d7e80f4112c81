package amend

import (
	"errors"
	"slices"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Term is a term of the plan that gets another value, as it is written on a command line:
// avtal, "avt-2027-003"; asa_klass, "[1, 2]".
type Term struct{ Key, Word string }

// Terms are the keys that an agreed plan can change with the cause villkor. What the parties,
// the field and the origin are never changes (C104).
var Terms = []string{"period", "avtal", "atgarder", "vardform", "asa_klass", "syfte"}

// terms tells that only the plan's terms change.
func (w *work) terms() bool { return w.Wish.Cause == plan.OrsakVillkor && w.change.Was != nil }

// holdTerms holds the terms that are to change against what may.
func (w *work) holdTerms() error {
	w.change.Terms = w.Wish.Terms
	for _, t := range w.Wish.Terms {
		switch {
		case !slices.Contains(Terms, t.Key):
			hint := lang.T("Villkor är %s.", "Terms are %s.", lang.List(Terms))
			if near, ok := lang.Nearest(t.Key, Terms); ok {
				hint = lang.T("Menade du %s?", "Did you mean %s?", near)
			}
			return refuse(lang.T("`%s` är inget villkor som kan ändras", "`%s` is no term that can change", t.Key), hint)
		case w.change.Was == nil:
			return refuse(lang.T("planen står inte på main: dess villkor är fortfarande fria", "the plan does not stand on main: its terms are still free"),
				lang.T("Ändra dem med leveransplan set %s %s.", "Change them with leveransplan set %s %s.", w.now.ID.V, t.Key))
		case w.Wish.Cause != plan.OrsakVillkor:
			return refuse(lang.T("villkor ändras för sig, med orsaken villkor", "terms change by themselves, with the cause villkor"),
				lang.T("Gör två ändringar, var och en i sin egen begäran.", "Make two changes, each in a request of its own."))
		}
	}
	return nil
}

// newTerms refuses a change of terms that leaves them all as main has them.
func (w *work) newTerms() error {
	after := w.now.Root()
	if len(w.Wish.Terms) > 0 {
		var err error
		if after, err = w.withTerms(); err != nil {
			return err
		}
	}
	if len(termsApart(w.change.Was.Root(), after)) > 0 {
		return nil
	}
	if len(w.Wish.Terms) == 0 {
		return refuse(lang.T("vilket villkor som ska ändras saknas", "which term is to change is missing"),
			w.wayBack(lang.T("Lägg till --term, till exempel --term vardform=slutenvard. Villkor är %s.", "Add --term, such as --term vardform=slutenvard. Terms are %s.", lang.List(Terms))))
	}
	var said lang.List
	for _, t := range w.Wish.Terms {
		said = append(said, t.Key+"="+t.Word)
	}
	return refuse(lang.T("%s gäller redan på main: inget villkor ändras", "%s holds on main already: no term changes", said),
		w.wayBack(lang.T("Ange ett annat värde med --term.", "Give another value with --term.")))
}

// termsApart lists the terms that say something else here than on main.
func termsApart(there, here *yamldoc.Node) lang.List {
	return slices.DeleteFunc(apart(there, here), func(key string) bool { return !slices.Contains(Terms, key) })
}

// oldTerms refuses another cause for a plan whose terms the branch has changed: one entry does
// not hold both.
func (w *work) oldTerms() error {
	changed := termsApart(w.change.Was.Root(), w.now.Root())
	if len(changed) == 0 {
		return nil
	}
	return refuse(lang.T("grenen har ändrat villkor i planen (%s), och de ändras för sig", "the branch has changed terms of the plan (%s), and these change by themselves", changed),
		lang.T("Ta tillbaka det först med leveransplan change %s --undo, eller gör den här ändringen i en egen begäran.", "Take that back first with leveransplan change %s --undo, or make this change in a request of its own.", w.now.ID.V))
}

// withTerms is the plan as it would read with the terms of the wish.
func (w *work) withTerms() (*yamldoc.Node, error) {
	f, bad := edit.Open(w.now.File(), w.now.Source.Text)
	if f == nil {
		return nil, refuse(bad[0].Message, bad[0].Hint)
	}
	for _, t := range w.Wish.Terms {
		v, err := f.Word(t.Key, t.Word)
		if err == nil {
			err = f.Set(t.Key, v)
		}
		if no := (*edit.Fault)(nil); errors.As(err, &no) {
			return nil, refuse(no.Message, no.Hint)
		}
		if err != nil {
			return nil, err
		}
	}
	return f.Document().Root, nil
}
