package routine

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/lang"
)

func TestStatementsAreCompleteAndInOrder(t *testing.T) {
	var want, got []string
	for n := 1; n <= 65; n++ {
		id := fmt.Sprintf("N%02d", n)
		want = append(want, id)
		if id == "N50" {
			want = append(want, "N50a", "N50b", "N50c")
		}
	}
	for _, s := range Statements() {
		got = append(got, s.ID)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

func TestStatementFindsById(t *testing.T) {
	if s, ok := Statement("N50b"); !ok || s.ID != "N50b" {
		t.Errorf("N50b: %v, %v", s.ID, ok)
	}
	for _, id := range []string{"", "N00", "N66", "N50d", "n01"} {
		if _, ok := Statement(id); ok {
			t.Errorf("%q should be no statement", id)
		}
	}
}

func TestStatementsSayWhoDoesWhatInBothLanguages(t *testing.T) {
	for _, s := range Statements() {
		if s.Actor.IsZero() || s.Does.SV == "" || s.Does.EN == "" || s.Does.SV == s.Does.EN {
			t.Errorf("%s: actor %q, does %q and %q", s.ID, s.Actor.In(lang.SV), s.Does.SV, s.Does.EN)
		}
		if s.Modality.Name().SV == s.Modality.Name().EN {
			t.Errorf("%s: the modality %q has no name", s.ID, s.Modality)
		}
		if len(s.Words) == 0 {
			t.Errorf("%s: no version says it", s.ID)
		}
		for i, w := range s.Words {
			if i > 0 && w.Version < s.Words[i-1].Version {
				t.Errorf("%s: the words of %s come after those of %s", s.ID, w.Version, s.Words[i-1].Version)
			}
		}
	}
}

var (
	space   = regexp.MustCompile(`\s+`)
	broken  = regexp.MustCompile(`(\d-)\s+(\d)`) // a number that a line break has cut
	added   = regexp.MustCompile(`⟨[^⟩]*⟩`)
	point   = regexp.MustCompile(`^Överföring (mellan förvaltningar|till extern vårdgivare)(, punkt [1-6]( [abc])?)?$`)
	titles6 = []string{summary, heading, pageHead}
)

func source(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWordsOfVersion6StandInItsText(t *testing.T) {
	text := broken.ReplaceAllString(space.ReplaceAllString(source(t, "v6.0.txt"), " "), "$1$2")
	for _, s := range Statements() {
		for _, w := range s.In("6.0") {
			if !strings.Contains(text, w.Text) {
				t.Errorf("%s: version 6.0 does not say %q", s.ID, w.Text)
			}
			if w.Rebuilt || w.String() != "”"+w.Text+"”" {
				t.Errorf("%s: the words of 6.0 are a quotation: %s", s.ID, w)
			}
			if !point.MatchString(w.Paragraph) && !slices.Contains(titles6, w.Paragraph) {
				t.Errorf("%s: version 6.0 has no paragraph %q", s.ID, w.Paragraph)
			}
		}
	}
}

// What has been supplied in version 9.0 stands in ⟨ ⟩; all the rest stands in the text at
// hand, in the same order.
func TestWordsOfVersion9StandInItsStrippedText(t *testing.T) {
	text := " " + strings.Join(strings.Fields(source(t, "v9.0-stripped.txt")), " ") + " "
	holds := func(words string) bool { return strings.Contains(text, " "+strip(words)+" ") }
	for _, s := range Statements() {
		for _, w := range s.In("9.0") {
			if !holds(w.Text) {
				t.Errorf("%s: version 9.0 does not hold %q", s.ID, strip(w.Text))
			}
			if !w.Rebuilt || w.String() != w.Text {
				t.Errorf("%s: the words of 9.0 are no quotation: %s", s.ID, w)
			}
			for title := range strings.SplitSeq(w.Paragraph, ", ") {
				if title != pageHead && !holds(title) {
					t.Errorf("%s: version 9.0 has no heading %q", s.ID, title)
				}
			}
		}
	}
}

// strip reduces a passage to the words that the stripped text has.
func strip(words string) string {
	letters := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	return strings.Join(strings.FieldsFunc(strings.ToLower(added.ReplaceAllString(words, "")), letters), " ")
}
