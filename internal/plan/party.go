package plan

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Parties finds a plan's sender and receiver in the register. Sound tells that the pair
// can be a transfer at all: both are known, they are two, the sender is a förvaltning and
// the receiver a förvaltning or an external provider (N08). Where it is not, the fault
// has its own rules and no other rule should build on the parties.
func (s *Set) Parties(p *Leveransplan) (sender, receiver *Organisation, sound bool) {
	sender, receiver = s.Organisation(p.Skickande.V), s.Organisation(p.Mottagare.V)
	if sender == nil || receiver == nil || sender == receiver || sender.Owner.Broken || receiver.Owner.Broken {
		return sender, receiver, false
	}
	return sender, receiver, sender.Typ.V == TypForvaltning && receiver.Receives()
}

// Receives tells that the organisation can receive patients: a förvaltning or an external
// provider.
func (o *Organisation) Receives() bool {
	return o.Typ.V == TypForvaltning || o.Typ.V == TypVardgivare
}

// Continues tells that an organisation is the one that a document names, or that it has
// succeeded it: documents keep the old id, a new plan of theirs names the successor.
func (s *Set) Continues(id, named string) bool {
	return s.continues(id, named, map[string]bool{})
}

func (s *Set) continues(id, named string, seen map[string]bool) bool {
	if id == named {
		return true
	}
	o := s.Organisation(id)
	if o == nil || seen[id] {
		return false
	}
	seen[id] = true
	for _, old := range o.Ersatter {
		if s.continues(old.V, named, seen) {
			return true
		}
	}
	return false
}

// Successor finds who answers on a day for what an id stood for: the organisation itself, or
// the last one that has succeeded it by then and is of its kind. Nil where the id is unknown.
func (s *Set) Successor(id string, day calendar.Day) *Organisation {
	found := s.Organisation(id)
	if found == nil {
		return nil
	}
	for range s.Organisationer { // as many steps as a chain can have
		next := slices.IndexFunc(s.Organisationer, func(o *Organisation) bool {
			names := slices.ContainsFunc(o.Ersatter, func(old Text) bool { return old.V == found.ID.V })
			return names && o.Typ.V == found.Typ.V && o.GiltigFran.V <= day
		})
		if next < 0 {
			break
		}
		found = s.Organisationer[next]
	}
	return found
}

// Settled tells that a plan's parties are sound and that its line, agreement and offer,
// as far as it has them, name no others. Otherwise it can't be said which of them is
// meant, so nothing should be missed on behalf of a party.
func (s *Set) Settled(p *Leveransplan) bool {
	if _, _, sound := s.Parties(p); !sound {
		return false
	}
	if l := s.LineOf(p); l != nil && !s.Continues(p.Skickande.V, l.Rad.Forvaltning.V) {
		return false
	}
	if p.Avtal.Set && s.Agreement(p.Avtal.V) != nil && !s.concerns(p, s.Agreement(p.Avtal.V)) {
		return false
	}
	if e := p.Ursprung.Erbjudande; e.Set && s.Offer(e.V) != nil && !s.offers(s.Offer(e.V), p) {
		return false
	}
	return true
}

// AgreementOf finds the agreement that a plan draws on, or nil: it has none, the
// agreement is unknown, or it is not with the plan's receiver.
func (s *Set) AgreementOf(p *Leveransplan) *Avtal {
	a := s.Agreement(p.Avtal.V)
	if a == nil || a.Owner.Broken || !s.concerns(p, a) {
		return nil
	}
	if _, _, sound := s.Parties(p); !sound {
		return nil
	}
	return a
}

func (s *Set) concerns(p *Leveransplan, a *Avtal) bool {
	return s.Extern(p) && s.Continues(p.Mottagare.V, a.Vardgivare.V)
}

// OfferOf finds the offer that a plan draws on, or nil: it has none, the offer is
// unknown, it is another receiver's or for another field, or the receiver is external and
// can have none.
func (s *Set) OfferOf(p *Leveransplan) *Erbjudande {
	o := s.Offer(p.Ursprung.Erbjudande.V)
	if o == nil || o.Broken || !s.offers(o, p) || o.Vardomrade.V != p.Vardomrade.V {
		return nil
	}
	if _, _, sound := s.Parties(p); !sound {
		return nil
	}
	return o
}

func (s *Set) offers(o *Erbjudande, p *Leveransplan) bool {
	return !s.Extern(p) && (!o.Mottagare.Set || s.Continues(p.Mottagare.V, o.Mottagare.V))
}
