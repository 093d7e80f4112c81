package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// References holds every id that is used against the ids that are defined.
func References() *rule.Rule {
	return &rule.Rule{
		ID:       "X002",
		Title:    lang.T("det som nämns finns", "what is referred to exists"),
		Basis:    diag.Text,
		Severity: diag.Error,
		Why: lang.T(
			"En plan som pekar på ett avtal, en missivrad eller en part som inte finns kan ingen granska: det går inte att se vad den vilar på.",
			"A plan that points to an agreement, a line of a missiv or a party that does not exist can't be reviewed: there is no telling what it rests on."),
		Example: rule.Example{
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "avtal: avt-2026-014\n",
			Bad:  "avtal: avt-2026-041\n",
		},
		Check: func(p *rule.Pass) {
			for _, d := range p.Set.Documents {
				for r := range plan.References(d) {
					if found, known := p.Set.Resolve(r); !found && known {
						p.Report(unknownReference(p.Set, r))
					}
				}
			}
		},
	}
}

func unknownReference(set *plan.Set, r plan.Reference) rule.Finding {
	f := rule.Finding{
		In: r.In, At: r.ID.Span,
		Message: lang.T("%s %q finns inte", "there is no %s %q", targetName(r), r.ID.V),
		Hint:    targetHint(r),
	}
	if near, ok := lang.Nearest(r.ID.V, set.Candidates(r)); ok {
		f.Hint = lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	return f
}

func targetName(r plan.Reference) lang.Text {
	switch r.Target {
	case plan.ToOrganisation:
		return lang.T("organisationen", "organisation")
	case plan.ToAgreement:
		return lang.T("avtalet", "agreement")
	case plan.ToField:
		return lang.T("vårdområdet", "medical field")
	case plan.ToAnalysis:
		return lang.T("behovsanalysen", "behovsanalys")
	case plan.ToMemo:
		return lang.T("missivet", "missiv")
	case plan.ToLine:
		return lang.T("raden i missivet", "line in the missiv")
	case plan.ToOffer:
		return lang.T("erbjudandet", "erbjudande")
	case plan.ToPlan:
		return lang.T("leveransplanen", "leveransplan")
	case plan.ToPerson:
		return lang.T("personen", "person")
	}
	return lang.T("dokumentet", "document")
}

func targetHint(r plan.Reference) lang.Text {
	register := func(kind plan.Kind) lang.Text {
		return lang.T("Lägg först in den i %s, eller skriv ett id som finns där.",
			"Add it to %s first, or write an id that stands there.", plan.FixedPaths[kind])
	}
	switch r.Target {
	case plan.ToOrganisation:
		return register(plan.KindOrganisationer)
	case plan.ToAgreement:
		return register(plan.KindAvtal)
	case plan.ToField:
		return register(plan.KindVardomraden)
	case plan.ToPerson:
		return register(plan.KindRoller)
	case plan.ToLine:
		return lang.T("Skriv id:t på en av raderna i %s.", "Write the id of one of the lines of %s.", r.Memo)
	}
	return lang.T("Skriv id:t på ett dokument som finns under plans/.", "Write the id of a document that stands under plans/.")
}
