package grid

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Outcome is what new rows of outcome do to the tables that there are.
type Outcome struct {
	New         []plan.Utfallsrad
	Same        int // rows that stand there already with the same figures
	Corrections []Correction
	// Twice are rows, by their place in the input, whose plan (or parties) and week an
	// earlier row has. Nothing is to be written while there are any.
	Twice []int
	// Files are the tables that change, by path, with their new text.
	Files []OutcomeFile
}

// Correction is a row that stands there with other figures.
type Correction struct {
	Row     plan.Utfallsrad // as it becomes
	File    string
	Figures []Corrected
}

// Corrected is one figure of a correction.
type Corrected struct {
	Column string
	Before int
	Known  bool // there was a figure before
	After  int
}

// OutcomeFile is a table as it is to be.
type OutcomeFile struct {
	Path string
	Old  []byte // nil: there is no such file
	New  []byte
}

// outcomeKey tells rows apart: one row for each plan, or parties and field, and week.
type outcomeKey struct {
	plan, sender, receiver, field string
	week                          calendar.Slot
}

func keyOf(r *plan.Utfallsrad) outcomeKey {
	if r.Leveransplan.Set {
		return outcomeKey{plan: r.Leveransplan.V, week: r.Vecka.V}
	}
	return outcomeKey{sender: r.Skickande.V, receiver: r.Mottagare.V, field: r.Vardomrade.V, week: r.Vecka.V}
}

// Name says what a row is about: its plan, or its parties and field.
func (k outcomeKey) name() string {
	if k.plan != "" {
		return k.plan
	}
	return k.sender + "+" + k.receiver + "+" + k.field
}

// OutcomeName says what a row is about: its plan, or its parties and field.
func OutcomeName(r *plan.Utfallsrad) string { return keyOf(r).name() }

// figures are the columns with figures, in the order in which tables have them.
var figures = []struct {
	name string
	of   func(*plan.Utfallsrad) *plan.Int
}{
	{"utfort", func(r *plan.Utfallsrad) *plan.Int { return &r.Utfort }},
	{"kontaktade", func(r *plan.Utfallsrad) *plan.Int { return &r.Kontaktade }},
	{"accepterade", func(r *plan.Utfallsrad) *plan.Int { return &r.Accepterade }},
	{"avbojda", func(r *plan.Utfallsrad) *plan.Int { return &r.Avbojda }},
	{"vantande", func(r *plan.Utfallsrad) *plan.Int { return &r.Vantande }},
}

// OutcomeFigures gives the figures of a row that has none before it.
func OutcomeFigures(r *plan.Utfallsrad) []Corrected {
	var out []Corrected
	for _, f := range figures {
		if n := f.of(r); n.Set {
			out = append(out, Corrected{Column: f.name, After: n.V})
		}
	}
	return out
}

// MergeOutcome brings rows of outcome into the tables that there are: a new row into the
// table of its week, a correction into the table where the row stands. A figure that a new
// row leaves out stays as it was. Tables that nothing changes in keep their bytes; the
// others are written anew in one form.
func MergeOutcome(tables []*plan.Utfall, rows []plan.Utfallsrad) *Outcome {
	m := &outcomeMerge{out: &Outcome{}, stands: map[outcomeKey]standing{}, weeks: map[calendar.Week]*outcomeTable{}}
	for _, u := range tables {
		m.table(u)
	}
	seen := map[outcomeKey]bool{}
	for i := range rows {
		key := keyOf(&rows[i])
		if seen[key] {
			m.out.Twice = append(m.out.Twice, i)
			continue
		}
		seen[key] = true
		m.row(key, &rows[i])
	}
	slices.SortFunc(m.changed, func(x, y *outcomeTable) int { return cmp.Compare(x.path, y.path) })
	for _, t := range m.changed {
		m.out.Files = append(m.out.Files, OutcomeFile{t.path, t.old, t.text()})
	}
	return m.out
}

type outcomeTable struct {
	path    string
	old     []byte
	columns []string
	rows    []plan.Utfallsrad
	changes bool
}

// standing is where a row is.
type standing struct {
	table *outcomeTable
	row   int
}

type outcomeMerge struct {
	out     *Outcome
	stands  map[outcomeKey]standing
	weeks   map[calendar.Week]*outcomeTable // the table that a week's new rows go into
	changed []*outcomeTable
}

func (m *outcomeMerge) table(u *plan.Utfall) {
	t := &outcomeTable{path: u.File(), old: u.Source.Text, columns: u.Columns, rows: slices.Clone(u.Rows)}
	for i := range t.rows {
		if key := keyOf(&t.rows[i]); m.stands[key].table == nil {
			m.stands[key] = standing{t, i}
		}
	}
	week, ok := calendar.ParseWeek(strings.TrimSuffix(path.Base(t.path), ".csv"))
	if ok && m.weeks[week] == nil {
		m.weeks[week] = t
	}
}

func (m *outcomeMerge) row(key outcomeKey, r *plan.Utfallsrad) {
	at, there := m.stands[key]
	if !there {
		m.add(r)
		return
	}
	was := &at.table.rows[at.row]
	c := Correction{File: at.table.path}
	for _, f := range figures {
		fresh, old := f.of(r), f.of(was)
		if fresh.Set && (!old.Set || old.V != fresh.V) {
			c.Figures = append(c.Figures, Corrected{f.name, old.V, old.Set, fresh.V})
			*old = plan.Int{V: fresh.V, Set: true}
		}
	}
	if len(c.Figures) == 0 {
		m.out.Same++
		return
	}
	c.Row = *was
	m.out.Corrections = append(m.out.Corrections, c)
	m.touch(at.table)
}

func (m *outcomeMerge) add(r *plan.Utfallsrad) {
	week := r.Vecka.V.Week()
	t := m.weeks[week]
	if t == nil {
		t = &outcomeTable{path: fmt.Sprintf("plans/%d/utfall/%s.csv", week.Year, week)}
		m.weeks[week] = t
	}
	t.rows = append(t.rows, *r)
	m.out.New = append(m.out.New, *r)
	m.touch(t)
}

func (m *outcomeMerge) touch(t *outcomeTable) {
	if !t.changes {
		t.changes = true
		m.changed = append(m.changed, t)
	}
}

// text writes a table: the columns that it had or needs, rows by plan and week, those
// without a plan last.
func (t *outcomeTable) text() []byte {
	slices.SortStableFunc(t.rows, func(x, y plan.Utfallsrad) int {
		a, b := keyOf(&x), keyOf(&y)
		return cmp.Or(cmp.Compare(a.sender, b.sender), cmp.Compare(a.plan, b.plan), cmp.Compare(a.receiver, b.receiver),
			cmp.Compare(a.field, b.field), a.week.Compare(b.week))
	})
	type column struct {
		name string
		cell func(*plan.Utfallsrad) string
	}
	word := func(of func(*plan.Utfallsrad) plan.Text) func(*plan.Utfallsrad) string {
		return func(r *plan.Utfallsrad) string { return of(r).V }
	}
	all := []column{
		{"leveransplan", word(func(r *plan.Utfallsrad) plan.Text { return r.Leveransplan })},
		{"skickande", word(func(r *plan.Utfallsrad) plan.Text { return r.Skickande })},
		{"mottagare", word(func(r *plan.Utfallsrad) plan.Text { return r.Mottagare })},
		{"vardomrade", word(func(r *plan.Utfallsrad) plan.Text { return r.Vardomrade })},
		{"vecka", func(r *plan.Utfallsrad) string { return r.Vecka.V.String() }},
	}
	for _, f := range figures {
		all = append(all, column{f.name, func(r *plan.Utfallsrad) string {
			if n := f.of(r); n.Set {
				return strconv.Itoa(n.V)
			}
			return ""
		}})
	}
	used := slices.DeleteFunc(all, func(c column) bool {
		return !slices.Contains(t.columns, c.name) && !slices.ContainsFunc(t.rows, func(r plan.Utfallsrad) bool { return c.cell(&r) != "" })
	})
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = ';'
	record := make([]string, len(used))
	for i, c := range used {
		record[i] = c.name
	}
	w.Write(record)
	for i := range t.rows {
		for j, c := range used {
			record[j] = c.cell(&t.rows[i])
		}
		w.Write(record)
	}
	w.Flush() // into memory: nothing can fail
	return out.Bytes()
}
