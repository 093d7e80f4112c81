package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// IncreaseMinutes asks for the minutes in which the forum took position on a plan that is
// extended beyond its line (N56). They may come last, so their absence is a warning; the
// setting protokoll_kravs turns it off.
func IncreaseMinutes() *rule.Rule {
	return &rule.Rule{
		ID:              "P513",
		Title:           lang.T("en utökning hänvisar till forumets protokoll", "an extension refers to the forum's minutes"),
		Basis:           diag.Default,
		Statements:      []string{"N56"},
		Severity:        diag.Warning,
		MissingEvidence: true,
		Why: lang.T(
			"Förslaget till ändrad plan lyfts för ställningstagande. Utan hänvisning till protokollet går det inte att visa att det har skett.",
			"The proposal for the changed plan is raised for a position. Without a reference to the minutes there is no showing that it was."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml",
			Good: "    motivering: Fler remisser än väntat under våren\n    protokoll: \"2026-05-14 § 3\"\n",
			Bad:  "    motivering: Fler remisser än väntat under våren\n",
		},
		Check: func(p *rule.Pass) {
			if !p.Set.Installningar.ProtokollKravs.V {
				return
			}
			for _, e := range ofCause(p, plan.OrsakOkatBehov) {
				if e.Utokar.V > 0 && !minuted(e) {
					p.Report(rule.Finding{
						In: &e.Plan.Document, At: e.Utokar.Span,
						Message: lang.T("utökningen med %d hänvisar inte till forumets protokoll", "the extension by %d does not refer to the forum's minutes",
							e.Utokar.V),
						Hint: lang.T("Lägg till mötets datum och paragraf: protokoll: \"ÅÅÅÅ-MM-DD § N\". Det kan komma sist, före sammanslagningen.",
							"Add the meeting's date and item: protokoll: \"YYYY-MM-DD § N\". It may come last, before the merge."),
					})
				}
			}
		},
	}
}

// minuted tells that the forum's minutes are referenced: at the entry or, for what extends
// a new plan, at the plan's own case.
func minuted(e rule.Entry) bool {
	return e.Protokoll.Set || e.Extension && e.Plan.Arende != nil && e.Plan.Arende.Protokoll.Set
}
