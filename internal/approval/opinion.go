package approval

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// opinions sorts out what each account's opinion is: its latest formal one. What came
// before it is discarded here, also where the later one was dismissed, and so is what is no
// opinion: comments, what was never submitted, what a program says, and an author's yes to
// what is hers.
func (j *judge) opinions() []Review {
	latest := map[int64]Review{}
	for _, r := range j.ordered() {
		switch {
		case r.State == Commented:
			j.discard(r, lang.T("en kommentar är varken ett godkännande eller ett nej", "a comment is neither an approval nor a no"))
			continue
		case r.State == Pending:
			j.discard(r, lang.T("granskningen är inte inskickad", "the review has not been submitted"))
			continue
		case r.Account.Bot:
			j.discard(r, lang.T("ett program kan inte godkänna", "a program can't approve"))
			continue
		case r.Account.ID <= 0:
			j.discard(r, lang.T("kontot saknar nummer; namnet räcker inte", "the account has no number; the name is not enough"))
			continue
		case r.Submitted.IsZero():
			j.unknown(lang.T("det går inte att säga när en granskning lämnades", "it can't be told when a review was submitted"))
			continue
		case j.evidence.Merged && r.Submitted.After(j.evidence.Now):
			j.discard(r, lang.T("granskningen kom efter sammanslagningen", "the review came after the merge"))
			continue
		}
		if r.State == Approved && j.author(r.Account) {
			j.discard(r, lang.T("författaren kan inte godkänna sin egen ändring", "the author can't approve their own change"))
			continue
		}
		if before, ok := latest[r.Account.ID]; ok {
			j.discard(before, lang.T("ersatt av en senare granskning av samma konto", "replaced by a later review of the same account"))
			j.discarded[len(j.discarded)-1].By = r.ID
		}
		latest[r.Account.ID] = r
	}
	var out []Review
	for _, id := range slices.Sorted(maps.Keys(latest)) {
		out = append(out, latest[id])
	}
	return out
}

// ordered gives the reviews by time, and by number where times are equal. A review that was
// handed in twice counts once; where the two differ it is not known which one is true.
func (j *judge) ordered() []Review {
	all := slices.Clone(j.evidence.Reviews)
	slices.SortStableFunc(all, func(a, b Review) int {
		return cmp.Or(a.Submitted.Compare(b.Submitted), cmp.Compare(a.ID, b.ID), strings.Compare(string(a.State), string(b.State)), cmp.Compare(a.Account.ID, b.Account.ID))
	})
	byID := map[int64]Review{}
	var out []Review
	for _, r := range all {
		other, twice := byID[r.ID]
		switch {
		case !twice:
			byID[r.ID] = r
			out = append(out, r)
		case !sameReview(r, other):
			j.unknown(lang.T("en granskning har två olika svar", "a review has two different answers"))
		}
	}
	return out
}

func sameReview(a, b Review) bool {
	return a.Account == b.Account && a.State == b.State && a.Submitted.Equal(b.Submitted) && a.Commit == b.Commit &&
		maps.Equal(a.Content, b.Content) && a.Void.In(lang.EN) == b.Void.In(lang.EN)
}

// consider weighs one opinion: for which requirements it counts, and why not for others.
func (j *judge) consider(r Review) {
	if r.State == Dismissed {
		j.discard(r, lang.T("avvisad; ett tidigare godkännande gäller inte heller längre", "dismissed; an earlier approval does not hold any more either"))
		return
	}
	if r.State != Approved && r.State != ChangesRequested {
		j.unknown(lang.T("en granskning har ett okänt läge: %s", "a review has an unknown state: %s", string(r.State)))
		return
	}
	who, reason := j.identify(r)
	if !reason.IsZero() {
		j.discard(r, reason)
		return
	}
	var reasons []Discarded
	counts := false
	for i := range j.outcomes {
		o := &j.outcomes[i]
		reason, relevant := j.weigh(r, who, o)
		counts = counts || relevant && reason.IsZero()
		if relevant && !reason.IsZero() {
			reasons = append(reasons, Discarded{Review: r.ID, Account: r.Account, Person: who, Requirement: o.ID, Reason: reason})
		}
	}
	j.discarded = append(j.discarded, reasons...)
	if !counts && len(reasons) == 0 {
		j.discard(r, lang.T("har ingen roll som ändringen behöver", "holds no role that the change needs"))
	}
}

// author tells that an account opened the request. Where nobody knows who did, nothing is
// approved anyway.
func (j *judge) author(a Account) bool {
	return j.evidence.Author != nil && a.ID == j.evidence.Author.ID
}

// weigh tells whether a review has to do with a requirement at all, and if so why it does
// not count for it; nothing where it does, and is noted.
func (j *judge) weigh(r Review, who string, o *Outcome) (reason lang.Text, relevant bool) {
	if !o.Never.IsZero() {
		return lang.Text{}, false
	}
	right, held := o.asked().held(j.policy.Roller, who, j.today)
	if r.State == ChangesRequested && !o.Heard {
		// Who was merely heard does not stop the others by it.
		if held && (o.Role != "" || !j.isHeard(who)) {
			o.Reasons = append(o.Reasons, lang.T("%s begär ändringar", "%s requests changes", who))
			j.blocked[o.ID] = true
			return lang.Text{}, true
		}
		return lang.Text{}, false
	}
	reason = j.standing(r, who, o, held)
	if reason.IsZero() {
		j.note(o, Fulfilment{Person: who, Account: r.Account, Right: right, Review: r.ID, Commit: r.Commit, Given: r.Submitted,
			Reservation: r.State == ChangesRequested, Day: j.day(r.Submitted)})
		return lang.Text{}, true
	}
	return reason, held || j.onceHeld(who, o, r)
}

func (j *judge) isHeard(who string) bool {
	return slices.ContainsFunc(j.outcomes, func(o Outcome) bool {
		_, held := o.asked().held(j.policy.Roller, who, j.today)
		return o.Heard && held
	})
}

// onceHeld tells that a person held the role at some time that matters: when the review was
// given, or by an entry that has ended or not begun.
func (j *judge) onceHeld(who string, o *Outcome, r Review) bool {
	if o.Role == "" {
		return false
	}
	reg := j.policy.Roller
	a := o.asked()
	for i := 0; reg != nil && i < len(reg.Uppdrag); i++ {
		if u := &reg.Uppdrag[i]; u.Person.V == who && a.fits(u.Roll.V, u.Organisation.V) {
			return true
		}
	}
	for i := 0; reg != nil && i < len(reg.Delegeringar); i++ {
		if d := &reg.Delegeringar[i]; d.TillPerson.V == who && a.fits(d.Roll.V, d.Organisation.V) {
			return true
		}
	}
	return j.policy.heldThen(a, r.Account.ID, who, j.day(r.Submitted))
}

// standing says why an approval does not stand for a requirement; nothing where it does.
func (j *judge) standing(r Review, who string, o *Outcome, held bool) lang.Text {
	day := j.day(r.Submitted)
	switch {
	case !held:
		return lang.T("har inte rollen den %s", "does not hold the role on %s", j.today.String())
	case r.Submitted.After(j.evidence.Now):
		return lang.T("granskningen är daterad efter prövningen", "the review is dated after the judgement")
	case !j.policy.heldThen(o.asked(), r.Account.ID, who, day):
		if _, back := o.asked().held(j.policy.Roller, who, day); back {
			return lang.T("rollen registrerades på main först efter godkännandet den %s", "the role was registered on main only after the approval on %s", day.String())
		}
		return lang.T("hade inte rollen den %s, då godkännandet lämnades", "did not hold the role on %s, when the approval was given", day.String())
	case !r.Void.IsZero():
		return r.Void
	}
	return j.stale(r, o)
}

// stale names the subjects of a requirement that are not now what the reviewer saw.
func (j *judge) stale(r Review, o *Outcome) lang.Text {
	var changed lang.List
	for _, s := range o.Subjects {
		then, seen := r.Content[s.String()]
		if s != layout && (!seen || hazy(s) || then != BoundOf(s)) {
			changed = append(changed, s.ID)
		}
	}
	if len(changed) == 0 {
		return lang.Text{}
	}
	return lang.T("godkännandet gällde %s, %s; innehållet i %s är inte längre detsamma", "the approval was of %s, on %s; the content of %s is not the same any more",
		short(r.Commit), r.Submitted.In(j.zone).Format("2006-01-02 15:04"), changed)
}

func short(commit string) string { return commit[:min(len(commit), 10)] }

// push lets the author fulfil what the routine makes her do, by having made the last push.
func (j *judge) push() {
	e := j.evidence
	if e.Author == nil || e.Author.ID <= 0 || e.Author.Bot {
		return
	}
	p, ok := person(j.policy.Roller, e.Author.ID)
	if !ok {
		return
	}
	who := p.ID.V
	for i := range j.outcomes {
		o := &j.outcomes[i]
		right, held := o.asked().held(j.policy.Roller, who, j.today)
		if !o.Actor || !held {
			continue
		}
		reason := j.pushed(who, o)
		if reason.IsZero() {
			j.note(o, Fulfilment{Person: who, Account: *e.Author, Right: right, Given: e.LastPushed, Push: true, Day: j.day(e.LastPushed)})
			continue
		}
		j.discarded = append(j.discarded, Discarded{Account: *e.Author, Person: who, Requirement: o.ID, Reason: reason})
	}
}

// pushed says why the last push does not count for the author; nothing where it does.
func (j *judge) pushed(who string, o *Outcome) lang.Text {
	e := j.evidence
	switch {
	case e.LastPusher == nil || e.LastPushed.IsZero() || e.LastPushed.After(e.Now):
		return lang.T("det går inte att säga vem som gjorde den sista pushen, eller när", "it can't be told who made the last push, or when")
	case e.LastPusher.ID != e.Author.ID || e.LastPusher.Bot:
		return lang.T("någon annan gjorde den sista pushen; en egen tom commit räcker", "somebody else made the last push; an empty commit of one's own is enough")
	case !j.policy.heldThen(o.asked(), e.Author.ID, who, j.day(e.LastPushed)):
		return lang.T("hade inte rollen den %s, då den sista pushen gjordes", "did not hold the role on %s, when the last push was made", j.day(e.LastPushed).String())
	}
	return lang.Text{}
}
