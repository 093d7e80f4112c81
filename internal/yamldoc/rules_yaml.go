package yamldoc

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The rules on the structure of a file.
const (
	ruleSyntax    = "S301"
	ruleEmpty     = "S302"
	ruleRoot      = "S303"
	ruleDocuments = "S304"
	ruleDirective = "S305"
	ruleReuse     = "S306"
	ruleTag       = "S307"
	ruleKey       = "S308"
	ruleDuplicate = "S309"
	ruleMultiline = "S310"
	ruleFlow      = "S311"
	ruleIndicator = "S312"
	ruleLimits    = "S313"
)

var yamlRules = []diag.RuleInfo{
	{
		ID:    ruleSyntax,
		Title: lang.T("filen följer YAML:s skrivregler", "the file follows the syntax of YAML"),
		Why:   lang.T("En fil som inte går att läsa kan inte granskas.", "A file that cannot be read cannot be checked."),
		Bad:   "namn: \"Ortopedi\nvolym: 10\n",
		Good:  "namn: \"Ortopedi\"\nvolym: 10\n",
	},
	{
		ID:    ruleEmpty,
		Title: lang.T("filen har innehåll", "the file has content"),
		Why: lang.T("En tom fil är nästan alltid ett misstag: ett dokument som inte blev sparat eller som skulle ha tagits bort.",
			"An empty file is nearly always a mistake: a document that was not saved or that should have been removed."),
		Bad:  "# att göra\n",
		Good: "dokument: avtal/v1\n",
	},
	{
		ID:    ruleRoot,
		Title: lang.T("filen består av nycklar med värden", "the file consists of keys with values"),
		Why: lang.T("Varje dokument är en uppställning av nycklar, så att den första nyckeln kan säga vad dokumentet är.",
			"Each document is a set of keys, so that the first key can say what the document is."),
		Bad:  "- volym: 10\n",
		Good: "rader:\n  - volym: 10\n",
	},
	{
		ID:    ruleDocuments,
		Title: lang.T("ett enda dokument i varje fil", "a single document in each file"),
		Why: lang.T("Många program läser bara det första dokumentet. Det som står efter det skulle se godkänt ut men inte gälla, eller tvärtom.",
			"Many programs read the first document only. What stands after it would look approved and not apply, or the other way round."),
		Bad:  "volym: 10\n---\nvolym: 20\n",
		Good: "volym: 10\n",
	},
	{
		ID:    ruleDirective,
		Title: lang.T("inga YAML-direktiv", "no YAML directives"),
		Why: lang.T("Ett direktiv kan ändra hur resten av filen ska läsas. Planfiler läses på ett enda sätt.",
			"A directive can change how the rest of the file is to be read. Plan files are read in one way only."),
		Bad:  "%YAML 1.1\n---\nvolym: 10\n",
		Good: "volym: 10\n",
	},
	{
		ID:    ruleReuse,
		Title: lang.T("inga ankare, alias eller sammanslagna nycklar", "no anchors, aliases or merge keys"),
		Why: lang.T("Med dem gäller värden på andra ställen än där de står, och en liten fil kan växa utan gräns. Det som gäller ska stå där det gäller.",
			"With them values apply in other places than where they stand, and a small file can grow without limit. What applies must stand where it applies."),
		Bad:  "volym: &v 10\n",
		Good: "volym: 10\n",
	},
	{
		ID:    ruleTag,
		Title: lang.T("inga typmärken", "no tags"),
		Why: lang.T("Ett typmärke (!!float, !eget) ändrar vad ett värde är, och program förstår olika märken.",
			"A tag (!!float, !own) changes what a value is, and programs understand different tags."),
		Bad:  "volym: !!int \"10\"\n",
		Good: "volym: 10\n",
	},
	{
		ID:    ruleKey,
		Title: lang.T("varje nyckel är ett ord", "each key is a word"),
		Why: lang.T("Tal, sanningsvärden, tomma och sammansatta nycklar blir olika saker i olika program.",
			"Numbers, truth values, empty and composite keys become different things in different programs."),
		Bad:  "2027: 10\n",
		Good: "\"2027\": 10\n",
	},
	{
		ID:    ruleDuplicate,
		Title: lang.T("varje nyckel står en gång", "each key stands once"),
		Why: lang.T("Av två lika nycklar gäller bara den ena, och vilken det är skiljer mellan program.",
			"Of two equal keys only one applies, and which one differs between programs."),
		Bad:  "volym: 10\nVolym: 20\n",
		Good: "volym: 10\n",
	},
	{
		ID:    ruleMultiline,
		Title: lang.T("text på flera rader har citattecken", "text over several lines has quotes"),
		Why: lang.T("Utan citattecken fortsätter ett värde på nästa rad bara genom sitt indrag, så att ett glömt kolon gör nästa nyckel till text.",
			"Without quotes a value goes on to the next line by indentation alone, so that a forgotten colon turns the next key into text."),
		Bad:  "namn: Ortopedi\n  och handkirurgi\n",
		Good: "namn: \"Ortopedi\n  och handkirurgi\"\n",
	},
	{
		ID:    ruleFlow,
		Title: lang.T("varje nyckel inom klamrar har sitt kolon", "each key within braces has its colon"),
		Why: lang.T("I {a, b: 1} får a ett tomt värde och i [a: 1] uppstår ett dolt par, oftast utan att det var meningen.",
			"In {a, b: 1} a gets an empty value and in [a: 1] a hidden pair arises, mostly without being meant."),
		Bad:  "rad: {id, volym: 10}\n",
		Good: "rad: {id: rad-1, volym: 10}\n",
	},
	{
		ID:    ruleIndicator,
		Title: lang.T("blocktext utan indragssiffra", "block text without an indentation number"),
		Why: lang.T("Med en siffra efter | eller > är en del av indraget text. Det syns inte var gränsen går.",
			"With a number after | or > part of the indentation is text. Where the border runs is not seen."),
		Bad:  "text: |1\n  a\n",
		Good: "text: |\n  a\n",
	},
	{
		ID:    ruleLimits,
		Title: lang.T("filen är rimligt djup och stor", "the file has a sensible depth and size"),
		Why: lang.T("Gränserna ligger långt över vad en plan behöver och gör att ingen fil kan låsa granskningen.",
			"The limits lie far above what a plan needs and keep any file from blocking the check."),
		Bad:  "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
		Good: "a: [1]\n",
	},
}
