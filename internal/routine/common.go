package routine

import (
	"github.com/leveransplan/leveransplan/internal/rules"
)

// Common lists the rules that no version of the routine changes: identity, references,
// registers, arithmetic.
func Common() []Line {
	return since(firstEdition,
		rules.MemoChanges(),
		rules.MemoAbsorbs(),
		rules.RemainingNeed(),
		rules.AnalysisCoversFields(),
		rules.RestForm(),
		rules.RoutineInForce(),
		rules.RoutineExpired(),
		rules.AgreedDocumentsStand(),
		rules.NoFutureDays(),
		rules.NoBackdating(),
		rules.UniqueIDs(),
		rules.References(),
		rules.ReferenceTypes(),
		rules.InForce(),
		rules.Conservation(),
		rules.OpenVolume(),
		rules.AgreementCeilings(),
		rules.AgreementCapacity(),
		rules.OfferedCapacity(),
		rules.OverlappingPlans(),
		rules.EntryChain(),
		rules.TakesEffect(),
		rules.CauseDirection(),
		rules.ExtensionSize(),
		rules.RegisterDates(),
		rules.RoleEntries(),
		rules.Delegations(),
		rules.Successors(),
		rules.CalendarOverlap(),
		rules.OwnRegion(),
		rules.WaivableRules(Catalogue),
		rules.OutcomeFuture(),
		rules.OutcomeOnce(),
		rules.OutcomeInPeriod(),
		rules.OutcomeAbovePlan(),
		rules.OutcomeWithoutPlan(),
		rules.OutcomeNamed(),
		rules.OutcomeStale(),
		rules.ContactsAddUp(),
	)
}
