package propose_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// As on the sample, so on invented regions, where capacities, ceilings and parties lie otherwise.
func TestProposalsForInventedRegions(t *testing.T) {
	plans, rests := 0, 0
	for seed := range uint64(15) {
		r := rand.New(rand.NewPCG(seed, 3))
		tree := corpus.Region(seed)
		open := fstest.MapFS{}
		for _, name := range sorted(tree) {
			if strings.Contains(name, "/2027/") && strings.Contains(name, "leveransplaner/") && r.IntN(2) == 0 {
				continue
			}
			open[name] = tree[name]
		}
		grain := []calendar.Grain{0, calendar.GrainWeek, calendar.GrainQuarter}[seed%3]
		out, texts, _ := proposed(t, open, allocate.Question{Grain: grain})
		plans, rests = plans+len(out.Plans), rests+len(out.Rests)
		result := judged(t, open, texts)
		lacksOnlyEvidence(t, seed, result.Findings)
	}
	t.Logf("%d plans, %d rests", plans, rests)
	if plans < 70 {
		t.Errorf("only %d plans were proposed", plans)
	}
}

func sorted(tree fstest.MapFS) []string {
	var out []string
	for name := range tree {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}
