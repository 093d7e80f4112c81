package record

import (
	"cmp"
	"slices"
	"strings"
)

// sort puts everything in an order that follows from what it holds, each thing once.
func (r *Record) sort() {
	for i := range r.Hands {
		slices.Sort(r.Hands[i].Documents)
		r.Hands[i].Documents = slices.Compact(r.Hands[i].Documents)
	}
	slices.SortFunc(r.Hands, func(a, b Hand) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), strings.Compare(a.Commit, b.Commit), slices.Compare(a.Documents, b.Documents))
	})
	for i := range r.Changes {
		slices.Sort(r.Changes[i].Kinds)
		r.Changes[i].Kinds = slices.Compact(r.Changes[i].Kinds)
	}
	slices.SortFunc(r.Changes, func(a, b Change) int {
		return cmp.Or(strings.Compare(a.Document, b.Document), slices.Compare(a.Kinds, b.Kinds),
			strings.Compare(a.Before, b.Before), strings.Compare(a.After, b.After))
	})
	for i := range r.Requirements {
		r.Requirements[i].sort()
	}
	// Refusals share one id.
	slices.SortFunc(r.Requirements, func(a, b Requirement) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), slices.CompareFunc(a.Sides, b.Sides, compareSides),
			slices.CompareFunc(a.Reasons, b.Reasons, compareTexts))
	})
	slices.SortFunc(r.Reservations, func(a, b Reservation) int {
		return cmp.Or(strings.Compare(a.Requirement, b.Requirement), compareTexts(a.Text, b.Text))
	})
	r.Reservations = slices.Compact(r.Reservations)
	slices.SortFunc(r.Discarded, func(a, b Discarded) int {
		return cmp.Or(cmp.Compare(a.Review, b.Review), strings.Compare(a.Requirement, b.Requirement), cmp.Compare(a.Account, b.Account),
			compareTexts(a.Reason, b.Reason), strings.Compare(a.Person, b.Person), cmp.Compare(a.ReplacedBy, b.ReplacedBy))
	})
	r.Discarded = slices.Compact(r.Discarded)
	r.Verdict.Reasons = sortTexts(r.Verdict.Reasons)
}

func (q *Requirement) sort() {
	slices.SortFunc(q.Sides, compareSides)
	slices.SortFunc(q.SatisfiedBy, func(a, b Consent) int {
		return cmp.Or(strings.Compare(a.Person, b.Person), cmp.Compare(a.Review, b.Review), strings.Compare(a.Given, b.Given))
	})
	q.Stated, q.Reasons = sortTexts(q.Stated), sortTexts(q.Reasons)
}

func compareSides(a, b Side) int {
	return cmp.Or(strings.Compare(a.Document, b.Document), strings.Compare(a.Side, b.Side))
}

func sortTexts(list []Text) []Text {
	slices.SortFunc(list, compareTexts)
	return slices.Compact(list)
}

func compareTexts(a, b Text) int {
	return cmp.Or(strings.Compare(a.SV, b.SV), strings.Compare(a.EN, b.EN))
}
