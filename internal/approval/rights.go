package approval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Right is by what a person holds a role: an assignment of their own, or one that somebody
// has delegated to them.
type Right struct {
	Role, Organisation string
	// Assignment is the entry of uppdrag, Delegation that of delegeringar, by their keys
	// ("p-017+representant+skas+2026-01-01"). Delegation is empty for an assignment of one's
	// own.
	Assignment, Delegation string
	Until                  calendar.Day // the last day; zero: no end is set
}

// asked is the role that a requirement wants somebody to hold.
type asked struct {
	roles        []string // any of them; none: any role but leverantor
	organisation string
}

func (r *Requirement) asked() asked {
	if r.Role == "" {
		return asked{}
	}
	return asked{roles: append([]string{r.Role}, r.Or...), organisation: r.Organisation}
}

// fits tells that a role, held for an organisation, is the one that is asked for. A role
// without the organisation that it is held for, or an office that names one, is a slip in
// the register and no role.
func (a asked) fits(role, organisation string) bool {
	if !slices.Contains(roles, role) || ofOrganisation(role) != (organisation != "") {
		return false
	}
	if len(a.roles) == 0 {
		return role != plan.RollLeverantor
	}
	return slices.Contains(a.roles, role) && (!ofOrganisation(role) || organisation == a.organisation)
}

// endless stands for an end that is not set.
const endless = calendar.Day(1 << 30)

func lastDay(d plan.Day) calendar.Day {
	if d.Set {
		return d.V
	}
	return endless
}

// rights lists by what a person holds what is asked for on a day: assignments first, and
// of each the one that lasts longest first.
func (a asked) rights(r *plan.Roller, person string, day calendar.Day) []Right {
	var out []Right
	if r == nil || r.Broken {
		return nil
	}
	for i := range r.Uppdrag {
		if u := &r.Uppdrag[i]; u.Person.V == person && a.fits(u.Roll.V, u.Organisation.V) && inForce(u.Fran, u.Till, day) {
			out = append(out, Right{Role: u.Roll.V, Organisation: u.Organisation.V, Assignment: assignmentKey(u), Until: lastDay(u.Till)})
		}
	}
	for i := range r.Delegeringar {
		d := &r.Delegeringar[i]
		if d.TillPerson.V != person || !d.Till.Set || !a.fits(d.Roll.V, d.Organisation.V) || !inForce(d.Fran, d.Till, day) {
			continue
		}
		// What is delegated is an assignment of one's own, for as long as one has it: no
		// delegation of a delegation, and nothing to be had from one to oneself.
		own := asked{roles: []string{d.Roll.V}, organisation: d.Organisation.V}
		for j := range r.Uppdrag {
			if u := &r.Uppdrag[j]; u.Person.V == d.Av.V && own.fits(u.Roll.V, u.Organisation.V) && inForce(u.Fran, u.Till, day) {
				out = append(out, Right{Role: d.Roll.V, Organisation: d.Organisation.V, Assignment: assignmentKey(u),
					Delegation: delegationKey(d), Until: min(d.Till.V, lastDay(u.Till))})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Right) int {
		return cmp.Or(a.rank()-b.rank(), cmp.Compare(b.Until, a.Until),
			strings.Compare(a.Assignment, b.Assignment), strings.Compare(a.Delegation, b.Delegation))
	})
	return out
}

func (r Right) rank() int {
	if r.Delegation == "" {
		return 0
	}
	return 1
}

// held finds the right by which a person holds what is asked for, if any. Until is the day
// at whose end it is lost: rights that follow each other without a gap are one.
func (a asked) held(r *plan.Roller, person string, day calendar.Day) (Right, bool) {
	all := a.rights(r, person, day)
	if len(all) == 0 {
		return Right{}, false
	}
	right := all[0]
	for until := day; ; {
		next := a.rights(r, person, until)
		if len(next) == 0 {
			right.Until = until - 1
			return right, true
		}
		for _, n := range next {
			until = max(until, n.Until)
		}
		if until == endless {
			right.Until = 0
			return right, true
		}
		until++
	}
}

func inForce(from, to plan.Day, day calendar.Day) bool {
	return from.Set && from.V <= day && day <= lastDay(to)
}

func assignmentKey(u *plan.Uppdrag) string {
	return strings.Join([]string{u.Person.V, u.Roll.V, u.Organisation.V, u.Fran.V.String()}, "+")
}

func delegationKey(d *plan.Delegering) string {
	return strings.Join([]string{d.Av.V, d.TillPerson.V, d.Roll.V, d.Organisation.V, d.Fran.V.String()}, "+")
}

// person finds whose an account is. The number decides. An account that stands for two
// persons, or a person that has two accounts, is nobody's.
func person(r *plan.Roller, account int64) (*plan.Person, bool) {
	var found *plan.Person
	if r == nil || r.Broken || account <= 0 {
		return nil, false
	}
	for i := range r.Personer {
		if p := &r.Personer[i]; p.Github.ID.Set && int64(p.Github.ID.V) == account {
			found = p
		}
	}
	return found, found != nil && single(r, found)
}

// single tells that a person stands once in the register, with an account of their own.
func single(r *plan.Roller, p *plan.Person) bool {
	n := 0
	for i := range r.Personer {
		if o := &r.Personer[i]; o.ID.V == p.ID.V || o.Github.ID.Set && o.Github.ID.V == p.Github.ID.V {
			n++
		}
	}
	return p.ID.V != "" && n == 1
}

// standing lists the role registers that stood on main at some time of a day.
func (p *Policy) standing(day calendar.Day) []*plan.Roller {
	var out []*plan.Roller
	history := p.History
	if len(history) == 0 {
		history = []Register{{From: p.Day, Roller: p.Roller}}
	}
	for i, r := range history {
		if r.From <= day && (i+1 == len(history) || history[i+1].From >= day) {
			out = append(out, r.Roller)
		}
	}
	return out
}

// heldThen tells that an account was a person's, and that the person held what is asked
// for, on a day, by what main said that day.
func (p *Policy) heldThen(a asked, account int64, id string, day calendar.Day) bool {
	return slices.ContainsFunc(p.standing(day), func(r *plan.Roller) bool {
		who, ok := person(r, account)
		if !ok || who.ID.V != id {
			return false
		}
		_, held := a.held(r, id, day)
		return held
	})
}
