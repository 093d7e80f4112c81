package gate_test

import (
	"maps"
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// step is something that happens, to the server and to the model.
type step struct {
	name string
	odds int
	do   func(s *story)
	// yes tells that it only adds a yes to what is there, none that it adds nothing at all.
	yes, none bool
}

var voters = []string{office, vgs, vgs, skas, skas, siv, siv, steward, su, forum, "p-008", "p-009", outsider, planner, "siv's other account"}

var steps = []step{
	{name: "approve", odds: 6, yes: true, do: func(s *story) { s.review(s.one(voters...), "APPROVED") }},
	{name: "everybody approves", odds: 7, yes: true, do: func(s *story) {
		for _, who := range []string{office, vgs, skas, siv, steward} {
			s.review(who, "APPROVED")
		}
	}},
	{name: "approve an older page", odds: 2, do: func(s *story) {
		page, who := s.pages[s.random.IntN(len(s.pages))], []string{s.one(voters...)}
		if s.random.IntN(2) == 0 {
			who = []string{office, vgs, skas, siv}
		}
		for _, who := range who {
			s.ReviewOf(s.as(who), s.pull, page.hash, "APPROVED", "")
			s.said(s.as(who).ID, false, "APPROVED", page)
			s.note("%s approves %s", who, page.hash[:8])
		}
	}},
	{name: "request changes", odds: 1, do: func(s *story) {
		if who := s.one(voters...); s.as(who).ID != s.author {
			s.review(who, "CHANGES_REQUESTED")
		}
	}},
	{name: "comment", odds: 1, none: true, do: func(s *story) { s.review(s.one(voters...), "COMMENTED") }},
	{name: "a program approves", odds: 1, none: true, do: func(s *story) {
		s.Approve(s.robot, s.pull)
		s.said(s.robot.ID, true, "APPROVED", s.head())
		s.note("a program approves")
	}},
	{name: "the author approves", odds: 1, none: true, do: func(s *story) {
		for name, u := range s.persons {
			if u.ID == s.author {
				s.review(name, "APPROVED")
			}
		}
	}},
	{name: "dismiss", odds: 2, do: func(s *story) {
		var who []string
		for _, name := range voters {
			if s.Dismissable(s.as(name), s.pull) != nil {
				who = append(who, name)
			}
		}
		if len(who) == 0 {
			return
		}
		s.dismiss(s.one(who...))
	}},

	{name: "push content", odds: 3, do: func(s *story) {
		s.push(s.one(planner, planner, vgs, skas, siv), s.one(planner, planner, siv, office), s.otherwise(s.head().tree))
	}},
	{name: "push layout", odds: 2, do: func(s *story) {
		who, to := s.one(planner, vgs), s.head().tree
		place := s.one(places[otherPlan], to.place(thePlan))
		p := to[place]
		p.layout = 1 + s.random.IntN(1000)
		s.push(who, who, to.with(place, p))
	}},
	{name: "move a file", odds: 1, do: func(s *story) {
		from := s.head().tree
		at := from.place(thePlan)
		to := map[string]string{planFile: movedTo, movedTo: planFile}[at]
		s.push(planner, planner, from.with(at, paper{}).with(to, from[at]))
	}},
	{name: "remove a plan", odds: 1, do: func(s *story) {
		if s.random.IntN(3) == 0 {
			s.push(planner, planner, s.head().tree.with(places[otherPlan], paper{}))
		}
	}},
	{name: "push nothing", odds: 3, do: func(s *story) {
		for name, u := range s.persons {
			if u.ID == s.author && s.random.IntN(3) > 0 {
				s.push(name, name, s.head().tree)
				return
			}
		}
		s.push(siv, siv, s.head().tree)
	}},
	{name: "force-push", odds: 2, do: func(s *story) {
		if !s.toMain {
			return // the new commits would stand on the other base
		}
		to := s.draft(s.mainTree())
		if s.random.IntN(2) == 0 { // the same again
			to, _ = laid(s.forkTree(), s.mainTree(), s.head().tree)
		}
		if s.random.IntN(2) == 0 { // the gate has not seen these
			for _, who := range []string{office, vgs, skas, siv} {
				s.review(who, "APPROVED")
			}
		}
		s.ForcePush(s.as(planner), s.pull, fake.Commit{Edit: edit(s.mainTree(), to)})
		s.branch = nil
		s.rewrite()
		s.arrived(planner, &commit{tree: to, hands: []int64{s.as(planner).ID}, parent: s.mainTree()})
		s.note("%s rewrites the branch: %s", planner, describe(worked(s.mainTree(), to)))
	}},

	{name: "main changes", odds: 3, do: func(s *story) { s.pushMain(s.otherwise(s.mainTree())) }},
	{name: "main is reverted", odds: 2, do: func(s *story) { s.pushMain(beginning()) }},
	{name: "roles change", odds: 4, do: func(s *story) {
		now, what := s.rolls[len(s.rolls)-1].changed(s.days(), s.random)
		s.roles(now, what)
	}},
	{name: "update from main", odds: 3, do: func(s *story) { s.update(s.one(vgs, siv, planner), false) }},
	{name: "update that smuggles", odds: 1, do: func(s *story) { s.update(s.one(vgs, siv, planner), true) }},
	{name: "retarget", odds: 1, do: func(s *story) {
		s.Retarget(s.as(planner), s.pull, map[bool]string{true: "annan", false: "main"}[s.toMain])
		s.toMain = !s.toMain
		s.lose()
		s.note("to main: %v", s.toMain)
	}},
	{name: "close or open again", odds: 1, do: func(s *story) {
		s.closed = !s.closed
		s.note("closed: %v", s.closed)
	}},
	{name: "delete the branch and make it anew", odds: 1, do: func(s *story) {
		if s.random.IntN(2) == 0 {
			return
		}
		s.Advance(time.Minute)
		by := personOf(s.as(planner))
		s.moves = append(s.moves, gate.Move{How: gate.Deleted, At: s.Now(), By: by, Before: s.pull.SHA},
			gate.Move{How: gate.Created, At: s.Now(), By: by, After: s.pull.SHA})
		s.pusher, s.pushed = by.ID, s.Now()
		s.lose()
		s.note("the branch is made anew")
	}},
	{name: "midnight", odds: 3, do: func(s *story) {
		s.midnight(time.Duration(s.random.IntN(3)-1) * time.Second)
	}},
	{name: "days pass", odds: 1, do: func(s *story) {
		days := time.Duration(1+s.random.IntN(9)) * 24 * time.Hour
		if last := time.Date(2026, 12, 19, 12, 0, 0, 0, stockholm).Sub(s.Now()); last > 0 && s.random.IntN(2) == 0 {
			days = last // of the routine
		}
		s.Advance(days)
		s.note("it is %s", s.today())
	}},
	{name: "everybody has a hand", odds: 3, do: (*story).hands},
	{name: "both sides change it", odds: 3, do: (*story).bothSides},
	{name: "a role is handed over", odds: 2, do: (*story).handOver},
	{name: "a role is lent", odds: 2, do: (*story).lend},
	{name: "merge queue", odds: 2, do: (*story).queue},
	{name: "merge", odds: 2, do: (*story).merge},
}

func (s *story) dismiss(who string) {
	s.Dismiss(s.as(planner), s.pull, s.Dismissable(s.as(who), s.pull), "")
	for i, w := range slices.Backward(s.words) {
		if w.account == s.as(who).ID && !w.bot && (w.says == "APPROVED" || w.says == "CHANGES_REQUESTED") {
			s.words[i].says = "DISMISSED"
			break
		}
	}
	s.note("the review of %s is dismissed", who)
}

func (s *story) review(who, says string) {
	s.Review(s.as(who), s.pull, says, "")
	s.said(s.as(who).ID, false, says, s.head())
	s.note("%s: %s", who, says)
}

// otherwise changes one document.
func (s *story) otherwise(t tree) tree {
	doc := s.one(thePlan, thePlan, thePlan, theOffer, otherPlan, sameLine, news)
	place := t.place(doc)
	p := t[place]
	switch {
	case place == "":
		return t
	case doc == theOffer:
		p.bound = s.random.IntN(3)
	case doc == news:
		p.bound = s.random.IntN(4)
	case doc == thePlan && s.random.IntN(3) > 0:
		p.bound = s.random.IntN(4)
	default:
		p.loose = 1 + s.random.IntN(3)
	}
	return t.with(place, p)
}

// update brings the branch up to date with main. Where both have changed a file somebody has
// to decide: for the branch's, for main's, or for something new.
func (s *story) update(who string, smuggle bool) {
	if !s.toMain || s.head().fork == s.tip() {
		return
	}
	from := s.head().tree
	to, clash := laid(s.forkTree(), s.mainTree(), from)
	c := &commit{hands: []int64{s.as(who).ID}, parent: from, mainOld: s.forkTree(), mainNew: s.mainTree()}
	for _, place := range clash {
		for _, doc := range []string{from[place].doc, s.mainTree()[place].doc} {
			ours, theirs := from.place(doc), s.mainTree().place(doc)
			if ours == "" || theirs == "" {
				continue
			}
			to = to.with(ours, paper{}).with(theirs, paper{})
			if s.random.IntN(2) == 0 {
				to = to.with(ours, from[ours])
			} else {
				to = to.with(theirs, s.mainTree()[theirs])
			}
		}
	}
	switch smuggled := s.otherwise(to); {
	case len(clash) > 0:
		if smuggle {
			to = smuggled
		}
		text := s.filesWith(s.mainHash[s.tip()], edit(s.mainTree(), to))
		s.Push(s.as(who), s.pull, fake.Commit{Merges: s.Head("main"), Edit: difference(s.FilesAt(s.pull.SHA), text)})
	case smuggle:
		s.UpdateBranch(s.as(who), s.pull, edit(to, smuggled))
		to = smuggled
	default:
		s.UpdateBranch(s.as(who), s.pull, nil)
	}
	c.tree = to
	s.arrived(who, c)
	s.note("%s updates from main (clash %v): %s", who, clash, describe(worked(from, to)))
}

func (s *story) filesWith(commit string, e fake.Edit) fake.Files {
	out := maps.Clone(s.FilesAt(commit))
	for name, text := range e {
		if text == nil {
			delete(out, name)
		} else {
			out[name] = *text
		}
	}
	return out
}

// difference is the edit that makes one tree of another.
func difference(from, to fake.Files) fake.Edit {
	out := fake.Edit{}
	for name := range from {
		if _, still := to[name]; !still {
			out[name] = nil
		}
	}
	for name, text := range to {
		if old, had := from[name]; !had || old != text {
			out[name] = fake.Text(text)
		}
	}
	return out
}

// hands lets everybody who has to agree do something to the branch before she agrees: write
// in it, update it, or pass something off as an update.
func (s *story) hands() {
	for _, who := range []string{vgs, skas, siv} {
		if s.random.IntN(3) > 0 || !s.toMain {
			place := s.head().tree.place(thePlan)
			p := s.head().tree[place]
			p.bound = 1 + p.bound%2
			s.push(who, who, s.head().tree.with(place, p))
			continue
		}
		p := s.mainTree()[places[sameLine]]
		p.loose++
		s.pushMain(s.mainTree().with(places[sameLine], p))
		s.update(who, s.random.IntN(2) == 0)
	}
	for _, who := range []string{vgs, skas, siv} {
		s.review(who, "APPROVED")
	}
}

// bothSides lets main change what the request changes and has been approved for, and somebody
// bring the branch up to date.
func (s *story) bothSides() {
	doc := s.one(theOffer, news, news)
	place, change := s.head().tree.place(doc), func(t tree, by int) tree {
		p := t[t.place(doc)]
		p.bound = (p.bound + by) % 3
		return t.with(t.place(doc), p)
	}
	if s.mainTree().place(doc) != place {
		return
	}
	s.push(planner, planner, change(s.head().tree, 1))
	for _, who := range []string{office, vgs, skas, siv, steward} {
		s.review(who, "APPROVED")
	}
	s.pushMain(change(s.mainTree(), 2))
	s.update(s.one(vgs, siv, planner), false)
}

// handOver lets somebody agree, or push what she has opened, who has the role only on the day
// after, and gives the role to her alone.
func (s *story) handOver() {
	who, role := s.one(newcomer, su), s.one("vardgarantiservice", "representant skas", "representant siv", "koncernkontoret")
	for _, name := range []string{vgs, skas, office, steward} {
		if s.as(name).ID == s.author {
			who, role = name, "vardgarantiservice" // who may act
			s.push(who, who, s.head().tree)
		}
	}
	for _, name := range []string{office, vgs, skas, siv, steward, su, outsider} {
		s.review(name, "APPROVED")
	}
	s.midnight(time.Second)
	now, days := s.rolls[len(s.rolls)-1], s.days()
	next := roll{accounts: maps.Clone(now.accounts)}
	for _, d := range now.duties {
		if d.role == role {
			d.till = max(d.from, days[0])
		}
		next.duties = append(next.duties, d)
	}
	if who == newcomer {
		next.accounts[newcomer] = outsiderID
	}
	next.add(duty{who, role, s.one(days[:2]...), endless, ""})
	s.roles(next, who+" alone is "+role)
}

// lend lets a substitute agree for somebody, who may then lose the role herself.
func (s *story) lend() {
	now := s.rolls[len(s.rolls)-1]
	role := s.one("vardgarantiservice", "representant skas", "representant siv", "koncernkontoret")
	i := slices.IndexFunc(now.duties, func(d duty) bool { return d.role == role && d.by == "" && now.owns(d.person, role, s.today()) })
	if i < 0 || now.duties[i].person == su {
		return
	}
	by := now.duties[i].person
	next := roll{accounts: now.accounts, duties: slices.Clone(now.duties)}
	next.add(duty{su, role, s.today(), s.day(1 + s.random.IntN(2)), by})
	s.roles(next, su+" stands in for "+by+" as "+role)
	for _, who := range []string{su, office, vgs, skas, siv} {
		s.review(who, "APPROVED")
	}
	if s.random.IntN(2) == 0 {
		later := roll{accounts: next.accounts, duties: slices.Clone(next.duties)}
		later.duties[i].till = max(later.duties[i].from, s.day(-1))
		s.roles(later, by+" is "+role+" no more")
	}
}

func (s *story) midnight(after time.Duration) {
	y, m, d := s.Now().In(stockholm).Date()
	s.Advance(time.Date(y, m, d+1, 0, 0, 0, 0, stockholm).Sub(s.Now()) + after)
	s.note("it is %s", s.Now().In(stockholm).Format(time.DateTime))
}

// roles brings a role register to main.
func (s *story) roles(now roll, what string) {
	text := now.text(len(s.rolls) + 1)
	s.PushMain(s.as(office), fake.Commit{Edit: fake.Edit{rolesFile: &text}})
	now.since = s.Now()
	s.rolls = append(s.rolls, now)
	s.grew(s.mainTree())
	s.note("%s: %s", s.today(), what)
}

// queue puts the request in the merge queue: what would reach main is judged like the
// request itself.
func (s *story) queue() {
	merged, clash := laid(s.forkTree(), s.mainTree(), s.head().tree)
	if !s.toMain || s.closed || len(clash) > 0 {
		return
	}
	g := s.Queue(s.as(office), s.pull)[0]
	s.queued = g.Head
	want := overdrawn(merged) <= overdrawn(s.mainTree()) && s.of(worked(s.mainTree(), merged)).approved()
	v := s.judged(gate.Target{Number: s.pull.Number, Group: &gate.Group{Tips: gate.Tips{Head: g.Head, Base: g.Base}, BaseBranch: "main"}})
	if (v.State == approved) != want || v.Commit() != g.Head {
		s.failf(v, "in the merge queue %s, the model says %v", v.State, want)
	}
}

// merge brings the request to main in one of the ways there are, whatever the gate says of
// it; then somebody opens another one.
func (s *story) merge() {
	merged, clash := laid(s.forkTree(), s.mainTree(), s.head().tree)
	if !s.toMain || s.closed || len(clash) > 0 {
		return
	}
	how := []fake.Method{fake.Merge, fake.Squash, fake.Rebase}[s.random.IntN(3)]
	if how == fake.Rebase && (!maps.Equal(s.forkTree(), s.mainTree()) || slices.ContainsFunc(s.branch, func(c *commit) bool { return c.fork != s.branch[0].fork })) {
		how = fake.Squash
	}
	valid, asked := overdrawn(merged) <= overdrawn(s.mainTree()), s.of(worked(s.mainTree(), merged))
	before := s.Head("main")
	s.MergePull(s.as(vgs), s.pull, how)
	asked.now = s.Now()
	s.decided(before, valid && asked.approved())
	s.grew(merged)
	s.note("merged (%s)", how)
	for place, p := range merged {
		if got := s.FilesAt(s.Head("main"))[place]; got != *p.text() {
			s.t.Fatalf("the model is wrong about what %s gives: %s\n%v", how, place, s.happened)
		}
	}
	if v := s.judged(gate.Target{Number: s.pull.Number}); v.State == approved || !v.Closed {
		s.failf(v, "merged, and %s", v.State)
	}
	s.open()
}
func personOf(u *fake.User) *approval.Account { return &approval.Account{ID: u.ID, Login: u.Login} }
