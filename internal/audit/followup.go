package audit

import (
	"maps"
	"slices"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// followsUp lists the commits of which changes register, or change, a follow-up.
func followsUp(changes []diff.Change) []string {
	var out []string
	for _, c := range changes {
		if register, ok := c.(*diff.Register); ok && register.About().Kind == plan.KindAvvikelser {
			for _, e := range register.Entries {
				out = append(out, e.Key)
			}
		}
	}
	return out
}

// followUps joins decisions with what plans/avvikelser.yaml says of them at the head. An
// entry counts if the decision that brought it, or changed it last, is in order itself:
// nobody lets go of his own bypass by another one.
func (r *run) followUps() error {
	set, err := r.registersOf(r.Head.FS())
	if err != nil {
		return err
	}
	entries := map[string]*plan.Avvikelse{}
	for _, d := range set.Documents {
		if list, ok := d.(*plan.Avvikelser); ok {
			for i := range list.Avvikelser {
				entries[list.Avvikelser[i].Commit.V] = &list.Avvikelser[i]
			}
		}
	}
	if len(entries) == 0 {
		return nil
	}
	last := map[string]int{} // the decision that touched each entry last
	for i, d := range r.decisions {
		for _, hash := range d.FollowsUp {
			last[hash] = i
		}
	}
	used := map[string]bool{}
	registered := func(hash string, after int) (f *FollowUp, void bool) {
		e := entries[hash]
		if e == nil {
			return nil, false
		}
		used[hash] = true
		by, there := last[hash]
		if !there || by <= after || !r.decisions[by].Valid {
			return nil, true
		}
		return &FollowUp{Cause: e.Orsak.V, Action: e.Atgard.V, Reference: e.Referens.V, Day: r.decisions[by].Day, By: r.decisions[by].Commit()}, false
	}
	for i := range r.decisions {
		d := &r.decisions[i]
		for _, hash := range d.Commits {
			f, void := registered(hash, i)
			switch {
			case len(d.Violations) == 0 && (f != nil || void):
				r.remarks = append(r.remarks, lang.T("Uppföljningen av commit %s behövs inte: beslutet har ingen avvikelse.", "The follow-up of the commit %s is not needed: the decision has no violation.", short(hash)))
			case void:
				d.Notes = append(d.Notes, Note{FollowUpVoid, flat(lang.T("en uppföljning är registrerad och räknas inte: beslutet som förde in den är inte giltigt", "a follow-up is registered and does not count: the decision that brought it is not valid"))})
			case f != nil && d.FollowUp == nil:
				d.FollowUp = f
			}
		}
	}
	// What somebody did to the branch of records stays there for good, so that it can be followed
	// up as well.
	for _, list := range [][]Violation{r.branch.Violations, r.stray} {
		for i := range list {
			list[i].FollowUp, _ = registered(list[i].Commit, -1)
		}
	}
	for _, hash := range slices.Sorted(maps.Keys(entries)) {
		if !used[hash] {
			r.remarks = append(r.remarks, lang.T("Uppföljningen av commit %s gäller inget som har granskats.", "The follow-up of the commit %s is for nothing that has been audited.", short(hash)))
		}
	}
	return nil
}
