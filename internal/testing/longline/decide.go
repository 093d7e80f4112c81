package longline

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// judged gives the records of main's decisions, the oldest first.
func (w *writer) judged(take func(step int, r *record.Record) error) error {
	repo, err := gitrepo.Open(w.dir)
	if err != nil {
		return err
	}
	defer repo.Close()
	head, err := repo.Resolve("main")
	if err != nil {
		return err
	}
	line, err := history.Read(repo, gitrepo.Revision{}, head)
	if err != nil {
		return err
	}
	known := new(cache.Cache)
	reader := &check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return known }}
	genesis := line.Step(0).Commit.FS()
	set, err := reader.Registers(genesis, plan.KindRoller, plan.KindInstallningar, plan.KindOrganisationer, plan.KindAvtal, plan.KindRutiner)
	if err != nil {
		return err
	}
	register, _ := genesis.Hash(rolePath)
	step := 0
	for d, err := range line.Decisions(reader) {
		if err != nil {
			return err
		}
		if step > 0 {
			c := &consent{writer: w, step: step, d: d, policy: routine.Policy(set, w.day(step)), register: register}
			c.policy.History = []approval.Register{{From: first, Roller: set.Roller}}
			r, err := c.record()
			if err != nil {
				return fmt.Errorf("longline: decision %d: %w", step, err)
			}
			if err := take(step, r); err != nil {
				return err
			}
		}
		step++
	}
	return nil
}

// consent has those agree to a decision whom the routine names.
type consent struct {
	*writer
	step     int
	d        history.Decision
	policy   approval.Policy
	register string
}

func (c *consent) record() (*record.Record, error) {
	requirements, _ := approval.Requirements(c.d.Changes, c.policy)
	parents := c.d.Commit.Parents
	made := record.Decision{How: record.Squash, PullRequest: c.step, Before: parents[0], Commits: []string{c.d.Commit.Hash}, Head: fmt.Sprintf("%040x", c.step),
		At: c.at(c.step), Day: c.day(c.step), Routine: c.policy.Version, Register: c.register, Rules: routine.RulesHash(), Changes: c.d.Changes}
	if byMerge(c.step) {
		made.How, made.Head = record.Merge, parents[1]
	}
	evidence, err := c.agree(requirements, made.Head)
	if err != nil {
		return nil, err
	}
	author := evidence.Author
	made.Author, made.By = &record.Actor{Account: author.ID}, &record.Actor{Account: author.ID}
	made.Hands, made.Result = evidence.Commits, approval.Judge(requirements, evidence, c.policy)
	if made.Result.State != approval.StateApproved {
		return nil, fmt.Errorf("%s: %s", made.Result.State, reasons(made.Result))
	}
	return record.New(made)
}

// agree lets the holder of one role act and those of the others review, no two of them one
// person.
func (c *consent) agree(requirements []approval.Requirement, head string) (approval.Evidence, error) {
	at := c.at(c.step)
	e := approval.Evidence{Now: at, Merged: true, LastPushed: at.Add(-3 * time.Hour)}
	content := map[string]approval.Bound{}
	hand := approval.Commit{Hash: head}
	for _, change := range c.d.Changes {
		about := change.About()
		content[about.String()] = approval.BoundOf(about)
		hand.Subjects = append(hand.Subjects, about.String())
	}
	var taken []string
	acts := slices.IndexFunc(requirements, func(r approval.Requirement) bool { return r.Actor })
	for i, r := range requirements {
		if len(r.Given) > 0 {
			continue
		}
		holders, _ := approval.Holders(c.policy, r, c.day(c.step))
		holders = slices.DeleteFunc(holders, func(h approval.Holder) bool { return slices.Contains(taken, h.Person) })
		if len(holders) == 0 {
			return e, fmt.Errorf("nobody for %s", r.ID)
		}
		who := holders[c.step%len(holders)]
		taken = append(taken, who.Person)
		if i == acts {
			account := who.Account
			e.Author, e.LastPusher = &account, &account
			continue
		}
		e.Reviews = append(e.Reviews, approval.Review{ID: int64(10*c.step + i), Account: who.Account, State: approval.Approved,
			Submitted: at.Add(time.Duration(i-60) * time.Minute), Commit: head, Content: content})
	}
	if e.Author == nil {
		return e, fmt.Errorf("nobody acts")
	}
	hand.Author = e.Author
	e.Commits = []approval.Commit{hand}
	return e, nil
}

func reasons(r approval.Result) string {
	var out []string
	for _, t := range r.Reasons {
		out = append(out, t.In(lang.EN))
	}
	for _, o := range r.Requirements {
		for _, t := range o.Reasons {
			out = append(out, o.ID+": "+t.In(lang.EN))
		}
	}
	return strings.Join(out, "; ")
}
