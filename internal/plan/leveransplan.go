package plan

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Leveransplan is an agreed number of patients from one förvaltning to one receiver, by
// week or by quarter (N08, N41-N45).
type Leveransplan struct {
	Document
	Rutin         Text         `yaml:"rutin"`
	Period        Interval     `yaml:"period"`
	Ursprung      Ursprung     `yaml:"ursprung"`
	Skickande     Text         `yaml:"skickande"`
	Mottagare     Text         `yaml:"mottagare"`
	Typ           Text         `yaml:"typ"` // derived: intern or extern; checked where stated
	Avtal         Text         `yaml:"avtal"`
	Vardomrade    Text         `yaml:"vardomrade"`
	Atgarder      []Text       `yaml:"atgarder"`
	Vardform      Text         `yaml:"vardform"`
	AsaKlass      []Int        `yaml:"asa_klass"`
	Enhet         Text         `yaml:"enhet"`
	Syfte         Text         `yaml:"syfte"`
	Volym         Int          `yaml:"volym"`
	Periodisering Slots        `yaml:"periodisering"`
	Kvartal       Slots        `yaml:"kvartal"` // derived: sums per quarter; checked where stated
	Avstamningar  []Avstamning `yaml:"avstamningar"`
	Kontakter     []Kontakt    `yaml:"kontakter"`
	Arende        *Arende      `yaml:"arende"`
	Utokning      *Andring     `yaml:"utokning"`
	Andringar     []Andring    `yaml:"andringar"`
}

// Ursprung is where a plan's volume comes from: a line of a missiv, an offer, or both.
type Ursprung struct {
	Group
	Missiv     Text `yaml:"missiv"`
	Rad        Text `yaml:"rad"`
	Erbjudande Text `yaml:"erbjudande"`
}

// Avstamning is a reconciliation with one party (N43, N44).
type Avstamning struct {
	Group
	Part     Text `yaml:"part"`
	Datum    Day  `yaml:"datum"`
	Referens Text `yaml:"referens"`
}

// Kontakt is a party's contact for the plan: a function, never a name (N30).
type Kontakt struct {
	Group
	Part     Text `yaml:"part"`
	Funktion Text `yaml:"funktion"`
	EPost    Text `yaml:"e_post"`
}

// The causes of a change.
const (
	OrsakMinskatBehov     = "minskat_behov"
	OrsakOkatBehov        = "okat_behov"
	OrsakMottagareKanInte = "mottagare_kan_inte"
	OrsakAvtalUpphor      = "avtal_upphor"
	OrsakOmfordelning     = "omfordelning"
	OrsakOmperiodisering  = "omperiodisering"
	OrsakVillkor          = "villkor"
	OrsakRattelse         = "rattelse"
)

// Andring is one change to an agreed plan, with its evidence (N48-N56). A plan's Utokning
// has the same shape and counts as entry number 0.
type Andring struct {
	Group
	Nr            Int             `yaml:"nr"`
	Datum         Day             `yaml:"datum"`
	GallerFran    Slot            `yaml:"galler_fran"`
	Orsak         Text            `yaml:"orsak"`
	VolymFore     Int             `yaml:"volym_fore"`
	VolymEfter    Int             `yaml:"volym_efter"`
	Utokar        Int             `yaml:"utokar"`
	Aterkallar    Int             `yaml:"aterkallar"`
	AnmaldAv      Text            `yaml:"anmald_av"`
	AnmaldTill    Text            `yaml:"anmald_till"`
	Forankring    *Forankring     `yaml:"forankring"`
	Principer     *Principer      `yaml:"principer"`
	Kapacitetssok []Kapacitetssok `yaml:"kapacitetssok"`
	Motivering    Text            `yaml:"motivering"`
	Referens      Text            `yaml:"referens"`
	Protokoll     Text            `yaml:"protokoll"`
	Avstamningar  []Avstamning    `yaml:"avstamningar"`
}

// Forankring tells that the need was anchored with the förvaltning's representative in
// the forum (N49, N53).
type Forankring struct {
	Group
	Roll         Text `yaml:"roll"`
	Organisation Text `yaml:"organisation"`
	Datum        Day  `yaml:"datum"`
}

// Principer are the three principles that the head office weighs before a decrease (N50).
type Principer struct {
	Group
	ForvaltningUppnattVardgaranti Princip `yaml:"forvaltning_uppnatt_vardgaranti"`
	AvlastatAnnanForvaltning      Princip `yaml:"avlastat_annan_forvaltning"`
	VGRUppnattVardgaranti         Princip `yaml:"vgr_uppnatt_vardgaranti"`
}

// Princip is one assessment: ja, nej or delvis, with what it rests on.
type Princip struct {
	Group
	Bedomning Text `yaml:"bedomning"`
	Underlag  Text `yaml:"underlag"`
}

// The steps of the search for capacity, in their order (N55).
var Sokordning = []string{"egen_regi", "egna_avtal", "andra_regioners_avtal"}

// Kapacitetssok is one step of the search for capacity.
type Kapacitetssok struct {
	Group
	Steg     Text       `yaml:"steg"`
	Datum    Day        `yaml:"datum"`
	Ledig    Int        `yaml:"ledig"`
	Placerat []Placerat `yaml:"placerat"`
	Skal     Text       `yaml:"skal"`
}

// Placerat is volume that a step of the search found a place for.
type Placerat struct {
	Group
	Leveransplan Text `yaml:"leveransplan"`
	Volym        Int  `yaml:"volym"`
}

// Unit is what the plan counts.
func (p *Leveransplan) Unit() string { return unit(p.Enhet) }

// Day is the document day, which decides the routine in force: the latest of the plan's
// first reconciliations; false while there is none.
func (p *Leveransplan) Day() (calendar.Day, bool) {
	var latest calendar.Day
	for _, a := range p.Avstamningar {
		if a.Datum.Set && a.Datum.V > latest {
			latest = a.Datum.V
		}
	}
	return latest, !latest.IsZero()
}

// Adds tells that the periodisation adds up to the volume. While it does not (P101, which
// is never waived) one of its figures is a slip: rules about single figures wait.
func (p *Leveransplan) Adds() bool { return p.Periodisering.Sum() == p.Volym.V }

// Entries are the plan's changes, its utokning first.
func (p *Leveransplan) Entries() []*Andring {
	out := make([]*Andring, 0, len(p.Andringar)+1)
	if p.Utokning != nil {
		out = append(out, p.Utokning)
	}
	for i := range p.Andringar {
		out = append(out, &p.Andringar[i])
	}
	return out
}

// Change is the rise of the volume; negative for a fall. An utokning is part of a new
// plan's volume and changes nothing by itself.
func (a *Andring) Change() int { return a.VolymEfter.V - a.VolymFore.V }

// OriginalVolume is the plan's volume as first agreed.
func (p *Leveransplan) OriginalVolume() int {
	if len(p.Andringar) > 0 && p.Andringar[0].VolymFore.Set {
		return p.Andringar[0].VolymFore.V
	}
	return p.Volym.V
}
