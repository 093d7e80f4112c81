package yamldoc

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func TestU03WordsOfSeveralAlphabets(t *testing.T) {
	tests := []struct{ name, text, word, odd string }{
		{"a Cyrillic o", "Ort\u043epedi", "Ort\u043epedi", "\u043e"},
		{"two of them, one twice", "ort\u043ep\u0435di\u043e", "ort\u043ep\u0435di\u043e", "\u043e\u0435"},
		{"a Greek capital", "Skaraborgs \u0397us", "\u0397us", "\u0397"},
		{"a Greek o beside å", "v\u03bfård", "v\u03bfård", "\u03bf"},
		{"a Cyrillic letter like no other", "Skå\u0436", "Skå\u0436", "\u0436"},
		{"a Latin a among Cyrillic letters", "\u041c\u043e\u0441\u043a\u0432a", "\u041c\u043e\u0441\u043a\u0432a", "a"},
		{"most of it Cyrillic, and to be read as Latin", "c\u043er\u0430\u0441\u0435", "c\u043er\u0430\u0441\u0435", "\u043e\u0430\u0441\u0435"},
		{"as many of each", "a\u0430", "a\u0430", "\u0430"},
		{"digits within a word", "S1\u0430s", "S1\u0430s", "\u0430"},
		{"the first of several words", "x y\u0440 z\u0430", "y\u0440", "\u0440"},
		{"within punctuation", "(se:k\u0430j)", "k\u0430j", "\u0430"},
		{"three alphabets", "ab\u0430\u03bf", "ab\u0430\u03bf", "\u0430\u03bf"},

		{"Swedish", "Östra Götalands ögonsjukvård, 100 % é ü", "", ""},
		{"a word of another alphabet", "Clinic \u041c\u043e\u0441\u043a\u0432\u0430 i Athen (\u0391\u03b8\u03ae\u03bd\u03b1)", "", ""},
		{"hyphens part words", "\u03b2-blockerare, IFN-\u03b3, \u041c-gruppen", "", ""},
		{"micro sign", "5 \u00b5g", "", ""},
		{"Greek mu for it", "5 \u03bcg", "", ""},
		{"ohm", "4 k\u03a9", "", ""},
		{"signs of medicine", "TNF\u03b1 och NF\u03baB, \u0394t, H\u03b2", "", ""},
		{"other alphabets", "A\u5b57 \u0561b", "", ""},
		{"nothing", "", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			word, odd := mixedWord(test.text)
			if diff := cmp.Diff([]string{test.word, test.odd}, []string{word, string(odd)}); diff != "" {
				t.Errorf("word and letters (-want +got):\n%s", diff)
			}
		})
	}
}

func TestU03AWordOfSeveralAlphabetsIsAWarningAtItsPlace(t *testing.T) {
	tests := []struct{ name, text, sv, en string }{
		{"plain", wide + "ä: Åsa «ort\u043epedi» å\n",
			"ordet \"ort\u043epedi\" blandar in kyrilliska bokstäver: U+043E", "Type the word again, with o in place of U+043E."},
		{"quoted", wide + "ä: [\"åä «\u0391vdelning» 2\"]\n",
			"ordet \"\u0391vdelning\" blandar in grekiska bokstäver: U+0391", "Type the word again, with A in place of U+0391."},
		{"a block", wide + "ä: |\n  åäö\n  å «b\u0430\u0435»\n  ö\n",
			"ordet \"b\u0430\u0435\" blandar in kyrilliska bokstäver: U+0430, U+0435", "Type the word again, with a and e in place of U+0430 and U+0435."},
		{"like no other letter", wide + "ä: «å\u0436»\n",
			"ordet \"å\u0436\" blandar in kyrilliska bokstäver: U+0436", "Type the word again in one alphabet."},
		{"an escape", wide + "ä: «\"Ort\\u043epedi\"»\n",
			"ordet \"Ort\u043epedi\" blandar in kyrilliska bokstäver: U+043E", "Type the word again, with o in place of U+043E."},
		{"many letters", wide + "ä: «abcdefg\u0430\u0432\u0435\u043a\u043c\u043d»\n",
			"ordet \"abcdefg\u0430\u0432\u0435\u043a\u043c\u043d\" blandar in kyrilliska bokstäver: U+0430, U+0432, U+0435, U+043A, U+043C, …", "Type the word again in one alphabet."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, ranges := unmark(test.text)
			doc, list := Parse(diag.NewSource("a.yaml", []byte(text)))
			if doc == nil || len(list) != 1 || list[0].Rule != RuleMixedLetters || list[0].Severity != diag.Warning {
				t.Fatalf("document %v, findings %v", doc != nil, show(list))
			}
			if diff := cmp.Diff(ranges, []diag.Range{list[0].Range}); diff != "" {
				t.Errorf("place (-want +got):\n%s", diff)
			}
			if got := list[0].Message.In(lang.SV); got != test.sv {
				t.Errorf("message %s", got)
			}
			if got := list[0].Hint.In(lang.EN); got != test.en {
				t.Errorf("hint %s", got)
			}
			wellFormed(t, doc.Source, list)
		})
	}
}

func TestAValueOfSeveralAlphabetsStandsAndIsCountedOnce(t *testing.T) {
	doc, list := Parse(diag.NewSource("a.yaml", []byte("a: x\u0430 y\u0430\nb: 010\n\"k\u0430\": 1 # z\u0430\n")))
	if n := doc.Root.Get("a"); n.Bad || n.Text != "x\u0430 y\u0430" {
		t.Errorf("the value is %+v", n)
	}
	if len(list) != 2 || list[0].Rule != RuleMixedLetters || list[0].Pointer != "/a" || list[1].Rule != "S321" {
		t.Errorf("findings %v", show(list))
	}
	_, list = Parse(diag.NewSource("a.yaml", []byte("a:\n"+strings.Repeat("  - x\u0430\n", 500))))
	if len(list) != maxPerRule || list[len(list)-1].Measure != 500-maxPerRule+1 {
		t.Errorf("%d findings", len(list))
	}
}
