package yamldoc

import (
	"fmt"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

var resave = lang.T("Spara om filen som UTF-8 utan BOM.", "Save the file again as UTF-8 without BOM.")

func (f *findings) utf16() {
	f.add(ruleEncoding, diag.Span{},
		lang.T("filen är sparad som UTF-16, inte som UTF-8", "the file is saved as UTF-16, not as UTF-8"), resave)
}

func (f *findings) binary(at int) {
	f.add(ruleEncoding, diag.Between(at, at+1),
		lang.T("filen är inte text utan binära data", "the file is not text but binary data"),
		lang.T("Flytta filen från plans/ om den ska vara kvar, annars ta bort den.",
			"Move the file out of plans/ if it is to stay, otherwise remove it."))
}

func (f *findings) invalidUTF8(at, count int) {
	f.add(ruleEncoding, diag.Between(at, at+1),
		lang.T("filen är inte UTF-8: byten %s hör inte till något tecken", "the file is not UTF-8: the byte %s belongs to no character",
			fmt.Sprintf("0x%02X", f.src.Text[at])),
		lang.T("Spara om filen som UTF-8. Felet kommer ofta av att filen är sparad i Windows-1252 eller ISO 8859-1.",
			"Save the file again as UTF-8. The fault often comes from a file saved in Windows-1252 or ISO 8859-1."))
	f.count[ruleEncoding] = count
}

func (f *findings) bom() {
	hint := resave
	if strings.HasSuffix(f.src.File, ".csv") {
		hint = lang.T("Spara om filen i Excel som ”CSV (semikolonavgränsad)”, inte som ”CSV UTF-8”.",
			"Save the file again in Excel as “CSV (semicolon delimited)”, not as “CSV UTF-8”.")
	}
	f.add(ruleBOM, diag.Between(0, len(bom)),
		lang.T("filen börjar med en bytemarkering, %s", "the file starts with a byte order mark, %s", "U+FEFF"), hint)
}

// forbidden reports a character that no place in a file may hold.
func (f *findings) forbidden(rule string, at diag.Span, r rune) {
	var message, hint lang.Text
	remove := lang.T("Radera texten omkring tecknet och skriv den på nytt: själva tecknet syns inte i alla redigerare.",
		"Delete the text around the character and type it again: not every editor shows the character itself.")
	switch rule {
	case ruleControl:
		message, hint = lang.T("styrtecknet %s får inte finnas i filen", "the control character %s is not allowed in the file", name(r)), remove
	case ruleLineBreak:
		message = lang.T("raden bryts av %s, som git och granskaren inte ser som en radbrytning",
			"the line is broken by %s, which git and the reviewer do not see as a line break", name(r))
		hint = lang.T("Ersätt tecknet med en vanlig radbrytning eller ett mellanslag, och läs noga vad som står efter det.",
			"Replace the character with an ordinary line break or a space, and read closely what stands after it.")
	case ruleInvisible:
		message, hint = lang.T("det osynliga tecknet %s får inte finnas i filen", "the invisible character %s is not allowed in the file", name(r)), remove
	case ruleMeaningless:
		message = lang.T("tecknet %s har ingen fastställd betydelse", "the character %s has no established meaning", name(r))
		hint = lang.T("Skriv det tecken som var menat.", "Write the character that was meant.")
	}
	f.add(rule, at, message, hint)
}

// escaped reports a character that a quoted text writes as an escape but that it could
// not have held as it is.
func (f *findings) escaped(rule string, at diag.Span, r rune) {
	f.add(rule, at,
		lang.T("texten innehåller %s, skrivet som en escape-sekvens", "the text holds %s, written as an escape sequence", name(r)),
		lang.T("Ta bort escape-sekvensen.", "Remove the escape sequence."))
}

func (f *findings) notNFC(at diag.Span, composed string) {
	f.add(ruleNotNFC, at,
		lang.T("\"%s\" är skrivet med lösa accenttecken", "\"%s\" is written with loose accents", short(composed)),
		lang.T("Skriv ordet på nytt. Texten kan vara kopierad ur en PDF eller från ett filnamn på en Mac.",
			"Type the word again. The text may have been copied from a PDF or from a file name on a Mac."))
}

func (f *findings) tab(at diag.Span) {
	f.add(ruleTab, at,
		lang.T("raden är indragen med tabb", "the line is indented with a tab"),
		lang.T("Ersätt tabben med blanksteg, två för varje nivå.", "Replace the tab with spaces, two for each level."))
}

func (f *findings) oddSpace(at diag.Span, r rune) {
	f.add(ruleOddSpace, at,
		lang.T("här står %s i stället för ett vanligt mellanslag", "%s stands here in place of an ordinary space", name(r)),
		lang.T("Skriv ett vanligt mellanslag, eller sätt hela texten inom citattecken om tecknet ska vara kvar.",
			"Write an ordinary space, or put the whole text in quotes if the character is to stay."))
}

func (f *findings) digits(at diag.Span, r rune, plain string) {
	hint := lang.T("Skriv talet med siffrorna 0-9, eller sätt citattecken omkring om det är text.",
		"Write the number with the digits 0-9, or put quotes around it if it is text.")
	if plain != "" {
		hint = lang.T("Skriv %s, eller sätt citattecken omkring om det är text.", "Write %s, or put quotes around it if it is text.", plain)
	}
	f.add(ruleDigits, at,
		lang.T("talet är skrivet med %s, inte bara med vanliga siffror och minus", "the number is written with %s, not only with ordinary digits and minus", name(r)), hint)
}

// alphabets names the alphabets in the order of scripts.
var alphabets = []lang.Text{lang.T("latinska", "Latin"), lang.T("kyrilliska", "Cyrillic"), lang.T("grekiska", "Greek")}

func (f *findings) mixed(at diag.Span, word string, odd []rune) {
	const most = 5
	var codes, likes []string
	for _, r := range odd {
		if len(codes) == most {
			codes = append(codes, "…")
			break
		}
		codes = append(codes, fmt.Sprintf("U+%04X", r))
		if like, ok := lookAlikes[r]; ok {
			likes = append(likes, string(like))
		}
	}
	hint := lang.T("Skriv ordet på nytt med ett alfabet.", "Type the word again in one alphabet.")
	if len(likes) == len(odd) {
		hint = lang.T("Skriv ordet på nytt, med %s i stället för %s.", "Type the word again, with %s in place of %s.", lang.List(likes), lang.List(codes))
	}
	f.add(RuleMixedLetters, at,
		lang.T("ordet \"%s\" blandar in %s bokstäver: %s", "the word \"%s\" mixes in %s letters: %s",
			short(word), alphabets[script(odd[0])], strings.Join(codes, ", ")), hint)
}
