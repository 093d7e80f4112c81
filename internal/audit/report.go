package audit

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// Report is what an audit found.
type Report struct {
	// First and Last are the first and last commit that were judged; Anchor is where trust
	// begins, empty where there is none.
	First, Last, Anchor string
	// Records is the tip of the branch of records; empty where there is none.
	Records   string
	Decisions []Decision // that were asked for, the oldest first
	Declined  []Declined
	// Violations are those of main and of the branch of records as a whole.
	Violations []Violation
	// Unseen tells what this audit could not see, and Remarks what is odd and no violation.
	Unseen, Remarks []lang.Text
	Summary         Summary
}

// Summary counts decisions.
type Summary struct {
	Decisions, Judged  int // that are reported; that were judged from the anchor on
	Valid, Proven      int
	Genesis            int
	Violating          int // decisions with violations
	FollowedUp         int // of these, those with a registered follow-up
	Violations         int // in all, those of the branches too
	Declined, Recorded int // closed requests; records on the branch
	TodayInvalid       int // by the rules of today
	Elsewhere          int // decisions with open violations that were not asked for
}

// Clean tells that nothing is wrong that has not been followed up.
func (r *Report) Clean() bool {
	return r.Summary.Violating == r.Summary.FollowedUp && r.OpenWhole() == 0
}

// OpenWhole counts the violations of main and of the records as a whole that nobody has
// followed up.
func (r *Report) OpenWhole() int {
	n := 0
	for _, v := range r.Violations {
		if v.FollowUp == nil {
			n++
		}
	}
	return n
}

// complete adds to the decisions what rests on all of them, and what was asked for beside
// the verdicts.
func (r *run) complete() error {
	if err := r.ask(); err != nil {
		return err
	}
	if r.Hosted != nil {
		var err error
		if r.hosted, err = r.tips(); err != nil {
			return err
		}
		r.hosted = append(r.hosted, r.undeclined()...)
	}
	if err := r.details(); err != nil {
		return err
	}
	return r.followUps()
}

// report puts together what was found.
func (r *run) report() *Report {
	shown := r.shown()
	out := &Report{Last: r.Head.Hash, Anchor: r.Anchor.Hash, Records: r.Records.Hash, Declined: r.declinedThen(), Decisions: shown}
	if len(shown) > 0 {
		out.First, out.Last = shown[0].Commits[0], shown[len(shown)-1].Commit()
	}
	out.Violations = slices.Concat(r.rewritten, r.stray, r.branch.Violations, r.hosted)
	out.Unseen, out.Remarks = r.unseen(), r.remarks
	out.Summary = r.summary(out)
	return out
}

// declinedThen are the closed requests of the time that was asked for.
func (r *run) declinedThen() []Declined {
	var out []Declined
	for _, d := range r.branch.Declined {
		early := r.asked[0] > 0 && d.At.Before(r.decisions[r.asked[0]-1].At)
		late := r.asked[1] > 0 && r.asked[1] < len(r.decisions) && d.At.After(r.decisions[r.asked[1]-1].At)
		if !early && !late && r.on(calendar.FromTime(d.At.In(r.zone))) {
			out = append(out, d)
		}
	}
	return out
}

// on tells that a day was asked for.
func (r *run) on(day calendar.Day) bool {
	return day >= r.Days.From && (r.Days.To.IsZero() || day <= r.Days.To)
}

// wanted tells that a decision was asked for, by its place.
func (r *run) wanted(i int) bool {
	return r.asked[0] <= i && i < r.asked[1] && r.on(r.decisions[i].Day)
}

// shown are the decisions that were asked for.
func (r *run) shown() []Decision {
	if r.Days == (calendar.Interval{}) {
		return r.decisions[r.asked[0]:r.asked[1]]
	}
	var out []Decision
	for i := range r.decisions {
		if r.wanted(i) {
			out = append(out, r.decisions[i])
		}
	}
	return out
}

func (r *run) summary(out *Report) Summary {
	s := Summary{Decisions: len(out.Decisions), Judged: len(r.decisions), Declined: len(out.Declined), Recorded: r.branch.Count, Violations: len(out.Violations)}
	for i := range r.decisions {
		if r.decisions[i].Open() && !r.wanted(i) {
			s.Elsewhere++
		}
	}
	for i := range out.Decisions {
		d := &out.Decisions[i]
		s.Violations += len(d.Violations)
		switch {
		case d.Genesis:
			s.Genesis++
		case d.Valid:
			s.Valid++
		}
		if d.Proven {
			s.Proven++
		}
		if len(d.Violations) > 0 {
			s.Violating++
			if d.FollowUp != nil {
				s.FollowedUp++
			}
		}
		if !d.Genesis && !d.Today.Valid {
			s.TodayInvalid++
		}
	}
	return s
}

// ask finds the decisions that were asked for. Of one that a limit lies within all is shown.
func (r *run) ask() error {
	r.asked = [2]int{0, len(r.decisions)}
	if r.From != (gitrepo.Revision{}) && r.From.Hash != r.Anchor.Hash {
		i, whole, err := r.place(r.From)
		if err != nil {
			return err
		}
		if whole {
			i++
		}
		r.asked[0] = i
	}
	if r.To != (gitrepo.Revision{}) && r.To.Hash != r.Head.Hash {
		i, _, err := r.place(r.To)
		if err != nil {
			return err
		}
		r.asked[1] = max(i+1, r.asked[0])
	}
	return nil
}

// place finds the decision that a commit belongs to, and tells whether it ends with it. Before
// the anchor it is none: -1, with everything after it.
func (r *run) place(rev gitrepo.Revision) (i int, whole bool, err error) {
	for i := range r.decisions {
		if at := slices.Index(r.decisions[i].Commits, rev.Hash); at >= 0 {
			return i, at == len(r.decisions[i].Commits)-1, nil
		}
	}
	on, err := r.onLine(r.Head, rev)
	if err == nil && !on {
		err = &Fault{
			Message: lang.T("commit %s ligger inte på mains linje", "the commit %s does not lie on main's line", short(rev.Hash)),
			Hint:    lang.T("leveransplan log visar besluten med sina commits.", "leveransplan log shows the decisions with their commits."),
		}
	}
	return -1, true, err
}

// details adds what decisions changed, who agreed and what git's own signature proves, where
// that is asked for or something is wrong.
func (r *run) details() error {
	before := r.Anchor
	for i := range r.decisions {
		d := &r.decisions[i]
		if r.wanted(i) && (r.Details || r.Hosted != nil || len(d.Violations) > 0) {
			if i > 0 {
				var err error
				if before, err = r.Repo.Resolve(r.decisions[i-1].Commit()); err != nil {
					return err
				}
			}
			if err := r.detail(d, before); err != nil {
				return err
			}
		}
	}
	return nil
}

// commit reads a commit.
func (r *run) commit(hash string) (gitrepo.Commit, error) {
	rev, err := r.Repo.Resolve(hash)
	if err != nil {
		return gitrepo.Commit{}, err
	}
	for c, err := range r.Repo.FirstParent(rev, gitrepo.Revision{}) {
		return c, err
	}
	return gitrepo.Commit{}, nil
}

func (r *run) detail(d *Decision, before gitrepo.Revision) error {
	for _, hash := range d.Commits {
		commit, err := r.commit(hash)
		if err != nil {
			return err
		}
		e, err := r.tell(history.Step{Commit: commit, Before: before})
		if err != nil {
			return err
		}
		d.Items = append(d.Items, e.Items...)
		before, d.Signed = commit.Revision, commit
	}
	rec, err := r.recordText(d)
	if err != nil {
		return err
	}
	if rec != nil {
		d.Requirements = rec.Requirements
	}
	r.compareHosted(d, rec)
	return nil
}

// recordText reads the record of a decision; nil where there is none that can be read.
func (r *run) recordText(d *Decision) (*record.Record, error) {
	if d.Record == nil || !d.Record.Readable {
		return nil, nil
	}
	rev, err := r.Repo.Resolve(d.Record.Commit)
	if err != nil {
		return nil, err
	}
	text, err := rev.FS().ReadFile(d.Record.Path)
	if err != nil {
		return nil, err
	}
	return record.Decode(text)
}

// Fault says why an audit could not be done, in words for whoever runs it.
type Fault struct{ Message, Hint lang.Text }

// Error gives the message in English, as logs have it.
func (f *Fault) Error() string { return f.Message.In(lang.EN) }

func (r *run) unseen() []lang.Text {
	out := []lang.Text{lang.T("Om de nyaste besluten på main och deras protokoll har tagits bort båda två syns det bara mot ett granskningsankare, en tidigare granskning i samma klon eller med --online.",
		"That the newest decisions on main and their records were both removed shows only against an anchor, an earlier audit in this clone or with --online.")}
	if r.Anchor == (gitrepo.Revision{}) {
		out = append(out, lang.T("Utan granskningsankare syns det inte om hela historiken, med rollregister och nycklar, är en annan än den som gällde.",
			"Without an anchor it can't be seen whether the whole history, with role register and keys, is another than the one that held."))
	} else {
		out = append(out, lang.T("Det som stod på main vid ankaret %s har inte granskats.", "What stood on main at the anchor %s has not been audited.", short(r.Anchor.Hash)))
	}
	if r.Records == (gitrepo.Revision{}) {
		out = append(out, lang.T("Grenen %s finns inte i klonen: inget protokoll har lästs.", "The branch %s is not in the clone: no record has been read.", record.Branch))
	}
	return out
}
