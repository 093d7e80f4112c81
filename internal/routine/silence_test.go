package routine

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func TestSilencesAreTheRulesWithoutWords(t *testing.T) {
	var got []string
	for _, s := range Silences() {
		got = append(got, s.Rule.ID)
		if s.Rule.Basis == diag.Text {
			t.Errorf("%s rests on the routine's text", s.Rule.ID)
		}
	}
	for _, l := range slices.Concat(Common(), V6().Rules, V9().Rules) {
		if silent := l.Rule.Basis != diag.Text; silent && !slices.Contains(got, l.Rule.ID) {
			t.Errorf("%s rests on no text and is missing", l.Rule.ID)
		}
	}
	if !slices.IsSorted(got) {
		t.Errorf("not in order: %v", got)
	}
}

func TestSilencesSayInWhichVersion(t *testing.T) {
	for _, s := range Silences() {
		switch {
		case s.Rule.ID == "P107" && !slices.Equal(s.Versions, []string{"9.0"}):
			t.Errorf("6.0 asks for contacts in so many words: %v", s.Versions)
		case s.Rule.ID == "P119" && s.Versions != nil:
			t.Errorf("no version speaks of closed weeks: %v", s.Versions)
		}
	}
}

// A setting that is named exists, and its rule is one of the silences.
func TestSettingsExist(t *testing.T) {
	keys := map[string]bool{}
	for i := range reflect.TypeFor[plan.Installningar]().NumField() {
		keys[reflect.TypeFor[plan.Installningar]().Field(i).Tag.Get("yaml")] = true
	}
	silent := map[string]bool{}
	for _, s := range Silences() {
		silent[s.Rule.ID] = true
	}
	for id, text := range settings {
		if !silent[id] {
			t.Errorf("%s is no silence", id)
		}
		if text.SV == text.EN {
			t.Errorf("%s: %q is one language", id, text.SV)
		}
		if key, _, _ := strings.Cut(text.SV, " "); strings.Contains(text.SV, " i inställningarna") && !keys[key] {
			t.Errorf("%s: there is no setting %q", id, key)
		}
	}
}

func TestLeftOpenNamesStatements(t *testing.T) {
	for _, u := range LeftOpen() {
		if len(u.Statements) == 0 || u.Matter.SV == u.Matter.EN || u.Default.SV == u.Default.EN {
			t.Errorf("%q: %v, %q", u.Matter.In(lang.SV), u.Statements, u.Default.In(lang.SV))
		}
		for _, id := range u.Statements {
			if _, known := Statement(id); !known {
				t.Errorf("%q rests on %s, which is no statement", u.Matter.In(lang.SV), id)
			}
		}
	}
}
