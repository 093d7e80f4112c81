package rules

import (
	"regexp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ReliefShown holds the plan that is named as proof of relief against what it says: the
// förvaltning must be its receiver (N50b). A source outside the tree is taken at its word.
func ReliefShown() *rule.Rule {
	return &rule.Rule{
		ID:         "P508",
		Title:      lang.T("planen som nämns visar avlastningen", "the plan named shows the relief"),
		Basis:      diag.Default,
		Statements: []string{"N50b"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Den som säger sig ha avlastat en annan förvaltning har tagit emot patienter från den. Det syns i en plan där förvaltningen är mottagare.",
			"Whoever claims to have relieved another förvaltning has received its patients. That shows in a plan with the förvaltning as the receiver."),
		Example: rule.Example{
			Note: lang.T(
				"Sjukhusen i väster sänker sin plan. De tar emot i lp-2027-skas-siv-handkirurgi; i den andra planen gör Exempelkliniken det.",
				"Sjukhusen i väster lowers its plan. It receives in lp-2027-skas-siv-handkirurgi; in the other plan Exempelkliniken does."),
			File: "plans/2026/leveransplaner/siv/lp-2026-siv-skas-katarakt.yaml",
			Good: "    principer:\n" +
				"      forvaltning_uppnatt_vardgaranti: {bedomning: delvis, underlag: Väntetidsrapport oktober 2026}\n" +
				"      avlastat_annan_forvaltning: {bedomning: ja, underlag: lp-2027-skas-siv-handkirurgi}\n",
			Bad: "    principer:\n" +
				"      forvaltning_uppnatt_vardgaranti: {bedomning: delvis, underlag: Väntetidsrapport oktober 2026}\n" +
				"      avlastat_annan_forvaltning: {bedomning: ja, underlag: lp-2026-skas-exk-hoftprotes}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakMinskatBehov) {
				if e.Principer != nil && e.Principer.AvlastatAnnanForvaltning.Bedomning.V == "ja" {
					reliefShown(p, e, e.Principer.AvlastatAnnanForvaltning.Underlag)
				}
			}
		},
	}
}

var (
	idWord   = regexp.MustCompile(`[a-z0-9][a-z0-9-]+`)
	planWord = regexp.MustCompile(`^lp-[a-z0-9]+(-[a-z0-9]+)+$`)
)

// reliefShown looks at every plan that the text names; the first that shows it will do.
func reliefShown(p *rule.Pass, e rule.Entry, basis plan.Text) {
	var wrong *rule.Finding
	for _, id := range idWord.FindAllString(basis.V, -1) {
		named := p.Set.Plan(id)
		f := rule.Finding{In: &e.Plan.Document, At: basis.Span}
		switch {
		case named != nil && (p.Set.Continues(e.Plan.Skickande.V, named.Mottagare.V) || p.Set.Continues(named.Mottagare.V, e.Plan.Skickande.V)):
			return
		case named != nil:
			f.Message = lang.T("i %s är %s mottagare, inte %s", "the receiver of %s is %s, not %s", id, named.Mottagare.V, e.Plan.Skickande.V)
			f.Hint = lang.T("Skriv id:t på en plan där %s tar emot, eller en källa utanför planerna.",
				"Write the id of a plan in which %s receives, or a source outside the plans.", e.Plan.Skickande.V)
			f.Related = related(&named.Document, named.Mottagare.Span, lang.T("mottagaren", "the receiver"))
		case planWord.MatchString(id) && p.Set.Complete(plan.KindLeveransplan):
			f.Message = lang.T("underlaget nämner %s, som inte finns", "the basis names %s, which does not exist", id)
			f.Hint = lang.T("Skriv id:t på en plan som finns, eller en källa utanför planerna.",
				"Write the id of a plan that exists, or a source outside the plans.")
		default:
			continue
		}
		if wrong == nil {
			wrong = &f
		}
	}
	if wrong != nil {
		p.Report(*wrong)
	}
}
