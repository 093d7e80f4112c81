package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// AgreedStays keeps agreed plans and decided missiv where they are: a plan is lowered to what
// comes before the change, or to 0, and never removed (N48).
func AgreedStays() *rule.Rule {
	return &rule.Rule{
		ID:         "C111",
		Title:      lang.T("överenskomna planer och beslutade missiv tas inte bort", "agreed plans and decided missiv are not removed"),
		Basis:      diag.Default,
		Statements: []string{"N48"},
		Severity:   diag.Error,
		Why: lang.T(
			"En plan som försvinner tar med sig sitt utfall och sin historia. Att sänka den till 0 säger samma sak och lämnar kvar vem som beslutade det.",
			"A plan that vanishes takes its outcome and its history along. To lower it to 0 says the same and leaves who decided so."),
		Example: rule.Example{
			Note: lang.T("Ett nytt id är en annan plan; den överenskomna är borta.", "A new id is another plan; the agreed one is gone."),
			File: exampleFile,
			Base: "id: lp-2027-su-klb-hoftprotes\n",
			Good: "id: lp-2027-su-klb-hoftprotes\n",
			Bad:  "id: lp-2027-su-klb-hoftprotes-ny\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			for _, c := range p.Changes {
				switch c := c.(type) {
				case *diff.Plan:
					if c.Head == nil && p.Head.Complete(plan.KindLeveransplan) {
						p.Report(gone(&c.Base.Document, lang.T("planen %s är överenskommen och har tagits bort", "the plan %s is agreed and has been removed", c.Base.ID.V),
							lang.T("Skriv tillbaka den och sänk den med en ändring: till det som ligger före galler_fran, eller till 0.",
								"Write it back and lower it with an entry: to what comes before galler_fran, or to 0.")))
					}
				case *diff.Memo:
					if c.Head == nil && p.Head.Complete(plan.KindMissiv) {
						p.Report(gone(&c.Base.Document, lang.T("missivet %s är beslutat och har tagits bort", "the missiv %s is decided and has been removed", c.Base.ID.V),
							lang.T("Skriv tillbaka det. Rader som inte gäller längre sänks till 0 med en ändring.", "Write it back. Lines that hold no longer are lowered to 0 with an entry.")))
					}
				}
			}
		},
	}
}

// gone is a finding about a document that the request has not: it stands where main has it.
func gone(base *plan.Document, message, hint lang.Text) rule.Finding {
	return rule.Finding{In: base, At: base.ID.Span, Message: message, Hint: hint}
}
