package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// WeeksBefore keeps the weeks and quarters before an entry takes effect as they were agreed.
func WeeksBefore() *rule.Rule {
	return &rule.Rule{
		ID:         "C105",
		Title:      lang.T("det som ligger före galler_fran står kvar", "what comes before galler_fran stays"),
		Basis:      diag.Default,
		Statements: []string{"N48"},
		Severity:   diag.Error,
		Why: lang.T(
			"En ändring gäller framåt. Veckor före den är redan bokade eller genomförda, och deras tal är det som utfallet mäts mot.",
			"A change applies forward. The weeks before it are booked or done, and their numbers are what outcome is measured against."),
		Example: rule.Example{
			Note: lang.T("Ändringen gäller från kvartal 2 men kvartal 1 sänks.", "The change applies from quarter 2 but quarter 1 is lowered."),
			File: exampleFile,
			Base: exampleBase,
			Good: moved(3, 2, 1, 2, movedFrom("2027-Q2")),
			Bad:  moved(2, 3, 1, 2, movedFrom("2027-Q2")),
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Plans() {
				if len(c.Entries) != 1 || !c.Entries[0].GallerFran.Set || c.Base.Periodisering.Grain() != c.Head.Periodisering.Grain() {
					continue // C101, C102 and C106 tell
				}
				from := c.Entries[0].GallerFran
				for _, s := range c.Slots {
					if s.Before == s.After || !endsBefore(s.Slot, from.V) {
						continue
					}
					p.Report(rule.Finding{
						In: &c.Head.Document, At: numberSpan(c.Head, s.Slot), Measure: max(s.After-s.Before, s.Before-s.After),
						Message: lang.T("%s ändras från %d till %d fast ändringen gäller från %s", "%s changes from %d to %d although the entry applies from %s", s.Slot.String(), s.Before, s.After, from.V.String()),
						Hint:    lang.T("Skriv tillbaka %s: %s, eller låt ändringen gälla tidigare.", "Write back %s: %s, or let the entry apply earlier.", s.Slot.String(), digits(s.Before)),
						Related: related(&c.Head.Document, from.Span, lang.T("härifrån gäller ändringen", "the entry applies from here")),
					})
				}
			}
		},
	}
}

// endsBefore tells that all of a slot lies before the week or quarter that another begins with.
func endsBefore(s, from calendar.Slot) bool {
	weeks := s.Weeks()
	return len(weeks) > 0 && weeks[len(weeks)-1].Monday() < from.First()
}

// numberSpan is the place of a week's or a quarter's number; of the list where it is missing.
func numberSpan(p *plan.Leveransplan, s calendar.Slot) diag.Span {
	if item, there := p.Periodisering.Of(s); there {
		return item.Volume.Span
	}
	return valueSpan(&p.Document, "periodisering")
}
