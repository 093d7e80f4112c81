package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// outcomeRow is a row of a table: whose and which week, and its figures as text.
type outcomeRow struct {
	plan    string
	week    calendar.Slot
	figures *plan.Utfallsrad
	Value
}

type rowKey struct {
	plan string
	week calendar.Slot
}

func (r outcomeRow) key() rowKey { return rowKey{r.plan, r.week} }

// rowsOf lists the rows of a table. A column that is not there says the same as empty cells.
func rowsOf(u *plan.Utfall) []outcomeRow {
	out := make([]outcomeRow, 0, len(u.Rows))
	for i := range u.Rows {
		r := &u.Rows[i]
		row := outcomeRow{plan: r.Leveransplan.V, week: r.Vecka.V, figures: r}
		var figures []string
		note := func(name string, v plan.Int) {
			if v.Set {
				figures = append(figures, fmt.Sprintf("%s %d", name, v.V))
			}
		}
		if row.plan == "" {
			row.plan = r.Skickande.V + "+" + r.Mottagare.V + "+" + r.Vardomrade.V
		} else if r.Skickande.Set || r.Mottagare.Set || r.Vardomrade.Set {
			figures = append(figures, r.Skickande.V+"+"+r.Mottagare.V+"+"+r.Vardomrade.V)
		}
		note("utfort", r.Utfort)
		note("kontaktade", r.Kontaktade)
		note("accepterade", r.Accepterade)
		note("avbojda", r.Avbojda)
		note("vantande", r.Vantande)
		row.Value = Value{Text: strings.Join(figures, ", "), File: u.File(), Range: u.Source.Range(r.Span), There: true}
		out = append(out, row)
	}
	return out
}

func rowsForm(rows []outcomeRow) Form {
	lines := make([]string, 0, len(rows))
	for _, r := range rows {
		lines = append(lines, quoted(r.plan)+" "+r.week.String()+" "+quoted(r.Text)+"\n")
	}
	slices.Sort(lines)
	return Form(strings.Join(lines, ""))
}

// outcome compares the rows of all tables. Which table a row stands in says nothing.
func (c *comparison) outcome() []Change {
	before, after := c.rows(c.base, c.head), c.rows(c.head, c.base)
	out := &Outcome{Subject: Subject{Kind: plan.KindUtfall, ID: string(plan.KindUtfall)}}
	if len(before) == 0 {
		out.Added = make([]Row, 0, len(after)) // of a first commit they are many
	}
	var gone, come []outcomeRow
	pair := func(old, fresh []outcomeRow) {
		out.pairRows(old, fresh)
		if !c.brief {
			gone, come = append(gone, old...), append(come, fresh...)
		}
	}
	for key, old := range before {
		pair(without(old, after[key]), without(after[key], old))
	}
	for key, fresh := range after {
		if before[key] == nil {
			pair(nil, fresh)
		}
	}
	unreadBefore, unreadAfter := c.unreadTables(c.base, c.head), c.unreadTables(c.head, c.base)
	if len(out.Added)+len(out.Changed)+len(out.Removed)+len(unreadBefore)+len(unreadAfter) == 0 {
		return nil
	}
	if !c.brief {
		out.BaseSum, out.HeadSum = c.rowsSum(gone, unreadBefore, true), c.rowsSum(come, unreadAfter, false)
	}
	out.Is = []Kind{UtfallAndrat}
	if len(unreadBefore) > 0 {
		out.Is = append(out.Is, OlastFore)
	}
	if len(unreadAfter) > 0 {
		out.Is = append(out.Is, OlastEfter)
	}
	out.Is = sorted(out.Is)
	for _, list := range [][]Row{out.Added, out.Changed, out.Removed} {
		slices.SortFunc(list, func(a, b Row) int {
			return cmp.Or(cmp.Compare(a.Plan, b.Plan), a.Week.Compare(b.Week),
				cmp.Compare(a.Before.Text+a.After.Text, b.Before.Text+b.After.Text), cmp.Compare(a.Before.File+a.After.File, b.Before.File+b.After.File),
				start(a.Before).compare(start(b.Before)), start(a.After).compare(start(b.After)))
		})
	}
	return []Change{out}
}

// rows gathers the rows of all tables of a set, but for tables that the other side has byte
// for byte: most tables never change. First come those that have stayed in their place, so
// that what is told of the others does not depend on them.
func (c *comparison) rows(set, other *plan.Set) map[rowKey][]outcomeRow {
	known := map[string]int{}
	tables, others := c.touched(set, other), c.touched(other, set)
	for _, u := range others {
		known[string(u.Source.Text)]++
	}
	out := map[rowKey][]outcomeRow{}
	for _, u := range tables {
		if known[string(u.Source.Text)] > 0 {
			known[string(u.Source.Text)]--
			continue
		}
		for _, r := range rowsOf(u) {
			out[r.key()] = append(out[r.key()], r)
		}
	}
	return out
}

// touched lists the tables of a set that the other side does not have in the same place.
func (c *comparison) touched(set, other *plan.Set) []*plan.Utfall {
	there := map[string]*plan.Utfall{}
	for _, u := range other.Utfall {
		there[u.File()] = u
	}
	return slices.DeleteFunc(slices.Clone(set.Utfall), func(u *plan.Utfall) bool {
		o := there[u.File()]
		return o != nil && c.inPlace(u, o) && sameText(u, o)
	})
}

// without takes from rows of one plan and week those that say the same as others.
func without(rows, others []outcomeRow) []outcomeRow {
	if len(others) == 0 {
		return rows
	}
	left := map[string]int{}
	for _, r := range others {
		left[r.Text]++
	}
	var out []outcomeRow
	for _, r := range rows {
		if left[r.Text] > 0 {
			left[r.Text]--
			continue
		}
		out = append(out, r)
	}
	return out
}

func (o *Outcome) pairRows(old, fresh []outcomeRow) {
	for i := range max(len(old), len(fresh)) {
		switch {
		case i >= len(old):
			o.Added = append(o.Added, Row{Plan: fresh[i].plan, Week: fresh[i].week, After: fresh[i].Value, Now: fresh[i].figures})
		case i >= len(fresh):
			o.Removed = append(o.Removed, Row{Plan: old[i].plan, Week: old[i].week, Before: old[i].Value, Was: old[i].figures})
		default:
			o.Changed = append(o.Changed, Row{old[i].plan, old[i].week, old[i].Value, fresh[i].Value, old[i].figures, fresh[i].figures})
		}
	}
}

// unreadTables gives the tables of one side that can't be read whole and that the other side
// does not have.
func (c *comparison) unreadTables(set, other *plan.Set) []plan.Any {
	found := map[*plan.Utfall]bool{}
	var out []plan.Any
	for _, u := range set.Utfall {
		if !veiled(u) {
			continue
		}
		i := slices.IndexFunc(other.Utfall, func(o *plan.Utfall) bool { return veiled(o) && !found[o] && c.untouched(u, o) })
		if i < 0 {
			out = append(out, u)
		} else {
			found[other.Utfall[i]] = true
		}
	}
	return out
}

// rowsSum is the sum of rows and of tables that can't be read whole.
func (c *comparison) rowsSum(rows []outcomeRow, tables []plan.Any, before bool) string {
	if len(rows)+len(tables) == 0 {
		return ""
	}
	return append(rowsForm(rows), c.unreadForm(tables, before)...).Sum()
}
