package routine

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What judges is what the versions and the common list hold, those of no version first, and
// nobody who changes a list that was handed out changes it.
func TestJudgingGoesThroughEveryRule(t *testing.T) {
	var want []string
	note := func(version string, lines []Line) {
		for _, l := range lines {
			want = append(want, version+" "+l.Rule.ID+" "+l.From.String())
		}
	}
	common, versions := Common(), Versions()
	note("", common)
	for _, v := range versions {
		note(v.ID, v.Rules)
	}
	common[0].Rule.ID, versions[0].Rules[0].Rule.ID, versions[1].ID = "changed", "changed", "changed"
	slices.Reverse(common)
	var got []string
	for version, l := range Judging() {
		got = append(got, version+" "+l.Rule.ID+" "+l.From.String())
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-listed +judging):\n%s", d)
	}
	if Newest() != V9().ID {
		t.Errorf("the newest version is %s", Newest())
	}
}
