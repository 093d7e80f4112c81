package cli

import (
	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// policyOf takes the policy from main as it is now. It stands in registers and settings,
// which have fixed places, so that nothing else is read.
func policyOf(r *request, opt check.Options) (approval.Policy, error) {
	base, err := r.reader.Registers(r.Base)
	if broken := r.fault(); broken != nil {
		return approval.Policy{}, broken
	}
	if err != nil {
		return approval.Policy{}, fault(lang.T("registren i basen gick inte att läsa: %v", "the registers of the base could not be read: %v", err), lang.Text{})
	}
	return routine.Policy(base, policyDay(base, opt)), nil
}

// policyDay is the day asked for, else the repository's own, else today.
func policyDay(set *plan.Set, opt check.Options) calendar.Day {
	switch {
	case !opt.AsOf.IsZero():
		return opt.AsOf
	case set.Installningar.Granskningsdag.Set:
		return set.Installningar.Granskningsdag.V
	}
	return opt.Today
}
