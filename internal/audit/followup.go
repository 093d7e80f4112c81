package audit

import (
	"slices"

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
	for i := range r.decisions {
		d := &r.decisions[i]
		if len(d.Violations) == 0 {
			continue
		}
		at := slices.IndexFunc(d.Commits, func(hash string) bool { return entries[hash] != nil })
		if at < 0 {
			continue
		}
		e := entries[d.Commits[at]]
		by, there := last[e.Commit.V]
		if !there || by <= i || !r.decisions[by].Valid {
			continue
		}
		d.FollowUp = &FollowUp{Cause: e.Orsak.V, Action: e.Atgard.V, Reference: e.Referens.V, Day: e.Datum.V, By: r.decisions[by].Commit()}
	}
	return nil
}
