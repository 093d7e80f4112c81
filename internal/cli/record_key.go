package cli

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// recordKey names the variable with the private key that signs records.
const recordKey = "LEVERANSPLAN_RECORD_KEY"

// seal is how new records are signed.
type seal struct {
	signer *record.Signer // nil: not at all
	name   string         // fingerprint of the key
	// from is when the key came into use. A commit never claims to be older: decisions that
	// were made before and are recorded now would seem to be signed too early.
	from time.Time
}

// rolesOf gives the role register of main. Where it is there and can't be read nobody knows
// whether records have to be signed.
func rolesOf(head gitrepo.Revision, set *plan.Set) (*plan.Roller, error) {
	name := plan.FixedPaths[plan.KindRoller]
	if r := set.Roller; r != nil && !r.Broken {
		return r, nil
	}
	if _, err := fs.Stat(head.FS(), name); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return nil, fault(lang.T("rollregistret på main går inte att läsa i sin helhet: %s", "the role register on main can't be read whole: %s", name),
		lang.T("Rätta det på main. Det är där det står vilken nyckel som signerar protokollet.", "Mend it on main. It says which key signs the records."))
}

// sealOf chooses the key that new records are signed with: that of the environment, which has
// to stand in the role register for today. From the first registered key on there is no
// record without a signature, also where all keys have ended since.
func sealOf(private string, roles *plan.Roller, today calendar.Day, zone *time.Location) (seal, error) {
	keys := record.KeysOf(roles)
	if private == "" {
		if !slices.ContainsFunc(keys, func(k record.Key) bool { return k.From <= today }) {
			return seal{}, nil
		}
		return seal{}, fault(lang.T("protokoll ska signeras, och ingen nyckel är angiven", "records have to be signed, and no key is given"),
			lang.T("Sätt %s till den privata nyckel vars publika del står under protokollnycklar i rollregistret. I GitHub: hemligheten i miljön protokoll.",
				"Set %s to the private key whose public half stands under protokollnycklar in the role register. In GitHub: the secret of the environment protokoll.", recordKey))
	}
	signer, err := record.NewSigner([]byte(strings.TrimSpace(private) + "\n")) // a variable may have lost its last line break
	if err != nil {
		return seal{}, recordFault(err)
	}
	name := signature.Identity(signer.Public())
	for _, k := range keys {
		if k.Name == name && k.Holds(today) {
			return seal{signer, name, startOf(k.From, zone)}, nil
		}
	}
	return seal{}, fault(lang.T("nyckeln %s står inte i rollregistret för i dag, %s", "the key %s does not stand in the role register for today, %s", name, today.String()),
		lang.T("Skriv in den under protokollnycklar i %s, med den första dagen i fran, eller använd den nyckel som står där. Den angivna är %s", "Enter it under protokollnycklar in %s, with its first day in fran, or use the key that stands there. The one given is %s",
			plan.FixedPaths[plan.KindRoller], signer.Public()))
}

// startOf is the first moment of a day.
func startOf(day calendar.Day, zone *time.Location) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, day.String(), zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// stamp is the time that the commits of records bear: that of the newest decision, so that a
// run that is repeated makes the same commits.
func (s seal) stamp(list []*record.Record) time.Time {
	at := s.from
	for _, r := range list {
		if t := momentOf(r); t.After(at) {
			at = t
		}
	}
	return at.UTC()
}

// momentOf is when a decision was made.
func momentOf(r *record.Record) time.Time {
	t, err := time.Parse(time.RFC3339, r.At)
	if err != nil {
		return time.Time{} // a record that can be written or read has its moment
	}
	return t
}
