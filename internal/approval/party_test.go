package approval_test

import (
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// notes writes what a reader is told beside the requirements.
func notes(list []approval.Requirement) string {
	var out []string
	for _, r := range list {
		out = append(out, said(r.Todo), said(r.Notes), said(r.Lacks), said(r.Given))
	}
	return strings.Join(out, "; ")
}

func TestWhoAnswersForAReceiver(t *testing.T) {
	entry := func(e plan.Andring) plan.Andring { e.Nr, e.Protokoll = number(1), text("§ 3"); return e }
	word := []plan.Avstamning{{Part: text("exk"), Referens: text("HS 2")}}
	agreement := func(till string) func(*approval.Policy) {
		return func(p *approval.Policy) {
			p.Avtal = []*plan.Avtal{{ID: text("avt-1"), Vardgivare: text("klb"), GiltigTill: day(till)}}
		}
	}
	underAgreement := func(c *diff.Plan) *diff.Plan { c.Base.Avtal = text("avt-1"); return c }
	withWord := fresh(planChange("lp", "exk", diff.PlanNy))
	withWord.Head.Avstamningar = word
	freed := func(receiver string, e plan.Andring) *diff.Plan {
		return with(planChange("lp", receiver, diff.PlanFrigjord), entry(e))
	}
	fromOld := planChange("lp", "nu-norr", diff.PlanVillkor)
	bothGone := func(kind diff.Kind) *diff.Plan {
		c := with(planChange("lp", "nu-norr", kind), entry(plan.Andring{}))
		c.Sender, c.Base.Skickande, c.Head.Skickande = "nu", text("nu"), text("nu")
		return c
	}
	swapped := planChange("lp", "siv", diff.PlanVillkor)
	swapped.Base.Mottagare = text("su")

	for name, c := range map[string]struct {
		change *diff.Plan
		policy func(*approval.Policy)
		want   string
		says   string
	}{
		"a represented provider whose word is in a new plan": {withWord, nil, "vardgarantiservice* representant:skas", "represents exk, whose answer is in the avstamningar"},
		"a represented provider without its word": {fresh(planChange("lp", "exk", diff.PlanNy)), nil,
			"vardgarantiservice* representant:skas leverantor:exk", "exk is represented by vårdgarantiservice, which adds an avstamningar entry (part: exk) with a referens to the answer"},
		"a represented provider, its word without a reference": {with(planChange("lp", "exk", diff.PlanVillkor), entry(plan.Andring{Avstamningar: []plan.Avstamning{{Part: text("exk")}}})), nil,
			"vardgarantiservice* representant:skas leverantor:exk", "adds an avstamningar entry"},
		"the word of an earlier change is not enough": {func() *diff.Plan {
			c := with(planChange("lp", "exk", diff.PlanVillkor), entry(plan.Andring{}))
			c.Head.Avstamningar, c.Base.Avstamningar = word, word
			return c
		}(), nil, "vardgarantiservice* representant:skas leverantor:exk", "adds an avstamningar entry"},
		"nobody speaks for a provider that is no more": {withWord, func(p *approval.Policy) {
			for _, o := range p.Organisationer {
				if o.ID.V == "exk" {
					o.GiltigTill = day("2026-11-20")
				}
			}
		}, "vardgarantiservice* representant:skas leverantor:exk", ""},
		"nobody speaks for a provider without foretrads_av": {with(planChange("lp", "klb", diff.PlanVillkor), entry(plan.Andring{Avstamningar: []plan.Avstamning{{Part: text("klb"), Referens: text("HS 2")}}})), nil,
			"vardgarantiservice* representant:skas leverantor:klb", ""},
		"a provider that main does not know": {planChange("lp", "ny", diff.PlanVillkor), nil, "vardgarantiservice* representant:skas representant:ny", ""},
		"volume set free, the receiver can answer": {freed("klb", plan.Andring{Referens: text("HS 3")}), nil,
			"vardgarantiservice* representant:skas leverantor:klb", ""},
		"volume set free, its agreement has ended": {underAgreement(freed("klb", plan.Andring{Referens: text("HS 3")})), agreement("2026-11-20"),
			"koncernkontoret vardgarantiservice* representant:skas", "answers in place of klb"},
		"volume set free, its agreement ends today": {underAgreement(freed("klb", plan.Andring{Referens: text("HS 3")})), agreement("2026-11-21"),
			"vardgarantiservice* representant:skas leverantor:klb", ""},
		"volume set free, its agreement has ended, without a reference": {underAgreement(freed("klb", plan.Andring{})), agreement("2026-11-20"),
			"vardgarantiservice* representant:skas leverantor:klb", "give a referens in the change, and koncernkontoret approves instead"},
		"volume set free, its entry has ended": {freed("klb", plan.Andring{Referens: text("HS 3")}), func(p *approval.Policy) {
			for _, o := range p.Organisationer {
				if o.ID.V == "klb" {
					o.GiltigTill = day("2026-11-20")
				}
			}
		}, "koncernkontoret vardgarantiservice* representant:skas", "answers in place of klb"},
		"volume set free, nobody holds the receiver's role": {freed("su", plan.Andring{Referens: text("HS 3")}), func(p *approval.Policy) {
			p.Roller = roller(strings.Replace(everybody, "11 representant su 2024-01-01", "11 representant su 2024-01-01 2026-11-20", 1))
		}, "koncernkontoret vardgarantiservice* representant:skas", "answers in place of su"},
		"another change of an ended agreement has no such way": {underAgreement(with(planChange("lp", "klb", diff.PlanVillkor), entry(plan.Andring{Referens: text("HS 3")}))), agreement("2026-11-20"),
			"vardgarantiservice* representant:skas leverantor:klb", ""},
		"a receiver that has been succeeded": {fromOld, nil, "vardgarantiservice* representant:skas representant:nu", ""},
		"the day before the successor's first": {fromOld, func(p *approval.Policy) { p.Day = day("2026-06-30").V },
			"vardgarantiservice* representant:skas representant:nu-norr", ""},
		"two that claim to succeed it": {fromOld, func(p *approval.Policy) {
			p.Organisationer = append(p.Organisationer, &plan.Organisation{ID: text("ny"), Typ: text(plan.TypForvaltning), GiltigFran: day("2026-07-01"), Ersatter: []plan.Text{text("nu-norr")}})
		}, "vardgarantiservice* representant:skas representant:nu representant:ny", ""},
		"a circle of successors": {fromOld, func(p *approval.Policy) {
			for _, o := range p.Organisationer {
				if o.ID.V == "nu-norr" {
					o.Ersatter = []plan.Text{text("nu")}
				}
			}
		}, "vardgarantiservice* representant:skas representant:nu", ""},
		"both ends have gone to one successor, lowered": {bothGone(diff.PlanMinskning), nil, "koncernkontoret representant:nu*", ""},
		"both ends have gone to one successor, raised":  {bothGone(diff.PlanPafyllning), nil, "vardgarantiservice* representant:nu never", ""},
		"both ends have gone to one successor, freed":   {bothGone(diff.PlanFrigjord), nil, "vardgarantiservice* representant:nu", ""},
		"both ends have gone to one whom nobody represents, freed": {func() *diff.Plan { c := bothGone(diff.PlanFrigjord); c.Entries[0].Referens = text("HS 3"); return c }(),
			func(p *approval.Policy) { p.Roller = roller("03 vardgarantiservice 2024-01-01") }, "vardgarantiservice* representant:nu", ""},
		"parties that change": {swapped, nil, "vardgarantiservice* representant:skas representant:siv never", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := policy("9.0")
			if c.policy != nil {
				c.policy(&p)
			}
			list, _ := approval.Requirements([]diff.Change{c.change}, p)
			if got := needs(list); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			wantSaid(t, "notes", notes(list), c.says)
		})
	}
}

func TestWhoIsHeard(t *testing.T) {
	rad := func(id, forvaltning string) *plan.Missivrad {
		return &plan.Missivrad{ID: text(id), Forvaltning: text(forvaltning)}
	}
	line := func(id, base, head string) diff.Line {
		l := diff.Line{ID: id}
		if base != "" {
			l.Base = rad(id, base)
		}
		if head != "" {
			l.Head = rad(id, head)
		}
		return l
	}
	change := func(f func(c *diff.Memo)) *diff.Memo {
		c := memo(diff.MissivAndrat)
		c.Base.Rader = []plan.Missivrad{*rad("a", "skas"), *rad("b", "su")}
		c.Head.Rader = []plan.Missivrad{*rad("a", "skas"), *rad("b", "su"), *rad("c", "siv")}
		c.Lines = []diff.Line{line("a", "skas", "skas")}
		f(c)
		return c
	}
	entry := func(rad, by, reference string) *plan.Missivandring {
		return &plan.Missivandring{Nr: number(1), Rad: text(rad), Protokoll: text("§ 3"), Avstamningar: []plan.Dialog{{Forvaltning: text(by), Referens: text(reference)}}}
	}
	for name, c := range map[string]struct {
		change *diff.Memo
		want   string
		says   string
	}{
		"one line changes": {change(func(*diff.Memo) {}), "representant:skas:heard", ""},
		"a line goes over to another": {change(func(c *diff.Memo) { c.Lines = []diff.Line{line("a", "skas", "siv")} }),
			"representant:siv:heard representant:skas:heard", ""},
		"a line is new, another removed": {change(func(c *diff.Memo) { c.Lines = []diff.Line{line("c", "", "siv"), line("b", "su", "")} }),
			"representant:siv:heard representant:su:heard", ""},
		"something else changes too": {change(func(c *diff.Memo) { c.Outside = true }),
			"representant:siv:heard representant:skas:heard representant:su:heard", ""},
		"no line changes": {change(func(c *diff.Memo) { c.Lines = nil }), "representant:siv:heard representant:skas:heard representant:su:heard", ""},
		"removed":         {change(func(c *diff.Memo) { c.Head = nil }), "representant:skas:heard representant:su:heard", "has no place for a reference"},
		"heard by the entry": {change(func(c *diff.Memo) { c.Entries = []*plan.Missivandring{entry("a", "skas", "HS 9")} }),
			"representant:skas:heard", "skas has been heard by the avstamningar entry, HS 9"},
		"without a reference":      {change(func(c *diff.Memo) { c.Entries = []*plan.Missivandring{entry("a", "skas", "")} }), "representant:skas:heard", ""},
		"heard about another line": {change(func(c *diff.Memo) { c.Entries = []*plan.Missivandring{entry("b", "skas", "HS 9")} }), "representant:skas:heard", ""},
		"heard about one of two lines": {change(func(c *diff.Memo) {
			c.Lines = append(c.Lines, line("d", "skas", "skas"))
			c.Entries = []*plan.Missivandring{entry("a", "skas", "HS 9")}
		}), "representant:skas:heard", ""},
		"a dialogue that is new on the missiv": {change(func(c *diff.Memo) {
			c.Head.Avstamningar = []plan.Dialog{{Forvaltning: text("skas"), Datum: day("2026-11-20"), Referens: text("HS 8")}}
		}), "representant:skas:heard", "skas has been heard by the avstamningar entry, HS 8"},
		"a dialogue that the base has": {change(func(c *diff.Memo) {
			c.Head.Avstamningar = []plan.Dialog{{Forvaltning: text("skas"), Referens: text("HS 8")}}
			c.Base.Avstamningar = c.Head.Avstamningar
		}), "representant:skas:heard", ""},
	} {
		t.Run(name, func(t *testing.T) {
			list, _ := approval.Requirements([]diff.Change{c.change}, policy("9.0"))
			var heard []approval.Requirement
			given := 0
			for _, r := range list {
				if r.Heard {
					heard = append(heard, r)
					given += len(r.Given)
				}
			}
			if got := needs(heard); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
			if (given > 0) != strings.Contains(c.says, "heard by") {
				t.Errorf("given %d times", given)
			}
			wantSaid(t, "notes", notes(list), c.says)
		})
	}
}

// A missiv can be carried against one förvaltning's reservation, and not without asking it.
func TestHeardIsNotConsent(t *testing.T) {
	changes := []diff.Change{memo(diff.MissivNytt)}
	forum := approved(1, 6, changes...)
	for name, c := range map[string]struct {
		reviews []approval.Review
		state   approval.State
	}{
		"agreed":                       {[]approval.Review{forum, approved(2, 16, changes...)}, approval.StateApproved},
		"with a reservation":           {[]approval.Review{forum, review(2, 16, approval.ChangesRequested, changes...)}, approval.StateApproved},
		"not heard":                    {[]approval.Review{forum}, approval.StatePending},
		"only commented":               {[]approval.Review{forum, review(2, 16, approval.Commented, changes...)}, approval.StatePending},
		"heard about other volumes":    {[]approval.Review{forum, review(2, 16, approval.ChangesRequested)}, approval.StatePending},
		"another förvaltning is heard": {[]approval.Review{forum, approved(2, 11, changes...)}, approval.StatePending},
		"the forum says no":            {[]approval.Review{review(1, 6, approval.ChangesRequested, changes...), approved(2, 16, changes...)}, approval.StatePending},
		"one of the forum says no":     {[]approval.Review{forum, review(3, 7, approval.ChangesRequested, changes...), approved(2, 16, changes...)}, approval.StatePending},
		"heard is no approval":         {[]approval.Review{approved(2, 16, changes...)}, approval.StatePending},
	} {
		t.Run(name, func(t *testing.T) {
			got := judge(policy("9.0"), changes, evidence(1, changes, c.reviews...))
			wantState(t, got, c.state)
			for _, o := range got.Requirements {
				if o.Heard && name == "with a reservation" && (len(o.SatisfiedBy) != 1 || !o.SatisfiedBy[0].Reservation) {
					t.Errorf("the reservation is lost: %+v", o.SatisfiedBy)
				}
			}
		})
	}
}

// One person can't both be heard for a förvaltning and take position for the forum; where
// the missiv tells of the dialogue she need not.
func TestForumAndForvaltning(t *testing.T) {
	changes := []diff.Change{memo(diff.MissivNytt)}
	p := policyWith("9.0", roller(everybody+"\n06 representant skas 2024-01-01"))
	e := evidence(1, changes, approved(1, 6, changes...))
	wantState(t, judge(p, changes, e), approval.StatePending)
	changes[0].(*diff.Memo).Head.Avstamningar = []plan.Dialog{{Forvaltning: text("skas"), Referens: text("HS 8")}}
	wantState(t, judge(p, changes, e), approval.StateApproved)
}

// What one missiv tells of a dialogue says nothing of another one.
func TestHeardInOneMissivOfTwo(t *testing.T) {
	one, two := memo(diff.MissivNytt), memo(diff.MissivNytt)
	one.Head.Avstamningar = []plan.Dialog{{Forvaltning: text("skas"), Referens: text("HS 8")}}
	two.ID = "m-2"
	changes := []diff.Change{one, two}
	e := evidence(1, changes, approved(1, 6, changes...))
	wantState(t, judge(policy("9.0"), changes, e), approval.StatePending)
	e.Reviews = append(e.Reviews, review(2, 16, approval.ChangesRequested, changes...))
	wantState(t, judge(policy("9.0"), changes, e), approval.StateApproved)
}

// A reservation stops nothing, not even what only asks for one more; a no of somebody else does.
func TestReservationsStopNothing(t *testing.T) {
	changes := []diff.Change{memo(diff.MissivNytt), planChange("lp", "siv", diff.Redaktionell)}
	e := evidence(1, changes, approved(1, 6, changes...), approved(2, 7, changes...), review(3, 16, approval.ChangesRequested, changes...))
	wantState(t, judge(policy("9.0"), changes, e), approval.StateApproved)
	e.Reviews[2].Account = account(20)
	wantState(t, judge(policy("9.0"), changes, e), approval.StatePending)
}

// Whoever is only heard has not approved: where the forum wrote the missiv too, somebody
// else has to.
func TestHeardIsNoIndependentApproval(t *testing.T) {
	changes := []diff.Change{memo(diff.MissivNytt)}
	e := evidence(1, changes, approved(1, 6, changes...), approved(2, 16, changes...))
	e.Commits[0].Others = []approval.Account{account(6)}
	wantState(t, judge(policy("9.0"), changes, e), approval.StatePending)
	e.Reviews = append(e.Reviews, approved(3, 7, changes...))
	wantState(t, judge(policy("9.0"), changes, e), approval.StateApproved)
}
