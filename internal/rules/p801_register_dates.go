package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// RegisterDates holds the dates of the registers together: nothing ends before it begins,
// and an agreement's ceilings and capacity belong to its validity. Ceilings may lie inside
// each other, a quarter's in its year's: each is held by itself (X201).
func RegisterDates() *rule.Rule {
	return &rule.Rule{
		ID:         "P801",
		Title:      lang.T("datumen i registren hänger ihop", "the dates of the registers agree"),
		Basis:      diag.Default,
		Statements: []string{"N06", "N34"},
		Severity:   diag.Error,
		Why: lang.T(
			"Registren avgör vad en plan får vila på vilken dag. Ett avtal som slutar före sin början gäller aldrig, och ett tak för en tid utan avtal håller inget.",
			"The registers decide what a plan may rest on, on which day. An agreement that ends before it begins never holds, and a ceiling for a time without the agreement holds nothing."),
		Lighter: lang.T(
			"Kapacitet utanför avtalets tid gör ingen skada och ger bara en varning.",
			"Capacity outside the agreement's validity does no harm and gives a warning only."),
		Example: rule.Example{
			Note: lang.T(
				"Avtalet gäller till 2027-12-31.",
				"The agreement is valid until 2027-12-31."),
			File: "plans/register/avtal.yaml",
			Good: "    takvolymer:\n" +
				"      - {period: 2026-01-01/2026-12-31, volym: 50}\n" +
				"      - {period: 2027-01-01/2027-12-31, volym: 30}\n",
			Bad: "    takvolymer:\n" +
				"      - {period: 2026-01-01/2026-12-31, volym: 50}\n" +
				"      - {period: 2028-01-01/2028-12-31, volym: 30}\n",
		},
		Check: func(p *rule.Pass) {
			for _, o := range p.Set.Organisationer {
				inOrder(p, &o.Owner.Document, o.GiltigFran, o.GiltigTill)
			}
			for _, v := range p.Set.Vardomraden {
				inOrder(p, &v.Owner.Document, v.GiltigFran, v.GiltigTill)
			}
			for _, a := range p.Set.Avtal {
				if inOrder(p, &a.Owner.Document, a.GiltigFran, a.GiltigTill) && !a.Owner.Broken && !overrun(p, a) {
					ceilingsInside(p, a)
					capacityInside(p, a)
				}
			}
			if r := p.Set.Roller; r != nil {
				for _, n := range r.Protokollnycklar {
					inOrder(p, &r.Document, n.Fran, n.Till)
				}
				for _, n := range r.Signaturnycklar {
					inOrder(p, &r.Document, n.Fran, n.Till)
				}
			}
		},
	}
}

// inOrder reports a last day before the first, and tells whether there is none.
func inOrder(p *rule.Pass, in *plan.Document, from, to plan.Day) bool {
	if in.Broken || !from.Set || !to.Set || from.V <= to.V {
		return true
	}
	p.Report(rule.Finding{
		In: in, At: to.Span,
		Message: lang.T("sista dagen %s ligger före den första, %s", "the last day %s is before the first, %s", to.V.String(), from.V.String()),
		Hint:    lang.T("Rätta det datum som är fel. Båda dagarna räknas med.", "Correct the date that is wrong. Both days count."),
		Related: related(in, from.Span, lang.T("första dagen", "the first day")),
	})
	return false
}

// overrun tells that plans have volume outside the agreement. It is then the validity that
// is in question, and they say so.
func overrun(p *rule.Pass, a *plan.Avtal) bool {
	for _, pl := range p.Set.PlansUnder(a.ID.V) {
		for _, item := range pl.Periodisering.Items {
			if item.Volume.V > 0 && !plan.Touches(item.Slot.V, a.Validity()) {
				return true
			}
		}
	}
	return false
}

// ceilingsInside reports ceilings for a time when the agreement is never valid. One that
// reaches outside may stay: an agreement that ends early keeps its ceilings.
func ceilingsInside(p *rule.Pass, a *plan.Avtal) {
	for _, t := range a.Takvolymer {
		if a.Validity().Overlaps(t.Period.V) {
			continue
		}
		p.Report(rule.Finding{
			In: &a.Owner.Document, At: t.Period.Span,
			Message: lang.T("taket gäller %s men avtalet %s gäller %s", "the ceiling is for %s but agreement %s is valid %s",
				t.Period.V.String(), a.ID.V, a.Validity().String()),
			Hint: lang.T("Rätta perioden, eller giltig_fran och giltig_till.", "Correct the period, or giltig_fran and giltig_till."),
		})
	}
}

// capacityInside tells of stretches of weeks or quarters with capacity that have no week
// inside the agreement's validity. Capacity without an agreement is of no use and does no
// harm, so it is a warning.
func capacityInside(p *rule.Pass, a *plan.Avtal) {
	valid := a.Validity()
	outside := func(item plan.SlotVolume) bool { return item.Slot.Set && !plan.Touches(item.Slot.V, valid) }
	for _, stretch := range stretches(a.Kapacitet.Items, outside) {
		p.Report(rule.Finding{
			In: &a.Owner.Document, At: stretch[0].Slot.Span, Measure: len(stretch), Lighter: true,
			Message: lang.T("kapaciteten %s ligger utanför avtalet %s, som gäller %s", "the capacity %s lies outside agreement %s, which is valid %s",
				slotSpan(stretch), a.ID.V, valid.String()),
			Hint: lang.T("Rätta veckan eller kvartalet, eller avtalets giltighet. En vecka räknas dit dess torsdag hör.",
				"Correct the week or quarter, or the agreement's validity. A week belongs to where its Thursday lies."),
		})
	}
}
