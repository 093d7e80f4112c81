package corpus_test

import "strings"

// memoSlips are slips in a missiv, in the analysis it rests on and in rests.
var memoSlips = []slip{
	{"the missiv goes to the old forum", func(e *editor) {
		e.swap("2027/missiv/", `\ntill: \S+\n`, "\ntill: funktionsgrupp_produktionschefer\n")
	}, []string{"P201"}},
	{"a förvaltning is not heard", func(e *editor) {
		e.swap("2027/missiv/", `(\navstamningar:\n) *- \{forvaltning: .*\n`, "$1")
	}, []string{"P202"}},
	{"a missiv of two years", func(e *editor) { e.swap("2027/missiv/", `\nperiod: \S+\n`, "\nperiod: 2027-01-01/2028-12-31\n") }, []string{"P203"}},
	{"an analysis of half a year", func(e *editor) { e.swap("2027/behovsanalys", `\nperiod: \S+\n`, "\nperiod: 2027-01-01/2027-06-30\n") }, []string{"P204"}},
	{"own agreements before own hospitals", func(e *editor) { e.swap("2027/missiv/", `(efterfragad: )\S+`, "$12026-10-15") }, []string{"P209"}},
	{"a line's first change begins at another volume", func(e *editor) { e.add("2026/missiv/", `(\n *volym_fore: )(\d+)()`, 1) }, []string{"P212"}},
	{"a line has another volume than its changes", func(e *editor) { e.add("2026/missiv/", `(\n *volym_efter: )(\d+)()`, 1) }, []string{"P210"}},
	{"a line's change is not talked over", func(e *editor) {
		e.swap("2026/missiv/", `(reglerar|motivering)(: .*\n *)avstamningar: \[.*\]\n`, "$1$2avstamningar: []\n")
	}, []string{"P211"}},
	{"a missiv without minutes", func(e *editor) { e.swap("2026/missiv/", `, protokoll: [^}\n]*\}\n`, "}\n") }, []string{"P213"}},
	{"another starting point", func(e *editor) { e.swap("2027/missiv/", `\nutgangspunkt: \S+\n`, "\nutgangspunkt: ekonomi\n") }, []string{"P214"}},
	{"minutes older than the missiv", func(e *editor) { e.swap("2027/missiv/", `(\narende: \{.*protokoll: ["'])\S+ `, "$12026-10-01 ") }, []string{"P220"}},
	{"a remaining need that is not the difference", func(e *editor) { e.add("2027/behovsanalys", `(kvarvarande: )(\d+)()`, 1) }, []string{"P301"}},
	{"a field without a gap", func(e *editor) {
		found := e.groups(e.find("2027/erbjudanden/", `\nmottagare: (\S+)\nvardomrade: (\S+)\n`))
		e.add("2027/behovsanalys", `(- vardomrade: `+found[2]+`\n    forvaltningar:\n(?:      .*\n)*?      - \{forvaltning: `+found[1]+`, behov: \d+, kapacitet: )(\d+)()`, 100_000)
	}, []string{"P302"}},
	{"a field that no analysis has", func(e *editor) {
		e.swap("register/vardomraden", `$`, "  - {id: nytt-falt, namn: Nytt fält, giltig_fran: 2024-01-01}\n")
	}, []string{"P303"}},
	{"a sender that the analysis leaves out", func(e *editor) {
		found := e.groups(e.find("2027/missiv/", `forvaltning: (\S+)\n    vardomrade: (\S+)\n`))
		e.swap("2027/behovsanalys", `(- vardomrade: `+found[2]+`\n    forvaltningar:\n(?:      .*\n)*?)      - \{forvaltning: `+found[1]+`, .*\n`, "$1")
	}, []string{"P205"}},
	{"a need that the volumes don't meet", func(e *editor) {
		found := e.groups(e.find("2027/missiv/", `forvaltning: (\S+)\n    vardomrade: (\S+)\n`))
		e.add("2027/behovsanalys", `(- vardomrade: `+found[2]+`\n    forvaltningar:\n(?:      .*\n)*?      - \{forvaltning: `+found[1]+`, behov: )(\d+)(, kapacitet: \d+)(?:, kvarvarande: \d+)?`, 2000)
	}, []string{"P206"}},
	{"a line beyond the need", func(e *editor) {
		found := e.groups(e.find("2027/missiv/", `forvaltning: (\S+)\n    vardomrade: (\S+)\n`))
		e.add("2027/behovsanalys", `(- vardomrade: `+found[2]+`\n    forvaltningar:\n(?:      .*\n)*?      - \{forvaltning: `+found[1]+`, behov: )(\d+)(, kapacitet: \d+)(?:, kvarvarande: \d+)?`, -1)
	}, []string{"P208"}},
	{"a rest that was planned names no plan", func(e *editor) { e.swap("2026/rester/", `\n    leveransplan: \S+\n`, "\n") }, []string{"P601"}},
	{"a rest is handled the old way", func(e *editor) {
		e.swap("2026/rester/", `(slag: outlost\n(?:.*\n){2}    hantering: )sarskild_ordning`, "$1dialog")
	}, []string{"P602"}},
	{"unplaced volume is handled the old way", func(e *editor) {
		e.swap("2026/rester/", `(slag: oplacerad\n(?:.*\n){2}    hantering: )sarskild_ordning`, "$1dialog")
	}, []string{"P604"}},
	{"a rest is handled the new way", func(e *editor) { e.swap("2024/rester/", `hantering: dialog`, "hantering: sarskild_ordning") }, []string{"P602"}},
	{"a special order that can't be looked up", func(e *editor) {
		e.swap("2026/rester/", `(hantering: sarskild_ordning\n    datum: .*\n)    referens: .*\n`, "$1")
	}, []string{"P603"}},
	{"the time to place a rest has passed", func(e *editor) { e.swap("2027/rester/", `senast: \S+`, "senast: 2026-11-20") }, []string{"P605"}},
	{"a rest is smaller than what is left", func(e *editor) { e.add("2026/rester/", `(slag: oplacerad(?:,|\n   ) volym: )(\d+)()`, -1) }, []string{"X102"}},
	{"a need of somebody without a line", func(e *editor) {
		found := e.groups(e.find("2027/erbjudanden/", `\nmottagare: (\S+)\nvardomrade: (\S+)\n`))
		e.add("2027/behovsanalys", `(- vardomrade: `+found[2]+`\n    forvaltningar:\n(?:      .*\n)*?      - \{forvaltning: `+found[1]+`, behov: )(\d+)()`, 2000)
	}, []string{"P207"}},
	{"a gap that no missiv takes up", func(e *editor) {
		e.swap("register/vardomraden", `$`, "  - {id: nytt-falt, namn: Nytt fält, giltig_fran: 2024-01-01}\n")
		for year, need := range map[string]string{"2024": "5", "2026": "9", "2027": "5"} {
			e.swap(year+"/behovsanalys", `$`, "  - vardomrade: nytt-falt\n    forvaltningar:\n      - {forvaltning: altorp, behov: "+need+", kapacitet: 5}\n")
		}
	}, []string{"P304"}},
	{"room under an own agreement while another region's is used", func(e *editor) {
		others := strings.Join(e.all("register/avtal", `id: (\S+)\n    avtalsagare: region-`), "|")
		memos := strings.Join(e.all(coming, `missiv: ([^\s,]+),? rad: .*\n(?:.*\n)+avtal: (?:`+others+`)\n`), "|")
		found := e.groups(e.find("2027/missiv/", `\nid: (`+memos+`)\n(?:.*\n)*? *- \{avtal: (\S+), ledig: [1-9]`))
		e.add("2027/missiv/"+found[1], `(- \{avtal: `+found[2]+`, ledig: )(\d+)()`, 50)
		e.add("register/avtal", `(  - id: `+found[2]+`\n(?:    .*\n)+?      - \{period: \S+/2027-12-31, volym: )(\d+)()`, 500)
	}, []string{"X212"}},
}
