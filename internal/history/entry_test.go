package history_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/schema"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

func TestPullRequest(t *testing.T) {
	for message, want := range map[string]int{
		"Merge pull request #12 from a/b\n\nTitel":  12,
		"Sänk volymen (#34)\n\n* en sak":            34,
		"Sänk volymen (#34) ":                       34,
		"Sänk volymen":                              0,
		"Sänk volymen\n\nMerge pull request #12":    0,
		"Merge pull request #0 from a/b":            0,
		"Merge pull request #12x":                   12,
		"Merge pull request #99999999999999999999 ": 0,
		"Se #12":         0,
		"(#12) i början": 0,
		"":               0,
	} {
		s := history.Step{Commit: gitrepo.Commit{Message: message}}
		if got, stated := s.PullRequest(); got != want || stated != (want != 0) {
			t.Errorf("%q: %d, %v", message, got, stated)
		}
	}
}

func TestAccount(t *testing.T) {
	for email, want := range map[string]int{
		"583231+anna-k@users.noreply.github.com": 583231, "583231+ANNA@USERS.NOREPLY.GITHUB.COM": 583231,
		"anna-k@users.noreply.github.com": 0, "583231+a@example.org": 0, "x583231+a@users.noreply.github.com": 0, "": 0,
	} {
		if got, ok := history.Account(email); got != want || ok != (want != 0) {
			t.Errorf("%q: %d, %v", email, got, ok)
		}
	}
}

// Whoever presses the button on GitHub is the author of the merge; GitHub is its committer.
func TestWhoPutItOnMain(t *testing.T) {
	l := newLived(t)
	planner, leader := l.Person(501, "planerare"), l.Person(502, "ledare")
	l.MergePull(leader, l.Open(planner, "gren", "main", fake.Commit{Edit: l.edit(t, hip, "2027-W05: 3", "2027-W05: 4")}), fake.Merge)
	l.PushMain(planner, fake.Commit{})
	head := l.open(t)
	line, err := history.Read(l.repo, gitrepo.Revision{}, head)
	if err != nil {
		t.Fatal(err)
	}
	if merge, push := line.Step(1).By().Name, line.Step(2).By().Name; merge != "ledare" || push != "planerare" {
		t.Errorf("merged by %q, pushed by %q", merge, push)
	}
}

// The register tells the same with what an earlier run has kept, and reads no commit's files
// for it.
func TestDiaryIsKept(t *testing.T) {
	l := newLived(t)
	planner := l.Person(501, "planerare")
	l.PushMain(planner, fake.Commit{Edit: l.edit(t, hip, "2027-W05: 3", "2027-W05: 4")})
	head := l.open(t)
	line, err := history.Read(l.repo, gitrepo.Revision{}, head)
	if err != nil {
		t.Fatal(err)
	}
	kept := cache.Open(t.TempDir(), "v1", cache.DefaultLimit)
	first, err := line.All(&check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return kept }})
	if err != nil {
		t.Fatal(err)
	}
	again, err := line.All(&check.Reader{Schemas: nothing(t), Meanings: func() *cache.Cache { return kept }})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(items(first), items(again), kindly); d != "" {
		t.Errorf("(-first +again):\n%s", d)
	}
	// One step more costs that step.
	l.PushMain(planner, fake.Commit{Edit: l.edit(t, hip, "2027-W05: 4", "2027-W05: 5")})
	l.Fetch(l.dir)
	if line, err = history.Read(l.repo, gitrepo.Revision{}, resolve(t, l)); err != nil {
		t.Fatal(err)
	}
	more, err := line.All(&check.Reader{Schemas: schema.Load, Meanings: func() *cache.Cache { return kept }})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(items(first), items(more[:len(first)]), kindly); d != "" || len(more) != len(first)+1 || len(more[len(first)].Items) != 1 {
		t.Errorf("%d entries (-first +more):\n%s", len(more), d)
	}
}

// A step that has been made before is known, and the one after it is told from where it begins.
func TestDiaryOfBackAndForth(t *testing.T) {
	l := newLived(t)
	planner := l.Person(501, "planerare")
	for _, to := range [][2]string{{"3", "4"}, {"4", "3"}, {"3", "4"}, {"4", "5"}, {"5", "4"}} {
		l.PushMain(planner, fake.Commit{Edit: l.edit(t, hip, "2027-W05: "+to[0], "2027-W05: "+to[1])})
	}
	head := l.open(t)
	line, err := history.Read(l.repo, gitrepo.Revision{}, head)
	if err != nil {
		t.Fatal(err)
	}
	all, err := line.All(reader(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range all[1:] {
		for _, it := range e.Items {
			got = append(got, fmt.Sprint(it.Slots[0].Before, " ", it.Slots[0].After))
		}
	}
	if want := []string{"3 4", "4 3", "3 4", "4 5", "5 4"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func nothing(t *testing.T) func() (*schema.Set, error) {
	return func() (*schema.Set, error) {
		t.Error("a file was read anew")
		return schema.Load()
	}
}

func resolve(t *testing.T, l *lived) gitrepo.Revision {
	t.Helper()
	head, err := l.repo.Resolve(l.Head("main"))
	if err != nil {
		t.Fatal(err)
	}
	return head
}

func items(entries []history.Entry) [][]history.Item {
	var out [][]history.Item
	for _, e := range entries {
		out = append(out, e.Items)
	}
	return out
}

// What the register says of each kind of document, from the small region's first commit.
func TestItems(t *testing.T) {
	l := newLived(t)
	head := l.open(t)
	line, err := history.Read(l.repo, gitrepo.Revision{}, head)
	if err != nil {
		t.Fatal(err)
	}
	all, err := line.All(reader(t))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, it := range all[0].Items {
		got[it.ID] = fmt.Sprintf("%s | %s > %s | %s | %s | %s", it.Number, it.From, it.To, strings.Join(it.Parties, " "), strings.Join(it.Fields, " "), it.Period)
	}
	for id, want := range map[string]string{
		"lp-2027-skas-exk-hoftprotes": " | skas > exk | exk skas | ortopedi | 2027-01-01/2027-12-31",
		"missiv-2027-ortopedi":        "HS 2026-00412 |  > samordnande_grupp_produktion | skas su | ortopedi | 2027-01-01/2027-12-31",
		"ba-2027":                     "HS 2026-00321 |  >  | nu siv skas su | handkirurgi ogonsjukvard ortopedi | 2027-01-01/2027-12-31",
		"avtal":                       "RS 2025-00087 | vgr > exk | exk klinik-b region-b vgr | ortopedi | ",
	} {
		if got[id] != want {
			t.Errorf("%s:\n got %s\nwant %s", id, got[id], want)
		}
	}
}

func TestFilter(t *testing.T) {
	day := func(text string) calendar.Day {
		d, ok := calendar.ParseDay(text)
		if !ok {
			t.Fatal(text)
		}
		return d
	}
	year := calendar.Interval{From: day("2027-01-01"), To: day("2027-12-31")}
	e := history.Entry{Items: []history.Item{
		{ID: "lp-1", Type: "leveransplan", Parties: []string{"nu", "skas"}, Fields: []string{"ogon"}, Period: year},
		{ID: "rest-2027/rest-1", Type: "restvolymer", Parties: []string{"su"}, Fields: []string{"Ögon"}, Names: []string{"missiv-1"}},
		{ID: "avtal", Type: "avtal", Names: []string{"avt-1"}, Parties: []string{"skas"}},
	}}
	tests := []struct {
		name   string
		filter history.Filter
		want   []string
	}{
		{"nothing asked", history.Filter{}, []string{"lp-1", "rest-2027/rest-1", "avtal"}},
		{"a document", history.Filter{ID: "lp-1"}, []string{"lp-1"}},
		{"a list of rests", history.Filter{ID: "rest-2027"}, []string{"rest-2027/rest-1"}},
		{"the beginning of an id", history.Filter{ID: "rest"}, nil},
		{"an entry of a register", history.Filter{ID: "avt-1"}, []string{"avtal"}},
		{"what names a missiv", history.Filter{ID: "missiv-1"}, []string{"rest-2027/rest-1"}},
		{"an organisation", history.Filter{Parties: []string{"skas"}}, []string{"lp-1", "avtal"}},
		{"a field by id or name", history.Filter{Fields: []string{"ogon", "Ögon"}}, []string{"lp-1", "rest-2027/rest-1"}},
		{"an organisation in a field", history.Filter{Parties: []string{"skas"}, Fields: []string{"ogon"}}, []string{"lp-1"}},
		{"a period", history.Filter{Period: calendar.Interval{From: day("2027-12-31"), To: day("2028-12-31")}}, []string{"lp-1"}},
		{"another period", history.Filter{Period: calendar.Interval{From: day("2028-01-01"), To: day("2028-12-31")}}, nil},
		{"from the day", history.Filter{ID: "lp-1", Days: calendar.Interval{From: day("2027-03-01")}}, []string{"lp-1"}},
		{"from the day after", history.Filter{ID: "lp-1", Days: calendar.Interval{From: day("2027-03-02")}}, nil},
		{"until the day", history.Filter{ID: "lp-1", Days: calendar.Interval{To: day("2027-03-01")}}, []string{"lp-1"}},
		{"until the day before", history.Filter{ID: "lp-1", Days: calendar.Interval{To: day("2027-02-28")}}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			picked, ok := test.filter.Pick(e, day("2027-03-01"))
			var got []string
			if ok {
				for _, it := range picked.Items {
					got = append(got, it.ID)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%v, want %v", got, test.want)
			}
		})
	}
	if _, ok := (history.Filter{}).Pick(history.Entry{}, day("2027-03-01")); !ok {
		t.Error("a step without changes belongs to the whole register")
	}
}

// A commit that claims a later time than one after it takes the earlier day, and is marked.
func TestSkew(t *testing.T) {
	l := newLived(t)
	planner := l.Person(501, "planerare")
	l.PushMain(planner, fake.Commit{Dated: l.Now().Add(72 * time.Hour)})
	l.PushMain(planner, fake.Commit{})
	head := l.open(t)
	line, err := history.Read(l.repo, gitrepo.Revision{}, head)
	if err != nil {
		t.Fatal(err)
	}
	if early, late := line.Step(1), line.Step(2); !early.Skewed() || late.Skewed() || !early.At.Equal(late.At) {
		t.Errorf("%s %v, %s %v", early.At, early.Skewed(), late.At, late.Skewed())
	}
}

// kindly takes an empty list for none.
var kindly = cmp.Options{cmpopts.EquateComparable(calendar.Slot{}), cmpopts.EquateEmpty()}
