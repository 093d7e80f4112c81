package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ExtensionSize keeps what a change adds to its line (utokar) within its rise and within
// a higher need, and what a correction takes back (aterkallar) within what was added.
func ExtensionSize() *rule.Rule {
	return &rule.Rule{
		ID:       "P512",
		Title:    lang.T("utökning och återkallelse håller sig inom det de gäller", "what is added and taken back stays within its bounds"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Det som utökar en plan läggs ovanpå det forumet har tagit ställning till. Blir det större än höjningen, eller tas mer tillbaka än som lades till, uppstår volym ur ingenting.",
			"What extends a plan comes on top of what the forum took position on. If it is bigger than the rise, or more is taken back than was added, volume comes from nowhere."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "    volym_efter: 16\n",
			Bad:  "    volym_efter: 16\n    aterkallar: 0\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Entries() {
				if sound(e) {
					added(p, e)
					takenBack(p, e)
				}
			}
		},
	}
}

func added(p *rule.Pass, e rule.Entry) {
	f := rule.Finding{In: &e.Plan.Document, At: e.Utokar.Span}
	rise := max(0, e.Change())
	if e.Extension {
		rise = e.Plan.OriginalVolume()
	}
	switch {
	case e.Utokar.V > 0 && e.Orsak.V != plan.OrsakOkatBehov:
		f.Message = lang.T("utokar hör till okat_behov, inte till %s", "utokar belongs to okat_behov, not to %s", e.Orsak.V)
		f.Hint = lang.T("Skriv orsak: okat_behov med dess underlag, eller ta bort utokar om volymen ryms i raden.",
			"Write orsak: okat_behov with its evidence, or take out utokar if the line holds the volume.")
		f.Related = related(&e.Plan.Document, e.Orsak.Span, lang.T("orsaken", "the cause"))
	case e.Utokar.V <= rise:
		return
	case e.Extension:
		f.Message = lang.T("utokar är %d men hela planen var på %d", "utokar is %d but the whole plan was of %d", e.Utokar.V, rise)
		f.Hint = lang.T("Skriv den del av volymen som raden inte rymde, högst %s.", "Write the part of the volume that the line did not hold, at most %s.", digits(rise))
	default:
		f.Message = lang.T("utokar är %d men volymen stiger bara med %d", "utokar is %d but the volume rises by only %d", e.Utokar.V, rise)
		f.Hint = lang.T("Skriv den del av höjningen som raden inte rymmer, högst %s.", "Write the part of the rise that the line does not hold, at most %s.", digits(rise))
		f.Related = related(&e.Plan.Document, e.VolymEfter.Span, lang.T("volymen efter ändringen", "the volume after the change"))
	}
	p.Report(f)
}

func takenBack(p *rule.Pass, e rule.Entry) {
	if !e.Aterkallar.Set {
		return
	}
	f := rule.Finding{In: &e.Plan.Document, At: e.Aterkallar.Span}
	left := p.Set.Unregulated(e.Plan, e.Andring)
	switch {
	case e.Aterkallar.V == 0:
		f.Lighter = true
		f.Message = lang.T("aterkallar: 0 tar inte tillbaka något", "aterkallar: 0 takes nothing back")
		f.Hint = lang.T("Ta bort raden.", "Take the line out.")
	case e.Orsak.V != plan.OrsakRattelse:
		f.Message = lang.T("aterkallar hör till rattelse, inte till %s", "aterkallar belongs to rattelse, not to %s", e.Orsak.V)
		f.Hint = lang.T("Skriv återkallelsen som en egen ändring med orsak: rattelse.", "Write what is taken back as a change of its own with orsak: rattelse.")
		f.Related = related(&e.Plan.Document, e.Orsak.Span, lang.T("orsaken", "the cause"))
	case e.Aterkallar.V > left:
		f.Message = lang.T("aterkallar är %d men planen har %d utökade att ta tillbaka", "aterkallar is %d but the plan has %d added to take back", e.Aterkallar.V, left)
		f.Hint = lang.T("Högst %s kan tas tillbaka: det som tidigare ändringar utökade och som varken är återkallat eller reglerat i missivet.",
			"At most %s can be taken back: what earlier changes added and what is neither taken back nor absorbed by the missiv.", digits(left))
	default:
		return
	}
	p.Report(f)
}
