package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ChangeIsEntry lets agreed numbers and terms change only together with a new entry, which
// says why, from when and who was asked (N48-N56).
func ChangeIsEntry() *rule.Rule {
	return &rule.Rule{
		ID:         "C101",
		Title:      lang.T("en ändring av en överenskommen plan står i andringar", "a change to an agreed plan stands in andringar"),
		Basis:      diag.Text,
		Statements: []string{"N48", "N51"},
		Severity:   diag.Error,
		Why: lang.T(
			"En överenskommen plan binder båda parter. Utan en rad i andringar går det inte att se varför den ändrades, från när och vem som tillfrågades.",
			"An agreed plan binds both parties. Without an entry in andringar there is no telling why it changed, from when and who was asked."),
		Example: rule.Example{
			Note: lang.T("Volymen flyttas mellan kvartalen utan att någon säger varför.", "Volume is moved between quarters and nobody says why."),
			File: exampleFile,
			Base: exampleBase,
			Good: moved(3, 2, 1, 2, movedFrom("2027-Q2")),
			Bad:  moved(3, 2, 1, 2, "andringar: []\n"),
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Plans() {
				keys := agreedKeys(c)
				// A figure that alone was mistyped is one slip: P101 tells.
				if len(keys) == 0 || len(c.Entries) > 0 || c.Base.Adds() && !c.Head.Adds() {
					continue
				}
				next := len(c.Head.Andringar) + 1
				p.Report(rule.Finding{
					In: &c.Head.Document, At: valueSpan(&c.Head.Document, keys[0]),
					Message: lang.T("planen är överenskommen; %s ändras utan en ny ändring i andringar", "the plan is agreed; %s changes without a new entry in andringar", lang.List(keys)),
					Hint: lang.T("Lägg till ändring nr: %s sist i andringar, med orsak, galler_fran, volym_fore: %s och volym_efter: %s. README visar vad varje orsak kräver.",
						"Add entry nr: %s at the end of andringar, with orsak, galler_fran, volym_fore: %s and volym_efter: %s. The README shows what each cause takes.",
						digits(next), digits(c.Base.Volym.V), digits(c.Head.Volym.V)),
					Related: related(&c.Base.Document, valueSpan(&c.Base.Document, keys[0]), lang.T("så som det är överenskommet", "as it was agreed")),
				})
			}
		},
	}
}
