package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// DecidedIsPlanned tells of volume that the final distribution gives a sender and that
// stands in no plan (N28, N29): natural while plans are drawn up, a gap once the offer's
// period runs.
func DecidedIsPlanned() *rule.Rule {
	return &rule.Rule{
		ID:         "P423",
		Title:      lang.T("den slutliga fördelningen står i planer", "the final distribution stands in plans"),
		Basis:      diag.Default,
		Statements: []string{"N28", "N29"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Fördelningen blir verklighet i leveransplanerna. Platser som forumet ställt sig bakom men som ingen plan använder står tomma.",
			"The distribution becomes real in the leveransplaner. Places that the forum stands behind and no plan uses stay empty."),
		Lighter: lang.T(
			"Innan erbjudandets period har börjat är det en upplysning, därefter en varning.",
			"Before the offer's period has begun it is information, after that a warning."),
		Example: rule.Example{
			Note: lang.T(
				"SU fick 3 platser i den slutliga fördelningen. Den andra planen tog 2 av dem från början.",
				"SU was given 3 places in the final distribution. The other plan took 2 of them from the start."),
			File: "plans/2024/leveransplaner/su/lp-2024-su-siv-hoftprotes-var.yaml",
			Good: "volym: 1\n" +
				"periodisering:\n" +
				"  2024-W17: 1\n",
			Bad: "volym: 0\n" +
				"periodisering:\n" +
				"  2024-W17: 0\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				if e.Beslutsforslag == nil || doubtfulDraws(p.Set, e) {
					continue
				}
				list := shares(p.Set, e)
				beyond := func(s *share) bool { return s.planned > s.decided() }
				// Where a plan takes more than its sender was given that is the fault (P422).
				if slices.ContainsFunc(list, beyond) {
					continue
				}
				for _, s := range list {
					if open := s.decided() - s.planned; open > 0 {
						p.Report(unplanned(p, e, s, open))
					}
				}
			}
		},
	}
}

// doubtfulDraws tells that some plan which could draw on the offer was unreadable, or can't
// be taken at its word.
func doubtfulDraws(set *plan.Set, e *plan.Erbjudande) bool {
	drawn := drawnPlans(set, e)
	settled := func(pl *plan.Leveransplan) bool { return set.Settled(pl) }
	return !set.Complete(plan.KindLeveransplan) || len(drawn) < len(set.PlansFrom(e.ID.V)) || len(slices.DeleteFunc(drawn, settled)) > 0
}

func unplanned(p *rule.Pass, e *plan.Erbjudande, s *share, open int) rule.Finding {
	f := rule.Finding{
		In: &e.Document, At: s.part.Volym.Span, Measure: open,
		// Time alone never makes an error, and work in progress is none either.
		Lighter: p.Today < e.Period.V.From,
		Message: lang.T("%s får %d men planerna tar bara %d av dem", "%s gets %d but plans take only %d of them", s.sender, s.decided(), s.planned),
		Hint: lang.T("Lägg de %d som återstår i en leveransplan med erbjudande: %s under ursprung.",
			"Put the remaining %d in a leveransplan with erbjudande: %s under ursprung.", open, e.ID.V),
	}
	for _, pl := range s.plans {
		f.Related = append(f.Related, related(&pl.Document, pl.Volym.Span, lang.T("%s tar %d", "%s takes %d", pl.ID.V, pl.OriginalVolume()))...)
	}
	return f
}
