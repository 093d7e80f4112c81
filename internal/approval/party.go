package approval

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// party adds the approvals of the parties that a need asks for. The role follows from what
// the party is.
func (b *builder) party(c diff.Change, p piece) {
	named, ok := partyOf(c, p.need.Of)
	if !ok || len(named) == 0 && p.need.Of != OfLines {
		b.refuse(lang.T("det går inte att säga vem som svarar för %s", "who answers for %s can't be told", c.About().ID),
			lang.T("Skriv ut parterna i dokumentet.", "Name the parties in the document."), c.About())
		return
	}
	for _, id := range named {
		for _, now := range b.policy.today(id) {
			q := p
			q.organisation, q.role = now, b.role(c, now)
			switch p.need.Of {
			case OfReceiver:
				b.receiver(c.(*diff.Plan), id, q)
			case OfLines:
				q.given = b.heardInFile(c.(*diff.Memo), id, now)
				q.reservations = b.reservations(c.(*diff.Memo), id, now)
				b.add(c, q)
			default:
				b.add(c, q)
			}
		}
	}
}

// partyOf names the organisations that a need asks for, as the document has them; false
// where the change has no such party.
func partyOf(c diff.Change, of Party) ([]string, bool) {
	switch c := c.(type) {
	case *diff.Plan:
		switch of {
		case OfSender:
			return nonEmpty(c.Sender), true
		case OfReceiver:
			return nonEmpty(c.Receiver), true
		}
	case *diff.Memo:
		return forvaltningar(c), of == OfLines
	case *diff.Offer:
		return offering(c, of == OfOfferOrRaiser), of == OfOffer || of == OfOfferOrRaiser
	case *diff.Rest:
		return nonEmpty(c.BaseSender, c.Sender), of == OfRest
	}
	return nil, false
}

func nonEmpty(ids ...string) []string {
	var out []string
	for _, id := range ids {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// forvaltningar lists those whom a change of a missiv concerns, on both sides: those of the
// lines that differ, or of all lines where anything else does.
func forvaltningar(c *diff.Memo) []string {
	var out []string
	for _, l := range c.Lines {
		for _, rad := range []*plan.Missivrad{l.Base, l.Head} {
			if rad != nil {
				out = append(out, rad.Forvaltning.V)
			}
		}
	}
	if c.Outside || c.Base == nil || c.Head == nil || len(c.Lines) == 0 {
		for _, m := range []*plan.Missiv{c.Base, c.Head} {
			for i := 0; m != nil && i < len(m.Rader); i++ {
				out = append(out, m.Rader[i].Forvaltning.V)
			}
		}
	}
	return nonEmpty(out...)
}

// offering names the förvaltning that an offer is of, on both sides.
func offering(c *diff.Offer, orRaiser bool) []string {
	var out []string
	for _, o := range []*plan.Erbjudande{c.Base, c.Head} {
		switch {
		case o == nil:
		case o.Mottagare.V != "":
			out = append(out, o.Mottagare.V)
		case orRaiser:
			out = append(out, o.Lyft.Av.V)
		}
	}
	return nonEmpty(out...)
}

// extern tells that a plan's receiver is no förvaltning: by the register on main, which the
// request can't change, else by the plan.
func (b *builder) extern(c *diff.Plan) bool {
	if o := b.policy.organisation(c.Receiver); o != nil {
		return o.Typ.V != plan.TypForvaltning
	}
	return c.Extern
}

// role is the role that speaks for an organisation.
func (b *builder) role(c diff.Change, id string) string {
	o, p := b.policy.organisation(id), (*diff.Plan)(nil)
	if pc, ok := c.(*diff.Plan); ok {
		p = pc
	}
	if o != nil && o.Typ.V == plan.TypVardgivare || o == nil && p != nil && p.Extern && id == p.Receiver {
		return plan.RollLeverantor
	}
	return plan.RollRepresentant
}

// receiver adds the approval of a plan's receiver: its own, that of whoever represents it,
// or that of the office that answers where nobody is left to.
func (b *builder) receiver(c *diff.Plan, id string, p piece) {
	if slices.Contains(b.policy.today(c.Sender), p.organisation) {
		return // both ends have gone to one successor: one requirement, the sender's
	}
	if p.need.Instead != "" && b.gone(c, p) {
		if referenced(c) {
			b.add(c, piece{role: p.need.Instead, side: Office, kind: p.kind, need: Need{Role: p.need.Instead, Statements: p.need.Statements},
				note: lang.T("svarar i stället för %s, enligt referensen i ändringen", "answers in place of %s, by the referens of the change", b.policy.nameOf(p.organisation))})
			return
		}
		p.todo = lang.T("ingen kan längre svara för %s: lägg till en referens i ändringen, så godkänner %s i stället",
			"nobody can answer for %s any more: give a referens in the change, and %s approves instead", b.policy.nameOf(p.organisation), definite(p.need.Instead))
	}
	if office := b.represented(p.organisation); office != "" {
		if spokenFor(c, id, p.organisation) {
			return // the office's own requirement covers it: [builder.voices]
		}
		p.todo = lang.T("%s företräds av %s, som lägger till en avstämning (part: %s) med en referens till svaret",
			"%s is represented by %s, which adds an avstamningar entry (part: %s) with a referens to the answer",
			b.policy.nameOf(p.organisation), definite(office), p.organisation)
	}
	b.add(c, p)
}

// represented names the office that speaks for a provider, by the register on main.
func (b *builder) represented(id string) string {
	o := b.policy.organisation(id)
	if o == nil || o.Typ.V != plan.TypVardgivare || b.policy.ended(id) {
		return ""
	}
	return o.ForetradsAv.V
}

// gone tells that the receiver can't answer any more: its agreement or its entry has ended,
// or nobody holds its role today.
func (b *builder) gone(c *diff.Plan, p piece) bool {
	agreement := ""
	if c.Base != nil {
		agreement = c.Base.Avtal.V
	}
	who := asked{roles: []string{p.role}, organisation: p.organisation}
	return b.policy.agreementEnded(agreement) || b.policy.ended(p.organisation) || len(who.holders(b.policy.Roller, b.policy.Day)) == 0
}

// entriesOf lists the changes of a plan that are new, the utokning of a new plan first.
func entriesOf(c *diff.Plan) []*plan.Andring {
	if c.Head != nil && c.Head.Utokning != nil && (c.Base == nil || c.Base.Utokning == nil) && !slices.Contains(c.Entries, c.Head.Utokning) {
		return append([]*plan.Andring{c.Head.Utokning}, c.Entries...)
	}
	return c.Entries
}

// referenced tells that every new entry of a plan has a referens.
func referenced(c *diff.Plan) bool {
	return len(c.Entries) > 0 && !slices.ContainsFunc(c.Entries, func(a *plan.Andring) bool { return a.Referens.V == "" })
}

// spokenFor tells that the change itself carries the word of a represented provider: a new
// plan in its avstamningar, a changed one in those of every new entry.
func spokenFor(c *diff.Plan, ids ...string) bool {
	says := func(list []plan.Avstamning) bool {
		return slices.ContainsFunc(list, func(a plan.Avstamning) bool { return slices.Contains(ids, a.Part.V) && a.Referens.V != "" })
	}
	if c.Base == nil {
		return c.Head != nil && says(c.Head.Avstamningar)
	}
	return len(c.Entries) > 0 && !slices.ContainsFunc(c.Entries, func(a *plan.Andring) bool { return !says(a.Avstamningar) })
}

// voices sees to it that whoever speaks for a represented provider is asked: as a rule the
// row asks for that office anyway.
func (b *builder) voices(c diff.Change) {
	p, ok := c.(*diff.Plan)
	if !ok || !b.receiverAsked(p) {
		return
	}
	for _, now := range b.policy.today(p.Receiver) {
		role := b.represented(now)
		if role == "" || !spokenFor(p, p.Receiver, now) {
			continue
		}
		note := lang.T("företräder %s, vars svar finns i avstämningen", "represents %s, whose answer is in the avstamningar", b.policy.nameOf(now))
		if office := b.byID[role]; office != nil && slices.Contains(office.Subjects, p.Subject) {
			office.Notes = appendText(office.Notes, note)
			continue
		}
		b.add(c, piece{role: role, side: Office, kind: p.Is[0], need: Need{Role: role}, note: note})
	}
}

// receiverAsked tells that a kind of the change asks for the receiver.
func (b *builder) receiverAsked(c *diff.Plan) bool {
	for _, kind := range c.Is {
		for _, row := range b.rows(c, kind) {
			if slices.ContainsFunc(row.Needs, func(n Need) bool { return n.Of == OfReceiver }) {
				return true
			}
		}
	}
	return false
}
