package cli

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// fitting puts choices that fit first and, of these and of the rest, the newest first.
func fitting(all []choice) []choice {
	slices.SortStableFunc(all, func(a, b choice) int {
		if a.off != b.off {
			if a.off {
				return 1
			}
			return -1
		}
		return cmp.Compare(b.since, a.since)
	})
	return all
}

// apt are the choices that fit, or all where none does.
func apt(known []choice) []choice {
	out := slices.DeleteFunc(slices.Clone(known), func(c choice) bool { return c.off })
	if len(out) == 0 {
		return known
	}
	return out
}

// wanted is the time that a plan is for, as far as it is known.
func (m *maker) wanted() (calendar.Interval, bool) {
	if period, ok := m.period(); ok {
		return period, true
	}
	if memo := m.set.Memo(m.memo()); memo != nil {
		return memo.Period.V, true
	}
	if o := m.set.Offer(m.words["ursprung.erbjudande"]); o != nil {
		return o.Period.V, true
	}
	return calendar.Interval{}, false
}

// placing tells that a plan is made, which needs volume that is left.
func (m *maker) placing() bool { return m.form.kind == plan.KindLeveransplan }

// memos lists the missiv: those fit that are not over and, for a plan, have volume left.
func (m *maker) memos() []choice {
	open := map[string]int{}
	for _, l := range m.set.Lines {
		open[l.Missiv.ID.V] += max(l.Oppet(), 0)
	}
	var out []choice
	for _, x := range m.set.Missiv {
		off := x.Period.V.To < m.today || m.placing() && open[x.ID.V] == 0
		out = append(out, choice{x.ID.V, lang.T("%s, %d öppna", "%s, %d open", x.Rubrik.V, open[x.ID.V]), off, x.Period.V.From})
	}
	return fitting(out)
}

// lines lists those of the missiv that has been chosen: for a plan those fit that have volume left.
func (m *maker) lines() []choice {
	var out []choice
	for _, l := range m.set.Lines {
		if l.Missiv.ID.V == m.memo() {
			out = append(out, choice{l.Rad.ID.V, lang.T("%d öppna", "%d open", l.Oppet()), m.placing() && l.Oppet() <= 0, 0})
		}
	}
	return fitting(out)
}

// offers lists those that can still be used: for the care and the time of the line, where one
// has been chosen.
func (m *maker) offers() []choice {
	line := m.line()
	time, dated := m.wanted()
	var out []choice
	for _, x := range m.set.Erbjudanden {
		off := x.LastDay() < m.today || dated && !x.Period.V.Overlaps(time) || line != nil && !line.Rad.Scope().Meets(x.Scope())
		out = append(out, choice{x.ID.V, lang.T("%s, till och med %s", "%s, until %s", x.Mottagare.V, x.LastDay().String()), off, x.Period.V.From})
	}
	return fitting(out)
}

// agreements lists those with the receiver, or all: those fit that a plan for the line can rest on.
func (m *maker) agreements() []choice {
	var out []choice
	for _, x := range m.set.Avtal {
		says := lang.T("%s, %s, %s", "%s, %s, %s", x.Vardgivare.V, fieldsOf(x), x.Validity().String())
		out = append(out, choice{x.ID.V, says, len(m.misfits(x)) > 0, x.GiltigFran.V})
	}
	return fitting(out)
}

// misfits are the reasons why a plan with what has been chosen can't rest on an agreement.
func (m *maker) misfits(x *plan.Avtal) []lang.Text {
	var out []lang.Text
	if to := m.words["mottagare"]; to != "" && !m.set.Continues(to, x.Vardgivare.V) {
		out = append(out, lang.T("det är med %s, inte med %s", "it is with %s, not with %s", x.Vardgivare.V, to))
	}
	if line := m.line(); line != nil && !line.Rad.Scope().Meets(x.Scope()) {
		for _, d := range line.Rad.Scope().Within(x.Scope()).Departures(x.Scope()) {
			own := d.Own
			if d.Key == "atgarder" && len(own) == 0 {
				for _, t := range line.Rad.Atgarder {
					own = append(own, t.V)
				}
			}
			out = append(out, lang.T("`%s` är %s, inte %s", "`%s` is %s, not %s", d.Key, strings.Join(d.Limit, ", "), strings.Join(own, ", ")))
		}
	}
	if time, dated := m.wanted(); dated && !x.Validity().Overlaps(time) {
		out = append(out, lang.T("det gäller %s, inte %s", "it is valid %s, not %s", x.Validity().String(), time.String()))
	}
	return out
}

// fitAgreement refuses an agreement that does not exist, or that the plan can't rest on: then it
// says what it is.
func (m *maker) fitAgreement(id string) error {
	x := m.set.Agreement(id)
	if x == nil {
		return usage(lang.T("%s: %q finns inte", "%s: there is no %q", m.form.title("avtal"), id), m.fits(id))
	}
	why := m.misfits(x)
	if len(why) == 0 {
		return nil
	}
	reasons := why[0]
	for _, more := range why[1:] {
		reasons = lang.T("%s; %s", "%s; %s", reasons, more)
	}
	return usage(lang.T("avtalet %s (%s, %s, %s) passar inte planen: %s", "the agreement %s (%s, %s, %s) does not fit the plan: %s", id, x.Vardgivare.V, fieldsOf(x), x.Validity().String(), reasons), m.fits(""))
}

// fits says which agreements a plan with what has been chosen can rest on, or which receivers
// have one. The id is what was said, where nothing has it.
func (m *maker) fits(id string) lang.Text {
	ids := idsOf(slices.DeleteFunc(m.agreements(), func(c choice) bool { return c.off }))
	if near, ok := lang.Nearest(id, ids); ok {
		return lang.T("Menade du %s?", "Did you mean %s?", near)
	}
	if len(ids) > 0 {
		return lang.T("Det här passar: %s.", "What fits: %s.", lang.List(ids).Some(fewChoices))
	}
	anybody := *m
	anybody.words = maps.Clone(m.words)
	delete(anybody.words, "mottagare")
	var providers []string
	for _, c := range anybody.agreements() {
		if !c.off {
			providers = append(providers, m.set.Agreement(c.id).Vardgivare.V)
		}
	}
	if slices.Sort(providers); len(providers) > 0 {
		return lang.T("%s har inget avtal som passar. Det har %s.", "%s has no agreement that fits. These have: %s.", m.words["mottagare"], lang.List(slices.Compact(providers)).Some(fewChoices))
	}
	return lang.T("Inget avtal passar. Lägg in det först med leveransplan new avtal.", "No agreement fits. Put it in first with leveransplan new avtal.")
}

func fieldsOf(x *plan.Avtal) string {
	var out []string
	for _, f := range x.Vardomraden {
		out = append(out, f.V)
	}
	return strings.Join(out, " ")
}

func idsOf(known []choice) []string {
	var out []string
	for _, c := range known {
		out = append(out, c.id)
	}
	return out
}
