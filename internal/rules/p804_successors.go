package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Successors keeps to what can be spoken for and succeeded: providers have somebody speak
// for them, förvaltningar and providers succeed others of their kind.
func Successors() *rule.Rule {
	return &rule.Rule{
		ID:       "P804",
		Title:    lang.T("företrädare och efterträdare är av rätt slag", "representatives and successors are of the right kind"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"foretrads_av och ersatter flyttar rätten att säga ja från en organisation till en annan. En förvaltning har en egen representant, och ingen ersätter sig själv.",
			"foretrads_av and ersatter move the right to say yes from one organisation to another. A förvaltning has a representative of its own, and nobody succeeds themselves."),
		Example: rule.Example{
			File: "plans/register/organisationer.yaml",
			Good: "  - id: koncernkontoret\n" +
				"    typ: koncernkontor\n" +
				"    namn: Koncernkontoret\n" +
				"    giltig_fran: 2024-01-01\n",
			Bad: "  - id: koncernkontoret\n" +
				"    typ: koncernkontor\n" +
				"    namn: Koncernkontoret\n" +
				"    foretrads_av: vardgarantiservice\n" +
				"    giltig_fran: 2024-01-01\n",
		},
		Check: func(p *rule.Pass) {
			for _, o := range p.Set.Organisationer {
				if o.Owner.Broken {
					continue
				}
				if o.ForetradsAv.Set && o.Typ.V != plan.TypVardgivare {
					p.Report(rule.Finding{
						In: &o.Owner.Document, At: o.ForetradsAv.Span,
						Message: lang.T("%s är ingen vårdgivare och kan inte företrädas av någon annan", "%s is no external provider and can't be represented by somebody else", o.ID.V),
						Hint:    lang.T("Ta bort foretrads_av. Bara en vårdgivare utan eget konto har en företrädare.", "Take foretrads_av out. Only a provider without an account has somebody speak for it."),
						Related: related(&o.Owner.Document, o.Typ.Span, lang.T("typen", "the typ")),
					})
				}
				for _, former := range o.Ersatter {
					succeeds(p, o, former)
				}
			}
		},
	}
}

func succeeds(p *rule.Pass, o *plan.Organisation, former plan.Text) {
	f := rule.Finding{In: &o.Owner.Document, At: former.Span,
		Hint: lang.T("Skriv id:t på den organisation som har upphört, eller ta bort ersatter.",
			"Write the id of the organisation that has ended, or take ersatter out.")}
	old := p.Set.Organisation(former.V)
	switch {
	case !o.Receives():
		f.Message = lang.T("%s är %s och ersätter ingen part i en plan", "%s is %s and succeeds no party of a plan", o.ID.V, typeName(o.Typ.V))
	case former.V == o.ID.V:
		f.Message = lang.T("%s ersätter sig själv", "%s succeeds itself", o.ID.V)
	case old != nil && p.Set.Continues(former.V, o.ID.V):
		f.Message = lang.T("%s och %s ersätter varandra", "%s and %s succeed each other", o.ID.V, former.V)
	case old != nil && old.Typ.V != o.Typ.V:
		f.Message = lang.T("%s är %s och kan inte ersättas av %s", "%s is %s and can't be succeeded by %s", former.V, kindName(old.Typ.V), o.ID.V)
		f.Related = related(&old.Owner.Document, old.Typ.Span, lang.T("typen", "the typ"))
	default:
		return
	}
	p.Report(f)
}

func kindName(typ string) lang.Text {
	if typ == plan.TypForvaltning {
		return lang.T("en förvaltning", "a förvaltning")
	}
	return typeName(typ)
}
