package approval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
)

// settled is what the approvals that count come to, over all documents.
type settled struct {
	// filled gives, by requirement and document, those who stand for it.
	filled map[string]map[string][]Fulfilment
	// torn gives, by requirement and document, those who could but stand for another side.
	torn map[string]map[string][]Fulfilment
	// alone are the documents that nobody without a hand in the content has approved.
	alone []diff.Subject
}

// settle judges each document by itself, with those whose right lasts at least until a day.
func (j *judge) settle(until calendar.Day) settled {
	out := settled{filled: map[string]map[string][]Fulfilment{}, torn: map[string]map[string][]Fulfilment{}}
	for _, s := range j.subjects() {
		j.document(s, until, &out)
	}
	return out
}

// subjects lists the subjects of all requirements, once each.
func (j *judge) subjects() []diff.Subject {
	var out []diff.Subject
	seen := map[string]bool{}
	for _, o := range j.outcomes {
		for _, s := range o.Subjects {
			if o.Never.IsZero() && !seen[s.String()] {
				seen[s.String()] = true
				out = append(out, s)
			}
		}
	}
	return out
}

// document judges one document: who stands for which side, and whether somebody without a
// hand in the content has approved it.
func (j *judge) document(s diff.Subject, until calendar.Day, out *settled) {
	id := s.String()
	var seats []seat
	var of []*Outcome
	independent := false
	for i := range j.outcomes {
		o := &j.outcomes[i]
		side, needed := o.sideIn(id)
		if !needed {
			continue
		}
		st := seat{side: side}
		if len(o.Given) > 0 {
			st.side = "" // nobody is needed: a review is kept, and takes nobody from another side
		}
		for _, f := range j.lasting(o, until) {
			if st.side != "" {
				st.persons = append(st.persons, f.Person)
			}
			independent = independent || j.independent(o, f)
		}
		seats, of = append(seats, st), append(of, o)
	}
	chosen := match(seats)
	for i, o := range of {
		for _, f := range j.lasting(o, until) {
			into := out.torn
			if seats[i].side == "" || chosen[f.Person] == seats[i].side {
				into = out.filled
			}
			if into[o.ID] == nil {
				into[o.ID] = map[string][]Fulfilment{}
			}
			into[o.ID][id] = append(into[o.ID][id], f)
		}
	}
	if !independent {
		out.alone = append(out.alone, s)
	}
}

// sideIn gives the side for which a requirement stands in a document, if it is needed there.
func (o *Outcome) sideIn(subject string) (Side, bool) {
	i := slices.IndexFunc(o.Subjects, func(s diff.Subject) bool { return s.String() == subject })
	if i < 0 || i >= len(o.Sides) || !o.Never.IsZero() {
		return "", false
	}
	return o.Sides[i], true
}

// lasting lists those whose approval counts for a requirement, and whose right lasts at
// least until a day.
func (j *judge) lasting(o *Outcome, until calendar.Day) []Fulfilment {
	return slices.DeleteFunc(slices.Clone(j.found[o.ID]), func(f Fulfilment) bool { return lasts(f) < until })
}

// lasts gives the day at whose end a person's right is lost.
func lasts(f Fulfilment) calendar.Day { return cmp.Or(f.Right.Until, endless) }

// independent tells that a fulfilment is an approval by somebody who is neither the author
// nor a contributor, and who does not gain by the change. To be heard is not to approve.
func (j *judge) independent(o *Outcome, f Fulfilment) bool {
	return !o.Heard && !j.had[f.Account.ID] && !slices.Contains(o.Gains, f.Person) && !j.author(f.Account)
}

// hazy tells that the content of a subject is not known, so that nothing can be agreed to.
func hazy(s diff.Subject) bool { return s != layout && BoundOf(s) == Bound{} }

// fulfilled tells that a requirement is met in each of its documents.
func (j *judge) fulfilled(o *Outcome, s settled) bool {
	switch {
	case !o.Never.IsZero() || len(o.Lacks) > 0 || j.blocked[o.ID] || len(o.Subjects) == 0 || len(o.Sides) != len(o.Subjects):
		return false
	case j.waived(o) || len(o.Given) > 0:
		return true
	}
	return !slices.ContainsFunc(o.Subjects, func(about diff.Subject) bool { return len(s.filled[o.ID][about.String()]) == 0 })
}

// enough tells that everything needed is there.
func (j *judge) enough(s settled) bool {
	unmet := func(o Outcome) bool { return !j.fulfilled(&o, s) }
	return len(s.alone) == 0 && !slices.ContainsFunc(j.outcomes, unmet)
}

// holdsUntil finds the last day on which those whose right lasts that long are still
// enough; zero where no end is set.
func (j *judge) holdsUntil() calendar.Day {
	var ends []calendar.Day
	for _, list := range j.found {
		for _, f := range list {
			ends = append(ends, lasts(f))
		}
	}
	slices.Sort(ends)
	for _, end := range slices.Backward(slices.Compact(ends)) {
		if j.enough(j.settle(end)) {
			if end == endless {
				return 0
			}
			return end
		}
	}
	return 0
}

// people lists persons once each, in order.
func people(list map[string][]Fulfilment) []Fulfilment {
	var out []Fulfilment
	for _, in := range list {
		for _, f := range in {
			if !slices.ContainsFunc(out, func(o Fulfilment) bool { return o.Person == f.Person }) {
				out = append(out, f)
			}
		}
	}
	slices.SortFunc(out, func(a, b Fulfilment) int { return strings.Compare(a.Person, b.Person) })
	return out
}
