package demo

import (
	"fmt"
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
)

// someone is a person of the register, or the program that reports outcome.
type someone struct {
	id      string // of the register; of the program its name
	account approval.Account
}

var reporter = someone{"utfall[bot]", approval.Account{ID: 990009991, Login: "utfall[bot]", Bot: true}}

// in is how somebody stands in a commit: by the address that GitHub gives an account.
func (s someone) in(at time.Time) person {
	return person{s.id, fmt.Sprintf("%d+%s@users.noreply.github.com", s.account.ID, s.id), at}
}

func (s someone) actor() *record.Actor {
	if s.account.Bot {
		return &record.Actor{Account: s.account.ID, Bot: true}
	}
	return &record.Actor{Account: s.account.ID, Person: s.id}
}

// host is who commits what is merged on GitHub's pages.
func host(at time.Time) person { return person{"GitHub", "noreply@github.com", at} }

// known finds a person of the register.
func known(register *plan.Roller, id string) (someone, error) {
	i := slices.IndexFunc(register.Personer, func(p plan.Person) bool { return p.ID.V == id })
	if i < 0 {
		return someone{}, fmt.Errorf("no person %s", id)
	}
	return someone{id, approval.Account{ID: int64(register.Personer[i].Github.ID.V)}}, nil
}

// cast is who plays which part in a request.
type cast struct {
	author    someone
	colleague *someone // had a hand in it too
	reviewers []reviewer
}

type reviewer struct {
	someone
	state approval.ReviewState
	twice bool // wanted changes at first
}

// call finds somebody for each requirement of a request, and nobody for two of them. Turn
// chooses among those who hold a role, on a day.
func call(requirements []approval.Requirement, policy approval.Policy, d *decision, on calendar.Day, turn int) (cast, error) {
	var c cast
	var taken []string
	pick := func(r approval.Requirement) (someone, bool) {
		holders, _ := approval.Holders(policy, r, on)
		holders = slices.DeleteFunc(holders, func(h approval.Holder) bool { return slices.Contains(taken, h.Person) })
		if len(holders) == 0 {
			return someone{}, false
		}
		h := holders[turn%len(holders)]
		rather := func(h approval.Holder) bool {
			return d.odd == expired && h.Right.Until == roleEnds || d.odd == asUsual && h.Right.Delegation != ""
		}
		if i := slices.IndexFunc(holders, rather); i >= 0 {
			h = holders[i]
		}
		taken = append(taken, h.Person)
		return someone{h.Person, h.Account}, true
	}
	acts := slices.IndexFunc(requirements, func(r approval.Requirement) bool { return r.Actor })
	switch {
	case d.bot:
		c.author, acts = reporter, -1
	case acts < 0: // an editorial change is anybody's
		c.author, _ = pick(approval.Requirement{Role: plan.RollVardgarantiservice})
	default:
		var ok bool
		if c.author, ok = pick(requirements[acts]); !ok {
			return c, fmt.Errorf("nobody for %s", requirements[acts].ID)
		}
	}
	for i, r := range requirements {
		if i == acts || len(r.Given) > 0 || d.bot && r.UnlessBot {
			continue
		}
		who, ok := pick(r)
		if !ok {
			return c, fmt.Errorf("nobody for %s", r.ID)
		}
		state := approval.Approved
		if r.Heard && len(r.Reservations) > 0 {
			state = approval.ChangesRequested
		}
		c.reviewers = append(c.reviewers, reviewer{who, state, turn%6 == 1 && len(c.reviewers) == 0})
	}
	if acts >= 0 && turn%3 == 1 {
		if who, ok := pick(requirements[acts]); ok {
			c.colleague = &who
		}
	}
	return c, nil
}
