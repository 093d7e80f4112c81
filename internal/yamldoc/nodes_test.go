package yamldoc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// accept parses a text that must be read without a finding.
func accept(t *testing.T, text string) *Document {
	t.Helper()
	doc, list := Parse(diag.NewSource("a.yaml", []byte(text)))
	if doc == nil || len(list) > 0 {
		t.Fatalf("%q: %v", text, show(list))
	}
	return doc
}

var kindLetters = map[Kind]string{Null: "null", Bool: "bool", Int: "int", Number: "number", String: "text", Mapping: "map", Sequence: "list"}

// outline writes each node on a line: its kind, its value and the text of its span.
func outline(src *diag.Source, n *Node) string {
	var b strings.Builder
	var walk func(n *Node, depth int, key bool)
	walk = func(n *Node, depth int, key bool) {
		kind := kindLetters[n.Kind]
		if key {
			kind = "key"
		}
		fmt.Fprintf(&b, "%*s%s", 2*depth, "", kind)
		if n.Kind != Mapping && n.Kind != Sequence {
			fmt.Fprintf(&b, " %q", n.Text)
		}
		if n.Quoted {
			b.WriteString(" quoted")
		}
		if n.Bad {
			b.WriteString(" bad")
		}
		fmt.Fprintf(&b, " = %q\n", src.Slice(n.Span))
		for _, e := range n.Entries {
			walk(e.Key, depth+1, true)
			walk(e.Value, depth+2, false)
		}
		for _, item := range n.Items {
			walk(item, depth+1, false)
		}
	}
	walk(n, 0, false)
	return b.String()
}

func TestNodesCoverExactlyTheirText(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"plain values", "# åäö\nå: åäö ÅÄÖ   # åäö\nb: -3\nc: 0.50\nd: true\ne: ~\nf: x#y:z\n", `
map = "å: åäö ÅÄÖ   # åäö\nb: -3\nc: 0.50\nd: true\ne: ~\nf: x#y:z"
  key "å" = "å"
    text "åäö ÅÄÖ" = "åäö ÅÄÖ"
  key "b" = "b"
    int "-3" = "-3"
  key "c" = "c"
    number "0.50" = "0.50"
  key "d" = "d"
    bool "true" = "true"
  key "e" = "e"
    null "~" = "~"
  key "f" = "f"
    text "x#y:z" = "x#y:z"
`},
		{"empty values", "å:\nb:   # åäö\nc:\n  -\n  - \n  - å\nd: {a: , b: , c: }\n", `
map = "å:\nb:   # åäö\nc:\n  -\n  - \n  - å\nd: {a: , b: , c: }"
  key "å" = "å"
    null "" = ""
  key "b" = "b"
    null "" = ""
  key "c" = "c"
    list = "-\n  - \n  - å"
      null "" = ""
      null "" = ""
      text "å" = "å"
  key "d" = "d"
    map = "{a: , b: , c: }"
      key "a" = "a"
        null "" = ""
      key "b" = "b"
        null "" = ""
      key "c" = "c"
        null "" = ""
`},
		{"quoted values", "\"å\" : \"a\\\"å\\\\\"   # \"\n'b': 'it''s å'\nc: \"å\n\n  ä # ö\n  ö\"\nd: '' # x\n", `
map = "\"å\" : \"a\\\"å\\\\\"   # \"\n'b': 'it''s å'\nc: \"å\n\n  ä # ö\n  ö\"\nd: ''"
  key "å" quoted = "\"å\""
    text "a\"å\\" quoted = "\"a\\\"å\\\\\""
  key "b" quoted = "'b'"
    text "it's å" quoted = "'it''s å'"
  key "c" = "c"
    text "å\nä # ö ö" quoted = "\"å\n\n  ä # ö\n  ö\""
  key "d" = "d"
    text "" quoted = "''"
`},
		{"block texts", "a: |  # åäö\n  å\n   ä\n\n  ö\n\n# x\nb: >-\n\n  å\n  ä\n\nc: |+\n  å\n\nd: |\ne:\n  - |-\n   å\n  - x\n", `
map = "a: |  # åäö\n  å\n   ä\n\n  ö\n\n# x\nb: >-\n\n  å\n  ä\n\nc: |+\n  å\n\nd: |\ne:\n  - |-\n   å\n  - x"
  key "a" = "a"
    text "å\n ä\n\nö\n" quoted = "|  # åäö\n  å\n   ä\n\n  ö\n"
  key "b" = "b"
    text "\nå ä" quoted = ">-\n\n  å\n  ä"
  key "c" = "c"
    text "å\n\n" quoted = "|+\n  å\n\n"
  key "d" = "d"
    text "" quoted = "|"
  key "e" = "e"
    list = "- |-\n   å\n  - x"
      text "å" quoted = "|-\n   å"
      text "x" = "x"
`},
		{"block text at the end without a line break", "a: |\n  å", `
map = "a: |\n  å"
  key "a" = "a"
    text "å" quoted = "|\n  å"
`},
		{"collections in brackets", "a: [å, 'b' , [], {}, # ]\n  1 ,\n  ]  # å\nb: {å: {b: [1]}, \"c\":2}\n", `
map = "a: [å, 'b' , [], {}, # ]\n  1 ,\n  ]  # å\nb: {å: {b: [1]}, \"c\":2}"
  key "a" = "a"
    list = "[å, 'b' , [], {}, # ]\n  1 ,\n  ]"
      text "å" = "å"
      text "b" quoted = "'b'"
      list = "[]"
      map = "{}"
      int "1" = "1"
  key "b" = "b"
    map = "{å: {b: [1]}, \"c\":2}"
      key "å" = "å"
        map = "{b: [1]}"
          key "b" = "b"
            list = "[1]"
              int "1" = "1"
      key "c" quoted = "\"c\""
        int "2" = "2"
`},
		{"lists without and with indentation", "a:\n- å: 1\n  b: 2\n-   - ä\n    - ö\nb:\n    - x\n", `
map = "a:\n- å: 1\n  b: 2\n-   - ä\n    - ö\nb:\n    - x"
  key "a" = "a"
    list = "- å: 1\n  b: 2\n-   - ä\n    - ö"
      map = "å: 1\n  b: 2"
        key "å" = "å"
          int "1" = "1"
        key "b" = "b"
          int "2" = "2"
      list = "- ä\n    - ö"
        text "ä" = "ä"
        text "ö" = "ö"
  key "b" = "b"
    list = "- x"
      text "x" = "x"
`},
		{"Windows line breaks", "a: 1\r\nå: |\r\n  å\r\n  ä\r\nb: \"x\r\n  y\"\r\nc:\r\n", `
map = "a: 1\r\nå: |\r\n  å\r\n  ä\r\nb: \"x\r\n  y\"\r\nc:"
  key "a" = "a"
    int "1" = "1"
  key "å" = "å"
    text "å\nä\n" quoted = "|\r\n  å\r\n  ä\r\n"
  key "b" = "b"
    text "x y" quoted = "\"x\r\n  y\""
  key "c" = "c"
    null "" = ""
`},
		{"document in braces, with markers", "# å\n--- # ä\n{å: 1}\n...\n# ö\n", `
map = "{å: 1}"
  key "å" = "å"
    int "1" = "1"
`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := accept(t, c.text)
			if diff := cmp.Diff(strings.TrimPrefix(c.want, "\n"), outline(doc.Source, doc.Root)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestBadNodesAreMarkedAndTheRestOfTheDocumentStands(t *testing.T) {
	text := "a: 010\nb: &x {c: 1, c: 2}\nd: *x\n2027: 1\ne: å\n  ä\nf: !!int 3\ng: [h, {i}, j: 1]\nk: 2027-02-30\n"
	src := diag.NewSource("a.yaml", []byte(text))
	doc, list := Parse(src)
	if doc == nil {
		t.Fatal(show(list))
	}
	want := `
map = "a: 010\nb: &x {c: 1, c: 2}\nd: *x\n2027: 1\ne: å\n  ä\nf: !!int 3\ng: [h, {i}, j: 1]\nk: 2027-02-30"
  key "a" = "a"
    text "010" bad = "010"
  key "b" = "b"
    map bad = "&x {c: 1, c: 2}"
      key "c" = "c"
        int "1" = "1"
      key "c" bad = "c"
        int "2" = "2"
  key "d" = "d"
    text "*x" bad = "*x"
  key "2027" bad = "2027"
    int "1" = "1"
  key "e" = "e"
    text "å ä" bad = "å\n  ä"
  key "f" = "f"
    text "3" bad = "!!int 3"
  key "g" = "g"
    list = "[h, {i}, j: 1]"
      text "h" = "h"
      map = "{i}"
        key "i" bad = "i"
          null "" = ""
      map bad = "j: 1"
        key "j" = "j"
          int "1" = "1"
  key "k" = "k"
    text "2027-02-30" bad = "2027-02-30"
`
	if diff := cmp.Diff(strings.TrimPrefix(want, "\n"), outline(src, doc.Root)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var rules, pointers []string
	for _, d := range list {
		rules = append(rules, d.Rule)
		pointers = append(pointers, d.Pointer)
	}
	if diff := cmp.Diff([]string{"S321", "S306", "S309", "S308", "S310", "S307", "S311", "S311", "S324"}, rules); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"/a", "/b", "/b/c", "/2027", "/e", "/f", "/g/1/i", "/g/2", "/k"}, pointers); diff != "" {
		t.Errorf("pointers (-want +got):\n%s", diff)
	}
	if m := list[1].Measure; m != 2 {
		t.Errorf("the anchor's finding stands for %d places, want 2", m)
	}
}
