// Package audit replays main's decisions from a clone and says of each who made it, whether
// it was allowed, and what proves that. For every decision it finds out anew what changed,
// what the routine of that day asked for and who held which role, and holds the decision
// record against it. Nothing that a record says is believed before that.
//
// It needs no network and no clock: the day of the run is handed in. What cannot be seen
// from a clone alone is said in the report ([Report.Unseen]).
package audit

import (
	"cmp"
	"context"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// Audit is what an audit works with.
type Audit struct {
	Repo    *gitrepo.Repo
	Reader  *check.Reader
	Schemas func() (*schema.Set, error)
	// Keep holds what earlier audits of this clone have found out; nil: nothing is kept. What
	// it holds changes no answer, but for one: that main no longer leads to what was audited
	// before can be seen in no other way.
	Keep Keeper
	// Progress is told now and then how many of the decisions have been judged; nil: nobody.
	Progress func(done, all int)

	memo map[string]*check.Brought // of steps that were judged before; nil: none is kept
	sets map[string]*registers     // by the hashes of what they were read from
}

// Question is what an audit is asked.
type Question struct {
	Head gitrepo.Revision // of main, or of another line: the last decision that is judged
	// Main is where main stands, if Head is not on it: records of what main has are not strays.
	// Zero: Head is main's.
	Main gitrepo.Revision
	// Records is the tip of the branch of records; zero: there is none.
	Records gitrepo.Revision
	// Anchor is where trust begins: what stood on main then is taken as it is, and the first
	// decision that is judged is the one after it. Zero: with the first commit.
	Anchor gitrepo.Revision
	// From and To limit what is reported to the decisions after the one and up to the other, and
	// Days to those of some days; zero: all.
	From, To gitrepo.Revision
	Days     calendar.Interval
	// Today is the day whose rules are held beside those of each decision's own day.
	Today calendar.Day
	// Details asks for what each decision changed and who agreed, also of those that nothing
	// is wrong with.
	Details bool
	// Hosted is what the hosting service says; nil: it was not asked.
	Hosted *Hosted
}

// Run answers a question. An error means that the job could not be done; whatever is wrong
// with decisions and records stands in the report.
func (a *Audit) Run(ctx context.Context, q Question) (*Report, error) {
	schemas, err := a.Schemas()
	if err != nil {
		return nil, err
	}
	if a.sets == nil {
		a.sets = map[string]*registers{}
	}
	r := &run{
		Audit: a, Question: q, ctx: ctx, schemas: schemas, rules: routine.RulesHash(),
		tell: history.Teller(a.Repo, a.Reader), records: map[string][]*recorded{}, requests: map[int]string{},
	}
	head, err := r.registersOf(q.Head.FS())
	if err != nil {
		return nil, err
	}
	r.zone = head.zone
	if cut, err := r.cutOff(); cut || err != nil {
		out := r.report()
		out.Records, out.Unseen = "", nil // none has been read
		return out, err
	}
	if err := r.resume(); err != nil {
		return nil, err
	}
	if err := r.readRecords(); err != nil {
		return nil, err
	}
	if err := r.judgeAll(); err != nil {
		return nil, err
	}
	if err := r.strayRecords(); err != nil {
		return nil, err
	}
	if err := r.judgeDeclined(); err != nil {
		return nil, err
	}
	r.keep()
	if err := r.complete(); err != nil {
		return nil, err
	}
	return r.report(), nil
}

// run is one audit under way.
type run struct {
	*Audit
	Question
	ctx     context.Context
	schemas *schema.Set
	rules   string         // by which this tool judges
	zone    *time.Location // of the head

	line *history.Line // of what has to be judged
	walk *check.Walk
	at   string // the tree at which the walk stands
	tell func(history.Step) (history.Entry, error)

	declined []*recorded
	records  map[string][]*recorded // by each commit that they cover, as they stand on the branch
	branch   branch
	requests map[int]string // the decisions of requests seen so far

	decisions []Decision // from the anchor on, the oldest first
	registers []arrival  // of the role register, the oldest first
	trusted   trust
	latest    time.Time        // of the decisions that are valid and proven
	read      gitrepo.Revision // up to where an earlier run has read the records
	rewritten []Violation
	stray     []Violation // records for commits that main does not have
	hosted    []Violation // what the hosting service has otherwise
	remarks   []lang.Text
	asked     [2]int // the decisions that were asked for: the first, and the one after the last
}

// cutOff tells that main no longer leads back to the anchor, so that nothing can be judged.
func (r *run) cutOff() (bool, error) {
	if r.Anchor == (gitrepo.Revision{}) {
		return false, nil
	}
	on, err := r.onLine(r.Head, r.Anchor)
	if on || err != nil {
		return false, err
	}
	if later, err := r.onLine(r.Anchor, r.Head); later || err != nil {
		return true, cmp.Or[error](err, &Fault{
			Message: lang.T("granskningsankaret %s kommer efter det som ska granskas", "the anchor %s comes after what is to be audited", short(r.Anchor.Hash)),
			Hint:    lang.T("Välj ett tidigare ankare, eller granska en senare commit.", "Choose an earlier anchor, or audit a later commit."),
		})
	}
	r.rewritten = append(r.rewritten, Violation{Code: Rewritten, Commit: r.Anchor.Hash, Message: flat(lang.T(
		"main leder inte tillbaka till granskningsankaret %s: main har skrivits om, eller ankaret är fel; inget beslut kan bedömas",
		"main does not lead back to the anchor %s: main has been rewritten, or the anchor is wrong; no decision can be judged", short(r.Anchor.Hash)))})
	return true, nil
}

// branch is what the branch of records came to.
type branch struct {
	Count      int // records on it
	Declined   []Declined
	Violations []Violation
}

// judgeAll judges the decisions that no earlier run has judged.
func (r *run) judgeAll() error {
	if err := r.begin(); err != nil {
		return err
	}
	if rec := r.choose(r.Anchor.Hash); rec != nil && rec.Record != nil && rec.Record.Decision() != r.Anchor.Hash {
		return &Fault{
			Message: lang.T("granskningsankaret %s ligger mitt i ett beslut", "the anchor %s lies within a decision", short(r.Anchor.Hash)),
			Hint:    lang.T("Välj beslutets sista commit: %s", "Choose the decision's last commit: %s", rec.Record.Decision()),
		}
	}
	n := r.line.Len()
	for i := 0; i < n; {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		steps := r.group(i)
		d, err := r.judge(steps)
		if err != nil {
			return err
		}
		if err := r.add(d); err != nil {
			return err
		}
		r.release(steps)
		if i += len(steps); r.Progress != nil {
			r.Progress(i, n)
		}
	}
	return nil
}

// group gives the steps of one decision, beginning with one: all that its record covers, if
// they stand on main as the record has them. The first commit is nobody's decision, whatever
// a record says.
func (r *run) group(i int) []history.Step {
	first := r.line.Step(i)
	steps := []history.Step{first}
	rec := r.choose(first.Commit.Hash)
	if first.Shape == history.Root || rec == nil || rec.Record == nil || rec.Record.Commits[0] != first.Commit.Hash || i+len(rec.Record.Commits) > r.line.Len() {
		return steps
	}
	for k := 1; k < len(rec.Record.Commits); k++ {
		s := r.line.Step(i + k)
		if s.Commit.Hash != rec.Record.Commits[k] || r.choose(s.Commit.Hash) != rec {
			return steps[:1]
		}
		steps = append(steps, s)
	}
	return steps
}

// release lets go of what records say once all that they cover has been judged: of a long
// history they would fill the memory. That they are there is still known.
func (r *run) release(steps []history.Step) {
	for _, rec := range r.records[steps[0].Commit.Hash] {
		if rec.Record != nil && len(rec.Record.Commits) <= len(steps) {
			rec.Record, rec.Entry.Commit = nil, gitrepo.Commit{}
		}
	}
}

// add takes a judged decision into what later ones rest on.
func (r *run) add(d Decision) error {
	r.decisions = append(r.decisions, d)
	if d.PullRequest > 0 && d.Record != nil && d.Record.Readable {
		if _, twice := r.requests[d.PullRequest]; !twice {
			r.requests[d.PullRequest] = d.Commit()
		}
	}
	if d.Valid && d.Proven && d.At.After(r.latest) {
		r.latest = d.At
	}
	if n := len(r.registers); n > 0 && r.registers[n-1].hash == d.Register {
		return nil
	}
	r.registers = append(r.registers, arrival{day: d.Day, hash: d.Register, commit: d.Commit()})
	return r.trustIn(d)
}
