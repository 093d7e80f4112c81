package gate_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// outputs is everything that is said of a verdict.
func outputs(t testing.TB, v *gate.Verdict) string {
	t.Helper()
	var b bytes.Buffer
	for _, l := range lang.Languages {
		o := render.GateOptions{Language: l, Names: true}
		for _, err := range []error{
			render.GateJSON(&b, v, o), render.GateMarkdown(&b, v, o, render.CommentLimit), render.GateText(&b, v, render.Style{Language: l}, true),
		} {
			if err != nil {
				t.Fatal(err)
			}
		}
		fmt.Fprintln(&b, render.GateStatus(v, l))
	}
	return b.String()
}

// mixing is a host whose reviews are all of the same hour, and whose answers come in any
// order; moves keep their order where they tell which commit came after which.
type mixing struct {
	gate.Host
	gate.Lister
	random *rand.Rand // nil: as the host has it
}

func (m mixing) Facts(ctx context.Context, number int) (*gate.Facts, error) {
	f, err := m.Host.Facts(ctx, number)
	if err != nil {
		return f, err
	}
	for i := range f.Reviews {
		f.Reviews[i].Submitted = f.Reviews[i].Submitted.Truncate(time.Hour)
	}
	if m.random != nil {
		shuffled(m.random, f.Reviews)
		var commits, others []gate.Move
		for _, move := range f.Moves {
			if move.After != "" {
				commits = append(commits, move)
			} else {
				others = append(others, move)
			}
		}
		shuffled(m.random, others)
		f.Moves = append(others, commits...)
		slices.SortStableFunc(f.Moves, func(a, b gate.Move) int { return a.At.Compare(b.At) })
	}
	return f, nil
}

func (m mixing) Open(ctx context.Context) ([]gate.Request, error) {
	list, err := m.Lister.Open(ctx)
	if m.random != nil {
		shuffled(m.random, list)
	}
	return list, err
}

func shuffled[T any](random *rand.Rand, list []T) {
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// Invariant 5: the order of answers and of pages, equal times and the order of maps change
// not a byte of what is said.
func TestOrderOfAnswersDoesNotMatter(t *testing.T) {
	for seed := range uint64(2) {
		s := newStory(t, 900+seed)
		said := func(pages int, random *rand.Rand) string {
			s.PerPage = pages
			g := s.newGate()
			m := mixing{g.Host, g.Lister, random}
			g.Host, g.Lister = m, m
			v, err := g.Judge(t.Context(), s.target())
			if err != nil {
				t.Fatal(err)
			}
			return outputs(t, v)
		}
		for round := range 3 {
			for range 6 {
				s.anyStep().do(s)
			}
			if round == 2 { // several who say no to the same
				p := s.head().tree[places[sameLine]]
				p.loose = 9
				s.push(planner, planner, s.head().tree.with(places[sameLine], p))
				for _, who := range []string{office, steward, forum, su} {
					s.review(who, "CHANGES_REQUESTED")
				}
			}
			want := said(100, nil)
			for n := range 3 {
				if diff := cmp.Diff(want, said(1+n, s.random)); diff != "" {
					t.Fatalf("in another order (-before +after):\n%s\nafter:\n%s", diff, strings.Join(s.happened, "\n"))
				}
			}
		}
	}
}

// own are files with which a head could try to judge itself, and what it might say in them.
func own(f fake.Files) []fake.Edit {
	replace := func(name string, pairs ...string) *string {
		return fake.Text(strings.NewReplacer(pairs...).Replace(f[name]))
	}
	const organisations, agreements = "plans/register/organisationer.yaml", "plans/register/avtal.yaml"
	return []fake.Edit{
		{rolesFile: takeover(f)},
		{rolesFile: replace(rolesFile, "version: 1", "version: 2", "roll: representant, organisation: siv", "roll: vardgarantiservice")},
		{rolesFile: nil},
		{rolesFile: fake.Text("]]")},
		{settingsFile: replace(settingsFile, "protokoll_kravs: true", "protokoll_kravs: false", "Europe/Stockholm", "Pacific/Kiritimati")},
		{settingsFile: replace(settingsFile, "granskningsdag: 2026-11-21", "granskningsdag: 2026-11-19", "stoppa", "varna")},
		{"plans/register/rutiner.yaml": replace("plans/register/rutiner.yaml", "forlangningar: []", "forlangningar: [{rutin: \"6.0\", forlangd_till: 2027-03-31, beslut: \"RS 1\"}]")},
		{organisations: replace(organisations, "  - id: siv\n", "  - id: siv\n    giltig_till: 2026-01-02\n")},
		{organisations: replace(organisations, "typ: forvaltning", "typ: vardgivare")},
		{agreements: nil},
		{".github/workflows/gate.yml": fake.Text("on: pull_request\n")},
		{".github/CODEOWNERS": fake.Text("* @utomstaende\n"), ".github/workflows/ny.yml": fake.Text("on: push\n")},
		{"schemas/leveransplan.schema.json": fake.Text("{}"), "schemas/roller.schema.json": fake.Text("{}")},
		{"leveransplan": fake.Text("#!/bin/sh\necho godkänd\n"), "go.mod": fake.Text("module x\n"), ".gitattributes": fake.Text("* -text\n")},
	}
}

// Invariant 4: what a head says about roles, settings, registers and workflows decides
// nothing of what the rest of it needs. It only adds what such a change needs itself.
func TestVerdictIsBlindToPolicyInTheHead(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 7))
	// The plan's requirements, as JSON without the commit, which differs.
	view := func(v *gate.Verdict) map[string]any {
		var b bytes.Buffer
		if err := render.GateJSON(&b, v, render.GateOptions{Language: lang.SV, Names: true}); err != nil {
			t.Fatal(err)
		}
		text := strings.NewReplacer(v.Tips.Head, "head", v.Tips.Head[:10], "head").Replace(b.String())
		var all struct {
			AsOf         string           `json:"as_of"`
			Requirements []map[string]any `json:"requirements"`
			Discarded    []map[string]any `json:"discarded"`
		}
		if err := json.Unmarshal([]byte(text), &all); err != nil {
			t.Fatal(err)
		}
		out := map[string]any{"as_of": all.AsOf}
		for _, r := range all.Requirements {
			if id := fmt.Sprint(r["id"]); strings.HasPrefix(id, "representant:") || id == "vardgarantiservice" {
				out[id] = r
			}
		}
		for _, d := range all.Discarded {
			if who := fmt.Sprint(d["person"]); who != office && who != steward {
				out["discarded "+fmt.Sprint(d["review"])] = d
			}
		}
		return out
	}
	judged := func(by []string, e fake.Edit) *gate.Verdict {
		w := newWorld(t)
		change := moved(files(), 1)
		maps.Copy(change, e)
		w.pull = w.Open(w.as(planner), "flytta", "main", fake.Commit{Edit: change})
		w.approve(by...)
		return w.judge()
	}
	plain := map[string]*gate.Verdict{}
	edits := own(files())
	for n := range len(edits) + 4 {
		by := [][]string{{vgs, skas, siv}, {siv, outsider, steward, vgs, office}}[n%2]
		e := fake.Edit{}
		if n < len(edits) {
			e = edits[n]
		} else { // several at once
			for range 3 {
				maps.Copy(e, edits[random.IntN(len(edits))])
			}
		}
		for name, text := range e {
			if old, had := files()[name]; text == nil && !had || text != nil && had && *text == old {
				t.Fatalf("nothing changes in %s", name)
			}
		}
		key := strings.Join(by, " ")
		if plain[key] == nil {
			plain[key] = judged(by, nil)
		}
		v := judged(by, e)
		if v.State == approved {
			t.Errorf("approved with %v\n%s", slices.Sorted(maps.Keys(e)), told(v))
		}
		if diff := cmp.Diff(view(plain[key]), view(v)); diff != "" {
			t.Errorf("%v changes what the plan needs, or who has met it (-without +with):\n%s", slices.Sorted(maps.Keys(e)), diff)
		}
		if len(v.Result.Requirements) <= len(plain[key].Result.Requirements) && len(v.Refusals) == 0 {
			t.Errorf("%v adds no requirement and no refusal", slices.Sorted(maps.Keys(e)))
		}
	}
}
