package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// Delegations lets a role be delegated only by somebody who holds it by assignment for the
// whole of the delegation, and to somebody else.
func Delegations() *rule.Rule {
	return &rule.Rule{
		ID:       "P803",
		Title:    lang.T("den som delegerar har själv rollen", "whoever delegates holds the role"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"En roll kan lånas ut i ett led, under den tid den egna rollen varar. Annars kan rätten att godkänna vandra vidare utan att någon har beslutat om det.",
			"A role can be lent in one step, for as long as one's own lasts. Otherwise the right to approve could wander on without anybody having decided it."),
		Example: rule.Example{
			File: "plans/register/roller.yaml",
			Good: "  - {av: p-003, till_person: p-001, roll: representant, organisation: skas, fran: 2026-12-20, till: 2027-01-06, beslut: \"SkaS 2026-00512\"}\n",
			Bad:  "  - {av: p-003, till_person: p-003, roll: representant, organisation: skas, fran: 2026-12-20, till: 2027-01-06, beslut: \"SkaS 2026-00512\"}\n",
		},
		Check: func(p *rule.Pass) {
			r := p.Set.Roller
			if r == nil || r.Broken {
				return
			}
			for i := range r.Delegeringar {
				d := &r.Delegeringar[i]
				if inOrder(p, &r.Document, d.Fran, d.Till) && p.Set.Person(d.Av.V) != nil {
					delegation(p, r, d)
				}
			}
		},
	}
}

func delegation(p *rule.Pass, r *plan.Roller, d *plan.Delegering) {
	if d.Av.V == d.TillPerson.V {
		p.Report(rule.Finding{
			In: &r.Document, At: d.TillPerson.Span,
			Message: lang.T("%s delegerar till sig själv", "%s delegates to themselves", d.Av.V),
			Hint:    lang.T("Skriv id:t på den som ska ha rollen under tiden.", "Write the id of the person who is to hold the role meanwhile."),
		})
		return
	}
	held, faulty := assignments(r, d)
	if faulty {
		return
	}
	missing, gap := uncovered(calendar.Interval{From: d.Fran.V, To: d.Till.V}, held)
	if !gap {
		return
	}
	f := rule.Finding{
		In: &r.Document, At: d.Av.Span,
		Message: lang.T("%s har inte rollen %s och kan inte delegera den", "%s does not hold the role %s and can't delegate it", d.Av.V, roleName(d)),
		Hint: lang.T("Bara ett eget uppdrag kan delegeras, aldrig det man själv har fått på delegation.",
			"Only an assignment of one's own can be delegated, never what one holds by delegation."),
	}
	if len(held) > 0 {
		f.Message = lang.T("%s har inte rollen %s den %s", "%s does not hold the role %s on %s", d.Av.V, roleName(d), missing.String())
		f.Hint = lang.T("Låt delegeringen rymmas inom uppdraget, eller förläng uppdraget.", "Keep the delegation within the assignment, or prolong the assignment.")
	}
	p.Report(f)
}

func roleName(d *plan.Delegering) lang.Text {
	if !d.Organisation.Set {
		return lang.Plain(d.Roll.V)
	}
	return lang.T("%s för %s", "%s for %s", d.Roll.V, d.Organisation.V)
}

// assignments lists when the person who delegates holds the role by assignment. Faulty
// tells that an assignment to it has a fault that is reported already.
func assignments(r *plan.Roller, d *plan.Delegering) (held []calendar.Interval, faulty bool) {
	for i := range r.Uppdrag {
		u := &r.Uppdrag[i]
		if u.Person.V != d.Av.V || u.Roll.V != d.Roll.V {
			continue
		}
		faulty = faulty || faultyAssignment(u)
		if u.Organisation.V == d.Organisation.V {
			held = append(held, u.Validity())
		}
	}
	return held, faulty
}

// uncovered finds the first day of an interval that lies in none of the others.
func uncovered(whole calendar.Interval, parts []calendar.Interval) (calendar.Day, bool) {
	slices.SortFunc(parts, func(a, b calendar.Interval) int { return int(a.From - b.From) })
	next := whole.From
	for _, part := range parts {
		if part.From <= next && next <= part.To {
			next = part.To + 1
		}
	}
	return next, next <= whole.To
}
