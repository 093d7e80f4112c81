package yamldoc

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// explanation is a fault of syntax in our own words.
type explanation struct {
	message, hint lang.Text
	// atStart: the place is where the construct starts that the library was in, such
	// as a bracket that is never closed.
	atStart bool
	escape  bool // the place is an escape sequence
}

var (
	checkIndent = lang.T("Kontrollera radens indrag: nycklar på samma nivå börjar i samma kolumn.",
		"Check the indentation of the line: keys of one level start in the same column.")
	writeKey = lang.T("Skriv nyckel: värde, med mellanslag efter kolonet. Text med kolon i ska stå inom citattecken.",
		"Write key: value, with a space after the colon. Text with a colon in it must be quoted.")
	escapes = lang.T(`Skriv \\ för ett omvänt snedstreck, eller använd enkla citattecken.`,
		`Write \\ for a backslash, or use single quotes.`)
	quoteText = lang.T("Sätt citattecken omkring texten.", "Put quotes around the text.")
)

// explanations are by the library's own message.
var explanations = map[string]explanation{
	"mapping values are not allowed in this context": {
		message: lang.T("här kan inget kolon stå", "no colon can stand here"),
		hint: lang.T("Hör kolonet till en text ska texten stå inom citattecken. Annars är radens indrag fel, eller så saknas kolon och mellanslag på raden ovanför.",
			"If the colon is part of a text, put the text in quotes. Otherwise the indentation of the line is wrong, or the line above lacks its colon and space."),
	},
	"block sequence entries are not allowed in this context": {
		message: lang.T("här kan ingen lista börja", "no list can start here"),
		hint: lang.T("Börja listan på en egen rad under sin nyckel, eller sätt citattecken omkring texten.",
			"Start the list on a line of its own under its key, or put quotes around the text."),
	},
	"mapping keys are not allowed in this context": {
		message: lang.T("här kan inget frågetecken stå", "no question mark can stand here"),
		hint:    quoteText,
	},
	"could not find expected ':'": {
		message: lang.T("raden är ingen nyckel med värde", "the line is not a key with a value"),
		hint:    writeKey, atStart: true,
	},
	"did not find expected key": {
		message: lang.T("här väntades en nyckel på samma nivå som de ovanför", "a key of the same level as those above was expected here"),
		hint: lang.T("Kontrollera radens indrag, och att inget står efter ett avslutande citattecken eller en stängd parentes.",
			"Check the indentation of the line, and that nothing follows a closing quote or bracket."),
	},
	"did not find expected '-' indicator": {
		message: lang.T("här väntades ett streck för nästa post i listan", "a dash for the next item of the list was expected here"),
		hint:    checkIndent,
	},
	"did not find expected ',' or ']'": {
		message: lang.T("listan som börjar med [ avslutas inte", "the list that starts with [ is not closed"),
		hint: lang.T("Skriv ] efter sista värdet och komma mellan värdena.",
			"Write ] after the last value and commas between the values."),
		atStart: true,
	},
	"did not find expected ',' or '}'": {
		message: lang.T("uppställningen som börjar med { avslutas inte", "the mapping that starts with { is not closed"),
		hint: lang.T("Skriv } efter sista värdet och komma mellan paren.",
			"Write } after the last value and commas between the pairs."),
		atStart: true,
	},
	"found unexpected end of stream": {
		message: lang.T("texten som börjar med citattecken avslutas inte", "the text that starts with a quote is not closed"),
		hint:    lang.T("Skriv ett likadant citattecken sist i texten.", "Write the same quote at the end of the text."),
		atStart: true,
	},
	"found character that cannot start any token": {
		message: lang.T("ett värde kan inte börja med det här tecknet", "a value cannot start with this character"),
		hint:    quoteText,
	},
	"found unknown escape character": {
		message: lang.T("okänd escape-sekvens efter ett omvänt snedstreck", "unknown escape sequence after a backslash"),
		hint:    escapes, escape: true,
	},
	"did not find expected hexadecimal number": {
		message: lang.T("escape-sekvensen saknar siffror", "the escape sequence lacks digits"),
		hint:    escapes, escape: true,
	},
	"found invalid Unicode character escape code": {
		message: lang.T("escape-sekvensen står för inget tecken", "the escape sequence stands for no character"),
		hint:    escapes, escape: true,
	},
	"did not find expected comment or line break": {
		message: lang.T("efter | eller > ska raden vara slut", "the line must end after | or >"),
		hint: lang.T("Börja texten på nästa rad, indragen, eller sätt citattecken omkring den.",
			"Start the text on the next line, indented, or put quotes around it."),
	},
	"found an indentation indicator equal to 0": {
		message: lang.T("indragssiffran efter | eller > kan inte vara 0", "the indentation number after | or > cannot be 0"),
		hint:    lang.T("Ta bort siffran.", "Remove the number."),
	},
	"found a comment without preceding whitespace": {
		message: lang.T("före # ska det stå ett mellanslag", "a space must stand before #"),
		hint: lang.T("Skriv ett mellanslag före kommentaren, eller sätt citattecken omkring texten.",
			"Write a space before the comment, or put quotes around the text."),
	},
	"did not find expected node content": {
		message: lang.T("här saknas ett värde", "a value is missing here"),
		hint:    lang.T("Skriv värdet, eller ta bort det överflödiga tecknet.", "Write the value, or remove the superfluous character."),
	},
	"did not find expected <document start>": {
		message: lang.T("efter dokumentets slut står mer text", "more text stands after the end of the document"),
		hint: lang.T("Ta bort texten, eller flytta in den i dokumentet. Kontrollera indrag och parenteser.",
			"Remove the text, or move it into the document. Check indentation and brackets."),
	},
}

// explanationOf never lacks words: it quotes the library's where there are no own ones.
func explanationOf(message string) explanation {
	if e, known := explanations[message]; known {
		return e
	}
	return explanation{
		message: lang.T("filen går inte att läsa som YAML (\"%s\")", "the file cannot be read as YAML (\"%s\")", short(message)),
		hint:    checkIndent,
	}
}

func (f *findings) noSpace(at diag.Span, key, value string) {
	f.add(ruleSyntax, at,
		lang.T("mellanslag saknas efter kolonet", "the space after the colon is missing"),
		lang.T("Skriv %s: %s", "Write %s: %s", short(key), short(strings.TrimSpace(value))))
}
