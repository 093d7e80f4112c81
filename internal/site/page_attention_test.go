package site

import (
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// The start page names what somebody should look at, and nothing that is as it should be: held
// against the arithmetic of lines, and against what outcome should have come in by the settings.
func TestTheStartPageNamesWhatNeedsAttention(t *testing.T) {
	in := sample(t)
	s, x := dataPagesOf(t, in), newIndex(newBuilder(in))
	page := mainText(s.page(lang.SV, overviewURL()))
	_, rest, _ := strings.Cut(page, "Att titta på")
	got, _, _ := strings.Cut(rest, "Plan och utfall 2026")
	open := 0
	for _, l := range in.Set.Lines {
		if y := memoYear(l.Missiv); y >= x.now[0] && l.Oppet() > 0 {
			open++
		}
	}
	if open == 0 || !strings.Contains(got, "rader har volym som inte är placerad") {
		t.Errorf("%d open lines: %s", open, got)
	}
	// These three ended in week 35, when their receiver could not go on: nothing of theirs is due.
	if strings.Contains(got, "stenhallen") {
		t.Errorf("plans without weeks ahead are missed outcome of: %s", got)
	}
}

// A plan whose planned weeks have no outcome longer than the settings allow is told of.
func TestOldOutcomeIsToldOf(t *testing.T) {
	files := corpus.New(30, 2)
	for name := range files {
		if strings.Contains(name, "/utfall/") && name[len(name)-len("2026-W20.csv"):] > "2026-W20.csv" {
			delete(files, name)
		}
	}
	in := checked(t, files)
	s := dataPagesOf(t, in)
	s.says(overviewURL(), "saknar utfall för veckor som är äldre än 6 veckor")
	in.Set.Installningar.UtfallInaktuelltVeckor = plan.Int{V: 60, Set: true}
	if page := mainText(dataPagesOf(t, in).page(lang.SV, overviewURL())); strings.Contains(page, "saknar utfall för veckor") {
		t.Error("outcome of 60 weeks ago is missed although the settings allow it")
	}
}
