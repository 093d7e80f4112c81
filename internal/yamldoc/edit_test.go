package yamldoc

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
)

func TestSplice(t *testing.T) {
	const text = "a: 1 # å\nb: {c: x}\n"
	at := func(part string) (start, end int) { start = strings.Index(text, part); return start, start + len(part) }
	one, oneEnd := at("1")
	x, xEnd := at("x")
	for name, c := range map[string]struct {
		edits  []Edit
		wanted string // empty: refused
		rule   string // the rule that the result would break, empty: the edits themselves are wrong
	}{
		"nothing":                      {nil, text, ""},
		"two values":                   {[]Edit{{one, oneEnd, "12"}, {x, xEnd, `"å"`}}, "a: 12 # å\nb: {c: \"å\"}\n", ""},
		"one put in":                   {[]Edit{{0, 0, "# hej\n"}}, "# hej\n" + text, ""},
		"one taken out":                {[]Edit{{one + 1, strings.Index(text, "\n"), ""}}, "a: 1\nb: {c: x}\n", ""},
		"two beside each other":        {[]Edit{{one, oneEnd, "2"}, {oneEnd, oneEnd, "3"}}, "a: 23 # å\nb: {c: x}\n", ""},
		"out of order":                 {[]Edit{{x, xEnd, "y"}, {one, oneEnd, "2"}}, "", ""},
		"one over another":             {[]Edit{{0, oneEnd, "a: 2"}, {one, oneEnd, "2"}}, "", ""},
		"backwards":                    {[]Edit{{oneEnd, one, "2"}}, "", ""},
		"before the start":             {[]Edit{{-1, 0, "2"}}, "", ""},
		"after the end":                {[]Edit{{0, len(text) + 1, "2"}}, "", ""},
		"a value that is no syntax":    {[]Edit{{x, xEnd, "["}}, "", ruleSyntax},
		"a number read in two ways":    {[]Edit{{one, oneEnd, "010"}}, "", ruleNumber},
		"a key twice":                  {[]Edit{{0, 1, "b"}}, "", ruleDuplicate},
		"a character that is not seen": {[]Edit{{one, oneEnd, "\"\u200b\""}}, "", ruleInvisible},
		"half a character":             {[]Edit{{strings.Index(text, "å"), strings.Index(text, "å") + 1, ""}}, "", ruleEncoding},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Splice([]byte(text), c.edits)
			var spoiled *Spoiled
			switch {
			case c.wanted != "":
				if string(got) != c.wanted || err != nil {
					t.Errorf("%q, %v", got, err)
				}
			case got != nil || err == nil:
				t.Errorf("%q", got)
			case errors.As(err, &spoiled) != (c.rule != "") || c.rule != "" && spoiled.Findings[0].Rule != c.rule:
				t.Errorf("%v, want %s", err, c.rule)
			}
		})
	}
}

func TestSpliceBesideFaults(t *testing.T) {
	text := "a: 010\nb: 020\nc: 3\n"
	for name, c := range map[string]struct {
		edit Edit
		ok   bool
	}{
		"elsewhere":        {Edit{17, 18, "4"}, true},
		"one fault less":   {Edit{3, 6, "10"}, true},
		"one fault more":   {Edit{17, 18, "030"}, false},
		"another fault":    {Edit{17, 18, "&x y"}, false},
		"a worse file":     {Edit{17, 18, "["}, false},
		"a fault replaced": {Edit{3, 6, "011"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Splice([]byte(text), []Edit{c.edit}); (err == nil) != c.ok {
				t.Error(err)
			}
		})
	}
}

// values are texts that a hand or a program may want to write.
var values = []string{"", "a", "å b", "10", "010", "no", "9.0", "2027-W01", "a: b", "# x", "\"", "\\", "'", "a\nb", "\t", " x ", "- y", "{", "&a", "~", "!t", "*", "{a}", "[b", "c,d", "ö\\n", "\u00a0"}

// Any value of any document replaced by any text: the document says the new text there,
// says what it said everywhere else, and holds every other byte.
func TestRandomEditsLeaveTheRestAsItIs(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2))
	plans, err := filepath.Glob("../../plans/*/*/*.yaml")
	if err != nil || len(plans) < 30 {
		t.Fatalf("%d documents, %v", len(plans), err)
	}
	for range 2_000 {
		text, err := os.ReadFile(plans[r.IntN(len(plans))])
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := Parse(diag.NewSource("a.yaml", text))
		edits, changed := randomEdits(r, doc)
		got, err := Splice(text, edits)
		if err != nil {
			t.Fatalf("%v: %v", edits, err)
		}
		rest, at := text, 0
		for _, e := range edits { // what stands between the edits, then the rest
			kept := text[at:e.Start]
			if !strings.HasPrefix(string(got), string(kept)+e.Text) {
				t.Fatalf("bytes before %v have changed in\n%s", e, got)
			}
			got, rest, at = got[len(kept)+len(e.Text):], text[e.End:], e.End
		}
		if string(got) != string(rest) {
			t.Fatalf("bytes after %v have changed", edits)
		}
		full, _ := Splice(text, edits)
		fresh, bad := Parse(diag.NewSource("a.yaml", full))
		if len(bad) > 0 || Equal(doc.Root, fresh.Root) {
			t.Fatalf("%v: %v, or no difference", edits, bad)
		}
		for node, says := range changed {
			node.Kind, node.Text = String, says
		}
		if !Equal(doc.Root, fresh.Root) {
			t.Fatalf("%v changed more than it should:\n%s", edits, full)
		}
	}
}

// randomEdits quotes new texts in the place of some scalars.
func randomEdits(r *rand.Rand, doc *Document) (edits []Edit, changed map[*Node]string) {
	changed = map[*Node]string{}
	var scalars []*Node
	doc.Root.Each(func(n *Node) {
		isKey := n.Span.End() < len(doc.Source.Text) && doc.Source.Text[n.Span.End()] == ':'
		if n.Kind != Mapping && n.Kind != Sequence && !isKey {
			scalars = append(scalars, n)
		}
	})
	for len(edits) == 0 {
		for _, n := range scalars {
			if says := values[r.IntN(len(values))]; r.IntN(len(scalars)) < 2 && (says != n.Text || n.Kind != String) {
				edits, changed[n] = append(edits, Edit{n.Span.Start(), n.Span.End(), Quoted(says)}), says
			}
		}
	}
	return edits, changed
}

func TestQuotedIsReadBack(t *testing.T) {
	for _, says := range values {
		for _, frame := range []string{"a: %\n", "a: {b: %, c: 1}\n", "a: [%]\n", "%: 1\n", "{%: 1}\n"} {
			text := strings.Replace(frame, "%", Quoted(says), 1)
			doc, bad := Parse(diag.NewSource("a.yaml", []byte(text)))
			found := false
			if doc != nil {
				doc.Root.Each(func(n *Node) { found = found || n.Kind == String && n.Quoted && n.Text == says })
			}
			if !found || len(bad) > 0 {
				t.Errorf("%q: %v", text, bad)
			}
		}
	}
}

func TestWrittenIsReadBackByAll(t *testing.T) {
	plain := 0
	for _, says := range append(values, "skas", "HS 2026-00412", "Öron-, näs- och hals", "2027-01-01/2027-12-31", "a:", "a :b", "x #y", "§ 3", "2026-11-05 § 7", "9", "a  b", "a ", "x: y", "---", "a@example.org", "1 000") {
		for _, frame := range []string{"a: %\n", "a: {b: %, c: 1}\n", "a: [%]\n", "a:\n- b\n- %\n"} {
			text := strings.Replace(frame, "%", Written(says), 1)
			doc, bad := Parse(diag.NewSource("a.yaml", []byte(text)))
			found := false
			if doc != nil {
				doc.Root.Each(func(n *Node) { found = found || n.Kind == String && n.Text == says })
			}
			if !found || len(bad) > 0 {
				t.Errorf("%q: %v", text, bad)
			}
		}
		if Written(says) == says {
			plain++
		}
	}
	if plain < 8 {
		t.Errorf("only %d texts are written without quotes", plain)
	}
}

func TestMisread(t *testing.T) {
	for _, text := range []string{"010", "10", "1.5", "1e3", "0x1F", "1_000", "12:30", "1:2:3.5", "no", "No", "ON", "y", "true", "True", "NULL", "~", "", "12345678901"} {
		if _, misread := Misread(text); !misread {
			t.Errorf("%q", text)
		}
	}
	for _, text := range []string{"skas", "nu", "nope", "2027-01-01", "2027-W05", "NFB49", "12:60", "a:b", "9.0.1", "HS 2026-00412", "§ 3"} {
		if rule, misread := Misread(text); misread || rule != "" {
			t.Errorf("%q: %s", text, rule)
		}
	}
	for text, want := range map[string]string{"010": ruleNumber, "12345678901": ruleNumberSize, "True": ruleSpelling, "10": "", "no": ""} {
		if rule, _ := Misread(text); rule != want {
			t.Errorf("%q: %s, want %s", text, rule, want)
		}
	}
}

func TestEqual(t *testing.T) {
	const text = "a: 1\nb: [x, {c: 2.0, d: \"y\"}]\n"
	read := func(text string) *Node {
		doc, bad := Parse(diag.NewSource("a.yaml", []byte(text)))
		if len(bad) > 0 {
			t.Fatalf("%q: %v", text, bad)
		}
		return doc.Root
	}
	for _, same := range []string{text, "# e\nb: [\"x\", {d: y, c: 2.0}]\na: 1\n", "b:\n- x\n- c: 2.0\n  d: 'y'\na: 1"} {
		if !Equal(read(text), read(same)) || !Equal(read(same), read(text)) {
			t.Errorf("%q differs", same)
		}
	}
	for _, other := range []string{
		"a: \"1\"\nb: [x, {c: 2.0, d: y}]\n", "a: 1\nb: [{c: 2.0, d: y}, x]\n", "a: 1\nb: [x, {c: 2, d: y}]\n", "a: 1\nb: [x, {c: 2.0, e: y}]\n",
		"a: 1\nb: [x, {c: 2.0, d: y, e: }]\n", "a: 1\nb: [x]\n", "a: 1\n", "a: 1\nb: {x: {c: 2.0, d: y}}\n", "a: 1\nb: [x, {c: 2.0, d: Y}]\n",
	} {
		if Equal(read(text), read(other)) || Equal(read(other), read(text)) {
			t.Errorf("%q is the same", other)
		}
	}
}

func TestCompose(t *testing.T) {
	for name, c := range map[string]struct{ is, wanted string }{ // wanted is empty where it is refused
		"nothing to do":               {"a: å\n", "a: å\n"},
		"keys, values and comments":   {"a\u030a: \"o\u0308\" # a\u0308\r\nb: 010\n", "å: \"ö\" # ä\r\nb: 010\n"},
		"an escape stays":             {"a: \"a\\u030a\" # e\u0301\n", "a: \"a\\u030a\" # é\n"},
		"no syntax":                   {"a: [o\u0308\n", ""},
		"a character that is refused": {"a: o\u0308\u200b\n", ""},
		"a sign that becomes another": {"a: >\u0338\n", ""},
		"keys that become one":        {"a\u030a: 1\nå: 2\n", "å: 1\nå: 2\n"}, // refused before and after
		"more accents than any has":   {"a: e" + strings.Repeat("\u0301", 40) + "\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Compose([]byte(c.is))
			if string(got) != c.wanted || (err == nil) != (c.wanted != "") {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}

func FuzzSplice(f *testing.F) {
	f.Add([]byte("a: 1 # å\nb: {c: x}\n"), 3, 4, "12")
	f.Add([]byte("a: |\n  x\n"), 0, 0, "# y\n")
	f.Fuzz(func(t *testing.T, text []byte, start, end int, fresh string) {
		got, err := Splice(text, []Edit{{start, end, fresh}})
		if err != nil {
			return
		}
		if string(got) != string(text[:start])+fresh+string(text[end:]) {
			t.Fatalf("%q, %d to %d for %q: %q", text, start, end, fresh, got)
		}
		_, before := Parse(diag.NewSource("", text))
		if _, after := Parse(diag.NewSource("", got)); len(before) == 0 && len(after) > 0 {
			t.Fatalf("%q is spoiled: %q", text, got)
		}
	})
}
