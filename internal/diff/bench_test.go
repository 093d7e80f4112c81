package diff_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// Twenty plans differ among ten thousand, both sides read already.
func BenchmarkCompare(b *testing.B) {
	base := corpus.New(10_000, 1)
	head := maps.Clone(base)
	names := slices.Sorted(maps.Keys(base))
	left := 20
	for _, name := range names {
		text := string(base[name].Data)
		if left == 0 || !strings.HasPrefix(text, "# yaml") || !strings.Contains(text, "dokument: leveransplan/v1") || !strings.Contains(text, "vardform: dagkirurgi") {
			continue
		}
		head[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, "vardform: dagkirurgi", "vardform: slutenvard", 1))}
		left--
	}
	x, y, files := load(b, base), load(b, head), changed(base, head)
	b.ReportAllocs()
	for b.Loop() {
		if got := diff.Compare(x, y, files); len(got) != 20 {
			b.Fatalf("%d changes", len(got))
		}
	}
}
