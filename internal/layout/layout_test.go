package layout

import (
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// number is a personal identity number that nobody has, in two parts: the repository holds none.
const number = "19121212" + "-1212"

func builtIn(t testing.TB) *Layout {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	l, err := New(schemas)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// samples reads every document of the sample region, by its path in the repository.
func samples(t testing.TB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for name, file := range region.Worked(t) {
		if path.Ext(name) == ".yaml" {
			out[name] = string(file.Data)
		}
	}
	return out
}

// format lays a document out and holds the result to what holds for every document.
func format(t testing.TB, l *Layout, file, text string) string {
	t.Helper()
	out, bad, err := l.Format(file, []byte(text))
	if err != nil || len(bad) > 0 {
		t.Fatalf("%v %s in\n%s", err, show(bad), text)
	}
	again, bad, err := l.Format(file, out)
	if err != nil || len(bad) > 0 || string(again) != string(out) {
		t.Fatalf("laid out twice: %v %s\n%s", err, show(bad), cmp.Diff(string(out), string(again)))
	}
	return string(out)
}

func show(list diag.List) string {
	var out strings.Builder
	for _, d := range list {
		out.WriteString(d.Rule + ": " + d.Message.In(lang.EN) + "\n")
	}
	return out.String()
}

func parse(t testing.TB, text string) *yamldoc.Document {
	t.Helper()
	doc, bad := yamldoc.Parse(diag.NewSource("a.yaml", []byte(text)))
	if len(bad) > 0 {
		t.Fatalf("%s in\n%s", show(bad), text)
	}
	return doc
}

func TestTheSampleRegionIsLaidOut(t *testing.T) {
	l := builtIn(t)
	for file, text := range samples(t) {
		if diff := cmp.Diff(text, format(t, l, file, text)); diff != "" {
			t.Errorf("%s (-is +canonical):\n%s", file, diff)
		}
	}
}

const (
	planFile = "plans/2027/leveransplaner/skas/a.yaml"
	planLine = "# yaml-language-server: $schema=../../../../schemas/leveransplan.schema.json\n"
	planHead = planLine + "dokument: leveransplan/v1\n"
)

func TestLayout(t *testing.T) {
	l := builtIn(t)
	for name, c := range map[string]struct{ is, wanted string }{
		"a modeline is added": {
			"dokument: leveransplan/v1\nid: a\n",
			planHead + "id: a\n",
		},
		"a modeline that leads elsewhere is repaired, what else it says stays": {
			"# yaml-language-server: $schema=../missiv.schema.json # minns\ndokument: leveransplan/v1\n",
			"# yaml-language-server: $schema=../../../../schemas/leveransplan.schema.json # minns\ndokument: leveransplan/v1\n",
		},
		"a modeline below other comments moves to the top": {
			"# Anteckning\n  # yaml-language-server: $schema=x.json   \n\n# Mer\ndokument: leveransplan/v1\n",
			planLine + "# Anteckning\n\n# Mer\ndokument: leveransplan/v1\n",
		},
		"a comment that would become part of a text keeps its mapping as it is": {
			planLine + "# fil\n\n    # om volymen\nvolym: 80\nmotivering: |\n  text\ndokument: missiv/v1\nid: missiv-x\n",
			"# yaml-language-server: $schema=../../../../schemas/missiv.schema.json\n# fil\n\n    # om volymen\nvolym: 80\nmotivering: |\n  text\ndokument: missiv/v1\nid: missiv-x\n",
		},
		"an address on the network": {
			"# yaml-language-server: $schema=https://example.org/leveransplan.schema.json\ndokument: leveransplan/v1\n",
			"# yaml-language-server: $schema=../../../../schemas/leveransplan.schema.json\ndokument: leveransplan/v1\n",
		},
		"a document marker stays below the modeline": {
			"---\ndokument: leveransplan/v1\nid: a\n...\n",
			planLine + "---\ndokument: leveransplan/v1\nid: a\n...\n",
		},
		"keys come in the order of the schema, unknown ones last": {
			planLine + "okand: 1\nvolym: 3\nannan: 2\nid: a\ndokument: leveransplan/v1\n",
			planHead + "id: a\nvolym: 3\nokand: 1\nannan: 2\n",
		},
		"comments above a key move with it, with the blank line above them": {
			planHead + "volym: 3\n\n# Vem\n# som helst\nid: a\n",
			planHead + "\n# Vem\n# som helst\nid: a\nvolym: 3\n",
		},
		"comments on the line and those indented below move too": {
			planHead + "volym: 3 # tre\n  # av fyra\n\n    # eller fem\nid: a # b\n# slut\n",
			planHead + "id: a # b\nvolym: 3 # tre\n  # av fyra\n\n    # eller fem\n# slut\n",
		},
		"the first comments are the file's own": {
			planLine + "# Om filen\nvolym: 3\nid: a\ndokument: leveransplan/v1\n",
			planLine + "# Om filen\ndokument: leveransplan/v1\nid: a\nvolym: 3\n",
		},
		"comments after a blank line are those of the first key": {
			planLine + "# Om filen\n\n# Om volymen\nvolym: 3\ndokument: leveransplan/v1\n",
			planLine + "# Om filen\n\ndokument: leveransplan/v1\n# Om volymen\nvolym: 3\n",
		},
		"weeks and quarters come in the order of time": {
			planHead + "periodisering:\n  # sent\n  2027-W10: 1\n  2026-W53: 2 # tidigt\n  fel: 3\n  2027-W02: 4\nkvartal: {2027-Q3: 1, 2026-Q4: 2}\n",
			planHead + "periodisering:\n  2026-W53: 2 # tidigt\n  2027-W02: 4\n  # sent\n  2027-W10: 1\n  fel: 3\nkvartal: {2026-Q4: 2, 2027-Q3: 1}\n",
		},
		"a quarter comes where its first week does": {
			planHead + "periodisering: {2027-Q2: 1, 2027-Q1: 2, 2027-W05: 3}\n",
			planHead + "periodisering: {2027-Q1: 2, 2027-W05: 3, 2027-Q2: 1}\n",
		},
		"items of a list stay, their keys move": {
			planHead + "avstamningar:\n  - datum: 2026-11-12 # då\n    part: siv\n  - {datum: 2026-11-10, part: skas}\n",
			planHead + "avstamningar:\n  - part: siv\n    datum: 2026-11-12 # då\n  - {part: skas, datum: 2026-11-10}\n",
		},
		"a comment above what becomes the first key of an item stands above the item": {
			planHead + "avstamningar:\n  -   datum: 2026-11-12\n      # Vem\n\n      # nu\n      part: siv\n",
			planHead + "avstamningar:\n  # Vem\n\n  # nu\n  -   part: siv\n      datum: 2026-11-12\n",
		},
		"items that are not indented": {
			planHead + "avstamningar:\n- datum: 2026-11-12\n  part: siv\n# Om nästa\n- part: skas\n  datum: 2026-11-10\nvolym: 3\n",
			planHead + "volym: 3\navstamningar:\n- part: siv\n  datum: 2026-11-12\n# Om nästa\n- part: skas\n  datum: 2026-11-10\n",
		},
		"keys inside keys that move": {
			planHead + "andringar:\n  - principer:\n      vgr_uppnatt_vardgaranti: {underlag: x, bedomning: ja}\n      forvaltning_uppnatt_vardgaranti: {bedomning: nej}\n    nr: 1\nid: a\n",
			planHead + "id: a\nandringar:\n  - nr: 1\n    principer:\n      forvaltning_uppnatt_vardgaranti: {bedomning: nej}\n      vgr_uppnatt_vardgaranti: {bedomning: ja, underlag: x}\n",
		},
		"braces over several lines keep their lines": {
			planHead + "ursprung: {\n  rad: a,   missiv: m\n}\n",
			planHead + "ursprung: {\n  missiv: m,   rad: a\n}\n",
		},
		"braces with comments stay": {
			planHead + "ursprung: {rad: a, # raden\n  missiv: m}\n",
			planHead + "ursprung: {rad: a, # raden\n  missiv: m}\n",
		},
		"braces with a comment after the last key stay": {
			planHead + "ursprung: {rad: a,\n  missiv: m # om m\n}\n",
			planHead + "ursprung: {rad: a,\n  missiv: m # om m\n}\n",
		},
		"braces with a key without a value stay": {
			planHead + "ursprung: {rad: , missiv: m}\n",
			planHead + "ursprung: {rad: , missiv: m}\n",
		},
		"a block text moves whole": {
			planHead + "andringar:\n  - motivering: |\n      ett\n\n      # två  \n    nr: 1\n",
			planHead + "andringar:\n  - nr: 1\n    motivering: |\n      ett\n\n      # två  \n",
		},
		"a block text that keeps its empty lines holds its mapping still": {
			planHead + "andringar:\n  - motivering: |+\n      ett\n\n    nr: 1\nvolym: 3\n\n",
			planHead + "volym: 3\nandringar:\n  - motivering: |+\n      ett\n\n    nr: 1\n",
		},
		"codes get quotes where the schema wants text": {
			planHead + "rutin: 9.0\narende: {diarienummer: HS 2026-00412}\n",
			planHead + "rutin: \"9.0\"\narende: {diarienummer: HS 2026-00412}\n",
		},
		"so do words that older readers take for truth values and numbers": {
			planHead + "skickande: no\nmottagare: ON\nandringar:\n  - motivering: 12:30\n    protokoll: nej\n",
			planHead + "skickande: \"no\"\nmottagare: \"ON\"\nandringar:\n  - motivering: \"12:30\"\n    protokoll: nej\n",
		},
		"a number where the schema wants a number has none": {
			planHead + "volym: 10\n", planHead + "volym: 10\n",
		},
		"what quotes would not make right stays": {
			planHead + "rutin: 9\natgarder: [114]\n", planHead + "rutin: 9\natgarder: [114]\n",
		},
		"loose accents and keys with diacritics": {
			planHead + "# A\u030ar\nvårdområde: ortopedi\nkontakter:\n  - {part: skas, \"funktio\u0301n\": \"a\\u030a\"}\n",
			planHead + "# År\nvardomrade: ortopedi\nkontakter:\n  - {part: skas, \"funktion\": \"å\"}\n",
		},
		"line ends": {
			"dokument: leveransplan/v1\r\n# hej \t\r\nid: a   # b  \r\n  \r\nrutin: \"9.0\"\t\r\n \r\n\r\n",
			planHead + "# hej\nid: a   # b\n\nrutin: \"9.0\"\n",
		},
		"blanks within texts": {
			planHead + "andringar:\n  - motivering: \"ett  \n      två\"  \n    protokoll: |  \n      tre  \n",
			planHead + "andringar:\n  - motivering: \"ett  \n      två\"\n    protokoll: |  \n      tre  \n",
		},
		"a last line without an end": {
			planHead + "id: a", planHead + "id: a\n",
		},
		"a block text without a last line break": {
			planHead + "syfte: |\n  text", planHead + "syfte: |-\n  text\n",
		},
		"a block text that would keep lines that are not there": {
			planHead + "syfte: >+\n  text", planHead + "syfte: >-\n  text\n",
		},
		"a block text at the end that keeps its lines": {
			planHead + "syfte: |+\n  text\n\n\n", planHead + "syfte: |+\n  text\n\n\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := format(t, l, planFile, c.is)
			if diff := cmp.Diff(c.wanted, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestAFileThatCannotBeReadIsNotLaidOut(t *testing.T) {
	l := builtIn(t)
	for name, c := range map[string]struct{ text, rule string }{
		"an anchor":                   {planHead + "id: &a b\n", "S306"},
		"a byte order mark":           {"\ufeff" + planHead, "S202"},
		"a line break that hides":     {planHead + "# a\u2028id: b\n", "S204"},
		"a number that may be octal":  {planHead + "volym: 010\n", "S321"},
		"a key twice":                 {planHead + "id: a\nid: b\n", "S309"},
		"no syntax":                   {planHead + "id: [a\n", "S301"},
		"two documents":               {planHead + "---\nid: a\n", "S304"},
		"a day that does not exist":   {planHead + "period: 2027-02-30\n", "S324"},
		"an unknown kind":             {"dokument: plan/v1\nid: a\n", "S401"},
		"no kind":                     {"id: a\n", "S401"},
		"a personal number":           {planHead + "# " + number + "\nid: a\n", "S601"},
		"one written with escapes":    {planHead + "id: \"19121212" + "\\u002d1212\"\n", "S601"},
		"one in a file with UTF-16":   {"\xff\xfe" + number, "S601"},
		"nothing":                     {"", "S302"},
		"both spellings of one key":   {planHead + "volym: 1\nvölym: 2\nvo\u0308lym: 3\n", "S309"},
		"more accents than any has":   {planHead + "id: e" + strings.Repeat("\u0301", 40) + "\n", "S207"},
		"loose accents and an anchor": {planHead + "id: &a a\u030a\n", "S306"},
	} {
		t.Run(name, func(t *testing.T) {
			out, bad, err := l.Format(planFile, []byte(c.text))
			if out != nil || err != nil || len(bad) == 0 || bad[0].Rule != c.rule {
				t.Errorf("%q, %v, want %s, got %s", out, err, c.rule, show(bad))
			}
		})
	}
}

func TestAFileNamedByAPersonalNumberIsNotTouched(t *testing.T) {
	l := builtIn(t)
	for _, file := range []string{"plans/" + number + ".yaml", "plans/" + number + "/a.yaml"} {
		_, bad, err := l.Format(file, []byte("id: a\ndokument: missiv/v1\n"))
		if err != nil || len(bad) != 1 || bad[0].Rule != "S601" || strings.Contains(bad[0].File, "1212") {
			t.Errorf("%s: %v %v", file, err, bad)
		}
		text := "dokument: missiv/v1\nrutin: 9.0\n"
		if out, rules, err := l.Fix(file, []byte(text)); string(out) != text || len(rules) > 0 || err != nil {
			t.Errorf("%s: %q %v %v", file, out, rules, err)
		}
	}
}
