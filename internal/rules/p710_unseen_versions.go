package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// UnseenVersions tells once that missiv and offers are judged by a version of the routine
// although one that is not at hand may have been in force (N64). A version is certain to
// have been in force on its first day alone. Plans follow what they rest on and are not
// told of again.
func UnseenVersions(held string, unseen lang.List) *rule.Rule {
	return &rule.Rule{
		ID:         "P710",
		Title:      lang.T("rutinens alla versioner finns att tillgå", "all versions of the routine are at hand"),
		Basis:      diag.Default,
		Statements: []string{"N64"},
		Severity:   diag.Info,
		Why: lang.T(
			"Rutin 6.0 gäller från 2024-01-18 och 9.0 från 2024-12-19. Versionerna 7.0 och 8.0 kom däremellan, men ingen av dem finns att tillgå och det är okänt när de gällde. Dokument från den tiden prövas mot 6.0.",
			"Routine 6.0 holds from 2024-01-18 and 9.0 from 2024-12-19. Versions 7.0 and 8.0 came in between, but neither is at hand and nobody knows when they held. Documents of that time are judged by 6.0."),
		Example: rule.Example{
			Note: lang.T(
				"Inget behöver rättas. Bara den första dagen är det säkert att 6.0 gällde; därefter kan en version ha gällt som inte finns att tillgå.",
				"Nothing needs mending. Only on the first day is it certain that 6.0 was in force; after that a version may have been that is not at hand."),
			File: "plans/2024/erbjudanden/erb-2024-su-ortopedi.yaml",
			Good: "lyft: {av: su, forum: funktionsgrupp_produktionschefer, datum: 2024-01-18, riktning: behovd}\n",
			Bad:  "lyft: {av: su, forum: funktionsgrupp_produktionschefer, datum: 2024-03-01, riktning: behovd}\n",
		},
		Check: func(p *rule.Pass) {
			v := p.Routine.Of(held)
			var found []governed
			for _, g := range governedDocuments(p) {
				if g.Kind != plan.KindLeveransplan && g.rutin.V == held && v.From < g.day && g.day <= v.To {
					found = append(found, g)
				}
			}
			if len(found) == 0 {
				return
			}
			slices.SortFunc(found, older)
			f := rule.Finding{
				In: found[0].Document, At: found[0].rutin.Span, Measure: len(found),
				Message: lang.T("%s prövas mot rutin %s, fast någon av %s kan ha gällt", "%s judged by routine %s, though one of %s may have been in force",
					documents(len(found)), held, unseen),
				Hint: lang.T("Ingenting behöver göras. Dokumenten prövas mot %s, den version som finns.",
					"There is nothing to do. The documents are judged by %s, the version at hand.", held),
			}
			for _, g := range found[1:] {
				f.Related = append(f.Related, rule.Place{In: g.Document, At: g.rutin.Span, Message: lang.T("från samma tid: %s", "of the same time: %s", g.day.String())})
			}
			p.Report(f)
		},
	}
}
