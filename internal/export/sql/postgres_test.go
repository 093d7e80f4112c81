package sql_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/leveransplan/leveransplan/internal/export"
	sink "github.com/leveransplan/leveransplan/internal/export/sql"
	"github.com/leveransplan/leveransplan/internal/testing/postgres"
)

// One server serves these tests, each in a database of its own.
func TestPostgres(t *testing.T) {
	s := started(t)
	for name, test := range map[string]func(*testing.T, *postgres.Server, string){
		"loaded twice it has the same rows, and writes none":         loadedTwice,
		"a later star replaces what differs, and nothing else":       replaced,
		"an iterator that fails leaves the old state":                iteratorFails,
		"a backend that is ended in the middle leaves the old state": backendEnded,
		"an interrupted load leaves the old state":                   interrupted,
		"readers see the old state until all is there":               readersSeeOld,
		"two loads at once do not mix":                               twoAtOnce,
		"privileges and views of the users' own stay":                usersOwnStays,
		"what is there says what it means":                           commented,
		"an older form is brought up to date":                        migrated,
		"a first export into a schema of somebody else's is refused": foreignTables,
		"a newer form is refused":                                    newerForm,
		"what builds on the old form is named":                       dependants,
		"a NUL is refused":                                           nul,
		"missing rights have words":                                  missingRights,
		"whom the server does not let in is told why":                turnedAway,
	} {
		t.Run(name, func(t *testing.T) { test(t, s, s.Database()) })
	}
}

func same(t *testing.T, db querier, star *export.Star) {
	t.Helper()
	if diff := cmp.Diff(contentOf(star), inPostgres(t, db, "leveransplan", star)); diff != "" {
		t.Errorf("(-star +database):\n%s", diff)
	}
}

func loadedTwice(t *testing.T, s *postgres.Server, name string) {
	db := s.Connect(t, name)
	for seed := range uint64(3) {
		star := invented(seed, 120)
		load(t, s.URL(name), star)
		same(t, db, star)
		places := "SELECT string_agg(xmin::text || xmax::text || ctid::text, ' ' ORDER BY ctid) FROM leveransplan.fact_vecka"
		before := fmt.Sprint(asked(t, db, places))
		done := load(t, s.URL(name), star)
		same(t, db, star)
		if after := fmt.Sprint(asked(t, db, places)); after != before || len(done.Steps) > 0 {
			t.Errorf("a second load has rewritten rows, or done %q", done.Steps)
		}
		for _, table := range done.Tables {
			if table.Inserted+table.Updated+table.Deleted > 0 || table.Rows != int64(len(rowsOf(tableOf(star, table.Name)))) {
				t.Errorf("a second load did %+v", table)
			}
		}
	}
	if n := asked(t, db, "SELECT count(*), min(version) FROM leveransplan.migrering"); fmt.Sprint(n) != "[[1 1]]" {
		t.Errorf("six loads made %v migrations", n)
	}
}

func replaced(t *testing.T, s *postgres.Server, name string) {
	db, star := s.Connect(t, name), invented(1, 100)
	load(t, s.URL(name), star)
	table := tableOf(star, "fact_utfall")
	rows := rowsOf(table)
	rows[10] = slices.Clone(rows[10])
	rows[10][1] = "ändrad"
	rows = slices.Delete(rows, 20, 22)
	rows = append(rows, export.Row{int64(500), nil, nil, nil})
	table.Rows = each(rows)
	// A plan that nobody names any more goes, and one comes.
	dim := tableOf(star, "dim_plan")
	dim.Rows = each(append(rowsOf(dim), export.Row{"plan-999999", nil, "plan-999999", int64(1), nil, true}))
	done := load(t, s.URL(name), star)
	same(t, db, star)
	for _, d := range done.Tables {
		want := map[string]sink.LoadedTable{
			"fact_utfall": {Name: "fact_utfall", Rows: 99, Inserted: 1, Updated: 1, Deleted: 2},
			"dim_plan":    {Name: "dim_plan", Rows: 101, Inserted: 1},
		}[d.Name]
		if want.Name != "" && d != want {
			t.Errorf("%+v, want %+v", d, want)
		}
	}
	load(t, s.URL(name), invented(1, 10))
	same(t, db, invented(1, 10))
}

// failing is a star of which a table ends halfway in an error, having done something first.
func failing(last func() error) *export.Star {
	star := invented(2, 4000)
	table := tableOf(star, "fact_vecka")
	table.Rows = then(rowsOf(table)[:60000], last)
	return star
}

func iteratorFails(t *testing.T, s *postgres.Server, name string) {
	address, old := s.URL(name), invented(1, 50)
	if _, err := sink.Postgres(t.Context(), server(t, address), sink.Options{}, failing(func() error { return errors.New("no more") })); err == nil || !strings.Contains(err.Error(), "no more") {
		t.Fatalf("error %v", err)
	}
	db := s.Connect(t, name)
	if n := asked(t, db, "SELECT count(*) FROM pg_namespace WHERE nspname = 'leveransplan'"); n[0][0] != int64(0) {
		t.Error("a first load that failed has left a schema")
	}
	load(t, address, old)
	if _, err := sink.Postgres(t.Context(), server(t, address), sink.Options{}, failing(func() error { return errors.New("no more") })); err == nil {
		t.Fatal("no error")
	}
	same(t, db, old)
}

func backendEnded(t *testing.T, s *postgres.Server, name string) {
	old := invented(1, 50)
	load(t, s.URL(name), old)
	db := s.Connect(t, name)
	_, err := sink.Postgres(t.Context(), server(t, s.URL(name)), sink.Options{}, failing(func() error {
		if n := asked(t, db, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'leveransplan' AND datname = $1", name); len(n) != 1 {
			return fmt.Errorf("%d loads under way", len(n))
		}
		time.Sleep(50 * time.Millisecond)
		return nil
	}))
	var fault *sink.Fault
	if !errors.As(err, &fault) || !strings.Contains(fault.Message.EN, "as before") {
		t.Errorf("error %v", err)
	}
	same(t, db, old)
}

func interrupted(t *testing.T, s *postgres.Server, name string) {
	old := invented(1, 50)
	load(t, s.URL(name), old)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := sink.Postgres(ctx, server(t, s.URL(name)), sink.Options{}, failing(func() error { cancel(); return nil }))
	var fault *sink.Fault
	if !errors.As(err, &fault) || !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	same(t, s.Connect(t, name), old)
}

// A server that dies in the middle and comes back shows the old state.
func TestAServerThatDiesInTheMiddleKeepsTheOldState(t *testing.T) {
	s := started(t)
	name, old := s.Database(), invented(1, 50)
	load(t, s.URL(name), old)
	_, err := sink.Postgres(t.Context(), server(t, s.URL(name)), sink.Options{}, failing(func() error { s.Kill(); return nil }))
	var fault *sink.Fault
	if !errors.As(err, &fault) {
		t.Errorf("error %v", err)
	}
	if _, err := sink.Postgres(t.Context(), server(t, s.URL(name)), sink.Options{}, old); err == nil || !errors.As(err, &fault) || !strings.Contains(fault.Message.EN, "no PostgreSQL server answers") {
		t.Errorf("a server that is down: %v", err)
	}
	s.Again()
	same(t, s.Connect(t, name), old)
	load(t, s.URL(name), invented(2, 60))
	same(t, s.Connect(t, name), invented(2, 60))
}

func readersSeeOld(t *testing.T, s *postgres.Server, name string) {
	old, fresh := invented(1, 80), invented(2, 90)
	load(t, s.URL(name), old)
	db, plain := s.Connect(t, name), s.Connect(t, name)
	tx, err := db.BeginTx(t.Context(), pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		t.Fatal(err)
	}
	same(t, tx, old)
	// In the middle of the load an ordinary reader is let in at once, and sees the old state.
	table := tableOf(fresh, "fact_utfall")
	table.Rows = then(rowsOf(table), func() error { same(t, plain, old); return nil })
	load(t, s.URL(name), fresh)
	same(t, tx, old)
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	table.Rows = each(rowsOf(tableOf(invented(2, 90), "fact_utfall")))
	same(t, db, fresh)
}

func twoAtOnce(t *testing.T, s *postgres.Server, name string) {
	stars := []*export.Star{invented(1, 300), invented(2, 250), invented(3, 200)}
	results := make(chan error, len(stars))
	for _, star := range stars {
		to := server(t, s.URL(name))
		go func() {
			_, err := sink.Postgres(t.Context(), to, sink.Options{}, star)
			results <- err
		}()
	}
	for range stars {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
	db := s.Connect(t, name)
	if !slices.ContainsFunc(stars, func(star *export.Star) bool {
		return cmp.Equal(contentOf(star), inPostgres(t, db, "leveransplan", star))
	}) {
		t.Error("what is there is none of the three")
	}
}

func usersOwnStays(t *testing.T, s *postgres.Server, name string) {
	load(t, s.URL(name), invented(1, 50))
	reader := "lasare_" + name
	s.Exec(name, "CREATE ROLE "+reader+" LOGIN PASSWORD 'x'", "GRANT USAGE ON SCHEMA leveransplan TO "+reader,
		"GRANT SELECT ON leveransplan.fact_vecka, leveransplan.matt_plan_pa_ar TO "+reader,
		"CREATE VIEW leveransplan.min_vy AS SELECT plan, sum(volym) AS s FROM leveransplan.fact_vecka GROUP BY plan",
		"CREATE VIEW public.paa_matt AS SELECT * FROM leveransplan.matt_plan_pa_ar",
		"CREATE TABLE leveransplan.min_tabell (n int)", "INSERT INTO leveransplan.min_tabell VALUES (7)",
		"ALTER TABLE leveransplan.fact_vecka ADD COLUMN min_kolumn text")
	if done := load(t, s.URL(name), invented(2, 60)); len(done.Steps) > 0 {
		t.Errorf("a plain reload did %q", done.Steps)
	}
	conn, err := pgx.Connect(t.Context(), s.As(reader, "x", name))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	star := invented(2, 60)
	if n := asked(t, conn, "SELECT count(*) FROM leveransplan.fact_vecka"); n[0][0] != int64(len(rowsOf(tableOf(star, "fact_vecka")))) {
		t.Errorf("the reader sees %v", n)
	}
	if n := asked(t, conn, "SELECT * FROM leveransplan.matt_plan_pa_ar"); len(n) != 2 {
		t.Errorf("the reader sees %v", n)
	}
	db := s.Connect(t, name)
	if n := asked(t, db, "SELECT (SELECT sum(s) FROM leveransplan.min_vy) = (SELECT sum(varde) FROM public.paa_matt), (SELECT n FROM leveransplan.min_tabell)"); fmt.Sprint(n) != "[[true 7]]" {
		t.Errorf("the users' own views and tables give %v", n)
	}
}

func commented(t *testing.T, s *postgres.Server, name string) {
	star := invented(1, 20)
	load(t, s.URL(name), star)
	db, want := s.Connect(t, name), star.Tables[0].Doc.SV
	for _, question := range []string{
		"SELECT obj_description('leveransplan.fact_vecka'::regclass, 'pg_class')",
		"SELECT obj_description('leveransplan.matt_utfall'::regclass, 'pg_class')",
		"SELECT col_description('leveransplan.dim_plan'::regclass, 2)",
	} {
		if got := asked(t, db, question); got[0][0] != want {
			t.Errorf("%s: %v", question, got)
		}
	}
	kinds := asked(t, db, `SELECT string_agg(conrelid::regclass || ' ' || pg_get_constraintdef(oid), E'\n' ORDER BY conrelid::regclass::text, conname) FROM pg_constraint WHERE connamespace = 'leveransplan'::regnamespace AND conname !~ 'migrering'`)
	if diff := cmp.Diff(strings.Join([]string{
		"leveransplan.dim_datum PRIMARY KEY (datum)",
		"leveransplan.dim_plan FOREIGN KEY (foljer) REFERENCES leveransplan.dim_plan(plan)",
		"leveransplan.dim_plan PRIMARY KEY (plan)",
		"leveransplan.fact_utfall PRIMARY KEY (nr)",
		"leveransplan.fact_vecka FOREIGN KEY (mandag) REFERENCES leveransplan.dim_datum(datum)",
		"leveransplan.fact_vecka FOREIGN KEY (plan) REFERENCES leveransplan.dim_plan(plan)",
		"leveransplan.fact_vecka PRIMARY KEY (planar, plan, mandag)",
	}, "\n"), kinds[0][0]); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
	changed := invented(1, 20)
	changed.Tables[0].Doc.SV = "Ny betydelse"
	if done := load(t, s.URL(name), changed); len(done.Steps) > 0 {
		t.Errorf("a new comment did %q", done.Steps)
	}
	if got := asked(t, db, "SELECT obj_description('leveransplan.fact_vecka'::regclass, 'pg_class')"); got[0][0] != "Ny betydelse" {
		t.Errorf("the comment is %v", got)
	}
}

func nul(t *testing.T, s *postgres.Server, name string) {
	star := invented(1, 20)
	dim := tableOf(star, "dim_plan")
	rows := rowsOf(dim)
	rows[3][1] = "a\x00b"
	dim.Rows = each(rows)
	var fault *sink.Fault
	if _, err := sink.Postgres(t.Context(), server(t, s.URL(name)), sink.Options{}, star); !errors.As(err, &fault) || !strings.Contains(fault.Message.In("sv"), "dim_plan, rad 4: texten i anteckning har ett NUL-tecken") {
		t.Errorf("error %v", err)
	}
	if err := sink.SQLite(t.TempDir()+"/ut.sqlite", star); !errors.As(err, &fault) {
		t.Errorf("error %v", err)
	}
}
