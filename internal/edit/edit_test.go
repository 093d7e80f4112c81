package edit_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
)

const planFile = "plans/2027/leveransplaner/skas/lp-1.yaml"

// aPlan is a plan that has something of everything, well written.
const aPlan = `# yaml-language-server: $schema=../../../../schemas/leveransplan.schema.json
# Filens egen kommentar
dokument: leveransplan/v1
id: lp-1
rutin: "9.0"
period: 2027-01-01/2027-12-31
ursprung: {missiv: missiv-1, rad: rad-1}   # raden
skickande: skas
mottagare: siv
vardomrade: ortopedi
atgarder: [NFB29, NFB49]
volym: 9 # nio
# Vecka för vecka
periodisering: # i veckor
  # början
  2027-W02: 3
  2027-W04: 3 # tre
    # hör till vecka 4
  # slutet
  2027-W06: 3
avstamningar:
  - {part: skas, datum: 2026-11-10}
  # den andra
  - {part: siv, datum: 2026-11-12, referens: "HS 2026-00412-3"}
andringar: []
`

func open(t testing.TB, text string) *edit.File {
	t.Helper()
	f, bad := edit.Open(planFile, []byte(text))
	if len(bad) > 0 {
		t.Fatalf("%s\n%s", bad[0].Message.In(lang.EN), text)
	}
	return f
}

func written(t testing.TB, f *edit.File) string {
	t.Helper()
	text, err := f.Text()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// change is an edit and what it makes of the lines that it is about.
type change struct {
	name     string
	do       func(f *edit.File) error
	from, to string // parts of the text, each in it once
}

func set(path string, v edit.Value) func(*edit.File) error {
	return func(f *edit.File) error { return f.Set(path, v) }
}

func add(path string, v edit.Value) func(*edit.File) error {
	return func(f *edit.File) error { return f.Append(path, v) }
}

func remove(path string) func(*edit.File) error {
	return func(f *edit.File) error { return f.Remove(path) }
}

func run(t *testing.T, text string, changes []change) {
	t.Helper()
	for _, c := range changes {
		t.Run(c.name, func(t *testing.T) {
			if n := strings.Count(text, c.from); n != 1 {
				t.Fatalf("%q stands %d times in the text", c.from, n)
			}
			f := open(t, text)
			if err := c.do(f); err != nil {
				t.Fatal(err)
			}
			want := strings.Replace(text, c.from, c.to, 1)
			if diff := cmp.Diff(strings.SplitAfter(want, "\n"), strings.SplitAfter(string(f.Document().Source.Text), "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

var contact = edit.Map{{Key: "e_post", Value: edit.Text("a@example.org")}, {Key: "part", Value: edit.Text("skas")}, {Key: "funktion", Value: edit.Text("Planering")}}

func TestEditsOfAPlan(t *testing.T) {
	run(t, aPlan, []change{
		{"a number", set("volym", edit.Int(12)), "volym: 9 # nio", "volym: 12 # nio"},
		{"the same number", set("volym", edit.Int(9)), "volym: 9", "volym: 9"},
		{"quotes stay", set("rutin", edit.Text("6.0")), `"9.0"`, `"6.0"`},
		{"quotes stay in braces", set("avstamningar.siv.referens", edit.Text("HS 2026-1")), `"HS 2026-00412-3"`, `"HS 2026-1"`},
		{"in braces", set("ursprung.rad", edit.Text("rad-2")), "rad: rad-1}", "rad: rad-2}"},
		{"a new key in braces", set("ursprung.erbjudande", edit.Text("erb-1")), "rad: rad-1}", "rad: rad-1, erbjudande: erb-1}"},
		{"a week", set("periodisering.2027-W04", edit.Int(4)), "W04: 3 # tre", "W04: 4 # tre"},
		{"a week between", set("periodisering.2027-W05", edit.Int(1)), "    # hör till vecka 4\n", "    # hör till vecka 4\n  2027-W05: 1\n"},
		{"a week before all", set("periodisering.2027-W01", edit.Int(1)), "  # början\n", "  2027-W01: 1\n  # början\n"},
		{"a week after all", set("periodisering.2027-W07", edit.Int(1)), "2027-W06: 3\n", "2027-W06: 3\n  2027-W07: 1\n"},
		{"a key at its place", set("vardform", edit.Text("dagkirurgi")), "atgarder: [NFB29, NFB49]\n", "atgarder: [NFB29, NFB49]\nvardform: dagkirurgi\n"},
		{"a key before a comment", set("enhet", edit.Text("atgard")), "atgarder: [NFB29, NFB49]\n", "atgarder: [NFB29, NFB49]\nenhet: atgard\n"},
		{"a key with the one above it", set("arende.diarienummer", edit.Text("HS 2026-00412")), "andringar: []", "arende: {diarienummer: HS 2026-00412}\nandringar: []"},
		{"a list", set("atgarder", edit.List{edit.Text("NGB49")}), "[NFB29, NFB49]", "[NGB49]"},
		{"a whole periodisation keeps what stays", set("periodisering", edit.Map{{Key: "2027-W08", Value: edit.Int(3)}, {Key: "2027-W04", Value: edit.Int(4)}}),
			"  # början\n  2027-W02: 3\n  2027-W04: 3 # tre\n    # hör till vecka 4\n  # slutet\n  2027-W06: 3\n", "  2027-W04: 4 # tre\n    # hör till vecka 4\n  2027-W08: 3\n"},
		{"an entry", set("avstamningar.siv.datum", edit.Day(calendar.Date(2026, 11, 13))), "datum: 2026-11-12", "datum: 2026-11-13"},
		{"a key of an entry", set("avstamningar.skas.referens", edit.Text("ja")), "datum: 2026-11-10}", "datum: 2026-11-10, referens: ja}"},
		{"another entry", set("avstamningar.skas", edit.Map{{Key: "datum", Value: edit.Day(calendar.Date(2026, 11, 9))}, {Key: "part", Value: edit.Text("nu")}}),
			"{part: skas, datum: 2026-11-10}", "{part: nu, datum: 2026-11-09}"},
		{"one more entry", add("avstamningar", edit.Map{{Key: "part", Value: edit.Text("nu")}, {Key: "datum", Value: edit.Day(calendar.Date(2026, 11, 14))}}),
			"andringar: []", "  - {part: nu, datum: 2026-11-14}\nandringar: []"},
		{"the first of an empty list", add("andringar", edit.Map{{Key: "nr", Value: edit.Int(1)}, {Key: "datum", Value: edit.Plain("2027-01-02")}, {Key: "galler_fran", Value: edit.Plain("2027-W04")},
			{Key: "orsak", Value: edit.Text("villkor")}, {Key: "volym_efter", Value: edit.Int(9)}, {Key: "volym_fore", Value: edit.Int(9)}, {Key: "anmald_av", Value: edit.Text("skas")},
			{Key: "avstamningar", Value: edit.List{edit.Flow(edit.Map{{Key: "part", Value: edit.Text("siv")}, {Key: "datum", Value: edit.Plain("2027-01-01")}})}}}),
			"andringar: []\n", "andringar:\n  - nr: 1\n    datum: 2027-01-02\n    galler_fran: 2027-W04\n    orsak: villkor\n    volym_fore: 9\n    volym_efter: 9\n    anmald_av: skas\n    avstamningar:\n      - {part: siv, datum: 2027-01-01}\n"},
		{"a list that is not there", add("kontakter", contact), "andringar: []", "kontakter:\n  - part: skas\n    funktion: Planering\n    e_post: a@example.org\nandringar: []"},
		{"a list that is not there, in braces", add("kontakter", edit.Flow(contact)), "andringar: []", "kontakter:\n  - {part: skas, funktion: Planering, e_post: a@example.org}\nandringar: []"},
		{"a word more", add("atgarder", edit.Text("NGB49")), "NFB49]", "NFB49, NGB49]"},
		{"a word less", remove("atgarder.NFB29"), "[NFB29, NFB49]", "[NFB49]"},
		{"the last word", remove("atgarder.NFB49"), "[NFB29, NFB49]", "[NFB29]"},
		{"no list", remove("atgarder"), "atgarder: [NFB29, NFB49]\n", ""},
		{"no week", remove("periodisering.2027-W04"), "  2027-W04: 3 # tre\n    # hör till vecka 4\n", ""},
		{"not the first week", remove("periodisering.2027-W02"), "  # början\n  2027-W02: 3\n", ""},
		{"not the last week", remove("periodisering.2027-W06"), "  # slutet\n  2027-W06: 3\n", ""},
		{"no entry", remove("avstamningar.siv"), "  # den andra\n  - {part: siv, datum: 2026-11-12, referens: \"HS 2026-00412-3\"}\n", ""},
		{"no key in braces", remove("avstamningar.siv.referens"), ", referens: \"HS 2026-00412-3\"}", "}"},
	})
}

// oddPlan is a plan that is written as nobody would want it and anybody may.
const oddPlan = `dokument: leveransplan/v1
id: lp-1
rutin: "9.0"
period:
  2027-01-01/2027-12-31
ursprung: { missiv: missiv-1,   # missivet
            rad: rad-1 }
skickande: skas
mottagare: siv
vardomrade: 'ortopedi' # enkla
atgarder:
- NFB29 # den ena
# den andra
- NFB49
vardform:
asa_klass: # klasser
syfte: >- # varför
  vardgaranti
volym: 3
periodisering: {} # ännu inget
avstamningar:
- part: skas # vi
  # när
  datum: 2026-11-10
-   referens: x
    part: siv
    # sist
    datum: 2026-11-12
      # och
kontakter: []   # inga
arende:
     protokoll: p
andringar: []`

func TestEditsOfAnOddPlan(t *testing.T) {
	run(t, oddPlan, []change{
		{"a value on the next line", set("period", edit.Plain("2027-01-01/2027-06-30")), "2027-12-31", "2027-06-30"},
		{"in braces over lines", set("ursprung.missiv", edit.Text("m-2")), "missiv-1,", "m-2,"},
		{"more in braces over lines", set("ursprung.erbjudande", edit.Text("e-1")), "rad-1 }", "rad-1, erbjudande: e-1 }"},
		{"less in braces over lines", remove("ursprung.rad"), ",   # missivet\n            rad: rad-1 }", " }"},
		{"single quotes", set("vardomrade", edit.Text("hud")), "'ortopedi' # enkla", "'hud' # enkla"},
		{"an apostrophe in single quotes", set("vardomrade", edit.Text("h'ud")), "'ortopedi' # enkla", "'h''ud' # enkla"},
		{"a list at the margin", add("atgarder", edit.Text("NGB49")), "- NFB49\n", "- NFB49\n- NGB49\n"},
		{"less of a list at the margin", remove("atgarder.NFB49"), "# den andra\n- NFB49\n", ""},
		{"the first of a list at the margin", remove("atgarder.NFB29"), "- NFB29 # den ena\n", ""},
		{"another list", set("atgarder", edit.List{edit.Text("NGB49")}), "atgarder:\n- NFB29 # den ena\n# den andra\n- NFB49\n", "atgarder: [NGB49]\n"},
		{"an empty value", set("vardform", edit.Text("oppenvard")), "vardform:\n", "vardform: oppenvard\n"},
		{"an empty value with a comment", set("asa_klass", edit.List{edit.Int(1)}), "asa_klass: #", "asa_klass: [1] #"},
		{"a list on lines for an empty value", add("asa_klass", edit.Int(1)), "asa_klass: #", "asa_klass: [1] #"},
		{"a text on lines", set("syfte", edit.Text("annat")), ">- # varför\n  vardgaranti\n", "annat # varför\n"},
		{"the first week", set("periodisering.2027-W02", edit.Int(3)), "periodisering: {} # ännu inget\n", "periodisering: # ännu inget\n     2027-W02: 3\n"},
		{"the first of a list", add("kontakter", contact), "kontakter: []   # inga\n", "kontakter:   # inga\n- part: skas\n  funktion: Planering\n  e_post: a@example.org\n"},
		{"a key after a dash", remove("avstamningar.skas.part"), "- part: skas # vi\n  # när\n  datum: 2026-11-10\n", "# när\n- datum: 2026-11-10\n"},
		{"another key after a dash", remove("avstamningar.siv.referens"), "-   referens: x\n    part: siv\n", "-   part: siv\n"},
		{"a key before the first after a dash", set("avstamningar.siv.datum", edit.Plain("2026-11-13")), "datum: 2026-11-12", "datum: 2026-11-13"},
		{"an entry with its comments", remove("avstamningar.siv"), "-   referens: x\n    part: siv\n    # sist\n    datum: 2026-11-12\n      # och\n", ""},
		{"an entry in place of another", set("avstamningar.siv", edit.Map{{Key: "datum", Value: edit.Plain("2026-11-13")}, {Key: "part", Value: edit.Text("nu")}}),
			"-   referens: x\n    part: siv\n    # sist\n    datum: 2026-11-12\n      # och\n", "-   part: nu\n    datum: 2026-11-13\n"},
		{"the last key of a group takes it along", remove("arende.protokoll"), "arende:\n     protokoll: p\n", ""},
		{"the last line", add("andringar", edit.Flow(edit.Map{{Key: "nr", Value: edit.Int(1)}, {Key: "datum", Value: edit.Plain("2027-01-02")}, {Key: "galler_fran", Value: edit.Plain("2027-W04")},
			{Key: "orsak", Value: edit.Text("villkor")}, {Key: "volym_fore", Value: edit.Int(9)}, {Key: "volym_efter", Value: edit.Int(9)}, {Key: "anmald_av", Value: edit.Text("skas")}})),
			"andringar: []", "andringar:\n- {nr: 1, datum: 2027-01-02, galler_fran: 2027-W04, orsak: villkor, volym_fore: 9, volym_efter: 9, anmald_av: skas}"},
	})
}

// A step of a path may have dots of its own.
func TestPathsWithDots(t *testing.T) {
	const text = "dokument: rutiner/v1\nforlangningar:\n  - {rutin: \"9.0\", forlangd_till: 2027-03-31, beslut: \"RS 2026-04567\"}\n"
	f := open(t, text)
	if err := f.Set("forlangningar.9.0.forlangd_till", edit.Plain("2027-04-30")); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Replace(text, "03-31", "04-30", 1), written(t, f)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name          string
		do            func(*edit.File) error
		message, hint string
	}{
		{"a key slightly wrong", set("volum", edit.Int(3)), "there is no key `volum` at the top level", "Did you mean `volym`?"},
		{"a key of nothing", set("x", edit.Int(3)), "there is no key `x` at the top level", "The keys here are: dokument, id,"},
		{"a key inside", set("ursprung.mssiv", edit.Text("x")), "there is no key `mssiv` in `ursprung`", "Did you mean `missiv`?"},
		{"below a plain value", set("volym.x", edit.Int(3)), "`volym` is a plain value and has no parts", "Stop at `volym`."},
		{"below a value to be", set("syfte.x", edit.Int(3)), "`syfte` is a plain value and has no parts", ""},
		{"no week", set("periodisering.vecka5", edit.Int(3)), "`vecka5` is neither a week nor a quarter", "2027-W05"},
		{"no entry", set("avstamningar.sov.datum", edit.Text("x")), "`avstamningar` has no entry `sov`", "Did you mean `siv`?"},
		{"no list", add("volym", edit.Int(1)), "`volym` is no list", ""},
		{"twice", add("avstamningar", edit.Map{{Key: "part", Value: edit.Text("siv")}, {Key: "datum", Value: edit.Plain("2026-11-14")}}), "`avstamningar` has an entry `siv` already", ""},
		{"nothing there", remove("syfte"), "`syfte` is not in the file", ""},
		{"a dot too many", set("volym.", edit.Int(1)), "`volym.` is no path", ""},
		{"two dots", set("periodisering..2027-W02", edit.Int(1)), "is no path", ""},
		{"nothing", set("", edit.Int(1)), "it is not said what to change", "The keys are: dokument,"},
		{"text for a number", set("volym", edit.Text("många")), "`volym` must be a whole number", ""},
		{"what the schema wants", remove("volym"), "`volym` is missing", "Add the key `volym`"},
		{"an unknown word", set("vardform", edit.Text("dagkirugi")), "`vardform` cannot be `dagkirugi`", ""},
		{"a tag", set("syfte", edit.Plain("!x y")), "", ""},
		{"a comment", set("syfte", edit.Plain("x # y")), "", ""},
		{"two lines", set("syfte", edit.Plain("x\nvolym: 3")), "", ""},
		{"a personal number", set("syfte", edit.Text("19121212"+"-1212")), "personal identity number", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := open(t, aPlan)
			err := c.do(f)
			if err == nil {
				_, err = f.Text()
			} else if diff := cmp.Diff(aPlan, written(t, f)); diff != "" {
				t.Errorf("the file is another (-want +got):\n%s", diff)
			}
			var fault *edit.Fault
			if !errors.As(err, &fault) || !strings.Contains(fault.Message.In(lang.EN), c.message) || !strings.Contains(fault.Hint.In(lang.EN), c.hint) || fault.Message.In(lang.SV) == "" {
				t.Errorf("%v (%+v), want %q, %q", err, fault, c.message, c.hint)
			}
		})
	}
}
