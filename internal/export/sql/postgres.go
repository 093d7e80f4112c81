package sql

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// DefaultSchema is the schema (namespace) of the database that the tables stand in.
const DefaultSchema = "leveransplan"

// Options say how the star is written to PostgreSQL.
type Options struct {
	Schema   string        // the namespace; empty: [DefaultSchema]
	Language lang.Language // of the comments on tables and columns; empty: Swedish
}

// Loaded tells what a load did.
type Loaded struct {
	Tables []LoadedTable
	// Steps are what was done to the form of the tables, none in a plain reload.
	Steps []string
}

// LoadedTable tells what a load did to one table.
type LoadedTable struct {
	Name                             string
	Rows, Inserted, Updated, Deleted int64 // Rows: all that there are now
}

// Postgres writes the star into a schema of a PostgreSQL database, in one transaction: readers
// see what was there until all is there, and after any failure it still is. Two loads at once
// wait for each other.
//
// The schema, its tables, keys, indexes, comments and a view for each measure are made where
// they are missing, and brought into the star's form where they have an older one; what was
// done is told in the table migrering. A newer form is refused. In a plain reload no table or
// view is made anew, so privileges and views of the users' own stay; and only rows that differ
// are written. Columns and tables that are exported no longer are removed, unless something
// of the users' own builds on them: then the load is refused, and says on what.
func Postgres(ctx context.Context, server *Server, o Options, star *export.Star) (*Loaded, error) {
	s, err := shapeOf(star)
	if err != nil {
		return nil, err
	}
	if o.Schema == "" {
		o.Schema = DefaultSchema
	}
	if o.Language == "" {
		o.Language = lang.SV
	}
	if err := FitSchema(o.Schema); err != nil {
		return nil, err
	}
	conn, err := server.connect(ctx)
	if err != nil {
		return nil, err
	}
	// Taking leave may not last: a server that is gone for good rolls back by itself.
	aside := func(do func(context.Context) error) {
		short, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		_ = do(short)
	}
	defer aside(conn.Close)
	tx, err := conn.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.ReadCommitted, AccessMode: pgx.ReadWrite})
	if err != nil {
		return nil, server.explained(ctx, err)
	}
	defer aside(tx.Rollback)
	l := &load{shape: s, ctx: ctx, tx: tx, schema: o.Schema, language: o.Language, done: &Loaded{}}
	if err := l.run(); err != nil {
		return nil, server.explained(ctx, err)
	}
	if err := tx.Commit(ctx); err != nil {
		return nil, &Fault{
			Message: lang.T("förbindelsen bröts just när inläsningen skulle bli klar: det är ovisst om databasen visar det nya", "the connection broke just as the load was to be finished: it is uncertain whether the database shows the new"),
			Hint:    lang.T("Exportera igen. Är allt redan där ändras ingenting.", "Export again. If all is there already nothing changes."),
			Err:     err,
		}
	}
	return l.done, nil
}

// FitSchema refuses a name that a schema can't have, and those that are PostgreSQL's own.
func FitSchema(name string) error {
	if identifier.MatchString(name) && !strings.HasPrefix(name, "pg_") && name != "information_schema" {
		return nil
	}
	return &Fault{
		Message: lang.T("%q går inte att ha som namn på ett schema", "%q will not do as the name of a schema", name),
		Usage:   true,
		Hint:    lang.T("Använd små bokstäver a–z, siffror och understreck; namnet börjar med en bokstav, men inte med pg_, och är inte information_schema.", "Use small letters a–z, digits and underscores; the name begins with a letter, but not with pg_, and is not information_schema."),
	}
}

// load is one load under way.
type load struct {
	*shape
	ctx      context.Context
	tx       pgx.Tx
	schema   string
	language lang.Language
	form     *form
	done     *Loaded
}

func (l *load) exec(statement string, args ...any) error {
	if _, err := l.tx.Exec(l.ctx, statement, args...); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return nil
}

// count carries out a statement and gives how many rows it touched.
func (l *load) count(statement string) (int64, error) {
	tag, err := l.tx.Exec(l.ctx, statement)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", statement, err)
	}
	return tag.RowsAffected(), nil
}

// step changes the form of the tables, and notes it.
func (l *load) step(statement string) error {
	l.done.Steps = append(l.done.Steps, strings.ReplaceAll(statement, quoted(l.schema)+".", ""))
	return l.exec(statement)
}

// in gives a name's full form: nothing else on the search path is ever meant.
func (l *load) in(name string) string { return quoted(l.schema) + "." + quoted(name) }

func (l *load) run() error {
	// The views name their tables without the schema; they are bound when they are made.
	for _, statement := range []string{
		"SELECT pg_advisory_xact_lock(" + strconv.FormatInt(lockOf(l.schema), 10) + ")",
		"SET LOCAL search_path = " + quoted(l.schema) + ", pg_temp",
		"SET LOCAL client_min_messages = warning",
		"SET LOCAL work_mem = '64MB'",
		"SET LOCAL jit = off",
	} {
		if err := l.exec(statement); err != nil {
			return err
		}
	}
	for _, part := range []func() error{l.look, l.recognise, l.clear, l.shapeTables, l.fill, l.bind, l.makeViews, l.comment, l.note} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// lockOf numbers the lock that loads of one schema share: FNV-1a of its name.
func lockOf(schema string) int64 {
	h := uint64(14695981039346656037)
	for _, b := range []byte("leveransplan/" + schema) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return int64(h)
}
