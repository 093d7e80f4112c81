package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// ReferenceTypes asks that an organisation is of the kind that its place calls for. The
// parties of plans have a rule of their own (P109).
func ReferenceTypes() *rule.Rule {
	return &rule.Rule{
		ID:         "X003",
		Title:      lang.T("det som nämns är av rätt slag", "what is referred to is of the right kind"),
		Basis:      diag.Text,
		Statements: []string{"N34", "N36", "N54"},
		Severity:   diag.Error,
		Why: lang.T(
			"Volymer gäller förvaltningar, avtal ägs av regioner och sluts med vårdgivare. Pekar ett id på något annat har raden ingen mening, hur rätt id:t än är stavat.",
			"Volumes are about förvaltningar, agreements are owned by regions and made with providers. If an id points to something else the line means nothing, however well the id is spelt."),
		Example: rule.Example{
			Note: lang.T(
				"exk är en vårdgivare; ett avtal ägs av en region.",
				"exk is a provider; an agreement is owned by a region."),
			File: "plans/register/avtal.yaml",
			Good: "  - id: avt-2026-020\n" +
				"    avtalsagare: region-b\n" +
				"    vardgivare: klinik-b\n",
			Bad: "  - id: avt-2026-020\n" +
				"    avtalsagare: exk\n" +
				"    vardgivare: klinik-b\n",
		},
		Check: func(p *rule.Pass) {
			for _, d := range p.Set.Documents {
				if d.Base().Broken {
					continue
				}
				for _, use := range uses(d) {
					checkUse(p, d.Base(), use)
				}
			}
		},
	}
}

// use is an organisation's id in a place that calls for certain kinds.
type use struct {
	id    plan.Text
	kinds []string
}

func checkUse(p *rule.Pass, d *plan.Document, u use) {
	if !u.id.Set {
		return
	}
	typ, known := partyType(p.Set, u.id)
	if !known || slices.Contains(u.kinds, typ) {
		return
	}
	f := rule.Finding{
		In: d, At: u.id.Span,
		Message: lang.T("%s är %s, här ska stå %s", "%s is %s, this place is for %s", u.id.V, kindName(typ), kindName(u.kinds[0])),
		Hint: lang.T("Skriv id:t på en organisation med typ: %s, eller rätta typen i %s.",
			"Write the id of an organisation with typ: %s, or correct the typ in %s.", u.kinds[0], plan.FixedPaths[plan.KindOrganisationer]),
	}
	if o := p.Set.Organisation(u.id.V); o != nil {
		f.Related = related(&o.Owner.Document, o.Typ.Span, lang.T("organisationens typ", "the organisation's typ"))
	}
	p.Report(f)
}

var (
	administrations = []string{plan.TypForvaltning}
	providers       = []string{plan.TypVardgivare}
	regions         = []string{plan.TypRegion}
	forumMembers    = []string{plan.TypForvaltning, plan.TypKoncernkontor}
)

func uses(d plan.Any) []use {
	var out []use
	add := func(kinds []string, ids ...plan.Text) {
		for _, id := range ids {
			out = append(out, use{id, kinds})
		}
	}
	heard := func(list []plan.Dialog) {
		for _, h := range list {
			add(administrations, h.Forvaltning)
		}
	}
	switch d := d.(type) {
	case *plan.Avtalsregister:
		for _, a := range d.Avtal {
			add(regions, a.Avtalsagare)
			add(providers, a.Vardgivare)
		}
	case *plan.Roller:
		for _, u := range d.Uppdrag {
			add(roleKinds[u.Roll.V], u.Organisation)
		}
		for _, u := range d.Delegeringar {
			add(roleKinds[u.Roll.V], u.Organisation)
		}
	case *plan.Behovsanalys:
		for _, o := range d.Vardomraden {
			for _, r := range o.Forvaltningar {
				add(administrations, r.Forvaltning)
			}
		}
	case *plan.Missiv:
		for _, r := range d.Rader {
			add(administrations, r.Forvaltning)
		}
		heard(d.Avstamningar)
		for _, a := range d.Andringar {
			heard(a.Avstamningar)
		}
		if k := d.Kapacitetstrappa; k != nil && k.EgenRegi != nil {
			for _, s := range k.EgenRegi.Svar {
				add(administrations, s.Forvaltning)
			}
		}
	case *plan.Erbjudande:
		out = offerUses(d)
	case *plan.Restvolymer:
		for _, r := range d.Rester {
			heard(r.Dialoger)
		}
	}
	return slices.DeleteFunc(out, func(u use) bool { return len(u.kinds) == 0 })
}

// roleKinds says what kind of organisation a role is held for, where it is held for one.
var roleKinds = map[string][]string{
	plan.RollRepresentant: administrations,
	plan.RollLeverantor:   providers,
}

func offerUses(d *plan.Erbjudande) []use {
	out := []use{{d.Mottagare, administrations}, {d.Lyft.Av, administrations}}
	for _, s := range d.Svar {
		out = append(out, use{s.Part, forumMembers})
	}
	if f := d.Fordelningsforslag; f != nil {
		out = append(out, use{f.UpprattadAv, administrations})
	}
	for _, r := range d.Samordningsrad {
		for _, f := range r.OnskadFordelning {
			out = append(out, use{f.Forvaltning, administrations})
		}
	}
	if b := d.Beslutsforslag; b != nil {
		for _, f := range b.Fordelning {
			out = append(out, use{f.Forvaltning, administrations})
		}
	}
	return out
}
