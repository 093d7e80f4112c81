package rules

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// OwnAgreementsUsed tells of a plan under another region's agreement while an agreement of
// the region's own, for the same care, has volume left under its ceiling (N06, N07). A
// reason stated for that very agreement is enough: the missiv says that what was free
// there is used, or why it can't be, or the plan does. Where the own agreement has no
// ceiling nobody can tell, and that is information. Plans whose period is over are left
// alone.
func OwnAgreementsUsed() *rule.Rule {
	return &rule.Rule{
		ID:         "X212",
		Title:      lang.T("egna avtal är fullt nyttjade före andra regioners", "own agreements are used to the full before other regions'"),
		Basis:      diag.Text,
		Statements: []string{"N06", "N07"},
		Severity:   diag.Warning,
		Lighter: lang.T(
			"Har det egna avtalet inget tak går det inte att säga, och det är en upplysning.",
			"Where the own agreement has no ceiling nobody can tell, and that is information."),
		Why: lang.T(
			"Regionens egna avtal nyttjas maximalt, och nästa steg är andra regioners avtal. Finns det volym kvar under ett eget tak är det steget inte avslutat.",
			"The region's own agreements are used to the full, and the next step is other regions'. With volume left under an own ceiling that step has not been finished."),
		Example: rule.Example{
			Note: lang.T(
				"Missivet säger att 12 platser var lediga under avt-2026-014. Nu används 11, medan SU:s plan går till en annan regions avtal.",
				"The missiv says that 12 places were free under avt-2026-014. Now 11 are used, while SU's plan goes under another region's agreement."),
			File: "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
			Good: "volym: 12\n" +
				"periodisering:\n" +
				"  2027-W02: 3\n" +
				"  2027-W03: 3\n",
			Bad: "volym: 11\n" +
				"periodisering:\n" +
				"  2027-W02: 2\n" +
				"  2027-W03: 3\n",
		},
		Check: func(p *rule.Pass) {
			own := ownAgreements(p.Set)
			if len(own) == 0 || !p.Set.Complete(plan.KindAvtal, plan.KindLeveransplan) {
				return
			}
			rooms, doubtful, unknown := rooms{}, doubtfulMemos(p.Set), map[*plan.Avtal][]*plan.Leveransplan{}
			for _, pl := range p.Plans() {
				a, line := p.Set.AgreementOf(pl), p.Set.LineOf(pl)
				if a == nil || p.Set.Own(a) || line == nil || doubtful[line.Missiv.ID.V] {
					continue
				}
				if pl.Period.V.To < p.Today || !pl.Adds() || ownSearch(pl) {
					continue
				}
				if o := ownLeft(p, pl, a, own[pl.Vardomrade.V], rooms); o != nil {
					unknown[o] = append(unknown[o], pl)
				}
			}
			for _, o := range p.Set.Avtal {
				if plans := unknown[o]; len(plans) > 0 {
					p.Report(noCeiling(o, plans))
				}
			}
		},
	}
}

// ownAgreements lists the region's own agreements by field.
func ownAgreements(set *plan.Set) map[string][]*plan.Avtal {
	out := map[string][]*plan.Avtal{}
	for _, a := range set.Avtal {
		if a.Owner.Broken || !set.Own(a) {
			continue
		}
		for _, field := range a.Vardomraden {
			out[field.V] = append(out[field.V], a)
		}
	}
	return out
}

// doubtfulMemos are the missiv of which a line, a plan or the capacity ladder has a fault
// that is reported already (P121, P209): what is used can't be told.
func doubtfulMemos(set *plan.Set) map[string]bool {
	out := map[string]bool{}
	for _, l := range set.Lines {
		doubt := !l.Whole || l.Contested || l.Wanting || !soundLadder(set, l.Missiv.Kapacitetstrappa)
		for _, pl := range l.Plans {
			doubt = doubt || !set.Settled(pl) || (set.Extern(pl) || pl.Avtal.Set) && set.AgreementOf(pl) == nil
		}
		out[l.Missiv.ID.V] = out[l.Missiv.ID.V] || doubt
	}
	return out
}

// soundLadder tells that a capacity ladder has both steps, and answers for own agreements
// alone.
func soundLadder(set *plan.Set, k *plan.Kapacitetstrappa) bool {
	if len(stepsMissing(k)) > 0 {
		return false
	}
	return !slices.ContainsFunc(k.EgnaAvtal.Svar, func(s plan.EgnaAvtalSvar) bool {
		a := set.Agreement(s.Avtal.V)
		return a == nil || !set.Own(a)
	})
}

// ownLeft reports the first own agreement with room for some of a plan. Where there is none
// it returns the first of which nobody can tell, or nil.
func ownLeft(p *rule.Pass, pl *plan.Leveransplan, a *plan.Avtal, own []*plan.Avtal, rooms rooms) (unknown *plan.Avtal) {
	for _, o := range own {
		draw := plan.NewDraw(pl, o.Validity())
		if len(draw.Slots) == 0 || len(care(p.Set, pl).Departures(o.Scope())) > 0 || excused(p.Set, pl, o) {
			continue
		}
		left, limited, known := rooms.of(p.Set, o, draw)
		switch {
		case !known:
		case !limited && unknown == nil:
			unknown = o
		case limited && left > 0:
			p.Report(rule.Finding{
				In: &pl.Document, At: pl.Avtal.Span, Measure: left,
				Message: lang.T("%s är en annan regions avtal, men eget avtal %s rymmer %d till", "%s is another region's agreement, but our own %s holds %d more",
					a.ID.V, o.ID.V, left),
				Hint: lang.T("Lägg volymen på %[1]s, eller skriv i missivets motivering varför %[1]s inte kan användas.",
					"Put the volume under %[1]s, or write in the missiv's motivering why %[1]s can't be used.", o.ID.V),
				Related: related(&o.Owner.Document, o.Takvolymer[0].Volym.Span, lang.T("avtalets tak", "the agreement's ceiling")),
			})
			return nil
		}
	}
	return unknown
}

func noCeiling(o *plan.Avtal, plans []*plan.Leveransplan) rule.Finding {
	f := rule.Finding{
		In: &o.Owner.Document, At: o.ID.Span, Lighter: true, Measure: len(plans),
		Message: lang.T("det går inte att säga om eget avtal %s är fullt nyttjat: det har inget tak", "there is no telling whether our own %s is used to the full: it has no ceiling", o.ID.V),
		Hint: lang.T("Skriv takvolymer för avtalet, eller i missivets kapacitetstrappa hur mycket som var ledigt där.",
			"Write takvolymer for the agreement, or in the missiv's kapacitetstrappa how much was free there."),
	}
	for _, pl := range plans {
		f.Related = append(f.Related, rule.Place{In: &pl.Document, At: pl.Avtal.Span, Message: lang.T("använder en annan regions avtal", "uses another region's agreement")})
	}
	return f
}

// care is what a plan is for; what it leaves out is as its line has it.
func care(set *plan.Set, pl *plan.Leveransplan) plan.Scope {
	own := pl.Scope()
	if l := set.LineOf(pl); l != nil {
		line := l.Rad.Scope()
		if len(own.Procedures) == 0 {
			own.Procedures = line.Procedures
		}
		if !own.CareForm.Set {
			own.CareForm = line.CareForm
		}
		if len(own.ASA) == 0 {
			own.ASA = line.ASA
		}
	}
	return own
}
