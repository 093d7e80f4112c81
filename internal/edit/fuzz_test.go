package edit

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// A file with CRLF keeps it; a file with both kinds of line breaks is refused.
func TestLineBreaksStay(t *testing.T) {
	documents := samples(t)
	for _, name := range slices.Sorted(maps.Keys(documents))[:40] {
		crlf := strings.ReplaceAll(documents[name], "\n", "\r\n")
		one, other := opened(t, name, documents[name]), opened(t, name, crlf)
		p := places(one)[1]
		for _, f := range []*File{one, other} {
			if err := f.Set(p.path, Text("ett-annat")); err != nil {
				t.Fatal(err)
			}
		}
		want, err := one.Text()
		got, alike := other.Text()
		if (err == nil) != (alike == nil) {
			t.Fatalf("%s: %v and %v", name, err, alike)
		}
		if diff := cmp.Diff(strings.ReplaceAll(string(want), "\n", "\r\n"), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if f, bad := Open(name, []byte(strings.Replace(crlf, "\r\n", "\n", 1))); f != nil || len(bad) != 1 {
			t.Errorf("%s with both kinds of line breaks: %v", name, bad)
		}
	}
}

// FuzzSet holds what must hold for every text, path and value: an edit is made or refused with
// a fault, never half; what is made reads as it was meant.
func FuzzSet(f *testing.F) {
	documents := samples(f)
	for i, name := range slices.Sorted(maps.Keys(documents)) {
		if i%9 == 0 {
			f.Add(documents[name], "volym", "9", byte(i))
			f.Add(documents[name], "periodisering.2027-W05", "9", byte(i))
		}
	}
	for _, text := range []string{
		"volym: 1\n# a\n\nid: |\n  x\n \n   \nrutin: >+\n  y\n\n\n", "ursprung: {rad: a,\n missiv: [b, {c: d}], }\n", "avstamningar:\n- - datum: 1\n    part: 2\n-\n",
		"periodisering: {2027-W02: 1, 2027-W01: 2}\nid: \"a\\\n  b\"\n", "kontakter:\n  - # x\n    e_post: a\n    # y\n    part: b\n", "arende: # x\n  # y\n", "atgarder:\n  - a # b\n  # c\n",
	} {
		f.Add("dokument: leveransplan/v1\n"+text, "avstamningar", "{part: a}", byte(len(text)))
	}
	f.Fuzz(func(t *testing.T, text, path, word string, how byte) { holdsForAll(t, text, path, word, how) })
}

func holdsForAll(t *testing.T, text, path, word string, how byte) (made bool) {
	f, bad := Open("plans/x.yaml", []byte(text))
	if (f == nil) != (len(bad) > 0) {
		t.Fatalf("%q: %v", text, bad)
	}
	if f == nil {
		return false
	}
	before := f.doc
	v := []Value{Text(word), Plain(word), Int(len(word)), List{Text(word)}, Flow(Map{{"part", Text(word)}}), Map{{"part", Text(word)}, {"x", List{Map{{"a", Int(1)}}}}}}[how%6]
	err := []func() error{func() error { return f.Set(path, v) }, func() error { return f.Append(path, v) }, func() error { return f.Remove(path) }}[how/6%3]()
	var fault *Fault
	if err != nil {
		if !errors.As(err, &fault) || f.doc != before || fault.Message.IsZero() {
			t.Fatalf("%q %q: %v", text, path, err)
		}
		return false
	}
	if _, err := f.Text(); err != nil && !errors.As(err, &fault) {
		t.Fatalf("%q %q: %v", text, path, err)
	}
	again, list := yamldoc.Parse(diag.NewSource("", f.doc.Source.Text))
	if again == nil || !yamldoc.Equal(again.Root, f.doc.Root) {
		t.Fatalf("%q %q: %q reads as %v", text, path, f.doc.Source.Text, list)
	}
	if spot, err := f.find(path); how/6%3 == 0 && (err != nil || len(spot.missing) > 0 || !yamldoc.Equal(spot.node, node(v))) {
		t.Fatalf("%q %q: set, and not there: %q", text, path, f.doc.Source.Text)
	}
	return true
}
