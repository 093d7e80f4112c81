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
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/record"
)

// recorded is a record as the branch has it.
type recorded struct {
	record.Entry
	told bool // that it is one too many
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
	if e.Path != "" {
		r.branch.Count++
	}
	e.Text = nil // only what it says is needed
	rec := &recorded{Entry: e}
	named := ""
	if e.Path != "" && e.Record == nil {
		// What it is for can only be told by its name.
		named = strings.TrimSuffix(path.Base(e.Path), ".json")
	}
	for _, v := range e.Violations {
		unread := v.Code == record.Malformed || v.Code == record.UnknownVersion || v.Code == record.NotCanonical
		if v.Code == record.Duplicate || unread && isHash(named) {
			continue // it is told where the decision is, or where it is not
		}
		r.branch.Violations = append(r.branch.Violations, Violation{Code: BrokenChain, Message: flat(v.Message), Commit: v.Commit, File: v.Path})
	}
	switch {
	case e.Path == "":
	case e.Record == nil:
		if isHash(named) {
			r.records[named] = append(r.records[named], rec)
		}
	case e.Record.How == record.Closed:
		r.declined = append(r.declined, rec)
	default:
		for _, hash := range e.Record.Commits {
			r.records[hash] = append(r.records[hash], rec)
		}
	}
}

func isHash(s string) bool { return len(s) == 40 && strings.Trim(s, "0123456789abcdef") == "" }

// choose gives the record of a commit: of several the first that is proven, else the first
// that can be read. Nobody may take a decision back, or spoil it, by writing another file.
func (r *run) choose(hash string) *recorded {
	list := r.records[hash]
	if len(list) < 2 {
		if len(list) == 0 {
			return nil
		}
		return list[0]
	}
	rank := func(rec *recorded) int {
		switch standing := r.prove(rec, r.zone).Standing; {
		case rec.Record == nil:
			return 3
		case standing == record.Proven:
			return 0
		case standing == record.Unproven:
			return 1
		}
		return 2
	}
	return slices.MinFunc(list, func(a, b *recorded) int { return rank(a) - rank(b) })
}

// prove says what the signature of a record comes to. It counts as made on the day that its
// commit claims, and never before the decision that it is of: so whoever holds a key that has
// gone out of use signs nothing new with it.
func (r *run) prove(rec *recorded, zone *time.Location) record.Proof {
	at := rec.Entry.Commit.Committer.Time
	if rec.Record != nil {
		if decided, err := time.Parse(time.RFC3339, rec.Record.At); err == nil && decided.After(at) {
			at = decided
		}
	}
	if at.Year() < 1970 || at.Year() > 9999 {
		return record.Proof{Standing: record.Unverifiable, Message: lang.T("commitens tid är ingen tid som går att räkna med", "the commit's time is none that can be reckoned with")}
	}
	return r.trusted.keys.Prove(rec.Entry.Commit, calendar.FromTime(at.In(zone)))
}

// seen tells what a record is and what its signature comes to.
func (r *run) seen(rec *recorded, zone *time.Location) (*RecordSeen, record.Proof) {
	proof := r.prove(rec, zone)
	out := &RecordSeen{Path: rec.Path, Commit: rec.Entry.Commit.Hash, Readable: rec.Record != nil, Standing: proof.Standing, Key: proof.Key}
	if rec.Record != nil {
		out.Rules = rec.Record.Rules
	}
	return out, proof
}

// surplus tells of files for a decision beside its record: of those that nothing proves it is
// the branch that is wrong and not the decision.
func (t *trial) surplus() {
	for _, hash := range t.Commits {
		for _, other := range t.records[hash] {
			if other == t.rec || other.told {
				continue
			}
			other.told = true
			message := lang.T("det finns ett protokoll till för samma beslut: %s", "there is another record of the same decision: %s", other.Path)
			if t.Genesis {
				message = lang.T("%s gäller den första commiten, som är utgångsläget och inget beslut", "%s is for the first commit, which is the genesis and no decision", other.Path)
			}
			if t.Genesis || t.prove(other, t.base.zone).Violation() {
				t.branch.Violations = append(t.branch.Violations, Violation{Code: BrokenChain, Message: flat(message), Commit: other.Entry.Commit.Hash, File: other.Path})
				continue
			}
			t.violate(SeveralRecords, "%s", "%s", message).File = other.Path
		}
	}
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
			for _, line := range []gitrepo.Revision{r.Anchor, r.Main} { // and what main has is, where another line is audited
				for c, err := range r.Repo.FirstParent(line, gitrepo.Revision{}) {
					if err != nil {
						return err
					}
					on[c.Hash] = true
				}
			}
			if on[hash] {
				continue
			}
		}
		for _, rec := range r.records[hash] {
			message := lang.T("protokollet %s gäller commit %s, som main inte har: main har skrivits om, eller klonen har inte hela main (git fetch origin)",
				"the record %s is for commit %s, which main does not have: main has been rewritten, or the clone has not all of it (git fetch origin)", rec.Path, short(hash))
			if rec.Record == nil && len(rec.Violations) > 0 {
				message = lang.T("%s: %s", "%s: %s", rec.Path, rec.Violations[0].Message)
			}
			r.stray = append(r.stray, Violation{Code: NotOnMain, Commit: rec.Entry.Commit.Hash, File: rec.Path, Message: flat(message)})
		}
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
		seen, proof := r.seen(rec, set.zone)
		at, _ := time.Parse(time.RFC3339, rec.Record.At) // a record has it in this form
		r.branch.Declined = append(r.branch.Declined, Declined{PullRequest: rec.Record.PullRequest, At: at.UTC(), By: rec.Record.By, Record: *seen})
		if proof.Violation() {
			r.branch.Violations = append(r.branch.Violations, Violation{Code: DeclinedFalse, Commit: seen.Commit, File: seen.Path, Message: flat(lang.T(
				"protokollet över den stängda pull requesten %s är inte styrkt: %s", "the record of the closed pull request %s is not proven: %s", fmt.Sprint(rec.Record.PullRequest), proof.Message))})
		}
	}
	return nil
}

// flat keeps a text as its two sentences, so that it can be stored. What others have written
// stands in it: no personal identity number gets further.
func flat(t lang.Text) lang.Text {
	return lang.Text{SV: privacy.Mask(t.In(lang.SV)), EN: privacy.Mask(t.In(lang.EN))}
}

func said(t record.Text) lang.Text { return lang.Text{SV: t.SV, EN: t.EN} }
