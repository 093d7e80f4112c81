package approval

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// apart refuses what no approval can help: what may not stand in one request, and what may
// not be decided at all.
func (b *builder) apart(changes []diff.Change) {
	b.alone(changes)
	b.linesWithPlans(changes)
	b.registersWithPlans(changes)
	for _, c := range changes {
		switch c := c.(type) {
		case *diff.Plan:
			b.parties(c)
		case *diff.Register:
			b.lockedOut(c)
		}
		b.expired(c)
	}
}

func splitUp() lang.Text {
	return lang.T("Dela upp ändringen i flera pull requests.", "Divide the change into several pull requests.")
}

// family is the part of a kind before the dot.
func family(k diff.Kind) string {
	name, _, _ := strings.Cut(string(k), ".")
	return name
}

func hasFamily(c diff.Change, name string) bool {
	return slices.ContainsFunc(c.Kinds(), func(k diff.Kind) bool { return family(k) == name })
}

// alone keeps roles, and the tool, apart from everything else. Other files may ride with
// the tool's own: they need the same approvals.
func (b *builder) alone(changes []diff.Change) {
	for _, f := range []struct {
		family string
		with   []string
		says   lang.Text
	}{
		{"roller", nil, lang.T("roller ändras i en egen pull request", "roles change in a pull request of their own")},
		{"verktyg", []string{"okand"}, lang.T("inställningar, scheman, arbetsflöden och verktyget ändras i en egen pull request",
			"settings, schemas, workflows and the tool change in a pull request of their own")},
	} {
		var own, others []diff.Subject
		for _, c := range changes {
			switch {
			case hasFamily(c, f.family):
				own = append(own, c.About())
			case slices.ContainsFunc(c.Kinds(), func(k diff.Kind) bool { return !slices.Contains(f.with, family(k)) }):
				others = append(others, c.About())
			}
		}
		if len(own) > 0 && len(others) > 0 {
			b.refuse(f.says, splitUp(), append(own, others...)...)
		}
	}
}

// linesWithPlans keeps a missiv's line apart from its plans: a plan draws on what has been
// agreed. An increase and the entry of the missiv that absorbs it may go together.
func (b *builder) linesWithPlans(changes []diff.Change) {
	for _, c := range changes {
		memo, ok := c.(*diff.Memo)
		if !ok {
			continue
		}
		for _, l := range memo.Lines {
			for _, o := range changes {
				p, ok := o.(*diff.Plan)
				if ok && ofLine(p, memo.ID, l.ID) && !editorialOnly(p) && !absorbed(memo, l.ID, p) {
					b.refuse(lang.T("raden %s i %s ändras tillsammans med planen %s", "the line %s of %s changes together with the plan %s", l.ID, memo.ID, p.ID),
						lang.T("Ändra missivet först; planen utgår från det som är överenskommet. En höjning som missivet reglerar får följa med.",
							"Change the missiv first; the plan starts from what has been agreed. An increase that the missiv absorbs (reglerar) may ride along."),
						memo.Subject, p.Subject)
				}
			}
		}
	}
}

func ofLine(p *diff.Plan, memo, line string) bool {
	return slices.ContainsFunc([]*plan.Leveransplan{p.Base, p.Head}, func(d *plan.Leveransplan) bool {
		return d != nil && d.Ursprung.Missiv.V == memo && d.Ursprung.Rad.V == line
	})
}

func editorialOnly(c diff.Change) bool {
	return !slices.ContainsFunc(c.Kinds(), func(k diff.Kind) bool { return k != diff.Redaktionell })
}

// absorbed tells that a plan's change is an increase, each of whose entries a new entry of
// the missiv for that line absorbs.
func absorbed(memo *diff.Memo, line string, p *diff.Plan) bool {
	entries := entriesOf(p)
	if !slices.Contains(p.Is, diff.PlanOkning) || len(entries) == 0 {
		return false
	}
	regulated := func(e *plan.Andring) bool {
		return slices.ContainsFunc(memo.Entries, func(m *plan.Missivandring) bool {
			return m.Rad.V == line && slices.ContainsFunc(m.Reglerar, func(r plan.Entryref) bool {
				return r.Leveransplan.V == p.ID && r.Nr.Set && r.Nr.V == number(p, e)
			})
		})
	}
	return !slices.ContainsFunc(entries, func(e *plan.Andring) bool { return !regulated(e) })
}

// number is an entry's: the plan's utokning is entry 0.
func number(p *diff.Plan, e *plan.Andring) int {
	if p.Head != nil && e == p.Head.Utokning {
		return 0
	}
	return e.Nr.V
}

// registersWithPlans keeps out of a request what its own approvals depend on: who answers
// for an organisation that it concerns, when an agreement ends that frees a receiver from
// answering, and how long the routine is in force.
func (b *builder) registersWithPlans(changes []diff.Change) {
	for _, c := range changes {
		reg, ok := c.(*diff.Register)
		if !ok {
			continue
		}
		for _, o := range changes {
			if entry, depends := b.dependsOn(o, reg); depends {
				b.refuse(lang.T("godkännandet av %s beror på %s, som ändras i samma pull request", "the approval of %s depends on %s, which changes in the same pull request", o.About().ID, entry),
					lang.T("Ändra registret först, i en egen pull request.", "Change the register first, in a pull request of its own."), reg.Subject, o.About())
			}
		}
	}
}

func (b *builder) dependsOn(c diff.Change, reg *diff.Register) (entry lang.Text, depends bool) {
	if _, register := c.(*diff.Register); register || editorialOnly(c) {
		return lang.Text{}, false
	}
	_, file := c.(*diff.File)
	switch unread := slices.Contains(reg.Is, diff.OlastFore); {
	case reg.Kind == plan.KindRutiner, unread && (reg.Kind == plan.KindOrganisationer || reg.Kind == plan.KindAvtal):
		return lang.T("registret %s", "the register %s", string(reg.Kind)), !file
	case reg.Kind == plan.KindOrganisationer:
		for _, e := range reg.Entries {
			for _, id := range concerned(reg, e) {
				if slices.Contains(b.answering(c), id) {
					return entryName(e), true
				}
			}
		}
	case reg.Kind == plan.KindAvtal:
		p, ok := c.(*diff.Plan)
		for _, e := range reg.Entries {
			if ok && p.Base != nil && p.Base.Avtal.V == e.Key && slices.Contains(p.Is, diff.PlanFrigjord) {
				return entryName(e), true
			}
		}
	}
	return lang.Text{}, false
}

func entryName(e diff.Entry) lang.Text {
	if e.Name.IsZero() {
		return lang.Plain(e.Key)
	}
	return e.Name
}

// concerned lists the organisations for which an entry of their register changes who
// answers: its own, and those it succeeds or no longer does. Its name and its like change
// nothing.
func concerned(reg *diff.Register, e diff.Entry) []string {
	decides := func(t diff.Term) bool {
		steps := strings.Split(t.Pointer, "/")
		return slices.ContainsFunc([]string{"id", "typ", "giltig_fran", "giltig_till", "foretrads_av", "ersatter"}, func(key string) bool { return slices.Contains(steps, key) })
	}
	if e.Before.There && e.After.There && len(e.Terms) > 0 && !slices.ContainsFunc(e.Terms, decides) {
		return nil
	}
	out := []string{e.Key}
	for _, side := range []plan.Any{reg.Base, reg.Head} {
		o, ok := side.(*plan.Organisationer)
		for i := 0; ok && o != nil && i < len(o.Organisationer); i++ {
			if o.Organisationer[i].ID.V == e.Key {
				for _, old := range o.Organisationer[i].Ersatter {
					out = append(out, old.V)
				}
			}
		}
	}
	return out
}

// answering lists the organisations whose approval a change may need, and their
// successors.
func (b *builder) answering(c diff.Change) []string {
	var named []string
	for _, of := range []Party{OfSender, OfReceiver, OfLines, OfOfferOrRaiser, OfRest} {
		ids, _ := partyOf(c, of)
		named = append(named, ids...)
	}
	out := named
	for _, id := range named {
		out = append(out, b.policy.today(id)...)
	}
	return out
}

// parties refuses a plan whose parties change, and one whose ends have gone to one
// successor unless it is lowered.
func (b *builder) parties(c *diff.Plan) {
	if c.Base != nil && c.Head != nil && (c.Base.Skickande.V != c.Head.Skickande.V || c.Base.Mottagare.V != c.Head.Mottagare.V) {
		b.refuse(lang.T("parterna i %s ändras", "the parties of %s change", c.ID),
			lang.T("En plans parter ändras aldrig: sänk planen och skriv en ny.", "A plan's parties never change: lower it and write a new one."), c.Subject)
	}
	lowers := !slices.ContainsFunc(c.Is, func(k diff.Kind) bool {
		return k != diff.PlanMinskning && k != diff.PlanFrigjord && k != diff.Redaktionell
	})
	for _, id := range b.policy.today(c.Receiver) {
		if !lowers && slices.Contains(b.policy.today(c.Sender), id) {
			b.refuse(lang.T("%s svarar i dag för båda parter i %s", "%s answers for both parties of %s today", b.policy.nameOf(id), c.ID),
				lang.T("Planen kan bara sänkas.", "The plan can only be lowered."), c.Subject)
		}
	}
}

// lockedOut refuses a role register after which nobody could change the roles again.
func (b *builder) lockedOut(c *diff.Register) {
	head, ok := c.Head.(*plan.Roller)
	if c.Kind != plan.KindRoller || ok && head != nil && b.canChangeRoles(head, b.policy.Day) {
		return
	}
	b.refuse(lang.T("efter ändringen kan ingen längre ändra rollerna", "after the change nobody could change the roles again"),
		lang.T("Minst en %s och en annan person med rollen %s måste finnas kvar.", "At least one %s and another person with the role %s must remain.",
			diff.RoleName(plan.RollSystemforvaltare), diff.RoleName(plan.RollKoncernkontoret)), c.Subject)
}

func (b *builder) canChangeRoles(r *plan.Roller, day calendar.Day) bool {
	steward, office := asked{roles: []string{plan.RollSystemforvaltare}}, asked{roles: []string{plan.RollKoncernkontoret}}
	for _, s := range steward.holders(r, day) {
		for _, o := range office.holders(r, day) {
			if s.Person != o.Person {
				return true
			}
		}
	}
	return false
}

// decided are the families of changes that are decisions by the routine; registers, roles,
// outcome and the tool itself can change without one in force.
var decided = []string{"missiv", "leveransplan", "erbjudande", "behovsanalys", "restvolym"}

// expired refuses new decisions while no version of the routine is in force.
func (b *builder) expired(c diff.Change) {
	isDecided := slices.ContainsFunc(c.Kinds(), func(k diff.Kind) bool { return slices.Contains(decided, family(k)) })
	if b.policy.Expired && isDecided {
		b.refuse(lang.T("ingen version av rutinen gäller %s, så inget nytt kan beslutas om %s", "no version of the routine is in force on %s, so nothing new can be decided about %s",
			b.policy.Day.String(), c.About().ID),
			lang.T("Registrera en förlängning i plans/register/rutiner.yaml, i en egen pull request.", "Register a prolongation in plans/register/rutiner.yaml, in a pull request of its own."), c.About())
	}
}
