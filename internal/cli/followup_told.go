package cli

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// parties tells that one of some ids is the organisation that was asked for, or one whose duties
// have passed to it. Where none was asked for everybody is.
func (f followupFlags) parties(set *plan.Set, ids ...string) bool {
	return f.org == "" || slices.ContainsFunc(ids, func(id string) bool { return set.Continues(f.org, id) })
}

// tellFollowup says what whoever reads the figures could else be wrong about: whose plans stand
// among an organisation's, and that nothing is masked.
func (a *app) tellFollowup(set *plan.Set, r *followup.Report, f followupFlags) {
	if old := succeeded(set, r, f.org); len(old) > 0 {
		a.tell(lang.T("%s ersätter %s: deras planer är med", "%s succeeds %s: their plans are included", f.org, old))
	}
	if f.public && r.MaskUnder == 0 {
		a.tell(lang.T("inställningen maskera_under är %s och maskerar inget: alla antal visas som de är, också de små. Sätt den till 2 eller mer i plans/leveransplan.yaml innan något publiceras",
			"the setting maskera_under is %s and masks nothing: all counts are shown as they are, the small ones too. Set it to 2 or more in plans/leveransplan.yaml before anything is published", set.Installningar.MaskeraUnder.V))
	}
}

// succeeded lists the organisations that an organisation succeeds and that something in a report
// is about, in the order of the register.
func succeeded(set *plan.Set, r *followup.Report, org string) lang.List {
	if org == "" {
		return nil
	}
	named := map[string]bool{}
	for _, p := range r.Plans {
		named[p.Skickande.V], named[p.Mottagare.V] = true, true
	}
	for _, s := range r.Stray {
		named[s.Skickande], named[s.Mottagare] = true, true
	}
	for _, c := range r.Capacities {
		named[c.Receiver] = true
	}
	var out lang.List
	for _, o := range set.Organisationer {
		if id := o.ID.V; id != org && named[id] && set.Continues(org, id) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
