package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// RoleEntries keeps the role register unambiguous: one account is one person, and a role
// names an organisation exactly where it is held for one.
func RoleEntries() *rule.Rule {
	return &rule.Rule{
		ID:       "P802",
		Title:    lang.T("konton och uppdrag är entydiga", "accounts and assignments are unambiguous"),
		Basis:    diag.Default,
		Severity: diag.Error,
		Why: lang.T(
			"Ett godkännande räknas för den roll kontot har. Hör kontot till två personer, eller saknas för vem rollen gäller, går det inte att säga vems ja det är.",
			"An approval counts for the role that the account has. If the account belongs to two persons, or it is not said whom the role is for, nobody can say whose yes it is."),
		Example: rule.Example{
			File: "plans/register/roller.yaml",
			Good: "personer:\n" +
				"  - {id: p-001, github: {id: 900000001, login: p-001}}\n" +
				"  - {id: p-002, github: {id: 900000002}}\n",
			Bad: "personer:\n" +
				"  - {id: p-001, github: {id: 900000001, login: p-001}}\n" +
				"  - {id: p-002, github: {id: 900000001}}\n",
		},
		Check: func(p *rule.Pass) {
			if r := p.Set.Roller; r != nil && !r.Broken {
				accounts(p, r)
				for i := range r.Uppdrag {
					assignment(p, r, &r.Uppdrag[i])
				}
			}
		},
	}
}

func accounts(p *rule.Pass, r *plan.Roller) {
	first := map[int]*plan.Person{}
	for i := range r.Personer {
		person := &r.Personer[i]
		other := first[person.Github.ID.V]
		if other == nil {
			first[person.Github.ID.V] = person
			continue
		}
		// A person who stands twice is a fault of its own.
		if other.ID.V == person.ID.V {
			continue
		}
		p.Report(rule.Finding{
			In: &r.Document, At: person.Github.ID.Span,
			Message: lang.T("kontot %s hör redan till %s", "the account %s belongs to %s already", digits(person.Github.ID.V), other.ID.V),
			Hint:    lang.T("Skriv kontots eget nummer. En person med flera roller har ett id och flera uppdrag.", "Write the account's own number. A person with several roles has one id and several assignments."),
			Related: related(&r.Document, other.Github.ID.Span, lang.T("samma konto", "the same account")),
		})
	}
}

func assignment(p *rule.Pass, r *plan.Roller, u *plan.Uppdrag) {
	inOrder(p, &r.Document, u.Fran, u.Till)
	switch needs := ofOrganisation(u.Roll.V); {
	case needs && !u.Organisation.Set:
		p.Report(rule.Finding{
			In: &r.Document, At: u.Roll.Span,
			Message: lang.T("rollen %s saknar organisation", "the role %s has no organisation", u.Roll.V),
			Hint: lang.T("Lägg till organisation: den förvaltning eller vårdgivare som rollen gäller.",
				"Add organisation: the förvaltning or provider that the role is for."),
		})
	case !needs && u.Organisation.Set:
		p.Report(rule.Finding{
			In: &r.Document, At: u.Organisation.Span,
			Message: lang.T("rollen %s gäller ingen enskild organisation", "the role %s is not held for one organisation", u.Roll.V),
			Hint: lang.T("Ta bort organisation. Bara %s och %s gäller för en organisation.",
				"Take organisation out. Only %s and %s are for one organisation.", plan.RollRepresentant, plan.RollLeverantor),
		})
	}
}

// ofOrganisation tells that a role is held for one organisation.
func ofOrganisation(roll string) bool {
	return roll == plan.RollRepresentant || roll == plan.RollLeverantor
}

// faultyAssignment tells that an assignment has a fault of its own, so that nothing can be
// concluded from it.
func faultyAssignment(u *plan.Uppdrag) bool {
	return ofOrganisation(u.Roll.V) != u.Organisation.Set || u.Till.Set && u.Till.V < u.Fran.V
}
