package corpus_test

import (
	"io/fs"
	"strings"
	"testing/fstest"
)

// fileSlips are slips in files and their form.
var fileSlips = []slip{
	{"week 53 in a year of 52", func(e *editor) { e.swap(coming, `\n  2027-W52: (\d+)\n`, "\n  2027-W53: $1\n") }, []string{"S406"}},
	{"a number with a leading zero", func(e *editor) { e.swap(coming, `\nvolym: (\d+)\n`, "\nvolym: 0$1\n") }, []string{"S321"}},
	{"a misspelt key", func(e *editor) { e.swap(running, `\nvolym: `, "\nvolmy: ") }, []string{"S402"}},
	{"a line break that git does not see", func(e *editor) { e.swap(running, `\n# ([^\n]*)\n`, "\n# $1\u2028volym: 1\n") }, []string{"S204"}},
	{"a link", func(e *editor) {
		name, _ := e.find(coming, `\nid: `)
		e.tree[name] = &fstest.MapFile{Data: []byte("/etc/passwd"), Mode: fs.ModeSymlink | 0o777}
	}, []string{"S101"}},
	{"a submodule", func(e *editor) { e.tree["plans/modul"] = &fstest.MapFile{Mode: fs.ModeIrregular} }, []string{"S102"}},
	{"a pointer to a large file", func(e *editor) {
		e.put("plans/2027/stor.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 3\n")
	}, []string{"S103"}},
	{"a file of a megabyte", func(e *editor) { e.put("plans/2027/stor.yaml", strings.Repeat("# fyllnad\n", 1<<20)) }, []string{"S105"}},
	{"a name that Windows keeps for itself", func(e *editor) { e.put("plans/2027/con.yaml", "") }, []string{"S106"}},
	{"a spreadsheet", func(e *editor) { e.put("plans/2027/plan.xlsx", "") }, []string{"S107"}},
	{"a register in another folder", func(e *editor) {
		e.tree["plans/2027/kalender.yaml"] = e.tree["plans/register/kalender.yaml"]
		e.drop(`register/kalender`)
	}, []string{"S108"}},
	{"two names that differ in case", func(e *editor) { e.put("plans/A/.keep", ""); e.put("plans/a/.keep", "") }, []string{"S109"}},
	{"settings of git", func(e *editor) { e.put("plans/.gitattributes", "*.yaml -text\n") }, []string{"S110"}},
	{"text in Latin-1", func(e *editor) { e.swap(coming, `\nid: `, "\n# v\xe5rd\nid: ") }, []string{"S201"}},
	{"a byte order mark", func(e *editor) { e.swap(coming, `^#`, "\ufeff#") }, []string{"S202"}},
	{"a control character", func(e *editor) { e.swap(coming, `\nid: `, "\n# \x07\nid: ") }, []string{"S203"}},
	{"an invisible character", func(e *editor) { e.swap(coming, `\nsyfte: vard`, "\nsyfte: vard\u200b") }, []string{"S205"}},
	{"a character of private use", func(e *editor) { e.swap(coming, `\nid: `, "\n# \ue000\nid: ") }, []string{"S206"}},
	{"decomposed letters", func(e *editor) { e.swap("register/vardomraden", `Ortopedi`, "Ortopa\u030adi") }, []string{"S207"}},
	{"a tab", func(e *editor) { e.swap(coming, `\nperiodisering:\n  `, "\nperiodisering:\n\t") }, []string{"S208"}},
	{"a no-break space", func(e *editor) { e.swap(coming, `\nvolym: `, "\nvolym:\u00a0 ") }, []string{"S209"}},
	{"digits of another script", func(e *editor) { e.swap(coming, `\nvolym: \d`, "\nvolym: \u0663") }, []string{"S210"}},
	{"a Cyrillic letter in a name", func(e *editor) { e.swap("register/vardomraden", `Ortopedi`, "Ort\u043epedi") }, []string{"S211"}},
	{"a bracket that nobody closes", func(e *editor) { e.swap(coming, `\nasa_klass: \[1, 2\]\n`, "\nasa_klass: [1, 2\n") }, []string{"S301"}},
	{"an empty file", func(e *editor) { e.put("plans/2027/tom.yaml", "") }, []string{"S302"}},
	{"a list of documents", func(e *editor) { e.put("plans/2027/lista.yaml", "- dokument: missiv/v1\n") }, []string{"S303"}},
	{"two documents in a file", func(e *editor) { e.swap(coming, `\nid: `, "\n---\nid: ") }, []string{"S304"}},
	{"a directive", func(e *editor) { e.swap(coming, `^`, "%YAML 1.1\n---\n") }, []string{"S305"}},
	{"an anchor", func(e *editor) { e.swap(coming, `\nsyfte: `, "\nsyfte: &s ") }, []string{"S306"}},
	{"a tag", func(e *editor) { e.swap(coming, `\nsyfte: `, "\nsyfte: !!str ") }, []string{"S307"}},
	{"a number as a key", func(e *editor) { e.swap(coming, `\nsyfte: `, "\n2027: 1\nsyfte: ") }, []string{"S308"}},
	{"a key twice", func(e *editor) { e.swap(coming, `\nsyfte: (.*)\n`, "\nsyfte: $1\nsyfte: $1\n") }, []string{"S309"}},
	{"text over two lines", func(e *editor) { e.swap(coming, `\nsyfte: vardgaranti\n`, "\nsyfte: vardgaranti\n  och mer\n") }, []string{"S310"}},
	{"a key without its colon", func(e *editor) { e.swap("2027/missiv/", `\narende: \{`, "\narende: {bradskande, ") }, []string{"S311"}},
	{"block text with a number", func(e *editor) { e.swap("2027/missiv/", `\nrubrik: (.*)\n`, "\nrubrik: |2\n  $1\n") }, []string{"S312"}},
	{"too deep", func(e *editor) {
		e.swap(coming, `\nsyfte: .*\n`, "\nsyfte: "+strings.Repeat("[", 99)+strings.Repeat("]", 99)+"\n")
	}, []string{"S313"}},
	{"a number of twelve digits", func(e *editor) { e.swap(coming, `\nvolym: \d+\n`, "\nvolym: 123456789012\n") }, []string{"S322"}},
	{"a shouted truth", func(e *editor) { e.swap("leveransplan.yaml", `protokoll_kravs: true`, "protokoll_kravs: TRUE") }, []string{"S323"}},
	{"a day that does not exist", func(e *editor) { e.swap("2027/missiv/", `\ndatum: \S+\n`, "\ndatum: 2026-02-30\n") }, []string{"S324"}},
	{"a kind of a version to come", func(e *editor) { e.swap(coming, `\ndokument: leveransplan/v1\n`, "\ndokument: leveransplan/v2\n") }, []string{"S401"}},
	{"a key is missing", func(e *editor) { e.swap(coming, `\nmottagare: .*\n`, "\n") }, []string{"S403"}},
	{"a list in a number's place", func(e *editor) { e.swap(coming, `\nvolym: (\d+)\n`, "\nvolym: [$1]\n") }, []string{"S404"}},
	{"a care form that nobody gives", func(e *editor) { e.swap(coming, `\nvardform: \S+\n`, "\nvardform: hemma\n") }, []string{"S405"}},
	{"a negative volume", func(e *editor) { e.swap(coming, `\nvolym: \d+\n`, "\nvolym: -4\n") }, []string{"S407"}},
	{"no line that shows editors the schema", func(e *editor) { e.swap(coming, `^# yaml-language-server: .*\n`, "") }, []string{"S408"}},
	{"the schema of another kind", func(e *editor) { e.swap(coming, `schemas/leveransplan\.`, "schemas/missiv.") }, []string{"S409"}},
	{"a personal identity number in a remark", func(e *editor) { e.swap(coming, `\nid: `, "\n# gäller 19121212"+"-1212\nid: ") }, []string{"S601"}},
	{"a key for a person", func(e *editor) { e.swap(coming, `\nid: `, "\npersonnummer: okänt\nid: ") }, []string{"S602"}},
	{"a patient in a remark", func(e *editor) { e.swap(coming, `\nid: `, "\n# kvinna 63 år\nid: ") }, []string{"S603"}},
	{"a price in a remark", func(e *editor) { e.swap(coming, `\nid: `, "\n# 45 000 kr per operation\nid: ") }, []string{"S604"}},
	{"a name in a remark", func(e *editor) { e.swap(coming, `\nid: `, "\n# Kontakta överläkare Anna Karlsson\nid: ") }, []string{"S605"}},
}
