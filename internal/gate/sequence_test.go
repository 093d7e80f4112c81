package gate_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// story is a request and what happens to it, on a server and in the model.
type story struct {
	*world
	random   *rand.Rand
	happened []string

	main     []tree // the oldest first
	mainHash []string
	rolls    []roll

	author int64
	branch []*commit // what the branch has that main had not
	pages  []*commit // everything that the branch ever was
	words  []word
	pusher int64
	pushed time.Time
	toMain bool
	closed bool

	moves []gate.Move // of the branch, that the server knows nothing of
	robot *fake.User
	opens int

	past []*past // what was merged

	gate            *gate.Gate
	queued, fetched string // what the clone has to hold, and holds
	isApp           bool   // the gate has a name of its own, and attests what it sees
	attested        map[string][]gate.Attested
}

func newStory(t testing.TB, seed uint64) *story {
	t.Helper()
	f := fake.Files{}
	for name, text := range files() {
		if !strings.HasPrefix(name, "plans/20") {
			f[name] = text
		}
	}
	for _, name := range []string{"plans/2027/behovsanalys.yaml", "plans/2027/restvolymer.yaml", "plans/2027/missiv/missiv-2027-ortopedi.yaml", "plans/2027/erbjudanden/erb-2027-su-ogon.yaml"} {
		f[name] = files()[name]
	}
	s := &story{random: rand.New(rand.NewPCG(seed, 7)), main: []tree{beginning()}, rolls: []roll{firstRoll()}, toMain: true, attested: map[string][]gate.Attested{}}
	s.isApp = s.random.IntN(2) == 0
	for place, p := range beginning() {
		f[place] = *p.text()
	}
	s.note("as an app: %v", s.isApp)
	s.rolls[0].since = fake.Start
	f[rolesFile] = s.rolls[0].text(1)
	s.world = worldOf(t, f)
	s.mainHash = []string{s.Head("main")}
	s.robot = s.Robot(900_000_005, "siv")
	s.persons["siv's other account"] = s.Person(900_000_105, "siv-2")
	s.Branch(s.as(planner), "annan", fake.Commit{})
	s.open()
	s.gate = s.newGate()
	return s
}

func (s *story) note(format string, args ...any) {
	s.happened = append(s.happened, fmt.Sprintf(format, args...))
}

func (s *story) one(names ...string) string { return names[s.random.IntN(len(names))] }

func (s *story) head() *commit   { return s.branch[len(s.branch)-1] }
func (s *story) tip() int        { return len(s.main) - 1 }
func (s *story) mainTree() tree  { return s.main[s.tip()] }
func (s *story) forkTree() tree  { return s.main[s.head().fork] }
func (s *story) today() string   { return dayOf(s.Now()) }
func (s *story) days() [3]string { return [3]string{s.day(-1), s.day(0), s.day(1)} }
func (s *story) day(n int) string {
	return s.Now().In(stockholm).AddDate(0, 0, n).Format("2006-01-02")
}

// open opens a request from a new branch.
func (s *story) open() {
	who := s.one(planner, planner, vgs, skas, office, steward)
	s.opens++
	to := s.draft(s.mainTree())
	s.pull = s.Open(s.as(who), fmt.Sprintf("andring-%d", s.opens), "main", fake.Commit{Edit: edit(s.mainTree(), to)})
	s.author, s.words, s.moves, s.pages, s.branch, s.closed = s.as(who).ID, nil, nil, nil, nil, false
	s.arrived(who, &commit{tree: to, hands: []int64{s.author}, parent: s.mainTree()})
	s.note("%s opens a request: %v", who, describe(worked(s.mainTree(), to)))
}

// draft is what somebody makes of the files.
func (s *story) draft(from tree) tree {
	place := from.place(thePlan)
	p := from[place]
	p.bound = 1 + s.random.IntN(3)
	return from.with(place, p)
}

// arrived notes that the branch now ends in a commit that somebody pushed.
func (s *story) arrived(who string, c *commit) {
	c.hash = s.pull.SHA
	if c.mainOld == nil {
		c.fork = s.tip()
		if len(s.branch) > 0 {
			c.fork = s.head().fork
		}
		c.mainOld, c.mainNew = s.main[c.fork], s.main[c.fork]
	} else {
		c.fork = s.tip()
	}
	s.branch, s.pages = append(s.branch, c), append(s.pages, c)
	s.pusher, s.pushed = s.as(who).ID, s.Now()
}

// push pushes files that somebody has written.
func (s *story) push(who, by string, to tree) {
	from := s.head().tree
	s.Push(s.as(who), s.pull, fake.Commit{By: s.as(by), Edit: edit(from, to)})
	s.arrived(who, &commit{tree: to, hands: []int64{s.as(who).ID, s.as(by).ID}, parent: from})
	s.note("%s pushes what %s wrote: %v", who, by, describe(worked(from, to)))
}

// pushMain brings files to main past every request.
func (s *story) pushMain(to tree) {
	from := s.mainTree()
	s.PushMain(s.as(office), fake.Commit{Edit: edit(from, to)})
	s.grew(to)
	s.note("main: %v", describe(worked(from, to)))
}

func (s *story) grew(to tree) {
	s.main, s.mainHash = append(s.main, to), append(s.mainHash, s.Head("main"))
}

func describe(w work) string {
	var out []string
	for doc, c := range w {
		out = append(out, fmt.Sprintf("%s %d.%d to %d.%d", doc, c.before.bound, c.before.loose, c.after.bound, c.after.loose))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// lose makes every review one of which nobody can tell what it was for.
func (s *story) lose() {
	for i := range s.words {
		s.words[i].lost = true
	}
}

func (s *story) said(account int64, bot bool, says string, of *commit) {
	s.words = append(s.words, word{account: account, bot: bot, says: says, at: s.Now(), of: of})
}

// of is the request as the model sees it, where it does some work.
func (s *story) of(does work) *matter {
	c := &matter{is: s.did(), now: s.Now(), author: s.author, pusher: s.pusher, pushed: s.pushed, rolls: s.rolls, words: s.words, does: does, hands: map[int64]bool{}}
	c.did = func(of *commit) work {
		if !slices.Contains(s.branch, of) {
			return nil
		}
		return worked(s.main[of.fork], of.tree)
	}
	for _, page := range s.pages {
		if !page.contributes(does) {
			continue
		}
		c.hands[page.hands[0]] = true
		if slices.Contains(s.branch, page) { // of what the branch no longer has only the push is known
			for _, id := range page.hands {
				c.hands[id] = true
			}
		}
	}
	return c
}

// asIs is the request as it stands; nil where it can't be approved whatever anybody says.
func (s *story) asIs() *matter {
	merged, clash := laid(s.forkTree(), s.mainTree(), s.head().tree)
	inPlans := func(name string) bool { return strings.HasPrefix(name, "plans/") }
	if s.closed || !s.toMain || slices.ContainsFunc(clash, inPlans) || overdrawn(merged) > overdrawn(s.mainTree()) {
		return nil
	}
	return s.of(worked(s.forkTree(), s.head().tree))
}

// overdrawn is how much more the plan takes in week 9 than the offer has.
func overdrawn(t tree) int {
	docs := t.docs()
	return max(0, inWeek9(docs[thePlan])-docs[theOffer].bound)
}

// Facts adds what the server can't do: a branch that is deleted and made anew, and a request
// that is opened again.
type elsewhere struct {
	gate.Host
	*story
}

func (e elsewhere) Facts(ctx context.Context, number int) (*gate.Facts, error) {
	f, err := e.Host.Facts(ctx, number)
	if err == nil {
		f.Open = f.Open && !e.closed
		f.Moves = append(f.Moves, e.moves...)
		slices.SortStableFunc(f.Moves, func(a, b gate.Move) int { return a.At.Compare(b.At) })
	}
	return f, err
}

// Attested gives what the gate has attested.
func (e elsewhere) Attested(ctx context.Context, commit string) ([]gate.Attested, error) {
	if !e.isApp {
		return e.Host.Attested(ctx, commit)
	}
	return e.attested[commit], nil
}

// Attest keeps what the gate attests; nothing else is published.
func (e elsewhere) Attest(_ context.Context, commit string, texts []string) error {
	for _, text := range texts {
		e.attested[commit] = append(e.attested[commit], gate.Attested{At: e.Now(), Text: text})
	}
	return nil
}

func (elsewhere) Status(context.Context, string, gate.Status) error { return nil }

func (elsewhere) Comment(context.Context, int, string) error { return nil }

// seen notes what the reviews were for that the gate has just judged, except of those who have
// a hand in it.
func (s *story) seen() {
	hands := s.of(worked(s.forkTree(), s.head().tree)).hands
	for i, w := range s.words {
		if s.isApp && !hands[w.account] && !s.closed && !w.lost && !w.rewritten && !w.bot && w.says != "COMMENTED" && w.says != "DISMISSED" && slices.Contains(s.branch, w.of) {
			s.words[i].seen = worked(s.main[w.of.fork], w.of.tree).meaning()
		}
	}
}

// rewrite makes of every review one that only what the gate has seen can tell of.
func (s *story) rewrite() {
	for i, w := range s.words {
		s.words[i].rewritten = true
		s.words[i].lost = w.lost || w.seen == ""
	}
}

// newGate makes the story's gate, which fetches what is new.
func (s *story) newGate() *gate.Gate {
	s.t.Helper()
	r, err := github.NewReader(s.options(s.ReadToken()))
	if err != nil {
		s.t.Fatal(err)
	}
	words := func(*gate.Verdict) gate.Words { return gate.Words{} }
	return &gate.Gate{Host: elsewhere{r, s}, Lister: r, To: elsewhere{r, s}, Words: words, Schemas: schemas, Now: s.Now, Open: func() (*gitrepo.Repo, error) {
		if now := s.pull.SHA + s.Head("main") + s.queued; now != s.fetched {
			s.Fetch(s.dir)
			s.fetched = now
		}
		return gitrepo.Open(s.dir)
	}}
}

func (s *story) judged(target gate.Target) *gate.Verdict {
	s.t.Helper()
	v, err := s.gate.Judge(s.t.Context(), target)
	if err != nil {
		s.t.Fatal(err)
	}
	if v.State != failed && target.Group == nil {
		s.seen()
	}
	return v
}

func (s *story) failf(v *gate.Verdict, format string, args ...any) {
	s.t.Helper()
	s.t.Fatalf("%s\nafter:\n  %s\nthe gate says:\n%s", fmt.Sprintf(format, args...), strings.Join(s.happened, "\n  "), told(v))
}
