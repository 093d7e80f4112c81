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
			"The forum has taken a position on a volume. Plans distribute it; they cannot make it bigger. What does not fit is an increased need and takes evidence of its own."),
		Example: rule.Example{
			Note: lang.T(
				"Raden i missivet är 20: planerna tar 18 och resten 2.",
				"The line of the missiv is 20: plans take 18 and a rest 2."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "volym: 12\n" +
				"periodisering:\n" +
				"  2027-W02: 3\n" +
				"  2027-W03: 3\n",
			Bad: "volym: 13\n" +
				"periodisering:\n" +
				"  2027-W02: 4\n" +
				"  2027-W03: 3\n",
		},
		Check: func(p *rule.Pass) {
			for _, l := range p.Set.Lines {
				// A line that is contested has been reported, by a rule that is never waived.
				if open := l.Oppet(); l.Whole && !l.Contested && open < 0 {
					p.Report(overdrawn(l, -open))
				}
			}
		},
	}
}

func overdrawn(l *plan.Line, excess int) rule.Finding {
	f := rule.Finding{
		In: &l.Missiv.Document, At: l.Rad.Volym.Span, Measure: excess,
		Message: lang.T("raden %s räcker till %s men planer och rester tar %d",
			"line %s holds %s but plans and rests take %d", l.Rad.ID.V, signed(l.Aktuell()), l.Planned()+l.Unplaced()),
		Hint: toLower(l, excess),
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
	f.Related = append(f.Related, lowered(l)...)
	return f
}

// toLower says what can be lowered: the plans, and the rests that count. An increase takes a
// plan.
func toLower(l *plan.Line, excess int) lang.Text {
	var rests lang.List
	for _, r := range l.Rests {
		if r.Slag.V == plan.SlagOplacerad && r.Volym.V > 0 {
			rests = append(rests, r.ID.V)
		}
	}
	what := lang.T("resterna %s", "the rests %s", rests)
	if len(rests) == 1 {
		what = lang.T("resten %s", "the rest %s", rests)
	}
	switch {
	case len(l.Plans) == 0:
		return lang.T("Sänk %s med %d.", "Lower %s by %d.", what, excess)
	case len(rests) == 0:
		what = lang.T("planerna", "the plans")
	default:
		what = lang.T("planerna eller %s", "the plans or %s", what)
	}
	return lang.T("Sänk %s med %d, eller skriv ökningen med dess underlag: utokar i en ändring, utokning i en ny plan.",
		"Lower %s by %d, or write the increase with its evidence: utokar in a change, utokning in a new plan.", what, excess)
}

// lowered shows what made a line smaller than it was: changes of its plans, and of the
// line itself in the missiv.
func lowered(l *plan.Line) []rule.Place {
	var out []rule.Place
	for _, e := range l.Effects() {
		if e.Volume < 0 {
			out = append(out, rule.Place{In: &e.Plan.Document, At: e.Entry.VolymEfter.Span,
				Message: lang.T("%s, ändring %s, sänker raden med %d", "%s, change %s, lowers the line by %d", e.Plan.ID.V, digits(e.Nr), -e.Volume)})
		}
	}
	for _, c := range l.Missiv.Changes(l.Rad.ID.V) {
		out = append(out, rule.Place{In: &l.Missiv.Document, At: c.VolymEfter.Span,
			Message: lang.T("missivets ändring %s: från %d till %d", "change %s of the missiv: from %d to %d", digits(c.Nr.V), c.VolymFore.V, c.VolymEfter.V)})
	}
	return out
}
