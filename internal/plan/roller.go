package plan

import "github.com/leveransplan/leveransplan/internal/signature"

// The roles of the routine and of this tool. Who holds one, and when, stands in roller.yaml.
const (
	RollKoncernkontoret    = "koncernkontoret"
	RollVardgarantiservice = "vardgarantiservice"
	RollBeslutsforum       = "beslutsforum"     // may register the forum's position
	RollRepresentant       = "representant"     // of one förvaltning in the forum
	RollLeverantor         = "leverantor"       // of one external provider
	RollSystemforvaltare   = "systemforvaltare" // rules, roles, workflows, tool
)

// Roller is the register of who may approve what, and when.
type Roller struct {
	Document
	Version          Int               `yaml:"version"` // rises with every change
	Personer         []Person          `yaml:"personer"`
	Uppdrag          []Uppdrag         `yaml:"uppdrag"`
	Delegeringar     []Delegering      `yaml:"delegeringar"`
	Protokollnycklar []Protokollnyckel `yaml:"protokollnycklar"`
	Signaturnycklar  []Signaturnyckel  `yaml:"signaturnycklar"`
}

// Person is somebody with an account; names are not kept.
type Person struct {
	Group
	ID     Text   `yaml:"id"`
	Github Github `yaml:"github"`
}

// Github is an account. The number decides: a login can be renamed and taken by another.
type Github struct {
	Group
	ID    Int  `yaml:"id"`
	Login Text `yaml:"login"`
}

// Uppdrag gives a person a role for a time, in one organisation where the role has one.
type Uppdrag struct {
	Group
	Person       Text `yaml:"person"`
	Roll         Text `yaml:"roll"`
	Organisation Text `yaml:"organisation"`
	Fran         Day  `yaml:"fran"`
	Till         Day  `yaml:"till"`
}

// Delegering lets another person hold somebody's role for a time.
type Delegering struct {
	Group
	Av           Text `yaml:"av"`
	TillPerson   Text `yaml:"till_person"`
	Roll         Text `yaml:"roll"`
	Organisation Text `yaml:"organisation"`
	Fran         Day  `yaml:"fran"`
	Till         Day  `yaml:"till"`
	Beslut       Text `yaml:"beslut"`
}

// Protokollnyckel is a public key that signs decision records.
type Protokollnyckel struct {
	Group
	Nyckel Text `yaml:"nyckel"`
	Fran   Day  `yaml:"fran"`
	Till   Day  `yaml:"till"`
}

// Signaturnyckel is a public key that signs commits: a person's, or the hosting service's
// own.
type Signaturnyckel struct {
	Group
	Nyckel Text `yaml:"nyckel"`
	Person Text `yaml:"person"`
	Tjanst Bool `yaml:"tjanst"`
	Fran   Day  `yaml:"fran"`
	Till   Day  `yaml:"till"`
}

// SignatureKeys gives the keys that sign commits. Those that can't be read, or have no first
// day, are left out: what they signed is not verified. A nil register has none.
func (r *Roller) SignatureKeys() signature.Keys {
	if r == nil {
		return nil
	}
	accounts := make(map[string]int64, len(r.Personer))
	for _, p := range r.Personer {
		accounts[p.ID.V] = int64(p.Github.ID.V)
	}
	var out signature.Keys
	for _, n := range r.Signaturnycklar {
		key, err := signature.ReadKey(n.Nyckel.V)
		if err != nil || !n.Fran.Set {
			continue
		}
		key.Owner = signature.Owner{Person: n.Person.V, Account: accounts[n.Person.V], Service: n.Tjanst.V}
		key.From, key.Until = n.Fran.V, n.Till.V
		out = append(out, key)
	}
	return out
}
