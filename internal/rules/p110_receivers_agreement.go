package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ReceiversAgreement asks for the agreement under which an external provider receives,
// and for none in the region's own care (N34).
func ReceiversAgreement(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P110",
		Title:      lang.T("extern mottagare har avtal", "an external receiver has an agreement"),
		Basis:      diag.Text,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Patienter överförs till en extern vårdgivare som har avtal med någon region. Avtalet säger vad, hur mycket och hur länge. En förvaltning tar emot i egen regi, utan avtal.",
			"Patients are transferred to an external provider that has an agreement with some region. The agreement says what, how much and how long. A förvaltning receives in one of the region's own hospitals, without an agreement."),
		Example: rule.Example{
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "mottagare: exk\n" +
				"avtal: avt-2026-014\n" +
				"vardomrade: ortopedi\n",
			Bad: "mottagare: exk\n" +
				"vardomrade: ortopedi\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				if _, _, sound := p.Set.Parties(pl); !sound {
					continue
				}
				a := p.Set.Agreement(pl.Avtal.V)
				switch {
				case !pl.Avtal.Set && p.Set.Extern(pl):
					p.Report(noAgreement(pl))
				case pl.Avtal.Set && !p.Set.Extern(pl):
					p.Report(needlessAgreement(pl))
				case a != nil && !a.Owner.Broken && p.Set.AgreementOf(pl) == nil:
					p.Report(othersAgreement(pl, a))
				}
			}
		},
	}
}

func noAgreement(pl *plan.Leveransplan) rule.Finding {
	return rule.Finding{
		In: &pl.Document, At: pl.Mottagare.Span,
		Message: lang.T("mottagaren %s är extern men planen har inget avtal", "the receiver %s is external but the plan has no agreement", pl.Mottagare.V),
		Hint: lang.T("Lägg till avtal: med id:t på vårdgivarens avtal i %s.",
			"Add avtal: with the id of the provider's agreement in %s.", plan.FixedPaths[plan.KindAvtal]),
	}
}

func needlessAgreement(pl *plan.Leveransplan) rule.Finding {
	return rule.Finding{
		In: &pl.Document, At: pl.Avtal.Span,
		Message: lang.T("mottagaren %s är i egen regi och har inget avtal", "the receiver %s is the region's own and has no agreement", pl.Mottagare.V),
		Hint:    lang.T("Ta bort avtal, eller rätta mottagaren.", "Take avtal out, or correct the receiver."),
		Related: related(&pl.Document, pl.Mottagare.Span, lang.T("mottagaren", "the receiver")),
	}
}

func othersAgreement(pl *plan.Leveransplan, a *plan.Avtal) rule.Finding {
	return rule.Finding{
		In: &pl.Document, At: pl.Avtal.Span,
		Message: lang.T("avtalet %s är med %s, inte med mottagaren %s", "agreement %s is with %s, not with the receiver %s",
			a.ID.V, a.Vardgivare.V, pl.Mottagare.V),
		Hint: lang.T("Skriv id:t på ett avtal med %s, eller rätta mottagaren.",
			"Write the id of an agreement with %s, or correct the receiver.", pl.Mottagare.V),
		Related: related(&a.Owner.Document, a.Vardgivare.Span, lang.T("avtalets vårdgivare", "the agreement's provider")),
	}
}
