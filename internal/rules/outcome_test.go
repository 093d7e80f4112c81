package rules_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/leveransplan/leveransplan/internal/rules"
)

// A rule that reads what was reported rests on it: whoever writes a new one is reminded here.
func TestRulesThatReadOutcomeRestOnIt(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	reads, id := regexp.MustCompile(`\b[sS]et\.Utfall\b`), regexp.MustCompile(`ID:\s+"([A-Z][0-9]+)"`)
	told := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range id.FindAllSubmatch(text, -1) {
			if !reads.Match(text) {
				continue
			}
			if told++; !rules.RestsOnOutcome(string(m[1])) {
				t.Errorf("%s in %s reads outcome", m[1], file)
			}
		}
	}
	if told < 3 || rules.RestsOnOutcome("P101") || !rules.RestsOnOutcome("C106") || !rules.RestsOnOutcome("F108") {
		t.Errorf("%d rules read outcome", told)
	}
}
