package sql_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/leveransplan/leveransplan/internal/export"
	sink "github.com/leveransplan/leveransplan/internal/export/sql"
	"github.com/leveransplan/leveransplan/internal/testing/postgres"
)

// older is the star as an earlier version would have had it: a table and a column more, a
// column less, another type, another key, other requirements and another measure.
func older() *export.Star {
	star := invented(5, 60)
	star.Schema = 0
	dim := tableOf(star, "dim_plan")
	var rows []export.Row
	for _, r := range rowsOf(dim) {
		text := fmt.Sprint(r[3])
		rows = append(rows, export.Row{r[0], r[2], text, r[4], r[5], "gammal"})
	}
	dim.Columns = slices.Concat(dim.Columns[:1], dim.Columns[2:], []export.Column{{Name: "utgatt", Type: export.Text}})
	dim.Columns[2].Type = export.Text // tal
	dim.Columns[4].Null = true        // extern
	dim.Rows = each(rows)

	facts := tableOf(star, "fact_vecka")
	facts.Key = []string{"planar", "plan", "mandag", "volym"}
	facts.Columns = slices.Clone(facts.Columns)
	facts.Columns[2].Refers = "" // mandag named no dimension yet

	star.Tables = append(star.Tables, &export.Table{Name: "dim_utgatt", Key: []string{"id"}, Columns: []export.Column{{Name: "id", Type: export.Text}}, Rows: each([]export.Row{{"x"}})})
	utfall := tableOf(star, "fact_utfall")
	utfall.Columns = append(slices.Clone(utfall.Columns), export.Column{Name: "utgatt", Type: export.Text, Null: true, Refers: "dim_utgatt.id"})
	rows = nil
	for _, r := range rowsOf(utfall) {
		rows = append(rows, append(slices.Clone(r), "x"))
	}
	utfall.Rows = each(rows)
	star.Measures = []export.Measure{
		{Name: "Utfall", SQL: "SELECT count(utfort) AS antal FROM fact_utfall"},
		{Name: "Utgått", SQL: "SELECT max(utgatt) AS varde FROM dim_plan"},
	}
	return star
}

func migrated(t *testing.T, s *postgres.Server, name string) {
	db := s.Connect(t, name)
	load(t, s.URL(name), older())
	same(t, db, older())
	reader := "lasare_" + name
	s.Exec(name, "CREATE ROLE "+reader+" LOGIN PASSWORD 'x'", "GRANT USAGE ON SCHEMA leveransplan TO "+reader,
		"GRANT SELECT ON leveransplan.dim_plan, leveransplan.matt_utfall TO "+reader)
	star := invented(6, 70)
	done := load(t, s.URL(name), star)
	same(t, db, star)
	if len(done.Steps) == 0 {
		t.Error("nothing was done")
	}
	asFresh(t, s, db, star)
	if got := fmt.Sprint(asked(t, db, "SELECT version, atgarder ~ 'DROP TABLE \"dim_utgatt\"' FROM leveransplan.migrering ORDER BY nr")); got != "[[0 false] [1 true]]" {
		t.Errorf("migrering tells %s", got)
	}
	conn, err := pgx.Connect(t.Context(), s.As(reader, "x", name))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	asked(t, conn, "SELECT (SELECT count(*) FROM leveransplan.dim_plan), (SELECT varde FROM leveransplan.matt_utfall)")
	if done := load(t, s.URL(name), star); len(done.Steps) > 0 {
		t.Errorf("another load did %q", done.Steps)
	}
}

// asFresh holds a database that was brought up to date against one that was made today.
func asFresh(t *testing.T, s *postgres.Server, db querier, star *export.Star) {
	t.Helper()
	other := s.Database()
	load(t, s.URL(other), star)
	fresh := s.Connect(t, other)
	for what, question := range map[string]string{
		"columns":     "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text, column_default::text FROM information_schema.columns WHERE table_schema = 'leveransplan' ORDER BY 1, 2",
		"constraints": "SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'leveransplan'::regnamespace ORDER BY 1",
		"indexes":     "SELECT indexname::text, indexdef FROM pg_indexes WHERE schemaname = 'leveransplan' ORDER BY 1",
		"views":       "SELECT viewname::text, definition FROM pg_views WHERE schemaname = 'leveransplan' ORDER BY 1",
		"comments": "SELECT d.objoid::regclass::text, a.attname::text, d.description FROM pg_description d LEFT JOIN pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid " +
			"WHERE d.objoid IN (SELECT oid FROM pg_class WHERE relnamespace = 'leveransplan'::regnamespace) ORDER BY 1, 2",
		"form": "SELECT * FROM leveransplan.migrering_form ORDER BY 1, 2",
	} {
		if got, want := fmt.Sprint(asked(t, db, question)), fmt.Sprint(asked(t, fresh, question)); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
		}
	}
}

func refusedWith(t *testing.T, address string, star *export.Star, words string) {
	t.Helper()
	var fault *sink.Fault
	_, err := sink.Postgres(t.Context(), server(t, address), sink.Options{}, star)
	switch {
	case !errors.As(err, &fault):
		t.Errorf("error %v, want words: %s", err, words)
	case !strings.Contains(fault.Message.In("en"), words) || fault.Hint.IsZero() || fault.Message.In("sv") == fault.Message.In("en"):
		t.Errorf("%s (%s)\nwant %q", fault.Message.In("en"), fault.Hint.In("en"), words)
	}
	leaks(t, err)
}

// leaks tells that an error holds a password.
func leaks(t *testing.T, err error) {
	t.Helper()
	var fault *sink.Fault
	if !errors.As(err, &fault) {
		return
	}
	all := fmt.Sprintf("%v %+v %s %s %s %s", err, fault.Err, fault.Message.In("sv"), fault.Message.In("en"), fault.Hint.In("sv"), fault.Hint.In("en"))
	for _, secret := range []string{postgres.Password, "h%40mligt", "fel lösen", "fel%20l"} {
		if strings.Contains(all, secret) {
			t.Errorf("a password shows: %s", all)
		}
	}
}

func newerForm(t *testing.T, s *postgres.Server, name string) {
	star := invented(1, 20)
	star.Schema = 2
	load(t, s.URL(name), star)
	refusedWith(t, s.URL(name), invented(2, 20), "have version 2, and this tool writes version 1")
	same(t, s.Connect(t, name), star)
}

func foreignTables(t *testing.T, s *postgres.Server, name string) {
	s.Exec(name, "CREATE SCHEMA leveransplan", "CREATE TABLE leveransplan.dim_plan (plan text PRIMARY KEY)", "INSERT INTO leveransplan.dim_plan VALUES ('mitt')")
	refusedWith(t, s.URL(name), invented(1, 20), "has dim_plan already")
	if n := asked(t, s.Connect(t, name), "SELECT plan FROM leveransplan.dim_plan"); fmt.Sprint(n) != "[[mitt]]" {
		t.Errorf("the table has %v", n)
	}
	if _, err := sink.Postgres(t.Context(), server(t, s.URL(name)), sink.Options{Schema: "lp_2"}, invented(1, 20)); err != nil {
		t.Errorf("another schema: %v", err)
	}
	if _, err := sink.Postgres(t.Context(), server(t, s.URL(name)), sink.Options{Schema: `a"; DROP`}, invented(1, 20)); err == nil {
		t.Error("a schema with such a name is taken")
	}
}

func dependants(t *testing.T, s *postgres.Server, name string) {
	for what, view := range map[string]string{
		"a column that goes":              "CREATE VIEW public.min_vy AS SELECT plan, utgatt FROM leveransplan.dim_plan",
		"a column that changes its type":  "CREATE VIEW public.min_vy AS SELECT plan, tal FROM leveransplan.dim_plan",
		"a table that goes":               "CREATE VIEW public.min_vy AS SELECT id FROM leveransplan.dim_utgatt",
		"a measure's view that is remade": "CREATE VIEW public.min_vy AS SELECT antal FROM leveransplan.matt_utfall",
	} {
		t.Run(what, func(t *testing.T) {
			name := s.Database()
			load(t, s.URL(name), older())
			s.Exec(name, view)
			refusedWith(t, s.URL(name), invented(6, 30), "min_vy")
			same(t, s.Connect(t, name), older())
			s.Exec(name, "DROP VIEW public.min_vy")
			load(t, s.URL(name), invented(6, 30))
		})
	}
}

func missingRights(t *testing.T, s *postgres.Server, name string) {
	who := "planerare_" + name
	s.Exec(name, "CREATE ROLE "+who+" LOGIN PASSWORD 'fel lösen'")
	address := s.As(who, "fel lösen", name)
	refusedWith(t, address, invented(1, 20), "lacks a right in the database: permission denied for database")
	s.Exec(name, "CREATE SCHEMA leveransplan", "GRANT USAGE ON SCHEMA leveransplan TO "+who)
	refusedWith(t, address, invented(1, 20), "permission denied for schema leveransplan")
	s.Exec(name, "GRANT CREATE ON SCHEMA leveransplan TO "+who)
	load(t, address, invented(1, 20))
	s.Exec(name, "REVOKE TEMPORARY ON DATABASE "+name+" FROM PUBLIC")
	refusedWith(t, address, invented(2, 20), "temporary tables")
	s.Exec(name, "REVOKE CONNECT ON DATABASE "+name+" FROM PUBLIC")
	refusedWith(t, address, invented(2, 20), "may not connect to the database")
	same(t, s.Connect(t, name), invented(1, 20))
}

func turnedAway(t *testing.T, s *postgres.Server, name string) {
	star := invented(1, 5)
	refusedWith(t, s.As(postgres.Superuser, "fel lösen", name), star, "does not accept the password of "+postgres.Superuser)
	refusedWith(t, s.As("ingen", "fel lösen", name), star, "does not accept the password of ingen")
	refusedWith(t, s.URL("saknas"), star, "there is no database saknas")
	refusedWith(t, strings.Replace(s.URL(name), "127.0.0.1", "dator.invalid", 1), star, "no host with the name dator.invalid")
	refusedWith(t, strings.Replace(s.URL(name), fmt.Sprint(s.Port), "1", 1), star, "no PostgreSQL server answers at 127.0.0.1:1")
	refusedWith(t, s.URL(name)+"?sslmode=require", star, "no encrypted connection")
	refusedWith(t, s.URL(name)+"?sslmod=require", star, "declines the connection")
	s.Exec(name, "ALTER DATABASE "+name+" SET default_transaction_read_only = on")
	load(t, s.URL(name), star) // a default, which a load that says what it does goes beyond
	for _, address := range []string{"postgres://u:h%40mligt@d:fel/x", "postgres://u:fel lösen@[d", "postgres://u:fel%20l%zz@d/x", "host=d password='fel lösen", "postgres://u:fel%20l@d/x?sslmode=ja", "postgres://u:fel@hemligt/å@d/x"} {
		_, err := sink.ParseServer(address)
		var fault *sink.Fault
		if !errors.As(err, &fault) || fault.Hint.IsZero() {
			t.Errorf("%s: %v", address, err)
		}
		leaks(t, err)
	}
}

// The password may come from the environment, and the server's name never shows it.
func TestThePasswordComesFromTheEnvironment(t *testing.T) {
	s := started(t)
	t.Setenv("PGPASSWORD", postgres.Password)
	t.Setenv("PGDATABASE", "postgres")
	to := server(t, fmt.Sprintf("postgres://%s@127.0.0.1:%d", postgres.Superuser, s.Port))
	if _, err := sink.Postgres(t.Context(), to, sink.Options{}, invented(1, 5)); err != nil {
		t.Error(err)
	}
	if got, want := to.String(), fmt.Sprintf("chef@127.0.0.1:%d/postgres", s.Port); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
