package record

import (
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// maxNumber is the largest whole number that JSON keeps exact everywhere (RFC 7493).
const maxNumber = 1<<53 - 1

// wrong says what does not hold together in a record; nothing where it does.
func (r *Record) wrong() lang.Text {
	bad := ""
	note := func(what string, ok bool) {
		if bad == "" && !ok {
			bad = what
		}
	}
	note("version", r.Version == Version)
	note("how", r.fits())
	note("pull_request", (r.PullRequest > 0 || r.How == Push) && number(int64(r.PullRequest)))
	note("before", r.Before == "" || r.How != Closed && isHash(r.Before, 40))
	for _, c := range r.Commits {
		note("commits", isHash(c, 40) && c != r.Before)
	}
	note("head", r.Head == "" || isHash(r.Head, 40))
	note("at", isMoment(r.At))
	note("day", isDay(r.Day))
	note("register", r.Register == "" || isHash(r.Register, 40))
	note("rules", isHash(r.Rules, 64))
	for _, a := range []*Actor{r.Author, r.By} {
		note("account", a == nil || a.Account > 0 && number(a.Account))
	}
	for i, h := range r.Hands {
		note("hands", h.holds() && !(i > 0 && h.same(r.Hands[i-1])) && r.How != Closed)
	}
	for _, c := range r.Changes {
		note("changes", c.Document != "" && isSum(c.Before) && isSum(c.After))
	}
	for _, q := range r.Requirements {
		note("requirements", q.ID != "" && q.ID == strings.TrimSpace(q.ID) && isState(q.State))
		for _, c := range q.SatisfiedBy {
			note("satisfied_by", c.holds())
		}
	}
	for _, d := range r.Discarded {
		note("discarded", number(d.Review) && number(d.Account) && number(d.ReplacedBy))
	}
	note("verdict", r.Verdict.holds(r.How))
	if bad == "" {
		return lang.Text{}
	}
	return lang.T("värdet av %s kan inte stå i ett protokoll", "the value of %s can't stand in a record", bad)
}

// fits tells that there are as many commits as the way to main leaves.
func (r *Record) fits() bool {
	distinct := slices.Sorted(slices.Values(r.Commits))
	if len(slices.Compact(distinct)) != len(r.Commits) {
		return false
	}
	switch r.How {
	case Merge, Squash, Push:
		return len(r.Commits) == 1
	case Rebase:
		return len(r.Commits) > 0
	case Closed:
		return len(r.Commits) == 0
	}
	return false
}

// holds tells that a hand is of an account or of a commit, and of nothing that isn't named.
func (h Hand) holds() bool {
	if (h.Account == 0) == (h.Commit == "") || !number(h.Account) || h.Commit != "" && !isHash(h.Commit, 40) {
		return false
	}
	return !slices.Contains(h.Documents, "")
}

// same tells that two hands are one.
func (h Hand) same(o Hand) bool { return h.Account == o.Account && h.Commit == o.Commit }

func (c Consent) holds() bool {
	switch c.By {
	case byReview:
		if c.Review <= 0 || !isHash(c.Commit, 40) {
			return false
		}
	case byPush:
		if c.Review != 0 || c.Commit != "" || c.Reservation {
			return false
		}
	default:
		return false
	}
	return c.Person != "" && c.Account > 0 && number(c.Account) && number(c.Review) && c.Role != "" && c.Assignment != "" && isMoment(c.Given) && isDay(c.Day)
}

// holds tells that a verdict does not contradict itself: what is not valid says why.
func (v Verdict) holds(how How) bool {
	if how == Closed {
		return v.State == string(Closed) && v.Valid && len(v.Reasons) == 0
	}
	return isState(v.State) && v.Valid == (len(v.Reasons) == 0) && (!v.Valid || v.State == string(approval.StateApproved) && how != Push)
}

func isState(s string) bool {
	switch approval.State(s) {
	case approval.StateApproved, approval.StatePending, approval.StateRefused, approval.StateError:
		return true
	}
	return false
}

func number(n int64) bool { return n >= 0 && n <= maxNumber }

// isSum tells what may stand for content: nothing, a sum of a document or a git hash of a
// file.
func isSum(s string) bool { return s == "" || isHash(s, 64) || isHash(s, 40) }

func isHash(s string, digits int) bool {
	return len(s) == digits && strings.Trim(s, "0123456789abcdef") == ""
}

func isMoment(s string) bool {
	t, err := time.Parse(momentForm, s)
	return err == nil && moment(t) == s
}

func isDay(s string) bool { _, ok := calendar.ParseDay(s); return ok }
