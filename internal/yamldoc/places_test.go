package yamldoc

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// A place is a rule and where it was broken.
type place struct {
	Rule string
	diag.Range
}

func places(list diag.List) []place {
	var out []place
	for _, d := range list {
		out = append(out, place{d.Rule, d.Range})
	}
	return out
}

// unmark takes the marks « and » out of a text and gives the ranges between them.
// Marks count characters themselves, so that no code under test takes part.
func unmark(marked string) (text string, ranges []diag.Range) {
	var b strings.Builder
	at := diag.Pos{Line: 1, Column: 1}
	for _, r := range marked {
		switch r {
		case '«':
			ranges = append(ranges, diag.Range{Start: at})
			continue
		case '»':
			ranges[len(ranges)-1].End = at
			continue
		case '\n':
			at = diag.Pos{Line: at.Line + 1, Column: 1}
		default:
			at.Column++
		}
		b.WriteRune(r)
	}
	return b.String(), ranges
}

const wide = "å: \"åäö ÅÄÖ é – §\"   # åäö\n"

func TestEachRuleStandsAtItsExactPlace(t *testing.T) {
	cases := []struct{ name, rule, text string }{
		{"byte order mark", "S202", "«\ufeff»å: 1\n"},
		{"control character", "S203", wide + "ä: \"åä«\x07»ö\"\n"},
		{"null character in a comment", "S203", wide + "ä: 1 # å«\x00»\n"},
		{"delete character", "S203", wide + "ä: å«\x7f»\n"},
		{"line separator in a comment", "S204", wide + "ä: 1 # å«\u2028»b: 2\n"},
		{"lone carriage return", "S204", wide + "ä: 1 # å«\r»b: 2\n"},
		{"carriage return at the end", "S204", wide + "ä: 1«\r»"},
		{"soft hyphen", "S205", wide + "ä: vård«\u00ad»plan\n"},
		{"private use", "S206", wide + "ä: \"å«\ue000»\"\n"},
		{"noncharacter", "S206", wide + "ä: \"å«\ufdd0»\"\n"},
		{"decomposed letter in a value", "S207", wide + "ä: \"åv«a\u030a»rd\"\n"},
		{"decomposed letter in a key", "S207", wide + "v«a\u030a»rd: 1\n"},
		{"decomposed letter in a comment", "S207", wide + "# v«a\u030a»rd\n"},
		{"tab as indentation", "S208", wide + "ä:\n  «\t»ö: 1\n"},
		{"tab in front of nothing", "S208", wide + "ä: |\n «\t»\n  å\n"},
		{"tab in front of a comment", "S208", wide + "«\t»# åäö\n"},
		{"no-break space after a colon", "S209", wide + "ä:«\u00a0»10\nö: 1\n"},
		{"no-break space before a key", "S209", wide + "ä:\n «\u00a0»ö: 1\n"},
		{"no-break space in a text", "S209", wide + "ä: åäö«\u00a0»åäö\n"},
		{"thin space in a key", "S209", wide + "å«\u2009»ö: 1\n"},
		{"no-break space in a number", "S210", wide + "ä: 10«\u00a0»000\n"},
		{"typographic minus", "S210", wide + "ä: [1, «−»3]\n"},
		{"foreign digits", "S210", wide + "ä: «١»٢\n"},

		{"unclosed quote", "S301", wide + "ä: «\"åäö»\nö: 1\n"},
		{"unclosed bracket", "S301", wide + "ä: «[åäö»\nö: 1\n"},
		{"key without a space", "S301", wide + "«ärende:»1\nö: 1\n"},
		{"key without a colon", "S301", wide + "«ärende» 1\nö: 1\n"},
		{"text with a colon", "S301", wide + "ä: åäö«:» ö\n"},
		{"file of comments", "S302", "«»# åäö\n"},
		{"markers around nothing", "S302", "«»---\n...\n"},
		{"list as a file", "S303", "# åäö\n«-» å: 1\n- ä: 2\n"},
		{"second document", "S304", wide + "«---»\n" + wide},
		{"text after the document's end", "S304", wide + "...\n# åäö\n  «ö: 2»\n"},
		{"text beside the document's end", "S304", wide + "«... åäö»\n"},
		{"third marker", "S304", "---\n" + wide + "«---»\n...\n---\n"},
		{"directive", "S305", "# åäö\n«%YAML 1.1 # å»\n---\n" + wide},
		{"anchor", "S306", wide + "ä: «&åäö» 1\n"},
		{"alias", "S306", wide + "ä: [å, «*åäö»]\n"},
		{"merge key", "S306", wide + "«<<»: {å: 1}\n"},
		{"merge key as a value", "S306", wide + "ä: «<<»\n"},
		{"text that starts with an asterisk", "S306", wide + "ä: «*» viktigt\n"},
		{"tag", "S307", wide + "ä: «!!str» å\n"},
		{"own tag on a list", "S307", wide + "ä: «!åäö»\n  - 1\n"},
		{"tag of an empty value", "S307", wide + "ä:\n  ö: «!!null»\n"},
		{"tag with an address", "S307", wide + "ä: [«!<tag:a,b>» ö]\n"},
		{"tag without a name", "S307", wide + "ä: «!» 010\n"},
		{"number as a key", "S308", wide + "ä: {«2027»: 1}\n"},
		{"empty key", "S308", wide + "ä:\n  «»: 1\n"},
		{"doubled colon", "S308", wide + "«ä:»: 1\n"},
		{"dash as a key", "S308", wide + "«-»: 1\n"},
		{"list as a key", "S308", wide + "«[å, 010]»: 1\n"},
		{"long form of a key", "S308", wide + "? «ä»\n: 1\n"},
		{"long form in braces", "S308", wide + "ä: {? «ö» : 1}\n"},
		{"block text as a key", "S308", wide + "? «|\n  ä\n»: 1\n"},
		{"duplicate key", "S309", wide + "ä: 1\n«ä»: 2\n"},
		{"duplicate key in other quotes", "S309", wide + "ä: {ö: 1, «\"ö\"»: 2}\n"},
		{"key that differs in case", "S309", wide + "ö: {åÄ: 1, «Åä»: 2}\n"},
		{"text over two lines", "S310", wide + "ä: «å\n  ä ö»\nö: 1\n"},
		{"key without a value in braces", "S311", wide + "ä: {ö: 1, «åäö»}\n"},
		{"question mark in brackets", "S311", wide + "ä: [å, «?»]\n"},
		{"pair in brackets", "S311", wide + "ä: [å, «ä: ö»]\n"},
		{"block text with a number", "S312", wide + "ä: «|»2\n    å\nö: 1\n"},
		{"too deep in brackets", "S313", wide + "ä: " + strings.Repeat("[", MaxDepth) + "«[»" + strings.Repeat("]", MaxDepth+1) + "\n"},
		{"too deep in all ways", "S313", wide + "ä:\n  ö:\n    - - å: " + strings.Repeat("[{ä: ", 13) + "[«{»å: 1}]" + strings.Repeat("}]", 13) + "\n"},

		{"octal number", "S321", wide + "ä: «010» # åäö\n"},
		{"octal number in a list", "S321", wide + "ä: [1, «010»]\n"},
		{"large number", "S322", wide + "ä: «-1000000000»\n"},
		{"truth value in capitals", "S323", wide + "ä: «TRUE»\n"},
		{"impossible day", "S324", wide + "ä: «2027-02-29»\n"},
		{"impossible day in quotes", "S324", wide + "ä: «\"2027-13-01\"»\n"},
		{"impossible end of an interval", "S324", wide + "ä: «2027-01-01/2027-06-31»\n"},
		{"impossible day as a key", "S324", wide + "«2027-02-30»: 1\n"},
		{"null character as an escape", "S203", wide + "ä: «\"å\\0\"»\n"},
		{"line separator as an escape", "S204", wide + "ä: «\"å\\u2028\"»\n"},
		{"bidi control as an escape", "S205", wide + "ä: «\"å\\u202e\"»\n"},
		{"decomposed letter as an escape", "S207", wide + "ä: «\"a\\u030a\"»\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, ranges := unmark(c.text)
			src := diag.NewSource("plans/å.yaml", []byte(text))
			_, list := Parse(src)
			want := []place{{c.rule, ranges[0]}}
			if diff := cmp.Diff(want, places(list)); diff != "" {
				t.Fatalf("(-want +got):\n%s%v", diff, show(list))
			}
			wellFormed(t, src, list)
		})
	}
}

// wellFormed checks what holds for every finding.
func wellFormed(t *testing.T, src *diag.Source, list diag.List) {
	t.Helper()
	for _, d := range list {
		if d.File != src.File || d.Line != src.Line(d.Range.Start.Line) || (d.Severity == diag.Warning) != (d.Rule == RuleMixedLetters) || d.Severity > diag.Warning || d.Basis != diag.Text {
			t.Errorf("finding %+v", d)
		}
		for _, text := range []lang.Text{d.Message, d.Hint} {
			for _, l := range lang.Languages {
				if s := text.In(l); s == "" || strings.Contains(s, "%!") && !strings.Contains(string(src.Text), "%!") || strings.Contains(s, "\n") {
					t.Errorf("text in %s: %q", l, s)
				}
			}
		}
	}
}

func TestBytesThatAreNoTextStandAtTheirPlace(t *testing.T) {
	cases := []struct {
		name, text string
		want       diag.Range
		message    string
	}{
		{"one byte of Latin 1", "å: 1\nä: V\xe4ntan\n", at(2, 5, 2, 6), "filen är inte UTF-8: byten 0xE4 hör inte till något tecken"},
		{"two bytes of Latin 1", "å: 1\nä: V\xe4nta p\xe5\n", at(2, 5, 2, 6), "filen är inte UTF-8: byten 0xE4 hör inte till något tecken (och 1 till i filen)"},
		{"cut character", "å: 1\nä: \xc3", at(2, 4, 2, 5), "filen är inte UTF-8: byten 0xC3 hör inte till något tecken"},
		{"surrogate", "ä: \xed\xa0\x80\n", at(1, 4, 1, 5), "filen är inte UTF-8: byten 0xED hör inte till något tecken (och 2 till i filen)"},
		{"UTF-16 with mark", "\xff\xfea\x00:\x00 \x001\x00", at(1, 1, 1, 1), "filen är sparad som UTF-16, inte som UTF-8"},
		{"UTF-16 big endian", "\xfe\xff\x00a\x00:\x00 \x001", at(1, 1, 1, 1), "filen är sparad som UTF-16, inte som UTF-8"},
		{"UTF-16 without mark", "a\x00:\x00 \x001\x00", at(1, 1, 1, 1), "filen är sparad som UTF-16, inte som UTF-8"},
		{"binary data", "PK\x03\x04\x00\x00\x9c\xff", at(1, 7, 1, 8), "filen är inte text utan binära data"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc, list := Parse(diag.NewSource("å.yaml", []byte(c.text)))
			if len(list) != 1 || doc != nil {
				t.Fatalf("document %v, findings %v", doc, show(list))
			}
			got := list[0]
			if got.Rule != "S201" || got.Range != c.want || got.Message.In(lang.SV) != c.message {
				t.Errorf("%s %v %s", got.Rule, got.Range, got.Message.In(lang.SV))
			}
		})
	}
}

func at(line, column, endLine, endColumn int) diag.Range {
	return diag.Range{Start: diag.Pos{Line: line, Column: column}, End: diag.Pos{Line: endLine, Column: endColumn}}
}
