package routine

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// What only one version says is a change, and stands in some matter.
func TestMattersTellOfEveryStatementOfOneVersion(t *testing.T) {
	told := map[string]bool{}
	for _, m := range matters() {
		for _, id := range m.Statements {
			told[id] = true
			if _, known := Statement(id); !known {
				t.Errorf("%s names %s, which is no statement", m.Name.In(lang.EN), id)
			}
		}
	}
	for _, s := range Statements() {
		if one := (len(s.In("6.0")) == 0) != (len(s.In("9.0")) == 0); one && !told[s.ID] {
			t.Errorf("only one version has %s, and no matter tells of it", s.ID)
		}
	}
}

func TestMattersSayWhatEachVersionSays(t *testing.T) {
	for _, m := range matters() {
		for _, v := range Versions() {
			if m.Says[v.ID].In(lang.SV) == "" || m.Says[v.ID].In(lang.EN) == "" {
				t.Errorf("%s: %s says nothing in one language", m.Name.In(lang.EN), v.ID)
			}
		}
	}
}

func TestCompareFindsWhatDiffersInRules(t *testing.T) {
	c, known := Compare("6.0", "9.0")
	if !known || len(c.Matters) != len(matters()) {
		t.Fatalf("%v, %d matters of %d", known, len(c.Matters), len(matters()))
	}
	got := map[string][]string{}
	for _, r := range c.Rules {
		switch {
		case r.Then && !r.Now:
			got["gone"] = append(got["gone"], r.Rule.ID)
		case r.Now && !r.Then:
			got["new"] = append(got["new"], r.Rule.ID)
		}
		for _, f := range r.Changes {
			got[f.Field] = append(got[f.Field], r.Rule.ID)
		}
	}
	for field, ids := range map[string][]string{
		"gone":             {"P130", "P412", "P421", "P520"},
		"new":              {"P102", "P405", "P509", "P510", "P513", "P521", "P603", "P604"},
		"severity":         {"P107"},
		"basis":            {"P107", "P117", "P602"},
		"parameter":        {"P201", "P202", "P203", "P401", "P504", "P505", "P602"},
		"statements":       {"P105", "P213"},
		"missing_evidence": {"P602"},
	} {
		for _, id := range ids {
			if !slices.Contains(got[field], id) {
				t.Errorf("%s: %s is missing from %v", field, id, got[field])
			}
		}
	}
	for _, unchanged := range []string{"P101", "P106", "X101"} {
		for field, ids := range got {
			if slices.Contains(ids, unchanged) {
				t.Errorf("%s has not changed in %s", unchanged, field)
			}
		}
	}
}

func TestCompareTheOtherWay(t *testing.T) {
	there, _ := Compare("6.0", "9.0")
	back, _ := Compare("9.0", "6.0")
	ids := func(c Comparison) (out []string) {
		for _, r := range c.Rules {
			out = append(out, r.Rule.ID)
		}
		return out
	}
	if diff := cmp.Diff(ids(there), ids(back)); diff != "" {
		t.Errorf("the same rules differ either way (-there +back):\n%s", diff)
	}
	for i, r := range back.Rules {
		if r.Then != there.Rules[i].Now || r.Now != there.Rules[i].Then {
			t.Errorf("%s: there and back are not opposite", r.Rule.ID)
		}
	}
	if same, known := Compare("9.0", "9.0"); !known || len(same.Matters)+len(same.Rules) > 0 {
		t.Errorf("a version differs from itself: %d matters, %d rules", len(same.Matters), len(same.Rules))
	}
	if _, known := Compare("6.0", "7.0"); known {
		t.Error("7.0 is not at hand")
	}
}
