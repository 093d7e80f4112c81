package amend

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
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
