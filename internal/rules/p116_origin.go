package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Origin lets an external plan draw on a line of a missiv only; offers are capacity in the
// region's own care (N41, N42, N54). That a plan has an origin at all the schema demands.
func Origin(statements ...string) *rule.Rule {
	return &rule.Rule{
		ID:         "P116",
		Title:      lang.T("extern plan kommer från en missivrad", "an external plan comes from a line of a missiv"),
		Basis:      diag.Text,
		Statements: statements,
		Severity:   diag.Error,
		Why: lang.T(
			"Det som läggs på externa vårdgivare är volym som forumet har tagit ställning till. Ett erbjudande är ledig kapacitet hos en förvaltning; en vårdgivares kapacitet står i dess avtal.",
			"What goes to external providers is volume that the forum has taken a position on. An offer is free capacity at a förvaltning; a provider's capacity stands in its agreement."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "ursprung: {missiv: missiv-2027-ortopedi, rad: skas-hoftprotes}\n",
			Bad:  "ursprung: {missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, erbjudande: erb-2027-siv-ortopedi}\n",
		},
		Check: func(p *rule.Pass) {
			for _, pl := range p.Plans() {
				// Without its agreement an external receiver is in doubt itself (P110).
				offer := pl.Ursprung.Erbjudande
				if !offer.Set || p.Set.AgreementOf(pl) == nil {
					continue
				}
				f := rule.Finding{
					In: &pl.Document, At: offer.Span,
					Message: lang.T("mottagaren %s är extern men planen tar av ett erbjudande", "the receiver %s is external but the plan draws on an offer", pl.Mottagare.V),
					Hint:    lang.T("Ta bort erbjudande. Vårdgivarens kapacitet står i avtalet.", "Take erbjudande out. The provider's capacity stands in the agreement."),
					Related: related(&pl.Document, pl.Mottagare.Span, lang.T("mottagaren", "the receiver")),
				}
				if !pl.Ursprung.Missiv.Set {
					f.Message = lang.T("mottagaren %s är extern men planen har ingen missivrad", "the receiver %s is external but the plan has no line of a missiv", pl.Mottagare.V)
					f.Hint = lang.T("Skriv missiv: och rad: under ursprung i stället för erbjudande.", "Write missiv: and rad: under ursprung in place of erbjudande.")
				}
				p.Report(f)
			}
		},
	}
}
