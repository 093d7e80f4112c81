package corpus_test

import (
	"strings"
)

// planSlips are slips in a plan, or in what decides its volumes.
var planSlips = []slip{
	{"one week has another number", func(e *editor) { e.add(coming, `(\n  2027-W1\d: )(\d+)(\n)`, 1) }, []string{"P101"}},
	{"the volume has another number", func(e *editor) { e.add(coming, `(\nvolym: )(\d+)(\n)`, -2) }, []string{"P101"}},
	{"a quarter among weeks", func(e *editor) { e.swap(coming, `\n  2027-W05: (\d+)\n`, "\n  2027-Q1: $1\n") }, []string{"P102"}},
	{"a week of another year", func(e *editor) { e.swap(coming, `\n  2027-W20: ([1-9]\d*)\n`, "\n  2026-W20: $1\n") }, []string{"P103"}},
	{"a copied file", func(e *editor) {
		name, _ := e.find(coming, `\nid: `)
		e.tree[strings.TrimSuffix(name, ".yaml")+"-kopia.yaml"] = e.tree[name]
	}, []string{"X001"}},
	{"an unknown line", func(e *editor) { e.swap(coming, `(rad: )([a-z-]+)`, "$1ingen-sadan-rad") }, []string{"X002"}},
	{"an agreement is deleted", func(e *editor) {
		e.swap("register/avtal", `  - id: `+e.look(coming, `\navtal: (\S+)\n`)+`\n(    .*\n)+`, "")
	}, []string{"X002"}},
	{"sender and receiver change places", func(e *editor) {
		e.swap(coming, `\nskickande: (\S+)\nmottagare: (\S+)\n(typ: intern\n)?vardomrade:`, "\nskickande: $2\nmottagare: $1\nvardomrade:")
	}, []string{"P112", "P114"}},
	{"another region's agreement without the ladder", func(e *editor) {
		others := strings.Join(e.all("register/avtal", `id: (\S+)\n    avtalsagare: region-`), "|")
		memo := e.look(coming, `missiv: ([^\s,]+),?(?:.*\n)+avtal: (?:`+others+`)\n`)
		e.swap("2027/missiv/"+memo, `\nkapacitetstrappa:\n(  .*\n)+rader:`, "\nrader:")
	}, []string{"P121"}},
	{"the receiver is not heard", func(e *editor) {
		e.swap(coming, `(\navstamningar:\n *- .*\n) *- \{part: .*\n`, "$1")
	}, []string{"P106"}},
	{"a contact is missing", func(e *editor) {
		e.swap(coming, `(\nkontakter:\n *- \{part: (\S+), .*\n) *- \{part: .*\n((?:andringar|arende|utokning))`, "$1$3")
	}, []string{"P107"}},
	{"plan and week are raised by hand", func(e *editor) {
		unlimited := strings.Join(e.all("register/avtal", `- id: (\S+)\n(?:    [^k].*\n)+    vantetid_dagar`), "|")
		name, _ := e.find(coming, `\navtal: (?:`+unlimited+`)\n(?:.*\n)+periodisering:\n(?:  .*\n)*  2027-W10: .*\n(?:  .*\n)*avstamningar:`)
		e.add(strings.TrimPrefix(name, "plans/"), `(\nvolym: )(\d+)(\n)`, 500)
		e.add(strings.TrimPrefix(name, "plans/"), `(\n  2027-W10: )(\d+)()`, 500)
	}, []string{"X101", "X201"}},
	{"a rest is larger than decided", func(e *editor) {
		e.add("2026/rester/", `(slag: oplacerad(?:,|\n   ) volym: )(\d+)()`, 1)
	}, []string{"X101"}},
	{"a plan follows the old routine", func(e *editor) { e.swap(coming, `\nrutin: "9.0"\n`, "\nrutin: \"6.0\"\n") }, []string{"P701"}},
	{"a day that has not come", func(e *editor) {
		e.swap(coming, `(\navstamningar:\n *- \{part: \S+, datum: )2026-11-\d\d`, "$12026-11-22")
	}, []string{"P704"}},
	{"an external plan of its own kind is called internal", func(e *editor) { e.swap(coming, `\ntyp: extern\n`, "\ntyp: intern\n") }, []string{"P109"}},
	{"sender and receiver are one", func(e *editor) {
		e.swap(coming, `\nskickande: (\S+)\nmottagare: \S+\n(typ: \S+\n)?vardomrade:`, "\nskickande: $1\nmottagare: $1\nvardomrade:")
	}, []string{"P108"}},
	{"an external plan without agreement", func(e *editor) { e.swap(coming, `\navtal: \S+\n`, "\n") }, []string{"P110"}},
	{"another unit than the line", func(e *editor) { e.swap(coming, `\nenhet: atgard\n`, "\nenhet: besok\n") }, []string{"P112"}},
	{"the period goes beyond the missiv's", func(e *editor) {
		e.swap(coming, `\nperiod: 2027-01-01/2027-12-31\n`, "\nperiod: 2027-01-01/2028-01-31\n")
	}, []string{"P113"}},
	{"another purpose", func(e *editor) { e.swap(coming, `\nsyfte: vardgaranti\n`, "\nsyfte: jamnare_beldggning\n") }, []string{"P117"}},
	{"a quarter's sum is another", func(e *editor) { e.add(coming, `(\nkvartal: \{2027-Q\d: )(\d+)()`, 1) }, []string{"P118"}},
	{"reconciled before the missiv", func(e *editor) {
		e.swap(coming, `(\navstamningar:\n *- \{part: \S+, datum: )2026-11-\d\d`, "$12026-10-05")
	}, []string{"P120"}},
	{"a contact of somebody else", func(e *editor) {
		e.swap(coming, `(\nkontakter:\n)( *- \{part: )(\S+)(, .*\n)`, "$1$2region-norr$4$2$3$4")
	}, []string{"P122"}},
	{"a plan of 2024 by quarter", func(e *editor) {
		e.swap(april, `\nperiodisering:\n(?:  .*\n)+kvartal: (\{.*\})\n`, "\nperiodisering: $1\n")
	}, []string{"P130"}},
	{"a class that is not planned", func(e *editor) { e.swap(coming, `(\navtal: (?:.*\n)*?asa_klass: \[1, 2)\]`, "$1, 5]") }, []string{"P132"}},
}
