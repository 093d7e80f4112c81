package audit

import (
	"github.com/leveransplan/leveransplan/internal/diff"
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
	registered := func(hash string, after int) *FollowUp {
		e := entries[hash]
		by, there := last[hash]
		if e == nil || !there || by <= after || !r.decisions[by].Valid {
			return nil
		}
		return &FollowUp{Cause: e.Orsak.V, Action: e.Atgard.V, Reference: e.Referens.V, Day: e.Datum.V, By: r.decisions[by].Commit()}
	}
	for i := range r.decisions {
		d := &r.decisions[i]
		for _, hash := range d.Commits {
			if len(d.Violations) > 0 && d.FollowUp == nil {
				d.FollowUp = registered(hash, i)
			}
		}
	}
	// What somebody did to the branch of records stays there for good, so that it can be followed
	// up as well.
	for _, list := range [][]Violation{r.branch.Violations, r.stray} {
		for i := range list {
			list[i].FollowUp = registered(list[i].Commit, -1)
		}
	}
	return nil
}
