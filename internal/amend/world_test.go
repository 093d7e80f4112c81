package amend_test

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/rule"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// world is a tree that stands on main, and the work on it.
type world struct {
	schemas *schema.Set
	main    fstest.MapFS
	agreed  *plan.Set
	work    fstest.MapFS
	// fresh are the documents of the work that differ from main's, by path.
	fresh map[string]plan.Any
	today calendar.Day
}

func newWorld(t testing.TB, main fstest.MapFS, today string) *world {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{schemas: schemas, main: main, today: day(t, today)}
	loaded, err := check.Load(main, schemas)
	if err != nil {
		t.Fatal(err)
	}
	w.agreed = loaded.Set
	w.restart()
	return w
}

// restart throws the work away.
func (w *world) restart() { w.work, w.fresh = maps.Clone(w.main), map[string]plan.Any{} }

// set is the work as it stands.
func (w *world) set() *plan.Set {
	documents := slices.Clone(w.agreed.Documents)
	for name, d := range w.fresh {
		if _, stands := w.main[name]; !stands {
			documents = append(documents, d)
		}
	}
	slices.SortFunc(documents, func(a, b plan.Any) int { return strings.Compare(a.Base().File(), b.Base().File()) })
	for i, d := range documents {
		if fresh, changed := w.fresh[d.Base().File()]; changed {
			documents[i] = fresh
		}
	}
	return plan.NewSet(documents, nil)
}

// put writes a plan's file into the work.
func (w *world) put(t testing.TB, name, text string) {
	t.Helper()
	doc, bad := yamldoc.Parse(diag.NewSource(name, []byte(text)))
	if doc == nil {
		t.Fatal(told(bad))
	}
	_, wrong := w.schemas.Check(doc)
	w.fresh[name] = plan.Decode(plan.KindLeveransplan, doc, len(wrong) > 0)
	w.work[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
}

// make asks for a change of the work as it is.
func (w *world) make(t testing.TB, wish amend.Wish) (*amend.Change, error) {
	t.Helper()
	set := w.set()
	version := rule.Timeline(routine.Validities(set.Rutiner)).Last().Version
	if v := rule.Timeline(routine.Validities(set.Rutiner)).On(w.today); v != nil {
		version = v.Version
	}
	c, err := amend.Make(amend.Question{Set: set, Agreed: w.agreed, Today: w.today, Version: version, Wish: wish})
	if refusal := (*amend.Refusal)(nil); err != nil && !errors.As(err, &refusal) {
		t.Fatalf("%T: %v", err, err)
	}
	return c, err
}

// write puts a change into the work, and gives the text before and after.
func (w *world) write(t testing.TB, c *amend.Change) (before, after string) {
	t.Helper()
	name := c.Plan.File()
	old := w.work[name].Data
	text, err := c.Text(old)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	w.put(t, name, string(text))
	return string(old), string(text)
}

// found is what is wrong with the work that main has not, as a request would be told.
func (w *world) found(t testing.TB) diag.List {
	t.Helper()
	c, err := check.Compare(check.Trees{MergeBase: w.main, Base: w.main, Head: w.work}, check.Options{Schemas: w.schemas, AsOf: w.today})
	if err != nil {
		t.Fatal(err)
	}
	var out diag.List
	for _, d := range c.Findings {
		if !d.Inherited && d.Waived == nil {
			out = append(out, d)
		}
	}
	return out
}

// edited tells what of a text is not as it was, apart from what a change concerns.
var edited = regexp.MustCompile(`^[-+](volym: \d+|periodisering:|andringar:.*|( |kvartal: \{)[ ,\d:WQ-]*\}?( +#.*)?| *- nr: \d+| +(datum|galler_fran|orsak|volym_fore|volym_efter|utokar|aterkallar|anmald_av|anmald_till|motivering): .*)$`)

var comments = regexp.MustCompile(`(?m)(^| )#.*$`)

func strayEdits(before, after string) string {
	var out []string
	if strings.Contains(before, "\r\n") {
		if strings.Count(after, "\n") != strings.Count(after, "\r\n") {
			out = append(out, "line breaks are not as they were")
		}
		before, after = strings.ReplaceAll(before, "\r", ""), strings.ReplaceAll(after, "\r", "")
	}
	for _, line := range strings.Split(string(diff.Diff("a", []byte(before), "b", []byte(after))), "\n")[1:] {
		mark := strings.HasPrefix(line, "+++") || strings.HasPrefix(line, "---")
		if !mark && (strings.HasPrefix(line, "+") || strings.HasPrefix(line, "-")) && !edited.MatchString(line) {
			out = append(out, line)
		}
	}
	if was, is := comments.FindAllString(before, -1), comments.FindAllString(after, -1); !slices.Equal(was, is) {
		out = append(out, "comments are not as they were")
	}
	return strings.Join(out, "\n")
}

func told(list diag.List) string {
	var out []string
	for _, d := range list {
		out = append(out, d.Rule+" "+d.Severity.String()+" "+d.File+": "+d.Message.In(lang.EN)+" / "+d.Hint.In(lang.EN))
	}
	return strings.Join(out, "\n")
}

func day(t testing.TB, s string) calendar.Day {
	t.Helper()
	d, ok := calendar.ParseDay(s)
	if !ok {
		t.Fatalf("%q is no day", s)
	}
	return d
}

func slot(t testing.TB, s string) calendar.Slot {
	t.Helper()
	if s == "" {
		return calendar.Slot{}
	}
	out, ok := calendar.ParseSlot(s)
	if !ok {
		t.Fatalf("%q is no slot", s)
	}
	return out
}
