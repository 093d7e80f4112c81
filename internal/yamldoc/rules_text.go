package yamldoc

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The rules on bytes and characters.
const (
	ruleEncoding    = "S201"
	ruleBOM         = "S202"
	ruleControl     = "S203"
	ruleLineBreak   = "S204"
	ruleInvisible   = "S205"
	ruleMeaningless = "S206"
	ruleNotNFC      = "S207"
	ruleTab         = "S208"
	ruleOddSpace    = "S209"
	ruleDigits      = "S210"
)

// RuleMixedLetters is the rule on words of several alphabets. It warns: the text may be
// meant. Where something else refuses the value it tells why.
const RuleMixedLetters = "S211"

var textRules = []diag.RuleInfo{
	{
		ID:    ruleEncoding,
		Title: lang.T("filen är text i UTF-8", "the file is text in UTF-8"),
		Why: lang.T("Samma byte betyder olika tecken i olika teckenkodningar. Bara UTF-8 läses lika av alla program.",
			"The same bytes mean different characters in different encodings. Only UTF-8 is read alike by every program."),
		Bad:  "namn: Sk\xf6vde\n",
		Good: "namn: Skövde\n",
	},
	{
		ID:    ruleBOM,
		Title: lang.T("filen börjar utan bytemarkering (BOM)", "the file starts without a byte order mark (BOM)"),
		Why: lang.T("Märket syns inte men hör till filens första nyckel i program som inte väntar sig det.",
			"The mark is not shown, but becomes part of the file's first key in programs that do not expect it."),
		Bad:  "\ufeffvolym: 1\n",
		Good: "volym: 1\n",
	},
	{
		ID:    ruleControl,
		Title: lang.T("inga styrtecken i text", "no control characters in text"),
		Why: lang.T("Styrtecken syns inte i en granskning och kan få terminaler och andra program att göra något annat än att visa text.",
			"Control characters are not seen in a review and can make terminals and other programs do other things than show text."),
		Bad:  "namn: \"a\x07b\"\n",
		Good: "namn: \"ab\"\n",
	},
	{
		ID:    ruleLineBreak,
		Title: lang.T("rader slutar med radmatning, inte med andra radbrytningar", "lines end with line feed, not with other line breaks"),
		Why: lang.T("Somliga program bryter rader vid tecken där git och granskaren ser en enda rad. Då kan en kommentar dölja en nyckel som gäller.",
			"Some programs break lines at characters where git and the reviewer see a single line. A comment can then hide a key that applies."),
		Bad:  "volym: 1 # ingenting\u2028volym: 900\n",
		Good: "volym: 1 # ingenting\n",
	},
	{
		ID:    ruleInvisible,
		Title: lang.T("inga osynliga tecken eller riktningstecken", "no invisible characters or direction controls"),
		Why: lang.T("Tecken som inte syns, eller som kastar om hur texten visas, låter granskaren se något annat än det som gäller.",
			"Characters that are not seen, or that reorder how text is shown, let the reviewer see something other than what applies."),
		Bad:  "namn: \"Or\u200btopedi\"\n",
		Good: "namn: \"Ortopedi\"\n",
	},
	{
		ID:    ruleMeaningless,
		Title: lang.T("bara tecken med fastställd betydelse", "only characters with an established meaning"),
		Why: lang.T("Privata och odefinierade tecken ser olika ut på olika datorer, och ett ersättningstecken visar att text har gått förlorad.",
			"Private and undefined characters look different on different computers, and a replacement character shows that text was lost."),
		Bad:  "namn: \"V\ufffdntetid\"\n",
		Good: "namn: \"Väntetid\"\n",
	},
	{
		ID:    ruleNotNFC,
		Title: lang.T("text i sammansatt form (NFC)", "text in composed form (NFC)"),
		Why: lang.T("Ett å kan skrivas som ett tecken eller som a med en lös ring. De ser lika ut men är olika text, så att två nycklar kan se ut som en.",
			"An å can be one character or an a with a loose ring. They look alike but are different texts, so that two keys can look like one."),
		Bad:  "namn: \"Va\u030ard\"\n",
		Good: "namn: \"Vård\"\n",
	},
	{
		ID:    ruleTab,
		Title: lang.T("indrag skrivs med blanksteg", "indentation is written with spaces"),
		Why: lang.T("En tabb är olika bred i olika program, så indraget visar inte säkert vad som hör ihop.",
			"A tab has different widths in different programs, so that indentation does not reliably show what belongs together."),
		Bad:  "arende:\n\tdiarienummer: \"HS 1\"\n",
		Good: "arende:\n  diarienummer: \"HS 1\"\n",
	},
	{
		ID:    ruleOddSpace,
		Title: lang.T("hårda mellanslag bara inom citattecken", "no-break spaces only within quotes"),
		Why: lang.T("Ett hårt eller tunt mellanslag ser ut som ett vanligt men skiljer inte en nyckel från sitt värde eller ett ord från nästa.",
			"A no-break or thin space looks like a blank but does not part a key from its value or a word from the next."),
		Bad:  "volym:\u00a010\n",
		Good: "volym: 10\n",
	},
	{
		ID:    ruleDigits,
		Title: lang.T("tal skrivs med siffrorna 0-9 och vanligt minus", "numbers are written with the digits 0-9 and a plain minus"),
		Why: lang.T("Ett typografiskt minus eller främmande siffror ser ut som ett tal men är text.",
			"A typographic minus or foreign digits look like a number but are text."),
		Bad:  "volym: \u22123\n",
		Good: "volym: -3\n",
	},
	{
		ID: RuleMixedLetters, Severity: diag.Warning,
		Title: lang.T("varje ord är skrivet med ett enda alfabet", "every word is written in a single alphabet"),
		Why: lang.T("Ett kyrilliskt eller grekiskt tecken kan se ut precis som ett latinskt. Två namn ser då likadana ut utan att vara det, och sökning hittar bara det ena.",
			"A Cyrillic or Greek letter can look just like a Latin one. Two names then look the same without being so, and a search finds only one of them."),
		Bad:  "namn: Ort\u043epedi\n",
		Good: "namn: Ortopedi\n",
	},
}
