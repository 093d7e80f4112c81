package export_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/privacy"
)

// Whatever region: every row has its key to itself and stands in its order, every cell is of
// its column's type, nothing is missing that has to be there, and every reference leads to a
// row of its dimension.
func TestStarIsSound(t *testing.T) {
	for name, q := range sources(t) {
		t.Run(name, func(t *testing.T) {
			s := export.New(q)
			all := tables(t, s)
			for _, table := range s.Tables {
				sound(t, all[table.Name])
				for i, c := range table.Columns {
					if c.Refers != "" {
						refers(t, all, table.Name, i)
					}
				}
			}
		})
	}
}

func sound(t *testing.T, c content) {
	t.Helper()
	key := make([]int, len(c.Key))
	for i, name := range c.Key {
		key[i] = slices.IndexFunc(c.Columns, func(x export.Column) bool { return x.Name == name })
		if key[i] < 0 || c.Columns[key[i]].Null {
			t.Fatalf("%s: the key %s is no column that always has a value", c.Name, name)
		}
	}
	for i, row := range c.rows {
		if len(row) != len(c.Columns) {
			t.Fatalf("%s: row %d has %d cells, there are %d columns", c.Name, i, len(row), len(c.Columns))
		}
		for j, v := range row {
			if problem := fits(c.Columns[j], v); problem != "" {
				t.Errorf("%s.%s, row %d: %s: %v", c.Name, c.Columns[j].Name, i, problem, v)
			}
		}
		if i > 0 && compare(c.rows[i-1], row, key) >= 0 {
			t.Fatalf("%s: row %d has a key that does not come after that of the row before: %v, %v", c.Name, i, c.rows[i-1], row)
		}
	}
}

func fits(c export.Column, v any) string {
	if v == nil {
		if !c.Null {
			return "no value"
		}
		return ""
	}
	ok := false
	switch v := v.(type) {
	case string:
		if v == "" {
			return "an empty text is no value"
		}
		if privacy.Mask(v) != v {
			return "shows a personal identity number"
		}
		ok = c.Type == export.Text
	case int64:
		ok = c.Type == export.Int
	case bool:
		ok = c.Type == export.Bool
	case calendar.Day:
		ok = c.Type == export.Date && !v.IsZero()
	case time.Time:
		ok = c.Type == export.Time && v.Location() == time.UTC
	}
	if !ok {
		return fmt.Sprintf("%T is no %s", v, c.Type)
	}
	return ""
}

func compare(a, b export.Row, key []int) int {
	for _, k := range key {
		switch x := a[k].(type) {
		case string:
			if n := strings.Compare(x, b[k].(string)); n != 0 {
				return n
			}
		case int64:
			if n := int(x - b[k].(int64)); n != 0 {
				return n
			}
		case calendar.Day:
			if n := int(x - b[k].(calendar.Day)); n != 0 {
				return n
			}
		}
	}
	return 0
}

func refers(t *testing.T, all map[string]content, name string, column int) {
	t.Helper()
	c := all[name].Columns[column]
	table, of, _ := strings.Cut(c.Refers, ".")
	dimension, there := all[table]
	if !there || !slices.Equal(dimension.Key, []string{of}) || !strings.HasPrefix(table, "dim_") {
		t.Errorf("%s.%s refers to %s, which is no key of a dimension", name, c.Name, c.Refers)
		return
	}
	for i, row := range all[name].rows {
		if v := row[column]; v != nil && !dimension.keys()[v] {
			t.Errorf("%s.%s, row %d: %v is not in %s", name, c.Name, i, v, c.Refers)
		}
	}
}

// The form of the tables is one, whatever the region: what is told to the public has other
// rows and no other columns.
func TestStarHasOneForm(t *testing.T) {
	form := func(s *export.Star) (out []string) {
		for _, table := range s.Tables {
			for _, c := range table.Columns {
				out = append(out, fmt.Sprint(table.Name, table.Key, table.Year, c.Name, c.Type, c.Null, c.Refers))
			}
		}
		return out
	}
	var first []string
	for name, q := range sources(t) {
		got := form(export.New(q))
		if first == nil {
			first = got
		}
		if d := cmp.Diff(first, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

var snake = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)

// Names are those of a database and of Excel, everything is explained in both languages, each
// fact has one date, and a dimension comes before what refers to it.
func TestTablesAreNamedAndExplained(t *testing.T) {
	s := export.New(sources(t)["the worked region"])
	seen := map[string]bool{}
	for _, table := range s.Tables {
		if !snake.MatchString(table.Name) || len(table.Name) > 31 || seen[table.Name] {
			t.Errorf("the name %q", table.Name)
		}
		explained(t, table.Name, table.Doc)
		dates, names := 0, map[string]bool{}
		for _, c := range table.Columns {
			if !snake.MatchString(c.Name) || names[c.Name] {
				t.Errorf("%s: the name %q", table.Name, c.Name)
			}
			names[c.Name] = true
			explained(t, table.Name+"."+c.Name, c.Doc)
			if c.Refers == "dim_datum.datum" {
				dates++
			}
			if at, _, found := strings.Cut(c.Refers, "."); found && !seen[at] {
				t.Errorf("%s.%s refers to %s, which does not come before it", table.Name, c.Name, at)
			}
		}
		if fact := strings.HasPrefix(table.Name, "fact_"); fact && dates > 1 || !fact && dates > 0 {
			t.Errorf("%s has %d columns that join the calendar", table.Name, dates)
		}
		if table.Year != "" && (table.Key[0] != table.Year || !names[table.Year]) {
			t.Errorf("%s is parted by %s, which does not come first in its key", table.Name, table.Year)
		}
		seen[table.Name] = true
	}
	for _, m := range slices.Concat(s.Measures, export.New(inPublic(sources(t)["the worked region"], 5)).Measures) {
		explained(t, m.Name, m.Doc)
		if !strings.HasPrefix(m.DAX, m.Name+" = ") || !strings.HasPrefix(m.SQL, "SELECT ") {
			t.Errorf("%s: %s, %s", m.Name, m.DAX, m.SQL)
		}
		for _, at := range regexp.MustCompile(`([a-z_]+)\[([a-z_]+)\]`).FindAllStringSubmatch(m.DAX, -1) {
			table := slices.IndexFunc(s.Tables, func(x *export.Table) bool { return x.Name == at[1] })
			if table < 0 || !slices.ContainsFunc(s.Tables[table].Columns, func(c export.Column) bool { return c.Name == at[2] }) {
				t.Errorf("%s: there is no %s", m.Name, at[0])
			}
		}
	}
}

func explained(t *testing.T, what string, text lang.Text) {
	t.Helper()
	if text.In(lang.SV) == "" || text.In(lang.EN) == "" || strings.Contains(text.In(lang.SV)+text.In(lang.EN), "%!") {
		t.Errorf("%s is not explained", what)
	}
}

// Of the relations between a fact and a dimension one is active, and none joins dimensions.
func TestRelationsLeaveOneWay(t *testing.T) {
	s := export.New(sources(t)["the history"])
	active := map[[2]string]int{}
	for _, r := range s.Relations() {
		if !strings.HasPrefix(r.Table, "fact_") || !strings.HasPrefix(r.Dimension, "dim_") {
			t.Errorf("%s to %s", r.Table, r.Dimension)
		}
		if _, seen := active[[2]string{r.Table, r.Dimension}]; !seen {
			active[[2]string{r.Table, r.Dimension}] = 0
		}
		if r.Active {
			active[[2]string{r.Table, r.Dimension}]++
		}
	}
	for pair, n := range active {
		if n != 1 {
			t.Errorf("%v has %d active relations", pair, n)
		}
	}
	if len(active) < 30 {
		t.Errorf("only %d pairs", len(active))
	}
}

// The same source gives the same rows, each time and in each part.
func TestRowsComeAgain(t *testing.T) {
	for name, q := range sources(t) {
		one, other := tables(t, export.New(q)), tables(t, export.New(q))
		for table, c := range one {
			for _, rows := range [][]export.Row{other[table].rows, read(t, c.Table).rows} {
				if !slices.EqualFunc(c.rows, rows, func(x, y export.Row) bool { return slices.Equal(x, y) }) {
					t.Fatalf("%s, %s: other rows the second time", name, table)
				}
			}
			n := 0
			for range c.Table.Rows() { // a reader that has had enough
				if n++; n == 2 {
					break
				}
			}
		}
	}
}

func TestCalendarHasEveryDay(t *testing.T) {
	c := tables(t, export.New(sources(t)["the worked region"]))["dim_datum"]
	for i := range c.rows {
		d := c.day(i, "datum")
		if i > 0 && d != c.day(i-1, "datum")+1 {
			t.Fatalf("%s comes after %s", d, c.day(i-1, "datum"))
		}
		at, err := time.Parse(time.DateOnly, d.String())
		if err != nil {
			t.Fatal(err)
		}
		year, week := at.ISOWeek()
		monday := at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
		thursday := monday.AddDate(0, 0, 3)
		want := []any{int64(at.Year()), int64(year), int64(week), fmt.Sprintf("%04d-W%02d", year, week), monday.Format(time.DateOnly),
			at.Format("2006-01"), fmt.Sprintf("%d-Q%d", thursday.Year(), (int(thursday.Month())+2)/3), fmt.Sprintf("%d-Q%d", at.Year(), (int(at.Month())+2)/3)}
		got := []any{c.at(i, "ar"), c.at(i, "iso_ar"), c.at(i, "iso_vecka"), c.at(i, "vecka"), c.day(i, "veckans_mandag").String(), c.at(i, "manad"), c.at(i, "kvartal"), c.at(i, "kalenderkvartal")}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s: %s", d, diff)
		}
		if c.truth(i, "arbetsdag") != (c.int(i, "arbetsdag_procent") > 0) && c.truth(i, "arbetsdag") == false {
			t.Errorf("%s is free and has %d %% work", d, c.int(i, "arbetsdag_procent"))
		}
	}
	first, last := c.day(0, "datum"), c.day(len(c.rows)-1, "datum")
	if first != calendar.Date(first.Year(), 1, 1) || last != calendar.Date(last.Year(), 12, 31) || first.Year() > 2024 || last.Year() != 2027 {
		t.Errorf("from %s to %s", first, last)
	}
	christmas := slices.IndexFunc(c.rows, func(r export.Row) bool { return r[0] == calendar.Date(2026, 12, 24) })
	if c.text(christmas, "helgdag") != "julafton" || c.truth(christmas, "arbetsdag") {
		t.Error("24 December is a working day")
	}
}
