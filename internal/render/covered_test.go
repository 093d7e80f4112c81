package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// person makes personal identity numbers that nobody has, as the test runs: the repository
// holds none.
func person() []string {
	day, last := "811228", "9874"
	return []string{day + "-" + last, "19" + day + last, "plans/2027/lp-" + "19" + day + "-" + last + ".yaml", "a\t\"" + day + "\u2011" + last + "\"\\"}
}

// No personal identity number shows in the register of decisions or in an audit, in whatever
// name, path or record it stands.
func TestNoNumberOfAPersonShows(t *testing.T) {
	for _, number := range person() {
		out := map[string]string{}
		for form := range auditForms {
			for _, l := range lang.Languages {
				out["audit "+form+string(l)] = auditOutput(t, form, l, auditHolding(number))
			}
		}
		o := logOptions(number)
		var b bytes.Buffer
		written := func(form string, err error) {
			if err != nil {
				t.Fatal(err)
			}
			out[form] = b.String()
			b.Reset()
		}
		written("log.txt", LogText(&b, decisionsOf(number), Style{}, o))
		written("log.csv", LogCSV(&b, decisionsOf(number), o))
		written("log.json", LogJSON(&b, decisionsOf(number), number, o))
		written("weeks.txt", WeeksText(&b, weeksOf(number), Style{}, o))
		written("weeks.csv", WeeksCSV(&b, weeksOf(number), o))
		written("weeks.json", WeeksJSON(&b, weeksOf(number), o))
		for form, text := range out {
			if strings.Contains(text, "81122"+"8") || strings.Contains(text, "987"+"4") {
				at := max(strings.Index(text, "81122"+"8"), strings.Index(text, "987"+"4"))
				t.Errorf("%s: …%s…", form, strings.ReplaceAll(text[max(0, at-60):min(len(text), at+20)], "\n", "⏎"))
			}
			if !strings.Contains(text, "•") {
				t.Errorf("%s: nothing is covered", form)
			}
		}
	}
}

// What holds no number is the same JSON, byte by byte.
func TestCoveringLeavesTheRestAlone(t *testing.T) {
	for _, s := range []string{"", "å\u2028\\\"\x00\u202e##[", "2027-03-04T11:00:00+01:00", "811228", "\\", "\"", "a\\\"b"} {
		var plain, covered bytes.Buffer
		v := map[string]any{s: []string{s, s}, "n": 12}
		if err := encode(&plain, v); err != nil {
			t.Fatal(err)
		}
		if err := encodeCovered(&covered, v); err != nil {
			t.Fatal(err)
		}
		if plain.String() != covered.String() {
			t.Errorf("%q: %s, want %s", s, covered.String(), plain.String())
		}
	}
	if err := encodeCovered(broken{}, []string{"x"}); err == nil {
		t.Error("written nowhere")
	}
}
