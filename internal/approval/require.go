package approval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Requirements tells what changes need, merged per role and organisation, and why some of
// them can't be approved in this form. What the table does not name is refused, never
// free. No changes at all are comments and layout: an editorial change.
func Requirements(changes []diff.Change, policy Policy) ([]Requirement, []Refusal) {
	b := &builder{policy: &policy, byID: map[string]*Requirement{}, unheard: map[string]bool{}}
	if len(changes) == 0 {
		changes = []diff.Change{&diff.File{Subject: layout, Is: []diff.Kind{diff.Redaktionell}}}
	}
	for _, c := range changes {
		b.change(c)
	}
	b.apart(changes)
	outcome := func(c diff.Change) bool { _, ok := c.(*diff.Outcome); return ok }
	allOutcome := !slices.ContainsFunc(changes, func(c diff.Change) bool { return !outcome(c) })
	out := make([]Requirement, 0, len(b.byID)+len(b.refusals))
	for id, r := range b.byID {
		r.UnlessBot = r.UnlessBot && allOutcome
		if b.unheard[id] {
			r.Given = nil
		}
		slices.Sort(r.Statements)
		r.Statements = slices.Compact(r.Statements)
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b Requirement) int {
		return cmp.Or(slices.Index(sides, a.Side)-slices.Index(sides, b.Side), strings.Compare(a.ID, b.ID))
	})
	for _, f := range b.refusals {
		out = append(out, Requirement{ID: "never", Never: f.Message, Subjects: f.Subjects})
	}
	return out, b.refusals
}

// layout stands for what changes no document and no other file in substance. There is no
// content to be bound to: whatever adds some is a change of its own.
var layout = diff.Subject{ID: "layout"}

// sides is the order in which requirements are listed.
var sides = []Side{Office, Sender, Receiver, Forum, Steward, Second, OneMore}

type builder struct {
	policy   *Policy
	byID     map[string]*Requirement
	unheard  map[string]bool // requirements that the files do not fulfil in some document
	refusals []Refusal
}

func (b *builder) refuse(message, hint lang.Text, about ...diff.Subject) {
	b.refusals = append(b.refusals, Refusal{Message: message, Hint: hint, Subjects: about})
}

// change adds what one change needs: the union over its kinds.
func (b *builder) change(c diff.Change) {
	about := c.About()
	if len(c.Kinds()) == 0 {
		b.refuse(lang.T("det går inte att säga vad som ändras i %s", "what changes in %s can't be told", about.ID),
			lang.T("Ändringen kan inte godkännas. Anmäl felet till systemförvaltaren.", "The change can't be approved. Report the fault to the systemforvaltare."), about)
	}
	for _, kind := range c.Kinds() {
		rows := b.rows(c, kind)
		if len(rows) == 0 {
			b.refuse(lang.T("rutin %s har ingen regel för vem som godkänner %s", "routine %s has no rule for who approves %s", b.version(), string(kind)),
				lang.T("Det som ingen regel nämner får inte ändras. Kontakta systemförvaltaren.", "What no rule names may not be changed. Contact the systemforvaltare."), about)
		}
		for _, row := range rows {
			if !row.Never.IsZero() {
				b.refuse(lang.T("%s: %s", "%s: %s", about.ID, kind.Text()), row.Never, about)
			}
			for _, n := range row.Needs {
				b.need(c, kind, n)
			}
		}
	}
	b.voices(c)
}

// AskAgreements tells that who has to agree to changes depends on when agreements end: there
// is somebody to answer in place of a receiver that can't any more. [Policy.Avtal], which
// may be large, is not needed otherwise.
func AskAgreements(changes []diff.Change, policy Policy) bool {
	b := &builder{policy: &policy}
	for _, c := range changes {
		for _, kind := range c.Kinds() {
			for _, row := range b.rows(c, kind) {
				if slices.ContainsFunc(row.Needs, func(n Need) bool { return n.Instead != "" }) {
					return true
				}
			}
		}
	}
	return false
}

func (b *builder) version() string { return cmp.Or(b.policy.Version, "–") }

// rows picks the rows for one kind of a change. Only plans are divided by their receiver.
func (b *builder) rows(c diff.Change, kind diff.Kind) []Row {
	var scope Scope
	if p, ok := c.(*diff.Plan); ok {
		scope = Intern
		if b.extern(p) {
			scope = Extern
		}
	}
	return b.policy.Table.rows(kind, scope, b.policy.Day)
}

// piece is one requirement of one change, before it is merged.
type piece struct {
	role         string
	or           []string
	organisation string
	side         Side
	need         Need
	kind         diff.Kind
	given, lacks lang.Text
	todo, note   lang.Text
	reservations []lang.Text
}

func (p *piece) id() string {
	id := strings.Join(append([]string{cmp.Or(p.role, string(OneMore))}, p.or...), "|")
	if p.organisation != "" {
		id += ":" + p.organisation
	}
	if p.need.Heard {
		id += ":heard"
	}
	return id
}

// add merges a piece into the requirement for its role and organisation. A requirement is
// for an actor only if every change agrees to that.
func (b *builder) add(c diff.Change, p piece) {
	id, about := p.id(), c.About()
	r := b.byID[id]
	if r == nil {
		r = &Requirement{ID: id, Role: p.role, Or: p.or, Organisation: p.organisation, Side: p.side,
			Actor: p.need.Actor, Heard: p.need.Heard, UnlessBot: p.need.UnlessBot}
		if p.organisation != "" {
			r.OrganisationName = b.policy.nameOf(p.organisation)
		}
		b.byID[id] = r
	}
	r.Actor = r.Actor && p.need.Actor
	r.UnlessBot = r.UnlessBot && p.need.UnlessBot
	if !slices.Contains(r.Subjects, about) {
		r.Subjects, r.Sides = append(r.Subjects, about), append(r.Sides, p.side)
	}
	if !slices.Contains(r.Kinds, p.kind) {
		r.Kinds = append(r.Kinds, p.kind)
	}
	r.Statements = append(r.Statements, p.need.Statements...)
	r.Why = appendGround(r.Why, Ground{b.why(p), p.need.Statements})
	r.Given = appendText(r.Given, p.given)
	r.Lacks = appendText(r.Lacks, p.lacks)
	r.Todo = appendText(r.Todo, p.todo)
	r.Notes = appendText(r.Notes, p.note)
	for _, t := range p.reservations {
		r.Reservations = appendText(r.Reservations, t)
	}
	if reg, ok := c.(*diff.Register); ok {
		r.Gains = append(r.Gains, gains(reg)...)
	}
	if p.given.IsZero() {
		b.unheard[id] = true
	}
}

func appendText(list []lang.Text, t lang.Text) []lang.Text {
	same := func(o lang.Text) bool { return o.In(lang.SV) == t.In(lang.SV) }
	if t.IsZero() || slices.ContainsFunc(list, same) {
		return list
	}
	return append(list, t)
}

// appendGround adds a ground, or what it rests on to one that says the same.
func appendGround(list []Ground, g Ground) []Ground {
	i := slices.IndexFunc(list, func(o Ground) bool { return o.In(lang.SV) == g.In(lang.SV) })
	if i < 0 {
		i, list = len(list), append(list, Ground{Text: g.Text})
	}
	list[i].Statements = append(list[i].Statements, g.Statements...)
	slices.Sort(list[i].Statements)
	list[i].Statements = slices.Compact(list[i].Statements)
	return list
}

// need adds what one need of a row comes to for one change.
func (b *builder) need(c diff.Change, kind diff.Kind, n Need) {
	if len(n.Blocks) > 0 && !touches(c, n.Blocks) {
		return
	}
	p := piece{need: n, kind: kind, role: n.Role, or: n.Or, side: sideOf(n)}
	switch {
	case n.Of != "":
		b.party(c, p)
	case !known(n):
		b.refuse(lang.T("rollen %q finns inte", "there is no role %q", n.Role),
			lang.T("Ingen kan godkänna det här. Kontakta systemförvaltaren.", "Nobody can approve this. Contact the systemforvaltare."), c.About())
	case n.Role == plan.RollBeslutsforum && len(n.Or) == 0:
		p.lacks, p.note = b.minutes(c, n)
		b.add(c, p)
	default:
		b.add(c, p)
	}
}

// known tells that a need names offices that there are, or asks for one more.
func known(n Need) bool {
	if n.OneMore {
		return n.Role == "" && len(n.Or) == 0
	}
	office := func(role string) bool { return slices.Contains(roles, role) && !ofOrganisation(role) }
	return office(n.Role) && !slices.ContainsFunc(n.Or, func(role string) bool { return !office(role) })
}

func sideOf(n Need) Side {
	switch {
	case n.OneMore:
		return OneMore
	case n.Second:
		return Second
	case n.Role == plan.RollBeslutsforum:
		return Forum
	case n.Role == plan.RollSystemforvaltare:
		return Steward
	case n.Of == OfSender, n.Of == OfLines, n.Of == OfRest:
		return Sender
	case n.Of != "":
		return Receiver
	}
	return Office
}
