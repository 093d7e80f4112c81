package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// PlansAsDecided keeps the plans that draw on an offer within its final distribution, sender
// by sender (N28, N29). What a plan was first agreed at counts; what it rose by later has
// evidence of its own.
func PlansAsDecided() *rule.Rule {
	return &rule.Rule{
		ID:         "P422",
		Title:      lang.T("planerna ryms i den slutliga fördelningen", "the plans fit the final distribution"),
		Basis:      diag.Text,
		Statements: []string{"N28", "N29"},
		Severity:   diag.Error,
		Why: lang.T(
			"När forumet ställt sig bakom den slutliga fördelningen är planerna överenskomna. Det som en plan tar utöver den har forumet inte ställt sig bakom.",
			"Once the forum stands behind the final distribution the plans are agreed. What a plan takes beyond it the forum does not stand behind."),
		Example: rule.Example{
			Note: lang.T(
				"SU fick 3 platser i den slutliga fördelningen. Den andra planen tog 2 av dem från början.",
				"SU was given 3 places in the final distribution. The other plan took 2 of them from the start."),
			File: "plans/2024/leveransplaner/su/lp-2024-su-siv-hoftprotes-var.yaml",
			Good: "volym: 1\n" +
				"periodisering:\n" +
				"  2024-W17: 1\n",
			Bad: "volym: 2\n" +
				"periodisering:\n" +
				"  2024-W17: 2\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				if e.Beslutsforslag == nil {
					continue
				}
				for _, s := range shares(p.Set, e) {
					if s.planned > s.decided() {
						p.Report(beyondDecision(e, s))
					}
				}
			}
		},
	}
}

// share is what one sender is given by an offer's final distribution, and the plans with
// which it takes it.
type share struct {
	sender  string
	part    *plan.Fordelad // nil: the distribution does not have the sender
	plans   []*plan.Leveransplan
	planned int // their volumes as first agreed, without what they brought beyond their line
}

func (s share) decided() int {
	if s.part == nil {
		return 0
	}
	return s.part.Volym.V
}

// shares lists the senders of an offer's distribution, and after them those of its plans
// that it does not have. Plans whose parties are in doubt are left out.
func shares(set *plan.Set, e *plan.Erbjudande) []*share {
	var out []*share
	for i := range e.Beslutsforslag.Fordelning {
		part := &e.Beslutsforslag.Fordelning[i]
		out = append(out, &share{sender: part.Forvaltning.V, part: part})
	}
	of := func(sender string) *share {
		for _, s := range out {
			if set.Continues(sender, s.sender) {
				return s
			}
		}
		out = append(out, &share{sender: sender})
		return out[len(out)-1]
	}
	for _, pl := range drawnPlans(set, e) {
		if !set.Settled(pl) {
			continue
		}
		s := of(pl.Skickande.V)
		s.plans = append(s.plans, pl)
		s.planned += pl.OriginalVolume()
		if pl.Utokning != nil {
			s.planned -= pl.Utokning.Utokar.V
		}
	}
	return out
}

func beyondDecision(e *plan.Erbjudande, s *share) rule.Finding {
	f := rule.Finding{
		In: &s.plans[0].Document, At: s.plans[0].Skickande.Span, Measure: s.planned - s.decided(),
		Message: lang.T("%s finns inte i den slutliga fördelningen av %s", "%s is not in the final distribution of %s", s.sender, e.ID.V),
		Hint: lang.T("Lägg till %s i beslutsforslag om forumet ställt sig bakom det, annars sänk planen.",
			"Add %s to beslutsforslag if the forum stands behind it, else lower the plan.", s.sender),
		Related: related(&e.Document, stepSpan(e, stepDecision), lang.T("den slutliga fördelningen", "the final distribution")),
	}
	if s.part == nil {
		return f
	}
	f.In, f.At, f.Related = &e.Document, s.part.Volym.Span, nil
	f.Message = lang.T("%s får %d i den slutliga fördelningen men planerna tar %d", "%s gets %d in the final distribution but plans take %d",
		s.sender, s.decided(), s.planned)
	f.Hint = lang.T("Sänk planerna med %d, eller rätta fördelningen om forumet ställt sig bakom mer.",
		"Lower the plans by %d, or correct the distribution if the forum stands behind more.", s.planned-s.decided())
	for _, pl := range s.plans {
		f.Related = append(f.Related, related(&pl.Document, pl.Volym.Span, lang.T("%s tar %d", "%s takes %d", pl.ID.V, pl.OriginalVolume()))...)
	}
	return f
}
