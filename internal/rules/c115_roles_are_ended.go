package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// RolesAreEnded keeps assignments and delegations that have begun: one is ended by a last
// day, so that earlier decisions can still be proven.
func RolesAreEnded() *rule.Rule {
	return &rule.Rule{
		ID:       "C115",
		Title:    lang.T("uppdrag som har börjat avslutas, de tas inte bort", "assignments that have begun are ended, not removed"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Ett godkännande bevisas av att den som gav det hade rollen då. Tas raden bort går det inte längre att visa.",
			"An approval is proven by its giver having held the role then. With the entry gone it can no longer be shown."),
		Example: rule.Example{
			Note: lang.T("Uppdraget började 2026-01-01. Sätt till: den sista dagen i stället.", "The assignment began on 2026-01-01. Set till: its last day instead."),
			Good: "  - {person: p-009, roll: representant, organisation: nu, fran: 2026-01-01, till: 2026-12-31}\n",
			Bad:  "  - {person: p-009, roll: representant, organisation: nu, fran: 2026-12-01}\n",
		},
		CheckChange: func(p *rule.ChangePass) {
			before, after := p.Base.Roller, p.Head.Roller
			if before == nil || after == nil || before.Broken || after.Broken {
				return
			}
			for i := range before.Uppdrag {
				u := &before.Uppdrag[i]
				at := slices.IndexFunc(after.Uppdrag, func(o plan.Uppdrag) bool {
					return o.Person.V == u.Person.V && o.Roll.V == u.Roll.V && o.Organisation.V == u.Organisation.V && o.Fran.V == u.Fran.V
				})
				switch {
				case u.Fran.V > p.Today:
				case at < 0:
					p.Report(endedRole(p, &before.Document, u.Span, u.Person.V, u.Roll.V))
				case cutBack(u.Till, after.Uppdrag[at].Till, p.Today):
					p.Report(shortenedRole(p, &after.Document, after.Uppdrag[at].Till.Span, u.Person.V, u.Roll.V))
				}
			}
			for i := range before.Delegeringar {
				d := &before.Delegeringar[i]
				at := slices.IndexFunc(after.Delegeringar, func(o plan.Delegering) bool {
					return o.Av.V == d.Av.V && o.TillPerson.V == d.TillPerson.V && o.Roll.V == d.Roll.V && o.Organisation.V == d.Organisation.V && o.Fran.V == d.Fran.V
				})
				switch {
				case d.Fran.V > p.Today:
				case at < 0:
					p.Report(endedRole(p, &before.Document, d.Span, d.TillPerson.V, d.Roll.V))
				case cutBack(d.Till, after.Delegeringar[at].Till, p.Today):
					p.Report(shortenedRole(p, &after.Document, after.Delegeringar[at].Till.Span, d.TillPerson.V, d.Roll.V))
				}
			}
		},
	}
}

func endedRole(p *rule.ChangePass, base *plan.Document, at diag.Span, person, role string) rule.Finding {
	return rule.Finding{
		In: base, At: at,
		Message: lang.T("%s har haft rollen %s; raden har tagits bort eller skrivits om", "%s has held the role %s; the entry has been removed or rewritten", person, role),
		Hint:    lang.T("Skriv tillbaka raden och sätt till: %s eller senare. Det som ska gälla sedan är en ny rad.", "Write the entry back and set till: %s or later. What is to hold then is a new entry.", (p.Today - 1).String()),
	}
}

// cutBack tells that a last day moves back to before yesterday: days in which somebody held
// the role, and may have approved, would be gone.
func cutBack(before, after plan.Day, today calendar.Day) bool {
	if !after.Set || after.V >= today-1 {
		return false
	}
	return !before.Set || after.V < before.V
}

func shortenedRole(p *rule.ChangePass, head *plan.Document, at diag.Span, person, role string) rule.Finding {
	return rule.Finding{
		In: head, At: at,
		Message: lang.T("%s hade rollen %s även efter den dagen", "%s held the role %s after that day too", person, role),
		Hint:    lang.T("Skriv till: %s eller senare.", "Write till: %s or later.", (p.Today - 1).String()),
	}
}
