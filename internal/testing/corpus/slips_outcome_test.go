package corpus_test

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"testing/fstest"
)

// outcomeSlips are slips in outcome.
var outcomeSlips = []slip{
	{"outcome of a week to come", func(e *editor) {
		e.swap("2026/utfall/2026-W46", `;2026-W46;`, ";2026-W50;")
	}, []string{"F101"}},
	{"a row stands twice", func(e *editor) { e.swap("2026/utfall/2026-W40", `\n([^\n]+)\n`, "\n$1\n$1\n") }, []string{"F102"}},
	{"outcome long after the plan", func(e *editor) {
		e.swap("2026/utfall/2026-W40", `$`, e.look(april, `\nid: (\S+)\n`)+";2026-W40;1;1;1;0\n")
	}, []string{"F103"}},
	{"outcome above the plan", func(e *editor) { e.swap("2026/utfall/2026-W40", `(;2026-W40;)\d+;`, "$19999;") }, []string{"F104"}},
	{"outcome of no plan", func(e *editor) {
		e.put("plans/2026/utfall/utan-plan.csv", "skickande;mottagare;vardomrade;vecka;utfort\naltorp;bergby;ortopedi;2026-W40;3\n")
	}, []string{"F105"}},
	{"outcome of nobody knows what", func(e *editor) {
		e.put("plans/2026/utfall/utan-plan.csv", "skickande;mottagare;vardomrade;vecka;utfort\naltorp;bergby;;2026-W40;3\n")
	}, []string{"F106"}},
	{"outcome is late", func(e *editor) { e.drop(`2026/utfall/2026-W(3[5-9]|4)`) }, []string{"F107"}},
	{"more have answered than were contacted", func(e *editor) { e.swap("2026/utfall/2026-W40", `(;2026-W40;\d+;)\d+(;[1-9])`, "$10$2") }, []string{"F108"}},
	{"a table under another week's name", func(e *editor) {
		e.tree["plans/2026/utfall/2026-W47.csv"] = e.tree["plans/2026/utfall/2026-W46.csv"]
		e.drop(`2026-W46`)
	}, []string{"F109"}},
	{"a table without rows", func(e *editor) { e.put("plans/2026/utfall/tom.csv", "leveransplan;vecka;utfort\n") }, []string{"F110"}},
	{"half of a plan's outcome is lost", func(e *editor) { e.silence(2) }, []string{"F111"}},
	{"all of a plan's outcome is lost", func(e *editor) { e.silence(1) }, []string{"F112"}},
	{"columns separated by tabs", func(e *editor) { e.put("plans/2026/utfall/tom.csv", "leveransplan\tvecka\tutfort\n") }, []string{"S501"}},
	{"outcome with a decimal", func(e *editor) { e.swap("2026/utfall/2026-W40", `(;2026-W40;\d+);`, "$1,5;") }, []string{"S502"}},
}

// silence makes a nought of what was done under a plan, in all weeks of it that have outcome
// (1) or in the later half of them (2). The plan is one that much has been done under.
func (e *editor) silence(part int) {
	row := regexp.MustCompile(`(?m)^([^;\n]+)(;2026-W\d\d;)(\d+);`)
	files, done := map[string][]string{}, map[string]int{}
	for _, name := range slices.Sorted(maps.Keys(e.tree)) {
		for _, m := range row.FindAllStringSubmatch(string(e.tree[name].Data), -1) {
			n, _ := strconv.Atoi(m[3])
			files[m[1]], done[m[1]] = append(files[m[1]], name), done[m[1]]+n
		}
	}
	var fit []string
	for id, n := range done {
		if n >= 40 && len(files[id]) >= 20 {
			fit = append(fit, id)
		}
	}
	slices.Sort(fit)
	if len(fit) == 0 {
		panic(nothingFits("no plan has much outcome"))
	}
	id := fit[e.rng.IntN(len(fit))]
	own := regexp.MustCompile(`(?m)^(` + id + `;2026-W\d\d;)\d+;`)
	for i, name := range files[id] {
		if part == 1 || i >= len(files[id])/2 {
			e.tree[name] = &fstest.MapFile{Data: own.ReplaceAll(e.tree[name].Data, []byte("${1}0;"))}
		}
	}
}
