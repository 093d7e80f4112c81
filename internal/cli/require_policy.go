package cli

import (
	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// policyOf takes the policy for changes from main as it is now. It stands in registers and
// settings, which have fixed places, so that nothing else is read; and of those the
// agreements, of which there can be hundreds, only where the changes ask for them.
func policyOf(r *request, changes []diff.Change, opt check.Options) (approval.Policy, error) {
	kinds := []plan.Kind{plan.KindInstallningar, plan.KindRutiner, plan.KindOrganisationer, plan.KindRoller}
	policy, err := policyFrom(r, kinds, opt)
	if err == nil && approval.AskAgreements(changes, policy) {
		return policyFrom(r, append(kinds, plan.KindAvtal), opt)
	}
	return policy, err
}

func policyFrom(r *request, kinds []plan.Kind, opt check.Options) (approval.Policy, error) {
	base, err := r.reader.Registers(r.Base, kinds...)
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
