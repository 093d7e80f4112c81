package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OwnRegion holds the region of the settings against the register: it tells the region's
// own agreements from those of others (N06, N07).
func OwnRegion() *rule.Rule {
	return &rule.Rule{
		ID:         "P806",
		Title:      lang.T("inställningarnas region finns i registret", "the region of the settings is in the register"),
		Basis:      diag.Default,
		Statements: []string{"N06", "N07"},
		Severity:   diag.Error,
		Why: lang.T(
			"Regionen avgör vilka avtal som är egna och vilka som är andra regioners. Är den fel hamnar alla avtal i fel steg av ordningen.",
			"The region decides which agreements are our own and which are other regions'. If it is wrong, every agreement falls into the wrong step of the order."),
		Example: rule.Example{
			File: "plans/leveransplan.yaml",
			Good: "region: vgr\n",
			Bad:  "region: vgrr\n",
		},
		Check: func(p *rule.Pass) {
			s := p.Set.Installningar
			if s.Source == nil || s.Broken || !s.Region.Set || !p.Set.Complete(plan.KindOrganisationer) {
				return
			}
			o := p.Set.Organisation(s.Region.V)
			switch {
			case o == nil:
				p.Report(rule.Finding{
					In: &s.Document, At: s.Region.Span,
					Message: lang.T("regionen %q finns inte bland organisationerna", "the region %q is not among the organisations", s.Region.V),
					Hint:    regionHint(p.Set, s.Region.V),
				})
			case o.Typ.Set && o.Typ.V != plan.TypRegion && !o.Owner.Broken:
				p.Report(rule.Finding{
					In: &s.Document, At: s.Region.Span,
					Message: lang.T("%s är %s, inte en region", "%s is %s, not a region", s.Region.V, kindName(o.Typ.V)),
					Hint:    regionHint(p.Set, s.Region.V),
					Related: related(&o.Owner.Document, o.Typ.Span, lang.T("typen", "the typ")),
				})
			}
		},
	}
}

func regionHint(set *plan.Set, wrong string) lang.Text {
	var regions lang.List
	for _, o := range set.Organisationer {
		if o.Typ.V == plan.TypRegion {
			regions = append(regions, o.ID.V)
		}
	}
	if near, ok := lang.Nearest(wrong, regions); ok {
		return lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	if len(regions) > 0 {
		return lang.T("Skriv id:t på den egna regionen. I registret finns: %s.", "Write the id of your own region. The register has: %s.", regions)
	}
	return lang.T("Lägg in regionen i %s med typ: region.", "Add the region to %s with typ: region.", plan.FixedPaths[plan.KindOrganisationer])
}
