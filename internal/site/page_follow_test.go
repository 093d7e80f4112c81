package site

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Where outcome is masked nothing tells how much is registered as unused, and the pages with that
// column say so; where all is told they do not.
func TestPagesSayThatWhatIsRegisteredAsUnusedIsNotShown(t *testing.T) {
	in := sample(t)
	for _, under := range []int{0, 5} {
		in.Follow = followup.New(in.Set, followup.Options{Today: in.Day, MaskUnder: under})
		files := written(t, in)
		for l, words := range map[lang.Language]string{lang.SV: "Hur mycket som är anmält som outlöst visas inte", lang.EN: "How much is registered as unused is not shown"} {
			for _, year := range in.Set.PlanYears() {
				name := fmt.Sprintf("%s/%s", l, followYearURL(year))
				found := 0
				for path, text := range files {
					if bytes.Contains([]byte(path), []byte(followYearURL(year))) && bytes.Contains(text, []byte(words)) {
						found++
					}
				}
				if (found > 0) != (under > 1) {
					t.Errorf("%s masked under %d: %d files say so", name, under, found)
				}
			}
		}
	}
}
