package gate_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// contacts changes who to talk to about the plan: nothing that anybody has agreed to.
func contacts(who string) fake.Edit {
	return fake.Edit{planFile: fake.Text(strings.Replace(files()[planFile], "Operationskoordinator", who, 1))}
}

// A03: what somebody has written stays hers, whoever puts it into a commit of his own: she is
// not the independent reviewer of it.
func TestA03ForcePushHidesNobodysHand(t *testing.T) {
	squash := func(w *world) {
		w.ForcePush(w.as(planner), w.pull, fake.Commit{By: w.as(planner), Edit: contacts("Någon annan"), Message: "squash"})
	}
	open := func(w *world) { w.pull = w.Open(w.as(planner), "kontakt", "main", fake.Commit{}) }
	written := func(w *world) {
		w.Push(w.as(siv), w.pull, fake.Commit{By: w.as(siv), Edit: contacts("Någon annan")})
	}
	newer := func(w *world) {
		w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"NEWS.md": fake.Text("ny\n")}})
	}
	for name, c := range map[string]struct {
		do    func(w *world)
		state approval.State
	}{
		"written by her, squashed":       {func(w *world) { open(w); written(w); squash(w) }, pending},
		"written by her, squashed twice": {func(w *world) { open(w); written(w); squash(w); squash(w) }, pending},
		"nothing of hers":                {func(w *world) { open(w); squash(w) }, approved},
		"an empty commit of hers":        {func(w *world) { open(w); w.Push(w.as(siv), w.pull, fake.Commit{}); squash(w) }, approved},
		"updated by her from main":       {func(w *world) { open(w); newer(w); w.UpdateBranch(w.as(siv), w.pull, nil); squash(w) }, approved},
		"passed off by her as an update": {func(w *world) {
			open(w)
			newer(w)
			w.UpdateBranch(w.as(siv), w.pull, contacts("Någon annan"))
			squash(w)
		}, pending},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			c.do(w)
			w.approve(siv)
			w.expect(c.state)
		})
	}
}

// lost tells of what happened to the branch in commits that nobody has any more.
type lost struct {
	gate.Host
	move gate.Move
}

func (l lost) Facts(ctx context.Context, number int) (*gate.Facts, error) {
	f, err := l.Host.Facts(ctx, number)
	if err == nil {
		f.Moves = append([]gate.Move{l.move}, f.Moves...)
	}
	return f, err
}

// A03: of a push whose commits nobody has any more it can't be told that it was an update.
func TestA03PushThatNobodyCanReadIsAHand(t *testing.T) {
	w := newWorld(t)
	w.pull = w.Open(w.as(planner), "kontakt", "main", fake.Commit{Edit: contacts("Någon annan")})
	w.approve(siv)
	somewhere, nowhere := strings.Repeat("1", 40), strings.Repeat("0", 40)
	for name, c := range map[string]struct {
		move  gate.Move
		state approval.State
	}{
		"hers":             {gate.Move{How: gate.Pushed, By: personOf(w.as(siv)), Before: w.Head("main"), After: somewhere}, pending},
		"of a new branch":  {gate.Move{How: gate.Created, By: personOf(w.as(siv)), Before: nowhere, After: somewhere}, pending},
		"back to main":     {gate.Move{How: gate.ForcePushed, By: personOf(w.as(siv)), Before: somewhere, After: w.Head("main")}, approved},
		"of main's":        {gate.Move{How: gate.Created, By: personOf(w.as(siv)), Before: nowhere, After: w.Head("main")}, approved},
		"of a deletion":    {gate.Move{How: gate.Deleted, By: personOf(w.as(siv)), Before: somewhere, After: nowhere}, approved},
		"another's":        {gate.Move{How: gate.Pushed, By: personOf(w.as(skas)), Before: w.Head("main"), After: somewhere}, approved},
		"of nobody's":      {gate.Move{How: gate.Pushed, Before: w.Head("main"), After: somewhere}, approved},
		"told without one": {gate.Move{How: gate.ForcePushed, By: personOf(w.as(siv))}, approved},
	} {
		t.Run(name, func(t *testing.T) {
			g := w.gate()
			g.Host = lost{g.Host, c.move}
			v, err := g.Judge(t.Context(), gate.Target{Number: w.pull.Number})
			if err != nil || v.State != c.state {
				t.Errorf("%s, want %s, %v\n%s", v.State, c.state, err, told(v))
			}
		})
	}
}

// A03: what happened to another branch of the same name, before this one was made, is no
// part of the request; what happened since is.
func TestA03EarlierBranchesOfTheName(t *testing.T) {
	w := newWorld(t)
	before := w.Now()
	w.pull = w.Open(w.as(planner), "kontakt", "main", fake.Commit{Edit: contacts("Någon annan")})
	w.approve(siv)
	for name, c := range map[string]struct {
		deleted time.Time
		state   approval.State
	}{
		"deleted before": {before.Add(-time.Minute), approved},
		"deleted since":  {w.Now().Add(-time.Nanosecond), pending},
	} {
		t.Run(name, func(t *testing.T) {
			g := w.gate()
			g.Host = lost{lost{g.Host, gate.Move{How: gate.Deleted, At: c.deleted}}, gate.Move{How: gate.Pushed, By: personOf(w.as(siv)), After: strings.Repeat("1", 40)}}
			v, err := g.Judge(t.Context(), gate.Target{Number: w.pull.Number})
			if err != nil || v.State != c.state {
				t.Errorf("%s, want %s, %v\n%s", v.State, c.state, err, told(v))
			}
		})
	}
}

// A03: the gate vouches for no review by somebody with a hand in the content: after a
// force-push nothing else might show that she had one.
func TestA03NobodyWitnessesHerOwnContent(t *testing.T) {
	a := withApp(t, newWorld(t))
	a.pull = a.Open(a.as(planner), "kontakt", "main", fake.Commit{})
	a.Push(a.as(siv), a.pull, fake.Commit{By: a.as(siv), Edit: contacts("Någon annan")})
	a.approve(siv)
	a.want(pending, "bidragit till innehållet")
	if got := a.attested(a.pull.SHA); len(got) > 0 {
		t.Errorf("attested %q", got)
	}
	a.ForcePush(a.as(planner), a.pull, fake.Commit{By: a.as(planner), Edit: contacts("Någon annan"), Message: "squash"})
	a.want(pending, "grinden hade inte sett den")
	a.approve(siv)
	a.want(pending, "bidragit till innehållet")
	a.approve(skas)
	a.want(approved)
}

// What somebody passed off as an update stays hers though the file is moved afterwards.
func TestMovingAFileHidesNobodysHand(t *testing.T) {
	w := newWorld(t)
	w.pull = w.Open(w.as(planner), "kontakt", "main", fake.Commit{})
	w.PushMain(w.as(office), fake.Commit{Edit: contacts("Koordinator")})
	mine := contacts("Någon annan")
	w.UpdateBranch(w.as(siv), w.pull, mine)
	w.Push(w.as(planner), w.pull, fake.Commit{By: w.as(planner), Edit: fake.Edit{planFile: nil, movedTo: mine[planFile]}})
	w.approve(siv)
	w.expect(pending, "bidragit till innehållet")
	w.approve(skas)
	w.expect(approved)
}
