package plan

// Restvolymer are volumes that did not get into a plan, or were planned and not used.
type Restvolymer struct {
	Document
	Period Interval `yaml:"period"`
	Rester []Rest   `yaml:"rester"`
}

// The kinds of rests.
const (
	SlagOplacerad = "oplacerad" // never got into a plan (N47); counts against its line
	SlagOutlost   = "outlost"   // planned and not used (N46); counts nowhere else
)

// Rest is one such volume. Ids are unique within the document.
type Rest struct {
	Group
	Owner        *Restvolymer
	ID           Text     `yaml:"id"`
	Missiv       Text     `yaml:"missiv"`
	Rad          Text     `yaml:"rad"`
	Leveransplan Text     `yaml:"leveransplan"`
	Slag         Text     `yaml:"slag"`
	Volym        Int      `yaml:"volym"`
	Orsak        Text     `yaml:"orsak"`
	Hantering    Text     `yaml:"hantering"`
	Datum        Day      `yaml:"datum"`
	Referens     Text     `yaml:"referens"`
	Dialoger     []Dialog `yaml:"dialoger"`
	Senast       Day      `yaml:"senast"`
}

// Undantagslista are the waivers.
type Undantagslista struct {
	Document
	Undantag []Undantag `yaml:"undantag"`
}

// Undantag lets one rule be broken by one document until a day.
type Undantag struct {
	Group
	Regel    Text `yaml:"regel"`
	Dokument Text `yaml:"dokument"`
	Skal     Text `yaml:"skal"`
	Beslut   Text `yaml:"beslut"`
	SistaDag Day  `yaml:"sista_dag"`
}

// Covers tells that a rule's findings in a document are those that the waiver is for,
// whether its last day has passed or not.
func (u *Undantag) Covers(rule, document string) bool {
	return u.Regel.Set && u.Dokument.Set && document != "" && u.Regel.V == rule && u.Dokument.V == document
}

// Avvikelser are the follow-ups of violations that the audit found.
type Avvikelser struct {
	Document
	Avvikelser []Avvikelse `yaml:"avvikelser"`
}

// Avvikelse is the follow-up of one commit.
type Avvikelse struct {
	Group
	Commit   Text `yaml:"commit"`
	Orsak    Text `yaml:"orsak"`
	Atgard   Text `yaml:"atgard"`
	Referens Text `yaml:"referens"`
	Datum    Day  `yaml:"datum"`
}
