package audit

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// arrival is a role register and the day on which it came to main.
type arrival struct {
	day    calendar.Day // zero: it stood there from the beginning
	hash   string       // empty: there was none
	commit string
}

// trust is the keys that sign records, and what they are called.
type trust struct {
	keys  record.Keys
	names map[string]bool
}

// registers are the documents of fixed places as a tree has them.
type registers struct {
	*plan.Set
	zone *time.Location
}

// fixed are the paths of registers and settings.
var fixed = slices.Sorted(maps.Values(plan.FixedPaths))

// registersOf reads registers and settings of a tree; those of a tree with the same ones are
// the same.
func (r *run) registersOf(tree *gitrepo.Tree) (*registers, error) {
	var key strings.Builder
	for _, name := range fixed {
		e := tree.Entry(name)
		key.WriteString(e.Hash + e.Mode.String() + " ")
	}
	if err := tree.Err(); err != nil {
		return nil, err
	}
	if known := r.sets[key.String()]; known != nil {
		return known, nil
	}
	loaded, err := check.Load(check.Part(tree, fixed), r.schemas)
	if fault := tree.Err(); fault != nil {
		return nil, fault
	}
	out := &registers{}
	switch {
	case errors.Is(err, check.ErrNoPlans), errors.Is(err, check.ErrNoDocuments):
		out.Set = plan.NewSet(nil, nil)
	case err != nil:
		return nil, err
	default:
		out.Set = loaded.Set
	}
	if out.zone, err = time.LoadLocation(out.Installningar.Tidszon.V); err != nil {
		out.zone = time.UTC // the check tells of it
	}
	r.sets[key.String()] = out
	return out, nil
}

var rollerPath = plan.FixedPaths[plan.KindRoller]

// rollerHash names the role register of a tree; empty where there is none.
func rollerHash(tree *gitrepo.Tree) (string, error) {
	hash, _ := tree.Hash(rollerPath)
	return hash, tree.Err()
}

// roller reads the role register of a commit.
func (r *run) roller(commit string) (*plan.Roller, error) {
	if commit == "" {
		return nil, nil
	}
	rev, err := r.Repo.Resolve(commit)
	if err != nil {
		return nil, err
	}
	set, err := r.registersOf(rev.FS())
	if err != nil {
		return nil, err
	}
	return set.Roller, nil
}

// trustIn takes from a decision that changed the role register which keys sign records from
// then on. Only a valid decision adds one: whoever brings a key past the gate signs nothing
// with it that counts, also once others have changed the register since. Before there is a
// key nothing can be proven, and the first one comes by a valid decision.
func (r *run) trustIn(d Decision) error {
	n := len(r.registers)
	unproven := d.Record != nil && d.Record.Standing == record.Unproven && len(r.trusted.keys) == 0
	if !d.Genesis && (!d.Valid || !d.Proven && !unproven) {
		return nil
	}
	stood := map[string]bool{}
	if n > 1 {
		before, err := r.roller(r.registers[n-2].commit)
		if err != nil {
			return err
		}
		stood = keyNames(before)
	}
	return r.trustKeys(d.Commit(), func(name string) bool { return r.trusted.names[name] || !stood[name] })
}

// trustKeys makes those keys of a register the ones that sign records which are to be trusted.
func (r *run) trustKeys(commit string, trusted func(name string) bool) error {
	roller, err := r.roller(commit)
	if err != nil {
		return err
	}
	out := trust{names: map[string]bool{}}
	if roller != nil {
		some := *roller
		some.Protokollnycklar = nil
		for _, k := range roller.Protokollnycklar {
			if name := signature.Identity(k.Nyckel.V); trusted(name) {
				out.names[name] = true
				some.Protokollnycklar = append(some.Protokollnycklar, k)
			}
		}
		out.keys = record.KeysOf(&some)
	}
	r.trusted = out
	return nil
}

func keyNames(roller *plan.Roller) map[string]bool {
	out := map[string]bool{}
	if roller != nil {
		for _, k := range roller.Protokollnycklar {
			out[signature.Identity(k.Nyckel.V)] = true
		}
	}
	return out
}

// history gives the role registers back to a day, the oldest first, as approvals ask for
// them.
func (r *run) history(back calendar.Day) ([]approval.Register, error) {
	first := len(r.registers)
	for first > 0 {
		if first--; r.registers[first].day < back {
			break
		}
	}
	var out []approval.Register
	for _, a := range r.registers[first:] {
		roller, err := r.roller(a.commit)
		if err != nil {
			return nil, err
		}
		out = append(out, approval.Register{From: a.day, Roller: roller})
	}
	return out, nil
}

// begin opens the line of what is to be judged, and what the first decision rests on.
func (r *run) begin() error {
	after := r.Anchor
	if n := len(r.decisions); n > 0 {
		rev, err := r.Repo.Resolve(r.decisions[n-1].Commit())
		if err != nil {
			return err
		}
		after = rev
	} else if r.Anchor != (gitrepo.Revision{}) {
		if err := r.anchored(); err != nil {
			return err
		}
	}
	return r.open(after)
}

// anchored takes what stood on main at the anchor as it is.
func (r *run) anchored() error {
	hash, err := rollerHash(r.Anchor.FS())
	if err != nil {
		return err
	}
	r.registers = []arrival{{hash: hash, commit: r.Anchor.Hash}}
	return r.trustKeys(r.Anchor.Hash, func(string) bool { return true })
}
