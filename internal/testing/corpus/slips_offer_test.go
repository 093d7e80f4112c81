package corpus_test

// offerSlips are slips in offers and in the steps of routine 6.0.
var offerSlips = []slip{
	{"an offer gives less than plans take", func(e *editor) {
		e.change("2027/erbjudanden/", `(2027-(?:W1[02]|Q1): )([3-9]|\d\d+)`, func(found []string) string { return found[1] + "0" })
	}, []string{"X203"}},
	{"an offer of another care form", func(e *editor) { e.swap("2027/erbjudanden/", `\nvardform: slutenvard\n`, "\nvardform: dagkirurgi\n") }, []string{"P114"}},
	{"an offer that had run out", func(e *editor) { e.swap("2027/erbjudanden/", `\ngiltig_till: \S+\n`, "\ngiltig_till: 2026-10-20\n") }, []string{"P115"}},
	{"capacity is raised in the old forum", func(e *editor) { e.swap("2027/erbjudanden/", `forum: \w+`, "forum: funktionsgrupp_produktionschefer") }, []string{"P401"}},
	{"capacity of another year", func(e *editor) { e.swap("2027/erbjudanden/", `(kapacitet: \{)(2027-W01)`, "$12028-W05: 3, $2") }, []string{"P402"}},
	{"capacity by week and quarter", func(e *editor) { e.swap("2027/erbjudanden/", `(kapacitet: \{)(2027-W01)`, "$12027-Q1: 300, $2") }, []string{"P403"}},
	{"capacity is raised by another hospital", func(e *editor) {
		receiver := e.look("2027/erbjudanden/", `\nmottagare: (\S+)\n`)
		other := "altorp"
		if receiver == other {
			other = "bergby"
		}
		e.swap("2027/erbjudanden/erb-2027-"+receiver, `lyft: \{av: \S+,`, "lyft: {av: "+other+",")
	}, []string{"P404"}},
	{"a step of the old routine", func(e *editor) { e.swap("2027/erbjudanden/", `$`, "vagval: {beslut: direkt, datum: 2026-10-13}\n") }, []string{"P405"}},
	{"koncernkontoret has not answered", func(e *editor) { e.swap("2024/erbjudanden/", `\n *- \{part: koncernkontoret, .*\n`, "\n") }, []string{"P411"}},
	{"nobody has reviewed the proposal", func(e *editor) { e.swap("2024/erbjudanden/", `\ngranskning: .*\n`, "\n") }, []string{"P412"}},
	{"councils were asked, and the way was direct", func(e *editor) { e.swap("2024/erbjudanden/", `beslut: samordningsrad`, "beslut: direkt") }, []string{"P413"}},
	{"somebody else has made the proposal", func(e *editor) {
		receiver := e.look("2024/erbjudanden/", `\n  upprattad_av: (\S+)\n`)
		other := "altorp"
		if receiver == other {
			other = "bergby"
		}
		e.swap("2024/erbjudanden/erb-2024-"+receiver, `\n  upprattad_av: \S+\n`, "\n  upprattad_av: "+other+"\n")
	}, []string{"P414"}},
	{"the proposal says not which care form", func(e *editor) { e.swap("2024/erbjudanden/", `(rader:\n.*)vardform: \w+, `, "$1") }, []string{"P415"}},
	{"the proposal is larger than what was raised", func(e *editor) { e.add("2024/erbjudanden/", `(rader:\n.* volym: )(\d+)()`, 5000) }, []string{"P416"}},
	{"the proposal is smaller than the distribution", func(e *editor) { e.add("2024/erbjudanden/", `(rader:\n.* volym: )(\d+)()`, -1) }, []string{"P417"}},
	{"a council without a task", func(e *editor) { e.swap("2024/erbjudanden/", `\n *uppdrag: .*\n`, "\n") }, []string{"P418"}},
	{"the review says nothing of agreements", func(e *editor) { e.swap("2024/erbjudanden/", `, mot_avtal: \[\]`, "") }, []string{"P419"}},
	{"the way was chosen before the answers", func(e *editor) { e.swap("2024/erbjudanden/", `(vagval: \{beslut: \w+, datum: )\S+,`, "$12024-01-22,") }, []string{"P421"}},
	{"the distribution is smaller than the plans", func(e *editor) { e.add("2024/erbjudanden/", `(\n  fordelning:\n.* volym: )(\d+)()`, -1) }, []string{"P422"}},
	{"a distribution without minutes", func(e *editor) {
		offer := e.look(april, `erbjudande: (\S+)\}(?:.*\n)+arende: \{diarienummer: \S+ \S+\}\n`)
		e.swap("2024/erbjudanden/"+offer, `\narende:.*\n(?:  .*\n)*`, "\n")
	}, []string{"P424"}},
	{"an offer that ends before its plans", func(e *editor) {
		offer := "2027/erbjudanden/" + e.look(coming, `erbjudande: ([^\s}]+)(?:.*\n)+?  2027-W45: [1-9]`)
		e.swap(offer, `\nperiod: \S+\n`, "\nperiod: 2027-01-01/2027-09-30\n")
		e.swap(offer, `((,|\n) *2027-W(4|5)\d: \d+)+`, "")
	}, []string{"P105"}},
}
