package yamldoc

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// number reports a token that some reader takes as a number. Plain is the number in
// plain decimal, empty where it has none.
func (f *findings) number(at diag.Span, token, plain string) {
	token = short(token)
	quoted := `"` + token + `"`
	hint := lang.T("Sätt citattecken omkring det om det är text eller en kod: %s", "Put quotes around it if it is text or a code: %s", quoted)
	switch {
	case strings.ContainsRune(token, ','):
		hint = lang.T("Volymer är hela tal: skriv ett. Bara andelar har decimaler, med punkt: %s.",
			"Volumes are whole numbers: write one. Only shares have decimals, with a point: %s.", plain)
	case plain != "":
		hint = lang.T("Skriv %s om det är ett tal, eller %s med citattecken om det är en kod.",
			"Write %s if it is a number, or %s in quotes if it is a code.", plain, quoted)
	}
	f.add(ruleNumber, at,
		lang.T("\"%s\" är inte ett tal i vanlig decimal form", "\"%s\" is not a number in plain decimal form", token), hint)
}

func (f *findings) numberSize(at diag.Span, token string) {
	f.add(ruleNumberSize, at,
		lang.T("talet %s har för många siffror", "the number %s has too many digits", short(token)),
		lang.T("Kontrollera talet, eller sätt citattecken omkring om det är en beteckning.",
			"Check the number, or put quotes around it if it is an identifier."))
}

func (f *findings) spelling(at diag.Span, token, plain string) {
	f.add(ruleSpelling, at,
		lang.T("\"%s\" är ett sanningsvärde eller tomt värde i somliga program och text i andra",
			"\"%s\" is a truth value or empty value in some programs and text in others", token),
		lang.T("Skriv %s, eller sätt citattecken omkring om det är text.", "Write %s, or put quotes around it if it is text.", plain))
}

func (f *findings) date(at diag.Span, day string) {
	f.add(ruleDate, at,
		lang.T("dagen %s finns inte i kalendern", "the day %s does not exist in the calendar", day),
		lang.T("Rätta datumet.", "Correct the date."))
}
