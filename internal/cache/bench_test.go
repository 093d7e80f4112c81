package cache

import (
	"fmt"
	"testing"
)

// BenchmarkCache measures a run that finds ten thousand values of 2.5 KB, and one that
// has to store them.
func BenchmarkCache(b *testing.B) {
	keys := make([]string, 10_000)
	for i := range keys {
		keys[i] = fmt.Sprintf("%040d", i)
	}
	b.Run("store", func(b *testing.B) {
		for b.Loop() {
			run(b.TempDir(), "1", keys...)
		}
	})
	b.Run("find", func(b *testing.B) {
		dir := b.TempDir()
		run(dir, "1", keys...)
		for b.Loop() {
			c := Open(dir, "1", DefaultLimit)
			for _, key := range keys {
				if _, ok := c.Get(key); !ok {
					b.Fatal("lost")
				}
			}
			c.Close()
		}
	})
}
