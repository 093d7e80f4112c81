package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// LargeChange warns when one request changes much of a plan year at once: a slip in a script,
// or a decision that deserves a memo of its own. A year of few plans says nothing.
func LargeChange() *rule.Rule {
	return &rule.Rule{
		ID:       "C116",
		Title:    lang.T("inte för mycket på en gång", "not too much at once"),
		Basis:    diag.Default,
		Severity: diag.Warning,
		Why: lang.T(
			"En begäran som ändrar en stor del av årets volym är svår att överblicka, och är ibland en olycka: en fil som sparats fel, ett skript som gick för långt.",
			"A request that changes a large part of the year is hard to take in, and at times it is an accident: a file saved wrongly, a script that went too far."),
		Example: rule.Example{
			Note: lang.T("Elva planer halveras i en begäran.", "Eleven plans are halved in one request."),
			Good: "~ 3 leveransplaner, 4 % av årets volym\n",
			Bad:  "~ 11 leveransplaner, 50 % av årets volym\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			moved, plans, first := map[calendar.Interval]int{}, map[calendar.Interval]int{}, map[calendar.Interval]*plan.Leveransplan{}
			for _, c := range p.Plans() {
				rise, fall := 0, 0
				for _, s := range c.Slots {
					rise, fall = rise+max(0, s.After-s.Before), fall+max(0, s.Before-s.After)
				}
				if rise+fall == 0 {
					continue
				}
				year := planYearOf(p.Main, c.Base)
				moved[year] += max(rise, fall)
				plans[year]++
				if first[year] == nil {
					first[year] = c.Head
				}
			}
			for year, change := range moved {
				whole, all := 0, 0
				for _, pl := range p.Main.Leveransplaner {
					if !pl.Broken && planYearOf(p.Main, pl) == year {
						whole, all = whole+pl.Volym.V, all+1
					}
				}
				limit := p.Main.Installningar.StorAndringProcent.V
				if all < fewPlans || whole == 0 || 100*change <= limit*whole {
					continue
				}
				p.Report(rule.Finding{
					In: &first[year].Document, At: first[year].Volym.Span, Measure: change,
					Message: lang.T("begäran flyttar eller ändrar %[2]d av årets %[3]d i %[1]s, mer än %[4]s procent", "the request moves or changes %[2]d of the year's %[3]d in %[1]s, more than %[4]s per cent", lang.Plural{N: plans[year], One: lang.T("%s plan", "%s plan"), Other: lang.T("%s planer", "%s plans")}, change, whole, digits(limit)),
					Hint:    lang.T("Är det meningen: säg det i begäran. Annars: dela upp den.", "If it is meant, say so in the request. If not, divide it."),
				})
			}
		},
	}
}

// fewPlans is the number of plans of a year below which nothing is said: of few, each is a
// large part.
const fewPlans = 10

// planYearOf is the period of a plan's missiv, or its own calendar year where it has none.
func planYearOf(set *plan.Set, p *plan.Leveransplan) calendar.Interval {
	if m := set.Memo(p.Ursprung.Missiv.V); m != nil {
		return m.Period.V
	}
	year := p.Period.V.From.Year()
	return calendar.Interval{From: calendar.Date(year, 1, 1), To: calendar.Date(year, 12, 31)}
}
