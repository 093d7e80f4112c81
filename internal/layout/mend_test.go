package layout

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// A file that is as badly laid out as can be: a fix mends its fault and nothing else.
func TestFix(t *testing.T) {
	const untidy = "\n\n# yaml-language-server: $schema=../../../../schemas/leveransplan.schema.json  \r\nvolym:   050   # \t\r\ndokument: leveransplan/v1\n"
	l := builtIn(t)
	for name, c := range map[string]struct {
		is, wanted string
		rules      []string
	}{
		"nothing to mend":                  {"id: a\n", "id: a\n", nil},
		"a version without quotes":         {"rutin: 9.0", "rutin: \"9.0\"", []string{"S404"}},
		"a version that is not one":        {"rutin: 9", "rutin: 9", nil},
		"a truth value as an id":           {"id: true", "id: \"true\"", []string{"S404"}},
		"one in capitals":                  {"id: a\nsyfte: Null", "id: a\nsyfte: Null", nil}, // a code word has small letters
		"text in capitals":                 {"andringar: [{motivering: True}]", "andringar: [{motivering: \"True\"}]", []string{"S323"}},
		"a code with a zero in front":      {"andringar: [{motivering: 0114}]", "andringar: [{motivering: \"0114\"}]", []string{"S321"}},
		"a long number":                    {"andringar: [{motivering: 1234567890}]", "andringar: [{motivering: \"1234567890\"}]", []string{"S322"}},
		"a number that is meant":           {"kvartal: {2027-Q1: 010}", "kvartal: {2027-Q1: 010}", nil},
		"nothing where text is wanted":     {"id: ~\nrutin:", "id: ~\nrutin:", nil},
		"loose accents":                    {"id: a # A\u030ar\n\"bo\u0308\": 1", "id: a # År\n\"bö\": 1", []string{"S207"}},
		"loose accents in an escape":       {"syfte: \"a\\u030a\"", "syfte: \"å\"", []string{"S207"}},
		"a key with diacritics":            {"vårdområde: a", "vardomrade: a", []string{"S402"}},
		"a key with quotes":                {"arende: {\"protokôll\":\"x\"}", "arende: {\"protokoll\":\"x\"}", []string{"S402"}},
		"a key with loose accents":         {"va\u030ardomra\u030ade: a", "vardomrade: a", []string{"S207", "S402"}},
		"what stands under such a key":     {"ärende: {protokoll: 12}", "arende: {protokoll: \"12\"}", []string{"S402", "S404"}},
		"a key that stands there already":  {"vårdområde: a\nvardomrade: b", "vårdområde: a\nvardomrade: b", nil},
		"two that could be one":            {"vårdområde: a\nvärdomrade: b", "vårdområde: a\nvärdomrade: b", nil},
		"a key in capitals":                {"Vardomrade: a", "Vardomrade: a", nil},
		"a tag":                            {"andringar: [{motivering: !!int 12}]", "andringar: [{motivering: !!int 12}]", nil},
		"a tag before a code":              {"andringar: [{motivering: !!str 010}]", "andringar: [{motivering: !!str 010}]", nil},
		"a personal number in escapes":     {"syfte: \"19121212\\u002d1212\"\nrutin: 9.0", "syfte: \"19121212\\u002d1212\"\nrutin: 9.0", nil},
		"an anchor beside":                 {"id: &a b\nrutin: 9.0", "id: &a b\nrutin: \"9.0\"", []string{"S404"}},
		"several, one beside another":      {"ursprung: {missiv: 1, rad: 2, erbjudånde: 3}", "ursprung: {missiv: 1, rad: 2, erbjudande: 3}", []string{"S402"}},
		"what the schema has no words for": {"okand: 9.0", "okand: 9.0", nil},
		"loose accents where a key is cut": {"a\u030a: 1\n å : [", "a\u030a: 1\n å : [", nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, rules, err := l.Fix(planFile, []byte(untidy+c.is))
			slices.Sort(rules)
			if diff := cmp.Diff(untidy+c.wanted, string(got)); diff != "" || err != nil || !slices.Equal(rules, c.rules) {
				t.Errorf("%v, rules %v, want %v\n%s", err, rules, c.rules, diff)
			}
			again, rules, err := l.Fix(planFile, got)
			if string(again) != string(got) || len(rules) > 0 || err != nil {
				t.Errorf("mended twice: %q %v %v", again, rules, err)
			}
		})
	}
	for name, c := range map[string]struct{ is, wanted string }{
		"a modeline that leads elsewhere": {"# hej\n # yaml-language-server: $schema=x.json # y  \r\ndokument: leveransplan/v1",
			"# hej\n # yaml-language-server: $schema=../../../../schemas/leveransplan.schema.json # y  \r\ndokument: leveransplan/v1"},
		"no modeline": {"dokument: leveransplan/v1", "dokument: leveransplan/v1"},
	} {
		t.Run(name, func(t *testing.T) {
			got, rules, err := l.Fix(planFile, []byte(c.is))
			if string(got) != c.wanted || err != nil || (len(rules) > 0) != (c.is != c.wanted) {
				t.Errorf("%q %v %v", got, rules, err)
			}
		})
	}
}

// What --fix is said to mend are rules, and of each the bad example of its own is mended
// or could be with another value.
func TestFixableRulesExist(t *testing.T) {
	known := map[string]diag.RuleInfo{}
	for _, r := range slices.Concat(yamldoc.Rules(), schema.Rules()) {
		known[r.ID] = r
	}
	for id := range maps.Keys(known) {
		mendable := slices.Contains([]string{ruleNotNFC, ruleNumber, ruleNumberSize, ruleSpelling, ruleUnknownKey, ruleType, ruleModeline}, id)
		if Fixable(id) != mendable {
			t.Errorf("%s: %v", id, Fixable(id))
		}
	}
	l := builtIn(t)
	for _, id := range []string{ruleNotNFC, ruleUnknownKey, ruleType, ruleModeline} {
		bad := known[id].Bad
		got, rules, err := l.Fix("plans/undantag.yaml", []byte(bad))
		if err != nil || !slices.Equal(rules, []string{id}) || string(got) == bad {
			t.Errorf("%s: %q, %v, %v", id, got, rules, err)
		}
		if good := known[id].Good; string(got) != good {
			t.Errorf("%s: %q, want the good example %q", id, got, good)
		}
	}
}

// spoilers make one slip each at the i-th place where they can.
var spoilers = map[string]func(r *rand.Rand, text string) string{
	"quotes left out": func(_ *rand.Rand, text string) string { return strings.Replace(text, `rutin: "9.0"`, `rutin: 9.0`, 1) },
	"loose accents": func(r *rand.Rand, text string) string {
		return everySecond(r, text, strings.Split("åäöÅÄÖé", ""), norm.NFD.String)
	},
	"keys with diacritics": func(r *rand.Rand, text string) string {
		for _, word := range [][2]string{{"\nvardomrade:", "\nvårdområde:"}, {"{forvaltning:", "{förvaltning:"}, {"\nandringar:", "\nändringar:"},
			{"\navstamningar:", "\navstämningar:"}, {"mottagare:", "mottägare:"}} {
			text = everySecond(r, text, word[:1], func(string) string { return word[1] })
		}
		return text
	},
	"another schema": func(_ *rand.Rand, text string) string { return strings.Replace(text, "$schema=../", "$schema=", 1) },
}

// everySecond changes about half of the places where one of the words stands.
func everySecond(r *rand.Rand, text string, words []string, change func(string) string) string {
	for _, word := range words {
		parts := strings.Split(text, word)
		text = parts[0]
		for _, part := range parts[1:] {
			if r.IntN(2) == 0 {
				text += word + part
			} else {
				text += change(word) + part
			}
		}
	}
	return text
}

// Slips in any document, beside faults that can't be mended: the slips go, and everything
// else is what it was, to the byte.
func TestSlipsGoAndNothingElse(t *testing.T) {
	l := builtIn(t)
	r := rand.New(rand.NewPCG(11, 2))
	documents := samples(t)
	mended := 0
	for _, file := range slices.Sorted(maps.Keys(documents)) {
		text := documents[file]
		if r.IntN(2) == 0 { // a fault, and another layout
			text = strings.Replace(text, "volym: ", "volym:   0", 1) + "\n\n# slut  "
		}
		for _, name := range slices.Sorted(maps.Keys(spoilers)) {
			spoiled := spoilers[name](r, text)
			got, rules, err := l.Fix(file, []byte(spoiled))
			if diff := cmp.Diff(text, string(got)); diff != "" || err != nil || (len(rules) > 0) != (spoiled != text) {
				t.Errorf("%s, %s: %v %v\n%s", file, name, err, rules, diff)
			}
			mended += len(rules)
		}
	}
	if mended < 500 {
		t.Errorf("only %d slips were made", mended)
	}
}
