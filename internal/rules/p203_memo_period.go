package rules

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// PeriodForm is what a version of the routine says about the period of a missiv.
type PeriodForm struct {
	Statements []string
	Name, Why  lang.Text
	// Lighter says which periods are only odd.
	Lighter lang.Text
	// fault is a breach, oddity a period that the routine has room for but does not
	// describe. Both are empty for a period as it should be.
	judge func(calendar.Interval) (fault, oddity lang.Text)
	hint  func(calendar.Interval) lang.Text
}

// CalendarYear is the period of version 9.0: the four quarters of the coming year. A part
// of the year that begins with a quarter has its uses (an April year that ends, an
// addition from July), and is worth a look.
func CalendarYear() PeriodForm {
	return PeriodForm{
		Statements: []string{"N41"},
		Name:       lang.T("kalenderår, hela kvartal", "calendar year, whole quarters"),
		Why: lang.T(
			"Rutin 9.0 periodiserar årets volym över Q1-Q4. En period som går över ett årsskifte eller börjar mitt i ett kvartal går inte att lägga på kvartal.",
			"Routine 9.0 periodises the year's volume over Q1-Q4. A period that crosses a new year or begins within a quarter can't be laid out by quarter."),
		Lighter: lang.T("En del av ett kalenderår, från den första dagen i ett kvartal, ger en varning.",
			"A part of a calendar year, from the first day of a quarter, gives a warning."),
		judge: func(iv calendar.Interval) (fault, oddity lang.Text) {
			year := wholeYear(iv)
			switch {
			case iv.From.Year() != iv.To.Year():
				fault = lang.T("perioden %s går över ett årsskifte", "the period %s crosses a new year", iv.String())
			case iv.From != iv.From.Quarter().First():
				fault = lang.T("perioden börjar %s, mitt i ett kvartal", "the period begins %s, within a quarter", iv.From.String())
			case iv != year:
				oddity = lang.T("perioden %s är inte hela kalenderåret", "the period %s is not the whole calendar year", iv.String())
			}
			return fault, oddity
		},
		hint: func(iv calendar.Interval) lang.Text {
			return lang.T("Hela året skrivs period: %s. En del av året börjar den första dagen i ett kvartal.",
				"The whole year is written period: %s. A part of the year begins on the first day of a quarter.", wholeYear(iv).String())
		},
	}
}

func wholeYear(iv calendar.Interval) calendar.Interval {
	y := iv.From.Year()
	return calendar.Interval{From: calendar.Date(y, 1, 1), To: calendar.Date(y, 12, 31)}
}

// TwelveMonths is the period of version 6.0: twelve months, as a rule from 1 April.
func TwelveMonths() PeriodForm {
	return PeriodForm{
		Statements: []string{"N37", "N38"},
		Name:       lang.T("tolv månader, i regel från den 1 april", "twelve months, as a rule from 1 April"),
		Why: lang.T(
			"Rutin 6.0 beslutar volymen för tolv månader, i regel från den 1 april. En kortare eller längre period går inte att jämföra med behovet för ett år.",
			"Routine 6.0 decides the volume of twelve months, as a rule from 1 April. A shorter or longer period can't be held against the need of a year."),
		Lighter: lang.T("Tolv månader som börjar en annan dag än den 1 april ger en varning.",
			"Twelve months that begin on another day than 1 April give a warning."),
		judge: func(iv calendar.Interval) (fault, oddity lang.Text) {
			_, month, day := iv.From.Parts()
			switch {
			case iv != twelveMonths(iv):
				fault = lang.T("perioden %s är inte tolv månader", "the period %s is not twelve months", iv.String())
			case month != 4 || day != 1:
				oddity = lang.T("perioden börjar %s, inte den 1 april", "the period begins %s, not on 1 April", iv.From.String())
			}
			return fault, oddity
		},
		hint: func(iv calendar.Interval) lang.Text {
			april := twelveMonths(calendar.Interval{From: calendar.Date(iv.From.Year(), 4, 1)})
			return lang.T("Tolv månader från den dagen är %s. I regel skrivs period: %s.",
				"Twelve months from that day are %s. As a rule write period: %s.", twelveMonths(iv).String(), april.String())
		},
	}
}

func twelveMonths(iv calendar.Interval) calendar.Interval {
	y, m, d := iv.From.Parts()
	return calendar.Interval{From: iv.From, To: calendar.Date(y+1, m, d) - 1}
}

// breaks tells that a period is a breach of the form.
func (f PeriodForm) breaks(iv calendar.Interval) bool {
	fault, _ := f.judge(iv)
	return !fault.IsZero()
}

// MemoPeriod holds a missiv's period against the form that its version gives (N38, N41).
func MemoPeriod(form PeriodForm) *rule.Rule {
	return &rule.Rule{
		ID:         "P203",
		Title:      lang.T("missivets period är den som rutinen anger", "the missiv's period is the one that the routine gives"),
		Why:        form.Why,
		Lighter:    form.Lighter,
		Basis:      diag.Text,
		Statements: form.Statements,
		Parameter:  form.Name,
		Severity:   diag.Error,
		Example: rule.Example{
			File: "plans/2027/missiv/missiv-2027-ortopedi.yaml",
			Good: "period: 2027-01-01/2027-12-31\n",
			Bad:  "period: 2027-01-01/2028-12-31\n",
		},
		Check: func(p *rule.Pass) {
			for _, m := range p.Memos() {
				if !m.Period.Set {
					continue
				}
				fault, oddity := form.judge(m.Period.V)
				f := rule.Finding{In: &m.Document, At: m.Period.Span, Message: fault, Hint: form.hint(m.Period.V)}
				if fault.IsZero() {
					f.Message, f.Lighter = oddity, true
				}
				if !f.Message.IsZero() {
					p.Report(f)
				}
			}
		},
	}
}
