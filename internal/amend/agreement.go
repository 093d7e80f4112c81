package amend

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// agreementEnds tells that an agreement can be what ends: the plan's own ends before the last
// week of the plan. One whose terms have changed may have been under another before.
func (w *work) agreementEnds() error {
	a := w.Set.AgreementOf(w.now)
	weeks := w.base.Period.V.Weeks()
	time := calendar.Interval{From: w.base.Period.V.From, To: weeks[len(weeks)-1].Thursday() - 1}
	if a != nil && time.Contains(a.Validity().To) || w.formerEnds(time) {
		return nil
	}
	hint := lang.T("Skriv den orsak som ligger bakom ändringen, eller rätta giltig_till i %s först.", "Write the cause that is behind the change, or correct giltig_till in %s first.", plan.FixedPaths[plan.KindAvtal])
	if a == nil {
		return refuse(lang.T("planen har inget avtal som kan upphöra", "the plan has no agreement that could end"), hint)
	}
	return refuse(lang.T("avtalet %s upphör inte under planens tid", "agreement %s does not end while the plan runs", a.ID.V), hint)
}

// formerEnds tells that an agreement with the receiver about the plan's care ends in time,
// which the plan may have been under before its terms changed.
func (w *work) formerEnds(time calendar.Interval) bool {
	if !slices.ContainsFunc(w.base.Andringar, func(e plan.Andring) bool { return e.Orsak.V == plan.OrsakVillkor }) {
		return false
	}
	return slices.ContainsFunc(w.Set.Avtal, func(a *plan.Avtal) bool {
		return !a.Owner.Broken && time.Contains(a.Validity().To) && w.Set.Continues(w.base.Mottagare.V, a.Vardgivare.V) &&
			len(w.base.Scope().Departures(a.Scope())) == 0
	})
}
