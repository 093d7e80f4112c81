package yamldoc

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func (f *findings) empty() {
	f.add(ruleEmpty, diag.Span{},
		lang.T("filen har inget innehåll", "the file has no content"),
		lang.T("Skriv dokumentet, med nyckeln dokument först, eller ta bort filen.",
			"Write the document, with the key dokument first, or remove the file."))
}

func (f *findings) rootNotMapping(root *Node) {
	f.add(ruleRoot, f.token(root.Span.Start()),
		lang.T("filen är %s, inte nycklar med värden", "the file is %s, not keys with values", kindNames[root.Kind]),
		lang.T("Börja filen med nyckeln dokument, till exempel: dokument: leveransplan/v1",
			"Start the file with the key dokument, for example: dokument: leveransplan/v1"))
}

var kindNames = map[Kind]lang.Text{
	Null:     lang.T("ett tomt värde", "an empty value"),
	Bool:     lang.T("ett sanningsvärde", "a truth value"),
	Int:      lang.T("ett tal", "a number"),
	Number:   lang.T("ett tal", "a number"),
	String:   lang.T("en text", "a text"),
	Mapping:  lang.T("en uppställning av nycklar", "a mapping"),
	Sequence: lang.T("en lista", "a list"),
}

func (f *findings) documents(at diag.Span) {
	f.add(ruleDocuments, at,
		lang.T("här börjar ett andra dokument i samma fil", "a second document starts here in the same file"),
		lang.T("Lägg det i en egen fil, eller ta bort raden och det som följer.",
			"Put it in a file of its own, or remove the line and what follows."))
}

func (f *findings) conflict(at diag.Span) {
	f.add(ruleSyntax, at,
		lang.T("filen har en olöst konflikt från git: båda grenarnas text står kvar", "the file has an unsolved conflict from git: the text of both branches still stands"),
		lang.T("Behåll det som ska gälla och ta bort raderna som börjar med <<<<<<<, ======= och >>>>>>>.",
			"Keep what is to hold and remove the lines that begin with <<<<<<<, ======= and >>>>>>>."))
}

func (f *findings) directive(at diag.Span) {
	f.add(ruleDirective, at,
		lang.T("filen har ett YAML-direktiv, \"%s\"", "the file has a YAML directive, \"%s\"", short(string(f.src.Slice(at)))),
		lang.T("Ta bort raden.", "Remove the line."))
}

func (f *findings) reuse(at diag.Span) {
	token := short(string(f.src.Slice(at)))
	message := lang.T("ankaret \"%s\" får inte användas: varje värde ska stå där det gäller",
		"the anchor \"%s\" is not allowed: every value must stand where it applies", token)
	switch {
	case strings.HasPrefix(token, "*"):
		message = lang.T("aliaset \"%s\" får inte användas: varje värde ska stå där det gäller",
			"the alias \"%s\" is not allowed: every value must stand where it applies", token)
	case token == "<<":
		message = lang.T("sammanslagning med \"%s\" får inte användas: varje värde ska stå där det gäller",
			"merging with \"%s\" is not allowed: every value must stand where it applies", token)
	}
	f.add(ruleReuse, at, message,
		lang.T("Skriv ut värdet. Är det en text som börjar med & eller * ska den stå inom citattecken.",
			"Write the value out. If it is a text that starts with & or *, put it in quotes."))
}

func (f *findings) tag(at diag.Span) {
	f.add(ruleTag, at,
		lang.T("typmärket \"%s\" får inte användas", "the tag \"%s\" is not allowed", short(string(f.src.Slice(at)))),
		lang.T("Ta bort märket. Text som börjar med ! ska stå inom citattecken.",
			"Remove the tag. Text that starts with ! must be quoted."))
}

func (f *findings) keyNotWord(at diag.Span) {
	text := short(string(f.src.Slice(at)))
	if text == "" {
		f.add(ruleKey, at,
			lang.T("nyckeln saknas framför kolonet", "the key is missing before the colon"),
			lang.T("Skriv nyckelns namn.", "Write the name of the key."))
		return
	}
	f.add(ruleKey, at,
		lang.T("nyckeln \"%s\" är inte ett ord", "the key \"%s\" is not a word", text),
		lang.T("Sätt citattecken omkring nyckeln om den ska heta så, annars skriv ett ord.",
			"Put quotes around the key if that is its name, otherwise write a word."))
}

func (f *findings) explicitKey(at diag.Span) {
	f.add(ruleKey, at,
		lang.T("nyckeln är skriven med frågetecken", "the key is written with a question mark"),
		lang.T("Skriv nyckeln och dess värde som nyckel: värde", "Write the key and its value as key: value"))
}

func (f *findings) duplicate(at, first diag.Span, key, earlier string) {
	message := lang.T("nyckeln \"%s\" står redan på rad %s", "the key \"%s\" already stands on line %s", short(key), f.line(first))
	if key != earlier {
		message = lang.T("nyckeln \"%s\" skiljer sig från \"%s\" på rad %s bara i skrivsättet",
			"the key \"%s\" differs from \"%s\" on line %s in spelling only", short(key), short(earlier), f.line(first))
	}
	f.add(ruleDuplicate, at, message,
		lang.T("Behåll den ena och ta bort den andra.", "Keep one of them and remove the other."),
		diag.Related{File: f.src.File, Range: f.src.Range(first), Message: lang.T("den första", "the first one")})
}

func (f *findings) multiline(at diag.Span) {
	f.add(ruleMultiline, at,
		lang.T("värdet fortsätter på nästa rad utan citattecken", "the value goes on to the next line without quotes"),
		lang.T("Sätt citattecken omkring hela texten. Skulle raderna vara egna nycklar saknas ett kolon, eller mellanslaget efter det.",
			"Put quotes around the whole text. If the lines were to be keys of their own, a colon is missing, or the space after it."))
}

func (f *findings) flow(at diag.Span) {
	f.add(ruleFlow, at,
		lang.T("\"%s\" är varken en nyckel med värde eller ett värde i en lista", "\"%s\" is neither a key with a value nor a value in a list",
			short(string(f.src.Slice(at)))),
		lang.T("Skriv nyckel: värde inom { }, med mellanslag efter kolonet, och bara värden inom [ ].",
			"Write key: value within { }, with a space after the colon, and values only within [ ]."))
}

func (f *findings) indicator(at diag.Span) {
	f.add(ruleIndicator, at,
		lang.T("blocktexten anger sitt indrag med en siffra", "the block text gives its indentation as a number"),
		lang.T("Ta bort siffran, eller skriv texten inom citattecken.", "Remove the number, or write the text in quotes."))
}

func (f *findings) tooDeep(at diag.Span) {
	f.add(ruleLimits, at,
		lang.T("fler än %s nivåer ligger inuti varandra", "more than %s levels lie inside each other", MaxDepth),
		lang.T("Kontrollera att alla parenteser är stängda och indragen rätt.", "Check that all brackets are closed and the indentation right."))
}

func (f *findings) tooMany() {
	f.add(ruleLimits, diag.Span{},
		lang.T("filen har fler än %s nycklar och värden", "the file has more than %s keys and values", MaxNodes),
		lang.T("Dela upp filen i flera dokument.", "Split the file into several documents."))
}
