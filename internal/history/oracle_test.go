package history_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

const hipID = "lp-2027-skas-exk-hoftprotes"

// What show and log --weeks tell of random histories is what reading every file of every
// revision tells.
func TestShowAgainstReadingEverything(t *testing.T) {
	stockholm, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	states := map[string]int{}
	for seed := range uint64(24) {
		r := rand.New(rand.NewPCG(seed, 5))
		l := newRandom(t, r)
		for range 10 + r.IntN(6) {
			l.step()
		}
		head := l.open(t)
		line, err := history.Read(l.repo, gitrepo.Revision{}, head)
		if err != nil {
			t.Fatal(err)
		}
		read := reader(t)
		all, err := line.All(read)
		if err != nil {
			t.Fatal(err)
		}
		o := newOracle(t, l)
		if d := cmp.Diff(o.weeks(), setBy(history.Numbers(all, hipID, func(int) bool { return true }))); d != "" {
			t.Fatalf("seed %d: weeks (-everything +log):\n%s", seed, d)
		}
		for range 25 {
			known, valid := l.someDay(stockholm), calendar.Date(2027, time.January, 1).Add(r.IntN(365))
			n := line.KnownOn(known, stockholm)
			if want := o.known(known, stockholm); n != want {
				t.Fatalf("seed %d: on %s %d steps were known, want %d", seed, known, n, want)
			}
			if n == 0 {
				continue
			}
			got := answer(line.Show(read, all, history.Question{ID: hipID, Valid: valid, Known: n}))
			want := o.standing(n, valid)
			states[strings.Fields(want)[0]]++
			if d := cmp.Diff(want, got); d != "" {
				t.Fatalf("seed %d, valid %s, known %s, step %d of %v (-everything +show):\n%s", seed, valid, known, n, l.did, d)
			}
		}
	}
	for _, want := range []string{"there", "absent", "twice", "unread"} {
		if states[want] == 0 {
			t.Errorf("no question was answered with %s: %v", want, states)
		}
	}
}

// answer puts a standing in words that both sides use.
func answer(s *history.Standing, err error) string {
	var unclear *history.Unclear
	switch {
	case errors.As(err, &unclear) && unclear.Twice:
		return "twice"
	case errors.As(err, &unclear):
		return "unread"
	case err != nil:
		return "fault: " + err.Error()
	case !s.There:
		return "absent"
	}
	numbers := map[calendar.Slot]int{}
	for _, n := range s.Plan.Numbers {
		numbers[n.Slot] = n.Volume
	}
	var applying []int
	for i, p := range s.Parts {
		if p.Applies {
			applying = append(applying, i+1)
		}
	}
	return told(s.Plan.Volume, applying, numbers)
}

func told(volume int, applying []int, numbers map[calendar.Slot]int) string {
	out := fmt.Sprintf("there %d %v", volume, applying)
	for _, s := range slices.SortedFunc(maps.Keys(numbers), calendar.Slot.Compare) {
		if numbers[s] == 0 {
			continue // a week that is not written counts 0
		}
		out += fmt.Sprintf("\n%s %d", s, numbers[s])
	}
	return out
}

func setBy(numbers []history.Number, _ bool) map[string]string {
	out := map[string]string{}
	for _, n := range numbers {
		out[n.Slot.String()] = fmt.Sprintf("%d to %d by %s", n.Before, n.Volume, n.By.Commit.Hash)
	}
	return out
}

// random is a repository in which anything may happen to one plan.
type random struct {
	*lived
	r      *rand.Rand
	person *fake.User
	state  string // of the plan: ok, broken, twice, gone
	path   string
	text   string // while it is broken or gone
	from   int    // the week of the newest entry
	hashes []string
	claims []time.Time
	did    []string
}

func newRandom(t *testing.T, r *rand.Rand) *random {
	t.Helper()
	f := fake.Files{"README.md": "planer\n"}
	for name, file := range region.Files() {
		if strings.Contains(name, "/register/") || strings.Contains(name, "/2027/leveransplaner/s") || name == "plans/leveransplan.yaml" {
			f[name] = string(file.Data)
		}
	}
	l := &random{lived: &lived{Server: fake.New(t, f), dir: t.TempDir()}, r: r, state: "ok", path: hip, from: 2}
	l.person = l.Person(501, "planerare")
	l.hashes, l.claims = []string{l.Head("main")}, []time.Time{l.Now()}
	return l
}

// step does something and brings it to main in one of the ways.
func (l *random) step() {
	l.Advance(time.Duration(l.r.IntN(70)) * time.Hour)
	what, edit := l.something()
	c := fake.Commit{Edit: edit}
	if l.r.IntN(4) == 0 {
		c.Dated = l.Now().Add(time.Duration(l.r.IntN(200)-100) * time.Hour)
	}
	claimed := c.Dated
	if l.r.IntN(2) == 0 {
		l.PushMain(l.person, c)
		if c.Dated.IsZero() {
			claimed = l.Now()
		}
	} else {
		p := l.Open(l.person, fmt.Sprintf("gren-%d", len(l.hashes)), "main", c)
		l.MergePull(l.person, p, []fake.Method{fake.Merge, fake.Squash, fake.Rebase}[l.r.IntN(3)])
		claimed = l.Now()
	}
	l.hashes, l.claims, l.did = append(l.hashes, l.Head("main")), append(l.claims, claimed), append(l.did, what)
}

const twin = "plans/2027/tvilling.yaml"

// something is a random edit that the plan's state allows.
func (l *random) something() (string, fake.Edit) {
	main := l.FilesAt(l.Head("main"))
	switch l.state {
	case "broken":
		l.state = "ok"
		return "mend", fake.Edit{l.path: fake.Text(l.text)}
	case "twice":
		l.state = "ok"
		return "untwin", fake.Edit{twin: nil}
	case "gone":
		l.state = "ok"
		return "again", fake.Edit{l.path: fake.Text(l.text)}
	}
	text := main[l.path]
	switch n := l.r.IntN(14); n {
	case 0:
		l.state, l.text = "gone", text
		return "remove", fake.Edit{l.path: nil}
	case 1:
		l.state, l.text = "broken", text
		slips := []string{"\t: [\n", "volymer: 3\n"} // no YAML, and no plan
		return "break", fake.Edit{l.path: fake.Text(slips[l.r.IntN(len(slips))] + text)}
	case 2:
		l.state = "twice"
		return "twin", fake.Edit{twin: fake.Text(text)}
	case 3:
		old := l.path
		l.path = fmt.Sprintf("plans/2027/flyttad-%d.yaml", len(l.hashes))
		return "move", fake.Edit{old: nil, l.path: fake.Text(text)}
	case 4:
		return "comment", fake.Edit{l.path: fake.Text("# " + strconv.Itoa(len(l.hashes)) + "\n" + text)}
	case 5:
		return "nothing", nil
	case 6:
		other := "plans/2027/leveransplaner/su/lp-2027-su-klb-hoftprotes.yaml"
		return "other", fake.Edit{other: fake.Text(main[other] + "# mer\n")}
	case 7, 8:
		return "past every entry", fake.Edit{l.path: fake.Text(l.otherWeeks(text, 2))}
	default:
		return l.entry(text)
	}
}

var (
	total = regexp.MustCompile(`(?m)^volym: (-?\d+)$`)
	none  = regexp.MustCompile(`(?m)^andringar: \[\]\n`)
	some  = regexp.MustCompile(`(?ms)^andringar:\n.*\z`)
	bar   = regexp.MustCompile(`(?m)^  - \{nr: `)
)

// otherWeeks changes, drops or adds a few weeks from a week on.
func (l *random) otherWeeks(text string, from int) string {
	for range 1 + l.r.IntN(3) {
		at := fmt.Sprintf("2027-W%02d", from+l.r.IntN(53-from))
		line := fmt.Sprintf("  %s: %d", at, l.r.IntN(9))
		there := regexp.MustCompile(`(?m)^  ` + at + `: \d+\n`)
		switch {
		case !there.MatchString(text):
			text = strings.Replace(text, "\nperiodisering:\n", "\nperiodisering:\n"+line+"\n", 1)
		case l.r.IntN(5) == 0:
			text = there.ReplaceAllString(text, "")
		default:
			text = there.ReplaceAllString(text, line+"\n")
		}
	}
	return text
}

// entry changes the plan from a week on, with an entry that says so.
func (l *random) entry(text string) (string, fake.Edit) {
	l.from = min(51, l.from+l.r.IntN(8))
	before, err := strconv.Atoi(total.FindStringSubmatch(text)[1])
	if err != nil {
		return err.Error(), nil
	}
	after := before + l.r.IntN(11) - 5
	text = total.ReplaceAllString(l.otherWeeks(text, l.from), fmt.Sprintf("volym: %d", after))
	e := fmt.Sprintf("  - {nr: %d, datum: 2026-11-21, galler_fran: 2027-W%02d, orsak: omfordelning, volym_fore: %d, volym_efter: %d}\n", len(bar.FindAllString(text, -1))+1, l.from, before, after)
	if none.MatchString(text) {
		text = none.ReplaceAllString(text, "") + "andringar:\n" + e
	} else {
		text = some.ReplaceAllStringFunc(text, func(s string) string { return s + e })
	}
	return "entry", fake.Edit{l.path: fake.Text(text)}
}

func (l *random) someDay(zone *time.Location) calendar.Day {
	first := calendar.FromTime(l.claims[0].In(zone))
	last := calendar.FromTime(l.Now().In(zone))
	return first.Add(-5 + l.r.IntN(int(last-first)+8))
}

// oracle reads every file of every revision.
type oracle struct {
	claims []time.Time
	hashes []string
	states []state
}

// state is the plan in one revision.
type state struct {
	word  string // there, absent, twice, unread
	plan  *plan.Leveransplan
	slots map[calendar.Slot]int
}

func newOracle(t *testing.T, l *random) *oracle {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	o := &oracle{claims: l.claims, hashes: l.hashes}
	for _, hash := range l.hashes {
		tree := fstest.MapFS{}
		for name, text := range l.FilesAt(hash) {
			tree[name] = &fstest.MapFile{Data: []byte(text)}
		}
		result, err := check.Load(tree, schemas)
		if err != nil {
			t.Fatal(err)
		}
		o.states = append(o.states, stateOf(result.Set))
	}
	return o
}

func stateOf(set *plan.Set) state {
	var found []*plan.Leveransplan
	for _, d := range set.Documents {
		if p, ok := d.(*plan.Leveransplan); ok && p.ID.V == hipID {
			found = append(found, p)
		}
	}
	switch {
	case len(found) > 1:
		return state{word: "twice"}
	case len(found) == 0 && set.Complete(plan.KindLeveransplan):
		return state{word: "absent"}
	case len(found) == 0 || found[0].Broken:
		return state{word: "unread"}
	}
	s := state{"there", found[0], map[calendar.Slot]int{}}
	for _, item := range found[0].Periodisering.Items {
		s.slots[item.Slot.V] = item.Volume.V
	}
	return s
}

// known counts the steps that were made by the end of a day: none that was made after a step
// that claims a later day.
func (o *oracle) known(day calendar.Day, zone *time.Location) int {
	n := 0
	for i := range o.claims {
		earliest := slices.MinFunc(o.claims[i:], time.Time.Compare)
		if calendar.FromTime(earliest.In(zone)) <= day {
			n = i + 1
		}
	}
	return n
}

// weeks goes through all revisions in which the plan can be read.
func (o *oracle) weeks() map[string]string {
	out := map[string]string{}
	was := map[calendar.Slot]int{}
	for i, s := range o.states {
		if s.word == "twice" || s.word == "unread" {
			continue
		}
		for slot := range both(was, s.slots) {
			if a, b := was[slot], s.slots[slot]; a != b {
				out[slot.String()] = fmt.Sprintf("%d to %d by %s", a, b, o.hashes[i])
			}
		}
		was = s.slots
	}
	return out
}

func both(a, b map[calendar.Slot]int) map[calendar.Slot]bool {
	out := map[calendar.Slot]bool{}
	for s := range a {
		out[s] = true
	}
	for s := range b {
		out[s] = true
	}
	return out
}

// standing goes through the revisions that were known, and leaves out what those did that
// brought an entry that does not apply yet.
func (o *oracle) standing(known int, valid calendar.Day) string {
	now := o.states[known-1]
	if now.word != "there" {
		return now.word
	}
	volume, applying := now.plan.Volym.V, []int(nil)
	for i := len(now.plan.Andringar) - 1; i >= 0; i-- {
		if a := now.plan.Andringar[i]; a.GallerFran.V.First() > valid {
			volume = a.VolymFore.V
		} else {
			applying = append([]int{i + 1}, applying...)
		}
	}
	slots, was, entries, whole, gap := map[calendar.Slot]int{}, map[calendar.Slot]int{}, 0, true, true
	for _, s := range o.states[:known] {
		switch s.word {
		case "twice", "unread":
			gap = true
			continue
		case "absent":
			slots, was, entries, whole, gap = map[calendar.Slot]int{}, map[calendar.Slot]int{}, 0, true, true
			continue
		}
		fresh := s.plan.Andringar[min(entries, len(s.plan.Andringar)):]
		waits := len(fresh) > 0 && fresh[len(fresh)-1].GallerFran.V.First() > valid
		if gap && waits { // it came with entries: what it was without them nobody knows
			whole, waits = false, false
		}
		for slot := range both(was, s.slots) {
			if b := s.slots[slot]; !waits && was[slot] != b {
				slots[slot] = b
			}
		}
		was, entries, gap = s.slots, len(s.plan.Andringar), false
	}
	if !whole {
		slots = now.slots
	}
	return told(volume, applying, slots)
}
