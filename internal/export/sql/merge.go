package sql

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
)

// fill brings the rows in. New tables take them straight; the others by way of a temporary
// table, of which only what differs goes on: rows are added table by table in the order in
// which they name each other, and removed the other way round.
func (l *load) fill() error {
	l.done.Tables = make([]LoadedTable, len(l.tables))
	for i, t := range l.tables {
		done := &l.done.Tables[i]
		done.Name = t.Name
		var err error
		if l.fresh(t) {
			done.Rows, err = l.copyIn(t, pgx.Identifier{l.schema, t.Name})
			done.Inserted = done.Rows
		} else {
			err = l.merge(t, done)
		}
		if err != nil {
			return err
		}
	}
	for i := len(l.tables) - 1; i >= 0; i-- {
		t := l.tables[i]
		if l.fresh(t) {
			continue
		}
		var err error
		l.done.Tables[i].Deleted, err = l.count(fmt.Sprintf("DELETE FROM %s AS t WHERE NOT EXISTS (SELECT FROM %s AS s WHERE %s)", l.in(t.Name), staging(t), same(t.Key)))
		if err != nil {
			return err
		}
		if err := l.exec("DROP TABLE " + staging(t)); err != nil {
			return err
		}
	}
	return nil
}

func staging(t *table) string { return "pg_temp." + quoted(stagingName(t)) }

func stagingName(t *table) string { return short("nya_" + t.Name) }

// same joins old rows (t) and new ones (s) by columns that are never NULL.
func same(columns []string) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = fmt.Sprintf("s.%[1]s = t.%[1]s", quoted(c))
	}
	return strings.Join(list, " AND ")
}

// merge adds new rows and rewrites those that differ.
func (l *load) merge(t *table, done *LoadedTable) (err error) {
	lines := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		lines[i] = quoted(c.Name) + " " + postgresTypes[c.Type]
	}
	if err := l.exec(fmt.Sprintf("CREATE TEMPORARY TABLE %s (%s) ON COMMIT DROP", quoted(stagingName(t)), strings.Join(lines, ", "))); err != nil {
		return err
	}
	if done.Rows, err = l.copyIn(t, pgx.Identifier{"pg_temp", stagingName(t)}); err != nil {
		return err
	}
	// A key that the new rows have twice is an error of the star's; it would hide in a merge.
	if err := l.exec(fmt.Sprintf("ALTER TABLE %s ADD PRIMARY KEY (%s)", staging(t), quoted(t.Key...))); err != nil {
		return err
	}
	if err := l.exec("ANALYZE " + staging(t)); err != nil {
		return err
	}
	all := quoted(t.names()...)
	done.Inserted, err = l.count(fmt.Sprintf("INSERT INTO %s (%s) SELECT %s FROM %s AS s WHERE NOT EXISTS (SELECT FROM %s AS t WHERE %s)",
		l.in(t.Name), all, all, staging(t), l.in(t.Name), same(t.Key)))
	if err != nil {
		return err
	}
	var set, old, fresh []string
	for _, name := range t.names() {
		if !slices.Contains(t.Key, name) {
			set = append(set, quoted(name)+" = s."+quoted(name))
			old, fresh = append(old, "t."+quoted(name)), append(fresh, "s."+quoted(name))
		}
	}
	if len(set) == 0 {
		return nil
	}
	done.Updated, err = l.count(fmt.Sprintf("UPDATE %s AS t SET %s FROM %s AS s WHERE %s AND (%s) IS DISTINCT FROM (%s)",
		l.in(t.Name), strings.Join(set, ", "), staging(t), same(t.Key), strings.Join(old, ", "), strings.Join(fresh, ", ")))
	return err
}

func (l *load) copyIn(t *table, into pgx.Identifier) (int64, error) {
	next, stop := iter.Pull2(t.checked())
	defer stop()
	source := &stream{next: next, values: make([]any, len(t.Columns))}
	n, err := l.tx.CopyFrom(l.ctx, into, t.names(), source)
	if source.err != nil {
		return 0, source.err
	}
	if err != nil {
		return 0, fmt.Errorf("copy of %s: %w", t.Name, err)
	}
	return n, nil
}

// stream hands rows to COPY one by one.
type stream struct {
	next   func() (export.Row, error, bool)
	values []any
	err    error
}

func (s *stream) Next() bool {
	row, err, more := s.next()
	if s.err = err; err != nil || !more {
		return false
	}
	for i, v := range row {
		s.values[i] = postgresValue(v)
	}
	return true
}

func (s *stream) Values() ([]any, error) { return s.values, nil }

func (s *stream) Err() error { return s.err }

func postgresValue(v any) any {
	if d, ok := v.(calendar.Day); ok {
		year, month, day := d.Parts()
		return pgtype.Date{Time: time.Date(year, month, day, 0, 0, 0, 0, time.UTC), Valid: true}
	}
	return v
}
