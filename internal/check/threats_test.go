package check_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// threat is one way in which a file misleads, by the row of the project's list of
// threats: a tree, and the one rule that refuses it.
type threat struct {
	row, what string
	files     fstest.MapFS
	rule      string
}

// The names are those of the project's list of threats. With -v each is printed with the
// rule that answers to it.
func TestThreatsOfFiles(t *testing.T) {
	rows := map[string]int{}
	for _, c := range threats() {
		rows[c.row]++
		t.Run(c.row+" "+c.what, func(t *testing.T) {
			r := tree(t, c.files)
			list := slices.DeleteFunc(slices.Clone(r.Findings), func(d diag.Diagnostic) bool { return d.Severity == diag.Info })
			if d := one(t, list, c.rule); d.Message.In(lang.SV) == "" || d.Hint.In(lang.SV) == "" {
				t.Errorf("%s says too little", d.Rule)
			}
			var out bytes.Buffer
			if err := render.Findings(&out, r.Findings, render.Style{Language: lang.SV}); err != nil {
				t.Fatal(err)
			}
			if i := strings.IndexFunc(out.String(), acts); i >= 0 {
				t.Errorf("the output holds %U as it is", []rune(out.String()[i:])[0])
			}
			if !t.Failed() {
				t.Logf("%s %s -> %s -> pass", c.row, c.what, c.rule)
			}
		})
	}
	for prefix, last := range map[string]int{"G": 5, "U": 6, "Y": 12} {
		for i := 1; i <= last; i++ {
			if row := fmt.Sprintf("%s%02d", prefix, i); rows[row] == 0 {
				t.Errorf("no test for row %s", row)
			}
		}
	}
}

// acts tells what must not reach a terminal as it is.
func acts(r rune) bool {
	return r != '\n' && r != '\u00a0' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co)
}

func threats() []threat {
	var all []threat
	text := func(row, what, rule, text string) {
		all = append(all, threat{row, what, fstest.MapFS{fieldsPath: {Data: []byte(text)}}, rule})
	}
	file := func(row, what, rule, name string, f fstest.MapFile) {
		all = append(all, threat{row, what, fstest.MapFS{fieldsPath: {Data: []byte(fields)}, name: &f}, rule})
	}
	setting := func(row, what, rule, line string) {
		organisations := "dokument: organisationer/v1\norganisationer:\n  - {id: vgr, typ: region, namn: Västra Götalandsregionen, giltig_fran: 2024-01-01}\n"
		all = append(all, threat{row, what, fstest.MapFS{
			"plans/register/organisationer.yaml": {Data: []byte(organisations)},
			"plans/leveransplan.yaml":            {Data: []byte("dokument: installningar/v1\nregion: vgr\n" + line + "\n")},
		}, rule})
	}
	// everywhere puts a character into each place that a tree has for text.
	everywhere := func(row, rule string, characters ...rune) {
		for _, r := range characters {
			c, code := string(r), fmt.Sprintf("%U", r)
			text(row, code+" in a comment", rule, fields+"# a"+c+"b: 1\n")
			text(row, code+" in a plain value", rule, strings.Replace(fields, "Ortopedi", "Orto"+c+"pedi", 1))
			text(row, code+" in a quoted value", rule, strings.Replace(fields, "Ortopedi", "\"Orto"+c+"pedi\"", 1))
			text(row, code+" in a key", rule, strings.Replace(fields, "namn:", "na"+c+"mn:", 1))
			file(row, code+" in a file name", "S106", "plans/a"+c+"b.yaml", fstest.MapFile{})
			file(row, code+" in a folder's name", "S106", "plans/a"+c+"b/x.yaml", fstest.MapFile{})
		}
	}

	file("G01", "a symbolic link", "S101", "plans/lank.yaml", fstest.MapFile{Data: []byte("../../etc/passwd"), Mode: fs.ModeSymlink | 0o777})
	file("G01", "a link to a folder", "S101", "plans/2027", fstest.MapFile{Data: []byte("/"), Mode: fs.ModeSymlink | 0o777})
	file("G01", "a device", "S101", "plans/x.yaml", fstest.MapFile{Mode: fs.ModeDevice})
	file("G02", "a submodule", "S102", "plans/modul", fstest.MapFile{Mode: fs.ModeIrregular})
	for _, name := range []string{`a\b.yaml`, `..\x.yaml`, "a.yaml.", "a.yaml ", "CON.yaml", "con", "nul.txt.yaml", "lpt9.yaml", "a:b.yaml", "a.yaml::$DATA", ".git/x.yaml", ".GIT/x.yaml",
		"git~1/x.yaml", "a*.yaml", "a\nb.yaml", "a\x1b[31mb.yaml", "a\x7f.yaml", "a\xffb.yaml", strings.Repeat("a", 256) + ".yaml"} {
		file("G03", fmt.Sprintf("the name %.20q", name), "S106", "plans/"+name, fstest.MapFile{})
	}
	for _, name := range [][2]string{{"A", "a"}, {"Å", "å"}} {
		all = append(all, threat{"G04", "names that differ in case only: " + name[0], fstest.MapFS{
			fieldsPath: {Data: []byte(fields)}, "plans/" + name[0] + "/.keep": {}, "plans/" + name[1] + "/.keep": {},
		}, "S109"})
	}
	all = append(all, threat{"G04", "names that differ in form only", fstest.MapFS{
		fieldsPath: {Data: []byte(fields)}, "plans/å/.keep": {}, "plans/a\u030a/.keep": {},
	}, "S106"})
	for _, name := range []string{"plans/.gitattributes", "plans/2027/.gitattributes", "plans/.GitAttributes", "plans/.gitignore", "plans/.gitmodules"} {
		file("G05", "settings of git: "+name, "S110", name, fstest.MapFile{Data: []byte("* filter=x working-tree-encoding=UTF-16\n")})
	}
	file("G05", "an LFS pointer", "S103", "plans/x.yaml", fstest.MapFile{Data: []byte("version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 3\n")})
	file("G05", "an LFS pointer in place of a table", "S103", "plans/x.csv", fstest.MapFile{Data: []byte("version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 3\n")})

	everywhere("U01", "S205", '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069', '\u200e', '\u200f')
	everywhere("U02", "S205", '\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad', '\U000e0041')
	text("U02", "a byte order mark first", "S202", "\ufeff"+fields)
	text("U02", "a variation selector", "S205", fields+"# a\ufe0f\n")
	text("U03", "a Cyrillic letter in an id", "S406", strings.Replace(fields, "ortopedi", "ort\u043epedi", 1))
	text("U03", "a Cyrillic letter in a name", "S211", strings.Replace(fields, "Ortopedi", "Ort\u043epedi", 1))
	text("U03", "a Cyrillic letter in a key", "S402", strings.Replace(fields, "namn:", "n\u0430mn:", 1))
	file("U03", "a Cyrillic letter in a file name", "S106", "plans/pl\u0430n.yaml", fstest.MapFile{})
	text("U04", "a value in NFD", "S207", strings.Replace(fields, "Ortopedi", "A\u030angest", 1))
	text("U04", "keys that are twins", "S207", fields+"å: 1\na\u030a: 2\n")
	file("U04", "a file name in NFD", "S106", "plans/va\u030ard.yaml", fstest.MapFile{})
	setting("U05", "a no-break space after a colon", "S209", "utfall_inaktuellt_veckor:\u00a06")
	setting("U05", "a no-break space in a number", "S210", "utfall_inaktuellt_veckor: 1\u00a0000")
	setting("U05", "a typographic minus", "S210", "utfall_inaktuellt_veckor: \u22126")
	setting("U05", "full-width digits", "S210", "utfall_inaktuellt_veckor: １２")
	everywhere("U06", "S204", '\u2028', '\u2029', '\u0085', '\r')

	setting("Y01", "a leading zero", "S321", "utfall_inaktuellt_veckor: 06")
	text("Y01", "a code with a zero before it", "S321", strings.Replace(fields, "namn:", "mvo: 011, namn:", 1))
	for _, n := range []string{"1_000", "0b11", "0x1F", "+46", "1e3", ".nan", ".inf"} {
		setting("Y02", "the number "+n, "S321", "utfall_inaktuellt_veckor: "+n)
	}
	setting("Y03", "a day that does not come", "S324", "granskningsdag: 2026-02-30")
	setting("Y03", "a truth value in other letters", "S323", "protokoll_kravs: True")
	setting("Y03", "a word that YAML 1.1 takes for a truth value", "S404", "protokoll_kravs: yes")
	text("Y04", "a second document", "S304", fields+"---\ndokument: vardomraden/v1\n")
	text("Y04", "text after the end", "S304", fields+"...\nvardomraden: []\n")
	text("Y05", "a key twice", "S309", strings.Replace(fields, "namn:", "id: x2, namn:", 1))
	text("Y05", "a key in two cases", "S309", strings.Replace(fields, "namn:", "Id: x2, namn:", 1))
	text("Y06", "an anchor and an alias", "S306", strings.Replace(fields, "namn: Ortopedi", "namn: &a Ortopedi, mvo: *a", 1))
	text("Y06", "a merge key", "S306", strings.Replace(fields, "namn:", "<<: {}, namn:", 1))
	text("Y06", "a bomb of aliases", "S306", bomb(40))
	text("Y07", "a tag", "S307", strings.Replace(fields, "namn: ", "namn: !!binary ", 1))
	text("Y07", "a tag of one's own", "S307", strings.Replace(fields, "namn: ", "namn: !x ", 1))
	text("Y08", "deep nesting", "S313", fields+"a: "+strings.Repeat("[", 10_000))
	text("Y08", "a million values", "S313", fields+"a: ["+strings.Repeat("1,", 400_000)+"1]\n")
	text("Y08", "a large file", "S105", fields+"# "+strings.Repeat("x", yamldoc.MaxSize))
	text("Y09", "invalid UTF-8", "S201", strings.Replace(fields, "Ortopedi", "\xc5ngest", 1))
	text("Y09", "UTF-16", "S201", "\xff\xfe"+wide(fields))
	text("Y09", "a null character", "S203", strings.Replace(fields, "Ortopedi", "a\x00b", 1))
	text("Y09", "a null character as an escape", "S203", strings.Replace(fields, "Ortopedi", `"a\0b"`, 1))
	text("Y09", "a tab before a key", "S208", fields+"\tx: 1\n")
	text("Y10", "an empty file", "S302", "")
	text("Y10", "comments only", "S302", "# x\n")
	text("Y10", "nothing but null", "S303", "null\n")
	text("Y10", "a list", "S303", "- 1\n")
	text("Y10", "a key that is a number", "S308", fields+"1: x\n")
	text("Y10", "a key that is a list", "S308", fields+"? [a]\n: x\n")
	text("Y11", "a misspelt key", "S402", strings.Replace(fields, "namn:", "nam:", 1))
	text("Y11", "a key at a wrong place", "S402", fields+"mvo: \"101\"\n")
	setting("Y12", "a value of the right type and a wrong form", "S406", "tidszon: Europa och Stockholm")
	return all
}

// bomb is a document that grows without limit when its aliases are followed.
func bomb(levels int) string {
	var b strings.Builder
	b.WriteString("dokument: vardomraden/v1\nvardomraden:\n  - &a0 [x, x]\n")
	for i := 1; i <= levels; i++ {
		fmt.Fprintf(&b, "  - &a%d [*a%d, *a%d]\n", i, i-1, i-1)
	}
	return b.String()
}
