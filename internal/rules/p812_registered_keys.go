package rules

import (
	"errors"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// RegisteredKeys asks that the keys of the role register can be read, and that a key that
// signs commits is somebody's: a person's or the hosting service's.
func RegisteredKeys() *rule.Rule {
	return &rule.Rule{
		ID:       "P812",
		Title:    lang.T("nycklar i rollregistret går att använda", "keys of the role register can be used"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Med en nyckel som inte går att läsa kan ingen signatur styrkas, och en nyckel utan ägare säger inte vem som har signerat.",
			"With a key that can't be read no signature can be proven, and a key without an owner does not say who signed."),
		Example: rule.Example{
			File: "plans/register/roller.yaml",
			Note: lang.T("Hela raden ur en .pub-fil behövs. Listan signaturnycklar är frivillig.", "The whole line of a .pub file is needed. The list signaturnycklar is optional."),
			Good: "signaturnycklar:\n" +
				"  - {nyckel: \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBqhgIQxtb0xGbVWYfJT6Pk5OJdQKGRD8hgeBq//Y3XS\", person: p-003, fran: 2026-01-01}\n",
			Bad: "signaturnycklar:\n" +
				"  - {nyckel: \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBqh\", person: p-003, fran: 2026-01-01}\n",
		},
		Check: func(p *rule.Pass) {
			r := p.Set.Roller
			if r == nil || r.Broken {
				return
			}
			for _, n := range r.Protokollnycklar {
				readable(p, r, n.Nyckel)
			}
			for _, n := range r.Signaturnycklar {
				readable(p, r, n.Nyckel)
				owned(p, r, n)
			}
		},
	}
}

// readable reports a key that can't be used, without a word of what stands there.
func readable(p *rule.Pass, r *plan.Roller, key plan.Text) {
	fault := (*signature.KeyFault)(nil)
	if _, err := signature.ReadKey(key.V); key.Set && errors.As(err, &fault) {
		p.Report(rule.Finding{In: &r.Document, At: key.Span, Message: fault.Message, Hint: fault.Hint})
	}
}

func owned(p *rule.Pass, r *plan.Roller, n plan.Signaturnyckel) {
	f := rule.Finding{In: &r.Document, At: n.Nyckel.Span}
	switch {
	case n.Tjanst.V && n.Person.Set:
		f.At = n.Person.Span
		f.Message = lang.T("nyckeln är både %s och värdtjänstens", "the key is both %s's and the hosting service's", n.Person.V)
		f.Hint = lang.T("Ta bort person eller tjanst.", "Take out person or tjanst.")
	case !n.Tjanst.V && !n.Person.Set:
		f.Message = lang.T("nyckeln har ingen ägare", "the key has no owner")
		f.Hint = lang.T("Lägg till person: den som har nyckeln, eller tjanst: true för värdtjänstens egen.", "Add person: who holds the key, or tjanst: true for the hosting service's own.")
	default:
		return
	}
	p.Report(f)
}
