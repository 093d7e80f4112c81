package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OutcomeInPeriod tells of outcome before a plan's period, or longer after it than the
// setting efterslapning_veckor allows (N57). Facts are never refused, so it is a warning.
func OutcomeInPeriod() *rule.Rule {
	return &rule.Rule{
		ID:         "F103",
		Title:      lang.T("utfallet ligger i planens tid", "outcome lies in the plan's time"),
		Basis:      diag.Default,
		Statements: []string{"N57"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Patienter som remitterats sent kan tas emot några veckor efter planens slut. Långt utanför är det oftare fel plan eller fel år.",
			"Patients referred late can be received a few weeks after a plan's end. Far outside it is more often the wrong plan or the wrong year."),
		Example: rule.Example{
			Note: lang.T(
				"Planen börjar 2026; året är felskrivet.",
				"The plan begins in 2026; the year is a slip."),
			File: "plans/2026/utfall/2026-W06.csv",
			Good: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2026-W06;4;6\n",
			Bad: "leveransplan;vecka;utfort;kontaktade\n" +
				"lp-2026-su-exk-hoftprotes;2025-W06;4;6\n",
		},
		Check: func(p *rule.Pass) {
			for row := range outcome(p.Set) {
				if pl := planned(p, row); pl != nil {
					if f, outside := outcomeInPeriod(p, row, pl); outside {
						p.Report(f)
					}
				}
			}
		},
	}
}

// outcomeInPeriod tells that a row lies outside its plan's time. While the plan's period is
// in doubt (P103, P113) nothing does.
func outcomeInPeriod(p *rule.Pass, row outcomeRow, pl *plan.Leveransplan) (rule.Finding, bool) {
	late := p.Set.Installningar.EfterslapningVeckor.V
	period, thursday := pl.Period.V, row.Vecka.V.Week().Thursday()
	f := rule.Finding{
		In: &row.table.Document, At: row.Vecka.Span,
		Hint:    lang.T("Kontrollera vecka och plan. Är uppgiften rätt kan raden stå kvar.", "Check the week and the plan. If the figure is right the row can stay."),
		Related: related(&pl.Document, pl.Period.Span, lang.T("planens period", "the plan's period")),
	}
	switch {
	case thursday < period.From:
		f.Message = lang.T("utfallet i %s är före planens period, som börjar %s", "the outcome of %s is before the plan's period, which begins %s",
			row.Vecka.V.String(), period.From.String())
	case thursday > period.To.Add(7*late):
		f.Message = lang.T("utfallet i %s är mer än %s efter planens period, som slutade %s", "the outcome of %s is more than %s after the plan's period, which ended %s",
			row.Vecka.V.String(), weeksText(late), period.To.String())
	default:
		return f, false
	}
	return f, !p.Set.OutsideMemo(pl) && inItsPeriod(pl)
}

func weeksText(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s vecka", "%s week"), Other: lang.T("%s veckor", "%s weeks")}
}
