package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"time"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// Keeper holds a text from one audit of a clone to the next.
type Keeper interface {
	// Load gives what was saved last; nothing where there is none.
	Load() []byte
	// Save keeps a text in the place of the earlier one. That it fails costs time and nothing
	// else.
	Save(text []byte)
	// Version names the program: what another one has found out is not taken over.
	Version() string
}

// kept is what an audit leaves for the next. Behind it stand the decisions, one a line.
type kept struct {
	Version string `json:"version"`
	Anchor  string `json:"anchor,omitempty"`
	Today   string `json:"today"`             // the rules of the day, as [routine.Epoch] has them, and the routine in force
	Head    string `json:"head"`              // of main, as it was seen
	Records string `json:"records,omitempty"` // up to where the records have been read
	Branch  branch `json:"branch"`
	Count   int    `json:"count"`
}

// resume takes over what an earlier run has judged, as far as it still holds, and tells of
// what it has seen and what is no longer there.
func (r *run) resume() error {
	if r.Keep == nil {
		return nil
	}
	known, decisions := load(r.Keep.Load())
	if known == nil {
		return nil
	}
	if err := r.held(known); err != nil || len(r.rewritten) > 0 {
		return err
	}
	if known.Version != r.Keep.Version() || known.Anchor != r.Anchor.Hash || known.Today != r.epoch() || known.Count != len(decisions) || known.Count == 0 {
		return nil
	}
	if known.Anchor != "" {
		if err := r.anchored(); err != nil {
			return err
		}
	}
	for _, d := range decisions {
		if err := r.add(d); err != nil {
			return err
		}
	}
	r.branch = known.Branch
	if known.Records == "" {
		return nil
	}
	var err error
	r.read, err = r.Repo.Resolve(known.Records)
	return err
}

// load reads what was kept; nil where it can't be used.
func load(text []byte) (*kept, []Decision) {
	in := json.NewDecoder(bytes.NewReader(text))
	k := &kept{}
	if in.Decode(k) != nil {
		return nil, nil
	}
	decisions := make([]Decision, 0, k.Count)
	for {
		var d Decision
		if err := in.Decode(&d); err == io.EOF {
			return k, decisions
		} else if err != nil || len(d.Commits) == 0 {
			k.Count = -1 // damaged: what was seen of the branches still holds
			return k, nil
		}
		decisions = append(decisions, d)
	}
}

// held tells of tips seen earlier that the branches no longer lead to.
func (r *run) held(known *kept) error {
	for _, b := range []struct {
		name string
		tip  gitrepo.Revision
		seen string
	}{{"main", r.Head, known.Head}, {record.Branch, r.Records, known.Records}} {
		if b.seen == "" {
			continue
		}
		on, err := r.reaches(b.tip, b.seen)
		if err != nil {
			return err
		}
		if !on {
			r.rewritten = append(r.rewritten, Violation{Code: Rewritten, Commit: b.seen, Message: flat(lang.T(
				"grenen %s har skrivits om: commit %s, som en tidigare granskning i den här klonen såg, finns inte längre på den; det sägs till dess att filen leveransplan/audit i git-katalogen tas bort",
				"the branch %s has been rewritten: commit %s, which an earlier audit in this clone has seen, is no longer on it; this is told until the file leveransplan/audit in the git directory is removed", b.name, short(b.seen)))})
		}
	}
	return nil
}

// reaches tells that a branch leads back to a commit, by its hash.
func (r *run) reaches(tip gitrepo.Revision, hash string) (bool, error) {
	if tip.Hash == hash || tip == (gitrepo.Revision{}) {
		return tip.Hash == hash, nil
	}
	seen, err := r.Repo.Resolve(hash)
	if errors.Is(err, gitrepo.ErrUnknown) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return r.onLine(tip, seen)
}

// onLine tells that a commit is on the first-parent line of another.
func (r *run) onLine(head, stop gitrepo.Revision) (bool, error) {
	for _, err := range r.Repo.FirstParent(head, stop) {
		if errors.Is(err, gitrepo.ErrNotAncestor) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

// open reads the line after a revision. Where what has come since puts earlier decisions in
// another light, everything is judged anew.
func (r *run) open(after gitrepo.Revision) (err error) {
	if r.line, err = history.Read(r.Repo, after, r.Head); err != nil {
		return err
	}
	again := false
	for i := range r.decisions {
		d := &r.decisions[i]
		switch rec := r.recordOf(d); {
		case rec != nil: // a late record, or another one
			again = true
		case d.Record == nil && r.line.Len() > 0 && d.At.After(r.line.Step(0).At):
			again = true // git's clock tells another time of it, by what came after
		}
	}
	if !again {
		return nil
	}
	r.decisions, r.registers, r.trusted, r.latest, r.read, r.branch, r.declined = nil, nil, trust{}, time.Time{}, gitrepo.Revision{}, branch{}, nil
	clear(r.requests)
	clear(r.records)
	if err := r.readRecords(); err != nil {
		return err
	}
	return r.begin()
}

func (r *run) recordOf(d *Decision) *recorded {
	for _, hash := range d.Commits {
		if list := r.records[hash]; len(list) > 0 {
			return list[0]
		}
	}
	return nil
}

// epoch names by what decisions are held against today.
func (r *run) epoch() string {
	return routine.Epoch(r.Today) + " " + routine.Policy(plan.NewSet(nil, nil), r.Today).Version
}

// mostLate is how many of the last decisions may wait for their records.
const mostLate = 50

// keep leaves for the next run what this one has found out. Of a branch that was rewritten
// what an earlier run saw stays, until somebody takes it away: the next run is to tell of it
// too. The last decisions are left out as long as they have no record: it may be under way,
// and when it comes it would put all that was judged in doubt.
func (r *run) keep() {
	if r.Keep == nil || len(r.rewritten) > 0 || len(r.stray) > 0 {
		return
	}
	n := len(r.decisions)
	for late := 0; late < mostLate && n > 0 && r.decisions[n-1].Record == nil && !r.decisions[n-1].Genesis; late++ {
		n--
	}
	out := &bytes.Buffer{}
	to := json.NewEncoder(out)
	to.SetEscapeHTML(false)
	k := kept{Version: r.Keep.Version(), Anchor: r.Anchor.Hash, Today: r.epoch(), Head: r.Head.Hash, Records: r.Records.Hash, Branch: r.branch, Count: n}
	if to.Encode(k) != nil {
		return
	}
	for i := range r.decisions[:n] {
		if to.Encode(r.decisions[i]) != nil {
			return
		}
	}
	r.Keep.Save(out.Bytes())
}
