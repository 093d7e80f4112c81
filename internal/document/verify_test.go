package document_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
)

// A print of any document of any commit of main holds just while main's own view of it is the
// same, and the decisions that are told since then are just those at which the view changed:
// reading every file of every commit is the measure.
func TestAPrintHoldsWhileItsContentDoes(t *testing.T) {
	w := open(t, short)
	ids := document.IDs(w.whole(w.Main))
	verified, lost := 0, 0
	for at, c := range w.line {
		for n, id := range ids {
			was := w.sum(c.Revision, id)
			changed := was != w.sum(w.Main, id)
			if was == [32]byte{} || !changed && (n+at)%43 > 0 || changed && (n+at)%3 > 0 {
				continue
			}
			v, err := document.New(w.whole(c.Revision), id)
			if err != nil {
				t.Fatal(id, err)
			}
			verdict, err := w.Verify(v.Code(c.Hash), "")
			if err != nil {
				t.Fatalf("%s of %s: %v", id, c.Hash, err)
			}
			if verdict.Then.Sum() != was || verdict.Commit.Hash != c.Hash || !verdict.OnMain || !verdict.Agreed {
				t.Fatalf("%s of %s: found %+v", id, c.Hash, verdict)
			}
			if verdict.Holds == changed || changed == (len(verdict.Differences) == 0) {
				t.Errorf("%s of %s holds: %v, with %d differences", id, c.Hash, verdict.Holds, len(verdict.Differences))
			}
			var want, got []string
			for i := at + 1; changed && i < len(w.line); i++ {
				if w.sum(w.line[i-1].Revision, id) != w.sum(w.line[i].Revision, id) {
					want = append(want, w.line[i].Hash)
				}
			}
			for _, e := range verdict.Since {
				got = append(got, e.Commit.Hash)
			}
			if !slices.Equal(want, got) {
				t.Errorf("%s of %s: the decisions since are\n%v, want\n%v", id, c.Hash, got, want)
			}
			verified++
			if changed {
				lost++
			}
		}
	}
	if verified < 60 || lost < 20 {
		t.Errorf("%d prints verified, of which %d hold no more", verified, lost)
	}
	t.Logf("%d commits, %d prints verified, of which %d hold no more", len(w.line), verified, lost)
}

// What is read of a commit for one document gives the page that reading everything gives.
func TestOneDocumentIsReadAsAmongAll(t *testing.T) {
	w := open(t, long)
	n := 0
	for at := 0; at < len(w.line); at += 1 + len(w.line)/4 {
		rev := w.line[at].Revision
		set := w.whole(rev)
		for i, id := range document.IDs(set) {
			if (i+at)%5 > 0 {
				continue
			}
			v, err := w.View(rev, id)
			if err != nil || v == nil {
				t.Fatalf("%s of %s: %v", id, rev.Hash, err)
			}
			if v.Sum() != w.sum(rev, id) {
				t.Errorf("%s of %s is another page", id, rev.Hash)
			}
			n++
		}
	}
	if n < 80 {
		t.Errorf("%d documents compared", n)
	}
	t.Logf("%d documents compared", n)
}

// A code that nobody was given is refused, whichever part of it is made up.
func TestForgedCodes(t *testing.T) {
	w := open(t, short)
	rng := rand.New(rand.NewPCG(3, 2027))
	ids := document.IDs(w.whole(w.Main))
	for range 100 {
		v, err := document.New(w.whole(w.Main), ids[rng.IntN(len(ids))])
		if err != nil {
			t.Fatal(err)
		}
		code := v.Code(w.Main.Hash)
		want := document.ErrForged
		switch rng.IntN(4) {
		case 0:
			code.Hash ^= 1 << rng.IntN(28)
		case 1:
			code.ID ^= 1 << rng.IntN(12)
		case 2:
			code.Commit, want = "0badf00d", document.ErrCommit
		case 3:
			code.Form, want = 2, document.ErrOtherForm
		}
		if verdict, err := w.Verify(code, ""); !errors.Is(err, want) {
			t.Errorf("%+v: %+v, %v", code, verdict, err)
		}
	}
	// The content of another commit is not that of this one.
	for _, id := range ids {
		was := w.sum(w.line[0].Revision, id)
		if was == [32]byte{} || was == w.sum(w.Main, id) {
			continue
		}
		v, err := w.View(w.line[0].Revision, id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Verify(v.Code(w.Main.Hash), ""); !errors.Is(err, document.ErrForged) {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// The commits of requests are proposals: they hold where main came to say the same.
func TestPrintsOfProposals(t *testing.T) {
	w := open(t, long)
	proposals, since := 0, 0
	for _, c := range w.line {
		if len(c.Parents) != 2 || proposals >= 5 {
			continue
		}
		head, err := w.Repo.Resolve(c.Parents[1])
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range document.IDs(w.whole(head)) {
			proposed := w.sum(head, id)
			if proposed == w.sum(before(w, c), id) || proposed == [32]byte{} {
				continue
			}
			v, err := w.View(head, id)
			if err != nil {
				t.Fatal(err)
			}
			verdict, err := w.Verify(v.Code(head.Hash), head.Hash)
			if err != nil {
				t.Fatal(id, err)
			}
			if verdict.OnMain || verdict.Agreed || verdict.Holds != (proposed == w.sum(w.Main, id)) {
				t.Errorf("%s of %s: on main %v, agreed %v, holds %v", id, head.Hash, verdict.OnMain, verdict.Agreed, verdict.Holds)
			}
			if slices.ContainsFunc(verdict.Since, func(e history.Entry) bool { return e.Commit.Hash == c.Hash }) {
				since++
			}
			proposals++
		}
	}
	if proposals < 5 || since < 5 {
		t.Errorf("%d proposals, of %d the merge is told", proposals, since)
	}
}

func before(w *world, c gitrepo.Commit) gitrepo.Revision {
	rev, err := w.Repo.Resolve(c.Parents[0])
	if err != nil {
		w.t.Fatal(err)
	}
	return rev
}
