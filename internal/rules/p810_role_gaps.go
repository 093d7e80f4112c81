package rules

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// roleHorizon is how far ahead gaps in the role register are told of, in days: long enough
// to find somebody, short enough that a term which ends as it should is not news.
const roleHorizon = 180

// RoleGaps tells of the days ahead on which nobody holds a role that approvals need.
func RoleGaps() *rule.Rule {
	return &rule.Rule{
		ID:       "P810",
		Title:    lang.T("varje roll har någon som håller den", "every role has somebody who holds it"),
		Basis:    diag.Default,
		Severity: diag.Warning,
		Why: lang.T(
			"Ett godkännande räknas bara från den som har rollen den dagen. Har ingen rollen kan inget beslutas, och det märks annars först när det är bråttom.",
			"An approval counts only from somebody who holds the role on that day. Where nobody holds it nothing can be decided, and otherwise that shows only when it is urgent."),
		Example: rule.Example{
			Note: lang.T(
				"Uppdraget slutar utan att någon tar över rollen.",
				"The assignment ends and nobody takes the role over."),
			File: "plans/register/roller.yaml",
			Good: "  - {person: p-007, roll: systemforvaltare, fran: 2026-01-01}\n",
			Bad:  "  - {person: p-007, roll: systemforvaltare, fran: 2026-01-01, till: 2027-02-28}\n",
		},
		Check: func(p *rule.Pass) {
			r := p.Set.Roller
			if r == nil || r.Broken || !p.Set.Complete(plan.KindRoller, plan.KindOrganisationer, plan.KindAvtal) {
				return
			}
			ahead := calendar.Interval{From: p.Today, To: p.Today.Add(roleHorizon)}
			var unheld lang.List
			for _, d := range duties(p.Set, ahead) {
				held, faulty := holders(p.Set, r, d)
				gap, open := firstGap(d.days, held)
				switch {
				case faulty || !open:
				case len(held) == 0:
					unheld = append(unheld, strings.TrimSpace(d.role+" "+d.organisation))
				default:
					p.Report(roleGap(r, d, gap, held))
				}
			}
			if len(unheld) > 0 {
				p.Report(unheldRoles(r, unheld))
			}
		},
	}
}

// duty is a role that somebody has to hold, with the days ahead on which it is needed.
type duty struct {
	role, organisation string
	days               calendar.Interval
}

func (d duty) name() lang.Text {
	if d.organisation == "" {
		return lang.Plain(d.role)
	}
	return lang.T("%s för %s", "%s for %s", d.role, d.organisation)
}

// duties lists the roles that are needed: the offices, one representative for each
// förvaltning, and one for each provider that has an agreement and speaks for itself.
func duties(set *plan.Set, ahead calendar.Interval) []duty {
	out := []duty{}
	for _, role := range []string{plan.RollKoncernkontoret, plan.RollVardgarantiservice, plan.RollBeslutsforum, plan.RollSystemforvaltare} {
		out = append(out, duty{role: role, days: ahead})
	}
	for _, o := range set.Organisationer {
		d := duty{organisation: o.ID.V, days: common(ahead, o.Validity())}
		switch {
		case o.Owner.Broken || d.days.From > d.days.To || set.Organisation(o.ID.V) != o || !soundSuccession(set, o):
			continue
		case o.Typ.V == plan.TypForvaltning:
			d.role = plan.RollRepresentant
		case o.Typ.V == plan.TypVardgivare && !o.ForetradsAv.Set && receives(set, o, ahead):
			d.role = plan.RollLeverantor
		default:
			continue
		}
		out = append(out, d)
	}
	return out
}

func common(a, b calendar.Interval) calendar.Interval {
	return calendar.Interval{From: max(a.From, b.From), To: min(a.To, b.To)}
}

// receives tells that a provider has an agreement in the time ahead.
func receives(set *plan.Set, o *plan.Organisation, ahead calendar.Interval) bool {
	return slices.ContainsFunc(set.Avtal, func(a *plan.Avtal) bool {
		return a.Vardgivare.V == o.ID.V && a.Validity().Overlaps(ahead)
	})
}

// holders lists the assignments to a duty; one for a predecessor goes over to its
// successor. Faulty tells that one of them has a fault that
// is reported already.
func holders(set *plan.Set, r *plan.Roller, d duty) (held []*plan.Uppdrag, faulty bool) {
	for i := range r.Uppdrag {
		u := &r.Uppdrag[i]
		if u.Roll.V != d.role {
			continue
		}
		unknown := u.Organisation.Set && set.Organisation(u.Organisation.V) == nil
		faulty = faulty || unknown || faultyAssignment(u)
		if u.Organisation.V == d.organisation || set.Continues(d.organisation, u.Organisation.V) {
			held = append(held, u)
		}
	}
	return held, faulty
}

// firstGap finds the first stretch of days on which nobody holds an assignment.
func firstGap(days calendar.Interval, held []*plan.Uppdrag) (calendar.Interval, bool) {
	var times []calendar.Interval
	for _, u := range held {
		times = append(times, u.Validity())
	}
	from, open := uncovered(days, times)
	gap := calendar.Interval{From: from, To: days.To}
	for _, t := range times {
		if t.From > from && t.From <= gap.To {
			gap.To = t.From - 1
		}
	}
	return gap, open
}

func roleGap(r *plan.Roller, d duty, gap calendar.Interval, held []*plan.Uppdrag) rule.Finding {
	f := rule.Finding{
		In: &r.Document, At: keySpan(&r.Document, "uppdrag"), Measure: gap.Days(),
		Message: lang.T("ingen kan godkänna som %s %s–%s", "nobody may approve as %s from %s to %s", d.name(), gap.From.String(), gap.To.String()),
		Hint: lang.T("Ge någon rollen för de dagarna i uppdrag, eller förläng ett uppdrag.",
			"Give somebody the role for those days in uppdrag, or prolong an assignment."),
	}
	// It stands where the role was last held.
	var last plan.Day
	for _, u := range held {
		if u.Till.Set && u.Till.V < gap.From && u.Till.V > last.V {
			last = u.Till
		}
	}
	since := gap.From - 1
	if last.Set {
		f.At, since = last.Span, last.V
	}
	if gap.To == d.days.To {
		f.Message = lang.T("ingen kan godkänna som %s efter %s", "nobody may approve as %s after %s", d.name(), since.String())
	}
	return f
}

func unheldRoles(r *plan.Roller, unheld lang.List) rule.Finding {
	const shown = 4
	f := rule.Finding{
		In: &r.Document, At: keySpan(&r.Document, "uppdrag"), Measure: len(unheld),
		Message: lang.T("ingen kan godkänna som %s", "nobody may approve as %s", unheld),
		Hint: lang.T("Lägg till under uppdrag: - {person: p-…, roll: …, fran: ÅÅÅÅ-MM-DD}, med organisation för %s och %s.",
			"Add under uppdrag: - {person: p-…, roll: …, fran: YYYY-MM-DD}, with organisation for %s and %s.", plan.RollRepresentant, plan.RollLeverantor),
	}
	if len(unheld) > shown {
		f.Message = lang.T("%d roller har ingen som kan godkänna, bland dem %s", "%d roles have nobody who may approve, among them %s", len(unheld), unheld[:shown])
	}
	return f
}
