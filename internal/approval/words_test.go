package approval_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// named is the policy of a register whose organisations have names.
func named() approval.Policy {
	p := policy("9.0")
	for _, o := range p.Organisationer {
		switch o.ID.V {
		case "skas":
			o.Namn, o.Kortnamn = text("Skaraborgs Sjukhus"), text("SkaS")
		case "nu":
			o.Namn, o.Kortnamn = text("NU-sjukvården"), text("NU")
		case "klb":
			o.Namn = text("Klinik B AB")
		case "exk":
			o.Namn = text("Exempelkliniken AB")
		}
	}
	return p
}

// Organisations and roles are called as readers call them; ids stay ids.
func TestRequirementsAreCalledByNames(t *testing.T) {
	two := &diff.File{Subject: diff.Subject{ID: "verktyg"}, Is: []diff.Kind{diff.VerktygAndrat}}
	p := named()
	names := map[lang.Language]map[string]string{lang.SV: {}, lang.EN: {}}
	for _, c := range []diff.Change{planChange("lp", "klb", diff.PlanVillkor), memo(diff.MissivNytt), two, planChange("lp-2", "siv", diff.Redaktionell), planChange("lp-3", "siv", diff.PlanBorttagen)} {
		list, _ := approval.Requirements([]diff.Change{c}, p)
		for _, r := range list {
			for l := range names {
				names[l][r.ID] = r.Name().In(l)
			}
		}
	}
	want := map[lang.Language]map[string]string{
		lang.SV: {
			"beslutsforum": "beslutsforum", "koncernkontoret": "koncernkontoret", "leverantor:klb": "leverantör Klinik B AB", "never": "lp-3", "one_more": "en person till",
			"representant:skas": "representant SkaS", "representant:skas:heard": "representant SkaS", "systemforvaltare": "systemförvaltare",
			"systemforvaltare|koncernkontoret": "en till, systemförvaltare eller koncernkontoret", "vardgarantiservice": "vårdgarantiservice",
		},
		lang.EN: {
			"beslutsforum": "beslutsforum", "koncernkontoret": "koncernkontoret", "leverantor:klb": "provider Klinik B AB", "never": "lp-3", "one_more": "one more person",
			"representant:skas": "representative of SkaS", "representant:skas:heard": "representative of SkaS", "systemforvaltare": "systemforvaltare",
			"systemforvaltare|koncernkontoret": "one more, systemforvaltare or koncernkontoret", "vardgarantiservice": "vårdgarantiservice",
		},
	}
	if d := cmp.Diff(want, names); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// What a request waits for is told in whole sentences of both languages.
func TestWaitingIsToldByNames(t *testing.T) {
	changes := []diff.Change{planChange("lp", "klb", diff.PlanVillkor), memo(diff.MissivNytt)}
	got := judge(named(), changes, evidence(99, changes))
	var sv, en []string
	for _, o := range got.Requirements {
		for _, r := range o.Reasons {
			sv, en = append(sv, r.In(lang.SV)), append(en, r.In(lang.EN))
		}
	}
	wantSV := []string{
		"väntar på godkännande av koncernkontoret", "väntar på godkännande av vårdgarantiservice", "väntar på godkännande av representanten för SkaS",
		"väntar på att representanten för SkaS hörs", "väntar på godkännande av leverantören Klinik B AB", "väntar på godkännande av beslutsforumet",
	}
	wantEN := []string{
		"waits for the approval of koncernkontoret", "waits for the approval of vårdgarantiservice", "waits for the approval of the representative of SkaS",
		"waits for the representative of SkaS to be heard", "waits for the approval of the provider Klinik B AB", "waits for the approval of the beslutsforum",
	}
	if d := cmp.Diff([][]string{wantSV, wantEN}, [][]string{sv, en}); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// A refusal is called by the documents that it is about, and by the change where they are many.
func TestRefusalsAreCalledByWhatTheyAreAbout(t *testing.T) {
	subjects := []diff.Subject{{ID: "roller"}, {ID: "lp-1"}, {ID: "lp-2"}, {ID: "lp-3"}}
	for n, want := range map[int]string{0: "ändringen", 1: "roller", 2: "roller, lp-1", 4: "ändringen"} {
		r := approval.Requirement{ID: "never", Never: lang.Plain("nej"), Subjects: subjects[:n]}
		if got := r.Name().In(lang.SV); got != want {
			t.Errorf("%d documents: %q, want %q", n, got, want)
		}
	}
}

// Each refusal stands among the requirements too, so that whoever shows either shows it.
func TestNoRefusalIsLost(t *testing.T) {
	refused := 0
	for _, changes := range [][]diff.Change{
		{planChange("lp", "siv", diff.PlanBorttagen)}, {planChange("lp", "siv", "leveransplan.hemlig"), planChange("lp-2", "siv")},
		{planChange("lp", "siv", diff.PlanVillkor), &diff.Register{Subject: subject(plan.KindRoller, "roller"), Is: []diff.Kind{diff.RollerAndrade}}},
	} {
		list, refusals := approval.Requirements(changes, policy("9.0"))
		var never []string
		for _, r := range list {
			if !r.Never.IsZero() {
				never = append(never, r.Never.In(lang.SV))
			}
		}
		var told []string
		for _, r := range refusals {
			told = append(told, r.Message.In(lang.SV))
		}
		refused += len(told)
		if d := cmp.Diff(told, never); d != "" {
			t.Errorf("(-refusals +requirements):\n%s", d)
		}
	}
	if refused < 4 {
		t.Errorf("%d refusals", refused)
	}
}

// Who holds a role and can't use it is told apart; what only lacks its minutes asks nobody.
func TestWhoCanNotHelp(t *testing.T) {
	outcome := func(r approval.Result, id string) approval.Outcome {
		i := slices.IndexFunc(r.Requirements, func(o approval.Outcome) bool { return o.ID == id })
		return r.Requirements[i]
	}
	both := newPlan()
	p := policyWith("9.0", roller(everybody+"\n16 representant siv 2024-01-01"))
	o := outcome(judge(p, both, evidence(3, both, approved(1, 16, both...))), "representant:siv")
	if !o.Asks || !slices.Equal(o.Barred, []string{"p-016"}) || said(o.Reasons) != "p-016 stands for another side of lp already; waits for the approval of the representative of siv" {
		t.Errorf("another side: %v %v %s", o.Asks, o.Barred, said(o.Reasons))
	}
	if o = outcome(judge(p, both, evidence(20, both)), "representant:siv"); !slices.Equal(o.Barred, []string{"p-020"}) {
		t.Errorf("the author: %v", o.Barred)
	}
	if o = outcome(judge(p, both, evidence(3, both)), "vardgarantiservice"); len(o.Barred) > 0 {
		t.Errorf("the author who acts: %v", o.Barred)
	}

	increase := []diff.Change{with(planChange("lp", "siv", diff.PlanOkning), plan.Andring{Nr: number(1)})}
	o = outcome(judge(policy("9.0"), increase, evidence(3, increase, approved(1, 6, increase...))), "beslutsforum")
	if o.Asks || !strings.HasPrefix(said(o.Reasons), "lp has no reference to the forum's minutes of this very change: write protokoll: ") {
		t.Errorf("the minutes alone: %v %s", o.Asks, said(o.Reasons))
	}
	if o = outcome(judge(policy("9.0"), increase, evidence(3, increase)), "beslutsforum"); !o.Asks || len(o.Reasons) != 2 {
		t.Errorf("the minutes and the forum: %v %s", o.Asks, said(o.Reasons))
	}
}

// That somebody without a hand in it has to approve is said once nobody else is waited for.
func TestTheOneWithoutAHandInIt(t *testing.T) {
	const says = "lp needs at least one approval by somebody"
	changes := newPlan()
	e := evidence(3, changes, approved(1, 16, changes...))
	for _, n := range []int{16, 20} {
		a := account(n)
		e.Commits = append(e.Commits, approval.Commit{Hash: "1", Author: &a, Subjects: []string{changes[0].About().String()}})
	}
	if got := judge(policy("9.0"), changes, e); strings.Contains(said(got.Reasons), says) || got.State != approval.StatePending {
		t.Errorf("while siv is waited for: %s, %s", got.State, said(got.Reasons))
	}
	e.Reviews = append(e.Reviews, approved(2, 20, changes...))
	if got := judge(policy("9.0"), changes, e); !strings.Contains(said(got.Reasons), says) || got.State != approval.StatePending {
		t.Errorf("with everybody there: %s, %s", got.State, said(got.Reasons))
	}
}

// Whose account it is not is told apart.
func TestWhoseAccountItIsNot(t *testing.T) {
	changes := newPlan()
	for name, c := range map[string]struct {
		by   int
		does func(r *plan.Roller)
		want string
	}{
		"nobody's":       {77, nil, "kontot finns inte i rollregistret på main"},
		"of two persons": {20, func(r *plan.Roller) { r.Personer[0].Github.ID = number(20) }, "kontot står för flera personer i rollregistret på main: p-001 och p-020"},
		"of a person who stands there twice": {20, func(r *plan.Roller) {
			r.Personer = append(r.Personer, plan.Person{ID: text("p-020"), Github: plan.Github{ID: number(2020)}})
		}, "p-020 står flera gånger i rollregistret på main"},
	} {
		r := roller(everybody)
		if c.does != nil {
			c.does(r)
		}
		got := judge(policyWith("9.0", r), changes, evidence(3, changes, approved(1, c.by, changes...)))
		if len(got.Discarded) != 1 || got.Discarded[0].Reason.In(lang.SV) != c.want {
			t.Errorf("%s: %s", name, discards(got))
		}
	}
}

// The statements stand with the kind of change that rests on them.
func TestGroundsHaveTheirStatements(t *testing.T) {
	rest := &diff.Rest{Subject: subject(plan.KindRestvolymer, "rest-2027/rest-1"), Is: []diff.Kind{diff.RestvolymNy}, Sender: "skas", Head: &plan.Rest{}}
	list, _ := approval.Requirements([]diff.Change{planChange("lp", "klb", diff.PlanNy), rest, planChange("lp-2", "klb", diff.PlanNy)}, named())
	got := map[string][]string{}
	for _, r := range list {
		for _, g := range r.Why {
			got[r.ID] = append(got[r.ID], g.In(lang.SV)+" "+strings.Join(g.Statements, " "))
		}
	}
	want := map[string][]string{
		"koncernkontoret":    {"ny restvolym: koncernkontoret står bakom N47"},
		"leverantor:klb":     {"ny leveransplan: Klinik B AB kommer överens som mottagare N44 N45"},
		"representant:skas":  {"ny leveransplan: SkaS kommer överens som skickande N43 N45", "ny restvolym: SkaS har raden som resten gäller N47"},
		"vardgarantiservice": {"ny leveransplan: vårdgarantiservice lägger fram det N41 N42", "ny restvolym: vårdgarantiservice lägger fram det N47"},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// A reservation in the files is quoted with its day, in short, and never twice.
func TestReservationsAreQuoted(t *testing.T) {
	long := strings.Repeat("Vi behöver alla hundra. ", 40)
	dialog := func(by, date, says string) plan.Dialog {
		return plan.Dialog{Forvaltning: text(by), Datum: day(date), Reservation: text(says)}
	}
	quotes := func(c *diff.Memo) []string {
		list, _ := approval.Requirements([]diff.Change{c}, named())
		var out []string
		for _, r := range list {
			for _, q := range r.Reservations {
				out = append(out, r.ID+": "+q.In(lang.SV))
			}
		}
		return out
	}
	fresh := memo(diff.MissivNytt)
	fresh.Head.Avstamningar = []plan.Dialog{dialog("skas", "2026-11-19", "Vi behöver\nalla 100"), dialog("su", "2026-11-19", "Nej"), dialog("skas", "", "Två"), dialog("skas", "2026-11-20", "")}
	want := []string{"representant:skas:heard: reservation från SkaS i avstämningen 2026-11-19: ”Vi behöver alla 100”", "representant:skas:heard: reservation från SkaS i avstämningen: ”Två”"}
	if d := cmp.Diff(want, quotes(fresh)); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	changed := memo(diff.MissivAndrat)
	changed.Base.Avstamningar, changed.Head.Avstamningar = fresh.Head.Avstamningar, fresh.Head.Avstamningar
	if got := quotes(changed); len(got) > 0 {
		t.Errorf("those of an earlier decision: %v", got)
	}
	changed.Entries = []*plan.Missivandring{{Rad: text("skas-hoft"), Avstamningar: []plan.Dialog{dialog("skas", "2027-03-01", long)}}}
	if got := quotes(changed); len(got) != 1 || len([]rune(got[0])) > 300 || !strings.HasSuffix(got[0], "…”") {
		t.Errorf("that of an entry: %q", got)
	}
}
