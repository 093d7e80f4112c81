package edit_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// A word stands for what the schema wants where it is put.
func TestWords(t *testing.T) {
	f := open(t, aPlan)
	for _, c := range []struct {
		path, word string
		want       edit.Value
	}{
		{"volym", "12", edit.Int(12)},
		{"volym", "012", edit.Text("012")},
		{"volym", "många", edit.Text("många")},
		{"rutin", "9.0", edit.Text("9.0")},
		{"syfte", "va\u030ard", edit.Text("vård")},
		{"syfte", " vardgaranti ", edit.Text("vardgaranti")},
		{"periodisering.2027-W09", "3", edit.Int(3)},
		{"atgarder", "NFB29, NFB49", edit.List{edit.Text("NFB29"), edit.Text("NFB49")}},
		{"asa_klass", "1,2", edit.List{edit.Int(1), edit.Int(2)}},
		{"asa_klass", "[1, 2]", edit.Flow(edit.List{edit.Plain("1"), edit.Plain("2")})},
		{"ursprung", "{missiv: m-1, rad: 0114}", nil},
		{"ursprung", "{missiv: m-1, rad: r-1}", edit.Flow(edit.Map{{Key: "missiv", Value: edit.Text("m-1")}, {Key: "rad", Value: edit.Text("r-1")}})},
		{"avstamningar", "[{part: su, datum: 2026-11-10}]", edit.Flow(edit.List{edit.Flow(edit.Map{{Key: "part", Value: edit.Text("su")}, {Key: "datum", Value: edit.Text("2026-11-10")}})})},
		{"ursprung", "m-1", nil},
		{"ursprung", "{missiv", nil},
		{"volum", "12", nil},
	} {
		got, err := f.Word(c.path, c.word)
		var fault *edit.Fault
		if c.want == nil && !errors.As(err, &fault) {
			t.Errorf("%s %q gives %#v, %v", c.path, c.word, got, err)
		} else if diff := cmp.Diff(c.want, got, cmp.Exporter(func(reflect.Type) bool { return true })); c.want != nil && diff != "" {
			t.Errorf("%s %q (-want +got):\n%s", c.path, c.word, diff)
		}
	}
	if got, err := f.EntryWord("avstamningar", "{part: su, datum: 2026-11-10}"); err != nil || f.Append("avstamningar", got) != nil {
		t.Errorf("%#v, %v", got, err)
	}
}

// A field takes what the schema takes there, and says in its words what it does not.
func TestFields(t *testing.T) {
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ way, word, says string }{
		{"avtal.avtal.diarienummer", "RS 2026-01234", ""},
		{"avtal.avtal.diarienummer", "RS2026", "must be a registration number"},
		{"avtal.avtal.takvolymer.period", "2027", "must be an interval"},
		{"avtal.avtal.takvolymer.period", "2027-01-01/2027-12-31", ""},
		{"avtal.avtal.kapacitet", "{2027-W02: 4}", ""},
		{"avtal.avtal.kapacitet", "{2027-V02: 4}", "2027-V02"},
		{"kalender.avvikelser.andel", "0.5", ""},
		{"kalender.avvikelser.andel", "2", "at most 1"},
		{"roller.signaturnycklar.tjanst", "ja", ""},
		{"roller.personer.github.id", "x", "must be a whole number"},
		{"missiv.datum", "2026-10-20", ""},
		{"missiv.datum", "20 oktober", "must be a date"},
		{"leveransplan.ursprung.missiv", "missiv-2027", ""},
		{"leveransplan.ursprung.missiv", "Missiv 2027", "must be an id"},
	} {
		kind, rest, _ := strings.Cut(c.way, ".")
		all, err := edit.Fields(schemas, kind)
		if err != nil {
			t.Fatal(err)
		}
		var field edit.Field
		for step := range strings.SplitSeq(rest, ".") {
			field = edit.Field{}
			for _, f := range all {
				if f.Key() == step {
					field = f
				}
			}
			all = field.Parts
		}
		v, err := field.Value(c.word)
		var fault *edit.Fault
		switch {
		case c.says == "" && err != nil:
			t.Errorf("%s %q: %v", c.way, c.word, err)
		case c.says != "" && (!errors.As(err, &fault) || !strings.Contains(fault.Message.In(lang.EN), c.says)):
			t.Errorf("%s %q gives %#v and says %v, want %q", c.way, c.word, v, err, c.says)
		}
	}
}

// New writes keys in the order of the schema, whatever their order in the map, and refuses what
// is no document.
func TestNew(t *testing.T) {
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	doc := edit.Map{
		{Key: "vardomraden", Value: edit.List{edit.Flow(edit.Map{{Key: "giltig_fran", Value: edit.Plain("2027-01-01")}, {Key: "namn", Value: edit.Text("no")}, {Key: "id", Value: edit.Text("ortopedi")}})}},
		{Key: "dokument", Value: edit.Text("vardomraden/v1")},
	}
	text, err := edit.New(schemas, "plans/register/vardomraden.yaml", doc, "Fiktivt", "exempel")
	want := "# yaml-language-server: $schema=../../schemas/vardomraden.schema.json\n# Fiktivt\n# exempel\ndokument: vardomraden/v1\nvardomraden:\n  - {id: ortopedi, namn: \"no\", giltig_fran: 2027-01-01}\n"
	if diff := cmp.Diff(want, string(text)); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	for says, doc := range map[string]edit.Map{
		"no known kind":               {{Key: "dokument", Value: edit.Text("lista/v1")}},
		"`` is no known kind":         {},
		"`vardomraden` is missing":    {{Key: "dokument", Value: edit.Text("vardomraden/v1")}},
		"unknown key `x`":             append(edit.Map{{Key: "x", Value: edit.Int(1)}}, doc...),
		"personal identity number":    {{Key: "dokument", Value: edit.Text("vardomraden/v1")}, {Key: "vardomraden", Value: edit.List{edit.Text("19121212" + "-1212")}}},
		"of `vardomraden` is unknown": {{Key: "dokument", Value: edit.Text("vardomraden/v9")}},
	} {
		text, err := edit.New(schemas, "plans/x.yaml", doc)
		var fault *edit.Fault
		if !errors.As(err, &fault) || text != nil || !strings.Contains(fault.Message.In(lang.EN), says) {
			t.Errorf("%v, want %q", err, says)
		}
	}
}
