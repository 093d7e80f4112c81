package site

import (
	"cmp"
	"slices"
	"strconv"
	"sync"

	"golang.org/x/text/collate"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// index finds what belongs together. It is made once, in a time that grows with the documents,
// and but for the weeks only read afterwards: no page searches through all that there is.
type index struct {
	b     *builder
	years []int // plan years in which something is, in order
	now   []int // those that the day of the site lies in; else the last one

	senders, receivers, fields []string // those that have a page

	plans      map[party][]*followup.Plan // of a year, in the order of the report
	groups     map[party][]*followup.Group
	lines      map[party][]*plan.Line // of a year, by sender and by field; of a missiv without its year
	ofLine     map[*plan.Line]*followup.Group
	memos      map[int][]*plan.Missiv
	needs      map[party][]need // of a year, by sender and by field
	capacities map[string][]*followup.Capacity
	strays     map[party][]*followup.Stray
	findings   map[string][]*diag.Diagnostic // by document
	rests      map[string][]*plan.Rest       // that name a plan, by its id
	drawn      map[*plan.Leveransplan][]*followup.Capacity
	anchors    map[*followup.Capacity]string  // of its place on the receiver's page
	basis      map[string]*followup.Capacity  // the first of an agreement or offer, by its id
	unfollowed map[party][]*plan.Leveransplan // plans that the report leaves out; of a year, and of none
	weekly     map[*plan.Leveransplan]weekly  // of the plans of the report

	known map[party]bool // what has a page
	rank  map[lang.Language]map[party]int
	weeks sync.Map // the weeks of a quarter in words, found as pages ask for them
}

// party names something that many things belong to. Kind is one of the constants below, year
// the plan year or 0.
type party struct {
	kind string
	year int
	id   string
}

// The kinds of parties.
const (
	asRegion   = "region"
	asSender   = "sender"
	asReceiver = "receiver"
	asField    = "field"
	asMissiv   = "missiv"
	asPlan     = "plan"
)

// need is what one förvaltning needs in a field, and what it can do itself.
type need struct {
	analysis *plan.Behovsanalys
	field    string
	row      *plan.Behovsrad
}

func newIndex(b *builder) *index {
	x := &index{
		b: b, plans: map[party][]*followup.Plan{}, groups: map[party][]*followup.Group{}, lines: map[party][]*plan.Line{},
		ofLine: map[*plan.Line]*followup.Group{}, memos: map[int][]*plan.Missiv{}, needs: map[party][]need{},
		capacities: map[string][]*followup.Capacity{}, strays: map[party][]*followup.Stray{}, findings: map[string][]*diag.Diagnostic{},
		rests: map[string][]*plan.Rest{}, drawn: map[*plan.Leveransplan][]*followup.Capacity{}, anchors: map[*followup.Capacity]string{},
		basis: map[string]*followup.Capacity{}, unfollowed: map[party][]*plan.Leveransplan{}, weekly: map[*plan.Leveransplan]weekly{}, known: map[party]bool{}, rank: map[lang.Language]map[party]int{},
	}
	x.gatherPlans()
	x.gatherLines()
	x.gatherNeeds()
	x.gatherGroups()
	x.gatherPages()
	x.gatherFindings()
	x.order()
	return x
}

func (x *index) gatherPlans() {
	for _, p := range x.b.Follow.Plans {
		x.weekly[p.Leveransplan] = weeklyOf(p.Leveransplan)
		for _, at := range []party{{asRegion, p.Year, ""}, {asSender, p.Year, p.Skickande.V}, {asReceiver, p.Year, p.Mottagare.V}, {asField, p.Year, p.Vardomrade.V}} {
			x.plans[at] = append(x.plans[at], p)
		}
	}
	for _, p := range x.b.Set.Leveransplaner {
		if f := x.b.follow[p.ID.V]; f == nil || f.Leveransplan != p {
			year := x.b.Set.PlanYear(p)
			for _, at := range []party{{asRegion, year, ""}, {asSender, year, p.Skickande.V}, {asReceiver, year, p.Mottagare.V}, {asField, year, p.Vardomrade.V}} {
				x.unfollowed[at] = append(x.unfollowed[at], p)
			}
		}
	}
	for _, r := range x.b.Set.Rester {
		if r.Leveransplan.Set {
			x.rests[r.Leveransplan.V] = append(x.rests[r.Leveransplan.V], r)
		}
	}
	for i := range x.b.Follow.Stray {
		s := &x.b.Follow.Stray[i]
		for _, at := range []party{{asRegion, s.Year, ""}, {asSender, s.Year, s.Skickande}, {asReceiver, s.Year, s.Mottagare}, {asField, s.Year, s.Vardomrade}} {
			x.strays[at] = append(x.strays[at], s)
		}
	}
}

func (x *index) gatherLines() {
	for _, m := range x.b.Set.Missiv {
		x.memos[memoYear(m)] = append(x.memos[memoYear(m)], m)
	}
	for _, l := range x.b.Set.Lines {
		year := memoYear(l.Missiv)
		for _, at := range []party{{asRegion, year, ""}, {asMissiv, 0, l.Missiv.ID.V}, {asSender, year, l.Rad.Forvaltning.V}, {asField, year, l.Rad.Vardomrade.V}} {
			x.lines[at] = append(x.lines[at], l)
		}
	}
	for _, g := range x.b.Follow.Lines {
		if l := x.b.Set.Line(g.ID, g.Rad); l != nil && g.Unit == l.Rad.Unit() {
			x.ofLine[l] = g
		}
	}
}

// memoYear is the plan year of a missiv; 0 where it is not told.
func memoYear(m *plan.Missiv) int {
	if !m.Period.Set {
		return 0
	}
	return m.Period.V.From.Year()
}

func (x *index) gatherNeeds() {
	for _, a := range x.b.Set.Behovsanalyser {
		if !a.Period.Set {
			continue
		}
		year := a.Period.V.From.Year()
		for i := range a.Vardomraden {
			o := &a.Vardomraden[i]
			for j := range o.Forvaltningar {
				n := need{a, o.Vardomrade.V, &o.Forvaltningar[j]}
				for _, at := range []party{{asRegion, year, ""}, {asSender, year, n.row.Forvaltning.V}, {asField, year, n.field}} {
					x.needs[at] = append(x.needs[at], n)
				}
			}
		}
	}
}

func (x *index) gatherGroups() {
	for _, of := range []struct {
		kind string
		list []*followup.Group
	}{{asRegion, x.b.Follow.Region}, {asSender, x.b.Follow.Senders}, {asReceiver, x.b.Follow.Receivers}, {asField, x.b.Follow.Fields}} {
		for _, g := range of.list {
			at := party{of.kind, g.Year, g.ID}
			x.groups[at] = append(x.groups[at], g)
		}
	}
	x.gatherCapacities()
}

func (x *index) gatherCapacities() {
	count := map[string]int{}
	for _, c := range x.b.Follow.Capacities {
		x.capacities[c.Receiver] = append(x.capacities[c.Receiver], c)
		id := capacityID(c)
		count[safe(id)]++
		x.anchors[c] = "kapacitet-" + safe(id) + "-" + strconv.Itoa(count[safe(id)])
		if x.basis[id] == nil {
			x.basis[id] = c
		}
		for _, p := range x.drawing(c) {
			x.drawn[p] = append(x.drawn[p], c)
		}
	}
}

// drawing lists the plans that draw on a capacity.
func (x *index) drawing(c *followup.Capacity) []*plan.Leveransplan {
	set, list := x.b.Set, []*plan.Leveransplan(nil)
	if c.Agreement != nil {
		list = set.PlansUnder(c.Agreement.ID.V)
	} else {
		list = set.PlansFrom(c.Offer.ID.V)
	}
	var out []*plan.Leveransplan
	for _, p := range list {
		draws := p.Unit() == c.Unit && !p.Broken
		if c.Agreement != nil {
			draws = draws && set.AgreementOf(p) == c.Agreement
		} else {
			draws = draws && set.OfferOf(p) == c.Offer
		}
		if draws {
			out = append(out, p)
		}
	}
	return out
}

func (x *index) gatherFindings() {
	if x.b.Result == nil {
		return
	}
	for i := range x.b.Result.Findings {
		d := &x.b.Result.Findings[i]
		if d.Document != "" {
			x.findings[d.Document] = append(x.findings[d.Document], d)
		}
	}
}

// order ranks organisations and fields by their names in the alphabet of each language, so
// that lists need compare no letters.
func (x *index) order() {
	for _, l := range lang.Languages {
		collator := alphabet(l)
		rank := map[party]int{}
		for kind, ids := range map[string][]string{asSender: x.senders, asReceiver: x.receivers, asField: x.fields} {
			name := x.orgName
			if kind == asField {
				name = x.fieldName
			}
			sorted := slices.Clone(ids)
			slices.SortFunc(sorted, func(a, b string) int {
				return cmp.Or(collator.CompareString(name(a), name(b)), cmp.Compare(a, b))
			})
			for i, id := range sorted {
				rank[party{kind: kind, id: id}] = i + 1
			}
		}
		x.rank[l] = rank
	}
}

// alphabet is how a language sorts its letters: in Swedish å, ä and ö come last.
func alphabet(l lang.Language) *collate.Collator {
	for _, tag := range collate.Supported() {
		if tag.String() == string(l) {
			return collate.New(tag)
		}
	}
	panic("site: no alphabet for " + l)
}

// sorted gives ids by their names, in the alphabet of the page.
func (t *teller) sorted(kind string, ids []string) []string {
	rank := t.x.rank[t.L]
	out := slices.Clone(ids)
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(rank[party{kind: kind, id: a}], rank[party{kind: kind, id: b}]), cmp.Compare(a, b))
	})
	return out
}
