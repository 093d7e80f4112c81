package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// satisfiedBy lists whose approval counts for a requirement, and how it was given; empty
// where nobody's does.
func (o GateOptions) satisfiedBy(r approval.Outcome) string {
	var out lang.List
	for _, f := range r.SatisfiedBy {
		var how []string
		if f.Push {
			how = append(how, lang.T("genom sin push", "by their push").In(o.Language))
		}
		if f.Right.Delegation != "" {
			how = append(how, lang.T("på delegation", "by delegation").In(o.Language))
		}
		if f.Reservation {
			how = append(how, lang.T("med reservation i sin granskning %s", "with a reservation in the review of %s", f.Day.String()).In(o.Language))
		}
		who := o.personName(f.Person, f.Account)
		if len(how) > 0 {
			who += " (" + strings.Join(how, ", ") + ")"
		}
		out = append(out, who)
	}
	return out.In(o.Language)
}

// reserved tells that somebody who was heard does not agree.
func reserved(r approval.Outcome) bool {
	byReview := func(f approval.Fulfilment) bool { return f.Reservation }
	return len(r.Reservations) > 0 || slices.ContainsFunc(r.SatisfiedBy, byReview)
}

// stillOpen tells what a requirement waits for, who can give it and when nobody can; nothing
// where it is met.
func (o GateOptions) stillOpen(v *gate.Verdict, i int) []string {
	r := v.Result.Requirements[i]
	if r.State == approval.StateApproved {
		return nil
	}
	out := inWords(r.Reasons, o.Language)
	if !r.Asks || !r.Never.IsZero() {
		return out
	}
	able := slices.DeleteFunc(slices.Clone(v.Holders[i]), func(h approval.Holder) bool { return slices.Contains(r.Barred, h.Person) })
	holders := o.holders(able)
	if n := len(holders); n > maxGatePersons {
		holders = append(holders[:maxGatePersons], fmt.Sprintf("… %d", n-maxGatePersons))
	}
	switch {
	case len(holders) > 0:
		out = append(out, lang.T("kan ges av %s", "can be given by %s", strings.Join(holders, ", ")).In(o.Language))
	case len(r.Todo) > 0:
		return out
	case len(v.Holders[i]) > 0:
		out = append(out, lang.T("ingen annan kan ge det i dag", "nobody else can give it today").In(o.Language))
	default:
		out = append(out, lang.T("ingen kan ge det i dag", "nobody can give it today").In(o.Language))
	}
	return append(out, inWords(v.Gaps[i], o.Language)...)
}

// discarded tells of each review and push that does not count, for whom and why. A review
// that a later one has taken the place of goes without saying where that one counts.
func (o GateOptions) discarded(v *gate.Verdict) []string {
	type line struct {
		review int64
		who    string
		reason string
		as     lang.List
	}
	var lines []line
	names := map[string]lang.Text{}
	for i := range v.Result.Requirements {
		names[v.Result.Requirements[i].ID] = v.Result.Requirements[i].Name()
	}
	for _, d := range v.Result.Discarded {
		if replaced(v.Result.Discarded, d) {
			continue
		}
		fresh := line{d.Review, o.personName(d.Person, d.Account), d.Reason.In(o.Language), nil}
		at := slices.IndexFunc(lines, func(l line) bool { return l.review == fresh.review && l.who == fresh.who && l.reason == fresh.reason })
		if at < 0 {
			at, lines = len(lines), append(lines, fresh)
		}
		if name := names[d.Requirement].In(o.Language); name != "" && !slices.Contains(lines[at].as, name) {
			lines[at].as = append(lines[at].as, name)
		}
	}
	var out []string
	for _, l := range lines {
		if len(l.as) > 0 {
			l.who += " (" + l.as.In(o.Language) + ")"
		}
		out = append(out, l.who+": "+l.reason)
	}
	return out
}

// replaced tells that a later review of the same account counts in place of one.
func replaced(all []approval.Discarded, d approval.Discarded) bool {
	last := d.By
	for _, o := range all { // in the order of reviews, so that each is met before what replaces it
		if o.Review == last && o.By != 0 {
			last = o.By
		}
	}
	return last != 0 && !slices.ContainsFunc(all, func(o approval.Discarded) bool { return o.Review == last })
}
