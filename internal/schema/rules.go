package schema

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The rules of this package.
const (
	ruleKind       = "S401"
	ruleUnknownKey = "S402"
	ruleMissingKey = "S403"
	ruleType       = "S404"
	ruleEnum       = "S405"
	ruleFormat     = "S406"
	ruleLimit      = "S407"
	ruleNoModeline = "S408"
	ruleModeline   = "S409"
)

// Rules lists the rules of this package in the order of their ids.
func Rules() []diag.RuleInfo {
	return []diag.RuleInfo{
		{
			ID:    ruleKind,
			Title: lang.T("första nyckeln säger vilket slags dokument filen är", "the first key says what kind of document the file is"),
			Why: lang.T("Utan `dokument` vet varken läsaren eller verktyget vilka nycklar som hör hemma i filen, och en okänd version kan betyda något annat än den som är känd.",
				"Without `dokument` neither the reader nor the tool knows which keys belong in the file, and an unknown version may mean something else than the known one."),
			Bad:  "dokument: vardomrade/v1\nvardomraden: []\n",
			Good: "dokument: vardomraden/v1\nvardomraden: []\n",
		},
		{
			ID:    ruleUnknownKey,
			Title: lang.T("alla nycklar är kända", "every key is known"),
			Why: lang.T("En felstavad nyckel skulle annars tyst hoppas över, och uppgiften saknas utan att någon märker det.",
				"A misspelt key would otherwise be passed over in silence, and what it says be missing without anybody noticing."),
			Bad:  "dokument: vardomraden/v1\nvardomraden:\n  - {id: ortopedi, namn: Ortopedi, giltig_från: 2024-01-01}\n",
			Good: "dokument: vardomraden/v1\nvardomraden:\n  - {id: ortopedi, namn: Ortopedi, giltig_fran: 2024-01-01}\n",
		},
		{
			ID:    ruleMissingKey,
			Title: lang.T("de nycklar som krävs finns", "the keys that are required are there"),
			Why: lang.T("Utan dem går dokumentet inte att förstå eller pröva mot rutinen.",
				"Without them the document can neither be understood nor be judged against the routine."),
			Bad:  "dokument: rutiner/v1\nforlangningar:\n  - {rutin: \"9.0\", forlangd_till: 2027-03-31}\n",
			Good: "dokument: rutiner/v1\nforlangningar:\n  - {rutin: \"9.0\", forlangd_till: 2027-03-31, beslut: RS 2026-04567}\n",
		},
		{
			ID:    ruleType,
			Title: lang.T("värden är av rätt slag", "values are of the right type"),
			Why: lang.T("Ett antal skrivs med siffror, en beteckning som text inom citattecken om den ser ut som ett tal, och flera poster som en lista.",
				"A count is written with digits, a designation as text (in quotes if it looks like a number), and several items as a list."),
			Bad:  "dokument: rutiner/v1\nforlangningar:\n  - {rutin: 9.0, forlangd_till: 2027-03-31, beslut: RS 2026-04567}\n",
			Good: "dokument: rutiner/v1\nforlangningar:\n  - {rutin: \"9.0\", forlangd_till: 2027-03-31, beslut: RS 2026-04567}\n",
		},
		{
			ID:    ruleEnum,
			Title: lang.T("värden ur en fast lista skrivs som i listan", "values of a fixed list are written as in the list"),
			Why: lang.T("Reglerna skiljer till exempel på intern och extern överföring genom orden i listan; ett annat ord skulle inte träffas av någon regel.",
				"The rules tell for example internal from external transfer by the words of the list; no rule would meet another word."),
			Bad:  "dokument: installningar/v1\nregion: vgr\nutgangen_rutin: stopp\n",
			Good: "dokument: installningar/v1\nregion: vgr\nutgangen_rutin: stoppa\n",
		},
		{
			ID:    ruleFormat,
			Title: lang.T("datum, veckor, koder och nummer har sin form och finns", "dates, weeks, codes and numbers have their form and exist"),
			Why: lang.T("En vecka eller dag som inte finns, en kod med för få tecken eller ett nummer vars kontrollsiffra är fel är alltid ett skrivfel.",
				"A week or day that does not exist, a code that is too short or a number with a wrong check digit is always a slip of the pen."),
			Bad:  "dokument: avtal/v1\navtal:\n  - id: avt-2026-014\n    avtalsagare: vgr\n    vardgivare: exempelkliniken\n    diarienummer: RS 2026-01234\n    vardomraden: [ortopedi]\n    giltig_fran: 2026-01-01\n    giltig_till: 2027-12-31\n    kapacitet: {2027-W53: 6}\n",
			Good: "dokument: avtal/v1\navtal:\n  - id: avt-2026-014\n    avtalsagare: vgr\n    vardgivare: exempelkliniken\n    diarienummer: RS 2026-01234\n    vardomraden: [ortopedi]\n    giltig_fran: 2026-01-01\n    giltig_till: 2027-12-31\n    kapacitet: {2027-W52: 6}\n",
		},
		{
			ID:    ruleLimit,
			Title: lang.T("tal, texter och listor håller sig inom sina gränser", "numbers, texts and lists stay within their limits"),
			Why: lang.T("En negativ volym, en text på flera sidor eller samma kod två gånger är skrivfel, eller hör hemma i en handling som planen hänvisar till.",
				"A negative volume, a text of several pages or the same code twice is a slip, or belongs in a document that the plan refers to."),
			Bad:  "dokument: kalender/v1\navvikelser:\n  - {organisation: siv, fran: 2027-06-28, till: 2027-07-25, andel: 50, orsak: Sommarbemanning}\n",
			Good: "dokument: kalender/v1\navvikelser:\n  - {organisation: siv, fran: 2027-06-28, till: 2027-07-25, andel: 0.5, orsak: Sommarbemanning}\n",
		},
		{
			ID: ruleNoModeline, Severity: diag.Info,
			Title: lang.T("filen visar redigeraren vilket schema den följer", "the file shows editors which schema it follows"),
			Why: lang.T("Med raden överst fyller redigeraren i nycklar, förklarar dem och visar fel medan man skriver. Kontrollen klarar sig utan.",
				"With the line at the top an editor completes keys, explains them and shows faults while one types. The check does without."),
			Bad:  "dokument: undantag/v1\nundantag: []\n",
			Good: Modeline("plans/undantag.yaml", "undantag") + "\ndokument: undantag/v1\nundantag: []\n",
		},
		{
			ID: ruleModeline, Severity: diag.Warning,
			Title: lang.T("redigeraren visas rätt schema", "editors are shown the right schema"),
			Why: lang.T("Leder raden till ett annat schema markerar redigeraren det som är rätt och föreslår det som är fel. Leder den ingenstans är hjälpen borta utan att det syns.",
				"If the line leads to another schema, an editor marks what is right and offers what is wrong. If it leads nowhere, its help is gone without notice."),
			Bad:  Modeline("plans/avvikelser.yaml", "avvikelser") + "\ndokument: undantag/v1\nundantag: []\n",
			Good: Modeline("plans/undantag.yaml", "undantag") + "\ndokument: undantag/v1\nundantag: []\n",
		},
	}
}
