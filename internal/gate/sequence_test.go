package gate_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// model is the naive view of a request that vgs, skas and siv have to agree to: what each
// said last, of which content, and whether that can still be told.
type model struct {
	content int
	toMain  bool
	last    map[string]*opinion
	// rewritten tells that the request's first commit is no longer in its branch.
	rewritten bool
}

type opinion struct {
	yes     bool
	content int
	lost    bool // the branch was rewritten, or the base changed, since
}

func (m *model) approved() bool {
	for _, who := range []string{vgs, skas, siv} {
		o := m.last[who]
		if o == nil || !o.yes || o.lost || o.content != m.content {
			return false
		}
	}
	return m.toMain
}

func (m *model) lose() {
	for _, o := range m.last {
		o.lost = true
	}
}

// step is something that happens, to the world and to the model.
type step struct {
	name string
	do   func(w *world, m *model, random *rand.Rand)
}

var reviewers = []string{vgs, skas, siv, office, outsider}

func someone(random *rand.Rand) string { return reviewers[random.IntN(len(reviewers))] }

var steps = []step{
	{"approve", func(w *world, m *model, random *rand.Rand) {
		who := someone(random)
		w.approve(who)
		m.last[who] = &opinion{yes: true, content: m.content}
	}},
	{"approve the page that was open", func(w *world, m *model, random *rand.Rand) {
		// The reviewer has the first commit before her, whatever was pushed since.
		who := someone(random)
		w.ReviewOf(w.as(who), w.pull, w.first, "APPROVED", "")
		m.last[who] = &opinion{yes: true, content: 1, lost: m.rewritten}
	}},
	{"everybody approves", func(w *world, m *model, _ *rand.Rand) {
		for _, who := range []string{vgs, skas, siv} {
			w.approve(who)
			m.last[who] = &opinion{yes: true, content: m.content}
		}
	}},
	{"request changes", func(w *world, m *model, random *rand.Rand) {
		who := someone(random)
		w.Review(w.as(who), w.pull, "CHANGES_REQUESTED", "nej")
		m.last[who] = &opinion{content: m.content}
	}},
	{"comment", func(w *world, _ *model, random *rand.Rand) {
		w.Review(w.as(someone(random)), w.pull, "COMMENTED", "hm")
	}},
	{"dismiss", func(w *world, m *model, random *rand.Rand) {
		who := someone(random)
		if r := w.Dismissable(w.as(who), w.pull); r != nil {
			w.Dismiss(w.as(planner), w.pull, r, "")
			delete(m.last, who)
		}
	}},
	{"push", func(w *world, m *model, random *rand.Rand) {
		m.content = 1 + random.IntN(2)
		w.Push(w.as(planner), w.pull, fake.Commit{Edit: fake.Edit{planFile: moved(files(), m.content)[planFile]}})
	}},
	{"push layout", func(w *world, m *model, random *rand.Rand) {
		text := fmt.Sprintf("# %d\n%s", random.IntN(1000), *moved(files(), m.content)[planFile])
		w.Push(w.as(planner), w.pull, fake.Commit{Edit: fake.Edit{planFile: &text}})
	}},
	{"force-push", func(w *world, m *model, random *rand.Rand) {
		m.content = 1 + random.IntN(2)
		w.ForcePush(w.as(planner), w.pull, fake.Commit{Edit: moved(files(), m.content)})
		m.lose()
		m.rewritten = true
	}},
	{"main moves", func(w *world, _ *model, random *rand.Rand) {
		w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{"NEWS.md": fake.Text(fmt.Sprint(random.IntN(1000)))}})
	}},
	{"update from main", func(w *world, m *model, random *rand.Rand) {
		if m.toMain {
			w.UpdateBranch(w.as(reviewers[random.IntN(3)]), w.pull, nil)
		}
	}},
	{"retarget", func(w *world, m *model, _ *rand.Rand) {
		to := map[bool]string{true: "annan", false: "main"}[m.toMain]
		w.Retarget(w.as(planner), w.pull, to)
		m.toMain = !m.toMain
		m.lose()
	}},
}

// Whatever happens in whatever order, the gate is of the opinion of the naive model.
func TestRandomSequencesAgainstTheModel(t *testing.T) {
	const sequences, length = 7, 12
	yes, no := 0, 0
	for n := range sequences {
		random := rand.New(rand.NewPCG(uint64(n), 7))
		w := newWorld(t)
		w.Branch(w.as(planner), "annan", fake.Commit{})
		w.first = w.request(planner).SHA
		m := &model{content: 1, toMain: true, last: map[string]*opinion{}}
		var happened []string
		for range length {
			s := steps[random.IntN(len(steps))]
			s.do(w, m, random)
			happened = append(happened, s.name)
			v := w.judge()
			if got, want := v.State == approved, m.approved(); got != want {
				t.Fatalf("sequence %d: %s, the model says %v after: %s\n%s", n, v.State, want, strings.Join(happened, ", "), told(v))
			}
			if m.approved() {
				yes++
			} else {
				no++
			}
		}
	}
	if yes < 8 || no < 30 {
		t.Errorf("%d times approved, %d times not: the sequences show too little", yes, no)
	}
}
