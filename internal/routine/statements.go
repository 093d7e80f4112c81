package routine

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Modality is how binding a statement is.
type Modality string

// The modalities. Swedish routines mostly state a duty as a fact ("Koncernkontoret tar
// fram"): that is Indicative.
const (
	Shall       Modality = "shall"
	Indicative  Modality = "indicative"
	Imperative  Modality = "imperative"
	May         Modality = "may"
	MustNot     Modality = "must_not"
	Constitutes Modality = "constitutes" // says what something is or when it holds
	Principle   Modality = "principle"   // to be weighed, never to be met
	Refers      Modality = "refers"      // points to another document
)

// Name says the modality in words.
func (m Modality) Name() lang.Text {
	switch m {
	case Shall:
		return lang.T("ska", "shall")
	case Indicative:
		return lang.T("görs", "is done")
	case Imperative:
		return lang.T("uppmaning", "is told to")
	case May:
		return lang.T("får", "may")
	case MustNot:
		return lang.T("får inte", "must not")
	case Constitutes:
		return lang.T("slår fast", "lays down")
	case Principle:
		return lang.T("princip att väga in", "principle to weigh")
	}
	return lang.T("hänvisar", "refers")
}

// StatementEntry is one normative statement of the routine: who does what. Rules name
// the statements that they rest on by ID.
type StatementEntry struct {
	ID string // N01 to N65; the three principles are N50a, N50b and N50c
	// Actor is who acts. Implied tells that the routine does not say so and that this is
	// the reading of the context.
	Actor   lang.Text
	Implied bool
	// Modality is how binding the statement is in the newest version that has it.
	Modality Modality
	// Does says what is done, in short and in our own words.
	Does lang.Text
	// Words are the routine's own, oldest version first. A version without words does not
	// have the statement; a version can say it twice.
	Words []Wording
}

// Wording is one passage of the routine.
type Wording struct {
	Version string
	// Paragraph is where it stands: the heading, and the point where there is one.
	Paragraph string
	Text      string
	// Rebuilt tells that the text at hand lacks its stop words. What stands in ⟨ ⟩ has been
	// supplied; the passage may never be shown as a quotation.
	Rebuilt bool
}

// String is the passage as it may be shown: within quotation marks only where it is one.
func (w Wording) String() string {
	if w.Rebuilt {
		return w.Text
	}
	return "”" + w.Text + "”"
}

// In lists the passages of one version.
func (s StatementEntry) In(version string) []Wording {
	var out []Wording
	for _, w := range s.Words {
		if w.Version == version {
			out = append(out, w)
		}
	}
	return out
}

// Statements lists every statement, N01 to N65.
func Statements() []StatementEntry {
	return slices.Concat(frameStatements(), internalStatements(), externalStatements(), changeStatements(), followupStatements())
}

// Statement finds a statement by its id.
func Statement(id string) (StatementEntry, bool) {
	for _, s := range Statements() {
		if s.ID == id {
			return s, true
		}
	}
	return StatementEntry{}, false
}

// The actors of the statements. Names of offices and groups read the same in every
// language.
var (
	headOffice      = lang.Plain("Koncernkontoret")
	guaranteeOffice = lang.Plain("Vårdgarantiservice")
	managers        = lang.Plain("Funktionsgrupp produktionschefer")
	coordination    = lang.Plain("samordnande grupp produktion hälso- och sjukvård")
	region          = lang.Plain("Västra Götalandsregionen")
	administrations = lang.T("förvaltningarna", "the förvaltningar")
	sender          = lang.T("den skickande förvaltningen", "the sending förvaltning")
	receiver        = lang.T("den mottagande förvaltningen", "the receiving förvaltning")
	council         = lang.T("samordningsrådet", "the samordningsråd")
	document        = lang.T("rutinen", "the routine")
	owner           = lang.T("den som ansvarar för rutinen", "whoever is responsible for the routine")
	reader          = lang.T("läsaren", "the reader")
)

// by makes a statement whose actor the routine names.
func by(id string, actor lang.Text, m Modality, does lang.Text, words ...Wording) StatementEntry {
	return StatementEntry{ID: id, Actor: actor, Modality: m, Does: does, Words: words}
}

// implied makes a statement whose actor follows from the context.
func implied(id string, actor lang.Text, m Modality, does lang.Text, words ...Wording) StatementEntry {
	s := by(id, actor, m, does, words...)
	s.Implied = true
	return s
}

// said6 is a passage of version 6.0, word for word.
func said6(paragraph, text string) Wording {
	return Wording{Version: "6.0", Paragraph: paragraph, Text: text}
}

// said9 is a passage of version 9.0 with the supplied words in ⟨ ⟩.
func said9(paragraph, text string) Wording {
	return Wording{Version: "9.0", Paragraph: paragraph, Text: text, Rebuilt: true}
}

// The headings of the routine. Those of 9.0 lack their stop words too.
const (
	summary  = "Sammanfattning"
	heading  = "Rutin"
	pageHead = "Sidhuvudet"

	betweenOwn = "Överföring mellan förvaltningar"
	toExternal = "Överföring till extern vårdgivare"

	yearly      = "Årlig process ⟨för⟩ upprättande ⟨av⟩ leveransplaner ⟨till⟩ annan vårdgivare"
	yearlyBasis = yearly + ", Underlag ⟨för⟩ ställningstagande"
	yearlyStand = yearly + ", Ställningstagande"
	yearlyPlans = yearly + ", Leveransplaner"
	during      = "Förändring ⟨av⟩ leveransplaner ⟨under⟩ året"
	lessNeed    = during + ", Minskat behov ⟨av⟩ skickande"
	moreNeed    = during + ", Ökat behov ⟨av⟩ skickande"
	followUp    = "Uppföljning ⟨av⟩ leveransplaner"
	receiving   = "Möjlighet ⟨att⟩ ta emot patienter ⟨från⟩ annan förvaltning"
)
