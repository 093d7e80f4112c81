package plan_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func table(text string) (*plan.Utfall, diag.List) {
	return plan.ReadUtfall(diag.NewSource("plans/2027/utfall/2027-W05.csv", []byte(text)))
}

// places writes findings as line:column-column RULE message.
func places(list diag.List) []string {
	var out []string
	for _, d := range list {
		out = append(out, fmt.Sprintf("%d:%d-%d %s %s", d.Range.Start.Line, d.Range.Start.Column, d.Range.End.Column, d.Rule, d.Message.In(lang.SV)))
	}
	return out
}

// rows writes rows with what each cell's place holds in the text.
func rows(src string, u *plan.Utfall) []string {
	cell := func(span diag.Span, set bool) string {
		if !set {
			return "-"
		}
		return src[span.Start():span.End()]
	}
	var out []string
	for _, r := range u.Rows {
		out = append(out, strings.Join([]string{
			r.Leveransplan.V, r.Vecka.V.String(), fmt.Sprint(r.Utfort.V),
			cell(r.Leveransplan.Span, r.Leveransplan.Set), cell(r.Vecka.Span, true), cell(r.Utfort.Span, true),
			cell(r.Kontaktade.Span, r.Kontaktade.Set), cell(r.Span, true),
		}, "|"))
	}
	return out
}

func TestReadUtfall(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"semicolons": {
			"leveransplan;vecka;utfort;kontaktade\nlp-1;2027-W05;3;6\n",
			[]string{"lp-1|2027-W05|3|lp-1|2027-W05|3|6|lp-1;2027-W05;3;6"},
		},
		"commas, no last line break": {
			"leveransplan,vecka,utfort\nlp-1,2027-W05,3",
			[]string{"lp-1|2027-W05|3|lp-1|2027-W05|3|-|lp-1,2027-W05,3"},
		},
		"CRLF and an empty line between": {
			"leveransplan;vecka;utfort\r\nlp-1;2027-W05;3\r\n\r\nlp-2;2027-W06;0\r\n",
			[]string{"lp-1|2027-W05|3|lp-1|2027-W05|3|-|lp-1;2027-W05;3", "lp-2|2027-W06|0|lp-2|2027-W06|0|-|lp-2;2027-W06;0"},
		},
		"quoted cells": {
			"leveransplan;\"vecka\";utfort\n\"lp-1\";\"2027-W05\";\"3\"\n",
			[]string{`lp-1|2027-W05|3|"lp-1"|"2027-W05"|"3"|-|"lp-1";"2027-W05";"3"`},
		},
		"other order of columns, an empty cell": {
			"utfort;vecka;kontaktade;leveransplan\n3;2027-W05;;lp-1\n",
			[]string{"lp-1|2027-W05|3|lp-1|2027-W05|3|-|3;2027-W05;;lp-1"},
		},
		"a header alone": {"leveransplan;vecka;utfort\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			u, findings := table(c.text)
			if len(findings) > 0 {
				t.Fatalf("findings: %s", places(findings))
			}
			if diff := cmp.Diff(c.want, rows(c.text, u)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadUtfallWithoutPlan(t *testing.T) {
	u, findings := table("skickande;mottagare;vardomrade;vecka;utfort\nskas;exk;ortopedi;2027-W05;2\n")
	if len(findings) > 0 || len(u.Rows) != 1 {
		t.Fatal(places(findings))
	}
	r := u.Rows[0]
	if got := [3]string{r.Skickande.V, r.Mottagare.V, r.Vardomrade.V}; got != [3]string{"skas", "exk", "ortopedi"} || r.Leveransplan.Set {
		t.Errorf("got %v", got)
	}
	if got, want := plan.Pointer(&u.Document, r.Utfort.Span), "/skas+exk+ortopedi/2027-W05"; got != want {
		t.Errorf("pointer %s, want %s", got, want)
	}
}

func TestReadUtfallFaults(t *testing.T) {
	const head = "leveransplan;vecka;utfort\n"
	for name, c := range map[string]struct {
		text string
		rows int // that are read all the same
		want []string
	}{
		"nothing at all":     {"", 0, []string{"1:1-1 S501 tabellen är tom"}},
		"only empty lines":   {"\n\n", 0, []string{"1:1-1 S501 tabellen är tom"}},
		"misspelt column":    {"leveransplan;vecka;utfört\n", 0, []string{`1:20-26 S501 okänd kolumn "utfört"`}},
		"column twice":       {"leveransplan;vecka;vecka;utfort\n", 0, []string{`1:20-25 S501 kolumnen "vecka" står två gånger`}},
		"missing column":     {"leveransplan;utfort\nlp-1;3\n", 0, []string{`1:1-13 S501 kolumnen "vecka" saknas`}},
		"two missing":        {"leveransplan\n", 0, []string{`1:1-13 S501 kolumnen "vecka" saknas`}},
		"a cell too few":     {head + "lp-1;2027-W05\nlp-2;2027-W05;1\n", 1, []string{"2:1-14 S501 raden har 2 celler men rubrikraden 3"}},
		"a cell too many":    {head + "lp-1;2027-W05;3;4\n", 0, []string{"2:1-18 S501 raden har 4 celler men rubrikraden 3"}},
		"no week 53":         {head + "lp-1;2027-W53;3\n", 0, []string{`2:6-14 S502 "2027-W53" är ingen vecka`}},
		"a quarter":          {head + "lp-1;2027-Q1;3\n", 0, []string{`2:6-13 S502 "2027-Q1" är ingen vecka`}},
		"a decimal":          {head + "lp-1;2027-W05;3,5\n", 0, []string{`2:15-18 S502 "3,5" är inget heltal för utfort`}},
		"leading zero":       {head + "lp-1;2027-W05;03\n", 0, []string{`2:15-17 S502 "03" är inget heltal för utfort`}},
		"below nothing":      {head + "lp-1;2027-W05;-1\n", 0, []string{`2:15-17 S502 "-1" är inget heltal för utfort`}},
		"no figure":          {head + "lp-1;2027-W05;\n", 0, []string{`2:15-15 S502 "" är inget heltal för utfort`}},
		"too large":          {head + "lp-1;2027-W05;1000000\n", 0, []string{`2:15-22 S502 "1000000" är inget heltal för utfort`}},
		"largest":            {head + "lp-1;2027-W05;999999\n", 1, nil},
		"two in one row":     {head + "lp-1;v5;x\n", 0, []string{`2:6-8 S502 "v5" är ingen vecka`, `2:9-10 S502 "x" är inget heltal för utfort`}},
		"after å, ä and ö":   {"leveransplan;vecka;utfort\nåäö;v5;3\n", 0, []string{`2:5-7 S502 "v5" är ingen vecka`}},
		"a quoted fault":     {head + "lp-1;\"v5\";3\n", 0, []string{`2:6-10 S502 "v5" är ingen vecka`}},
		"a quote not closed": {head + "lp-1;\"2027-W05;3\n", 0, []string{"2:1-1 S501 citattecknen på raden går inte ihop"}},
		"a quote inside":     {head + "lp-1;2027\"W05;3\n", 0, []string{"2:10-10 S501 citattecknen på raden går inte ihop"}},
		"a long cell":        {head + "lp-1;" + strings.Repeat("x", 50) + ";3\n", 0, []string{`2:6-56 S502 "` + strings.Repeat("x", 40) + `…" är ingen vecka`}},
		"one fault in many rows": {head + strings.Repeat("lp-1;2027-W05;3,0\n", 3) + "lp-1;2027-W06;\nlp-1;2027-W07;två\nlp-1;v8;2,0\n", 0, []string{
			`2:15-18 S502 "3,0" är inget heltal för utfort, och 3 rader till`,
			`5:15-15 S502 "" är inget heltal för utfort`,
			`6:15-18 S502 "två" är inget heltal för utfort`,
			`7:6-8 S502 "v8" är ingen vecka`,
		}},
		"one column in the wrong form": {"leveransplan;vecka;utfort;vantande\nlp-1;v5;1;0\nlp-2;v5;2;0\n", 0, []string{`2:6-8 S502 "v5" är ingen vecka, och 1 rad till`}},
		"rows of two lengths":          {head + "lp-1;2027-W05\nlp-2;2027-W05\nlp-3\n", 0, []string{"2:1-14 S501 raden har 2 celler men rubrikraden 3, och 1 rad till", "4:1-5 S501 raden har 1 cell men rubrikraden 3"}},
		"a sum last":                   {head + "lp-1;2027-W05;3\nSumma;;3\n", 1, []string{"3:1-9 S501 raden är en summa, inte ett utfall"}},
		"a sum of fewer cells":         {head + "lp-1;2027-W05;3\nTotalt:;3\n", 1, []string{"3:1-10 S501 raden är en summa, inte ett utfall"}},
		"empty rows last":              {head + "lp-1;2027-W05;3\n;;\n; ;;\n", 1, []string{"3:1-3 S501 raden är tom, och 1 rad till"}},
		"separated by tabs":            {"leveransplan\tvecka\tutfort\nlp-1\t2027-W05\t3\n", 0, []string{"1:1-26 S501 kolumnerna är åtskilda med tabbar"}},
		"semicolon in the header decides": {"leveransplan;vecka;utfort\nlp-1,2027-W05,3\n", 0,
			[]string{"2:1-16 S501 raden har 1 cell men rubrikraden 3"}},
	} {
		t.Run(name, func(t *testing.T) {
			u, findings := table(c.text)
			if diff := cmp.Diff(c.want, places(findings)); diff != "" {
				t.Error(diff)
			}
			if len(u.Rows) != c.rows || u.Broken != (len(c.want) > 0) {
				t.Errorf("%d rows, broken %v", len(u.Rows), u.Broken)
			}
		})
	}
}

// A column that is nearly right is told which one it is, any other which ones there are.
func TestUnknownColumnNamesTheNearest(t *testing.T) {
	for name, want := range map[string]string{
		"utfört":        "Menade du utfort?",
		"Leveransplan":  "Menade du leveransplan?",
		"mottagre":      "Menade du mottagare?",
		"anteckningar ": "Kolumnerna är: leveransplan, skickande, mottagare, vardomrade, vecka, utfort, kontaktade, accepterade, avbojda och vantande.",
	} {
		_, findings := table("vecka;" + name + "\n")
		if len(findings) != 1 || findings[0].Hint.In(lang.SV) != want {
			t.Errorf("%s: %s %s", name, places(findings), findings[0].Hint.In(lang.SV))
		}
	}
}

// A large table is read whole, with each row at its place.
func TestReadUtfallLarge(t *testing.T) {
	var b strings.Builder
	b.WriteString("leveransplan;vecka;utfort\n")
	const n = 50_000
	for i := range n {
		fmt.Fprintf(&b, "lp-%d;2027-W%02d;%d\n", i, i%52+1, i)
	}
	text := b.String()
	u, findings := table(text)
	if len(findings) > 0 || len(u.Rows) != n {
		t.Fatalf("%d rows, %d findings", len(u.Rows), len(findings))
	}
	for _, i := range []int{0, 1, n / 2, n - 1} {
		r := u.Rows[i]
		want := fmt.Sprintf("/lp-%d/2027-W%02d", i, i%52+1)
		if got := plan.Pointer(&u.Document, r.Utfort.Span); got != want || text[r.Utfort.Span.Start():r.Utfort.Span.End()] != fmt.Sprint(i) {
			t.Errorf("row %d: pointer %s, want %s", i, got, want)
		}
	}
}

// Whatever the bytes: no panic, places within the text, and every row whole.
func FuzzReadUtfall(f *testing.F) {
	for _, seed := range []string{
		"", "\n", "leveransplan;vecka;utfort\nlp-1;2027-W05;3\n", "leveransplan,vecka,utfort\r\n\"lp\"\"1\",2027-W05,3\r\n",
		"a;b\n\"\n;\"", "vecka;utfort\n\"2027\n-W05\";1", "\"", "leveransplan;vecka;utfort\nå;2027-W05;1\n;;\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		src := diag.NewSource("x.csv", text)
		u, findings := plan.ReadUtfall(src)
		if u.Broken != (len(findings) > 0) {
			t.Error("broken without a finding, or the other way round")
		}
		for _, d := range findings {
			if d.Range.Start.Line < 1 || d.Range.End.Line > 1+bytes.Count(src.Text, []byte("\n")) || d.Message.IsZero() || d.Hint.IsZero() {
				t.Errorf("finding out of place: %+v", d)
			}
		}
		last := 0
		for _, r := range u.Rows {
			if r.Span.Start() < last || r.Span.End() > len(text) || !r.Vecka.Set || !r.Utfort.Set {
				t.Errorf("row out of place: %+v", r)
			}
			last = r.Span.End()
			if p := plan.Pointer(&u.Document, r.Vecka.Span); !strings.HasSuffix(p, r.Vecka.V.String()) {
				t.Errorf("pointer %q of %v", p, r.Vecka.V)
			}
		}
	})
}
