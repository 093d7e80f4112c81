// Package demo writes a repository with a history to show: two years of decisions that lead
// to the sample plans of this repository, with their decision records, each approved by those
// whom the routine names. A few decisions went another way: one was pushed past the gate, one
// was merged after a role that it rested on had ended, one was declined.
//
// Everything in it is made up, and the same options always give the same commits. Its keys
// are known to everybody.
package demo

import (
	"fmt"
	"io/fs"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// Options say how much there is to be. The zero value, but for the sample, is everything.
type Options struct {
	// Sample holds the sample plans, in the folder plans.
	Sample fs.FS
	// From and To are the first and last day; zero: all two years. What was decided before
	// stands in the first commit. Every day gives fewer decisions, and fewer give a quicker
	// test: see [Short].
	From, To calendar.Day
	// The odd decisions can be left out: without all three only approved merges are left.
	WithoutBypass, WithoutExpired, WithoutDeclined bool
}

// The days of the whole history.
var (
	Begin = day("2024-11-18")
	End   = day("2026-11-20")
)

// Short is some weeks of the history with one of most things, the odd decisions among them.
func Short(sample fs.FS) Options {
	return Options{Sample: sample, From: day("2026-08-17"), To: day("2026-10-09")}
}

// Clean leaves out the odd decisions.
func (o Options) Clean() Options {
	o.WithoutBypass, o.WithoutExpired, o.WithoutDeclined = true, true, true
	return o
}

// History tells what was written, and what is where.
type History struct {
	Genesis string // the first commit, with what stood before
	Main    string // the last commit
	Records string // the last commit of the branch of records
	// From and To are the day of the first commit and the last day.
	From, To  calendar.Day
	Decisions []Decision // in order
	// Bypass came to main past the gate, and FollowUp registers what was done about it.
	// Expired was merged when the role of somebody who had approved it had ended. Declined
	// was closed. Nil where they were left out.
	Bypass, FollowUp, Expired, Declined *Decision
	Keys                                []Key // that sign the records
}

// Decision is one of them.
type Decision struct {
	Title       string
	How         record.How
	PullRequest int      // 0: none
	Before      string   // what main was
	Commits     []string // what main got, the oldest first; none where it was declined
	Head        string   // of the request; in the repository only where it was merged as it was
	At          time.Time
	Day         calendar.Day
	Record      *record.Record
}

// Commit is what main came to by it; empty where it was declined.
func (d *Decision) Commit() string {
	if len(d.Commits) == 0 {
		return ""
	}
	return d.Commits[len(d.Commits)-1]
}

// Write makes the repository in a folder, which is empty or not there: main with its commits
// and the branch of records, and no working files.
func Write(dir string, o Options) (*History, error) {
	if o.From.IsZero() {
		o.From = Begin
	}
	if o.To.IsZero() {
		o.To = End
	}
	schemas, err := schema.Load()
	if err != nil {
		return nil, err
	}
	first, decisions, err := plot(o, schemas)
	if err != nil {
		return nil, fmt.Errorf("demo: %w", err)
	}
	w, err := newWriter(dir, schemas, first, o)
	if err != nil {
		return nil, err
	}
	defer w.close()
	for _, d := range decisions {
		if err := w.decide(d); err != nil {
			return nil, fmt.Errorf("demo: %s, %s: %w", d.day, d.title, err)
		}
	}
	return w.finish()
}

// plot gives the files of the first commit and the decisions after it.
func plot(o Options, schemas *schema.Set) (tree, []*decision, error) {
	last, err := readTree(o.Sample)
	if err != nil {
		return nil, nil, err
	}
	loaded, err := check.Load(last.fs(), schemas)
	if err != nil {
		return nil, nil, err
	}
	if err := last.edit(roleFile, finalRoles); err != nil {
		return nil, nil, err
	}
	s := &script{last: last, set: loaded.Set, end: End}
	s.documents()
	s.planChanges()
	s.memoChanges()
	s.registers()
	s.endedAgreement()
	s.roles()
	if err := s.odd(o); err != nil {
		return nil, nil, err
	}
	s.settle()
	s.editorial()
	return unwind(s.last, s.all, calendar.Interval{From: o.From, To: o.To})
}
