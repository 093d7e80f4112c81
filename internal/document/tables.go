package document

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// grid is a table of figures of one view. Rows and columns have keys, so that those of two views
// are told to be the same.
type grid struct {
	key     string
	caption lang.Text
	columns []gridColumn
	rows    []gridRow
}

type gridColumn struct {
	key    string
	head   lang.Text
	figure bool // set to the right
}

type gridRow struct {
	key   string
	cells []lang.Text // one for each column
}

// grids lists the figures that a print shows as tables, in the order of the page. Moved tells to
// show what lines stand for beside what the missiv says of them.
func (v *View) grids(moved bool) []grid {
	if v.Plan != nil {
		return v.Plan.grids()
	}
	return v.Memo.grids(moved)
}

func number(n int) lang.Text {
	if n < 0 {
		return lang.T("−%s", "−%s", -n)
	}
	return lang.T("%s", "%s", n)
}

func named(key string, sv, en string) gridColumn { return gridColumn{key, lang.T(sv, en), false} }
func counted(key string, head lang.Text) gridColumn {
	return gridColumn{key, head, true}
}

func (m *Memo) moved() bool {
	return slices.ContainsFunc(m.Lines, func(l Line) bool { return l.Current != l.Volume })
}

func (m *Memo) grids(moved bool) []grid {
	volume, inPlans, sum := lang.T("Volym", "Volume"), lang.T("I planer", "In plans"), lang.T("Summa", "Sum")
	lines := grid{key: "lines", caption: lang.T("Rader", "Lines"), columns: []gridColumn{named("line", "Rad", "Line"), named("unit", "Enhet", "Unit"), counted("volume", volume)}}
	if moved {
		lines.columns = append(lines.columns, counted("current", lang.T("Aktuell", "Current")))
	}
	lines.columns = append(lines.columns, counted("placed", inPlans), counted("rest", lang.T("Oplacerad rest", "Unplaced rest")), counted("open", lang.T("Öppet", "Open")))
	quarters := grid{key: "quarters", caption: lang.T("Per kvartal", "By quarter"), columns: []gridColumn{named("line", "Rad", "Line"), named("unit", "Enhet", "Unit")}}
	for _, q := range m.Quarters {
		quarters.columns = append(quarters.columns, counted(q, lang.Plain(q)))
	}
	quarters.columns = append(quarters.columns, counted("placed", inPlans), counted("left", lang.T("Oplacerad rest och öppet", "Unplaced rest and open")))
	plans := grid{key: "plans", caption: lang.T("Leveransplaner", "Leveransplaner"), columns: []gridColumn{
		named("plan", "Leveransplan", "Leveransplan"), named("line", "Rad", "Line"), named("receiver", "Mottagare", "Receiver"), counted("volume", volume), named("unit", "Enhet", "Unit")}}
	add := func(key string, name lang.Text, l Line) {
		unit := worded(l.Care.Unit)
		row := []lang.Text{name, unit, number(l.Volume)}
		if moved {
			row = append(row, number(l.Current))
		}
		lines.rows = append(lines.rows, gridRow{key, append(row, number(l.Placed), number(l.Unplaced), number(l.Open))})
		row = []lang.Text{name, unit}
		for _, n := range l.Quarters {
			row = append(row, number(n))
		}
		quarters.rows = append(quarters.rows, gridRow{key, append(row, number(l.Placed), number(l.Left()))})
	}
	for _, l := range m.Lines {
		add("line "+l.ID, lang.Plain(l.ID), l)
		for _, p := range l.Plans {
			plans.rows = append(plans.rows, gridRow{p.ID, []lang.Text{lang.Plain(p.ID), lang.Plain(l.ID), lang.Plain(p.Receiver.Known()), number(p.Volume), worded(l.Care.Unit)}})
		}
	}
	for _, t := range m.Totals {
		add("sum "+t.Care.Unit, sum, t)
	}
	if len(plans.rows) == 0 {
		return []grid{lines, quarters}
	}
	return []grid{lines, quarters, plans}
}

func (p *Plan) grids() []grid {
	unit, sum := worded(p.Care.Unit), counted("sum", lang.T("Summa", "Sum"))
	volume := gridRow{key: "volume", cells: []lang.Text{unit}}
	quarters := grid{key: "quarters", caption: lang.T("Volym per kvartal", "Volume by quarter"), columns: []gridColumn{named("unit", "Kvartal", "Quarter")}}
	total := 0
	var weeks []grid
	for _, q := range p.Quarters {
		total += q.Volume
		quarters.columns = append(quarters.columns, counted(q.Quarter, lang.Plain(q.Quarter)))
		volume.cells = append(volume.cells, number(q.Volume))
		if p.ByWeek && len(q.Weeks) > 0 {
			weeks = append(weeks, q.grid(unit, sum))
		}
	}
	quarters.columns = append(quarters.columns, sum)
	volume.cells = append(volume.cells, number(total))
	quarters.rows = []gridRow{volume}
	return append([]grid{quarters}, weeks...)
}

func (q Quarter) grid(unit lang.Text, sum gridColumn) grid {
	g := grid{key: q.Quarter, caption: lang.T("%s, per vecka", "%s, by week", quarterWords(q.Quarter)), columns: []gridColumn{named("unit", "Vecka", "Week")}}
	volume := gridRow{key: "volume", cells: []lang.Text{unit}}
	for _, w := range q.Weeks {
		n := none
		if w.Written {
			n = number(w.Volume)
		}
		g.columns, volume.cells = append(g.columns, counted(w.Week, lang.Plain(weekNumber(w.Week)))), append(volume.cells, n)
	}
	g.columns, g.rows = append(g.columns, sum), []gridRow{{volume.key, append(volume.cells, number(q.Volume))}}
	return g
}
