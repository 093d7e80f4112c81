package layout

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// FuzzFormat holds what must hold for every text: it is laid out or refused with findings,
// never an error; what is laid out says the same, and is laid out.
func FuzzFormat(f *testing.F) {
	l := builtIn(f)
	documents := samples(f)
	for i, file := range slices.Sorted(maps.Keys(documents)) {
		switch i % 10 {
		case 0:
			f.Add(documents[file])
		case 5:
			f.Add(strings.ReplaceAll(documents[file], "\n", "\r\n"))
		}
	}
	for _, r := range append(yamldoc.Rules(), schema.Rules()...) {
		f.Add(planHead + r.Bad)
	}
	for _, text := range []string{
		"volym: 1\n# a\n\nid: |\n  x\n \n   \nrutin: >+\n  y\n\n\n", "ursprung: {rad: a,\n missiv: [b, {c: d}], }\n", "avstamningar:\n- - datum: 1\n    part: 2\n-\n",
		"periodisering: {2027-W02: 1, 2027-W01: 2}\nid: \"a\\\n  b\"\n", "id: no\nrutin: 010\nsyfte: 12:30", "kontakter:\n  - # x\n    e_post: a\n    # y\n    part: b\n",
	} {
		f.Add(planHead + text)
	}
	f.Fuzz(func(t *testing.T, text string) { holdsForAll(t, l, text) })
}

// holdsForAll checks what must hold for every text, and tells whether it could be laid
// out.
func holdsForAll(t *testing.T, l *Layout, text string) bool {
	fixed, _, err := l.Fix(planFile, []byte(text))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	if again, rules, err := l.Fix(planFile, fixed); err != nil || len(rules) > 0 || string(again) != string(fixed) {
		t.Fatalf("%q is mended to %q and then to %q (%v, %v)", text, fixed, again, rules, err)
	}
	out, bad, err := l.Format(planFile, []byte(text))
	if err != nil || (out == nil) != (len(bad) > 0) {
		t.Fatalf("%q: %q, %v, %v", text, out, bad, err)
	}
	if out == nil {
		return false
	}
	again, bad, err := l.Format(planFile, out)
	if err != nil || len(bad) > 0 || string(again) != string(out) {
		t.Fatalf("%q is laid out as %q and then as %q", text, out, again)
	}
	before, _ := yamldoc.Parse(diag.NewSource("", fixed))
	after, list := yamldoc.Parse(diag.NewSource("", out))
	if len(list) > 0 || !yamldoc.Equal(before.Root, after.Root) {
		t.Fatalf("%q is laid out as %q", text, out)
	}
	return true
}

// pieces are what plan files are made of, good and bad.
var pieces = []string{
	"volym: ", "id: ", "ursprung: ", "missiv: ", "rad: ", "periodisering:", "2027-W02: 1", "2027-Q1: 1", "kontakter:", "part: ", "e_post: ", "vårdform: ", "rutin: ",
	"\n", "\n", "\n", "\n  ", "\n  ", "\n    ", "\n  - ", "\n    - ", "\n\n", "\r\n", " ", "  \n", "# x\n", " # y\n", "\n  # z\n", "\n      # deep\n",
	"{", "}", "[", "]", ", ", ",\n", "a", "9.0", "010", "no", "12:30", "~", "\"\"", "\"a b\"", "\"a\n  b\"", "'c'", "|\n    t\n", ">-\n    t\n    u\n", "|+\n    t\n\n", "|", "- ", "a\u030a", "å: ",
}

func TestRandomSequencesOfPieces(t *testing.T) {
	l := builtIn(t)
	r := rand.New(rand.NewPCG(9, 4))
	laidOut := 0
	for range 15_000 {
		text := "dokument: leveransplan/v1\n"
		for range 2 + r.IntN(16) {
			text += pieces[r.IntN(len(pieces))]
		}
		if holdsForAll(t, l, text) {
			laidOut++
		}
	}
	if laidOut < 500 {
		t.Errorf("only %d texts could be laid out", laidOut)
	}
}
