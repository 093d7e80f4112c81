package audit

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// recorded is a record as the branch has it.
type recorded struct {
	record.Entry
	others []string // further records for the same commit
}

// readRecords reads what the branch of records has beyond what an earlier run has read.
func (r *run) readRecords() error {
	if r.Records == (gitrepo.Revision{}) {
		return nil
	}
	for e, err := range record.Read(r.Repo, r.Records, r.read) {
		if err != nil {
			return err
		}
		r.enter(e)
	}
	return nil
}

// enter notes a record, by the commits that it is for, or what is wrong where it is none.
func (r *run) enter(e record.Entry) {
	r.branchViolations(e)
	if e.Path == "" {
		return
	}
	r.branch.Count++
	e.Text = nil // only what it says is needed
	rec := &recorded{Entry: e}
	switch {
	case e.Record == nil:
		// What it is for can only be told by its name.
		if hash := strings.TrimSuffix(path.Base(e.Path), ".json"); len(hash) == 40 {
			r.cover(hash, rec)
		}
	case e.Record.How == record.Closed:
		r.declined = append(r.declined, rec)
	default:
		for _, hash := range e.Record.Commits {
			r.cover(hash, rec)
		}
	}
}

// cover notes that a record is for a commit. Where there is one already the first stands:
// nobody may take a decision back by writing another record of it.
func (r *run) cover(hash string, rec *recorded) {
	if first := r.records[hash]; first != nil {
		first.others = append(first.others, rec.Path)
		return
	}
	r.records[hash] = rec
}

// branchViolations notes what a commit did to the branch beside adding a record. What is
// wrong with the record is the decision's.
func (r *run) branchViolations(e record.Entry) {
	for _, v := range e.Violations {
		switch v.Code {
		case record.Malformed, record.UnknownVersion, record.NotCanonical, record.Duplicate:
			if e.Path != "" && (e.Record == nil || v.Code == record.Duplicate) {
				continue
			}
		}
		r.branch.Violations = append(r.branch.Violations, Violation{Code: BrokenChain, Message: flat(v.Message), Commit: v.Commit, File: v.Path})
	}
}

// seen tells what a record is and what its signature comes to.
func (r *run) seen(rec *recorded, zone *time.Location) (*RecordSeen, record.Proof, error) {
	keys, err := r.keys()
	if err != nil {
		return nil, record.Proof{}, err
	}
	proof := keys.Prove(rec.Entry.Commit, calendar.FromTime(rec.Recorded.In(zone)))
	out := &RecordSeen{Path: rec.Path, Commit: rec.Entry.Commit.Hash, Readable: rec.Record != nil, Standing: proof.Standing, Key: proof.Key}
	if rec.Record != nil {
		out.Rules = rec.Record.Rules
	}
	return out, proof, nil
}

// strayRecords tells of records for commits that main does not have: somebody has rewritten
// main, or the clone has not all of it.
func (r *run) strayRecords() error {
	on := map[string]bool{}
	for _, d := range r.decisions {
		for _, hash := range d.Commits {
			on[hash] = true
		}
	}
	trusted := false
	for _, hash := range slices.Sorted(maps.Keys(r.records)) {
		if on[hash] {
			continue
		}
		if !trusted { // what led to the anchor is on main too
			trusted = true
			for c, err := range r.Repo.FirstParent(r.Anchor, gitrepo.Revision{}) {
				if err != nil {
					return err
				}
				on[c.Hash] = true
			}
			if on[hash] {
				continue
			}
		}
		if r.Main != (gitrepo.Revision{}) {
			on, err := r.reaches(r.Main, hash)
			if err != nil {
				return err
			}
			if on {
				continue
			}
		}
		rec := r.records[hash]
		r.stray = append(r.stray, Violation{Code: NotOnMain, Commit: hash, File: rec.Path, Message: flat(lang.T(
			"protokollet %s gäller commit %s, som main inte har: main har skrivits om, eller klonen har inte hela main",
			"the record %s is for commit %s, which main does not have: main has been rewritten, or the clone has not all of it", rec.Path, short(hash)))})
	}
	return nil
}

// judgeDeclined says of the records of closed requests who signed them.
func (r *run) judgeDeclined() error {
	set, err := r.registersOf(r.Head.FS())
	if err != nil {
		return err
	}
	for _, rec := range r.declined {
		seen, proof, err := r.seen(rec, set.zone)
		if err != nil {
			return err
		}
		at, _ := time.Parse(time.RFC3339, rec.Record.At) // a record has it in this form
		r.branch.Declined = append(r.branch.Declined, Declined{PullRequest: rec.Record.PullRequest, At: at.UTC(), By: rec.Record.By, Record: *seen})
		if proof.Violation() {
			r.branch.Violations = append(r.branch.Violations, Violation{Code: DeclinedFalse, Commit: seen.Commit, File: seen.Path, Message: flat(lang.T(
				"protokollet över den stängda pull requesten %s är inte styrkt: %s", "the record of the closed pull request %s is not proven: %s", fmt.Sprint(rec.Record.PullRequest), proof.Message))})
		}
	}
	return nil
}

// flat keeps a text as its two sentences, so that it can be stored.
func flat(t lang.Text) lang.Text { return lang.Text{SV: t.In(lang.SV), EN: t.In(lang.EN)} }

func said(t record.Text) lang.Text { return lang.Text{SV: t.SV, EN: t.EN} }
