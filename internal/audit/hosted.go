package audit

import (
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strconv"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// Hosted is what the hosting service says, for an audit to hold the clone against.
type Hosted struct {
	// Main and Records are where the two branches stand there; empty where there is none.
	Main, Records string
	// Decided are the records that the service's facts would give now, Declined those of
	// closed requests.
	Decided, Declined []*record.Record
}

// tips tells where the branches of the service are not those of the clone.
func (r *run) tips() ([]Violation, error) {
	var out []Violation
	for _, b := range []struct {
		name, there string
		here        gitrepo.Revision
	}{{"main", r.Hosted.Main, r.Head}, {record.Branch, r.Hosted.Records, r.Records}} {
		if b.there == b.here.Hash {
			continue
		}
		if b.there == "" {
			out = append(out, Violation{Code: HostLacks, Commit: b.here.Hash, Message: flat(lang.T("grenen %s finns inte hos värdtjänsten", "the branch %s is not there at the hosting service", b.name))})
			continue
		}
		there, err := r.Repo.Resolve(b.there)
		if err != nil && !errors.Is(err, gitrepo.ErrUnknown) {
			return nil, err
		}
		behind, later := false, false
		if err == nil {
			if behind, err = r.onLine(there, b.here); err == nil && !behind && b.here != (gitrepo.Revision{}) {
				later, err = r.onLine(b.here, there)
			}
			if err != nil {
				return nil, err
			}
		}
		switch {
		case later:
			out = append(out, Violation{Code: HostLacks, Commit: b.here.Hash, Message: flat(lang.T(
				"grenen %s står hos värdtjänsten vid %s: där saknas det nyaste som klonen har", "the branch %s stands at %s at the hosting service: the newest that the clone has is missing there", b.name, short(b.there)))})
		default:
			out = append(out, Violation{Code: CloneLacks, Commit: b.there, Message: flat(lang.T(
				"grenen %s står hos värdtjänsten vid %s, klonen vid %s: hämta (git fetch origin) och granska igen", "the branch %s stands at %s at the hosting service, the clone at %s: fetch (git fetch origin) and audit again",
				b.name, short(b.there), orNone(short(b.here.Hash))))})
		}
	}
	return out, nil
}

// compareHosted holds a record against the one that the service's facts would give.
func (r *run) compareHosted(d *Decision, rec *record.Record) {
	if r.Hosted == nil || d.Genesis {
		return
	}
	violate := func(sv, en string, args ...any) {
		d.Violations = append(d.Violations, Violation{Code: HostDiffers, Message: flat(lang.T(sv, en, args...))})
	}
	for _, theirs := range r.Hosted.Decided {
		if theirs.Decision() != d.Commit() {
			continue
		}
		if rec == nil {
			return // that it has no record has been said
		}
		if fields := different(rec, theirs); len(fields) > 0 {
			violate("värdtjänsten säger annat än protokollet om: %s", "the hosting service says something else than the record of: %s", lang.List(fields))
		}
		return
	}
	violate("värdtjänsten vet inget om beslutet", "the hosting service knows nothing of the decision")
}

// undeclined lists closed requests of the service that have no record here.
func (r *run) undeclined() []Violation {
	var out []Violation
	for _, theirs := range r.Hosted.Declined {
		at := slices.IndexFunc(r.branch.Declined, func(d Declined) bool { return d.Record.Path == theirs.Path() })
		if at < 0 {
			out = append(out, Violation{Code: CloneLacks, File: theirs.Path(), Message: flat(lang.T(
				"pull request %s stängdes utan sammanslagning och saknar protokoll", "pull request %s was closed without a merge and has no record", strconv.Itoa(theirs.PullRequest)))})
		}
	}
	return out
}

// different names the members in which two records differ. That they were made by tools with
// other rules is not counted.
func different(a, b *record.Record) []string {
	x, y := members(a), members(b)
	delete(x, "rules")
	delete(y, "rules")
	all := maps.Clone(x)
	maps.Copy(all, y)
	var out []string
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if !reflect.DeepEqual(x[key], y[key]) {
			out = append(out, key)
		}
	}
	return out
}

func members(r *record.Record) map[string]any {
	out := map[string]any{}
	if text, err := r.Encode(); err == nil {
		_ = json.Unmarshal(text, &out) // canonical JSON of a record is an object
	}
	return out
}
