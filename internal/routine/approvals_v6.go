package routine

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// approvalsV6 says who agrees to what under version 6.0: the forum decides the missiv and
// stands behind every plan between förvaltningar; the head office prepares both.
func approvalsV6() approval.Table {
	const (
		office = plan.RollKoncernkontoret
		vgs    = plan.RollVardgarantiservice
		forum  = plan.RollBeslutsforum
	)
	sends := agreesFor(approval.OfSender, "N43", "N45")
	receives := agreesFor(approval.OfReceiver, "N44", "N45")
	between := func(receiver ...string) []approval.Need {
		return []approval.Need{
			acts(office, "N25", "N26", "N27", "N28"),
			agreesFor(approval.OfSender, "N29"), agreesFor(approval.OfReceiver, receiver...), agrees(forum, "N29"),
		}
	}
	return from(firstEdition, slices.Concat(
		each(memoKinds,
			acts(office, "N35", "N39"), heard("N36"), agrees(forum, "N37", "N38", "N39")),

		only(approval.Extern, each([]diff.Kind{diff.PlanNy, diff.PlanPafyllning}, acts(vgs, "N41"), sends, receives)),
		only(approval.Intern, each([]diff.Kind{diff.PlanNy, diff.PlanPafyllning}, between("N29")...)),
		each([]diff.Kind{diff.PlanMottagande}, between("N12", "N29")...),
		each([]diff.Kind{diff.PlanMinskning},
			actsFor(approval.OfSender, "N48"), agrees(office, "N50", "N50a", "N50b", "N50c")),
		each([]diff.Kind{diff.PlanFrigjord}, acts(vgs, "N43", "N44"), sends, orOffice(receives, office)),
		each([]diff.Kind{diff.PlanOkning},
			acts(vgs, "N51", "N52"), agreesFor(approval.OfSender, "N51", "N53"), agreesFor(approval.OfReceiver, "N51")),
		each([]diff.Kind{diff.PlanOmperiodisering, diff.PlanVillkor}, acts(vgs, "N43", "N44"), sends, receives),

		each(offerKinds,
			actsFor(approval.OfOfferOrRaiser, "N12", "N13", "N14", "N16", "N17", "N18", "N19", "N20", "N21", "N22", "N23", "N24"),
			oneMore("N12"),
			on(agrees(forum, "N15"), "vagval"),
			on(acts(office, "N25", "N26", "N27"), "granskning"),
			on(acts(office, "N28"), "beslutsforslag")),
		each(restKinds, acts(vgs, "N46"), agreesFor(approval.OfRest, "N46")),

		approvalsCommon(),
	)...)
}
