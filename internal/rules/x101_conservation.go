package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Conservation holds what is planned against what was decided, line by line: no volume
// may appear from nowhere, and none may vanish (N37, N39, N41). It can't be waived.
func Conservation() *rule.Rule {
	return &rule.Rule{
		ID:         "X101",
		Title:      lang.T("inte mer planerat än beslutat", "no more planned than decided"),
		Basis:      diag.Text,
		Statements: []string{"N37", "N39", "N41"},
		Severity:   diag.Error,
		Why: lang.T(
			"Forumet har tagit ställning till en volym. Planerna fördelar den; de kan inte göra den större. Det som inte ryms är ett ökat behov och kräver sitt eget underlag.",
			"The forum took position on a volume. Plans distribute it; they can't make it bigger. What does not fit is an increased need and takes evidence of its own."),
		Example: rule.Example{
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "    volym: 20\n",
			Bad:  "    volym: 19\n",
		},
		Check: func(p *rule.Pass) {
			for _, l := range p.Set.Lines {
				if open := l.Oppet(); l.Whole && open < 0 {
					p.Report(overdrawn(l, -open))
				}
			}
		},
	}
}

func overdrawn(l *plan.Line, excess int) rule.Finding {
	f := rule.Finding{
		In: &l.Missiv.Document, At: l.Rad.Volym.Span, Measure: excess,
		Message: lang.T("raden %s räcker till %d men planer och rester tar %d",
			"line %s holds %d but plans and rests take %d", l.Rad.ID.V, l.Aktuell(), l.Planned()+l.Unplaced()),
		Hint: lang.T("Sänk planerna med %d, eller skriv ökningen som en ändring med utokar och dess underlag.",
			"Lower the plans by %d, or write the increase as a change with utokar and its evidence.", excess),
	}
	for _, pl := range l.Plans {
		f.Related = append(f.Related, rule.Place{In: &pl.Document, At: pl.Volym.Span,
			Message: lang.T("%s tar %d", "%s takes %d", pl.ID.V, pl.Volym.V)})
	}
	for _, r := range l.Rests {
		if r.Slag.V == plan.SlagOplacerad {
			f.Related = append(f.Related, rule.Place{In: &r.Owner.Document, At: r.Volym.Span,
				Message: lang.T("resten %s tar %d", "the rest %s takes %d", r.ID.V, r.Volym.V)})
		}
	}
	return f
}
