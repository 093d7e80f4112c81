package cli

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// parties tells that one of some ids is the organisation that was asked for, or one whose duties
// have passed to it. Where none was asked for everybody is.
func (f followupFlags) parties(ids ...string) bool {
	return f.org == "" || slices.ContainsFunc(ids, func(id string) bool { return f.among[id] })
}

// answering lists an organisation and those whose duties have passed to it by a day: one that is
// to succeed another answers for it from its own first day.
func answering(set *plan.Set, org string, day calendar.Day) map[string]bool {
	out := map[string]bool{}
	for queue := []string{org}; len(queue) > 0; queue = queue[1:] {
		id := queue[0]
		if out[id] {
			continue
		}
		out[id] = true
		if o := set.Organisation(id); o != nil && o.GiltigFran.V <= day {
			for _, old := range o.Ersatter {
				queue = append(queue, old.V)
			}
		}
	}
	return out
}

// tellSuccession says whose plans stand among an organisation's, and whose do not yet.
func (a *app) tellSuccession(set *plan.Set, whole, r *followup.Report, f followupFlags) {
	if old := named(set, r, func(id string) bool { return id != f.org && f.among[id] }); f.org != "" && len(old) > 0 {
		a.tell(lang.T("%s ersätter %s: deras planer är med", "%s succeeds %s: their plans are included", f.org, old))
	}
	o := set.Organisation(f.org)
	if o == nil || o.GiltigFran.V <= r.Today {
		return
	}
	if later := named(set, whole, func(id string) bool { return !f.among[id] && set.Continues(f.org, id) }); len(later) > 0 {
		a.tell(lang.T("%s tar över efter %s först %s: deras planer är inte med", "%s takes over from %s on %s: their plans are not included", f.org, later, o.GiltigFran.V.String()))
	}
}

// tellUnmasked says that what is made for the public shows all counts as they are, where that
// is so.
func (a *app) tellUnmasked(set *plan.Set) {
	if set.Installningar.MaskeraUnder.V < 2 {
		a.tell(lang.T("inställningen maskera_under är %s och maskerar inget: alla antal visas som de är, också de små. Sätt den till 2 eller mer i plans/leveransplan.yaml innan något publiceras",
			"the setting maskera_under is %s and masks nothing: all counts are shown as they are, the small ones too. Set it to 2 or more in plans/leveransplan.yaml before anything is published", set.Installningar.MaskeraUnder.V))
	}
}

// named lists the organisations that something in a report is about and that are wanted, in the
// order of the register.
func named(set *plan.Set, r *followup.Report, wanted func(id string) bool) lang.List {
	about := map[string]bool{}
	for _, p := range r.Plans {
		about[p.Skickande.V], about[p.Mottagare.V] = true, true
	}
	for _, s := range r.Stray {
		about[s.Skickande], about[s.Mottagare] = true, true
	}
	for _, c := range r.Capacities {
		about[c.Receiver] = true
	}
	var out lang.List
	for _, o := range set.Organisationer {
		if id := o.ID.V; about[id] && wanted(id) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
