package demo

import (
	"context"
	"path"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// writer makes the history, one decision after the other.
type writer struct {
	store   *store
	repo    *gitrepo.Repo
	chain   gitrepo.Branch
	schemas *schema.Set
	reader  *check.Reader
	walk    *check.Walk
	zone    *time.Location

	past     []point // main, the oldest first
	register []approval.Register
	policies map[string]*plan.Set // by the registers that they hold
	number   int                  // of the last request
	oddities map[oddity]int       // where the odd decisions stand among all
	history  *History
}

// point is main after a decision.
type point struct {
	at     time.Time
	commit string
	tree   tree
	by     *decision // nil: the first commit
}

func (w *writer) tip() *point { return &w.past[len(w.past)-1] }

// newWriter makes the repository with its first commit.
func newWriter(dir string, schemas *schema.Set, first tree, o Options) (*writer, error) {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		return nil, err
	}
	known := new(cache.Cache)
	w := &writer{schemas: schemas, zone: zone, policies: map[string]*plan.Set{}, oddities: map[oddity]int{}, history: &History{From: o.From, To: o.To}}
	w.reader = &check.Reader{Schemas: func() (*schema.Set, error) { return schemas, nil }, Meanings: func() *cache.Cache { return known }}
	if w.store, err = newStore(dir); err != nil {
		return nil, err
	}
	if w.repo, err = gitrepo.Open(dir); err != nil {
		return nil, err
	}
	if err := w.begin(first, o.From); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

func (w *writer) begin(first tree, on calendar.Day) error {
	var err error
	if w.chain, err = w.repo.Branch(record.Branch); err != nil {
		return err
	}
	if w.walk, err = w.reader.Walk(first.fs()); err != nil {
		return err
	}
	set, err := w.registers(first)
	if err != nil {
		return err
	}
	w.register = []approval.Register{{From: on, Roller: set.Roller}}
	steward, err := known(set.Roller, "p-009")
	if err != nil {
		return err
	}
	at := w.clock(on, 8)
	hash, err := w.store.commit(first, steward.in(at), steward.in(at), "Planerna som de gäller i dag", true)
	if err != nil {
		return err
	}
	w.past = []point{{at: at, commit: hash, tree: first}}
	w.history.Genesis = hash
	return nil
}

func (w *writer) close() { _ = w.repo.Close() }

// clock is an hour of a day.
func (w *writer) clock(d calendar.Day, hour int) time.Time {
	year, month, day := d.Parts()
	return time.Date(year, month, day, hour, 0, 0, 0, w.zone)
}

// registers reads the documents that policy is taken from.
func (w *writer) registers(t tree) (*plan.Set, error) {
	names := t.below("plans/register/")
	for _, name := range t.below("plans/") {
		if path.Dir(name) == check.Root {
			names = append(names, name)
		}
	}
	key := ""
	for _, name := range names {
		key += t[name].hash
	}
	if set := w.policies[key]; set != nil {
		return set, nil
	}
	loaded, err := check.Load(check.Part(t.fs(), names), w.schemas)
	if err != nil {
		return nil, err
	}
	w.policies[key] = loaded.Set
	return loaded.Set, nil
}

// policy is by what a decision of a day is judged: what main has before it.
func (w *writer) policy(on calendar.Day) (approval.Policy, error) {
	set, err := w.registers(w.tip().tree)
	if err != nil {
		return approval.Policy{}, err
	}
	p := routine.Policy(set, on)
	p.History = w.register
	return p, nil
}

// outside lists the files that differ and are no plans.
func outside(before, after tree, d *decision) []diff.FileChange {
	var out []diff.FileChange
	for _, name := range d.paths() {
		if area(name) != name {
			continue
		}
		f := diff.FileChange{Path: name}
		if b := before[name]; b != nil {
			f.Before = b.hash
		}
		if b := after[name]; b != nil {
			f.After = b.hash
		}
		out = append(out, f)
	}
	return out
}

// reached notes what main has come to.
func (w *writer) reached(d *decision, at time.Time, commit string, t tree) error {
	w.past = append(w.past, point{at, commit, t, d})
	set, err := w.registers(t)
	if err != nil {
		return err
	}
	if set.Roller != w.register[len(w.register)-1].Roller {
		w.register = append(w.register, approval.Register{From: d.day, Roller: set.Roller})
	}
	return nil
}

// keep writes the record of a decision.
func (w *writer) keep(d *decision, made Decision, r record.Decision) error {
	r.How, r.PullRequest, r.Before, r.Commits, r.Head = made.How, made.PullRequest, made.Before, made.Commits, made.Head
	r.At, r.Day = made.At, d.day
	r.Rules = routine.RulesHash()
	r.Register = w.tip().tree[roleFile].hash
	var err error
	if made.Record, err = record.New(r); err != nil {
		return err
	}
	signer := firstKey
	if d.day >= turn {
		signer = secondKey
	}
	out := record.Writer{Repo: w.repo, Line: w.chain, Signer: signer.signer(),
		By: gitrepo.Person{Name: "github-actions[bot]", Email: "41898282+github-actions[bot]@users.noreply.github.com", Time: made.At.Add(2 * time.Minute).UTC()}}
	done, err := out.Append(context.Background(), made.Record)
	if err != nil {
		return err
	}
	w.history.Records = done.Tip.Hash
	made.Title, made.Day = d.title, d.day
	if d.odd != asUsual {
		w.oddities[d.odd] = len(w.history.Decisions)
	}
	w.history.Decisions = append(w.history.Decisions, made)
	return nil
}

// finish sets main, and tells where the odd decisions are.
func (w *writer) finish() (*History, error) {
	h := w.history
	h.Main = w.tip().commit
	h.Keys = []Key{{firstKey.private(), firstKey.public(), Begin, turn - 1}, {secondKey.private(), secondKey.public(), turn, 0}}
	for odd, into := range map[oddity]**Decision{bypass: &h.Bypass, followUp: &h.FollowUp, expired: &h.Expired, declined: &h.Declined} {
		if i, there := w.oddities[odd]; there {
			*into = &h.Decisions[i]
		}
	}
	return h, w.store.finish(h.Main)
}
