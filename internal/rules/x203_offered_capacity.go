package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OfferedCapacity holds the plans that draw on an offer against what was offered, by week
// and, where the offer or a plan is by quarter, by quarter (N54, N60). Where the offer
// says nothing it has nothing to give. That earlier plans may not be affected rests on a
// restored word: with the setting tidigare_planer_far_paverkas an excess is a warning.
func OfferedCapacity() *rule.Rule {
	return &rule.Rule{
		ID:         "X203",
		Title:      lang.T("planerna ryms i det som erbjudits", "plans fit what was offered"),
		Basis:      diag.Rebuilt,
		Statements: []string{"N54", "N60"},
		Severity:   diag.Error,
		Why: lang.T(
			"Mottagaren har lyft ett visst antal platser per vecka. Tar planerna fler tränger den nya undan en tidigare överenskommen, och sådana får ⟨inte⟩ påverkas. Ordet inom ⟨ ⟩ är återställt. Läser ni rutinen annorlunda skriver ni tidigare_planer_far_paverkas: true i plans/leveransplan.yaml.",
			"The receiver raised a number of places by week. If plans take more, the new one crowds out one that was agreed on earlier, and those may ⟨not⟩ be affected. The word in ⟨ ⟩ is restored. If you read the routine otherwise, write tidigare_planer_far_paverkas: true in plans/leveransplan.yaml."),
		Lighter: lang.T(
			"Med tidigare_planer_far_paverkas: true i plans/leveransplan.yaml är det en varning.",
			"With tidigare_planer_far_paverkas: true in plans/leveransplan.yaml it is a warning."),
		Example: rule.Example{
			Note: lang.T(
				"Erbjudandet ger 2 platser i veckan.",
				"The offer gives 2 places a week."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml",
			Good: "periodisering:\n" +
				"  2027-W06: 2\n" +
				"  2027-W07: 2\n" +
				"  2027-W08: 2\n",
			Bad: "periodisering:\n" +
				"  2027-W06: 3\n" +
				"  2027-W07: 2\n" +
				"  2027-W08: 1\n",
		},
		Check: func(p *rule.Pass) {
			for _, o := range p.Set.Erbjudanden {
				draws, whole := p.Set.DrawsFrom(o)
				if !whole || !offersClearly(o) {
					continue
				}
				silent := map[*plan.Leveransplan]map[plan.Slot]bool{}
				for _, short := range plan.Shortages(&o.Kapacitet, plan.Nothing, sameUnit(draws, o.Unit())) {
					if short.Stated.Slot.Set {
						p.Report(overOffered(p, o, short))
						continue
					}
					for _, t := range short.Takers {
						if silent[t.Plan] == nil {
							silent[t.Plan] = map[plan.Slot]bool{}
						}
						silent[t.Plan][t.Slot] = true
					}
				}
				for _, d := range draws {
					notOffered(p, o, d.Plan, silent[d.Plan])
				}
			}
		},
	}
}

// overOffered reports that plans crowd each other out of what was offered.
func overOffered(p *rule.Pass, o *plan.Erbjudande, short plan.Shortage) rule.Finding {
	f := overCapacity(&o.Document, o.ID.V, short)
	if p.Set.Installningar.TidigarePlanerFarPaverkas.V {
		f.Lighter = true
		return f
	}
	f.Message = lang.T("%s; tidigare planer får ⟨inte⟩ påverkas", "%s; earlier plans may ⟨not⟩ be affected", f.Message)
	return f
}

// offersClearly tells that an offer gives capacity and says when. Where it asks for some,
// says nothing, mixes weeks and quarters or steps outside its period, other rules say so.
func offersClearly(o *plan.Erbjudande) bool {
	_, _, mixed := o.Kapacitet.Mixed()
	return o.Lyft.Riktning.V == directionFree && len(o.Kapacitet.Items) > 0 && !mixed && !strayCapacity(o)
}

// strayCapacity tells that some of an offer's capacity lies outside its period (P402).
func strayCapacity(o *plan.Erbjudande) bool {
	return slices.ContainsFunc(o.Kapacitet.Items, func(item plan.SlotVolume) bool { return !plan.Touches(item.Slot.V, o.Period.V) })
}

// sameUnit leaves out plans that count something else than the offer; P114 reports them.
func sameUnit(draws []plan.Draw, unit string) []plan.Draw {
	var out []plan.Draw
	for _, d := range draws {
		if d.Plan.Unit() == unit {
			out = append(out, d)
		}
	}
	return out
}

// notOffered reports a plan's weeks and quarters of which the offer says nothing. A plan
// that mixes the two is mended first (P102).
func notOffered(p *rule.Pass, o *plan.Erbjudande, pl *plan.Leveransplan, slots map[plan.Slot]bool) {
	if _, _, mixed := pl.Periodisering.Mixed(); mixed || len(slots) == 0 {
		return
	}
	for _, stretch := range stretches(used(pl.Periodisering), func(item plan.SlotVolume) bool { return slots[item.Slot] }) {
		p.Report(rule.Finding{
			In: &pl.Document, At: stretch[0].Slot.Span, Measure: len(stretch),
			Message: lang.T("erbjudandet %s anger ingen kapacitet för %s", "offer %s states no capacity for %s", o.ID.V, slotSpan(stretch)),
			Hint: lang.T("Flytta volymen till veckor som erbjudandet anger, eller låt mottagaren lyfta mer kapacitet.",
				"Move the volume to weeks that the offer states, or let the receiver raise more capacity."),
			Related: related(&o.Document, o.Kapacitet.Span, lang.T("det som erbjudits", "what was offered")),
		})
	}
}
