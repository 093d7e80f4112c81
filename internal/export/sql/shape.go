package sql

import (
	"fmt"
	"hash/crc32"
	"regexp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// table is a table as a database has it.
type table struct {
	*export.Table
	links []link // foreign keys, by column
}

// link is a column that names rows of another table by its key.
type link struct {
	name   string // of the constraint
	column string
	target string // the table
	key    string // and its only key column
}

// index is the name of a link's index; empty where the table's key serves: it begins with the
// column.
func (t *table) index(l link) string {
	if t.Key[0] == l.column {
		return ""
	}
	return short("ix_" + t.Name + "_" + l.column)
}

func (t *table) names() []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

// view is a measure as a database has it.
type view struct {
	name string
	*export.Measure
}

// shape is a star as a database has it: tables, each after those that it names, and views.
type shape struct {
	*export.Star
	tables []*table
	views  []view
}

var identifier = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)

// shapeOf puts the tables in order. A star that no database
// could hold is an error of the program.
func shapeOf(star *export.Star) (*shape, error) {
	s := &shape{Star: star}
	by := map[string]*table{}
	var all []*table
	for _, t := range star.Tables {
		if by[t.Name] != nil || t.Name == migrationsName || t.Name == formName {
			return nil, fmt.Errorf("the name %q is taken", t.Name)
		}
		by[t.Name] = &table{Table: t}
		all = append(all, by[t.Name])
	}
	for _, t := range all {
		if err := t.fit(by); err != nil {
			return nil, err
		}
	}
	for i := range star.Measures {
		s.views = append(s.views, view{viewName(&star.Measures[i]), &star.Measures[i]})
	}
	return s, s.order(all, by)
}

// fit checks that a table can be made, and finds its foreign keys.
func (t *table) fit(by map[string]*table) error {
	columns := map[string]export.Column{}
	for _, c := range t.Columns {
		if !identifier.MatchString(c.Name) || columns[c.Name].Name != "" || c.Type < export.Text || c.Type > export.Time {
			return fmt.Errorf("table %s: column %q can't be made", t.Name, c.Name)
		}
		columns[c.Name] = c
	}
	if !identifier.MatchString(t.Name) || len(t.Key) == 0 {
		return fmt.Errorf("table %q can't be made, or has no key", t.Name)
	}
	for _, k := range t.Key {
		if c := columns[k]; c.Name == "" || c.Null {
			return fmt.Errorf("table %s: %q can't be part of the key", t.Name, k)
		}
	}
	for _, c := range t.Columns {
		target, key, refers := strings.Cut(c.Refers, ".")
		if c.Refers == "" {
			continue
		}
		other := by[target]
		if !refers || other == nil || !slices.Equal(other.Key, []string{key}) {
			return fmt.Errorf("table %s: column %s refers to %q, which is no table's key", t.Name, c.Name, c.Refers)
		}
		t.links = append(t.links, link{short("fk_" + t.Name + "_" + c.Name), c.Name, target, key})
	}
	return nil
}

// order sorts tables so that each comes after those that it names.
func (s *shape) order(all []*table, by map[string]*table) error {
	const open, done = 1, 2
	state := map[string]int{}
	var visit func(t *table) error
	visit = func(t *table) error {
		state[t.Name] = open
		for _, l := range t.links {
			switch {
			case l.target == t.Name || state[l.target] == done:
			case state[l.target] == open:
				return fmt.Errorf("tables %s and %s name each other", t.Name, l.target)
			default:
				if err := visit(by[l.target]); err != nil {
					return err
				}
			}
		}
		state[t.Name] = done
		s.tables = append(s.tables, t)
		return nil
	}
	for _, t := range all {
		if state[t.Name] == 0 {
			if err := visit(t); err != nil {
				return err
			}
		}
	}
	return nil
}

// viewName is the name of the view that gives a measure.
func viewName(m *export.Measure) string {
	word := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, lang.Codeword(m.Name))
	return short("matt_" + strings.Trim(regexp.MustCompile(`_+`).ReplaceAllString(word, "_"), "_"))
}

// short keeps a name within the 63 characters that PostgreSQL tells apart.
func short(name string) string {
	const most = 63
	if len(name) <= most {
		return name
	}
	return fmt.Sprintf("%s_%08x", name[:most-9], crc32.ChecksumIEEE([]byte(name)))
}

// quoted writes names as identifiers, which both databases fold no further.
func quoted(names ...string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	return strings.Join(list, ", ")
}
