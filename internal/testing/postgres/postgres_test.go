package postgres

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/testing/need"
)

func TestAServerKeepsWhatWasCommittedWhenItIsKilled(t *testing.T) {
	s := Start(t, need.Tool(t, Programs...))
	name := s.Database()
	s.Exec(name, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (1)")
	open := s.Connect(t, name)
	if _, err := open.Exec(t.Context(), "BEGIN; INSERT INTO t VALUES (2)"); err != nil {
		t.Fatal(err)
	}
	s.Kill()
	if _, err := open.Exec(t.Context(), "COMMIT"); err == nil {
		t.Error("a killed server has answered")
	}
	s.Again()
	var sum int
	if err := s.Connect(t, name).QueryRow(t.Context(), "SELECT sum(n) FROM t").Scan(&sum); err != nil || sum != 1 {
		t.Errorf("after the start the table holds %d (%v), want what was committed", sum, err)
	}
}
