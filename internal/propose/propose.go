// Package propose turns an allocation into documents: plan files that lack nothing but what
// people have to do (dialogue, reconciliation, contacts), and a rest for each volume that
// found no place. It invents no evidence: what nobody has done yet is left out.
package propose

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
)

// Options are what a proposal needs beside the allocation.
type Options struct {
	Set     *plan.Set // the tree that the proposal is for
	Routine string    // the version in force on the day
	Today   calendar.Day
	// Language is that of the reasons written into rests: the repository's own.
	Language lang.Language
}

// Plan is a proposed plan and where it is to stand.
type Plan struct {
	allocate.Plan
	ID, Path string
	Document edit.Map
}

// Rest is a proposed rest.
type Rest struct {
	allocate.Rest
	ID       string
	Document edit.Map // the entry of the list `rester`
}

// Proposal is an allocation as documents.
type Proposal struct {
	*allocate.Proposal
	Plans []Plan
	Rests []Rest
}

// Documents words an allocation. Ids and paths that are taken are left alone: a plan that
// would have the name of another gets a number behind it.
func Documents(p *allocate.Proposal, o Options) *Proposal {
	out := &Proposal{Proposal: p}
	n := newNames(o)
	for _, x := range p.Plans {
		id := n.plan(x)
		out.Plans = append(out.Plans, Plan{x, id, n.path(x, id), document(x, id, o)})
	}
	for _, x := range p.Rests {
		id := n.rest(x.Line.Missiv.Period.V)
		out.Rests = append(out.Rests, Rest{x, id, rest(x, id, o)})
	}
	return out
}

// document is a plan as its file has it, without what nobody has done yet.
func document(p allocate.Plan, id string, o Options) edit.Map {
	rad := p.Line.Rad
	origin := edit.Map{{Key: "missiv", Value: edit.Text(p.Line.Missiv.ID.V)}, {Key: "rad", Value: edit.Text(rad.ID.V)}}
	if p.Offer != nil {
		origin = append(origin, edit.Entry{Key: "erbjudande", Value: edit.Text(p.Offer.ID.V)})
	}
	doc := edit.Map{
		{Key: "dokument", Value: edit.Text("leveransplan/v1")},
		{Key: "id", Value: edit.Text(id)},
		{Key: "rutin", Value: edit.Text(o.Routine)},
		{Key: "period", Value: edit.Plain(p.Period.String())},
		{Key: "ursprung", Value: edit.Flow(origin)},
		{Key: "skickande", Value: edit.Text(p.Sender.ID.V)},
		{Key: "mottagare", Value: edit.Text(p.Receiver.ID.V)},
	}
	add := func(key string, v edit.Value) { doc = append(doc, edit.Entry{Key: key, Value: v}) }
	if p.Agreement != nil {
		add("avtal", edit.Text(p.Agreement.ID.V))
	}
	add("vardomrade", edit.Text(rad.Vardomrade.V))
	care := p.Scope
	if len(care.Procedures) > 0 {
		add("atgarder", edit.Flow(texts(care.Procedures)))
	}
	if care.CareForm.Set {
		add("vardform", edit.Text(care.CareForm.V))
	}
	if len(care.ASA) > 0 {
		add("asa_klass", edit.Flow(numbers(care.ASA)))
	}
	if rad.Enhet.Set {
		add("enhet", edit.Text(rad.Enhet.V))
	}
	add("syfte", edit.Text("vardgaranti"))
	add("volym", edit.Int(p.Volume))
	add("periodisering", Slots(p.Shares))
	add("avstamningar", edit.List{})
	add("kontakter", edit.List{})
	add("andringar", edit.List{})
	return doc
}

// Slots is a plan's volume by week or quarter, in the order of time. Weeks before the first
// and after the last with volume are left out; those between stand there with their 0.
func Slots(shares []apportion.Share) edit.Map {
	first, last := -1, -1
	for i, s := range shares {
		if s.Volume == 0 {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
	}
	var out edit.Map
	if first < 0 {
		return out
	}
	for _, s := range shares[first : last+1] {
		out = append(out, edit.Entry{Key: s.Slot.String(), Value: edit.Int(s.Volume)})
	}
	return out
}

func texts(list []plan.Text) edit.List {
	var out edit.List
	for _, t := range list {
		out = append(out, edit.Text(t.V))
	}
	return out
}

func numbers(list []plan.Int) edit.List {
	var out edit.List
	for _, n := range list {
		out = append(out, edit.Int(n.V))
	}
	return out
}

// handling is how a rest is handled unless somebody says otherwise: by the special order
// (N47), and under 6.0 by dialogue (N46).
var handling = map[string]string{"6.0": "dialog"}

const specialOrder = "sarskild_ordning"

// rest is what is left of a line as an entry of `rester`. Where the handling can be read is
// for the planner to add.
func rest(r allocate.Rest, id string, o Options) edit.Map {
	how, ok := handling[r.Line.Missiv.Rutin.V]
	if !ok {
		how = specialOrder
	}
	return edit.Map{
		{Key: "id", Value: edit.Text(id)},
		{Key: "missiv", Value: edit.Text(r.Line.Missiv.ID.V)},
		{Key: "rad", Value: edit.Text(r.Line.Rad.ID.V)},
		{Key: "slag", Value: edit.Text(plan.SlagOplacerad)},
		{Key: "volym", Value: edit.Int(r.Volume)},
		{Key: "orsak", Value: edit.Text(short(privacy.Mask(r.Why.In(o.Language))))},
		{Key: "hantering", Value: edit.Text(how)},
		{Key: "datum", Value: edit.Plain(o.Today.String())},
	}
}

// short keeps a reason within what the schema allows, whole words.
func short(s string) string {
	const most = 480
	if len([]rune(s)) <= most {
		return s
	}
	s = string([]rune(s)[:most])
	return s[:strings.LastIndexByte(s, ' ')] + " …"
}
