package rules

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// EarlierQuarters keeps what lies before an entry also where slots are not the same: a quarter
// that galler_fran falls within keeps what its earlier weeks hold, and going over to weeks keeps
// each earlier quarter's sum.
func EarlierQuarters() *rule.Rule {
	return &rule.Rule{
		ID:         "C106",
		Title:      lang.T("tidigare kvartal behåller sin summa", "earlier quarters keep their sum"),
		Basis:      diag.Default,
		Statements: []string{"N48"},
		Severity:   diag.Error,
		Why: lang.T(
			"Den som går från kvartal till veckor, eller ändrar mitt i ett kvartal, får inte i förbifarten ändra det som redan har passerat.",
			"Whoever goes from quarters to weeks, or changes in the middle of a quarter, may not in passing change what is over."),
		Example: rule.Example{
			Note: lang.T("Kvartal 1 hade 3 men veckorna i det summerar till 2.", "Quarter 1 had 3 but its weeks add up to 2."),
			File: exampleFile,
			Base: exampleBase,
			Good: weekly("  2027-W05: 3\n"),
			Bad:  weekly("  2027-W05: 2\n  2027-W18: 1\n"),
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Plans() {
				if len(c.Entries) != 1 || !c.Entries[0].GallerFran.Set {
					continue
				}
				from := c.Entries[0].GallerFran
				before, after := quarterSums(&c.Base.Periodisering), quarterSums(&c.Head.Periodisering)
				regrained := c.Base.Periodisering.Grain() != c.Head.Periodisering.Grain()
				for _, q := range c.Base.Period.V.Quarters() {
					slot := calendar.SlotOfQuarter(q)
					least := before[q]
					switch {
					case endsBefore(slot, from.V) && regrained && after[q] != least:
					case !endsBefore(slot, from.V) && slot.First() < from.V.First():
						if least = passed(p.Head, c.Base, q, from.V); after[q] >= least {
							continue
						}
					default:
						continue
					}
					p.Report(rule.Finding{
						In: &c.Head.Document, At: valueSpan(&c.Head.Document, "periodisering"), Measure: max(least-after[q], after[q]-least),
						Message: lang.T("%s har %d men det som ligger före %s är %d", "%s has %d but what lies before %s is %d", q.String(), after[q], from.V.String(), least),
						Hint:    lang.T("Låt %s ha %s även efter ändringen.", "Let %s have %s after the change too.", q.String(), digits(least)),
						Related: related(&c.Base.Document, valueSpan(&c.Base.Document, "periodisering"), lang.T("så som det är överenskommet", "as it was agreed")),
					})
				}
			}
		},
	}
}

// quarterSums adds a periodisation up by quarter.
func quarterSums(s *plan.Slots) map[calendar.Quarter]int {
	sums := map[calendar.Quarter]int{}
	for _, item := range s.Items {
		if item.Slot.Set {
			sums[item.Slot.V.Quarter()] += item.Volume.V
		}
	}
	return sums
}

// passed is what a quarter of an agreed plan holds before a week of it: the sum of its weeks;
// for a plan by quarter what is reported, or the quarter's even share where nothing is.
func passed(set *plan.Set, base *plan.Leveransplan, q calendar.Quarter, from calendar.Slot) int {
	sum, done, reported := 0, 0, false
	for _, item := range base.Periodisering.Items {
		if item.Slot.V.Grain() == calendar.GrainWeek && item.Slot.V.Quarter() == q && endsBefore(item.Slot.V, from) {
			sum += item.Volume.V
		}
	}
	if base.Periodisering.Grain() == calendar.GrainWeek {
		return sum
	}
	for _, u := range set.Utfall {
		for _, row := range u.Rows {
			if row.Leveransplan.V == base.ID.V && row.Vecka.V.Quarter() == q && endsBefore(row.Vecka.V, from) {
				done, reported = done+row.Utfort.V, true
			}
		}
	}
	whole, _ := base.Periodisering.Of(calendar.SlotOfQuarter(q))
	if reported {
		return min(done, whole.Volume.V)
	}
	weeks, gone := 0, 0
	for _, w := range q.Weeks() {
		if base.Period.V.ContainsWeek(w) {
			weeks++
			if w.Monday() < from.First() {
				gone++
			}
		}
	}
	if weeks == 0 {
		return 0
	}
	return whole.Volume.V * gone / weeks
}

// weekly is the example by week from the second quarter on.
func weekly(first string) string {
	text := moved(0, 0, 0, 0, strings.Replace(movedFrom("2027-W14"), "Fler operationssalar från sommaren", "Vecka för vecka går det att boka", 1))
	_, rest, _ := strings.Cut(text, "  2027-Q4: 0\n")
	return "volym: 8\nperiodisering:\n" + first + "  2027-W20: 3\n  2027-W45: 2\n" + rest
}
