package approval_test

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// The small world of these tests. Accounts have the numbers of their persons: p-016 is
// account 16. Its day is 2026-11-21, a Saturday, under version 9.0.
var (
	today     = calendar.Date(2026, 11, 21)
	stockholm = func() *time.Location {
		zone, err := time.LoadLocation("Europe/Stockholm")
		if err != nil {
			panic(err)
		}
		return zone
	}()
)

// at reads a moment in Stockholm: "2026-11-21 10:00".
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, stockholm)
	if err != nil {
		panic(err)
	}
	return t
}

func text(s string) plan.Text { return plan.Text{V: s, Set: s != ""} }

func number(n int) plan.Int { return plan.Int{V: n, Set: true} }

func day(s string) plan.Day {
	d, ok := calendar.ParseDay(s)
	return plan.Day{V: d, Set: ok}
}

// roller reads a role register in short: a line for each assignment, "16 representant skas
// 2026-01-01 2026-12-31", or delegation, "16>24 representant skas 2026-12-20 2027-01-06". The
// persons are those that it names; 16b is person 16 once more, with another account.
func roller(lines string) *plan.Roller {
	r := &plan.Roller{}
	known := map[string]bool{}
	who := func(n string) plan.Text {
		id := text("p-0" + strings.TrimSuffix(n, "b"))
		if !known[n] {
			known[n] = true
			r.Personer = append(r.Personer, plan.Person{ID: id, Github: plan.Github{ID: number(atoi(n)), Login: text("konto-" + n)}})
		}
		return id
	}
	for _, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		f := strings.Fields(line)
		organisation := ""
		if len(f) > 2 && !strings.HasPrefix(f[2], "20") {
			organisation = f[2]
			f = append(f[:2], f[3:]...)
		}
		f = append(f, "", "")
		if av, till, delegated := strings.Cut(f[0], ">"); delegated {
			r.Delegeringar = append(r.Delegeringar, plan.Delegering{Av: who(av), TillPerson: who(till), Roll: text(f[1]),
				Organisation: text(organisation), Fran: day(f[2]), Till: day(f[3])})
			continue
		}
		r.Uppdrag = append(r.Uppdrag, plan.Uppdrag{Person: who(f[0]), Roll: text(f[1]), Organisation: text(organisation), Fran: day(f[2]), Till: day(f[3])})
	}
	return r
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		n = 10*n + int(c-'0')
	}
	return n
}

const everybody = `
	01 koncernkontoret 2024-01-01
	02 koncernkontoret 2024-01-01
	03 vardgarantiservice 2024-01-01
	04 vardgarantiservice 2024-01-01
	06 beslutsforum 2024-01-01
	07 beslutsforum 2024-01-01
	09 systemforvaltare 2024-01-01
	10 systemforvaltare 2024-01-01
	11 representant su 2024-01-01
	15 representant nu 2024-01-01
	16 representant skas 2024-01-01
	17 representant skas 2024-01-01
	20 representant siv 2024-01-01
	31 leverantor klb 2024-01-01`

// organisations are skas, su, siv and nu, which has succeeded nu-norr; the provider klb, and
// exk, for which Vårdgarantiservice speaks.
func organisations() []*plan.Organisation {
	o := func(id, typ string) *plan.Organisation {
		return &plan.Organisation{ID: text(id), Typ: text(typ), GiltigFran: day("2024-01-01")}
	}
	exk, nu := o("exk", plan.TypVardgivare), o("nu", plan.TypForvaltning)
	exk.ForetradsAv = text(plan.RollVardgarantiservice)
	nu.Ersatter = []plan.Text{text("nu-norr")}
	nu.GiltigFran = day("2026-07-01")
	return []*plan.Organisation{o("skas", plan.TypForvaltning), o("su", plan.TypForvaltning), o("siv", plan.TypForvaltning),
		nu, o("nu-norr", plan.TypForvaltning), o("klb", plan.TypVardgivare), exk}
}

// policy is that of a version of the routine with the whole register.
func policy(version string) approval.Policy {
	return policyWith(version, roller(everybody))
}

func policyWith(version string, r *plan.Roller) approval.Policy {
	v, ok := routine.Find(version)
	if !ok {
		panic(version)
	}
	settings := &plan.Installningar{}
	settings.Defaults()
	return approval.Policy{
		Day: today, Version: version, Table: v.Approvals, Roller: r, Organisationer: organisations(), Installningar: settings,
		History: []approval.Register{{From: calendar.Date(2024, 1, 1), Roller: r}},
	}
}

// subject is a document with bound content that differs.
func subject(kind plan.Kind, id string) diff.Subject {
	return diff.Subject{Kind: kind, ID: id, Base: "plans/" + id + ".yaml", Head: "plans/" + id + ".yaml", BaseSum: "f1", HeadSum: "e2"}
}

// planChange is a change of a plan from skas.
func planChange(id, receiver string, kinds ...diff.Kind) *diff.Plan {
	doc := func() *plan.Leveransplan {
		return &plan.Leveransplan{Document: plan.Document{ID: text(id)}, Skickande: text("skas"), Mottagare: text(receiver)}
	}
	return &diff.Plan{Subject: subject(plan.KindLeveransplan, id), Is: kinds, Base: doc(), Head: doc(), Sender: "skas", Receiver: receiver,
		Extern: receiver == "exk" || receiver == "klb"}
}

func account(n int) approval.Account {
	return approval.Account{ID: int64(n)}
}

// review is a review of the present content, on the day of the judgement.
func review(id int64, by int, state approval.ReviewState, of ...diff.Change) approval.Review {
	r := approval.Review{ID: id, Account: account(by), State: state, Submitted: at("2026-11-21 10:00"), Commit: "abc1234567", Content: map[string]approval.Bound{}}
	for _, c := range of {
		r.Content[c.About().String()] = approval.BoundOf(c.About())
	}
	return r
}

func approved(id int64, by int, of ...diff.Change) approval.Review {
	return review(id, by, approval.Approved, of...)
}

// evidence is that of a request opened, written and pushed by one account.
func evidence(author int, of []diff.Change, reviews ...approval.Review) approval.Evidence {
	a := account(author)
	e := approval.Evidence{Now: at("2026-11-21 12:00"), Author: &a, LastPusher: &a, LastPushed: at("2026-11-21 09:00"), Reviews: reviews}
	commit := approval.Commit{Hash: "abc1234567", Author: &a}
	for _, c := range of {
		commit.Subjects = append(commit.Subjects, c.About().String())
	}
	e.Commits = []approval.Commit{commit}
	return e
}

// judge is what the gate does.
func judge(p approval.Policy, changes []diff.Change, e approval.Evidence) approval.Result {
	needed, _ := approval.Requirements(changes, p)
	return approval.Judge(needed, e, p)
}

// said writes reasons as English readers see them.
func said(texts []lang.Text) string {
	var out []string
	for _, t := range texts {
		out = append(out, t.In(lang.EN))
	}
	return strings.Join(out, "; ")
}

// discards writes what was discarded: "2 representant:skas: the reason".
func discards(r approval.Result) string {
	var out []string
	for _, d := range r.Discarded {
		out = append(out, strings.TrimSpace(d.Person+" "+d.Requirement)+": "+d.Reason.In(lang.EN))
	}
	return strings.Join(out, "; ")
}

func wantState(t *testing.T, got approval.Result, want approval.State) {
	t.Helper()
	if got.State != want {
		var unmet []string
		for _, o := range got.Requirements {
			if o.State != approval.StateApproved {
				unmet = append(unmet, o.ID+" ("+said(o.Reasons)+")")
			}
		}
		t.Errorf("%s, want %s\nreasons: %s\nunmet: %s\ndiscarded: %s", got.State, want, said(got.Reasons), strings.Join(unmet, ", "), discards(got))
	}
}

func wantSaid(t *testing.T, where, got, want string) {
	t.Helper()
	if !strings.Contains(got, want) {
		t.Errorf("%s: %q does not say %q", where, got, want)
	}
}

func outcomeChange() []diff.Change {
	return []diff.Change{&diff.Outcome{Subject: subject(plan.KindUtfall, "utfall"), Is: []diff.Kind{diff.UtfallAndrat}}}
}
