package gate_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// The files of the model: what branches hold, what merging them gives, and what each state
// of a document reads like.

// paper is a document in one state: its agreed content, what it says beside that, and its
// layout. The zero paper is one that is not there.
type paper struct {
	doc                  string
	bound, loose, layout int
}

// tree is what a commit holds, by path.
type tree map[string]paper

// commit is one commit of a branch; fork is the newest commit of main that it has in it.
type commit struct {
	hash  string
	tree  tree
	fork  int
	hands []int64 // the first is whose push it was
	// From the parent, and for a merge also what main did since the fork before.
	parent, mainOld, mainNew tree
}

// change is what a request does to a document.
type change struct{ before, after paper }

// work is what a request does, by document.
type work map[string]change

// meaning is what a request does to agreed content, in words.
func (w work) meaning() string {
	out := "it"
	for _, doc := range slices.Sorted(maps.Keys(w)) {
		out += fmt.Sprintf(" %s:%v%d-%v%d", doc, w[doc].before.doc != "", w[doc].before.bound, w[doc].after.doc != "", w[doc].after.bound)
	}
	return out
}

// The documents of the sequences.
const (
	thePlan, theOffer, otherPlan, sameLine, news = "plan", "offer", "other", "line", "news"
	// layoutOnly stands for a request that changes nothing in substance.
	layoutOnly = ""
)

var places = map[string]string{
	thePlan:   planFile,
	theOffer:  "plans/2027/erbjudanden/erb-2027-siv-ortopedi.yaml",
	otherPlan: "plans/2027/leveransplaner/nu/lp-2027-nu-su-ogon.yaml",
	sameLine:  "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml",
	news:      "NEWS.md",
}

// movedTo is another place for the plan.
const movedTo = "plans/2027/leveransplaner/skas/vecka-6-till-9.yaml"

// beginning is what main holds at first. The offer's bound content is its capacity in week 9.
func beginning() tree {
	out := tree{}
	for doc, place := range places {
		out[place] = paper{doc: doc}
	}
	out[places[theOffer]] = paper{doc: theOffer, bound: 2}
	return out
}

// docs lists the documents of a tree; in two files at once it is none of the model's.
func (t tree) docs() map[string]paper {
	out := map[string]paper{}
	for _, p := range t {
		out[p.doc] = p
	}
	return out
}

func (t tree) with(place string, p paper) tree {
	out := maps.Clone(t)
	if p == (paper{}) {
		delete(out, place)
	} else {
		out[place] = p
	}
	return out
}

// place is where a document stands.
func (t tree) place(doc string) string {
	for name, p := range t {
		if p.doc == doc {
			return name
		}
	}
	return ""
}

// worked tells what differs from one tree to another. Where a document stands is nothing.
func worked(before, after tree) work {
	out := work{}
	was, is := before.docs(), after.docs()
	for doc := range places {
		x, y := was[doc], is[doc]
		if x.bound != y.bound || x.loose != y.loose || (x == paper{}) != (y == paper{}) {
			out[doc] = change{x, y}
		}
	}
	return out
}

// laid lays what head did since the fork over main; clash lists the places that main has
// changed too, in another way.
func laid(fork, main, head tree) (out tree, clash []string) {
	out = maps.Clone(main)
	all := maps.Clone(fork)
	maps.Copy(all, head)
	for name := range all {
		if head[name] == fork[name] {
			continue
		}
		if main[name] != fork[name] && main[name] != head[name] {
			clash = append(clash, name)
		}
		out = out.with(name, head[name])
	}
	slices.Sort(clash)
	return out, clash
}

// contributes lists the documents that a commit changes itself. In a merge that is what is
// not just one side's where the other side had left the document alone. What changes no
// agreed content counts only where the request as a whole changes none of it either.
func (c *commit) contributes(does work) bool {
	for doc := range places {
		f, r, p, s := c.parent.docs()[doc], c.tree.docs()[doc], c.mainOld.docs()[doc], c.mainNew.docs()[doc]
		same := func(x, y paper) bool {
			return x.bound == y.bound && x.loose == y.loose && (x == paper{}) == (y == paper{})
		}
		clean := same(f, p) && same(r, s) || same(p, s) && same(f, r)
		agreed := f.bound == p.bound && r.bound == s.bound || p.bound == s.bound && f.bound == r.bound
		if (f == paper{}) != (r == paper{}) && !clean || !agreed {
			return true
		}
		if w, is := does[doc]; !clean && is && w.before.bound == w.after.bound && w.before.doc == w.after.doc {
			return true
		}
	}
	return false
}

// text is what a document in a state reads like.
func (p paper) text() *string {
	if p == (paper{}) {
		return nil
	}
	text := files()[places[p.doc]]
	switch p.doc {
	case thePlan:
		text = planText(p.bound)
	case theOffer:
		text = strings.Replace(text, "2027-W09: 2}", fmt.Sprintf("2027-W09: %d}", p.bound), 1)
	case news:
		text = fmt.Sprintf("nyhet %d\n", p.bound)
	}
	if p.loose > 0 {
		for _, function := range []string{"Operationskoordinator", "Vårdplanering"} {
			text = strings.Replace(text, "funktion: "+function, fmt.Sprintf("funktion: Samordning %d", p.loose), 1)
		}
	}
	if p.layout > 0 {
		text = fmt.Sprintf("# %d\n", p.layout) + text
	}
	return &text
}

// planText is the plan as it is agreed (0), with one or two moved from week 6 to week 9 (1,
// 2), or with week 8 taken away (lower).
func planText(bound int) string {
	if bound != lower {
		if bound == 0 {
			return files()[planFile]
		}
		return *moved(files(), bound)[planFile]
	}
	text := strings.NewReplacer("volym: 6\nperiod", "volym: 4\nperiod", "2027-W08: 2", "2027-W08: 0", "andringar: []", `andringar:
  - nr: 1
    datum: 2026-11-20
    galler_fran: 2027-W08
    orsak: minskat_behov
    volym_fore: 6
    volym_efter: 4
    anmald_av: skas
    anmald_till: vardgarantiservice
    forankring: {roll: representant, organisation: skas, datum: 2026-11-18}
    principer:
      forvaltning_uppnatt_vardgaranti: {bedomning: ja, underlag: Rapport}
      avlastat_annan_forvaltning: {bedomning: ja, underlag: Rapport}
      vgr_uppnatt_vardgaranti: {bedomning: delvis, underlag: Rapport}
    motivering: Färre på väntelistan`).Replace(files()[planFile])
	return text
}

const lower = 3

// inWeek9 is how much the plan holds in week 9.
func inWeek9(p paper) int {
	if p.bound == lower {
		return 0
	}
	return p.bound
}

// edit is what makes one tree of another.
func edit(from, to tree) fake.Edit {
	out := fake.Edit{}
	all := maps.Clone(from)
	maps.Copy(all, to)
	for name := range all {
		if from[name] != to[name] {
			out[name] = to[name].text()
		}
	}
	return out
}
