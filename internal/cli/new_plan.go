package cli

import (
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/propose"
)

// source is what a plan draws on besides its line: capacity that the receiver has stated, where
// it has, for a time, and what other plans take of it.
type source struct {
	stated *plan.Slots
	time   calendar.Interval
	draws  []plan.Draw
	scope  plan.Scope
	// silent tells that a week without a figure has nothing: an offer is what it says.
	silent bool
}

// source finds what the plan that is being made draws on; nil: nothing that is stated.
func (m *maker) source() *source {
	if o := m.set.Offer(m.words["ursprung.erbjudande"]); o != nil {
		draws, _ := m.set.DrawsFrom(o)
		return &source{&o.Kapacitet, o.Period.V, draws, o.Scope(), true}
	}
	if x := m.set.Agreement(m.words["avtal"]); x != nil {
		draws, _ := m.set.DrawsOn(x)
		return &source{&x.Kapacitet, x.Validity(), draws, x.Scope(), false}
	}
	return nil
}

func (m *maker) fillPlan(key string) (string, bool) {
	line, offer := m.line(), m.set.Offer(m.words["ursprung.erbjudande"])
	switch key {
	case "ursprung.rad":
		return "", m.words["ursprung.missiv"] == ""
	case "mottagare":
		if offer != nil {
			return offer.Mottagare.V, true
		}
	case "skickande":
		if line != nil {
			return m.answering(line), true
		}
	case "avtal":
		return m.onlyAgreement(line)
	case "volym":
		if line != nil && line.Oppet() > 0 {
			return strconv.Itoa(line.Oppet()), false
		}
	case "period":
		if time, ok := m.planTime(line); ok {
			return time.String(), false
		}
	case "syfte":
		return "vardgaranti", false
	case "id":
		return m.freeID(strings.Join([]string{"lp", m.year(), m.words["skickande"], m.words["mottagare"], m.about(line)}, "-")), false
	}
	return m.fillCare(key, line, offer)
}

// answering is the organisation that sends for a line: its own, or the one that has succeeded
// it.
func (m *maker) answering(line *plan.Line) string {
	if o := m.set.Successor(line.Rad.Forvaltning.V, line.Missiv.Period.V.From); o != nil {
		return o.ID.V
	}
	return line.Rad.Forvaltning.V
}

// about is what the line is about, for an id.
func (m *maker) about(line *plan.Line) string {
	if line == nil {
		return m.words["vardomrade"]
	}
	return strings.TrimPrefix(line.Rad.ID.V, line.Rad.Forvaltning.V+"-")
}

// onlyAgreement is the agreement with an external receiver, if one alone covers the care.
func (m *maker) onlyAgreement(line *plan.Line) (string, bool) {
	to := m.set.Organisation(m.words["mottagare"])
	if to == nil || to.Typ.V != plan.TypVardgivare {
		return "", true
	}
	var fits []string
	for _, id := range m.set.AgreementsWith(to.ID.V) {
		x := m.set.Agreement(id)
		if line == nil || line.Rad.Scope().Meets(x.Scope()) && x.Validity().Overlaps(line.Missiv.Period.V) {
			fits = append(fits, id)
		}
	}
	if len(fits) == 1 {
		return fits[0], false
	}
	return "", false
}

// planTime is the time that a plan can have: within its missiv, its offer and its agreement.
func (m *maker) planTime(line *plan.Line) (calendar.Interval, bool) {
	time := calendar.Interval{From: calendar.Date(1900, 1, 1), To: calendar.Date(2199, 12, 31)}
	known := false
	narrow := func(iv calendar.Interval) {
		time.From, time.To, known = max(time.From, iv.From), min(time.To, iv.To), true
	}
	if line != nil {
		narrow(line.Missiv.Period.V)
	}
	if s := m.source(); s != nil {
		narrow(s.time)
	}
	return time, known && time.From <= time.To
}

// fillCare gives the care of a plan: what its line and what it draws on have in common.
func (m *maker) fillCare(key string, line *plan.Line, offer *plan.Erbjudande) (string, bool) {
	if line == nil && offer == nil {
		return "", false
	}
	var care plan.Scope
	switch s := m.source(); {
	case line == nil:
		care = offer.Scope()
	case s != nil:
		care = line.Rad.Scope().Within(s.scope)
	default:
		care = line.Rad.Scope()
	}
	switch key {
	case "vardomrade":
		return care.Fields[0].V, true
	case "atgarder":
		var codes []string
		for _, t := range care.Procedures {
			codes = append(codes, t.V)
		}
		return strings.Join(codes, ","), true
	case "vardform":
		return care.CareForm.V, true
	case "asa_klass":
		var classes []string
		for _, n := range care.ASA {
			classes = append(classes, strconv.Itoa(n.V))
		}
		return strings.Join(classes, ","), true
	case "enhet":
		if care.Unit.Set {
			return care.Unit.V, true
		}
		return "", true
	}
	return "", false
}

// origin refuses a plan that comes from nowhere.
func (m *maker) origin() error {
	if m.words["ursprung.missiv"] != "" || m.words["ursprung.erbjudande"] != "" {
		return nil
	}
	return usage(lang.T("en plan kommer ur en rad i ett missiv eller ur ett erbjudande", "a plan comes from a line of a missiv or from an offer"),
		lang.T("Ange --missiv och --rad, eller --erbjudande.", "Give --missiv and --rad, or --erbjudande."))
}

// finishPlan shares the volume over the weeks that the receiver has room in.
func (m *maker) finishPlan() error {
	if err := m.origin(); err != nil {
		return err
	}
	volume, err := strconv.Atoi(m.words["volym"])
	period, ok := m.period()
	if err != nil || !ok {
		return nil // the schema says what is missing
	}
	weeks, err := m.shared(volume, period, m.words["mottagare"], m.source())
	m.values["periodisering"] = weeks
	return err
}

// shared shares a volume over the weeks or quarters of a period, by the working days and the
// calendar of whoever does the work, within what is left of a source. Weeks that have begun
// are over.
func (m *maker) shared(volume int, period calendar.Interval, receiver string, from *source) (edit.Value, error) {
	inside := period
	if begun := m.today.Week().Sunday(); inside.From <= begun {
		inside.From = begun + 1
	}
	var slots []calendar.Slot
	if from != nil && from.stated.Grain() == calendar.GrainQuarter && m.validity.Version != "6.0" {
		for _, q := range inside.Quarters() {
			slots = append(slots, calendar.SlotOfQuarter(q))
		}
	} else {
		for _, w := range inside.Weeks() {
			slots = append(slots, calendar.SlotOfWeek(w))
		}
	}
	places := apportion.Places(slots, inside, m.set.Staffing(receiver, inside))
	for i := range places {
		if from == nil {
			break
		}
		if left, complete := plan.Room(from.stated, from.time, spanOf(places[i].Slot), from.draws); complete || from.silent {
			places[i].Cap = left
		}
	}
	shares, left := apportion.Spread(volume, places)
	if left > 0 {
		return nil, usage(lang.T("%d av %d får inte plats i veckorna %s", "%d of %d find no place in the weeks of %s", left, volume, inside.String()),
			lang.T("Mottagaren har plats för %d. Sänk volymen, eller ta en annan mottagare.", "The receiver has room for %d. Lower the volume, or take another receiver.", volume-left))
	}
	return propose.Slots(shares), nil
}

// spanOf is the days of a week or a quarter.
func spanOf(s calendar.Slot) calendar.Interval {
	if s.Grain() == calendar.GrainWeek {
		return calendar.Interval{From: s.Week().Monday(), To: s.Week().Sunday()}
	}
	return calendar.Interval{From: s.Quarter().First(), To: s.Quarter().Last()}
}
