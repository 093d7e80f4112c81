package site

import (
	"iter"
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// dataPages gives the pages about what is planned and what came of it. Each is made when it is
// asked for, and its figures when it is rendered.
func (b *builder) dataPages() iter.Seq[page] {
	return func(yield func(page) bool) {
		x := newIndex(b)
		for _, source := range []iter.Seq[page]{
			x.regionPages(), each(x.years, x.planYearPage), each(x.memosWithPage(), x.memoPage), each(x.plansWithPage(), x.planPageOf),
			x.listPages(), each(x.senders, x.senderPageOf), each(x.receivers, x.receiverPageOf), each(x.fields, x.fieldPageOf), x.followPages(),
		} {
			for p := range source {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// each makes a page of each thing.
func each[T any](list []T, make func(T) page) iter.Seq[page] {
	return func(yield func(page) bool) {
		for _, item := range list {
			if !yield(make(item)) {
				return
			}
		}
	}
}

// telling makes the data of a page by a teller.
func (x *index) telling(tell func(t *teller) *dataView) func(v *view) any {
	return func(v *view) any { return tell(&teller{v, x}) }
}

// both tells something in every language at once.
func (x *index) both(tell func(t *teller) string) lang.Text {
	in := func(l lang.Language) string { return tell(&teller{&view{b: x.b, desk: &desk{}, L: l}, x}) }
	return lang.Text{SV: in(lang.SV), EN: in(lang.EN)}
}

func (x *index) memosWithPage() []*plan.Missiv {
	return slices.DeleteFunc(slices.Clone(x.b.Set.Missiv), func(m *plan.Missiv) bool { return x.missivPage(m.ID.V) == "" || x.b.Set.Memo(m.ID.V) != m })
}

func (x *index) plansWithPage() []*plan.Leveransplan {
	return slices.DeleteFunc(slices.Clone(x.b.Set.Leveransplaner), func(p *plan.Leveransplan) bool { return x.planPage(p.ID.V) == "" || x.b.Set.Plan(p.ID.V) != p })
}
