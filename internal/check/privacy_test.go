package check_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// number makes a personal identity number as the test runs: written out it would stand
// in the repository. It has twelve digits.
func number(year, rest string) string {
	sum := 0
	for i, c := range (year + rest)[2:] {
		n := int(c-'0') * (2 - i%2)
		sum += n/10 + n%10
	}
	return year + rest + fmt.Sprint((10-sum%10)%10)
}

// outputs is everything that a check prints, in both languages.
func outputs(t *testing.T, r *check.Result) string {
	t.Helper()
	var b bytes.Buffer
	for _, l := range lang.Languages {
		style := render.Style{Language: l}
		for _, err := range []error{
			render.Findings(&b, r.Findings, style), render.Summary(&b, r, r.Findings, style), render.CheckJSON(&b, r, r.Findings, l),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	return b.String()
}

const planPath = "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml"

// A number is one finding, at its place, and nothing of it is ever printed: neither by
// that finding nor by those that its place would give besides.
func TestANumberIsOneFindingAndNeverPrinted(t *testing.T) {
	n := number("1964", "0823323")
	ten := n[2:]
	hyphen := n[:8] + "-" + n[8:]
	plan := string(region.Files()[planPath].Data)
	replace := func(old, fresh string) string {
		t.Helper()
		if strings.Count(plan, old) == 0 {
			t.Fatalf("%q does not stand in the plan", old)
		}
		return strings.Replace(plan, old, fresh, 1)
	}
	outcome := "plans/2027/utfall/2027-W05.csv"
	for name, c := range map[string]struct {
		path, text string
		more       []string // rules besides S601
	}{
		"in a comment":                     {planPath, replace("dokument:", "# gäller "+hyphen+"\ndokument:"), nil},
		"after a value":                    {planPath, replace("\nvolym: ", "\n# "+ten+"\nvolym: "), nil},
		"as a value":                       {planPath, replace("syfte: vardgaranti", "syfte: "+hyphen), nil},
		"as a number":                      {planPath, replace("volym: 12", "volym: "+ten), nil},
		"as a reference":                   {planPath, replace("mottagare: exk", "mottagare: "+hyphen), nil},
		"as a key":                         {planPath, replace("syfte: ", hyphen+": "), []string{}},
		"in the id":                        {planPath, replace("id: lp-2027-skas-exk-hoftprotes", "id: lp-"+ten), nil},
		"in a week":                        {planPath, replace("2027-W02: ", hyphen+": "), []string{}},
		"where the YAML is broken":         {planPath, plan + "\"" + ten + "\n", []string{"S301"}},
		"where a character is refused":     {planPath, replace("syfte: vardgaranti", "syfte: a\u202eb # "+ten), []string{"S205"}},
		"split by an invisible character":  {planPath, replace("syfte: vardgaranti", "syfte: "+ten[:5]+"\u200b"+ten[5:]), nil},
		"in UTF-16":                        {planPath, "\xff\xfe" + wide("a: "+hyphen+"\n"), []string{"S201"}},
		"in Latin-1":                       {planPath, "a: f\xf6dd " + hyphen + "\n", []string{"S201"}},
		"in escapes":                       {planPath, replace("syfte: vardgaranti", fmt.Sprintf("syfte: \"\\x%02x%s\"", ten[0], ten[1:])), nil},
		"folded over two lines":            {planPath, replace("syfte: vardgaranti", "syfte: \""+n[:8]+"\n    "+n[8:]+"\""), nil},
		"in full-width digits":             {planPath, replace("syfte: vardgaranti", "syfte: \""+wideDigits(hyphen)+"\""), nil},
		"as a cell":                        {outcome, "leveransplan;vecka;utfort\n" + hyphen + ";2026-W45;3\n", nil},
		"as a figure":                      {outcome, "leveransplan;vecka;utfort\nlp-2027-skas-exk-hoftprotes;2026-W45;" + ten + "\n", nil},
		"in a table that is none":          {outcome, "vad;som;helst " + ten + "\n", []string{"S501"}},
		"in a file that is not read":       {"plans/patienter.txt", "x " + hyphen + "\n", []string{"S107"}},
		"in a document with another end":   {"plans/2027/plan.yml", "x: " + hyphen + "\n", []string{"S107"}},
		"in a read-me file":                {"plans/README.md", "Ring om " + hyphen + ".\n", nil},
		"in a file with a dot":             {"plans/.anteckning", hyphen, nil},
		"in the name of a file":            {"plans/2027/" + hyphen + ".yaml", "", []string{"S302"}},
		"in the name of a folder":          {"plans/2027/" + hyphen + "/README.md", "", nil},
		"in the name of an unknown file":   {"plans/2027/" + ten + ".yml", "", []string{"S107"}},
		"in the name of a register's twin": {"plans/2027/" + ten + ".yaml", fields, []string{"S108"}},
	} {
		t.Run(name, func(t *testing.T) {
			files := region.Files()
			files[c.path] = &fstest.MapFile{Data: []byte(c.text)}
			r := tree(t, files)
			numbers := 0
			for _, d := range r.Findings {
				switch {
				case d.Rule == privacy.RuleNumber && d.Severity == diag.Error:
					numbers++
				case d.Severity == diag.Error && c.more == nil, d.Severity == diag.Error && len(c.more) > 0 && !slices.Contains(c.more, d.Rule):
					t.Errorf("also:\n%s", show(diag.List{d}))
				}
			}
			if numbers != 1 {
				t.Errorf("%d findings of S601:\n%s", numbers, show(r.Findings))
			}
			notPrinted(t, outputs(t, r), n)
		})
	}
}

func wide(s string) string { return strings.Join(strings.Split(s, ""), "\x00") + "\x00" }

func wideDigits(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return '０' + c - '0'
		}
		return c
	}, s)
}

// notPrinted looks for a number's day and for its last digits: alone, set apart, in
// full-width digits, or with code points between them.
func notPrinted(t *testing.T, out, number string) {
	t.Helper()
	plain := strings.Map(func(c rune) rune {
		if c >= '０' && c <= '９' {
			return c - '０' + '0'
		}
		return c
	}, out)
	plain = strings.NewReplacer(`\u0000`, "", `\u200b`, "", `\x00`, "").Replace(plain)
	for _, part := range []string{number[2:8], number[2:4] + "-" + number[4:6] + "-" + number[6:8], strings.Join(strings.Split(number[2:8], ""), " ")} {
		if i := strings.Index(plain, part); i >= 0 {
			t.Errorf("printed: …%s…", plain[max(0, i-60):min(len(plain), i+60)])
		}
	}
	if spans := privacy.Find([]byte(out)); len(spans) > 0 {
		t.Errorf("printed: %q", out[spans[0].Start():spans[0].End()])
	}
}

// Whatever stands around it, and whatever else is wrong: a number planted at any byte of
// any file is found, and not printed.
func TestANumberPlantedAnywhere(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	all := region.Files()
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	for range 100 {
		// A year that no document has, and days that no other digits look like.
		n := number(fmt.Sprint(1931+rng.IntN(30)), fmt.Sprintf("%02d%02d%03d", 1+rng.IntN(12), 61+rng.IntN(28), rng.IntN(1000)))
		writing := []string{n, n[2:], n[:8] + "-" + n[8:], n[2:8] + "-" + n[8:], n[2:8] + "+" + n[8:], n[:8] + " " + n[8:],
			n[:4] + "-" + n[4:6] + "-" + n[6:8] + "-" + n[8:], wideDigits(n)}[rng.IntN(8)]
		files := region.Files()
		name := names[rng.IntN(len(names))]
		text := files[name].Data
		at := rng.IntN(len(text) + 1)
		for at < len(text) && at > 0 && (text[at]&0xc0 == 0x80 || digitOrLetter(text[at-1])) {
			at++
		}
		signs := []string{" ", "\n", "\"", " # ", ";", "(", ": ", "/"}
		before, after := signs[rng.IntN(8)], signs[rng.IntN(8)]
		files[name] = &fstest.MapFile{Data: slices.Concat(text[:at], []byte(before+writing+after), text[at:])}
		r := tree(t, files)
		if !slices.ContainsFunc(r.Findings, func(d diag.Diagnostic) bool { return d.Rule == privacy.RuleNumber && d.File == name }) {
			t.Fatalf("%q at byte %d of %s: not found", before+writing+after, at, name)
		}
		notPrinted(t, outputs(t, r), n)
		if t.Failed() {
			t.Fatalf("%q at byte %d of %s", before+writing+after, at, name)
		}
	}
}

func digitOrLetter(b byte) bool {
	return b >= '0' && b <= '9' || b|0x20 >= 'a' && b|0x20 <= 'z'
}

// Two numbers at the same place of two files are both reported, and a finding elsewhere in
// the file is kept.
func TestANumberHidesNoOtherFault(t *testing.T) {
	n := number("1964", "0823323")
	r := tree(t, fstest.MapFS{fieldsPath: {Data: []byte(fields + "# " + n + "\n# " + n[2:] + "\nvardomrade: []\n")}})
	got := map[string]int{}
	for _, d := range r.Findings {
		got[d.Rule]++
	}
	if fmt.Sprint(got) != "map[S402:1 S601:2]" {
		t.Errorf("got %v", got)
	}
}

// A comment with a number does not take its document away from the rules.
func TestADocumentWithACoveredNumberIsJudged(t *testing.T) {
	files := region.Files()
	n := number("1964", "0823323")
	files[planPath] = &fstest.MapFile{Data: []byte(strings.Replace(string(files[planPath].Data), "volym: ", "# "+n+"\nvolym: 1", 1))}
	r := tree(t, files)
	if !slices.ContainsFunc(r.Findings, func(d diag.Diagnostic) bool { return d.Rule == "P101" }) {
		t.Errorf("got:\n%s", show(r.Findings))
	}
}

func TestKeysThatAskForTooMuch(t *testing.T) {
	for name, c := range map[string]struct{ path, text, rule string }{
		"an identity number":    {fieldsPath, fields + "personnummer: x\n", "S602"},
		"a patient, in an item": {fieldsPath, strings.Replace(fields, "namn:", "patient-ID: 1, namn:", 1), "S602"},
		"a birth, with an ö":    {fieldsPath, fields + "Födelsedatum: 2027-01-01\n", "S602"},
		"a column":              {"plans/2027/utfall/x.csv", "leveransplan;vecka;\"pnr\";utfort\n", "S602"},
		"a price":               {fieldsPath, fields + "styckpris: 100\n", "S604"},
	} {
		t.Run(name, func(t *testing.T) {
			files := fstest.MapFS{fieldsPath: {Data: []byte(fields)}}
			files[c.path] = &fstest.MapFile{Data: []byte(c.text)}
			if d := one(t, tree(t, files).Findings, c.rule); d.Severity != diag.Error || d.Range.Start.Line == 0 || !strings.Contains(d.Message.In(lang.SV), "`") {
				t.Errorf("%+v", d)
			}
		})
	}
}

// What explain shows is true.
func TestExamplesOfPersonalData(t *testing.T) {
	organisations := schema.Modeline("plans/register/organisationer.yaml", "organisationer") +
		"\ndokument: organisationer/v1\norganisationer:\n  - {id: siv, typ: forvaltning, namn: Sjukhusen i väster, giltig_fran: 2024-01-01}\n"
	for _, r := range privacy.Rules() {
		if r.ID == privacy.RuleNumber {
			// Its example is a line, in which the number is covered as findings cover it.
			n := number("1964", "0823323")
			_, fields, _ := strings.Cut(fields, "\n")
			r.Bad = fields + "# " + strings.Replace(r.Bad, "••••••••-••••", n[:8]+"-"+n[8:], 1)
			r.Good = fields + "# " + r.Good
		}
		t.Run(r.ID, func(t *testing.T) {
			kind, _, _ := strings.Cut(strings.TrimPrefix(r.Bad, "dokument: "), "/")
			files := fstest.MapFS{"plans/register/organisationer.yaml": {Data: []byte(organisations)}}
			path := "plans/register/" + kind + ".yaml"
			files[path] = &fstest.MapFile{Data: []byte(schema.Modeline(path, kind) + "\n" + r.Bad)}
			if d := one(t, tree(t, files).Findings, r.ID); d.Severity != r.Severity {
				t.Errorf("%s, want %s", d.Severity, r.Severity)
			}
			files[path] = &fstest.MapFile{Data: []byte(schema.Modeline(path, kind) + "\n" + r.Good)}
			if got := tree(t, files).Findings; len(got) > 0 {
				t.Errorf("the good example:\n%s", show(got))
			}
		})
	}
}

// A sign of a person in a comment is at its place, and does not break the document.
func TestCommentsAreRead(t *testing.T) {
	for text, place := range map[string]diag.Pos{
		"# gäller kvinna 84 år\n" + fields:                                                       {Line: 1, Column: 10},
		fields + "# kvinna 84 år":                                                                {Line: 5, Column: 3},
		strings.Replace(fields, "\n", " # 84-åring\n", 1):                                        {Line: 1, Column: 73},
		strings.Replace(fields, "vardomraden:\n", "# a: \"#\"\nvardomraden:  # dr Berg, å\n", 1): {Line: 4, Column: 17},
	} {
		d := tree(t, fstest.MapFS{fieldsPath: {Data: []byte(text)}}).Findings
		if len(d) != 1 || d[0].Severity != diag.Warning || d[0].Range.Start != place {
			t.Errorf("%q:\n%s", text, show(d))
		}
	}
}

// What is there already is silent: the sample region's warnings are counted by the command
// line's tests, these are the generated trees.
func TestGeneratedPlansHoldNothingPersonal(t *testing.T) {
	for _, d := range tree(t, corpus.New(300, 1)).Findings {
		if strings.HasPrefix(d.Rule, "S6") {
			t.Errorf("%s", show(diag.List{d}))
		}
	}
}

// A number keeps no file from being listed, and none from being searched, whatever it is.
func TestFilesThatAreNotReadAreSearchedOnly(t *testing.T) {
	files := region.Files()
	files["plans/README.md"] = &fstest.MapFile{Data: []byte("kvinna 84 år, 45 000 kr\n")}
	files["plans/lank.yaml"] = &fstest.MapFile{Data: []byte(number("1964", "0823323")), Mode: fs.ModeSymlink}
	if d := one(t, errorsOf(tree(t, files).Findings), "S101"); d.File != "plans/lank.yaml" {
		t.Error(d.File)
	}
}

func errorsOf(list diag.List) diag.List {
	return slices.DeleteFunc(list, func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
}
