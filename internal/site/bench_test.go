package site

import (
	"flag"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

var benchPlans = flag.Int("site.plans", 500, "plans of the measured site")

// BenchmarkWrite measures the pages of a region in memory: how many and how large, and the most
// memory held beyond what the documents and their figures take.
//
//	go test -run none -bench Write -benchtime 1x ./internal/site -site.plans 5000
func BenchmarkWrite(b *testing.B) {
	schemas, err := schema.Load()
	if err != nil {
		b.Fatal(err)
	}
	result, err := check.Tree(corpus.New(*benchPlans, 1), check.Options{Schemas: schemas})
	if err != nil {
		b.Fatal(err)
	}
	in := of(result)
	runtime.GC()
	held := inUse()
	for b.Loop() {
		files, size, most := 0, 0, uint64(0)
		stop := make(chan bool)
		go func() {
			for {
				select {
				case <-stop:
					return
				case <-time.After(5 * time.Millisecond):
					most = max(most, inUse())
				}
			}
		}()
		if err := Write(in, func(_ string, text []byte) error {
			files, size = files+1, size+len(text)
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		stop <- true
		b.ReportMetric(float64(files), "files")
		b.ReportMetric(float64(size)/(1<<20), "MiB-written")
		b.ReportMetric((float64(most)-float64(held))/(1<<20), "MiB-more")
	}
}

// inUse is what was in use when the garbage was last collected: how much garbage lies around
// beside it is the collector's choice.
func inUse() uint64 {
	m := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(m)
	return m[0].Value.Uint64()
}
