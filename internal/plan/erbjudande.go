package plan

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
)

// offerWeeks is how long an offer's capacity is trusted when it does not say.
const offerWeeks = 6

// Erbjudande is capacity offered, or under version 6.0 also needed, and raised in the
// forum (N12, N54). The blocks from Svar on belong to version 6.0 (N13-N28).
type Erbjudande struct {
	Document
	Rutin              Text                `yaml:"rutin"`
	Mottagare          Text                `yaml:"mottagare"`
	Vardomrade         Text                `yaml:"vardomrade"`
	Atgarder           []Text              `yaml:"atgarder"`
	Vardform           Text                `yaml:"vardform"`
	AsaKlass           []Int               `yaml:"asa_klass"`
	Enhet              Text                `yaml:"enhet"`
	Period             Interval            `yaml:"period"`
	Lyft               Lyft                `yaml:"lyft"`
	GiltigTill         Day                 `yaml:"giltig_till"`
	Kapacitet          Slots               `yaml:"kapacitet"`
	VantetidDagar      Int                 `yaml:"vantetid_dagar"`
	Arende             *Arende             `yaml:"arende"`
	Svar               []Svar              `yaml:"svar"`
	Vagval             *Vagval             `yaml:"vagval"`
	Fordelningsforslag *Fordelningsforslag `yaml:"fordelningsforslag"`
	Samordningsrad     []Samordningsrad    `yaml:"samordningsrad"`
	Granskning         *Granskning         `yaml:"granskning"`
	Beslutsforslag     *Beslutsforslag     `yaml:"beslutsforslag"`
}

// Lyft tells who raised the capacity, where and when.
type Lyft struct {
	Group
	Av       Text `yaml:"av"`
	Forum    Text `yaml:"forum"`
	Datum    Day  `yaml:"datum"`
	Riktning Text `yaml:"riktning"` // tillganglig or behovd
}

// Svar is one party's answer (N13, N14).
type Svar struct {
	Group
	Part  Text `yaml:"part"`
	Datum Day  `yaml:"datum"`
	Svar  Text `yaml:"svar"`
	Volym Int  `yaml:"volym"`
}

// Vagval is the forum's choice to go on through the samordningsråd or directly (N15).
type Vagval struct {
	Group
	Beslut   Text `yaml:"beslut"`
	Datum    Day  `yaml:"datum"`
	Referens Text `yaml:"referens"`
}

// Fordelningsforslag is the receiving förvaltning's proposal (N16-N21).
type Fordelningsforslag struct {
	Group
	UpprattadAv Text             `yaml:"upprattad_av"`
	Datum       Day              `yaml:"datum"`
	Rader       []Fordelningsrad `yaml:"rader"`
}

// Fordelningsrad is one line of the proposal.
type Fordelningsrad struct {
	Group
	Vardomrade Text  `yaml:"vardomrade"`
	Vardform   Text  `yaml:"vardform"`
	AsaKlass   []Int `yaml:"asa_klass"`
	Volym      Int   `yaml:"volym"`
	Villkor    Text  `yaml:"villkor"`
}

// Samordningsrad is one council's wanted distribution (N22-N24).
type Samordningsrad struct {
	Group
	Namn             Text        `yaml:"namn"`
	Uppdrag          Radsuppdrag `yaml:"uppdrag"`
	Datum            Day         `yaml:"datum"`
	OnskadFordelning []Fordelad  `yaml:"onskad_fordelning"`
}

// Radsuppdrag is the receiving förvaltning's mandate to its representative (N22).
type Radsuppdrag struct {
	Group
	Datum Day `yaml:"datum"`
}

// Fordelad is the volume of one sending förvaltning.
type Fordelad struct {
	Group
	Forvaltning Text `yaml:"forvaltning"`
	Volym       Int  `yaml:"volym"`
}

// Granskning is the head office's review (N25-N27).
type Granskning struct {
	Group
	Datum           Day    `yaml:"datum"`
	MotBehovsanalys Text   `yaml:"mot_behovsanalys"`
	MotAvtal        []Text `yaml:"mot_avtal"`
}

// Beslutsforslag is the proposal for the final distribution (N28).
type Beslutsforslag struct {
	Group
	Datum      Day        `yaml:"datum"`
	Fordelning []Fordelad `yaml:"fordelning"`
}

// LastDay is the last day a plan may begin to draw on the offer: its giltig_till, or six
// weeks after it was raised, the age at which the national capacity listing calls a
// figure missing.
func (e *Erbjudande) LastDay() calendar.Day {
	if e.GiltigTill.Set {
		return e.GiltigTill.V
	}
	return e.Lyft.Datum.V.Add(7 * offerWeeks)
}

// Unit is what the offer counts.
func (e *Erbjudande) Unit() string { return unit(e.Enhet) }
