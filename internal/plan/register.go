package plan

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Organisation kinds: who can send, receive, own an agreement or hold an office.
const (
	TypForvaltning   = "forvaltning"   // a hospital administration of the region: sends and receives
	TypKoncernkontor = "koncernkontor" // the region's head office
	TypVardgivare    = "vardgivare"    // an external provider: receives under an agreement
	TypRegion        = "region"        // owns agreements
)

// Organisationer is the register of organisations.
type Organisationer struct {
	Document
	Organisationer []Organisation `yaml:"organisationer"`
}

// Organisation is one entry of the register. An organisation that has ended stays in the
// register, with its last day.
type Organisation struct {
	Group
	Owner               *Organisationer
	ID                  Text   `yaml:"id"`
	Typ                 Text   `yaml:"typ"`
	Namn                Text   `yaml:"namn"`
	Kortnamn            Text   `yaml:"kortnamn"`
	GiltigFran          Day    `yaml:"giltig_fran"`
	GiltigTill          Day    `yaml:"giltig_till"`
	HsaID               Text   `yaml:"hsa_id"`
	Organisationsnummer Text   `yaml:"organisationsnummer"`
	Sjukhus             []Text `yaml:"sjukhus"`
	ForetradsAv         Text   `yaml:"foretrads_av"` // the office that speaks for a provider without an account
	Ersatter            []Text `yaml:"ersatter"`     // the organisations that this one succeeds
}

// Name is the short name where there is one.
func (o *Organisation) Name() string {
	if o.Kortnamn.Set {
		return o.Kortnamn.V
	}
	return o.Namn.V
}

// Validity is the time an entry of a register is in force; open ends are far days.
func validity(from, to Day) calendar.Interval {
	iv := calendar.Interval{From: from.V, To: to.V}
	if !to.Set {
		iv.To = calendar.Date(2199, 12, 31)
	}
	return iv
}

// Validity is the time the organisation exists.
func (o *Organisation) Validity() calendar.Interval { return validity(o.GiltigFran, o.GiltigTill) }

// Vardomraden is the register of medical fields.
type Vardomraden struct {
	Document
	Vardomraden []Vardomrade `yaml:"vardomraden"`
}

// Vardomrade is one medical field.
type Vardomrade struct {
	Group
	Owner          *Vardomraden
	ID             Text `yaml:"id"`
	Namn           Text `yaml:"namn"`
	GiltigFran     Day  `yaml:"giltig_fran"`
	GiltigTill     Day  `yaml:"giltig_till"`
	MVO            Text `yaml:"mvo"`
	Samordningsrad Text `yaml:"samordningsrad"`
}

// Validity is the time the field is in use.
func (v *Vardomrade) Validity() calendar.Interval { return validity(v.GiltigFran, v.GiltigTill) }

// Avtalsregister is the register of agreements with external providers.
type Avtalsregister struct {
	Document
	Avtal []Avtal `yaml:"avtal"`
}

// Avtal is an agreement between a region and a provider (N06, N07, N34). Absent limits
// do not limit.
type Avtal struct {
	Group
	Owner         *Avtalsregister
	ID            Text       `yaml:"id"`
	Avtalsagare   Text       `yaml:"avtalsagare"` // a region: our own, or another one
	Vardgivare    Text       `yaml:"vardgivare"`
	Diarienummer  Text       `yaml:"diarienummer"`
	Vardomraden   []Text     `yaml:"vardomraden"`
	Atgarder      []Text     `yaml:"atgarder"` // KVÅ codes
	Vardform      Text       `yaml:"vardform"`
	AsaKlass      []Int      `yaml:"asa_klass"`
	Enhet         Text       `yaml:"enhet"`
	GiltigFran    Day        `yaml:"giltig_fran"`
	GiltigTill    Day        `yaml:"giltig_till"`
	Takvolymer    []Takvolym `yaml:"takvolymer"`
	Kapacitet     Slots      `yaml:"kapacitet"`
	VantetidDagar Int        `yaml:"vantetid_dagar"` // the provider's own expected wait, days
}

// Validity is the time the agreement is in force.
func (a *Avtal) Validity() calendar.Interval { return validity(a.GiltigFran, a.GiltigTill) }

// Takvolym is an agreement's ceiling for a period.
type Takvolym struct {
	Group
	Period Interval `yaml:"period"`
	Volym  Int      `yaml:"volym"`
}

// Kalender is the local working calendar; public holidays are computed.
type Kalender struct {
	Document
	Avvikelser []Kalenderavvikelse `yaml:"avvikelser"`
}

// Kalenderavvikelse is a time with less work than usual.
type Kalenderavvikelse struct {
	Group
	Organisation Text   `yaml:"organisation"` // absent: everybody
	Fran         Day    `yaml:"fran"`
	Till         Day    `yaml:"till"`
	Andel        Number `yaml:"andel"` // share of a working day, 0 = closed
	Orsak        Text   `yaml:"orsak"`
}

// Deviations lists the deviations that concern an organisation.
func (k *Kalender) Deviations(organisation string) []calendar.Deviation {
	if k == nil {
		return nil
	}
	var out []calendar.Deviation
	for _, a := range k.Avvikelser {
		if a.Organisation.V == "" || a.Organisation.V == organisation {
			out = append(out, calendar.Deviation{
				Interval: calendar.Interval{From: a.Fran.V, To: a.Till.V}, Share: a.Andel.V,
			})
		}
	}
	return out
}

// Rutiner registers prolongations of the routine's versions.
type Rutiner struct {
	Document
	Forlangningar []Forlangning `yaml:"forlangningar"`
}

// Forlangning is one decision to let a version stay in force.
type Forlangning struct {
	Group
	Rutin        Text `yaml:"rutin"`
	ForlangdTill Day  `yaml:"forlangd_till"`
	Beslut       Text `yaml:"beslut"`
}
