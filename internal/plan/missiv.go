package plan

// Missiv is a year's volumes for decision (N35-N40): how much of each förvaltning's need
// somebody else is to meet.
type Missiv struct {
	Document
	Rutin            Text              `yaml:"rutin"`
	Rubrik           Text              `yaml:"rubrik"`
	Datum            Day               `yaml:"datum"`
	Period           Interval          `yaml:"period"`
	Till             Text              `yaml:"till"` // the forum
	Behovsanalys     Text              `yaml:"behovsanalys"`
	Utgangspunkt     Text              `yaml:"utgangspunkt"`
	Motivering       Text              `yaml:"motivering"`
	Kapacitetstrappa *Kapacitetstrappa `yaml:"kapacitetstrappa"`
	Rader            []Missivrad       `yaml:"rader"`
	Avstamningar     []Dialog          `yaml:"avstamningar"`
	Andringar        []Missivandring   `yaml:"andringar"`
	Arende           *Arende           `yaml:"arende"`
}

// Kapacitetstrappa tells that own capacity was asked for first, then the region's own
// agreements, before any other region's (N05-N07).
type Kapacitetstrappa struct {
	Group
	EgenRegi  *EgenRegi  `yaml:"egen_regi"`
	EgnaAvtal *EgnaAvtal `yaml:"egna_avtal"`
}

// EgenRegi is the first step: the own hospitals.
type EgenRegi struct {
	Group
	Efterfragad Day            `yaml:"efterfragad"`
	Svar        []EgenRegiSvar `yaml:"svar"`
}

// EgenRegiSvar is what one förvaltning has free.
type EgenRegiSvar struct {
	Group
	Forvaltning Text `yaml:"forvaltning"`
	Ledig       Int  `yaml:"ledig"`
}

// EgnaAvtal is the second step: the region's own agreements.
type EgnaAvtal struct {
	Group
	Provad Day             `yaml:"provad"`
	Svar   []EgnaAvtalSvar `yaml:"svar"`
}

// EgnaAvtalSvar is what one agreement has free.
type EgnaAvtalSvar struct {
	Group
	Avtal Text `yaml:"avtal"`
	Ledig Int  `yaml:"ledig"`
}

// Missivrad is a line: the volume that one förvaltning sends in one field. Its id is
// unique within the missiv.
type Missivrad struct {
	Group
	ID          Text   `yaml:"id"`
	Forvaltning Text   `yaml:"forvaltning"`
	Vardomrade  Text   `yaml:"vardomrade"`
	Atgarder    []Text `yaml:"atgarder"`
	Vardform    Text   `yaml:"vardform"`
	AsaKlass    []Int  `yaml:"asa_klass"`
	Enhet       Text   `yaml:"enhet"`
	Volym       Int    `yaml:"volym"`
}

// Unit is what the line counts: patients unless it says otherwise.
func (r *Missivrad) Unit() string { return unit(r.Enhet) }

func unit(t Text) string {
	if t.V == "" {
		return "patient"
	}
	return t.V
}

// Dialog is a talk with one förvaltning about its volumes (N36). A reservation is kept
// and stops nothing.
type Dialog struct {
	Group
	Forvaltning Text `yaml:"forvaltning"`
	Datum       Day  `yaml:"datum"`
	Referens    Text `yaml:"referens"`
	Reservation Text `yaml:"reservation"`
}

// Missivandring is a change of one line during the year.
type Missivandring struct {
	Group
	Nr           Int        `yaml:"nr"`
	Datum        Day        `yaml:"datum"`
	Rad          Text       `yaml:"rad"`
	VolymFore    Int        `yaml:"volym_fore"`
	VolymEfter   Int        `yaml:"volym_efter"`
	Motivering   Text       `yaml:"motivering"`
	Avstamningar []Dialog   `yaml:"avstamningar"`
	Reglerar     []Entryref `yaml:"reglerar"`
	Protokoll    Text       `yaml:"protokoll"`
}

// Entryref names an entry of a plan; number 0 is the plan's utokning.
type Entryref struct {
	Group
	Leveransplan Text `yaml:"leveransplan"`
	Nr           Int  `yaml:"nr"`
}

// Arende is the case in the diary and the forum's minutes.
type Arende struct {
	Group
	Diarienummer Text `yaml:"diarienummer"`
	Protokoll    Text `yaml:"protokoll"`
}

// Rad finds a line by id, or nil.
func (m *Missiv) Rad(id string) *Missivrad {
	for i := range m.Rader {
		if m.Rader[i].ID.V == id {
			return &m.Rader[i]
		}
	}
	return nil
}
