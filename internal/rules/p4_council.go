package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Version 6.0 moves patients between förvaltningar in numbered steps (N12-N29). Each has
// its block in the offer; the plans that draw on it are the last.
type step uint8

const (
	stepRaised step = iota
	stepAnswers
	stepPath
	stepProposal
	stepCouncils
	stepReview
	stepDecision
	stepPlans
)

// stepKeys are the keys of the steps in an offer; plans have none.
var stepKeys = [...]string{"lyft", "svar", "vagval", "fordelningsforslag", "samordningsrad", "granskning", "beslutsforslag", ""}

// pathCouncil is the way through the councils; the other one, "direkt", leaves them out.
const pathCouncil = "samordningsrad"

// taken tells whether a step has been taken. Proposals and councils that say nothing count
// as taken: what they lack has rules of its own.
func taken(set *plan.Set, e *plan.Erbjudande, s step) bool {
	switch s {
	case stepRaised:
		return true
	case stepAnswers:
		return len(e.Svar) > 0
	case stepPath:
		return e.Vagval != nil
	case stepProposal:
		return e.Fordelningsforslag != nil
	case stepCouncils:
		return len(e.Samordningsrad) > 0
	case stepReview:
		return e.Granskning != nil
	case stepDecision:
		return e.Beslutsforslag != nil
	}
	return len(drawnPlans(set, e)) > 0
}

// reached is the last step that has been taken.
func reached(set *plan.Set, e *plan.Erbjudande) step {
	last := stepRaised
	for s := stepRaised; s <= stepPlans; s++ {
		if taken(set, e, s) {
			last = s
		}
	}
	return last
}

// stepSpan is the place of a step's key, or of the offer's id for the plans.
func stepSpan(e *plan.Erbjudande, s step) diag.Span {
	return keySpan(&e.Document, stepKeys[s])
}

// drawnPlans lists the plans that draw on an offer and can be taken at their word: they
// count what the offer counts, and their volumes hold together.
func drawnPlans(set *plan.Set, e *plan.Erbjudande) []*plan.Leveransplan {
	var out []*plan.Leveransplan
	for _, pl := range set.PlansFrom(e.ID.V) {
		if !pl.Broken && set.OfferOf(pl) == e && pl.Unit() == e.Unit() && pl.Adds() && pl.Chained() {
			out = append(out, pl)
		}
	}
	return out
}

// available is the volume that there is to distribute: what the receiving förvaltning
// proposes, else the capacity that it raised. Unknown where a need was raised and nobody
// has proposed anything.
func available(e *plan.Erbjudande) (volume int, at diag.Span, known bool) {
	if f := e.Fordelningsforslag; f != nil {
		for _, r := range f.Rader {
			volume += r.Volym.V
		}
		return volume, stepSpan(e, stepProposal), true
	}
	if e.Lyft.Riktning.V != directionFree || len(e.Kapacitet.Items) == 0 {
		return 0, diag.Span{}, false
	}
	return e.Kapacitet.Sum(), keySpan(&e.Document, "kapacitet"), true
}

// otherAdministrations lists the förvaltningar that were there when the capacity was
// raised and neither raised it nor have it, in the order of the register.
func otherAdministrations(set *plan.Set, e *plan.Erbjudande) lang.List {
	var out lang.List
	for _, o := range set.Organisationer {
		own := o.ID.V == e.Lyft.Av.V || e.Mottagare.Set && o.ID.V == e.Mottagare.V
		if o.Typ.V == plan.TypForvaltning && !own && o.Validity().Contains(e.Lyft.Datum.V) {
			out = append(out, o.ID.V)
		}
	}
	return out
}

// councilOffers lists the offers of the run's version whose förvaltningar can be told.
func councilOffers(p *rule.Pass) []*plan.Erbjudande {
	return slices.DeleteFunc(p.Offers(), func(e *plan.Erbjudande) bool {
		known := p.Set.IsForvaltning(e.Lyft.Av.V) && (!e.Mottagare.Set || p.Set.IsForvaltning(e.Mottagare.V))
		return !known || !p.Set.Complete(plan.KindOrganisationer)
	})
}

// minutesDay reads the day of a meeting from a reference to its minutes, "2026-11-05 § 7".
// False where the reference is of another form.
func minutesDay(reference plan.Text) (calendar.Day, bool) {
	const form = "2006-01-02"
	if len(reference.V) < len(form) {
		return 0, false
	}
	return calendar.ParseDay(reference.V[:len(form)])
}
