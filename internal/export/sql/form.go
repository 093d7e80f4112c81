package sql

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/jackc/pgx/v5"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Two tables belong to the loads themselves: what has been done to the form of the others and
// when, and what that form is: tables, their columns and indexes, and the source of each view.
const (
	migrationsName = "migrering"
	formName       = "migrering_form"
)

// form is how the tables in the database are made, as it was found.
type form struct {
	tables  map[string]map[string]*made // columns by table
	keys    map[string]key              // primary keys by table
	links   map[string]string           // target tables by table and the name of the foreign key
	indexes map[string]bool
	views   map[string]bool
	ours    map[[2]string]bool // tables, indexes (no column) and columns that an earlier load made
	sql     map[string]string  // of the views that an earlier load made
	notes   map[[2]string]string
	grants  map[string][]string // of views that had to go for a while: the statements that give them back
	version int
}

// made is a column as it was found.
type made struct {
	kind     string
	required bool
}

// key is a primary key as it was found.
type key struct {
	name    string
	columns []string
}

// look reads the form of what is there, having made the schema where there is none.
func (l *load) look() error {
	var there bool
	if err := l.tx.QueryRow(l.ctx, "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = $1)", l.schema).Scan(&there); err != nil {
		return err
	}
	if !there {
		if err := l.step("CREATE SCHEMA " + quoted(l.schema)); err != nil {
			return err
		}
	}
	l.form = &form{
		tables: map[string]map[string]*made{}, keys: map[string]key{}, links: map[string]string{}, indexes: map[string]bool{}, views: map[string]bool{},
		ours: map[[2]string]bool{}, sql: map[string]string{}, notes: map[[2]string]string{}, grants: map[string][]string{},
	}
	for _, part := range []func() error{l.lookAtTables, l.lookAtKeys, l.lookAtOurs} {
		if err := part(); err != nil {
			return err
		}
	}
	return l.lookAtVersion()
}

func (l *load) each(query string, args, into []any, row func() error) error {
	rows, err := l.tx.Query(l.ctx, query, args...)
	if err != nil {
		return err
	}
	_, err = pgx.ForEachRow(rows, into, row)
	return err
}

func (l *load) lookAtTables() error {
	var name, kind, column, typ, note string
	var required bool
	return l.each(`SELECT c.relname, c.relkind::text, coalesce(a.attname, ''), coalesce(format_type(a.atttypid, a.atttypmod), ''), coalesce(a.attnotnull, false),
			coalesce(CASE WHEN a.attnum IS NULL THEN obj_description(c.oid, 'pg_class') ELSE col_description(c.oid, a.attnum) END, '')
		FROM pg_catalog.pg_class c
		LEFT JOIN LATERAL (SELECT NULL::name AS attname, NULL::oid AS atttypid, NULL::int AS atttypmod, NULL::bool AS attnotnull, NULL::int AS attnum
			UNION ALL SELECT attname, atttypid, atttypmod, attnotnull, attnum FROM pg_catalog.pg_attribute
			WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND c.relkind IN ('r', 'p')) a ON true
		WHERE c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1)`,
		[]any{l.schema}, []any{&name, &kind, &column, &typ, &required, &note}, func() error {
			l.form.notes[[2]string{name, column}] = note
			switch kind {
			case "i":
				l.form.indexes[name] = true
			case "v":
				l.form.views[name] = true
			case "r", "p":
				if l.form.tables[name] == nil {
					l.form.tables[name] = map[string]*made{}
				}
				if column != "" {
					l.form.tables[name][column] = &made{typ, required}
				}
			}
			return nil
		})
}

func (l *load) lookAtKeys() error {
	var name, table, kind, target string
	var columns []string
	return l.each(`SELECT k.conname, c.relname, k.contype::text, coalesce(f.relname, ''),
			ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(n, i) JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.n ORDER BY u.i)
		FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
		WHERE c.relnamespace = (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = $1) AND k.contype IN ('p', 'f')`,
		[]any{l.schema}, []any{&name, &table, &kind, &target, &columns}, func() error {
			if kind == "p" {
				l.form.keys[table] = key{name, columns}
			} else {
				l.form.links[table+"."+name] = target
			}
			return nil
		})
}

// lookAtOurs reads what the last load noted of itself: whatever else stands in the schema
// belongs to the users.
func (l *load) lookAtOurs() error {
	if l.form.tables[formName] == nil {
		return l.step("CREATE TABLE " + l.in(formName) + " (objekt text, kolumn text, kalla text NOT NULL, PRIMARY KEY (objekt, kolumn))")
	}
	var name, column, source string
	return l.each("SELECT objekt, kolumn, kalla FROM "+l.in(formName), nil, []any{&name, &column, &source}, func() error {
		if source != "" {
			l.form.sql[name] = source
		} else {
			l.form.ours[[2]string{name, column}] = true
		}
		return nil
	})
}

func (l *load) lookAtVersion() error {
	if l.form.tables[migrationsName] == nil {
		return l.step("CREATE TABLE " + l.in(migrationsName) + " (nr bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, version bigint NOT NULL, tidpunkt timestamptz NOT NULL DEFAULT now(), commit_id text NOT NULL, atgarder text NOT NULL)")
	}
	err := l.tx.QueryRow(l.ctx, "SELECT version FROM "+l.in(migrationsName)+" ORDER BY nr DESC LIMIT 1").Scan(&l.form.version)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil
	}
	if err == nil && l.form.version > l.Schema {
		return &Fault{
			Message: lang.T("databasens tabeller har version %s, och det här verktyget skriver version %s", "the tables of the database have version %s, and this tool writes version %s", strconv.Itoa(l.form.version), strconv.Itoa(l.Schema)),
			Hint:    lang.T("Uppdatera verktyget, eller exportera till ett annat schema med --schema.", "Update the tool, or export to another schema with --schema."),
		}
	}
	return err
}

// recognise refuses to touch tables and views that carry our names and are somebody else's.
func (l *load) recognise() error {
	foreign := func(name string) error {
		return &Fault{
			Message: lang.T("i schemat %s finns redan %s, som ingen export har gjort", "the schema %s has %s already, which no export has made", l.schema, name),
			Hint:    lang.T("Välj ett annat schema med --schema, eller byt namn på det som finns.", "Choose another schema with --schema, or rename what is there."),
		}
	}
	for _, t := range l.tables {
		if l.form.tables[t.Name] != nil && !l.form.ours[[2]string{t.Name, ""}] || l.form.views[t.Name] {
			return foreign(t.Name)
		}
	}
	for _, v := range l.views {
		if _, ours := l.form.sql[v.name]; l.form.tables[v.name] != nil || l.form.views[v.name] && !ours {
			return foreign(v.name)
		}
	}
	return nil
}

// note tells in the database what was done to the form of its tables.
func (l *load) note() error {
	if len(l.done.Steps) == 0 && l.form.version == l.Schema {
		return nil
	}
	text := ""
	for _, s := range l.done.Steps {
		text += s + ";\n"
	}
	if err := l.exec(fmt.Sprintf("INSERT INTO %s (version, commit_id, atgarder) VALUES ($1, $2, $3)", l.in(migrationsName)), l.Schema, l.Commit, text); err != nil {
		return err
	}
	if err := l.exec("DELETE FROM " + l.in(formName)); err != nil {
		return err
	}
	var rows [][]any
	for _, t := range l.tables {
		rows = append(rows, []any{t.Name, "", ""})
		for _, c := range t.Columns {
			rows = append(rows, []any{t.Name, c.Name, ""})
		}
		for _, k := range t.links {
			if name := t.index(k); name != "" {
				rows = append(rows, []any{name, "", ""})
			}
		}
	}
	for _, v := range l.views {
		rows = append(rows, []any{v.name, "", v.SQL})
	}
	_, err := l.tx.CopyFrom(l.ctx, pgx.Identifier{l.schema, formName}, []string{"objekt", "kolumn", "kalla"}, pgx.CopyFromRows(rows))
	return err
}
