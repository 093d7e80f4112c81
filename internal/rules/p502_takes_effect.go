package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// TakesEffect holds the week or quarter from which a change applies against the day of the
// change and the plan's period.
func TakesEffect() *rule.Rule {
	return &rule.Rule{
		ID:       "P502",
		Title:    lang.T("en ändring gäller framåt och inom planen", "a change applies forward and within the plan"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Veckor som har gått är utfall och går inte att planera om. Det som inte användes då tas upp som rest, eller som ett ökat behov framåt.",
			"Weeks that have passed are outcome and can't be planned again. What was not used then is taken up as a rest, or as a higher need ahead."),
		Example: rule.Example{
			Note: lang.T(
				"Ändringen görs i vecka 13.",
				"The change is made in week 13."),
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "  - nr: 1\n" +
				"    datum: 2026-03-24\n" +
				"    galler_fran: 2026-W14\n",
			Bad: "  - nr: 1\n" +
				"    datum: 2026-03-24\n" +
				"    galler_fran: 2026-W12\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Entries() {
				if !e.Extension {
					takesEffect(p, e)
				}
			}
		},
	}
}

// appliesBack tells that a change applies from weeks that had passed when it was made. A
// quarter may have begun: its remaining weeks can still change.
func appliesBack(e rule.Entry) bool {
	weeks := e.GallerFran.V.Weeks()
	return len(weeks) > 0 && weeks[len(weeks)-1].Compare(e.Datum.V.Week()) < 0
}

func takesEffect(p *rule.Pass, e rule.Entry) {
	weeks, period := e.GallerFran.V.Weeks(), e.Plan.Period.V
	inside := false
	for _, w := range weeks {
		inside = inside || period.ContainsWeek(w)
	}
	day := e.Datum.V.Week()
	switch {
	case !inside:
		p.Report(rule.Finding{
			In: &e.Plan.Document, At: e.GallerFran.Span,
			Message: lang.T("ändringen gäller från %s, utanför planens period %s",
				"the change applies from %s, outside the plan's period %s", e.GallerFran.V.String(), period.String()),
			Hint:    lang.T("Välj en vecka eller ett kvartal i perioden.", "Choose a week or a quarter of the period."),
			Related: related(&e.Plan.Document, e.Plan.Period.Span, lang.T("planens period", "the plan's period")),
		})
	case dated(p, e) && appliesBack(e):
		p.Report(rule.Finding{
			In: &e.Plan.Document, At: e.GallerFran.Span,
			Message: lang.T("ändringen gäller från %s men är daterad %s, i %s",
				"the change applies from %s but is dated %s, in %s", e.GallerFran.V.String(), e.Datum.V.String(), day.String()),
			Hint:    lang.T("Låt den gälla tidigast från %s.", "Let it apply from %s at the earliest.", day.String()),
			Related: related(&e.Plan.Document, e.Datum.Span, lang.T("ändringens dag", "the day of the change")),
		})
	}
}
