package sql_test

import (
	"context"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/leveransplan/leveransplan/internal/export"
	sink "github.com/leveransplan/leveransplan/internal/export/sql"
	"github.com/leveransplan/leveransplan/internal/testing/need"
	"github.com/leveransplan/leveransplan/internal/testing/postgres"
)

func run(t testing.TB, program string, args ...string) string {
	t.Helper()
	out, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return strings.TrimSpace(string(out))
}

func started(t testing.TB) *postgres.Server {
	t.Helper()
	return postgres.Start(t, need.Tool(t, postgres.Programs...))
}

type querier interface {
	Query(ctx context.Context, question string, args ...any) (pgx.Rows, error)
}

// inPostgres reads back what a schema holds.
func inPostgres(t testing.TB, db querier, schema string, star *export.Star) content {
	t.Helper()
	out := content{}
	for _, table := range star.Tables {
		lines := []string{}
		for _, row := range asked(t, db, "SELECT "+columnList(table)+" FROM "+schema+"."+table.Name) {
			lines = append(lines, line(table, row))
		}
		slices.Sort(lines)
		out[table.Name] = lines
	}
	return out
}

func asked(t testing.TB, db querier, question string, args ...any) [][]any {
	t.Helper()
	rows, err := db.Query(t.Context(), question, args...)
	if err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) ([]any, error) { return row.Values() })
	if err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	return out
}

func server(t testing.TB, address string) *sink.Server {
	t.Helper()
	s, err := sink.ParseServer(address)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func load(t testing.TB, address string, star *export.Star) *sink.Loaded {
	t.Helper()
	done, err := sink.Postgres(t.Context(), server(t, address), sink.Options{}, star)
	if err != nil {
		t.Fatal(err)
	}
	return done
}
