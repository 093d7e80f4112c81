package allocate

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// guaranteeDays is the care guarantee's limit for planned treatment, as rule P133 has it.
const guaranteeDays = 90

// free is the word of an offer that gives capacity; its opposite asks for some.
const free = "tillganglig"

// source is an offer or an agreement: where volume can go.
type source struct {
	id        string
	step      int // its place in plan.Sokordning
	named     string
	receiver  *plan.Organisation // who answers today for the one that is named
	offer     *plan.Erbjudande
	agreement *plan.Avtal
	scope     plan.Scope
	limit     calendar.Interval // the offer's period, the agreement's validity
	stated    *plan.Slots
	draws     []plan.Draw
	wait      plan.Int
	// why tells why nothing can go here at all; zero where something can.
	why lang.Text
}

// findSources lists all offers and agreements by step and id.
func (p *problem) findSources() {
	for _, o := range p.Set.Erbjudanden {
		if p.Sources == nil || p.Sources(o, nil) {
			p.sources = append(p.sources, p.fromOffer(o))
		}
	}
	for _, a := range p.Set.Avtal {
		if p.Sources == nil || p.Sources(nil, a) {
			p.sources = append(p.sources, p.fromAgreement(a))
		}
	}
	slices.SortStableFunc(p.sources, func(a, b *source) int {
		return cmp.Or(cmp.Compare(a.step, b.step), cmp.Compare(a.id, b.id))
	})
}

func (p *problem) fromOffer(o *plan.Erbjudande) *source {
	s := &source{id: o.ID.V, named: o.Mottagare.V, offer: o, scope: o.Scope(), limit: o.Period.V, stated: &o.Kapacitet, wait: o.VantetidDagar,
		receiver: p.Set.Successor(o.Mottagare.V, p.Today)}
	draws, whole := p.Set.DrawsFrom(o)
	s.draws = draws
	_, _, mixed := o.Kapacitet.Mixed()
	stray := slices.ContainsFunc(o.Kapacitet.Items, func(item plan.SlotVolume) bool { return !plan.Touches(item.Slot.V, o.Period.V) })
	switch {
	case o.Lyft.Riktning.V != free:
		s.why = lang.T("%s efterfrågar kapacitet och ger ingen", "%s asks for capacity and gives none", s.id)
	case o.Beslutsforslag != nil:
		s.why = lang.T("%s är redan fördelat av forumet", "%s has been distributed by the forum already", s.id)
	case p.Today > o.LastDay():
		s.why = lang.T("%s gick ut %s", "%s ran out on %s", s.id, o.LastDay().String())
	case mixed || stray || o.Broken || !whole:
		s.why = lang.T("%s har fel som måste rättas först", "%s has faults to mend first", s.id)
	case len(o.Kapacitet.Items) == 0:
		s.why = lang.T("%s anger ingen kapacitet", "%s states no capacity", s.id)
	default:
		s.judgeReceiver(plan.TypForvaltning)
	}
	return s
}

func (p *problem) fromAgreement(a *plan.Avtal) *source {
	s := &source{id: a.ID.V, step: 1, named: a.Vardgivare.V, agreement: a, scope: a.Scope(), limit: a.Validity(), stated: &a.Kapacitet, wait: a.VantetidDagar,
		receiver: p.Set.Successor(a.Vardgivare.V, p.Today)}
	if !p.Set.Own(a) {
		s.step = 2
	}
	draws, whole := p.Set.DrawsOn(a)
	s.draws = draws
	_, _, mixed := a.Kapacitet.Mixed()
	if mixed || a.Owner.Broken || !whole {
		s.why = lang.T("%s har fel som måste rättas först", "%s has faults to mend first", s.id)
	} else {
		s.judgeReceiver(plan.TypVardgivare)
	}
	return s
}

func (s *source) judgeReceiver(typ string) {
	if s.receiver == nil || s.receiver.Owner.Broken || s.receiver.Typ.V != typ {
		s.why = lang.T("mottagaren i %s finns inte i registret som %s", "the receiver of %s is not in the register as %s", s.id, typ)
	}
}

// slow tells that the receiver itself has a wait that is not below the guarantee.
func (s *source) slow() bool { return s.wait.Set && s.wait.V >= guaranteeDays }

// byQuarter tells that the capacity is stated by quarter.
func (s *source) byQuarter() bool { return s.stated.Grain() == calendar.GrainQuarter }

// existing finds a plan that the line has from this source to the same receiver, or nil.
func (s *source) existing(l *plan.Line) *plan.Leveransplan {
	for _, pl := range l.Plans {
		if s.offer != nil && pl.Ursprung.Erbjudande.V == s.id || s.agreement != nil && pl.Avtal.V == s.id {
			return pl
		}
	}
	return nil
}

// refuses tells what keeps a want from the source, whatever its capacity; zero: nothing.
func (p *problem) refuses(s *source, w *want) lang.Text {
	if !s.why.IsZero() {
		return s.why
	}
	if s.receiver == w.sender || p.Set.Continues(s.receiver.ID.V, w.sender.ID.V) || p.Set.Continues(w.sender.ID.V, s.receiver.ID.V) {
		return lang.T("%s är skickande förvaltningens eget", "%s is the sender's own", s.id)
	}
	for _, d := range w.scope.Within(s.scope).Departures(s.scope) {
		return lang.T("%s gäller bara %s %s", "%s is only for %s %s", s.id, d.Key, lang.List(d.Limit).Some(4))
	}
	if k := w.line.Missiv.Kapacitetstrappa; s.step == 2 && (k == nil || k.EgenRegi == nil || k.EgnaAvtal == nil) {
		return lang.T("%s är en annan regions, och kapacitetstrappan i %s saknar ett steg", "%s is another region's, and the kapacitetstrappa of %s lacks a step",
			s.id, w.line.Missiv.ID.V)
	}
	if w.window.meet(p.window(p.time(s))).empty() {
		return lang.T("%s gäller inga veckor som raden har kvar", "%s is for none of the weeks that the line has left", s.id)
	}
	return lang.Text{}
}

// time is when a source can receive at all.
func (p *problem) time(s *source) calendar.Interval {
	return meetInterval(s.limit, p.Set.Presence(s.receiver))
}
