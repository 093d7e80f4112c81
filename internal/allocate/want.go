package allocate

import (
	"cmp"
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// want is an open line: what is to be placed, and when it could be.
type want struct {
	line   *plan.Line
	sender *plan.Organisation
	open   int
	scope  plan.Scope
	period calendar.Interval // of the missiv and the year, while sender and field exist
	window window
}

func (w *want) unit() string { return w.line.Rad.Unit() }

// problem is a question with everything in it found.
type problem struct {
	Question
	*frame
	wants   []*want
	sources []*source
	skipped []Skipped
	weights map[string][]int // of each receiver, thousandths of a working day by week
}

// needed are the kinds of documents that an answer rests on.
var needed = []plan.Kind{plan.KindOrganisationer, plan.KindAvtal, plan.KindVardomraden, plan.KindKalender,
	plan.KindMissiv, plan.KindErbjudande, plan.KindLeveransplan, plan.KindRestvolymer}

// pose finds what a question is about.
func pose(q Question) (*problem, error) {
	if q.Set == nil || q.Period.IsZero() {
		return nil, &Fault{
			Message: lang.T("perioden saknas", "the period is missing"),
			Hint:    lang.T("Ange planåret som två dagar: 2027-01-01/2027-12-31", "Name the plan year by two days: 2027-01-01/2027-12-31"),
		}
	}
	for _, kind := range needed {
		if !q.Set.Complete(kind) {
			return nil, &Fault{
				Message: lang.T("en fil av slaget %s går inte att läsa, så det går inte att säga vad som är ledigt",
					"a file of the kind %s can't be read, so there is no telling what is free", string(kind)),
				Hint: lang.T("Kör leveransplan check och rätta filen först.", "Run leveransplan check and mend the file first."),
			}
		}
	}
	p := &problem{Question: q, frame: newFrame(q), weights: map[string][]int{}}
	for _, l := range q.Set.Lines {
		p.take(l)
	}
	slices.SortFunc(p.wants, func(a, b *want) int { return byLine(a.line, b.line) })
	slices.SortFunc(p.skipped, func(a, b Skipped) int { return byLine(a.Line, b.Line) })
	p.findSources()
	return p, nil
}

func byLine(a, b *plan.Line) int {
	return cmp.Or(cmp.Compare(a.Missiv.ID.V, b.Missiv.ID.V), cmp.Compare(a.Rad.ID.V, b.Rad.ID.V))
}

// take adds an open line, or says why it is left out.
func (p *problem) take(l *plan.Line) {
	if l.Oppet() <= 0 || !p.Period.Holds(l.Missiv.Period.V) || p.Only != nil && !p.Only(l) {
		return
	}
	sender, field := p.Set.Successor(l.Rad.Forvaltning.V, p.Today), p.Set.Field(l.Rad.Vardomrade.V)
	skip := func(why lang.Text) { p.skipped = append(p.skipped, Skipped{l, why}) }
	switch {
	case !l.Whole:
		skip(lang.T("en fil som hör till raden går inte att läsa eller har fel", "a file that belongs to the line can't be read or has faults"))
	case l.Contested:
		skip(lang.T("radens eller en plans siffror går inte ihop", "figures of the line or of one of its plans do not add up"))
	case l.Wanting:
		skip(lang.T("en plan som kan höra till raden pekar på en annan rad", "a plan that may belong to the line names another line"))
	case sender == nil || sender.Owner.Broken || sender.Typ.V != plan.TypForvaltning:
		skip(lang.T("%s är ingen förvaltning i registret", "%s is no förvaltning of the register", l.Rad.Forvaltning.V))
	case field == nil || field.Owner.Broken:
		skip(lang.T("vårdområdet %s finns inte i registret", "the field %s is not in the register", l.Rad.Vardomrade.V))
	default:
		w := &want{line: l, sender: sender, open: l.Oppet(), scope: l.Rad.Scope(), period: l.Missiv.Period.V}
		w.period = meetInterval(w.period, p.Set.Presence(sender))
		w.period = meetInterval(w.period, field.Validity())
		w.window = p.window(w.period)
		p.wants = append(p.wants, w)
	}
}

// units lists what the wants count, by name.
func (p *problem) units() []string {
	var out []string
	for _, w := range p.wants {
		if !slices.Contains(out, w.unit()) {
			out = append(out, w.unit())
		}
	}
	slices.Sort(out)
	return out
}

// sort puts plans and rests of all units in one order.
func (p *Proposal) sort() {
	slices.SortStableFunc(p.Plans, func(a, b Plan) int { return byLine(a.Line, b.Line) })
	slices.SortStableFunc(p.Rests, func(a, b Rest) int { return byLine(a.Line, b.Line) })
}
