package corpus_test

import "regexp"

var anyAnswer = regexp.MustCompile(`bedomning: \w+`)

// changeSlips are slips in the changes of a plan and their evidence.
var changeSlips = []slip{
	{"a change ends at another volume", func(e *editor) {
		e.add(running, `(orsak: okat_behov\n.*\n *volym_efter: )(\d+)(\n)`, -1)
	}, []string{"P501"}},
	{"a principle is not assessed", func(e *editor) {
		e.swap(running, `\n *vgr_uppnatt_vardgaranti: \{.*\n`, "\n")
	}, []string{"P506"}},
	{"the search skips the region's own hospitals", func(e *editor) {
		e.swap(running, `\n *- \{steg: egen_regi, .*(\n *- \{steg: egna_avtal)`, "$1")
	}, []string{"P509"}},
	{"a change that counts back", func(e *editor) { e.swap(running, `galler_fran: 2026-W[2-4]\d`, "galler_fran: 2026-W02") }, []string{"P502"}},
	{"the receiver can't, and the volume stays", func(e *editor) { e.swap(running, `orsak: villkor(\n)`, "orsak: mottagare_kan_inte$1") }, []string{"P503"}},
	{"reported to the office of the old routine", func(e *editor) {
		e.swap(running, `(orsak: minskat_behov\n(?:.*\n){3} *anmald_till: )vardgarantiservice`, "$1koncernkontoret")
	}, []string{"P504"}},
	{"anchored with nobody", func(e *editor) { e.swap(running, `\n *forankring: \{.*\}\n`, "\n") }, []string{"P505"}},
	{"no principle speaks for the decrease", func(e *editor) {
		e.change(running, `\n *principer:\n(?: .*\{.*\n){3}`, func(found []string) string { return anyAnswer.ReplaceAllString(found[0], "bedomning: nej") })
	}, []string{"P507"}},
	{"a relief that nothing shows", func(e *editor) {
		e.swap(running, `avlastat_annan_forvaltning: \{bedomning: nej, underlag: [^}]*\}`, "avlastat_annan_forvaltning: {bedomning: ja, underlag: \""+e.look(april, `\nid: (\S+)\n(?:.*\n)+?avtal: `)+"\"}")
	}, []string{"P508"}},
	{"nearer capacity is left unused", func(e *editor) { e.swap(running, `ledig: 0, skal: [^}]*\}`, "ledig: 5}") }, []string{"P510"}},
	{"a change is not reconciled with the receiver", func(e *editor) {
		e.swap(running, `(orsak: (?:villkor|omperiodisering)\n(?:.*\n){6,7} {2,}avstamningar:\n *- \{.*\n) *- \{part.*\n`, "$1")
	}, []string{"P511"}},
	{"an extension is larger than its plan", func(e *editor) { e.add(coming, `(\nutokning:\n(?:  .*\n){2}  utokar: )(\d+)(\n)`, 500) }, []string{"P512"}},
	{"more is added than the plan rises, and the missiv has taken it up", func(e *editor) {
		found := e.groups(e.find("2026/missiv/", `reglerar: \[\{leveransplan: lp-2026-([^-]+)(\S+), nr: (\d+)\}\]`))
		e.add(running+found[1]+"/lp-2026-"+found[1]+found[2], `(nr: `+found[3]+`\n(?:.*\n){5} *utokar: )(\d+)(\n)`, 500)
	}, []string{"P512"}},
	{"an increase without minutes", func(e *editor) {
		e.swap(running, `(volym_efter: \d+\n *utokar: \d+\n(?: .*\n)+? *motivering: .*\n) *protokoll: .*\n`, "$1")
	}, []string{"P513"}},
	{"a lower need without a reason", func(e *editor) { e.swap(running, `(\n *vgr_uppnatt_vardgaranti: .*\n) *motivering: .*\n`, "$1") }, []string{"P514"}},
	{"the sender says that the receiver can't", func(e *editor) {
		e.swap(running, `\nskickande: (\S+)\n((?:.*\n)+?.*orsak: mottagare_kan_inte\n(?:.*\n){2} *anmald_av: )\S+\n`, "\nskickande: $1\n$2$1\n")
	}, []string{"P515"}},
	{"an agreement that goes on is said to end", func(e *editor) {
		e.swap(running, `(\navtal: (?:.*\n)+?.*orsak: )mottagare_kan_inte\n`, "$1avtal_upphor\n")
	}, []string{"P516"}},
	{"the receiver reports a lower need", func(e *editor) {
		e.swap(running, `\nmottagare: (\S+)\n((?:.*\n)+?.*orsak: minskat_behov\n(?:.*\n){2} *anmald_av: )\S+\n`, "\nmottagare: $1\n$2$1\n")
	}, []string{"P517"}},
	{"anchored after the change", func(e *editor) {
		e.swap(running, `(forankring: \{roll: \S+ organisation: \S+ datum: )\S+\}`, "$12026-11-20}")
	}, []string{"P518"}},
	{"evidence of another cause", func(e *editor) {
		e.swap(running, `(orsak: minskat_behov\n(?:.*\n){3}( *)anmald_till: .*\n)`, "$1$2kapacitetssok: [{steg: egen_regi, datum: 2026-01-12, ledig: 0}]\n")
	}, []string{"P519"}},
	{"the position came before the search", func(e *editor) {
		e.swap(running, `(volym_efter: \d+\n *utokar: \d+\n(?: .*\n)+? *motivering: .*\n *protokoll: ["'])\S+ `, "$12026-01-02 ")
	}, []string{"P521"}},
	{"a change older than the one before", func(e *editor) { e.swap(running, `(nr: 2\n *datum: )\S+`, "$12026-01-02") }, []string{"P705"}},
}
