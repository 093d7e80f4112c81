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
		Title:    lang.T("det som läggs till eller tas tillbaka ryms i det som ändras", "what is added or taken back fits what changes"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Det som utökar en plan läggs ovanpå det forumet har tagit ställning till. Blir det större än höjningen, eller tas mer tillbaka än som lades till, uppstår volym ur ingenting.",
			"What extends a plan comes on top of what the forum has taken a position on. If it is bigger than the rise, or more is taken back than was added, volume comes from nowhere."),
		Lighter: lang.T(
			"aterkallar: 0 tar inte tillbaka något och ger bara en varning.",
			"aterkallar: 0 takes nothing back and gives a warning only."),
		Example: rule.Example{
			Note: lang.T(
				"En sänkning utökar ingen rad.",
				"A decrease adds nothing to a line."),
			File: "plans/2026/leveransplaner/siv/lp-2026-siv-skas-katarakt.yaml",
			Good: "    volym_fore: 8\n" +
				"    volym_efter: 6\n" +
				"    anmald_av: siv\n",
			Bad: "    volym_fore: 8\n" +
				"    volym_efter: 6\n" +
				"    utokar: 2\n" +
				"    anmald_av: siv\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Entries() {
				switch {
				case e.Extension && !extends(e):
					notExtending(p, e)
				case sound(e):
					added(p, e)
					takenBack(p, e)
				}
			}
		},
	}
}

// notExtending reports an utokning that can be none, once: while it can't, nothing is asked
// of its evidence.
func notExtending(p *rule.Pass, e rule.Entry) {
	f := rule.Finding{In: &e.Plan.Document, At: e.Orsak.Span}
	switch {
	case !e.Plan.Ursprung.Missiv.Set:
		f.At = e.Utokar.Span
		f.Message = lang.T("utokning hör till en rad i ett missiv, och planen har ingen", "utokning belongs to a line of a missiv, and the plan has none")
		f.Hint = lang.T("Ta bort utokning: en plan ur enbart ett erbjudande utökar ingen rad.",
			"Take utokning out: a plan from an offer alone extends no line.")
		f.Related = related(&e.Plan.Document, e.Plan.Ursprung.Span, lang.T("planens ursprung", "the plan's origin"))
	case e.Orsak.V != plan.OrsakOkatBehov:
		f.Message = lang.T("en utokning har orsaken %s, inte %s", "an utokning has the cause %s, not %s", plan.OrsakOkatBehov, e.Orsak.V)
		f.Hint = lang.T("Skriv orsak: %s med dess underlag, eller ta bort utokning om raden rymmer hela planen.",
			"Write orsak: %s with its evidence, or take utokning out if the line holds the whole plan.", plan.OrsakOkatBehov)
	default:
		f.At = e.Utokar.Span
		f.Message = lang.T("utökningen lägger inget till raden: utokar är 0", "the extension adds nothing to its line: utokar is 0")
		f.Hint = lang.T("Skriv den del av volymen som raden inte rymmer, eller ta bort utokning.",
			"Write the part of the volume that the line does not hold, or take utokning out.")
	}
	p.Report(f)
}

func added(p *rule.Pass, e rule.Entry) {
	f := rule.Finding{In: &e.Plan.Document, At: e.Utokar.Span}
	rise := riseOf(e.Plan, e.Andring)
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

// riseOf is by how much an entry raises its plan; an utokning brings the whole of it.
func riseOf(pl *plan.Leveransplan, a *plan.Andring) int {
	if a == pl.Utokning {
		return pl.OriginalVolume()
	}
	return max(0, a.Change())
}

// overstates tells that an entry adds more to its line than to its plan. That is reported as
// such, and what follows from the figure is not.
func overstates(pl *plan.Leveransplan, a *plan.Andring) bool { return a.Utokar.V > riseOf(pl, a) }

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
