package document_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// today is after every commit of the histories.
var today = calendar.Date(2030, 1, 1)

func prove(t *testing.T, w *world, file []byte, v *document.Verdict) (document.Genuineness, []document.Alteration) {
	t.Helper()
	g, list, err := w.Prove(document.ReadPage(file), v, today)
	if err != nil {
		t.Fatal(err)
	}
	return g, list
}

// A page is known as it was made, whatever standing it had and whatever main has become since,
// and after a trip through a program that ends lines its own way.
func TestAPageIsKnown(t *testing.T) {
	w := open(t, short)
	first, last := w.line[0], w.line[len(w.line)-1]
	id := changed(t, w)
	for _, l := range lang.Languages {
		for name, made := range map[string][2]int{"agreed then": {0, 0}, "superseded": {0, len(w.line) - 1}, "agreed now": {len(w.line) - 1, len(w.line) - 1}, "made before main had it": {len(w.line) - 1, 0}} {
			c, main := w.line[made[0]], w.line[made[1]]
			v, err := w.View(c.Revision, id)
			if err != nil {
				t.Fatal(err)
			}
			verdict, err := w.Verify(v.Code(c.Hash), c.Hash)
			if err != nil {
				t.Fatal(err)
			}
			text := pageOf(t, w, v, c.Hash, main.Hash, l, made[0] <= made[1])
			for _, file := range [][]byte{text, bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")), append([]byte("\xef\xbb\xbf"), text...)} {
				if g, list := prove(t, w, file, verdict); g != document.Genuine {
					t.Errorf("%s, %s: %s %v", name, l, g, list)
				}
			}
			// It can't be made to say that it was agreed, or held against what main never was.
			for _, other := range []string{"Överenskommet", "Agreed", "Förslag", "Proposal", "Ersatt", "Superseded"} {
				for _, word := range []string{"Överenskommet", "Agreed", "Förslag", "Proposal", "Ersatt", "Superseded"} {
					if edited := bytes.ReplaceAll(text, []byte(word), []byte(other)); !bytes.Equal(edited, text) {
						if g, _ := prove(t, w, edited, verdict); g != document.Altered {
							t.Errorf("%s, %s for %s: %s", name, other, word, g)
						}
					}
				}
			}
			if g, _ := prove(t, w, bytes.ReplaceAll(text, []byte(main.Hash), []byte(strings.Repeat("a", 40))), verdict); g == document.Genuine {
				t.Errorf("%s: held against no commit, and %s", name, g)
			}
			if g, _ := prove(t, w, bytes.Replace(text, []byte(`form" content="1.`), []byte(`form" content="1.9`), 1), verdict); g != document.CantTell {
				t.Errorf("%s: of another form, and %s", name, g)
			}
		}
	}
	if first.Hash == last.Hash {
		t.Error("a history of one commit")
	}
}

func pageOf(t *testing.T, w *world, v *document.View, commit, main string, l lang.Language, online bool) []byte {
	t.Helper()
	rev, err := w.Repo.Resolve(main)
	if err != nil {
		t.Fatal(err)
	}
	then, err := w.View(rev, v.ID)
	if err != nil {
		t.Fatal(err)
	}
	p := agreed(l)
	p.Commit, p.Main, p.Standing, p.Day = commit, main, document.Stands(v, then, online), dayOf(t, w, commit)
	return page(t, v, p)
}

func dayOf(t *testing.T, w *world, commit string) calendar.Day {
	t.Helper()
	at := slices.IndexFunc(w.line, func(c gitrepo.Commit) bool { return c.Hash == commit })
	day, err := w.DayOf(w.line[at])
	if err != nil {
		t.Fatal(err)
	}
	return day
}

// A page may say a day from that of its commit until today, and shows both days; no other day
// passes, and what passes as genuine can't be another page with a later day.
func TestThePagesOwnDay(t *testing.T) {
	w := open(t, short)
	c, id := w.line[0], changed(t, w)
	v, err := w.View(c.Revision, id)
	if err != nil {
		t.Fatal(err)
	}
	verdict, err := w.Verify(v.Code(c.Hash), c.Hash)
	if err != nil {
		t.Fatal(err)
	}
	of := dayOf(t, w, c.Hash)
	for day, want := range map[calendar.Day]document.Genuineness{of - 1: document.Altered, of: document.Genuine, of + 1: document.Genuine, today: document.Genuine, today + 1: document.Altered} {
		p := agreed(lang.SV)
		p.Commit, p.Main, p.Day, p.Standing = c.Hash, c.Hash, of, document.Agreed
		if day != of {
			p.AsOf = day
		}
		text := page(t, v, p)
		if g, list := prove(t, w, text, verdict); g != want || g == document.Altered && len(list) == 0 {
			t.Errorf("%s of a commit of %s: %s %v", day, of, g, list)
		}
		if foot := "Visar commit " + c.Hash[:10] + " av " + of.String() + " · "; !bytes.Contains(text, []byte(foot)) {
			t.Errorf("%s: the foot does not say %q", day, foot)
		}
		if got := bytes.Contains(text, []byte(" · utskriven som per "+day.String()+" · ")); got != (day != of) {
			t.Errorf("%s: the foot tells the day: %v", day, got)
		}
		if !document.IsPrint(text) {
			t.Errorf("%s: not known as a print", day)
		}
		if shifted := bytes.Replace(text, []byte(`dag" content="`+day.String()), []byte(`dag" content="`+(of+2).String()), 1); len(shifted) > 0 {
			if g, _ := prove(t, w, shifted, verdict); g == document.Genuine {
				t.Errorf("%s made %s: %s", day, of+2, g)
			}
		}
	}
}

// A file's commit is a hash and nothing that leads to one.
func TestAFilesCommitIsNoExpression(t *testing.T) {
	w := open(t, short)
	id := changed(t, w)
	at := slices.IndexFunc(w.line, func(c gitrepo.Commit) bool { return w.sum(c.Revision, id) != w.sum(w.line[0].Revision, id) })
	before, after := w.line[at-1], w.line[at]
	v, err := w.View(before.Revision, id)
	if err != nil {
		t.Fatal(err)
	}
	code := v.Code(before.Hash)
	code.Commit = after.Hash[:document.CommitDigits]
	for _, expression := range []string{after.Hash[:39] + "^", after.Hash[:38] + "^1", after.Hash[:38] + "~1", code.Commit + "^" + strings.Repeat("~0", 15) + "0"} {
		if verdict, err := w.Verify(code, expression); !errors.Is(err, document.ErrForged) {
			t.Errorf("%s: %+v, %v", expression, verdict, err)
		}
	}
}

// Where only the markup differs that is said, with the line; of a long line the part that differs
// is shown.
func TestAlterationsShowWhatDiffers(t *testing.T) {
	w := open(t, short)
	c, id := w.line[0], changed(t, w)
	v, err := w.View(c.Revision, id)
	if err != nil {
		t.Fatal(err)
	}
	verdict, err := w.Verify(v.Code(c.Hash), c.Hash)
	if err != nil {
		t.Fatal(err)
	}
	text := pageOf(t, w, v, c.Hash, c.Hash, lang.SV, true)
	line := func(of string) int { return 1 + bytes.Count(text[:bytes.Index(text, []byte(of))], []byte("\n")) }
	for name, x := range map[string]struct {
		from, to string
		want     document.Alteration
	}{
		"an attribute":    {`<p class="lead">`, `<p class="lead" hidden>`, document.Alteration{Line: line(`<p class="lead">`), Markup: true}},
		"a word":          {`<p class="kind">Missiv `, `<p class="kind">Beslut `, document.Alteration{Line: line(`<p class="kind">`), Here: "Beslut " + id, Genuine: "Missiv " + id}},
		"a line too many": {`<main>`, "\n<main>", document.Alteration{Line: line("<main>"), Markup: true}},
	} {
		edited := bytes.Replace(text, []byte(x.from), []byte(x.to), 1)
		g, list := prove(t, w, edited, verdict)
		if diff := cmp.Diff([]document.Alteration{x.want}, list); g != document.Altered || diff != "" {
			t.Errorf("%s: %s\n%s", name, g, diff)
		}
	}
	style := bytes.Replace(text, []byte("</style>"), []byte("x</style>"), 1)
	_, list := prove(t, w, style, verdict)
	if len(list) != 1 || list[0].Here == list[0].Genuine || !strings.HasSuffix(list[0].Here, "x") {
		t.Errorf("the end of a long line: %+v", list)
	}
}

// changed is a document that the first and the last commit have, and not alike.
func changed(t *testing.T, w *world) string {
	t.Helper()
	for _, id := range document.IDs(w.whole(w.Main)) {
		if was := w.sum(w.line[0].Revision, id); was != [32]byte{} && was != w.sum(w.Main, id) {
			return id
		}
	}
	t.Fatal("no document changes")
	return ""
}

// Another figure anywhere that a reader looks is noticed, and shown with what ought to be there.
func TestAlteredFiguresAreNoticed(t *testing.T) {
	w := open(t, long)
	for _, id := range []string{"missiv-2026-ogonsjukvard", "lp-2026-su-hjartlunden-ekokardiografi"} {
		c := w.line[len(w.line)-1]
		v, err := w.View(c.Revision, id)
		if err != nil {
			t.Fatal(err)
		}
		verdict, err := w.Verify(v.Code(c.Hash), "")
		if err != nil {
			t.Fatal(err)
		}
		text := pageOf(t, w, v, c.Hash, c.Hash, lang.SV, true)
		n, tag := 0, 0
		body := bytes.Index(text, []byte("<body"))
		for i := body; i < len(text); i++ {
			switch {
			case text[i] == '<':
				tag++
			case text[i] == '>':
				tag--
			case tag == 0 && text[i] >= '0' && text[i] <= '9':
				edited := bytes.Clone(text)
				edited[i] = '0' + (text[i]-'0'+1+byte(i)%9)%10
				g, list := prove(t, w, edited, verdict)
				if g != document.Altered {
					t.Fatalf("%s: a %c at %d is %c, and the page %s", id, text[i], i, edited[i], g)
				}
				if len(list) == 0 && !bytes.Contains(near(text, i), []byte(v.Code(c.Hash).String()[:4])) && !bytes.Contains(near(text, i), []byte("code")) {
					t.Errorf("%s: the place of %q is not told", id, near(text, i))
				}
				n++
			}
		}
		if n < 150 {
			t.Errorf("%s: %d figures", id, n)
		}
		t.Logf("%s: %d figures", id, n)
	}
}

func near(text []byte, i int) []byte { return text[max(0, i-30):min(len(text), i+30)] }
