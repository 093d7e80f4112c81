package approval_test

import (
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// The naive model answers one question, is it approved, straight from the words of the
// rules and by trying everything. It shares no code with the engine.
type naive struct {
	p approval.Policy
	e approval.Evidence
	r []approval.Requirement
}

func (n naive) day(t time.Time) calendar.Day {
	y, m, d := t.In(stockholm).Date()
	return calendar.Date(y, m, d)
}

// holds: does a person hold a role on a day, by a register.
func (n naive) holds(r *plan.Roller, who, role, organisation string, on calendar.Day) bool {
	own := func(person string) bool {
		for _, u := range r.Uppdrag {
			if u.Person.V == person && u.Roll.V == role && u.Organisation.V == organisation && u.Fran.V <= on && (!u.Till.Set || on <= u.Till.V) {
				return true
			}
		}
		return false
	}
	if own(who) {
		return true
	}
	for _, d := range r.Delegeringar {
		if d.TillPerson.V == who && d.Av.V != who && d.Roll.V == role && d.Organisation.V == organisation && d.Fran.V <= on && on <= d.Till.V && own(d.Av.V) {
			return true
		}
	}
	return false
}

// may: could a person fulfil a requirement on a day, by a register.
func (n naive) may(r *plan.Roller, who string, q approval.Requirement, on calendar.Day) bool {
	if q.Role != "" {
		for _, role := range append([]string{q.Role}, q.Or...) {
			if n.holds(r, who, role, q.Organisation, on) {
				return true
			}
		}
		return false
	}
	for _, role := range []string{"koncernkontoret", "vardgarantiservice", "beslutsforum", "systemforvaltare"} {
		if n.holds(r, who, role, "", on) {
			return true
		}
	}
	return n.holds(r, who, "representant", "skas", on) || n.holds(r, who, "representant", "siv", on) || n.holds(r, who, "representant", "su", on)
}

// name: the person behind an account.
func (n naive) name(r *plan.Roller, id int64) string {
	for _, p := range r.Personer {
		if int64(p.Github.ID.V) == id && id != 0 {
			return p.ID.V
		}
	}
	return ""
}

// then: could she on a day that has passed, by what main said on that day.
func (n naive) then(account int64, who string, q approval.Requirement, on calendar.Day) bool {
	for i, v := range n.p.History {
		last := calendar.Date(2199, 12, 31)
		if i+1 < len(n.p.History) {
			last = n.p.History[i+1].From
		}
		if v.From <= on && on <= last && n.name(v.Roller, account) == who && n.may(v.Roller, who, q, on) {
			return true
		}
	}
	return false
}

// opinion: the review of an account that decides, or none.
func (n naive) opinion(id int64) (approval.Review, bool) {
	var best approval.Review
	found := false
	for _, r := range n.e.Reviews {
		formal := r.State == approval.Approved || r.State == approval.ChangesRequested || r.State == approval.Dismissed
		own := r.State == approval.Approved && id == n.e.Author.ID
		late := n.e.Merged && r.Submitted.After(n.e.Now)
		if r.Account.ID != id || id == 0 || r.Account.Bot || !formal || own || late {
			continue
		}
		if !found || r.Submitted.After(best.Submitted) || r.Submitted.Equal(best.Submitted) && r.ID > best.ID {
			best, found = r, true
		}
	}
	return best, found
}

// says: does a person's opinion count as hers for a requirement.
func (n naive) says(q approval.Requirement, id int64, state approval.ReviewState) bool {
	who := n.name(n.p.Roller, id)
	r, ok := n.opinion(id)
	if who == "" || !ok || r.State != state || !r.Void.IsZero() || r.Submitted.After(n.e.Now) {
		return false
	}
	for _, s := range q.Subjects {
		if b, seen := r.Content[s.String()]; !seen || b.Before != s.BaseSum || b.After != s.HeadSum {
			return false
		}
	}
	return n.may(n.p.Roller, who, q, n.day(n.e.Now)) && n.then(id, who, q, n.day(r.Submitted))
}

// acts: has the author fulfilled it by the last push.
func (n naive) acts(q approval.Requirement) string {
	a, l := n.e.Author, n.e.LastPusher
	who := n.name(n.p.Roller, a.ID)
	if !q.Actor || a.Bot || who == "" || l == nil || l.ID != a.ID || l.Bot || n.e.LastPushed.After(n.e.Now) {
		return ""
	}
	if n.may(n.p.Roller, who, q, n.day(n.e.Now)) && n.then(a.ID, who, q, n.day(n.e.LastPushed)) {
		return who
	}
	return ""
}

// persons: everybody whose word counts for a requirement.
func (n naive) persons(q approval.Requirement) []string {
	var out []string
	for _, p := range n.p.Roller.Personer {
		id := int64(p.Github.ID.V)
		if n.says(q, id, approval.Approved) || q.Heard && n.says(q, id, approval.ChangesRequested) || n.acts(q) == p.ID.V {
			out = append(out, p.ID.V)
		}
	}
	return out
}

// stopped: does a holder of a needed role say no.
func (n naive) stopped(q approval.Requirement) bool {
	on := n.day(n.e.Now)
	for _, p := range n.p.Roller.Personer {
		r, ok := n.opinion(int64(p.Github.ID.V))
		if q.Heard || !ok || r.State != approval.ChangesRequested || !n.may(n.p.Roller, p.ID.V, q, on) {
			continue
		}
		heard := slices.ContainsFunc(n.r, func(o approval.Requirement) bool { return o.Heard && n.may(n.p.Roller, p.ID.V, o, on) })
		if q.Role != "" || !heard {
			return true
		}
	}
	return false
}

// free: has somebody without a hand in it approved a document.
func (n naive) free(subject string) bool {
	for _, q := range n.of(subject) {
		for _, p := range n.p.Roller.Personer {
			id := int64(p.Github.ID.V)
			hand := id == n.e.Author.ID || slices.Contains(q.Gains, p.ID.V)
			for _, c := range n.e.Commits {
				if len(c.Subjects) > 0 || len(c.Files) > 0 {
					hand = hand || c.Author != nil && c.Author.ID == id || slices.ContainsFunc(c.Others, func(o approval.Account) bool { return o.ID == id })
				}
			}
			if !hand && !q.Heard && n.says(q, id, approval.Approved) {
				return true
			}
		}
	}
	return false
}

// of: the requirements of a document.
func (n naive) of(subject string) []approval.Requirement {
	var out []approval.Requirement
	for _, q := range n.r {
		for _, s := range q.Subjects {
			if s.String() == subject {
				out = append(out, q)
			}
		}
	}
	return out
}

// distinct: can the persons be put on one side each so that every requirement has one.
func (n naive) distinct(subject string) bool {
	type want struct {
		side    approval.Side
		persons []string
	}
	var wants []want
	for _, q := range n.of(subject) {
		for i, s := range q.Subjects {
			if s.String() == subject && len(q.Given) == 0 && !(q.UnlessBot && n.e.Author.Bot) {
				wants = append(wants, want{q.Sides[i], n.persons(q)})
			}
		}
	}
	everybody := []string{}
	for _, p := range n.p.Roller.Personer {
		everybody = append(everybody, p.ID.V)
	}
	side := map[string]approval.Side{}
	var try func(i int) bool
	try = func(i int) bool {
		if i < len(everybody) {
			for k, w := range wants {
				if slices.ContainsFunc(wants[:k], func(o want) bool { return o.side == w.side }) {
					continue
				}
				side[everybody[i]] = w.side
				if try(i + 1) {
					return true
				}
			}
			return false
		}
		for _, w := range wants {
			if !slices.ContainsFunc(w.persons, func(p string) bool { return side[p] == w.side }) {
				return false
			}
		}
		return true
	}
	return len(wants) == 0 || try(0)
}

func (n naive) approved() bool {
	if len(n.r) == 0 || len(n.e.Unknown) > 0 || len(n.p.Faults) > 0 || len(n.e.Commits) == 0 {
		return false
	}
	for _, c := range n.e.Commits {
		if c.Author == nil || c.Author.ID == 0 {
			return false
		}
	}
	for _, q := range n.r {
		if !q.Never.IsZero() || len(q.Lacks) > 0 || n.stopped(q) {
			return false
		}
		for _, s := range q.Subjects {
			if !n.distinct(s.String()) || !n.free(s.String()) {
				return false
			}
		}
	}
	return true
}
