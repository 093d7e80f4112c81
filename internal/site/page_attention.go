package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// attentionEach is how many of a kind the start page names; the others it counts, and says where they stand.
const attentionEach = 5

// nearlyUsed is from how many percent on a ceiling is worth a look.
const nearlyUsed = 90

// attention lists what somebody should look at in the running plan years: nil where there is
// nothing.
func (t *teller) attention() []part {
	var out []part
	for _, year := range t.x.now {
		plans := urgent(t.x.plans[party{asRegion, year, ""}])
		for _, s := range []followup.Status{followup.NotStarted, followup.Behind, followup.NoOutcome} {
			out = append(out, t.attentionPlans(year, s, plans)...)
		}
		out = append(out, t.stale(year, plans)...)
		out = append(out, t.openLines(year)...)
	}
	for _, year := range t.x.coming() {
		out = append(out, t.openLines(year)...)
	}
	out = append(out, t.ceilings()...)
	if len(out) == 0 {
		return []part{{Text: []string{t.T("Inget: inga planer ligger efter, inga volymer är oplacerade och inga tak är nära.", "Nothing: no plans lag behind, no volumes are open and no ceilings are near.")}}}
	}
	return out
}

func (t *teller) attentionPlans(year int, s followup.Status, plans []*followup.Plan) []part {
	var of []*followup.Plan
	for _, p := range plans {
		if p.Status == s {
			of = append(of, p)
		}
	}
	name := strconv.Itoa(year)
	heads := map[followup.Status]lang.Text{
		followup.NotStarted: lang.T("%s: %s har inte börjat", "%s: %s not started", name, plansText(len(of))),
		followup.Behind:     lang.T("%s: %s ligger efter", "%s: %s behind", name, plansText(len(of))),
		followup.NoOutcome:  lang.T("%s: %s saknar utfall", "%s: %s without outcome", name, plansText(len(of))),
	}
	return t.few("lage-"+name+"-"+strings.ReplaceAll(string(s), "_", "-"), heads[s], len(of), followYearURL(year), func(i int) item {
		p := of[i]
		is := []span{t.planLink(p.ID.V), {Text: ": " + t.way(p.Leveransplan, "")}}
		if p.Gap.Known {
			is = append(is, span{Text: t.T(", efter med ", ", behind by ") + t.count(p.Gap)})
		} else {
			is = append(is, span{Text: t.T(", planerat till i dag ", ", planned until today ") + t.num(p.DueToday)})
		}
		return item{Is: is}
	})
}

// few names the first of many below a heading, and says where the others stand.
func (t *teller) few(id string, head lang.Text, n int, more string, name func(i int) item) []part {
	if n == 0 {
		return nil
	}
	p := part{ID: id, Heading: t.say(head)}
	for i := range min(n, attentionEach) {
		p.List = append(p.List, name(i))
	}
	if n > attentionEach {
		p.Links = []span{{t.say(lang.T("och %d till", "and %d more", n-attentionEach)), t.To(more)}}
	}
	return []part{p}
}

// stale lists running plans whose outcome lacks planned weeks that are older than the settings
// allow.
func (t *teller) stale(year int, plans []*followup.Plan) []part {
	weeks := t.b.Set.Installningar.UtfallInaktuelltVeckor.V
	oldest := t.b.Follow.Today.Add(-7 * weeks).Week()
	var of []*followup.Plan
	for _, p := range plans {
		if p.Status != followup.Finished && !p.Through.IsZero() && overdue(p, oldest) {
			of = append(of, p)
		}
	}
	slices.SortStableFunc(of, func(a, b *followup.Plan) int { return a.Through.Compare(b.Through) })
	head := lang.T("%s: %s saknar utfall för veckor som är äldre än %d veckor", "%s: %s without outcome of weeks more than %d weeks ago", strconv.Itoa(year), plansText(len(of)), weeks)
	return t.few("gammalt-"+strconv.Itoa(year), head, len(of), followYearURL(year), func(i int) item {
		return item{Is: []span{t.planLink(of[i].ID.V), {Text: ": " + t.way(of[i].Leveransplan, "") + t.T(", senast ", ", last ") + of[i].Through.String()}}}
	})
}

// overdue tells that a plan has volume in weeks that its outcome does not reach, and that ended
// before a week.
func overdue(p *followup.Plan, before calendar.Week) bool {
	return slices.ContainsFunc(p.Periodisering.Items, func(s plan.SlotVolume) bool {
		weeks := s.Slot.V.Weeks()
		if s.Volume.V == 0 || len(weeks) == 0 {
			return false
		}
		last := weeks[len(weeks)-1]
		return last.Compare(p.Through) > 0 && last.Compare(before) < 0
	})
}

// sure tells that what a line has open can be told.
func sure(l *plan.Line) bool { return l.Whole && !l.Contested && !l.Wanting }

func (t *teller) openLines(year int) []part {
	var of []*plan.Line
	for _, l := range t.x.lines[party{asRegion, year, ""}] {
		if sure(l) && l.Oppet() > 0 {
			of = append(of, l)
		}
	}
	slices.SortStableFunc(of, func(a, b *plan.Line) int { return cmp.Compare(b.Oppet(), a.Oppet()) })
	return t.few("oppet-"+strconv.Itoa(year), lang.T("%s: %s har volym som inte är placerad", "%s: %s with volume that is not placed", strconv.Itoa(year), linesText(len(of))), len(of), yearURL(year)+"#rader", func(i int) item {
		l := of[i]
		return item{Is: []span{t.link(t.org(l.Rad.Forvaltning.V)+", "+t.field(l.Rad.Vardomrade.V)+" ("+legible(l.Rad.ID.V)+")", t.x.linePage(l)), {Text: ": " + t.say(lang.T("%d av %s", "%d of %s", l.Oppet(), counted(l.Aktuell(), l.Rad.Unit())))}}}
	})
}

func linesText(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s rad", "%s line"), Other: lang.T("%s rader", "%s lines")}
}

// ceilings lists agreements of which nearly all is planned, or more than there is. That all of an
// offer is planned is what it was made for.
func (t *teller) ceilings() []part {
	var of []*followup.Capacity
	for _, c := range t.b.Follow.Capacities {
		if c.Agreement != nil && c.Stated && c.Ceiling > 0 && c.Time.Contains(t.b.Follow.Today) && c.Planned*100 >= nearlyUsed*c.Ceiling {
			of = append(of, c)
		}
	}
	slices.SortStableFunc(of, func(a, b *followup.Capacity) int { return cmp.Compare(b.Planned*a.Ceiling, a.Planned*b.Ceiling) })
	return t.few("tak", lang.T("%s där minst %d procent av taket är planerat", "%s with at least %d per cent of the ceiling planned", lang.Plural{N: len(of), One: lang.T("%s avtal", "%s agreement"), Other: lang.T("%s avtal", "%s agreements")}, nearlyUsed), len(of), receiversURL(), func(i int) item {
		c := of[i]
		words := lang.T(": %d av %s planerade", ": %d of %s planned", c.Planned, counted(c.Ceiling, c.Unit))
		return item{Is: []span{t.link(t.org(c.Receiver)+", "+legible(capacityID(c)), t.x.capacityPage(c)), {Text: t.say(words)}}}
	})
}

// capacityID is the id of the agreement or offer.
func capacityID(c *followup.Capacity) string {
	if c.Agreement != nil {
		return c.Agreement.ID.V
	}
	if c.Offer != nil {
		return c.Offer.ID.V
	}
	return ""
}

func (x *index) capacityPage(c *followup.Capacity) string {
	page := x.receiverPage(c.Receiver)
	if page == "" {
		return ""
	}
	return page + "#" + x.anchors[c]
}
