package export_test

import (
	"io"
	"runtime"
	"testing"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// held is what a row that has gone by may leave in memory: a few bytes of an index.
const held = 64

// Rows are made as they are asked for: going through them holds none of them.
func TestRowsAreNotHeld(t *testing.T) {
	q := sourceOf(t, corpus.New(1500, 1))
	for _, table := range export.New(q).Tables {
		n, before := uint64(0), live()
		most := before
		for _, err := range table.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			if n++; n%20_000 == 0 {
				most = max(most, live())
			}
		}
		if allowed := 1<<20 + n*held; most > before+allowed {
			t.Errorf("%s: %d rows hold %d kB, at most %d kB are allowed", table.Name, n, (most-before)>>10, allowed>>10)
		}
	}
}

func live() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkStar goes through all rows of a nation's plans, as each sink does.
func BenchmarkStar(b *testing.B) {
	q := sourceOf(b, corpus.New(5000, 1))
	for b.Loop() {
		rows := 0
		for _, table := range export.New(q).Tables {
			for _, err := range table.Rows() {
				if err != nil {
					b.Fatal(err)
				}
				rows++
			}
		}
		b.ReportMetric(float64(rows), "rows")
	}
}

// BenchmarkCSV writes them as well.
func BenchmarkCSV(b *testing.B) {
	q := sourceOf(b, corpus.New(5000, 1))
	for b.Loop() {
		for _, table := range export.New(q).Tables {
			if err := export.WriteCSV(io.Discard, table); err != nil {
				b.Fatal(err)
			}
		}
	}
}
