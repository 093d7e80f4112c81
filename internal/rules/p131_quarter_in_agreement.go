package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// QuarterInAgreement warns of a quarter that the plan's agreement covers only in part, where
// some of the volume would fall outside it if it came evenly (N34). By week there is
// nothing to warn of: a week outside the agreement is an error (P104), and a plan whose
// weeks end before the agreement does is in order however long its period is.
func QuarterInAgreement(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P131",
		Title:      lang.T("avtalet täcker hela kvartalet", "the agreement covers the whole quarter"),
		Basis:      diag.Default,
		Statements: statements,
		Severity:   diag.Warning,
		Why: lang.T(
			"Ett kvartal säger inte i vilka veckor patienterna kommer. Börjar eller slutar avtalet mitt i kvartalet måste hela volymen rymmas i de veckor som avtalet täcker, och det bör någon ha tänkt på.",
			"A quarter does not say in which weeks patients come. If the agreement begins or ends within it the whole volume has to fit the weeks that the agreement covers, and somebody should have thought of that."),
		Example: rule.Example{
			Note: lang.T(
				"Avtalet gäller till årets slut; månaden är felskriven i registret. Är dagen rätt ändras inte avtalet: då skrivs kvartalets volym i de veckor som det täcker.",
				"The agreement is valid to the end of the year; the month is a slip in the register. If the day is right the agreement is not changed: then the volume of the quarter is written in the weeks that it covers."),
			File: "plans/register/avtal.yaml",
			Good: "    enhet: atgard\n" +
				"    giltig_fran: 2026-01-01\n" +
				"    giltig_till: 2027-12-31\n",
			Bad: "    enhet: atgard\n" +
				"    giltig_fran: 2026-01-01\n" +
				"    giltig_till: 2027-10-31\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if a := p.Set.AgreementOf(pl); a != nil && !a.Validity().Holds(pl.Period.V) && pl.Adds() {
					quartersCut(p, pl, a)
				}
			}
		},
	}
}

func quartersCut(p *rule.Pass, pl *plan.Leveransplan, a *plan.Avtal) {
	covered := map[plan.Slot]plan.DrawnSlot{}
	for _, s := range plan.NewDraw(pl, a.Validity()).Slots {
		covered[s.Slot] = s
	}
	for _, whole := range plan.NewDraw(pl).Slots {
		inside, touched := covered[whole.Slot]
		if !touched {
			continue // outside altogether: P104
		}
		all, some := thursdays(whole), thursdays(inside)
		outside := whole.Volume.V * (all - some) / all
		if outside == 0 {
			continue
		}
		end, verb := a.GiltigTill, lang.T("slutar", "ends")
		if whole.First < inside.First {
			end, verb = a.GiltigFran, lang.T("börjar", "begins")
		}
		p.Report(rule.Finding{
			In: &pl.Document, At: whole.Slot.Span, Measure: outside,
			Message: lang.T("avtalet %s %s %s; av %s:s %s täcker det %s", "agreement %s %s on %s; of the %[5]s of %[4]s it covers %[6]s",
				a.ID.V, verb, end.V.String(), whole.Slot.V.String(), weeksText(all), digits(some)),
			Hint: lang.T("Gå över till veckor som avtalet täcker, eller lägg %d i en plan under ett annat avtal.",
				"Go over to weeks that the agreement covers, or put %d in a plan under another agreement.", outside),
			Related: related(&a.Owner.Document, end.Span, lang.T("avtalets tid", "the agreement's validity")),
		})
	}
}

// thursdays counts the weeks in which a slot's volume can fall.
func thursdays(s plan.DrawnSlot) int { return int(s.Last-s.First)/7 + 1 }
