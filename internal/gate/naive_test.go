package gate_test

import (
	"slices"
	"strings"
	"time"
)

// The naive model of who has agreed to what. It is written from the words of the rules about
// plain values, tries everything, and knows nothing of how the gate does it.

var stockholm = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic(err)
	}
	return zone
}()

// dayOf is the day of a moment in the region: days compare as texts.
func dayOf(t time.Time) string { return t.In(stockholm).Format("2006-01-02") }

// routineEnds is the last day of routine 9.0: after it nothing new is decided by it.
const routineEnds = "2026-12-19"

// duty is a line of the role register: "representant skas" for a person, from one day to
// another. With by it is what that person has delegated.
type duty struct{ person, role, from, till, by string }

// roll is the role register as it stood on main from a moment on.
type roll struct {
	since    time.Time
	accounts map[string]int64 // by person
	duties   []duty
}

// person is whose an account is; empty: nobody's.
func (r *roll) person(account int64) string {
	for name, id := range r.accounts {
		if id == account {
			return name
		}
	}
	return ""
}

// holds tells that a person has a role on a day: an own one, or one delegated by somebody
// who has it.
func (r *roll) holds(person, role, on string) bool {
	for _, d := range r.duties {
		if d.person == person && d.role == role && d.from <= on && on <= d.till && (d.by == "" || d.by != person && r.owns(d.by, role, on)) {
			return true
		}
	}
	return false
}

func (r *roll) owns(person, role, on string) bool {
	return slices.ContainsFunc(r.duties, func(d duty) bool {
		return d.by == "" && d.person == person && d.role == role && d.from <= on && on <= d.till
	})
}

// need is one approval that a document needs.
type need struct {
	roles string // "a|b": either; "*": any but the suppliers'
	side  string
	actor bool // the author may meet it by the last push
}

// may tells that a person could meet a need on a day.
func (r *roll) may(person string, n need, on string) bool {
	if n.roles == "*" {
		return slices.ContainsFunc(r.duties, func(d duty) bool {
			return !strings.HasPrefix(d.role, "leverantor") && r.holds(person, d.role, on)
		})
	}
	return slices.ContainsFunc(strings.Split(n.roles, "|"), func(role string) bool { return r.holds(person, role, on) })
}

// word is a review.
type word struct {
	account int64
	bot     bool
	says    string // APPROVED, CHANGES_REQUESTED, COMMENTED or DISMISSED
	at      time.Time
	of      *commit
	lost    bool // the base has changed since, or the branch was rewritten unseen
	// seen is what it was for, in the gate's own words while that could be told; once the
	// branch is rewritten nothing else tells.
	seen      string
	rewritten bool
}

// matter is what a request comes to at one moment.
type matter struct {
	now    time.Time
	author int64
	pusher int64 // who made the last push, and when
	pushed time.Time
	rolls  []roll // the oldest first
	words  []word // in order
	hands  map[int64]bool
	is     work               // what the request does
	does   work               // what is judged: that, or what it would do to main now
	did    func(*commit) work // what it did when that was its head; nil: no longer there
}

// latest is the opinion of an account, or nil.
func (c *matter) latest(account int64) *word {
	var out *word
	for i, w := range c.words {
		if w.account == account && !w.bot && w.says != "COMMENTED" && !(w.says == "APPROVED" && account == c.author) {
			out = &c.words[i]
		}
	}
	return out
}

// then tells that somebody could meet a need on an earlier day, by what main said that day.
func (c *matter) then(account int64, n need, at time.Time) bool {
	on, now := dayOf(at), c.rolls[len(c.rolls)-1].person(account)
	for i, r := range c.rolls {
		ended := i+1 < len(c.rolls) && dayOf(c.rolls[i+1].since) < on
		if !ended && dayOf(r.since) <= on && r.person(account) == now && r.may(now, n, on) {
			return true
		}
	}
	return false
}

// counts tells that the review of an account is a yes that counts for a need of some
// documents.
func (c *matter) counts(account int64, n need, docs []string) bool {
	w, r := c.latest(account), &c.rolls[len(c.rolls)-1]
	if w == nil || w.says != "APPROVED" || w.lost || r.person(account) == "" {
		return false
	}
	did := c.did(w.of)
	if w.rewritten {
		did = nil
		if w.seen == c.is.meaning() {
			did = c.is
		}
	}
	if did == nil {
		return false
	}
	for _, doc := range docs {
		if then, seen := did[doc]; doc != layoutOnly && (!seen || then.before.bound != c.does[doc].before.bound || then.after.bound != c.does[doc].after.bound) {
			return false
		}
	}
	return r.may(r.person(account), n, dayOf(c.now)) && c.then(account, n, w.at)
}

// acts tells that the author meets a need by the last push.
func (c *matter) acts(n need) bool {
	r := &c.rolls[len(c.rolls)-1]
	who := r.person(c.author)
	return n.actor && who != "" && c.pusher == c.author && r.may(who, n, dayOf(c.now)) && c.then(c.author, n, c.pushed)
}

// approved tells that everybody who has to has agreed.
func (c *matter) approved() bool {
	r := &c.rolls[len(c.rolls)-1]
	wanted := c.needs()
	if wanted == nil {
		return false
	}
	var people []string
	for name := range r.accounts {
		people = append(people, name)
	}
	for _, list := range wanted {
		free := false
		var seats []seat
		for _, n := range list {
			n, docs := merged(wanted, n)
			s := seat{side: n.side, who: map[string]bool{}}
			for _, p := range people {
				id := r.accounts[p]
				if w := c.latest(id); w != nil && w.says == "CHANGES_REQUESTED" && r.may(p, n, dayOf(c.now)) {
					return false
				}
				yes := c.counts(id, n, docs)
				free = free || yes && !c.hands[id] && id != c.author
				s.who[p] = yes || id == c.author && c.acts(n)
			}
			seats = append(seats, s)
		}
		if !free || !seated(seats, people, map[string]string{}) {
			return false
		}
	}
	return true
}

// needs lists what each document needs, by approvals.md's table for routine 9.0; nil where
// something is changed that may not be, or not any more.
func (c *matter) needs() map[string][]need {
	oneMore := []need{{roles: "*", side: "one more"}}
	out := map[string][]need{}
	if len(c.does) == 0 {
		out[layoutOnly] = oneMore
	}
	for doc, w := range c.does {
		decided := w.before.bound != w.after.bound
		switch {
		case w.before == paper{} || w.after == paper{}:
			return nil
		case doc == news:
			out[doc] = []need{{"systemforvaltare", "steward", true}, {"systemforvaltare|koncernkontoret", "second", false}}
			continue
		case !decided:
			out[doc] = oneMore
			continue
		case dayOf(c.now) > routineEnds:
			return nil
		case doc == theOffer:
			out[doc] = append([]need{{"representant siv", "receiver", true}}, oneMore...)
		case doc == thePlan && w.before.bound == 0 && w.after.bound == lower:
			out[doc] = []need{{"representant skas", "sender", true}, {"koncernkontoret", "office", false}}
		case doc == thePlan && w.before.bound == 0:
			out[doc] = []need{{"vardgarantiservice", "office", true}, {"representant skas", "sender", false}, {"representant siv", "receiver", false}}
		default:
			return nil
		}
	}
	return out
}

// merged finds all documents that have a need, for the actor only where all agree to that.
func merged(wanted map[string][]need, n need) (need, []string) {
	var docs []string
	for doc, list := range wanted {
		for _, o := range list {
			if o.roles == n.roles {
				docs = append(docs, doc)
				n.actor = n.actor && o.actor
			}
		}
	}
	return n, docs
}

// seat is a need of one document, with those who could meet it.
type seat struct {
	side string
	who  map[string]bool
}

// seated tries to give every person one side so that each seat has somebody.
func seated(seats []seat, people []string, side map[string]string) bool {
	if len(people) == 0 {
		return !slices.ContainsFunc(seats, func(s seat) bool {
			for p, could := range s.who {
				if could && side[p] == s.side {
					return false
				}
			}
			return true
		})
	}
	tried := map[string]bool{}
	for _, s := range seats {
		if s.who[people[0]] && !tried[s.side] {
			tried[s.side] = true
			side[people[0]] = s.side
			if seated(seats, people[1:], side) {
				return true
			}
		}
	}
	if len(tried) > 0 {
		return false
	}
	delete(side, people[0])
	return seated(seats, people[1:], side)
}
