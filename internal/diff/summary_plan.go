package diff

import (
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// what tells what happens to a plan.
func (c *Plan) what() lang.Text {
	switch {
	case c.Base == nil:
		return lang.T("ny plan, %d", "new plan, %d", c.Head.Volym.V)
	case c.Head == nil:
		return lang.T("planen tas bort (%d)", "the plan is removed (%d)", c.Base.Volym.V)
	case c.Base.Volym.V != c.Head.Volym.V:
		return lang.T("%s%s", "%s%s", step(c.Base.Volym.V, c.Head.Volym.V), from(c.Slots))
	case regrained(c.Slots):
		return lang.T("%d som förut, %s", "%d as before, %s", c.Head.Volym.V, grains(c.Slots))
	case moved(c.Slots):
		return lang.T("%d som förut, flyttas mellan %s%s", "%d as before, moved between %s%s", c.Head.Volym.V, slotNames(c.Slots), from(c.Slots))
	case onlyEditorial(plan.KindLeveransplan, c.Terms) && len(c.Terms) > 0:
		return lang.T("redaktionell ändring (%s)", "editorial change (%s)", enumeration(keys(c.Terms)))
	}
	return lang.T("%d som förut, ändrade villkor%s", "%d as before, changed terms%s", c.Head.Volym.V, parenthesis(keys(c.Terms)))
}

func parenthesis(parts []string) lang.Text {
	if len(parts) == 0 {
		return lang.Text{}
	}
	return lang.T(" (%s)", " (%s)", enumeration(parts))
}

// from names the first week or quarter that differs: ", från v. 14". Its year is named where
// the plan has weeks of several.
func from(list []Slot) lang.Text {
	i := slices.IndexFunc(list, func(s Slot) bool { return s.Before != s.After })
	if i < 0 {
		return lang.Text{}
	}
	first := list[i].Slot
	name := lang.T("v. %s", "week %s", number(first.Week().Number))
	year := first.Week().Year
	if first.Grain() == calendar.GrainQuarter {
		name, year = lang.T("kv. %s", "quarter %s", number(first.Quarter().Number)), first.Quarter().Year
	}
	if several(list) {
		name = lang.T("%s %s", "%s %s", name, number(year))
	}
	return lang.T(", från %s", ", from %s", name)
}

// several tells that weeks or quarters of more than one year stand in a list.
func several(list []Slot) bool {
	return slices.ContainsFunc(list, func(s Slot) bool { return s.Slot.String()[:4] != list[0].Slot.String()[:4] })
}

// number writes a number that is a name, such as a week's: never grouped.
func number(n int) lang.Text { return lang.Plain(strconv.Itoa(n)) }

func slotNames(list []Slot) lang.Text {
	if slices.ContainsFunc(list, func(s Slot) bool { return s.Slot.Grain() == calendar.GrainQuarter }) {
		return lang.T("kvartal", "quarters")
	}
	return lang.T("veckor", "weeks")
}

// grains tells from which grain to which a plan goes.
func grains(list []Slot) lang.Text {
	weeksBefore := slices.ContainsFunc(list, func(s Slot) bool { return s.Before > 0 && s.Slot.Grain() == calendar.GrainWeek })
	if weeksBefore {
		return lang.T("från veckor till kvartal", "from weeks to quarters")
	}
	return lang.T("från kvartal till veckor", "from quarters to weeks")
}

func (c *Memo) summary() lang.Text {
	m := c.Head
	if m == nil {
		m = c.Base
	}
	about := lang.T("Missivet %s", "Missiv %s", c.ID)
	if m.Rubrik.Set {
		about = lang.T("Missivet %s", "Missiv %s", m.Rubrik.V)
	}
	lines := lang.Plural{N: len(c.Lines), One: lang.T("%s rad", "%s line"), Other: lang.T("%s rader", "%s lines")}
	var what lang.Text
	switch {
	case c.Base == nil:
		what = lang.T("nytt, %s", "new, %s", lines)
	case c.Head == nil:
		what = lang.T("tas bort, %s", "removed, %s", lines)
	case len(c.Lines) == 1:
		what = c.Lines[0].what()
	case len(c.Lines) > 1:
		what = lang.T("%s ändras", "%s changed", lines)
	case onlyEditorial(plan.KindMissiv, c.Terms) && len(c.Terms) > 0:
		what = lang.T("redaktionell ändring (%s)", "editorial change (%s)", enumeration(keys(c.Terms)))
	default:
		what = presence(true, true, keys(c.Terms))
	}
	return lang.T("%s: %s", "%s: %s", about, what)
}

// what tells what happens to a line.
func (l Line) what() lang.Text {
	route := l.Names.route()
	switch {
	case l.Base == nil:
		return lang.T("ny rad %s, %d", "new line %s, %d", route, l.Head.Volym.V)
	case l.Head == nil:
		return lang.T("raden %s tas bort (%d)", "line %s removed (%d)", route, l.Base.Volym.V)
	case l.Base.Volym.V != l.Head.Volym.V:
		return lang.T("%s %s", "%s %s", route, step(l.Base.Volym.V, l.Head.Volym.V))
	}
	return lang.T("raden %s ändras", "line %s changed", route)
}

func (c *Offer) summary() lang.Text {
	var what lang.Text
	before, after := 0, 0
	for _, s := range c.Slots {
		before, after = before+s.Before, after+s.After
	}
	switch {
	case c.Base == nil:
		what = lang.T("nytt, %d", "new, %d", after)
	case c.Head == nil:
		what = lang.T("tas bort (%d)", "removed (%d)", before)
	case before != after:
		what = lang.T("%s%s", "%s%s", step(before, after), from(c.Slots))
	default:
		what = presence(true, true, c.Blocks)
	}
	return lang.T("Erbjudandet %s: %s", "Offer %s: %s", c.Names.route(), what)
}
