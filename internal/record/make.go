package record

import (
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Decision is what is known of a decision once it has been judged: what a record is made of.
// The fields that Record has too mean the same.
type Decision struct {
	How         How
	PullRequest int
	Before      string
	Commits     []string
	Head        string
	At          time.Time
	Day         calendar.Day
	Routine     string
	Register    string
	Rules       string
	Author, By  *Actor
	// Commits that somebody has made: those of the request, or the pushed one.
	Hands   []approval.Commit
	Changes []diff.Change
	Result  approval.Result
	// Reasons tells what beside the approvals was wrong, such as errors that the merge
	// brought to main.
	Reasons []lang.Text
}

// New makes the record of a decision. The order in which changes, requirements, reviews and
// reasons are handed in changes nothing. What can't be a record is an error of the caller's.
func New(d Decision) (*Record, error) {
	r := &Record{
		Version: Version, How: d.How, PullRequest: d.PullRequest, Before: d.Before, Commits: slices.Clone(d.Commits), Head: d.Head,
		At: moment(d.At), Day: d.Day.String(), Routine: d.Routine, Register: d.Register, Rules: d.Rules, Author: d.Author, By: d.By,
	}
	r.Hands = handsOf(d.Hands)
	for _, c := range d.Changes {
		r.Changes = append(r.Changes, changeOf(c))
	}
	for _, o := range d.Result.Requirements {
		r.Requirements = append(r.Requirements, requirementOf(o))
		for _, t := range o.Reservations {
			r.Reservations = append(r.Reservations, Reservation{o.ID, textOf(t)})
		}
	}
	for _, x := range d.Result.Discarded {
		r.Discarded = append(r.Discarded, Discarded{Review: x.Review, Account: x.Account.ID, Person: x.Person,
			Requirement: x.Requirement, Reason: textOf(x.Reason), ReplacedBy: x.By})
	}
	r.Verdict = verdictOf(d)
	r.sort()
	if _, err := r.Encode(); err != nil {
		return nil, err
	}
	return r, nil
}

func changeOf(c diff.Change) Change {
	about := c.About()
	out := Change{Document: about.String(), Before: about.BaseSum, After: about.HeadSum}
	for _, k := range c.Kinds() {
		out.Kinds = append(out.Kinds, string(k))
	}
	return out
}

func requirementOf(o approval.Outcome) Requirement {
	out := Requirement{ID: o.ID, Role: o.Role, Or: slices.Clone(o.Or), Organisation: o.Organisation, Actor: o.Actor, Heard: o.Heard,
		State: string(o.State), Stated: textsOf(slices.Concat(o.Given, o.Notes)), Reasons: textsOf(o.Reasons)}
	for i, about := range o.Subjects {
		side := o.Side
		if i < len(o.Sides) {
			side = o.Sides[i]
		}
		out.Sides = append(out.Sides, Side{about.String(), string(side)})
	}
	for _, f := range o.SatisfiedBy {
		c := Consent{Person: f.Person, Account: f.Account.ID, Role: f.Right.Role, Organisation: f.Right.Organisation,
			Assignment: f.Right.Assignment, Delegation: f.Right.Delegation, By: byReview, Review: f.Review, Commit: f.Commit,
			Given: moment(f.Given), Day: f.Day.String(), Reservation: f.Reservation}
		if f.Push {
			c.By, c.Review, c.Commit = byPush, 0, ""
		}
		out.SatisfiedBy = append(out.SatisfiedBy, c)
	}
	return out
}

// verdictOf says whether main got what it should not have got.
func verdictOf(d Decision) Verdict {
	if d.How == Closed {
		return Verdict{State: string(Closed), Valid: true}
	}
	reasons := slices.Concat(d.Result.Reasons, d.Reasons)
	if d.How == Push {
		reasons = append(reasons, past(d.PullRequest))
	}
	for _, o := range d.Result.Requirements {
		switch {
		case !o.Never.IsZero():
			reasons = append(reasons, o.Never)
		case o.State != approval.StateApproved:
			reasons = append(reasons, lacking(o, d.Result.Discarded))
		}
	}
	if d.Result.State != approval.StateApproved && len(reasons) == 0 {
		reasons = append(reasons, lang.T("var inte godkänd", "was not approved"))
	}
	return Verdict{State: string(d.Result.State), Valid: len(reasons) == 0, Reasons: textsOf(reasons)}
}

// past is the reason why a push is no valid decision.
func past(request int) lang.Text {
	if request > 0 {
		return lang.T("pull requestens commits kom direkt till main, förbi grinden", "the pull request's commits came straight to main, past the gate")
	}
	return lang.T("kom till main utan pull request", "came to main without a pull request")
}

// Past tells which of the reasons of a push say that it went past the gate, and nothing else.
func (r *Record) Past(why Text) bool { return r.How == Push && why == textOf(past(r.PullRequest)) }

// lacking says which approval was not there, and which ones did not count for it.
func lacking(o approval.Outcome, discarded []approval.Discarded) lang.Text {
	out := lang.T("godkännande saknas: %s", "approval is missing: %s", o.Name())
	for _, x := range discarded {
		if x.Requirement == o.ID && x.By == 0 && x.Person != "" {
			out = lang.T("%s; godkännandet från %s räknades inte: %s", "%s; the approval of %s did not count: %s", out, x.Person, x.Reason)
		}
	}
	return out
}

func textOf(t lang.Text) Text { return Text{SV: t.In(lang.SV), EN: t.In(lang.EN)} }

func textsOf(list []lang.Text) []Text {
	var out []Text
	for _, t := range list {
		out = append(out, textOf(t))
	}
	return out
}

// moment writes a moment of a server's clock, which counts whole seconds.
func moment(t time.Time) string { return t.UTC().Format(momentForm) }

const momentForm = "2006-01-02T15:04:05Z"
