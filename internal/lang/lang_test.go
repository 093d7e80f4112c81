package lang

import "testing"

func TestTextSpeaksBothLanguages(t *testing.T) {
	plans := func(n int) Plural {
		return Plural{N: n, One: T("%s plan", "%s plan"), Other: T("%s planer", "%s plans")}
	}
	for name, c := range map[string]struct {
		text   Text
		sv, en string
	}{
		"plain words":                  {T("fel", "error"), "fel", "error"},
		"a count below ten thousand":   {T("%d av %d", "%d of %d", 9999, 12), "9999 av 12", "9999 of 12"},
		"a count that is grouped":      {T("%d", "%d", 1234567), "1\u00a0234\u00a0567", "1,234,567"},
		"a negative count":             {T("%d", "%d", -5), "-5", "-5"},
		"a year is a string":           {T("år %s", "year %s", "2027"), "år 2027", "year 2027"},
		"one and many":                 {T("%s, %s", "%s, %s", plans(1), plans(2)), "1 plan, 2 planer", "1 plan, 2 plans"},
		"none is many":                 {T("%s", "%s", plans(0)), "0 planer", "0 plans"},
		"a text within a text":         {T("här: %s", "here: %s", T("ja", "yes")), "här: ja", "here: yes"},
		"a list":                       {T("%s", "%s", List{"a", "b", "c"}), "a, b och c", "a, b and c"},
		"an order of its own":          {T("%[2]s %[1]s", "%[1]s %[2]s", "a", "b"), "b a", "a b"},
		"percent signs in plain texts": {Plain("50 %s"), "50 %s", "50 %s"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := c.text.In(SV); got != c.sv {
				t.Errorf("sv: %q, want %q", got, c.sv)
			}
			if got := c.text.In(EN); got != c.en {
				t.Errorf("en: %q, want %q", got, c.en)
			}
		})
	}
}

func TestNormalForms(t *testing.T) {
	if twin := "a\u030a"; IsNFC(twin) || Fold(twin) != Fold("Å") {
		t.Error("å as two characters is not NFC and folds to the same as Å")
	}
	if got := ASCII("förvaltning på Åre"); got != "forvaltning pa Are" {
		t.Errorf("ASCII: %q", got)
	}
	if got := Width("åäö – 日本"); got != 10 {
		t.Errorf("Width: %d", got)
	}
}
