package gate_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// A request that would keep the others waiting is not read at all.
func TestRequestsThatAreTooLargeAreNotJudged(t *testing.T) {
	many := func(n int) fake.Edit {
		out := fake.Edit{}
		for i := range n {
			out[fmt.Sprintf("bilagor/%d.txt", i)] = fake.Text(fmt.Sprint(i))
		}
		return out
	}
	again := func(n int) []fake.Commit {
		var out []fake.Commit
		for i := range n {
			out = append(out, fake.Commit{Edit: fake.Edit{"bilaga.txt": fake.Text(fmt.Sprint(i) + strings.Repeat("x", 1<<20))}})
		}
		return out
	}
	for name, c := range map[string]struct {
		commits []fake.Commit
		tooMuch bool
	}{
		"as many files as there may be": {[]fake.Commit{{Edit: many(5000)}}, false},
		"one file more":                 {[]fake.Commit{{Edit: many(5001)}}, true},
		"one large file":                {[]fake.Commit{{Edit: fake.Edit{"bilaga.txt": fake.Text(strings.Repeat("x", 32<<20+1))}}}, true},
		"one file in many states":       {again(32), true},
		"one file in fewer states":      {again(31), false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.pull = w.Open(w.as(planner), "stor", "main", c.commits...)
			v := w.judge()
			if got := v.State == failed && strings.Contains(told(v), "för stor för att prövas"); got != c.tooMuch || !c.tooMuch && v.State == failed {
				t.Errorf("%s:\n%s", v.State, told(v))
			}
		})
	}
}

// What a request takes over from main is not its own, however much it is.
func TestMainMayGrowByAnyAmount(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	grown := fake.Edit{}
	for i := range 5001 {
		grown[fmt.Sprintf("bilagor/%d.txt", i)] = fake.Text(fmt.Sprint(i))
	}
	w.PushMain(w.as(office), fake.Commit{Edit: grown})
	w.UpdateBranch(w.as(planner), w.pull, nil)
	w.approve(vgs, skas, siv)
	w.expect(approved)
}

// A judgement that is broken off says nothing of what it has not read.
func TestJudgementThatIsBrokenOff(t *testing.T) {
	w := agreed(t)
	ctx, done := context.WithCancel(t.Context())
	defer done()
	g := w.gate()
	open := g.Open
	g.Open = func() (*gitrepo.Repo, error) { defer done(); return open() }
	v, err := g.Judge(ctx, gate.Target{Number: 1})
	if err != nil || v.State != failed || !strings.Contains(told(v), "avbröts") {
		t.Errorf("%s, %v\n%s", v.State, err, told(v))
	}
}

// ending is a context that ends once it has been asked so many times whether it has.
type ending struct {
	context.Context
	left *int
}

func (e ending) Err() error {
	if *e.left--; *e.left < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// Whenever the time runs out, what was not read is never taken for nothing.
func TestTimeThatRunsOutIsNoVerdict(t *testing.T) {
	w := agreed(t)
	ended := 0
	for n := range 100 {
		left := n
		v, err := w.gate().Judge(ending{t.Context(), &left}, gate.Target{Number: 1})
		switch {
		case err != nil || left < 0 && v.State != failed || left >= 0 && v.State != approved:
			t.Errorf("asked %d times: %s, %v\n%s", n, v.State, err, told(v))
		case left < 0:
			ended++
		default:
			if ended < 3 {
				t.Errorf("asked %d times only", ended)
			}
			return
		}
	}
	t.Error("it never ends")
}

// timed notes until when the facts of a request may take.
type timed struct {
	gate.Host
	limited map[int]bool
}

func (h timed) Facts(ctx context.Context, number int) (*gate.Facts, error) {
	_, h.limited[number] = ctx.Deadline()
	return h.Host.Facts(ctx, number)
}

// Where others wait a request has only so much time; alone it has what it takes.
func TestOneOfManyHasItsTime(t *testing.T) {
	w := agreed(t)
	w.Open(w.as(planner), "annan", "main", fake.Commit{Edit: contacts("Någon annan")})
	g := w.gate()
	h := timed{g.Host, map[int]bool{}}
	g.Host = h
	for _, c := range []struct {
		selection gate.Selection
		limited   bool
	}{{gate.Selection{Numbers: []int{1}}, false}, {gate.Selection{All: true}, true}} {
		targets, err := g.Targets(t.Context(), c.selection)
		if err != nil {
			t.Fatal(err)
		}
		for _, target := range targets {
			if v, err := g.Judge(t.Context(), target); err != nil || v.State == failed || h.limited[target.Number] != c.limited {
				t.Errorf("%s of %+v: %s, %v, limited %v", target, c.selection, v.State, err, h.limited[target.Number])
			}
		}
	}
}
