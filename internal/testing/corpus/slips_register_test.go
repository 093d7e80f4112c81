package corpus_test

import "strings"

// registerSlips are slips in registers, settings and waivers.
var registerSlips = []slip{
	{"an agreement ends early", func(e *editor) {
		used := e.look(coming, `period: 2027-01-01/2027-12-31\n(?:.*\n)+avtal: (\S+)\n(?:.*\n)+  2027-W10: [1-9]`)
		e.swap("register/avtal", `(  - id: `+used+`\n(?:    .*\n)+?    giltig_till: )\S+(\n)(    takvolymer:\n(?:      .*\n)+)(?:    kapacitet:.*\n)?`, "$12027-02-28$2$3")
	}, []string{"P104"}},
	{"an agreement for another class", func(e *editor) {
		e.swap("register/avtal", `(  - id: `+e.look(coming, `\navtal: (\S+)\n`)+`\n(?:    .*\n)*?)(    giltig_fran)`, "$1    asa_klass: [3]\n$2")
	}, []string{"P111"}},
	{"the receiver's volume lies in a closed week", func(e *editor) {
		e.swap("register/kalender", `$`, "  - {organisation: "+e.look(coming, `\nmottagare: (\S+)\n(?:.*\n)*  2027-W10: [1-9]`)+", fran: 2027-03-08, till: 2027-03-14, andel: 0, orsak: Stängt}\n")
	}, []string{"P119"}},
	{"the receiver has long waits itself", func(e *editor) {
		e.swap("register/avtal", `(  - id: `+e.look(coming, `\navtal: (\S+)\n`)+`\n(?:    .*\n)*?    vantetid_dagar: )\d+\n`, "$1200\n")
	}, []string{"P133"}},
	{"a prolongation of the old routine", func(e *editor) {
		e.swap("register/rutiner", `forlangningar: \[\]`, `forlangningar: [{rutin: "6.0", forlangd_till: 2027-03-31, beslut: "RS 2026-04567"}]`)
	}, []string{"P706"}},
	{"a field that ends before it begins", func(e *editor) {
		e.swap("register/vardomraden", `$`, "  - {id: nytt-falt, namn: Nytt fält, giltig_fran: 2024-01-01, giltig_till: 2023-12-31}\n")
	}, []string{"P801"}},
	{"two persons with one account", func(e *editor) { e.swap("register/roller", `900000002`, "900000001") }, []string{"P802"}},
	{"somebody delegates what another holds", func(e *editor) { e.swap("register/roller", `av: \S+,`, "av: p-0003,") }, []string{"P803"}},
	{"a hospital succeeds an office", func(e *editor) {
		e.swap("register/organisationer", `(    typ: forvaltning\n    namn: .*\n    kortnamn: .*\n)`, "$1    ersatter: [koncernkontoret]\n")
	}, []string{"P804"}},
	{"closed twice in one week", func(e *editor) {
		e.swap("register/kalender", `(  - \{organisation: \S+, fran: 2027-07-)(\d\d)(, till: .*\n)`, "$1$2$3$130$3")
	}, []string{"P805"}},
	{"the settings name no region", func(e *editor) { e.swap("leveransplan.yaml", `\nregion: vgr\n`, "\nregion: koncernkontoret\n") }, []string{"P806"}},
	{"a waiver of what can't be waived", func(e *editor) {
		e.swap("undantag", `undantag: \[\]`, "undantag: [{regel: X101, dokument: "+e.look(coming, `\nid: (\S+)\n`)+", skal: Prov, beslut: \"HS 2026-00500\", sista_dag: 2027-02-28}]")
	}, []string{"P807"}},
	{"an agreement's capacity by week and quarter", func(e *editor) { e.swap("register/avtal", `(kapacitet: \{)(2026-W01)`, "$12026-Q1: 300, $2") }, []string{"P808"}},
	{"nobody keeps the system", func(e *editor) {
		e.swap("register/roller", `\n.*roll: systemforvaltare.*\n.*roll: systemforvaltare.*\n`, "\n")
	}, []string{"P810"}},
	{"a waiver that nothing needs", func(e *editor) {
		e.swap("undantag", `undantag: \[\]`, "undantag: [{regel: P214, dokument: "+e.look("2027/missiv/", `\nid: (\S+)\n`)+", skal: Prov, beslut: \"HS 2026-00500\", sista_dag: 2027-02-28}]")
	}, []string{"P811"}},
	{"a key that was cut off", func(e *editor) {
		e.swap("register/roller", `$`, "signaturnycklar:\n  - {nyckel: \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBqhgIQx\", person: p-0001, fran: 2026-01-01}\n")
	}, []string{"P812"}},
	{"a dialogue with an office in a förvaltning's place", func(e *editor) {
		e.swap("2027/missiv/", `(\navstamningar:\n( *- )\{forvaltning: )([^\s,]+)(, datum: [-\d]+)(.*\n)`, "$1koncernkontoret$4}\n$2{forvaltning: $3$4$5")
	}, []string{"X003"}},
	{"a provider that comes later", func(e *editor) {
		e.swap("register/organisationer", `(  - id: `+e.look(coming, `\nmottagare: (\S+)\n(?:.*\n)*?avtal: `)+`\n(?:    .*\n)*?    giltig_fran: )\S+\n`, "$12027-06-01\n")
	}, []string{"X004"}},
	{"a week of an agreement has no room", func(e *editor) {
		weekly := strings.Join(e.all("register/avtal", `- id: (\S+)\n(?:    .*\n)+?    kapacitet: \{2026-W01`), "|")
		used := e.look(coming, `\navtal: (`+weekly+`)\n(?:.*\n)+  2027-W10: [1-9]`)
		e.swap("register/avtal", `(- id: `+used+`\n(?:    .*\n)+?    kapacitet: \{.*2027-W10: )\d+`, "$10")
	}, []string{"X202"}},
}
