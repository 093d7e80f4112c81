package approval_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// needs writes requirements in short, in their order: a star marks the actor.
func needs(list []approval.Requirement) string {
	var out []string
	for _, r := range list {
		id := r.ID
		if r.Actor {
			id += "*"
		}
		out = append(out, id)
	}
	return strings.Join(out, " ")
}

func memo(kind diff.Kind) *diff.Memo {
	rad := &plan.Missivrad{ID: text("skas-hoft"), Forvaltning: text("skas")}
	doc := &plan.Missiv{Document: plan.Document{ID: text("m-1")}, Rader: []plan.Missivrad{*rad}, Arende: &plan.Arende{Protokoll: text("§ 7")}}
	c := &diff.Memo{Subject: subject(plan.KindMissiv, "m-1"), Is: []diff.Kind{kind}, Head: doc, Lines: []diff.Line{{ID: "skas-hoft", Head: rad}}}
	if kind == diff.MissivAndrat {
		c.Base = &plan.Missiv{Rader: []plan.Missivrad{*rad}}
	}
	return c
}

func offer(blocks ...string) *diff.Offer {
	doc := &plan.Erbjudande{Mottagare: text("siv"), Lyft: plan.Lyft{Av: text("skas")}, Vagval: &plan.Vagval{Referens: text("§ 2")}}
	return &diff.Offer{Subject: subject(plan.KindErbjudande, "e-1"), Is: []diff.Kind{diff.ErbjudandeAndrat}, Base: doc, Head: doc, Blocks: blocks}
}

func register(kind plan.Kind, is diff.Kind) *diff.Register {
	return &diff.Register{Subject: subject(kind, string(kind)), Is: []diff.Kind{is}, Head: roller(everybody), Base: roller(everybody)}
}

func file(path string, is diff.Kind) *diff.File {
	return &diff.File{Subject: diff.Subject{ID: path, Head: path, HeadSum: "e2"}, Is: []diff.Kind{is}, After: "e2"}
}

// with gives a plan's change a new entry.
func with(c *diff.Plan, e plan.Andring) *diff.Plan {
	c.Entries = []*plan.Andring{&e}
	return c
}

// fresh makes a change one of a new plan.
func fresh(c *diff.Plan) *diff.Plan {
	c.Base, c.BaseSum, c.Subject.Base = nil, "", ""
	return c
}

// Every row of the table, as approvals.md has it, in both versions.
func TestWhatEachKindNeeds(t *testing.T) {
	reference := plan.Andring{Nr: number(1), Referens: text("HS 1"), Protokoll: text("§ 3"),
		Avstamningar: []plan.Avstamning{{Part: text("exk"), Referens: text("HS 2")}}}
	rest := &diff.Rest{Subject: subject(plan.KindRestvolymer, "rest-2027/rest-1"), Is: []diff.Kind{diff.RestvolymNy}, Sender: "skas"}
	analysis := &diff.Analysis{Subject: subject(plan.KindBehovsanalys, "ba-1"), Is: []diff.Kind{diff.BehovsanalysNy}}
	outcome := &diff.Outcome{Subject: subject(plan.KindUtfall, "utfall"), Is: []diff.Kind{diff.UtfallAndrat}}
	minutes := planChange("lp", "siv", diff.Redaktionell)
	minutes.Terms = []diff.Term{{Pointer: "/arende/protokoll"}}
	raised := offer("kapacitet")
	raised.Head = &plan.Erbjudande{Lyft: plan.Lyft{Av: text("skas")}}
	raised.Base = raised.Head

	for _, c := range []struct {
		name   string
		change diff.Change
		v6, v9 string
	}{
		{"new missiv", memo(diff.MissivNytt), "koncernkontoret* representant:skas:heard beslutsforum", "koncernkontoret* representant:skas:heard beslutsforum"},
		{"changed missiv", memo(diff.MissivAndrat), "koncernkontoret* representant:skas:heard beslutsforum", "koncernkontoret* representant:skas:heard beslutsforum"},
		{"new plan, external", fresh(planChange("lp", "klb", diff.PlanNy)),
			"vardgarantiservice* representant:skas leverantor:klb", "vardgarantiservice* representant:skas leverantor:klb"},
		{"new plan, internal", fresh(planChange("lp", "siv", diff.PlanNy)),
			"koncernkontoret* representant:skas representant:siv beslutsforum", "vardgarantiservice* representant:skas representant:siv"},
		{"receiving", fresh(planChange("lp", "siv", diff.PlanMottagande)),
			"koncernkontoret* representant:skas representant:siv beslutsforum", "vardgarantiservice* representant:skas representant:siv"},
		{"filling up, external", with(planChange("lp", "klb", diff.PlanPafyllning), reference),
			"vardgarantiservice* representant:skas leverantor:klb", "vardgarantiservice* representant:skas leverantor:klb"},
		{"filling up, internal", with(planChange("lp", "siv", diff.PlanPafyllning), reference),
			"koncernkontoret* representant:skas representant:siv beslutsforum", "vardgarantiservice* representant:skas representant:siv"},
		{"less need", with(planChange("lp", "klb", diff.PlanMinskning), reference), "koncernkontoret representant:skas*", "koncernkontoret representant:skas*"},
		{"volume set free", with(planChange("lp", "klb", diff.PlanFrigjord), reference),
			"vardgarantiservice* representant:skas leverantor:klb", "vardgarantiservice* representant:skas leverantor:klb"},
		{"more need", with(planChange("lp", "klb", diff.PlanOkning), reference),
			"vardgarantiservice* representant:skas leverantor:klb", "vardgarantiservice* representant:skas leverantor:klb beslutsforum"},
		{"another periodisation", with(planChange("lp", "siv", diff.PlanOmperiodisering), reference),
			"vardgarantiservice* representant:skas representant:siv", "vardgarantiservice* representant:skas representant:siv"},
		{"terms", with(planChange("lp", "siv", diff.PlanVillkor), reference),
			"vardgarantiservice* representant:skas representant:siv", "vardgarantiservice* representant:skas representant:siv"},
		{"represented provider", with(planChange("lp", "exk", diff.PlanOkning), reference),
			"vardgarantiservice* representant:skas", "vardgarantiservice* representant:skas beslutsforum"},
		{"removed plan", planChange("lp", "klb", diff.PlanBorttagen), "never", "never"},
		{"offer", offer("kapacitet"), "representant:siv* one_more", "representant:siv* one_more"},
		{"offer without a receiver", raised, "representant:skas* one_more", "one_more never"},
		{"choice of way", offer("vagval"), "representant:siv* beslutsforum one_more", "representant:siv* one_more"},
		{"review of the proposals", offer("granskning"), "koncernkontoret* representant:siv* one_more", "representant:siv* one_more"},
		{"proposal for decision", offer("beslutsforslag"), "koncernkontoret* representant:siv* one_more", "representant:siv* one_more"},
		{"analysis of need", analysis, "koncernkontoret* one_more", "koncernkontoret* one_more"},
		{"rest", rest, "vardgarantiservice* representant:skas", "koncernkontoret vardgarantiservice* representant:skas"},
		{"outcome", outcome, "vardgarantiservice* one_more", "vardgarantiservice* one_more"},
		{"register", register(plan.KindAvtal, diff.RegisterAndrat), "koncernkontoret* systemforvaltare", "koncernkontoret* systemforvaltare"},
		{"roles", register(plan.KindRoller, diff.RollerAndrade), "koncernkontoret systemforvaltare*", "koncernkontoret systemforvaltare*"},
		{"waiver", register(plan.KindUndantag, diff.UndantagAndrat), "koncernkontoret* beslutsforum", "koncernkontoret* beslutsforum"},
		{"follow-up", register(plan.KindAvvikelser, diff.AvvikelseAndrad), "koncernkontoret* beslutsforum", "koncernkontoret* beslutsforum"},
		{"tool", file(".github/workflows/gate.yml", diff.VerktygAndrat), "systemforvaltare* systemforvaltare|koncernkontoret", "systemforvaltare* systemforvaltare|koncernkontoret"},
		{"a file in a new folder", file("nytt/a.txt", diff.OkandAndrad), "systemforvaltare* systemforvaltare|koncernkontoret", "systemforvaltare* systemforvaltare|koncernkontoret"},
		{"unreadable before", file("plans/2027/a.yaml", diff.OlastFore), "systemforvaltare* systemforvaltare|koncernkontoret", "systemforvaltare* systemforvaltare|koncernkontoret"},
		{"unreadable after", file("plans/2027/a.yaml", diff.OlastEfter), "never", "never"},
		{"editorial", planChange("lp", "siv", diff.Redaktionell), "one_more", "one_more"},
		{"the minutes alone", minutes, "koncernkontoret|beslutsforum* one_more", "koncernkontoret|beslutsforum* one_more"},
		{"less need and another periodisation", with(planChange("lp", "siv", diff.PlanMinskning, diff.PlanOmperiodisering), reference),
			"koncernkontoret vardgarantiservice* representant:skas representant:siv", "koncernkontoret vardgarantiservice* representant:skas representant:siv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := map[string]string{}
			for _, v := range []string{"6.0", "9.0"} {
				list, refusals := approval.Requirements([]diff.Change{c.change}, policy(v))
				got[v] = needs(list)
				if len(refusals) != strings.Count(got[v], "never") {
					t.Errorf("%s: %d refusals beside %q", v, len(refusals), got[v])
				}
			}
			if d := cmp.Diff(map[string]string{"6.0": c.v6, "9.0": c.v9}, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// Every kind of change has its row in every version; what has none is refused.
func TestNothingIsFree(t *testing.T) {
	for _, v := range []string{"6.0", "9.0"} {
		p := policy(v)
		for _, kind := range diff.Kinds() {
			named := false
			for _, r := range p.Table {
				named = named || r.Kind == kind && (len(r.Needs) > 0 || !r.Never.IsZero())
			}
			if !named {
				t.Errorf("%s has no row for %s", v, kind)
			}
		}
		for name, c := range map[string]diff.Change{
			"unknown kind":          planChange("lp", "siv", "leveransplan.hemlig"),
			"no kind":               planChange("lp", "siv"),
			"no sender":             &diff.Plan{Subject: subject(plan.KindLeveransplan, "lp"), Is: []diff.Kind{diff.PlanVillkor}, Receiver: "siv"},
			"a kind of another one": &diff.File{Subject: subject("", "a"), Is: []diff.Kind{diff.PlanVillkor}},
		} {
			_, refusals := approval.Requirements([]diff.Change{c}, p)
			if len(refusals) == 0 {
				t.Errorf("%s, %s: not refused", v, name)
			}
			wantState(t, judge(p, []diff.Change{c}, evidence(3, []diff.Change{c})), approval.StateRefused)
		}
	}
}

func TestUnknownRolesAreRefused(t *testing.T) {
	for name, n := range map[string]approval.Need{
		"a role that is misspelt":        {Role: "koncernkontor"},
		"no role":                        {},
		"a party's role without a party": {Role: plan.RollRepresentant},
		"a misspelt alternative":         {Role: plan.RollKoncernkontoret, Or: []string{"forum"}},
	} {
		p := policy("9.0")
		p.Table = approval.Table{{Kind: diff.Redaktionell, Needs: []approval.Need{n}}}
		if _, refusals := approval.Requirements([]diff.Change{planChange("lp", "siv", diff.Redaktionell)}, p); len(refusals) == 0 {
			t.Errorf("%s: not refused", name)
		}
	}
}

// A later row replaces an earlier one from its first day on; days before keep theirs.
func TestRowsApplyFromTheirFirstDay(t *testing.T) {
	p := policy("9.0")
	row := func(role string, from calendar.Day) approval.Row {
		return approval.Row{Kind: diff.UtfallAndrat, Needs: []approval.Need{{Role: role}}, From: from}
	}
	p.Table = approval.Table{row(plan.RollKoncernkontoret, 100), row(plan.RollVardgarantiservice, 200)}
	changes := []diff.Change{&diff.Outcome{Subject: subject(plan.KindUtfall, "utfall"), Is: []diff.Kind{diff.UtfallAndrat}}}
	for on, want := range map[calendar.Day]string{99: "never", 100: "koncernkontoret", 199: "koncernkontoret", 200: "vardgarantiservice"} {
		p.Day = on
		list, _ := approval.Requirements(changes, p)
		if got := needs(list); got != want {
			t.Errorf("day %d: %s, want %s", on, got, want)
		}
	}
}

// Requirements are merged per role and organisation, with every reason.
func TestRequirementsAreMerged(t *testing.T) {
	one, two := fresh(planChange("lp-1", "klb", diff.PlanNy)), fresh(planChange("lp-2", "siv", diff.PlanNy))
	back := planChange("lp-3", "skas", diff.PlanVillkor)
	back.Sender, back.Base.Skickande, back.Head.Skickande = "siv", text("siv"), text("siv")
	list, refusals := approval.Requirements([]diff.Change{one, two, back}, policy("9.0"))
	if len(refusals) > 0 {
		t.Fatal(refusals)
	}
	if got, want := needs(list), "vardgarantiservice* representant:skas leverantor:klb representant:siv"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, r := range list {
		if r.ID != "representant:skas" {
			continue
		}
		if d := cmp.Diff([]approval.Side{approval.Sender, approval.Sender, approval.Receiver}, r.Sides); d != "" {
			t.Errorf("sides (-want +got):\n%s", d)
		}
		if len(r.Why) != 2 || r.Why[0].In(lang.SV) != "ny leveransplan: skas kommer överens som skickande" {
			t.Errorf("why: %+v", r.Why)
		}
	}
}
