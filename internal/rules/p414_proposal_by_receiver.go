package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ProposalByReceiver asks that the proposal for the distribution is the receiving
// förvaltning's own (N16).
func ProposalByReceiver() *rule.Rule {
	return &rule.Rule{
		ID:         "P414",
		Title:      lang.T("mottagaren fyller i förslaget till fördelning", "the receiver fills in the proposal for distribution"),
		Basis:      diag.Text,
		Statements: []string{"N16"},
		Severity:   diag.Error,
		Why: lang.T(
			"Mottagande förvaltning fyller i förslaget, med de volymer som den kan ta emot. Ett förslag från någon annan säger inte vad mottagaren kan.",
			"The receiving förvaltning fills in the proposal, with the volumes that it can receive. A proposal by anybody else does not say what the receiver can do."),
		Example: rule.Example{
			Note: lang.T(
				"Erbjudandet har mottagare: siv.",
				"The offer has mottagare: siv."),
			File: "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml",
			Good: "fordelningsforslag:\n" +
				"  upprattad_av: siv\n",
			Bad: "fordelningsforslag:\n" +
				"  upprattad_av: su\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Offers() {
				f := e.Fordelningsforslag
				if f == nil || !e.Mottagare.Set || !p.Set.IsForvaltning(f.UpprattadAv.V) || !p.Set.IsForvaltning(e.Mottagare.V) {
					continue
				}
				if p.Set.Continues(f.UpprattadAv.V, e.Mottagare.V) {
					continue
				}
				p.Report(rule.Finding{
					In: &e.Document, At: f.UpprattadAv.Span,
					Message: lang.T("förslaget är upprättat av %s men mottagaren är %s", "the proposal is by %s but the receiver is %s", f.UpprattadAv.V, e.Mottagare.V),
					Hint:    lang.T("Skriv upprattad_av: %s när mottagaren har fyllt i förslaget.", "Write upprattad_av: %s once the receiver has filled in the proposal.", e.Mottagare.V),
					Related: related(&e.Document, e.Mottagare.Span, lang.T("mottagaren", "the receiver")),
				})
			}
		},
	}
}
