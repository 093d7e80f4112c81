package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OpenFirst warns of a rise that adds to its line while the line has volume that nobody has
// planned (N51). What the request's other rises use up of that volume is not open.
func OpenFirst() *rule.Rule {
	return &rule.Rule{
		ID:         "C121",
		Title:      lang.T("det öppna i raden används innan raden utökas", "what is open in the line is used before the line is extended"),
		Basis:      diag.Default,
		Statements: []string{"N51"},
		Severity:   diag.Warning,
		Why: lang.T(
			"Det som är öppet i raden har forumet redan ställt sig bakom. En utökning ovanpå det gör den beslutade volymen större än behovet, och drar i gång förankring, sökning och ett nytt ställningstagande i onödan.",
			"The forum stands behind what is open in the line already. An extension on top of it makes the decided volume bigger than the need, and sets off anchoring, a search and a new position for nothing."),
		Example: rule.Example{
			Note: lang.T("Raden har 200 öppna och planen höjs från 400 till 414.", "The line has 200 open and the plan is raised from 400 to 414."),
			Good: "    orsak: omfordelning\n    volym_fore: 400\n    volym_efter: 414\n",
			Bad:  "    orsak: okat_behov\n    volym_fore: 400\n    volym_efter: 414\n    utokar: 14\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			open := map[*plan.Line]int{}
			for _, c := range p.Changes {
				c, isPlan := c.(*diff.Plan)
				if !isPlan || c.Head == nil || c.Head.Broken {
					continue
				}
				was, line := p.Base.Line(c.Head.Ursprung.Missiv.V, c.Head.Ursprung.Rad.V), p.Head.LineOf(c.Head)
				if !tellsOpen(was) || !tellsOpen(line) {
					continue
				}
				if _, counted := open[line]; !counted {
					open[line] = leftOpen(was, line)
				}
				for _, e := range newEntries(c) {
					if e.Utokar.V > 0 && !overstates(c.Head, e) && open[line] > 0 {
						p.Report(extendsOpen(c.Head, e, line, open[line]))
						open[line] -= e.Utokar.V
					}
				}
			}
		},
	}
}

// tellsOpen tells that what is open in a line can be told.
func tellsOpen(l *plan.Line) bool {
	return l != nil && l.Whole && !l.Contested && !l.Wanting
}

// leftOpen is what was open in a line, or is set free in it by the request, and is not used
// by the request's rises. What the request puts aside as a rest is still in nobody's plan.
func leftOpen(was, line *plan.Line) int {
	return line.Oppet() + max(0, line.Unplaced()-was.Unplaced())
}

func extendsOpen(pl *plan.Leveransplan, e *plan.Andring, line *plan.Line, open int) rule.Finding {
	within := min(open, e.Utokar.V)
	return rule.Finding{
		In: &pl.Document, At: e.Utokar.Span, Measure: within,
		Message: lang.T("raden %s har %d kvar att placera men %s utökar den med %d", "line %s has %d left to place but %s extends it by %d",
			line.Rad.ID.V, open, entryName(rule.Entry{Plan: pl, Andring: e, Extension: e == pl.Utokning}), e.Utokar.V),
		Hint:    raiseWithin(pl, e, within),
		Related: related(&line.Missiv.Document, line.Rad.Volym.Span, lang.T("raden", "the line")),
	}
}

// raiseWithin says how a rise, or a part of it, is written that its line holds.
func raiseWithin(pl *plan.Leveransplan, e *plan.Andring, within int) lang.Text {
	rest := e.Utokar.V - within
	switch {
	case rest > 0:
		return lang.T("Använd det öppna först: skriv utokar: %s.", "Use what is open first: write utokar: %s.", digits(rest))
	case e == pl.Utokning:
		return lang.T("Raden rymmer hela planen: ta bort utokning. Då behövs varken sökning eller forumet.",
			"The line holds the whole plan: take utokning out. Then it takes neither a search nor the forum.")
	}
	return lang.T("Raden rymmer höjningen: skriv orsak: omfordelning och ta bort utokar, forankring och kapacitetssok. Då är det en påfyllning.",
		"The line holds the rise: write orsak: omfordelning and take out utokar, forankring and kapacitetssok. Then it fills up what was open.")
}
