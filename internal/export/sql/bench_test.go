package sql_test

import (
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/export/parquet"
	sink "github.com/leveransplan/leveransplan/internal/export/sql"
)

// many is five years of 5,000 plans by week, 1.3 million facts in all, made as they are asked
// for; more is added to every hundredth volume.
func many(more int64) *export.Star {
	const plans, years, weeks = 5000, 5, 52
	monday := calendar.Date(2022, 1, 3)
	star := invented(1, 0)
	star.Measures = star.Measures[:1]
	ids := make([]any, plans)
	for i := range ids {
		ids[i] = fmt.Sprintf("lp-%d-skas-exk-atgard-%04d", 2022+i%years, i)
	}
	tableOf(star, "dim_datum").Rows = func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) {
			for d := range 7 * (years + 1) * weeks {
				if !yield(export.Row{monday.Add(d), int64(d), d%7 < 5}, nil) {
					return
				}
			}
		}
	}
	tableOf(star, "dim_plan").Rows = func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) {
			for year := range years {
				for i := year; i < plans; i += years {
					if !yield(export.Row{ids[i], nil, nil, int64(i), nil, false}, nil) {
						return
					}
				}
			}
		}
	}
	facts := tableOf(star, "fact_vecka")
	facts.Rows = func() iter.Seq2[export.Row, error] {
		return func(yield func(export.Row, error) bool) {
			for year := range years {
				for i := range plans {
					for w := range weeks {
						volume := int64((i*7 + w) % 40)
						if i%100 == 0 {
							volume += more
						}
						if !yield(export.Row{int64(2022 + year), ids[i], monday.Add(7 * (year*weeks + w)), volume}, nil) {
							return
						}
					}
				}
			}
		}
	}
	return star
}

// measured runs a job b.N times and tells what it wrote by second, and the most memory that
// Go held meanwhile.
func measured(b *testing.B, job func() int64) {
	runtime.GC()
	var most atomic.Uint64
	stop := make(chan struct{})
	go func() {
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapInuse))
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	b.ResetTimer()
	var bytes int64
	for range b.N {
		bytes += job()
	}
	b.StopTimer()
	close(stop)
	if bytes > 0 {
		b.ReportMetric(float64(bytes)/1e6/b.Elapsed().Seconds(), "MB/s")
		b.ReportMetric(float64(bytes)/1e6/float64(b.N), "MB")
	}
	b.ReportMetric(1.3*float64(b.N)/b.Elapsed().Seconds(), "Mrows/s")
	b.ReportMetric(float64(most.Load())/(1<<20), "heap-MiB")
}

func sizeOf(b *testing.B, name string) int64 {
	var n int64
	err := filepath.WalkDir(name, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		n += info.Size()
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

func BenchmarkSQLite(b *testing.B) {
	star, name := many(0), filepath.Join(b.TempDir(), "ut.sqlite")
	measured(b, func() int64 {
		if err := sink.SQLite(name, star); err != nil {
			b.Fatal(err)
		}
		return sizeOf(b, name)
	})
}

func BenchmarkParquet(b *testing.B) {
	star, name := many(0), filepath.Join(b.TempDir(), "ut")
	measured(b, func() int64 {
		if err := parquet.Write(name, star); err != nil {
			b.Fatal(err)
		}
		return sizeOf(b, name)
	})
}

func BenchmarkCSV(b *testing.B) {
	star, name := many(0), filepath.Join(b.TempDir(), "ut.csv")
	measured(b, func() int64 {
		f, err := os.Create(name)
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		if err := export.WriteCSV(f, tableOf(star, "fact_vecka")); err != nil {
			b.Fatal(err)
		}
		return sizeOf(b, name)
	})
}

func BenchmarkPostgres(b *testing.B) {
	s := started(b)
	b.Run("first", func(b *testing.B) {
		measured(b, func() int64 { load(b, s.URL(s.Database()), many(0)); return 0 })
	})
	name := s.Database()
	load(b, s.URL(name), many(0))
	b.Run("again", func(b *testing.B) { measured(b, func() int64 { load(b, s.URL(name), many(0)); return 0 }) })
	more := int64(0)
	b.Run("one in a hundred changed", func(b *testing.B) {
		measured(b, func() int64 { more++; load(b, s.URL(name), many(more)); return 0 })
	})
}
