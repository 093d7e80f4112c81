package routine

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// approvalsV9 says who agrees to what under version 9.0: Vårdgarantiservice draws up every
// plan, and the forum stands behind the volumes and behind what is added to them.
func approvalsV9() approval.Table {
	const (
		office = plan.RollKoncernkontoret
		vgs    = plan.RollVardgarantiservice
		forum  = plan.RollBeslutsforum
	)
	sends := agreesFor(approval.OfSender, "N43", "N45")
	receives := agreesFor(approval.OfReceiver, "N44", "N45")
	return from(firstEdition, slices.Concat(
		each(memoKinds,
			acts(office, "N35"), heard("N36"), agrees(forum, "N40")),

		each([]diff.Kind{diff.PlanNy, diff.PlanPafyllning}, acts(vgs, "N41", "N42"), sends, receives),
		each([]diff.Kind{diff.PlanMottagande},
			acts(vgs, "N59"), agreesFor(approval.OfSender, "N59"), agreesFor(approval.OfReceiver, "N54", "N59")),
		each([]diff.Kind{diff.PlanMinskning},
			actsFor(approval.OfSender, "N48", "N49"), agrees(office, "N50", "N50a", "N50b", "N50c")),
		each([]diff.Kind{diff.PlanFrigjord}, acts(vgs, "N43", "N44"), sends, orOffice(receives, office)),
		each([]diff.Kind{diff.PlanOkning},
			acts(vgs, "N52", "N55"), agreesFor(approval.OfSender, "N52", "N53"), agreesFor(approval.OfReceiver, "N55"), agrees(forum, "N56")),
		each([]diff.Kind{diff.PlanOmperiodisering, diff.PlanVillkor}, acts(vgs, "N43", "N44"), sends, receives),

		each(offerKinds, actsFor(approval.OfOffer, "N54"), oneMore("N54")),
		each(restKinds, acts(vgs, "N47"), agreesFor(approval.OfRest, "N47"), agrees(office, "N47")),

		approvalsCommon(),
	)...)
}
