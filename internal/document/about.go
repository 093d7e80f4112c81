package document

import (
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// things are the ids of what a page is made of, by the kind of document that they stand in.
type things map[plan.Kind]map[string]bool

// used lists what the pages of some views are made of; nil views have nothing.
func used(views ...*View) things {
	out := things{}
	add := func(kind plan.Kind, ids ...string) {
		for _, id := range ids {
			if id != "" {
				if out[kind] == nil {
					out[kind] = map[string]bool{}
				}
				out[kind][id] = true
			}
		}
	}
	for _, v := range views {
		if v == nil {
			continue
		}
		add(v.Kind, v.ID)
		if p := v.Plan; p != nil {
			add(plan.KindMissiv, p.Origin.Memo)
			add(plan.KindVardomraden, p.Care.Field.ID)
			add(plan.KindOrganisationer, p.Sender.ID, p.Receiver.ID)
			for _, t := range p.Talks {
				add(plan.KindOrganisationer, t.Party.ID)
			}
			for _, c := range p.Contacts {
				add(plan.KindOrganisationer, c.Party.ID)
			}
			if a := p.Agreement; a != nil {
				add(plan.KindAvtal, a.ID)
				add(plan.KindOrganisationer, a.Owner.ID, a.Provider.ID)
			}
			continue
		}
		add(plan.KindRestvolymer, v.ID)
		for _, l := range v.Memo.Lines {
			add(plan.KindVardomraden, l.Care.Field.ID)
			for _, p := range l.Plans {
				add(plan.KindLeveransplan, p.ID)
			}
		}
		for _, t := range v.Memo.Parties {
			add(plan.KindOrganisationer, t.Party.ID)
		}
		if a := v.Memo.Analysis; a != nil {
			add(plan.KindBehovsanalys, a.ID)
		}
		if l := v.Memo.Ladder; l != nil {
			for _, f := range append(append([]Free(nil), l.Own...), l.Agreements...) {
				add(plan.KindAvtal, f.Agreement)
				add(plan.KindOrganisationer, f.Party.ID)
			}
		}
	}
	return out
}

// by tells that a change of the register of decisions is of one of the things.
func (t things) by(it *history.Item) bool {
	ids := t[it.Type]
	if ids[it.ID] {
		return true
	}
	for _, name := range it.Names {
		if ids[name] {
			return true
		}
	}
	return false
}
