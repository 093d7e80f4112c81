package yamldoc

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/leveransplan/leveransplan/internal/diag"
)

const sample = `dokument: missiv/v1
rader:
  - id: a
    volym: 120
    atgarder: [NFB49, NFB62]
  - id: b
    periodisering: {2027-W02: 3, 2027-W03: 4}
    note: ""
"a/b~c": {"": [1]}
tom:
`

func TestAValueIsFoundByItsPointer(t *testing.T) {
	doc := accept(t, sample)
	cases := []struct{ pointer, key, value string }{
		{"/dokument", "dokument", "missiv/v1"},
		{"/rader/0/volym", "volym", "120"},
		{"/rader/0/atgarder/1", "", "NFB62"},
		{"/rader/1/periodisering/2027-W03", "2027-W03", "4"},
		{"/rader/1", "", "id: b\n    periodisering: {2027-W02: 3, 2027-W03: 4}\n    note: \"\""},
		{"/a~1b~0c//0", "", "1"},
		{"/a~1b~0c/", `""`, "[1]"},
		{"/tom", "tom", ""},
	}
	for _, c := range cases {
		value, key := doc.At(c.pointer), doc.KeyAt(c.pointer)
		if value == nil || string(doc.Source.Slice(value.Span)) != c.value {
			t.Errorf("At(%s): %+v, want %q", c.pointer, value, c.value)
		}
		if (key != nil) != (c.key != "") || key != nil && string(doc.Source.Slice(key.Span)) != c.key {
			t.Errorf("KeyAt(%s): %+v, want %q", c.pointer, key, c.key)
		}
	}
	if doc.At("") != doc.Root || doc.KeyAt("") != nil {
		t.Error("the empty pointer is not the root")
	}
	for _, pointer := range []string{"/absent", "/rader/2", "/rader/-1", "/rader/x", "/rader/0/volym/x", "/rader/0/absent/x", "/tom/x", "/rader/01x"} {
		if doc.At(pointer) != nil || doc.KeyAt(pointer) != nil {
			t.Errorf("something at %s", pointer)
		}
	}
}

func TestThePathToASpan(t *testing.T) {
	doc := accept(t, sample)
	cases := map[string]string{
		"«dokument»: missiv/v1":  "dokument",
		"dokument: «missiv/v1»":  "dokument",
		"dokument: mis«si»v/v1":  "dokument",
		"«volym»: 120":           "rader 0 volym",
		"«120»":                  "rader 0 volym",
		"«NFB62»":                "rader 0 atgarder 1",
		"[NFB49«,» NFB62]":       "rader 0 atgarder",
		"2027-W02«»: 3":          "rader 1 periodisering 2027-W02",
		"2027-W03: «4»":          "rader 1 periodisering 2027-W03",
		"«note: \"\"»":           "rader 1",
		"«rader»:":               "rader",
		"tom:«»\n":               "tom",
		"«missiv/v1\nrader»":     "",
		"\"\": [«1»]":            "a/b~c  0",
		"«{\"\": [1]}»":          "a/b~c",
		"«id: b\n    perio»dise": "rader 1",
	}
	for marked, want := range cases {
		before, rest, _ := strings.Cut(marked, "«")
		inside, after, _ := strings.Cut(rest, "»")
		i := strings.Index(sample, before+inside+after)
		if i < 0 {
			t.Fatalf("%s is not in the sample", marked)
		}
		start := i + len(before)
		var steps []string
		for _, s := range doc.PathAt(diag.Between(start, start+len(inside))) {
			if s.Index >= 0 {
				steps = append(steps, fmt.Sprint(s.Index))
			} else {
				steps = append(steps, s.Key)
			}
		}
		if got := strings.Join(steps, " "); got != want {
			t.Errorf("%s: path %q, want %q", marked, got, want)
		}
	}
	if path := doc.PathAt(doc.Root.Span); len(path) != 0 {
		t.Errorf("path to the root: %v", path)
	}
	path := doc.PathAt(doc.At("/rader/0/volym").Span)
	want := []Step{{Key: "rader", Index: -1, Node: doc.At("/rader")}, {Index: 0, Node: doc.At("/rader/0")}, {Key: "volym", Index: -1, Node: doc.At("/rader/0/volym")}}
	if diff := cmp.Diff(want, path, cmpopts.EquateComparable(diag.Span{})); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
	if key := doc.KeyAt("/rader/0/volym"); doc.PathAt(key.Span)[2].Node != key {
		t.Error("the path to a key does not end at the key")
	}
}
