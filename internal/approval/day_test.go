package approval_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// A role is held until the end of its last day in Stockholm, whatever the clock of the
// server shows; in summer midnight is an hour earlier in UTC.
func TestDaysEndAtMidnightInStockholm(t *testing.T) {
	utc := func(s string) time.Time {
		m, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for name, c := range map[string]struct {
		role, approved, judged string
		want                   approval.State
	}{
		"winter, the last minute of the last day":   {"2024-01-01 2026-11-20", "2026-11-20T22:00:00Z", "2026-11-20T22:59:59Z", approval.StateApproved},
		"winter, the first second after":            {"2024-01-01 2026-11-20", "2026-11-20T22:00:00Z", "2026-11-20T23:00:00Z", approval.StatePending},
		"summer, the last second of the last day":   {"2024-01-01 2026-07-31", "2026-07-31T20:00:00Z", "2026-07-31T21:59:59Z", approval.StateApproved},
		"summer, the first second after":            {"2024-01-01 2026-07-31", "2026-07-31T20:00:00Z", "2026-07-31T22:00:00Z", approval.StatePending},
		"winter, approved a second before it began": {"2026-11-20", "2026-11-19T22:59:59Z", "2026-11-21T12:00:00Z", approval.StatePending},
		"winter, approved as it began":              {"2026-11-20", "2026-11-19T23:00:00Z", "2026-11-21T12:00:00Z", approval.StateApproved},
		"the night the clocks go forward":           {"2024-01-01 2027-03-28", "2027-03-28T20:00:00Z", "2027-03-28T21:59:59Z", approval.StateApproved},
		"the night the clocks go forward, after":    {"2024-01-01 2027-03-28", "2027-03-28T20:00:00Z", "2027-03-28T22:00:00Z", approval.StatePending},
		"the night the clocks go back":              {"2024-01-01 2026-10-25", "2026-10-25T20:00:00Z", "2026-10-25T22:59:59Z", approval.StateApproved},
		"the night the clocks go back, after":       {"2024-01-01 2026-10-25", "2026-10-25T20:00:00Z", "2026-10-25T23:00:00Z", approval.StatePending},
	} {
		t.Run(name, func(t *testing.T) {
			changes := newPlan()
			p := policyWith("9.0", roller(strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv "+c.role, 1)))
			e := evidence(3, changes, approved(1, 16, changes...), approved(2, 20, changes...))
			e.Now = utc(c.judged)
			e.LastPushed = e.Now.Add(-48 * time.Hour)
			e.Reviews[0].Submitted, e.Reviews[1].Submitted = e.LastPushed, utc(c.approved)
			wantState(t, judge(p, changes, e), c.want)
		})
	}
}

func TestHoldsUntil(t *testing.T) {
	for name, c := range map[string]struct {
		roles   string
		reviews []int
		want    string
	}{
		"no end in sight":                {everybody, []int{16, 20}, ""},
		"an assignment ends":             {strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv 2024-01-01 2026-12-31", 1), []int{16, 20}, "2026-12-31"},
		"it ends today":                  {strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv 2024-01-01 2026-11-21", 1), []int{16, 20}, "2026-11-21"},
		"another one goes on":            {strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv 2024-01-01 2026-12-31\n20 representant siv 2027-01-01", 1), []int{16, 20}, ""},
		"another one after a gap":        {strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv 2024-01-01 2026-12-31\n20 representant siv 2027-01-02", 1), []int{16, 20}, "2026-12-31"},
		"a delegation bridges":           {strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv 2024-01-01 2026-12-31\n21 representant siv 2024-01-01\n21>20 representant siv 2027-01-01 2027-01-31", 1), []int{16, 20}, "2027-01-31"},
		"the one who delegated leaves":   {everybody + "\n21 representant siv 2024-01-01 2026-12-10\n21>24 representant siv 2026-11-01 2026-12-31", []int{16, 24}, "2026-12-10"},
		"somebody else approved as well": {strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv 2024-01-01 2026-12-31\n21 representant siv 2024-01-01 2027-02-28", 1), []int{16, 20, 21}, "2027-02-28"},
		"the author's role ends":         {strings.Replace(everybody, "03 vardgarantiservice 2024-01-01", "03 vardgarantiservice 2024-01-01 2026-11-30", 1), []int{16, 20}, "2026-11-30"},
		"who is free of both ends goes":  {strings.Replace(everybody, "20 representant siv 2024-01-01", "20 representant siv 2024-01-01 2026-12-31\n16 representant siv 2024-01-01", 1), []int{16, 20}, "2026-12-31"},
	} {
		t.Run(name, func(t *testing.T) {
			changes := newPlan()
			var reviews []approval.Review
			for i, by := range c.reviews {
				reviews = append(reviews, approved(int64(i+1), by, changes...))
			}
			got := judge(policyWith("9.0", roller(c.roles)), changes, evidence(3, changes, reviews...))
			wantState(t, got, approval.StateApproved)
			if got.HoldsUntil.String() != c.want {
				t.Errorf("holds until %q, want %q", got.HoldsUntil, c.want)
			}
		})
	}
}

func TestHoldersAndGaps(t *testing.T) {
	requirement := approval.Requirement{ID: "representant:skas", Role: plan.RollRepresentant, Organisation: "skas"}
	for name, c := range map[string]struct {
		roles string
		of    approval.Requirement
		want  []string // persons
		gaps  []string
	}{
		"by assignment": {"16 representant skas 2026-01-01", requirement, []string{"p-016"}, nil},
		"by delegation": {"16 representant skas 2026-01-01\n16>24 representant skas 2026-11-01 2027-06-30", requirement, []string{"p-016", "p-024"}, nil},
		"a gap over Christmas": {"16 representant skas 2026-01-01 2026-12-23\n17 representant skas 2027-01-07\n06 beslutsforum 2026-12-28 2027-01-02", requirement, []string{"p-016"},
			[]string{"nobody may approve as representative of skas from 2026-12-24 to 2027-01-06"}},
		"two gaps": {"16 representant skas 2026-12-01 2026-12-10\n17 representant skas 2026-12-20 2026-12-31", requirement, nil, []string{
			"nobody may approve as representative of skas from 2026-11-21 to 2026-11-30", "nobody may approve as representative of skas from 2026-12-11 to 2026-12-19",
			"nobody may approve as representative of skas from 2027-01-01 on"}},
		"nobody": {"16 representant siv 2026-01-01", requirement, nil, []string{"nobody may approve as representative of skas from 2026-11-21 on"}},
		"a predecessor's representative is not the successor's": {"16 representant nu-norr 2026-01-01", approval.Requirement{Role: plan.RollRepresentant, Organisation: "nu"}, nil,
			[]string{"nobody may approve as representative of nu from 2026-11-21 on"}},
		"a delegation to oneself": {"16 beslutsforum 2026-01-01 2026-11-20\n16>16 beslutsforum 2026-11-01 2027-12-31", approval.Requirement{Role: plan.RollBeslutsforum}, nil,
			[]string{"nobody may approve as beslutsforum from 2026-11-21 on"}},
		"a delegation of a delegation": {"16 representant skas 2026-01-01\n16>24 representant skas 2026-11-01 2027-12-31\n24>25 representant skas 2026-11-01 2027-12-31", requirement,
			[]string{"p-016", "p-024"}, nil},
		"a delegation of what one does not hold": {"16 representant siv 2026-01-01\n16>24 representant skas 2026-11-01 2027-12-31", requirement, nil,
			[]string{"nobody may approve as representative of skas from 2026-11-21 on"}},
		"a delegation without an end":  {"16 representant skas 2026-01-01\n16>24 representant skas 2026-11-01", requirement, []string{"p-016"}, nil},
		"one person with two accounts": {"16 beslutsforum 2026-01-01\n16b beslutsforum 2026-01-01", approval.Requirement{Role: plan.RollBeslutsforum}, nil, []string{"nobody may approve as beslutsforum from 2026-11-21 on"}},
		"an office that names an organisation": {"16 koncernkontoret skas 2026-01-01", approval.Requirement{Role: plan.RollKoncernkontoret}, nil,
			[]string{"nobody may approve as koncernkontoret from 2026-11-21 on"}},
		"a representative of nobody": {"16 representant 2026-01-01", approval.Requirement{Role: plan.RollRepresentant}, nil,
			[]string{"nobody may approve as representative from 2026-11-21 on"}},
		"one more": {"16 representant skas 2026-01-01\n31 leverantor klb 2026-01-01\n24 vardom 2026-01-01", approval.Requirement{}, []string{"p-016"}, nil},
		"either of two roles": {"09 systemforvaltare 2026-01-01\n01 koncernkontoret 2026-01-01", approval.Requirement{Role: plan.RollSystemforvaltare, Or: []string{plan.RollKoncernkontoret}},
			[]string{"p-001", "p-009"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			holders, gaps := approval.Holders(policyWith("9.0", roller(c.roles)), c.of, today)
			var got, told []string
			for _, h := range holders {
				got = append(got, h.Person)
			}
			for _, g := range gaps {
				told = append(told, g.In("en"))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("holders (-want +got):\n%s", d)
			}
			if d := cmp.Diff(c.gaps, told); d != "" {
				t.Errorf("gaps (-want +got):\n%s", d)
			}
		})
	}
}

// Who approved, and by what, is told.
func TestByWhichRight(t *testing.T) {
	changes := newPlan()
	p := policyWith("9.0", roller(everybody+"\n20>24 representant siv 2026-11-01 2026-12-31"))
	got := judge(p, changes, evidence(3, changes, approved(7, 16, changes...), approved(8, 24, changes...)))
	wantState(t, got, approval.StateApproved)
	rights := map[string]approval.Fulfilment{}
	for _, o := range got.Requirements {
		for _, f := range o.SatisfiedBy {
			if f.Day != today {
				t.Errorf("%s: given on %s", f.Person, f.Day)
			}
			f.Given, f.Account, f.Commit, f.Day = time.Time{}, approval.Account{}, "", 0
			rights[o.ID] = f
		}
	}
	want := map[string]approval.Fulfilment{
		"vardgarantiservice": {Person: "p-003", Push: true, Right: approval.Right{Role: plan.RollVardgarantiservice, Assignment: "p-003+vardgarantiservice++2024-01-01"}},
		"representant:skas":  {Person: "p-016", Review: 7, Right: approval.Right{Role: plan.RollRepresentant, Organisation: "skas", Assignment: "p-016+representant+skas+2024-01-01"}},
		"representant:siv": {Person: "p-024", Review: 8, Right: approval.Right{Role: plan.RollRepresentant, Organisation: "siv", Assignment: "p-020+representant+siv+2024-01-01",
			Delegation: "p-020+p-024+representant+siv+2026-11-01", Until: calendar.Date(2026, 12, 31)}},
	}
	if d := cmp.Diff(want, rights); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// A program that reports nothing but outcome needs one review by Vårdgarantiservice (N57).
func TestProgramsReportOutcome(t *testing.T) {
	for name, c := range map[string]struct {
		bot     bool
		wrote   int // who had a hand in it too
		reviews []int
		want    approval.State
	}{
		"a program, reviewed":                 {true, 0, []int{3}, approval.StateApproved},
		"a program, not reviewed":             {true, 0, nil, approval.StatePending},
		"a program, reviewed by another role": {true, 0, []int{1}, approval.StatePending},
		"a program, reviewed by who helped":   {true, 3, []int{3}, approval.StatePending},
		"that, and by one more":               {true, 3, []int{3, 1}, approval.StateApproved},
		"a person, reviewed":                  {false, 0, []int{3}, approval.StatePending},
		"a person, reviewed by two":           {false, 0, []int{3, 1}, approval.StateApproved},
	} {
		t.Run(name, func(t *testing.T) {
			changes := outcomeChange()
			var reviews []approval.Review
			for i, by := range c.reviews {
				reviews = append(reviews, approved(int64(i+1), by, changes...))
			}
			e := evidence(4, changes, reviews...)
			e.LastPusher = nil
			if c.bot {
				e.Author = &approval.Account{ID: 41898282, Bot: true}
				e.Commits[0].Author = e.Author
				e.Commits[0].Others = []approval.Account{account(c.wrote)}
			}
			wantState(t, judge(policy("9.0"), changes, e), c.want)
		})
	}
	// With anything else in the request a program is like any other author.
	list, _ := approval.Requirements(append(outcomeChange(), planChange("lp", "siv", diff.PlanVillkor)), policy("9.0"))
	for _, r := range list {
		if r.UnlessBot {
			t.Errorf("%s falls away for a program although more than outcome changes", r.ID)
		}
	}
}
