package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

func entry(t testing.TB, text string) *yamldoc.Node {
	t.Helper()
	y, findings := yamldoc.Parse(diag.NewSource("x.yaml", []byte("post: "+text+"\n")))
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return y.Root.Get("post")
}

func TestEntryKey(t *testing.T) {
	for name, c := range map[string]struct {
		parent, list, entry string
		want                string
		ok                  bool
	}{
		"an id":                       {"missiv", "rader", "{volym: 3, id: skas-hoft}", "skas-hoft", true},
		"a number":                    {"missiv", "andringar", "{nr: 3, rad: x}", "3", true},
		"several keys":                {"roller", "uppdrag", "{fran: 2026-01-01, person: p-017, roll: representant, organisation: skas}", "p-017+representant+skas+2026-01-01", true},
		"one of several keys absent":  {"roller", "uppdrag", "{person: p-017, roll: koncernkontoret, fran: 2026-01-01}", "p-017+koncernkontoret++2026-01-01", true},
		"a list among the keys":       {"fordelningsforslag", "rader", "{vardomrade: ortopedi, asa_klass: [1, 2]}", "ortopedi++1,2", true},
		"the register's fields":       {"vardomraden", "vardomraden", "{id: ortopedi}", "ortopedi", true},
		"the analysis' fields":        {"behovsanalys", "vardomraden", "{vardomrade: ortopedi}", "ortopedi", true},
		"a plan's reconciliation":     {"leveransplan", "avstamningar", "{part: exk}", "exk", true},
		"a missiv's dialogue":         {"missiv", "avstamningar", "{forvaltning: skas}", "skas", true},
		"a calendar's deviation":      {"kalender", "avvikelser", "{organisation: siv, fran: 2027-06-28}", "siv+2027-06-28", true},
		"a deviation from the audit":  {"avvikelser", "avvikelser", "{commit: abc}", "abc", true},
		"no key":                      {"missiv", "rader", "{volym: 3}", "", false},
		"no mapping":                  {"avtal", "vardomraden", "ortopedi", "", false},
		"a list without keys":         {"avtal", "atgarder", "{id: x}", "", false},
		"an entry of nothing":         {"missiv", "rader", "{}", "", false},
		"a composite key, all absent": {"roller", "uppdrag", "{till: 2026-01-01}", "", false},
	} {
		t.Run(name, func(t *testing.T) {
			got, ok := plan.EntryKey(c.parent, c.list, entry(t, c.entry))
			if got != c.want || ok != c.ok {
				t.Errorf("got %q, %v", got, ok)
			}
		})
	}
}

func TestRepeats(t *testing.T) {
	const text = `dokument: missiv/v1
rader:
  - {id: a, atgarder: [NFB49, NFB49]}
  - {id: b}
  - id: a
    volym: 1
  - {volym: 2}
  - {volym: 2}
kapacitetstrappa:
  egen_regi: {svar: [{forvaltning: siv, ledig: 1}, {ledig: 2, forvaltning: siv}]}
andringar:
  - {nr: 1, avstamningar: [{forvaltning: su}]}
  - {nr: 2, avstamningar: [{forvaltning: su}], reglerar: [{leveransplan: lp, nr: 1}, {leveransplan: lp, nr: 2}, {leveransplan: lp, nr: 1}]}
`
	d := read(t, plan.KindMissiv, text)
	var got []string
	for _, r := range plan.Repeats(d.Base()) {
		at, same := d.Base().Source.Pos(r.At.Start()), d.Base().Source.Pos(r.Same.Start())
		got = append(got, r.List+" "+r.Key+" "+text[r.At.Start():r.At.End()])
		if at.Line < same.Line || at == same {
			t.Errorf("%v repeats what stands at %v", at, same)
		}
	}
	want := []string{"rader a a", "svar siv siv", "reglerar lp+1 lp"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
