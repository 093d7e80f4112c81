package approval

import (
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Judge holds what is known of a request against what it needs. It is approved only where
// every requirement is fulfilled, distinct persons stand for the sides of each document, at
// least one approval of each document comes from somebody who had no hand in the content,
// and nothing is unknown. No requirements are no approval either.
func Judge(requirements []Requirement, evidence Evidence, policy Policy) Result {
	j := &judge{policy: &policy, evidence: &evidence, found: map[string][]Fulfilment{}, blocked: map[string]bool{}}
	for _, r := range requirements {
		j.outcomes = append(j.outcomes, Outcome{Requirement: r})
	}
	j.known()
	for _, r := range j.opinions() {
		j.consider(r)
	}
	j.push()
	j.contributors()
	return j.verdict()
}

type judge struct {
	policy   *Policy
	evidence *Evidence
	zone     *time.Location
	today    calendar.Day

	outcomes  []Outcome
	found     map[string][]Fulfilment // by requirement: whose approval counts for it
	blocked   map[string]bool         // by requirement
	had       map[int64]bool          // accounts with a hand in the content
	discarded []Discarded
	reasons   []lang.Text
}

func (j *judge) unknown(why lang.Text) { j.reasons = appendText(j.reasons, why) }

func (j *judge) day(t time.Time) calendar.Day { return calendar.FromTime(t.In(j.zone)) }

// discard notes a review that counts for nothing.
func (j *judge) discard(r Review, reason lang.Text) {
	d := Discarded{Review: r.ID, Account: r.Account, Reason: reason}
	if !r.Account.Bot {
		d.Person = j.whose(r.Account)
	}
	j.discarded = append(j.discarded, d)
}

func (j *judge) note(o *Outcome, f Fulfilment) { j.found[o.ID] = append(j.found[o.ID], f) }

// known gathers what is not known: with any of it nothing is approved.
func (j *judge) known() {
	zone, err := j.policy.zone()
	if err != nil {
		j.unknown(lang.T("tidszonen går inte att läsa: %v", "the time zone can't be read: %v", err))
		zone = time.UTC
	}
	j.zone, j.today = zone, calendar.FromTime(j.evidence.Now.In(zone))
	for _, t := range slices.Concat(j.policy.Faults, j.evidence.Unknown) {
		j.unknown(t)
	}
	switch {
	case j.evidence.Now.IsZero():
		j.unknown(lang.T("dagen för prövningen är inte känd", "the day of the judgement is not known"))
	case j.evidence.Author == nil || j.evidence.Author.ID <= 0:
		j.unknown(lang.T("det är inte känt vem som har öppnat pull requesten", "it is not known who opened the pull request"))
	}
	if len(j.evidence.Commits) == 0 {
		j.unknown(lang.T("pull requestens commits är inte kända", "the commits of the pull request are not known"))
	}
	if len(j.outcomes) == 0 {
		j.unknown(lang.T("ändringen rör inget som kan godkännas", "the change concerns nothing that can be approved"))
	}
}

// contributors notes the accounts with a hand in the content: an update from main changes
// none of it. A commit whose author maps to no account might be anybody's.
func (j *judge) contributors() {
	j.had = map[int64]bool{}
	for _, c := range j.evidence.Commits {
		if c.Author == nil || c.Author.ID <= 0 {
			j.unknown(lang.T("commit %s har en författare utan konto", "the commit %s has an author without an account", short(c.Hash)))
			continue
		}
		if len(c.Subjects)+len(c.Files) == 0 {
			continue
		}
		j.had[c.Author.ID] = true
		for _, o := range c.Others {
			j.had[o.ID] = true
		}
	}
}

// waived tells that a requirement falls away: a bot's request of nothing but outcome.
func (j *judge) waived(o *Outcome) bool {
	return o.UnlessBot && j.evidence.Author != nil && j.evidence.Author.Bot
}
