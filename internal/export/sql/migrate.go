package sql

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

var postgresTypes = map[export.Type]string{
	export.Text: "text", export.Int: "bigint", export.Bool: "boolean", export.Date: "date", export.Time: "timestamp with time zone",
}

// stale tells that a table has another key or another type in a column than the star's: its
// rows are written anew.
func (l *load) stale(t *table) bool {
	columns := l.form.tables[t.Name]
	if columns == nil {
		return false
	}
	for _, c := range t.Columns {
		if m := columns[c.Name]; m != nil && m.kind != postgresTypes[c.Type] {
			return true
		}
	}
	return !slices.Equal(l.form.keys[t.Name].columns, t.Key)
}

// fresh tells that a table has no rows of an earlier load: it is new, or was emptied.
func (l *load) fresh(t *table) bool { return l.form.tables[t.Name] == nil }

// gone lists, in order, tables (no column) and columns that an earlier load made and the star
// no longer has.
func (l *load) gone() [][2]string {
	wanted := map[[2]string]bool{}
	for _, t := range l.tables {
		wanted[[2]string{t.Name, ""}] = true
		for _, c := range t.Columns {
			wanted[[2]string{t.Name, c.Name}] = true
		}
	}
	var list [][2]string
	for at := range l.form.ours {
		table := [2]string{at[0], ""}
		there := l.form.tables[at[0]] != nil && (at[1] == "" || l.form.tables[at[0]][at[1]] != nil)
		if there && !wanted[at] && (at[1] == "" || wanted[table]) {
			list = append(list, at)
		}
	}
	slices.SortFunc(list, func(a, b [2]string) int { return strings.Compare(a[0]+"."+a[1], b[0]+"."+b[1]) })
	return list
}

// clear removes what stands in the way of the form wanted. Views of an earlier load go first,
// since they hold on to columns.
func (l *load) clear() error {
	gone, stale := l.gone(), []*table{}
	for _, t := range l.tables {
		if l.stale(t) {
			stale = append(stale, t)
		}
	}
	wanted := map[string]string{}
	for _, v := range l.views {
		wanted[v.name] = v.SQL
	}
	for _, name := range slices.Sorted(maps.Keys(l.form.sql)) {
		_, still := wanted[name]
		if l.form.views[name] && (!still || len(gone)+len(stale) > 0) {
			if err := l.dropView(name); err != nil {
				return err
			}
		}
	}
	if err := l.unlink(gone, stale); err != nil {
		return err
	}
	for _, t := range stale {
		if err := l.empty(t); err != nil {
			return err
		}
	}
	for _, at := range gone {
		statement := "DROP TABLE " + l.in(at[0])
		if at[1] != "" {
			statement = fmt.Sprintf("ALTER TABLE %s DROP COLUMN %s", l.in(at[0]), quoted(at[1]))
		}
		if err := l.step(statement); err != nil {
			return err
		}
	}
	return nil
}

// unlink removes the foreign keys of ours that hold on to what goes, and those and the indexes
// that the star no longer has.
func (l *load) unlink(gone [][2]string, stale []*table) error {
	moved := map[string]bool{}
	for _, at := range gone {
		moved[at[0]] = moved[at[0]] || at[1] == ""
	}
	for _, t := range stale {
		moved[t.Name] = true
	}
	wanted, indexes := map[string]string{}, map[string]bool{}
	for _, t := range l.tables {
		for _, k := range t.links {
			wanted[t.Name+"."+k.name], indexes[t.index(k)] = k.target, true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(l.form.indexes)) {
		if !indexes[name] && l.form.ours[[2]string{name, ""}] {
			if err := l.step("DROP INDEX " + l.in(name)); err != nil {
				return err
			}
		}
	}
	for _, at := range slices.Sorted(maps.Keys(l.form.links)) {
		table, name, _ := strings.Cut(at, ".")
		target := l.form.links[at]
		ours := strings.HasPrefix(name, "fk_") && l.form.ours[[2]string{table, ""}] || wanted[at] != ""
		if !ours || wanted[at] == target && !moved[table] && !moved[target] {
			continue
		}
		delete(l.form.links, at)
		if err := l.step(fmt.Sprintf("ALTER TABLE %s DROP CONSTRAINT %s", l.in(table), quoted(name))); err != nil {
			return err
		}
	}
	return nil
}

// empty takes out the rows of a table whose columns change their type or whose key changes.
// It is filled anew before the transaction ends.
func (l *load) empty(t *table) error {
	if _, err := l.count("DELETE FROM " + l.in(t.Name)); err != nil {
		return err
	}
	var steps []string
	if k := l.form.keys[t.Name]; k.name != "" {
		steps = append(steps, "DROP CONSTRAINT "+quoted(k.name))
	}
	for _, c := range t.Columns {
		kind := postgresTypes[c.Type]
		if m := l.form.tables[t.Name][c.Name]; m != nil && m.kind != kind {
			steps = append(steps, fmt.Sprintf("ALTER COLUMN %[1]s DROP DEFAULT, ALTER COLUMN %[1]s TYPE %[2]s USING %[1]s::text::%[2]s", quoted(c.Name), kind))
			m.kind = kind
		}
	}
	delete(l.form.keys, t.Name)
	if len(steps) == 0 {
		return nil
	}
	return l.step("ALTER TABLE " + l.in(t.Name) + " " + strings.Join(steps, ", "))
}

// shapeTables makes tables and columns that are missing. What a filled table requires of its
// rows comes once they are there ([load.bind]).
func (l *load) shapeTables() error {
	for _, t := range l.tables {
		columns := l.form.tables[t.Name]
		var lines []string
		for _, c := range t.Columns {
			line := quoted(c.Name) + " " + postgresTypes[c.Type]
			switch m := columns[c.Name]; {
			case columns == nil && !c.Null:
				lines = append(lines, line+" NOT NULL")
			case columns == nil:
				lines = append(lines, line)
			case m == nil:
				lines = append(lines, "ADD COLUMN "+line)
			case m.required && c.Null:
				lines = append(lines, "ALTER COLUMN "+quoted(c.Name)+" DROP NOT NULL")
			}
		}
		statement := fmt.Sprintf("CREATE TABLE %s (%s)", l.in(t.Name), strings.Join(lines, ", "))
		if columns != nil {
			statement = "ALTER TABLE " + l.in(t.Name) + " " + strings.Join(lines, ", ")
		}
		if len(lines) == 0 {
			continue
		}
		if err := l.step(statement); err != nil {
			return err
		}
	}
	return nil
}

// bind makes keys, foreign keys and indexes that are missing.
func (l *load) bind() error {
	for _, t := range l.tables {
		for _, c := range t.Columns {
			if m := l.form.tables[t.Name][c.Name]; l.form.tables[t.Name] != nil && !c.Null && (m == nil || !m.required) {
				if err := l.step(fmt.Sprintf("ALTER TABLE %s ALTER COLUMN %s SET NOT NULL", l.in(t.Name), quoted(c.Name))); err != nil {
					return err
				}
			}
		}
		if !slices.Equal(l.form.keys[t.Name].columns, t.Key) {
			if err := l.step(fmt.Sprintf("ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY (%s)", l.in(t.Name), quoted(short("pk_"+t.Name)), quoted(t.Key...))); err != nil {
				return err
			}
		}
		for _, k := range t.links {
			if err := l.bindLink(t, k); err != nil {
				return err
			}
		}
		if l.fresh(t) { // until autovacuum comes by, plans would rest on guesses
			if err := l.exec("ANALYZE " + l.in(t.Name)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (l *load) bindLink(t *table, k link) error {
	if name := t.index(k); name != "" && !l.form.indexes[name] {
		if err := l.step(fmt.Sprintf("CREATE INDEX %s ON %s (%s)", quoted(name), l.in(t.Name), quoted(k.column))); err != nil {
			return err
		}
	}
	if l.form.links[t.Name+"."+k.name] == k.target {
		return nil
	}
	return l.step(fmt.Sprintf("ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)", l.in(t.Name), quoted(k.name), quoted(k.column), l.in(k.target), quoted(k.key)))
}

// comment says in the database itself what tables, columns and views mean.
func (l *load) comment() error {
	say := func(kind string, at [2]string, doc lang.Text) error {
		text := doc.In(l.language)
		if l.form.notes[at] == text {
			return nil
		}
		name := l.in(at[0])
		if at[1] != "" {
			name += "." + quoted(at[1])
		}
		return l.exec(fmt.Sprintf("COMMENT ON %s %s IS %s", kind, name, literal(text)))
	}
	for _, t := range l.tables {
		if err := say("TABLE", [2]string{t.Name, ""}, t.Doc); err != nil {
			return err
		}
		for _, c := range t.Columns {
			if err := say("COLUMN", [2]string{t.Name, c.Name}, c.Doc); err != nil {
				return err
			}
		}
	}
	for _, v := range l.views {
		if err := say("VIEW", [2]string{v.name, ""}, v.Doc); err != nil {
			return err
		}
	}
	return nil
}

// literal writes a text as PostgreSQL reads it whatever its settings.
func literal(s string) string {
	return "E'" + strings.NewReplacer(`\`, `\\`, `'`, `''`).Replace(s) + "'"
}
