package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

func TestWhatADocumentSaysOfItsKind(t *testing.T) {
	const known = "Kända slag: avtal, avvikelser, behovsanalys, erbjudande, installningar, kalender, leveransplan, missiv, " +
		"organisationer, restvolymer, roller, rutiner, undantag och vardomraden."
	tests := []struct{ name, text, kind, want, hint string }{
		{"nothing, åäö before", "ärende: x\nid: y\n", "",
			"S401 1:1-1:7 ärende | `dokument` saknas: filen säger inte vilket slags dokument den är",
			"Skriv överst, till exempel: dokument: leveransplan/v1. " + known},
		{"nothing at all", "{}\n", "",
			"S401 1:1-1:3 {} | `dokument` saknas: filen säger inte vilket slags dokument den är",
			"Skriv överst, till exempel: dokument: leveransplan/v1. " + known},
		{"a misspelt key", "dokumnet: rutiner/v1\nforlangningar: []\n", "",
			"S401 1:1-1:9 dokumnet | `dokumnet` är ingen känd nyckel: menade du `dokument`?", "Ändra nyckeln till `dokument`."},
		{"a newer version", "dokument: rutiner/v2\nforlangningar: []\n", "",
			"S401 1:11-1:21 rutiner/v2 | version `v2` av `rutiner` är okänd: den nyaste som finns här är `v1`",
			"Skriv rutiner/v1, eller använd en nyare utgåva av verktyget."},
		{"no version", "dokument: rutiner\nforlangningar: []\n", "",
			"S401 1:11-1:18 rutiner | `rutiner` saknar version", "Skriv dokument: rutiner/v1"},
		{"a misspelt kind", "dokument: \"leveransplaner/v1\"\nid: x\n", "",
			"S401 1:11-1:30 \"leveransplaner/v1\" | `leveransplaner/v1` är inget känt slags dokument: menade du `leveransplan/v1`?",
			"Skriv dokument: leveransplan/v1"},
		{"a kind with diacritics", "dokument: Vårdområden/v1\n", "",
			"S401 1:11-1:25 Vårdområden/v1 | `Vårdområden/v1` är inget känt slags dokument: menade du `vardomraden/v1`?",
			"Skriv dokument: vardomraden/v1"},
		{"no kind of ours", "dokument: faktura/v1\n", "",
			"S401 1:11-1:21 faktura/v1 | `faktura/v1` är inget känt slags dokument", known},
		{"a number", "id: x\ndokument: 1\n", "",
			"S401 2:11-2:12 1 | `dokument` säger inte vilket slags dokument filen är", known},
		{"no value", "dokument:\nid: x\n", "",
			"S401 1:1-1:9 dokument | `dokument` säger inte vilket slags dokument filen är", known},
		{"a list", "dokument: [rutiner/v1]\n", "",
			"S401 1:11-1:23 [rutiner/v1] | `dokument` säger inte vilket slags dokument filen är", known},
		{"not first", "forlangningar: []\ndokument: rutiner/v1\n", "rutiner",
			"S401 2:1-2:9 dokument | `dokument` ska stå först i filen", "Flytta raden överst, så ser var och en vad filen är."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			kind, list := set(t).Check(read(t, "a.yaml", test.text))
			if kind != test.kind {
				t.Errorf("kind %q", kind)
			}
			if diff := cmp.Diff([]string{test.want}, show(test.text, list)); diff != "" {
				t.Fatalf("findings (-want +got):\n%s", diff)
			}
			if hint := list[0].Hint.In(lang.SV); hint != test.hint {
				t.Errorf("hint %q", hint)
			}
			judge(t, test.text, list[0])
		})
	}
}

func TestAKindThatDoesNotStandFirstIsAWarningAndTheRestIsChecked(t *testing.T) {
	text := "forlangningar: x\ndokument: rutiner/v1\n"
	_, list := set(t).Check(read(t, "a.yaml", text))
	if len(list) != 2 || list[0].Rule != ruleType || list[0].Severity != diag.Error || list[1].Severity != diag.Warning {
		t.Errorf("findings:\n%s", strings.Join(show(text, list), "\n"))
	}
}

func TestTheDocumentsIdIsThatOfTheFindings(t *testing.T) {
	tests := []struct{ name, id, want string }{
		{"a text", "behov-1", "behov-1"},
		{"a number", "12", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, list := set(t).Check(read(t, "a.yaml", "dokument: behovsanalys/v1\nid: "+test.id+"\n"))
			if len(list) == 0 || list[0].Document != test.want {
				t.Errorf("document %q", list[0].Document)
			}
		})
	}
}

// bad parses a text with which the loader finds one fault, and gives what remains.
func bad(t *testing.T, text string) *yamldoc.Document {
	t.Helper()
	doc, list := yamldoc.Parse(diag.NewSource("a.yaml", []byte(text)))
	if len(list) != 1 || doc == nil {
		t.Fatalf("the loader finds %d faults", len(list))
	}
	return doc
}

func TestWhatTheLoaderHasReportedIsNotReportedAgain(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a number in another form", "dokument: rutiner/v1\nforlangningar:\n  - {rutin: 010, forlangd_till: 2027-03-31, beslut: RS 1}\n", nil},
		{"a day that does not exist", "dokument: rutiner/v1\nforlangningar:\n  - {rutin: \"9.0\", forlangd_till: 2027-02-30, beslut: RS 1}\n", nil},
		{"a key twice", "dokument: rutiner/v1\nforlangningar: []\nForlangningar: 3\n", nil},
		{"the kind itself", "dokument: &a rutiner/v1\n", nil},
		{"the kind's key", "&a dokument: rutiner/v1\n", nil},
		{"a required key", "dokument: rutiner/v1\n&a forlangningar: []\n", nil},
		{"one beside another fault", "dokument: rutiner/v1\nforlangningar:\n  - {rutin: 010, forlangd_till: x, beslut: RS 1}\n",
			[]string{"S406 3:33-3:34 x | `forlangd_till` ska vara ett datum, inte `x`"}},
		{"two like each other", "dokument: organisationer/v1\norganisationer:\n  - {id: norra, typ: region, namn: N, giltig_fran: 2027-01-01, sjukhus: [&a x, x, y]}\n", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, list := set(t).Check(bad(t, test.text))
			if diff := cmp.Diff(test.want, show(test.text, list)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestABadRootGivesNothing(t *testing.T) {
	doc := read(t, "a.yaml", "id: x\n")
	doc.Root.Bad = true
	if kind, list := set(t).Check(doc); kind != "" || len(list) != 0 {
		t.Errorf("kind %q, %v", kind, list)
	}
}
