package approval_test

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func TestWhatMayNotRideTogether(t *testing.T) {
	ofLine := func(line string, kinds ...diff.Kind) *diff.Plan {
		c := planChange("lp", "siv", kinds...)
		c.Head.Ursprung = plan.Ursprung{Missiv: text("m-1"), Rad: text(line)}
		return c
	}
	absorbing := func(rad, lp string, nr int) *diff.Memo {
		c := memo(diff.MissivAndrat)
		c.Entries = []*plan.Missivandring{{Nr: number(1), Rad: text(rad), Protokoll: text("§ 3"), Reglerar: []plan.Entryref{{Leveransplan: text(lp), Nr: number(nr)}}}}
		return c
	}
	rises := func() *diff.Plan { return with(ofLine("skas-hoft", diff.PlanOkning), plan.Andring{Nr: number(2)}) }
	extended := fresh(ofLine("skas-hoft", diff.PlanNy, diff.PlanOkning))
	extended.Head.Utokning = &plan.Andring{}
	entry := func(key, pointer string, isNew bool) *diff.Register {
		c := register(plan.KindOrganisationer, diff.RegisterAndrat)
		c.Base, c.Head = &plan.Organisationer{}, &plan.Organisationer{Organisationer: []plan.Organisation{{ID: text("ny"), Ersatter: []plan.Text{text("siv")}}}}
		e := diff.Entry{List: "organisationer", Key: key, Before: diff.Value{There: !isNew}, After: diff.Value{There: true}}
		if pointer != "" {
			e.Terms = []diff.Term{{Pointer: pointer}}
		}
		c.Entries = []diff.Entry{e}
		return c
	}
	agreement := register(plan.KindAvtal, diff.RegisterAndrat)
	agreement.Entries = []diff.Entry{{List: "avtal", Key: "avt-1"}}
	under := func(kind diff.Kind) *diff.Plan {
		c := planChange("lp", "klb", kind)
		c.Base.Avtal = text("avt-1")
		return c
	}
	settings := &diff.Register{Subject: subject(plan.KindInstallningar, "installningar"), Is: []diff.Kind{diff.VerktygAndrat}}
	unreadOrganisations := entry("su", "", false)
	unreadOrganisations.Is, unreadOrganisations.Entries = []diff.Kind{diff.OlastFore, diff.RegisterAndrat}, nil

	for name, c := range map[string]struct {
		changes []diff.Change
		refused int
	}{
		"a missiv and a plan of another line":             {[]diff.Change{memo(diff.MissivAndrat), ofLine("annan", diff.PlanVillkor)}, 0},
		"a missiv's line and a plan of it":                {[]diff.Change{memo(diff.MissivAndrat), ofLine("skas-hoft", diff.PlanVillkor)}, 1},
		"a new missiv and the first plan of its line":     {[]diff.Change{memo(diff.MissivNytt), fresh(ofLine("skas-hoft", diff.PlanNy))}, 1},
		"a missiv's line and an editorial change":         {[]diff.Change{memo(diff.MissivAndrat), ofLine("skas-hoft", diff.Redaktionell)}, 0},
		"an increase that the missiv absorbs":             {[]diff.Change{absorbing("skas-hoft", "lp", 2), rises()}, 0},
		"an increase that it does not absorb":             {[]diff.Change{memo(diff.MissivAndrat), rises()}, 1},
		"an increase that another line absorbs":           {[]diff.Change{absorbing("annan", "lp", 2), rises()}, 1},
		"another entry is absorbed":                       {[]diff.Change{absorbing("skas-hoft", "lp", 1), rises()}, 1},
		"a new plan's utokning that it absorbs":           {[]diff.Change{absorbing("skas-hoft", "lp", 0), extended}, 0},
		"a decrease that it says it absorbs":              {[]diff.Change{absorbing("skas-hoft", "lp", 2), with(ofLine("skas-hoft", diff.PlanMinskning), plan.Andring{Nr: number(2)})}, 1},
		"settings and a plan":                             {[]diff.Change{settings, planChange("lp", "siv", diff.PlanVillkor)}, 1},
		"a workflow and a plan":                           {[]diff.Change{file(".github/a.yml", diff.VerktygAndrat), planChange("lp", "siv", diff.PlanVillkor)}, 1},
		"the tool and its readme":                         {[]diff.Change{file("go.mod", diff.VerktygAndrat), file("README.md", diff.OkandAndrad)}, 0},
		"roles and the tool":                              {[]diff.Change{register(plan.KindRoller, diff.RollerAndrade), file("go.mod", diff.VerktygAndrat)}, 2},
		"settings that could not be read":                 {[]diff.Change{&diff.Register{Subject: settings.Subject, Is: []diff.Kind{diff.OlastFore, diff.VerktygAndrat}}}, 0},
		"another organisation and a plan":                 {[]diff.Change{entry("su", "/organisationer/su/giltig_till", false), planChange("lp", "siv", diff.PlanVillkor)}, 0},
		"the receiver's entry and a plan":                 {[]diff.Change{entry("siv", "/organisationer/siv/giltig_till", false), planChange("lp", "siv", diff.PlanVillkor)}, 1},
		"the receiver's name and a plan":                  {[]diff.Change{entry("siv", "/organisationer/siv/namn", false), planChange("lp", "siv", diff.PlanVillkor)}, 0},
		"a new receiver and a plan":                       {[]diff.Change{entry("siv", "", true), planChange("lp", "siv", diff.PlanVillkor)}, 1},
		"a successor of the receiver and a plan":          {[]diff.Change{entry("ny", "", true), planChange("lp", "siv", diff.PlanVillkor)}, 1},
		"the receiver's entry and an editorial change":    {[]diff.Change{entry("siv", "", true), planChange("lp", "siv", diff.Redaktionell)}, 0},
		"the receiver's entry and its offer":              {[]diff.Change{entry("siv", "", true), offer("kapacitet")}, 1},
		"an organisation and a missiv with its line":      {[]diff.Change{entry("skas", "", true), memo(diff.MissivAndrat)}, 1},
		"organisations that could not be read and a plan": {[]diff.Change{unreadOrganisations, planChange("lp", "siv", diff.PlanVillkor)}, 1},
		"an agreement and a plan under it":                {[]diff.Change{agreement, under(diff.PlanVillkor)}, 0},
		"an agreement and volume set free from it":        {[]diff.Change{agreement, under(diff.PlanFrigjord)}, 1},
		"a prolongation and a plan":                       {[]diff.Change{register(plan.KindRutiner, diff.RegisterAndrat), planChange("lp", "siv", diff.PlanVillkor)}, 1},
		"the calendar and a plan":                         {[]diff.Change{register(plan.KindKalender, diff.RegisterAndrat), planChange("lp", "siv", diff.PlanVillkor)}, 0},
		"a waiver and the plan that it is for":            {[]diff.Change{register(plan.KindUndantag, diff.UndantagAndrat), planChange("lp", "siv", diff.PlanVillkor)}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			list, refusals := approval.Requirements(c.changes, policy("9.0"))
			if len(refusals) != c.refused {
				t.Errorf("%d refusals, want %d: %s", len(refusals), c.refused, needs(list))
			}
			for _, f := range refusals {
				if f.Message.SV == f.Message.EN || f.Hint.SV == f.Hint.EN || len(f.Subjects) == 0 {
					t.Errorf("half said: %q, %q, %d subjects", f.Message.SV, f.Hint.SV, len(f.Subjects))
				}
			}
		})
	}
}

// The forum's minutes are referenced on the change itself, unless the region lets that be.
func TestMinutes(t *testing.T) {
	no := plan.Bool{V: false, Set: true}
	rises := func(minutes string) *diff.Plan {
		return with(planChange("lp", "klb", diff.PlanOkning), plan.Andring{Nr: number(1), Protokoll: text(minutes)})
	}
	inCase := func(c *diff.Plan, before, after string) *diff.Plan {
		c.Base.Arende, c.Head.Arende = &plan.Arende{Protokoll: text(before)}, &plan.Arende{Protokoll: text(after)}
		return c
	}
	extended := fresh(planChange("lp", "klb", diff.PlanOkning))
	extended.Head.Utokning = &plan.Andring{Protokoll: text("§ 8")}
	outside := memo(diff.MissivAndrat)
	outside.Outside, outside.Head.Arende = true, nil
	outside.Entries = []*plan.Missivandring{{Nr: number(1), Rad: text("skas-hoft"), Protokoll: text("§ 3")}}
	entries := func(inEntry, before, after string) *diff.Memo {
		c := memo(diff.MissivAndrat)
		c.Base, c.Head = &plan.Missiv{Arende: &plan.Arende{Protokoll: text(before)}}, &plan.Missiv{Arende: &plan.Arende{Protokoll: text(after)}}
		c.Entries = []*plan.Missivandring{{Nr: number(1), Rad: text("skas-hoft"), Protokoll: text(inEntry)}, {Nr: number(2), Rad: text("skas-hoft"), Protokoll: text("§ 3")}}
		return c
	}
	beside := func(c *diff.Memo, lines ...string) *diff.Memo {
		for _, id := range lines {
			c.Lines = append(c.Lines, diff.Line{ID: id})
		}
		return c
	}
	unwritten := func(c *diff.Memo) *diff.Memo {
		c.Entries = nil
		return c
	}
	newBeside := memo(diff.MissivNytt)
	newBeside.Entries = entries("§ 2", "", "").Entries
	outsideToo := entries("§ 2", "§ 1", "§ 4")
	outsideToo.Outside = true
	unstated := memo(diff.MissivNytt)
	unstated.Head.Arende = nil
	unstated.Entries = entries("§ 2", "", "").Entries
	waiver := func(decision string) *diff.Register {
		c := register(plan.KindUndantag, diff.UndantagAndrat)
		c.Base, c.Head = nil, &plan.Undantagslista{Undantag: []plan.Undantag{{Regel: text("P214"), Dokument: text("lp"), Beslut: text(decision)}}}
		c.Entries = []diff.Entry{{List: "undantag", Key: "P214+lp", After: diff.Value{There: true}}}
		return c
	}
	gone := register(plan.KindUndantag, diff.UndantagAndrat)
	gone.Entries = []diff.Entry{{List: "undantag", Key: "P214+lp", Before: diff.Value{There: true}}}

	for name, c := range map[string]struct {
		change   diff.Change
		setting  plan.Bool
		version  string
		missing  bool
		mentions string
	}{
		"in the entry":                                     {rises("§ 3"), plan.Bool{}, "9.0", false, "given as § 3: stated, not verified"},
		"missing":                                          {rises(""), plan.Bool{}, "9.0", true, "lp has no reference to the forum's minutes"},
		"missing, where they may be":                       {rises(""), no, "9.0", false, ""},
		"new in the case":                                  {inCase(rises(""), "§ 1", "§ 4"), plan.Bool{}, "9.0", false, "given as § 4"},
		"old in the case":                                  {inCase(rises(""), "§ 1", "§ 1"), plan.Bool{}, "9.0", true, "no reference"},
		"in a new plan's utokning":                         {extended, plan.Bool{}, "9.0", false, "given as § 8"},
		"of a new missiv":                                  {memo(diff.MissivNytt), plan.Bool{}, "9.0", false, "given as § 7"},
		"of a missiv that changes beside":                  {outside, plan.Bool{}, "9.0", true, "no reference"},
		"of a missiv's entries":                            {entries("§ 2", "§ 1", "§ 1"), plan.Bool{}, "9.0", false, "given as § 2, § 3"},
		"of one of a missiv's entries":                     {entries("", "§ 1", "§ 1"), plan.Bool{}, "9.0", true, "change 1 of"},
		"in the case, not in the entry":                    {entries("", "§ 1", "§ 4"), plan.Bool{}, "9.0", true, "change 1 of"},
		"another line beside the entries":                  {beside(entries("§ 2", "§ 1", "§ 1"), "su-hoft"), plan.Bool{}, "9.0", true, "m-1 (the line su-hoft) has no reference"},
		"that line's minutes belong in the case":           {beside(entries("§ 2", "§ 1", "§ 1"), "su-hoft"), plan.Bool{}, "9.0", true, "§ N\" under arende before"},
		"two other lines, and an entry without":            {beside(entries("", "§ 1", "§ 1"), "su-hoft", "siv-hoft"), plan.Bool{}, "9.0", true, "m-1 (change 1, the lines su-hoft and siv-hoft) has no"},
		"both places lack them":                            {beside(entries("", "§ 1", "§ 1"), "su-hoft"), plan.Bool{}, "9.0", true, "in the change's entry and under arende"},
		"another line, the case new, an entry without":     {beside(entries("", "§ 1", "§ 4"), "su-hoft"), plan.Bool{}, "9.0", true, "change 1 of m-1 has no"},
		"another line beside the entries, the case new":    {beside(entries("§ 2", "§ 1", "§ 4"), "su-hoft"), plan.Bool{}, "9.0", false, "given as § 2, § 3, § 4"},
		"a line without an entry":                          {unwritten(entries("", "§ 1", "§ 1")), plan.Bool{}, "9.0", true, "m-1 has no reference"},
		"a line without an entry, the case new":            {unwritten(entries("", "§ 1", "§ 4")), plan.Bool{}, "9.0", false, "given as § 4"},
		"more than lines beside the entries, the case new": {outsideToo, plan.Bool{}, "9.0", false, "given as § 2, § 3, § 4"},
		"more than lines beside the entries, the case old": {outside, plan.Bool{}, "9.0", true, "under arende before"},
		"another line, where the minutes may be left out":  {beside(entries("§ 2", "§ 1", "§ 1"), "su-hoft"), no, "9.0", false, ""},
		"a new missiv with entries":                        {newBeside, plan.Bool{}, "9.0", false, "given as § 2, § 3, § 7"},
		"in an entry, not in the case":                     {unstated, plan.Bool{}, "9.0", true, "no reference"},
		"of the choice of way":                             {offer("vagval"), plan.Bool{}, "6.0", false, "given as § 2"},
		"a waiver's decision":                              {waiver("HS 5"), plan.Bool{}, "9.0", false, "given as HS 5"},
		"a waiver without one":                             {waiver(""), plan.Bool{}, "9.0", true, "no reference"},
		"a waiver that goes":                               {gone, plan.Bool{}, "9.0", false, "no place for a reference"},
	} {
		t.Run(name, func(t *testing.T) {
			p := policy(c.version)
			p.Installningar.ProtokollKravs = c.setting
			list, _ := approval.Requirements([]diff.Change{c.change}, p)
			lacks := 0
			for _, r := range list {
				lacks += len(r.Lacks)
			}
			if (lacks > 0) != c.missing {
				t.Errorf("lacks: %s", notes(list))
			}
			wantSaid(t, "notes", notes(list), c.mentions)
		})
	}
}

// What the files lack no review makes up for.
func TestNoApprovalWithoutMinutes(t *testing.T) {
	changes := []diff.Change{with(planChange("lp", "klb", diff.PlanOkning), plan.Andring{Nr: number(1)})}
	e := evidence(3, changes, approved(1, 16, changes...), approved(2, 31, changes...), approved(3, 6, changes...))
	wantState(t, judge(policy("9.0"), changes, e), approval.StatePending)
	changes[0].(*diff.Plan).Entries[0].Protokoll = text("§ 3")
	wantState(t, judge(policy("9.0"), changes, e), approval.StateApproved)
}
