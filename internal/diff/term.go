package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// content is what stands on one side, taken apart.
type content struct {
	source *diag.Source
	leaves []leaf
}

func contentOf(d plan.Any) content {
	if d == nil {
		return content{}
	}
	return content{d.Base().Source, leavesOf(d.Base())}
}

func (c content) value(l leaf) Value {
	return Value{Text: l.text, File: c.source.File, Range: c.source.Range(l.span), There: true}
}

// terms lists the values that differ: those that are gone in the order of base, then those
// that are there in the order of head.
func terms(base, head content) []Term {
	before := make(map[string]leaf, len(base.leaves))
	for _, l := range base.leaves {
		before[l.pointer] = l
	}
	var there []Term
	after := make(map[string]bool, len(head.leaves))
	for _, l := range head.leaves {
		after[l.pointer] = true
		old, was := before[l.pointer]
		switch {
		case !was:
			there = append(there, Term{Pointer: l.pointer, After: head.value(l)})
		case old.value != l.value:
			there = append(there, Term{l.pointer, base.value(old), head.value(l)})
		}
	}
	var gone []Term
	for _, l := range base.leaves {
		if !after[l.pointer] {
			gone = append(gone, Term{Pointer: l.pointer, Before: base.value(l)})
		}
	}
	slices.SortStableFunc(gone, func(a, b Term) int { return start(a.Before).compare(start(b.Before)) })
	slices.SortStableFunc(there, func(a, b Term) int { return start(a.After).compare(start(b.After)) })
	return append(gone, there...)
}

type position diag.Pos

func start(v Value) position { return position(v.Range.Start) }

func (p position) compare(o position) int {
	return cmp.Or(cmp.Compare(p.Line, o.Line), cmp.Compare(p.Column, o.Column))
}

// Key is the top-level key that the term stands under.
func (t Term) Key() string {
	key, _, _ := strings.Cut(strings.TrimPrefix(t.Pointer, "/"), "/")
	return key
}

// entry names the entry of a top-level list that the term stands in: "andringar/2".
func (t Term) entry() string {
	list, rest, _ := strings.Cut(strings.TrimPrefix(t.Pointer, "/"), "/")
	key, _, inside := strings.Cut(rest, "/")
	if !inside {
		return ""
	}
	return list + "/" + key
}

// onlyEditorial tells that no agreement rests on any of the terms.
func onlyEditorial(kind plan.Kind, terms []Term) bool {
	return !slices.ContainsFunc(terms, func(t Term) bool { return !editorial(kind, t.Pointer) })
}

// Minutes tells that a reference to the forum's minutes is new, changed or removed: of the
// case, or of an entry that both sides have. Only the office and the forum may do that.
func Minutes(c Change) bool {
	var list []Term
	switch c := c.(type) {
	case *Plan:
		list = c.Terms
	case *Memo:
		list = c.Terms
	case *Offer:
		list = c.Terms
	}
	kind := c.About().Kind
	return slices.ContainsFunc(list, func(t Term) bool {
		return strings.HasSuffix(t.Pointer, "/protokoll") && editorial(kind, t.Pointer)
	})
}
