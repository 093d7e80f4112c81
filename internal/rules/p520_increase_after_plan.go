package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// IncreaseAfterPlan lets a line be extended only once its decided volume is periodised: the
// part of a new plan that goes beyond its line needs a plan of that line before it (N51). A
// change to a plan has one, its own.
func IncreaseAfterPlan() *rule.Rule {
	return &rule.Rule{
		ID:         "P520",
		Title:      lang.T("en rad utökas när den är periodiserad", "a line is extended once it is periodised"),
		Basis:      diag.Text,
		Statements: []string{"N51"},
		Severity:   diag.Error,
		Why: lang.T(
			"Enligt rutin 6.0 kan planer justeras uppåt efter att missivbeslutade volymer är periodiserade. Innan dess finns den beslutade volymen kvar att använda, och behovet ryms i den.",
			"Under routine 6.0 plans can be adjusted upwards after the volumes decided in the missiv are periodised. Before that the decided volume is still there to be used, and the need fits into it."),
		Example: rule.Example{
			Note: lang.T(
				"Raden periodiserades den 1 februari, och behovet kom därefter; båda dagarna är felskrivna.",
				"The line was periodised on 1 February, and the need came after that; both days are slips."),
			File: "plans/2024/leveransplaner/skas/lp-2024-skas-su-katarakt.yaml",
			Good: "utokning:\n" +
				"  datum: 2024-02-06\n" +
				"  orsak: okat_behov\n" +
				"  utokar: 1\n" +
				"  anmald_av: skas\n" +
				"  anmald_till: vardgarantiservice\n" +
				"  forankring: {roll: representant, organisation: skas, datum: 2024-02-05}\n",
			Bad: "utokning:\n" +
				"  datum: 2024-01-26\n" +
				"  orsak: okat_behov\n" +
				"  utokar: 1\n" +
				"  anmald_av: skas\n" +
				"  anmald_till: vardgarantiservice\n" +
				"  forankring: {roll: representant, organisation: skas, datum: 2024-01-25}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range ofCause(p, plan.OrsakOkatBehov) {
				line := p.Set.LineOf(e.Plan)
				if !e.Extension || !e.Datum.Set || line == nil || line.Missiv.Broken || !line.Whole || line.Missiv.OriginalVolume(line.Rad) == 0 {
					continue
				}
				if first, some := firstPeriodised(line, e.Plan); !some || first > e.Datum.V {
					p.Report(tooEarly(e, line, first, some))
				}
			}
		},
	}
}

// firstPeriodised is the day of the line's first plan other than the one given.
func firstPeriodised(line *plan.Line, but *plan.Leveransplan) (first calendar.Day, some bool) {
	for _, pl := range line.Plans {
		if day, ok := pl.Day(); ok && pl != but && (!some || day < first) {
			first, some = day, true
		}
	}
	return first, some
}

func tooEarly(e rule.Entry, line *plan.Line, first calendar.Day, some bool) rule.Finding {
	f := rule.Finding{
		In: &e.Plan.Document, At: e.Datum.Span,
		Message: lang.T("raden %s utökas fast den inte har någon annan plan", "line %s is extended although it has no other plan", line.Rad.ID.V),
		Hint: lang.T("Lägg först radens beslutade volym i planer. Ryms behovet i den: ta bort utokning.",
			"Put the line's decided volume in plans first. If the need fits into it, take utokning out."),
		Related: related(&line.Missiv.Document, line.Rad.Volym.Span, lang.T("radens volym", "the line's volume")),
	}
	if some {
		f.Message = lang.T("raden %s utökas %s men dess första plan är från %s", "line %s is extended on %s but its first plan is of %s",
			line.Rad.ID.V, e.Datum.V.String(), first.String())
	}
	return f
}
