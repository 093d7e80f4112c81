package plan_test

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// Of the keys that sign commits those are taken that can be used, with whose they are.
func TestSignatureKeys(t *testing.T) {
	const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBqhgIQxtb0xGbVWYfJT6Pk5OJdQKGRD8hgeBq//Y3XS"
	text := `dokument: roller/v1
personer:
  - {id: p-017, github: {id: 583231}}
signaturnycklar:
  - {nyckel: "` + key + `", person: p-017, fran: 2026-01-01, till: 2026-12-31}
  - {nyckel: "` + key + ` a", tjanst: true, fran: 2027-01-01}
  - {nyckel: "` + key + ` b", person: p-018, fran: 2027-01-01}
  - {nyckel: "` + key + ` c", person: p-017}
  - {nyckel: ssh-ed25519 AAAA, person: p-017, fran: 2026-01-01}
`
	keys := read(t, plan.KindRoller, text).(*plan.Roller).SignatureKeys()
	want := []struct {
		owner       signature.Owner
		from, until calendar.Day
	}{
		{signature.Owner{Person: "p-017", Account: 583231}, calendar.Date(2026, 1, 1), calendar.Date(2026, 12, 31)},
		{signature.Owner{Service: true}, calendar.Date(2027, 1, 1), 0},
		{signature.Owner{Person: "p-018"}, calendar.Date(2027, 1, 1), 0},
	}
	if len(keys) != len(want) {
		t.Fatalf("%d keys: %+v", len(keys), keys)
	}
	for i, w := range want {
		if k := keys[i]; k.Owner != w.owner || k.From != w.from || k.Until != w.until || k.Name != signature.Identity(key) {
			t.Errorf("key %d is %+v, want %+v", i, k, w)
		}
	}
	if keys := (*plan.Roller)(nil).SignatureKeys(); keys != nil {
		t.Errorf("without a register: %+v", keys)
	}
}
