package privacy

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func TestScreenCoversTheNumberEverywhere(t *testing.T) {
	n := numberOf("640823", "323")
	hyphen := n[:6] + "-" + n[6:]
	src, list := Screen("plans/"+hyphen+".yaml", []byte("a: å "+hyphen+" ö\nb: "+script(n, '０')+"\n"))
	if want := "a: å ••••••-•••• ö\nb: ••••••••••\n"; string(src.Text) != want {
		t.Errorf("text %q", src.Text)
	}
	if len(list) != 2 {
		t.Fatalf("%d findings", len(list))
	}
	want := []diag.Range{
		{Start: diag.Pos{Line: 1, Column: 6}, End: diag.Pos{Line: 1, Column: 17}},
		{Start: diag.Pos{Line: 2, Column: 4}, End: diag.Pos{Line: 2, Column: 14}},
	}
	for i, d := range list {
		if d.Rule != RuleNumber || d.Severity != diag.Error || d.Range != want[i] || d.File != "plans/••••••-••••.yaml" || d.Line != src.Line(i+1) {
			t.Errorf("%+v", d)
		}
	}
	if a, b := list[0].Key(), list[1].Key(); a == b {
		t.Error("two numbers of a file count as one")
	}
}

func TestScreenLeavesOtherTextsAlone(t *testing.T) {
	text := []byte("volym: 120\n")
	src, list := Screen("plans/a.yaml", text)
	if &src.Text[0] != &text[0] || src.File != "plans/a.yaml" || list != nil {
		t.Errorf("%q %v", src.Text, list)
	}
}

func TestFindingsOfNumbersAreBounded(t *testing.T) {
	_, list := Screen("a.csv", []byte(strings.Repeat(numberOf("640823", "323")+"\n", 5000)))
	if len(list) != maxNumbers || !strings.Contains(list[maxNumbers-1].Message.In(lang.SV), "4890 till") || list[maxNumbers-1].Measure != 4891 {
		t.Errorf("%d findings, the last: %s", len(list), list[len(list)-1].Message.In(lang.SV))
	}
}

func TestHiddenNumbers(t *testing.T) {
	n := numberOf("640823", "323")
	src := diag.NewSource("a.yaml", []byte(`a: "\x36`+n[1:]+`"`))
	d, ok := Hidden(src, diag.Between(3, len(src.Text)), n)
	if !ok || d.Rule != RuleNumber || d.Line != "" || d.Range.Start.Column != 4 {
		t.Errorf("%v %+v", ok, d)
	}
	if _, ok := Hidden(src, diag.Span{}, "120"); ok {
		t.Error("120 is a hidden number")
	}
}

func TestNames(t *testing.T) {
	n := numberOf("640823", "323")
	d, ok := Name("plans/2027/lp-" + n + ".yaml")
	if !ok || d.File != "plans/2027/lp-••••••••••.yaml" {
		t.Errorf("%v %+v", ok, d)
	}
	// What stands above is reported where it stands.
	if d, ok := Name("plans/" + n + "/a.yaml"); ok {
		t.Errorf("%+v", d)
	}
	if got := Mask("plans/" + n + "/a.yaml"); got != "plans/••••••••••/a.yaml" {
		t.Error(got)
	}
}

func TestDigitsOfEveryScript(t *testing.T) {
	count := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		v, ok := digit(r)
		if ok != unicode.Is(unicode.Nd, r) {
			t.Fatalf("%U: %v", r, ok)
		}
		if !ok {
			continue
		}
		if v != uint8(count%10) {
			t.Errorf("%U has the value %d, after %d digits", r, v, count)
		}
		count++
	}
	if count < 600 {
		t.Errorf("%d digits", count)
	}
}

// What this repository holds is held to the rule that it makes, in names and contents.
func TestTheRepositoryHoldsNoNumber(t *testing.T) {
	const root = "../.."
	files := 0
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(root, name)
		if len(Find([]byte(rel))) > 0 {
			t.Errorf("the name %s holds a number", Mask(rel))
		}
		if entry.IsDir() && (entry.Name() == ".git" || entry.Name() == "node_modules") {
			return fs.SkipDir // what npm installs is not the repository's
		}
		if !entry.Type().IsRegular() {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		files++
		src := diag.NewSource(rel, text)
		for _, s := range Find(text) {
			t.Errorf("%s:%d holds a number", Mask(rel), src.Pos(s.Start()).Line)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 300 {
		t.Errorf("%d files read", files)
	}
}

func TestRulesSayWhatAndWhy(t *testing.T) {
	for i, r := range Rules() {
		if want := fmt.Sprintf("S60%d", i+1); r.ID != want {
			t.Errorf("%s stands where %s should", r.ID, want)
		}
		if r.Bad == "" || r.Good == "" {
			t.Errorf("%s has no example", r.ID)
		}
		for _, text := range []lang.Text{r.Title, r.Why} {
			if text.SV == "" || text.EN == "" || text.SV == text.EN {
				t.Errorf("%s wants Swedish and English", r.ID)
			}
		}
	}
}

// planText is a plan of usual size, by pieces that are like those of real ones.
func planText() []byte {
	var s strings.Builder
	s.WriteString("# yaml-language-server: $schema=../../../../schemas/leveransplan.schema.json\ndokument: leveransplan/v1\nid: lp-2027-skas-exk-hoftprotes\nperiod: 2027-01-01/2027-12-31\nperiodisering:\n")
	for week := 1; week <= 52; week++ {
		fmt.Fprintf(&s, "  2027-W%02d: %d\n", week, week%4)
	}
	for nr := 1; nr <= 6; nr++ {
		fmt.Fprintf(&s, "  - nr: %d\n    datum: 2027-03-0%d\n    motivering: \"Färre på väntelistan än väntat, se HS 2026-0041%d-3 § %d\"\n    e_post: ortopedi.skas@example.org\n", nr, nr, nr, nr)
	}
	return []byte(s.String())
}

func BenchmarkFind(b *testing.B) {
	rng := rand.New(rand.NewPCG(9, 10))
	var list strings.Builder
	for range 300 {
		fmt.Fprintf(&list, "%s;2027-W05;%d\n", anybody(rng).ten(), rng.IntN(9))
	}
	for name, text := range map[string][]byte{
		"plan":            planText(),
		"table":           []byte(strings.Repeat("lp-2027-skas-exk-hoftprotes;2027-W05;3\n", 100)),
		"prose":           []byte(strings.Repeat("Kön växte under sommaren och når inte vårdgarantins gräns med egen kapacitet. ", 40)),
		"digits apart":    []byte(strings.Repeat("6 4 0 8 2 3 ", 300)),
		"foreign digits":  []byte(strings.Repeat("６４０８２３－３ ", 200)),
		"list of numbers": []byte(list.String()),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Find(text)
			}
		})
	}
}

func BenchmarkText(b *testing.B) {
	src := diag.NewSource("a.yaml", []byte("Kön växte under sommaren och når inte vårdgarantins gräns med egen kapacitet, trots 40 extra operationer i mars."))
	b.SetBytes(int64(len(src.Text)))
	b.ReportAllocs()
	var r Reader
	for b.Loop() {
		r.Text(src, diag.Between(0, len(src.Text)))
	}
}
