package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ChosenPath holds the way that the forum chose against the one that was gone, and asks
// where its choice can be read (N15).
func ChosenPath() *rule.Rule {
	return &rule.Rule{
		ID:              "P413",
		Title:           lang.T("vägen är den som forumet valde", "the way is the one that the forum chose"),
		Basis:           diag.Text,
		Statements:      []string{"N15"},
		Severity:        diag.Error,
		MissingEvidence: true,
		Why: lang.T(
			"Forumet avgör om samordningsrådet ska tas med eller om frågan går direkt till koncernkontoret. En fördelning från ett råd som inte skulle tillfrågas vilar inte på forumets val.",
			"The forum decides whether the samordningsråd takes part or the question goes straight to Koncernkontoret. A distribution by a samordningsråd that was not to be asked does not rest on the forum's choice."),
		Lighter: lang.T(
			"Saknas bara hänvisningen till forumets protokoll är det en varning.",
			"Where only the reference to the forum's minutes is missing it is a warning."),
		Example: rule.Example{
			Note: lang.T(
				"Enligt protokollet valde forumet samordningsråd, och erbjudandet har rådets fördelning.",
				"By its minutes the forum chose the samordningsråd, and the offer has the samordningsråd's distribution."),
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "vagval: {beslut: samordningsrad, datum: 2024-01-18, referens: \"2024-01-18 § 5\"}\n",
			Bad:  "vagval: {beslut: direkt, datum: 2024-01-18, referens: \"2024-01-18 § 5\"}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				v := e.Vagval
				if v == nil {
					continue
				}
				if v.Beslut.V != pathCouncil && len(e.Samordningsrad) > 0 {
					p.Report(rule.Finding{
						In: &e.Document, At: v.Beslut.Span,
						Message: lang.T("vägvalet är %s men erbjudandet har en fördelning från samordningsråd", "the way is %s but the offer has a council's distribution", v.Beslut.V),
						Hint: lang.T("Skriv beslut: samordningsrad om forumet valde det, annars ta bort samordningsrad.",
							"Write beslut: samordningsrad if the forum chose that, else take samordningsrad out."),
						Related: related(&e.Document, stepSpan(e, stepCouncils), lang.T("rådets fördelning", "the council's distribution")),
					})
				}
				if !v.Referens.Set && p.Set.Installningar.ProtokollKravs.V {
					p.Report(rule.Finding{
						In: &e.Document, At: v.Span, Lighter: true,
						Message: lang.T("vägvalet hänvisar inte till forumets protokoll", "the choice of way does not refer to the forum's minutes"),
						Hint:    lang.T("Lägg till mötets datum och paragraf: referens: \"ÅÅÅÅ-MM-DD § N\"", "Add the meeting's date and item: referens: \"YYYY-MM-DD § N\""),
					})
				}
			}
		},
	}
}
