package document_test

import (
	"bytes"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// own are the texts of a document that are nobody's but its writers': they stand as they are on
// a page in any language, and are marked as Swedish on one in English.
var own = regexp.MustCompile(`\.(Title|MemoTitle|Motivation|Reason|Reservation|Reference|Function|Basis|Cause|Minutes)$`)

// codeLeaf tells of causes that are words of the formats, which pages say in their own language.
var codeLeaf = regexp.MustCompile(`^\.Plan\.(Extension|Changes\[\d+\])\.Cause$`)

// little are small words that no text of a language does without, and that are none in the other.
var little = map[lang.Language][]string{
	lang.SV: {"och", "att", "som", "är", "har", "inte", "för", "till", "av", "det", "den", "eller", "per", "från", "med", "vecka", "samma", "kan"},
	lang.EN: {"the", "of", "and", "is", "has", "by", "not", "to", "or", "with", "week", "that", "what", "can"},
}

var word = regexp.MustCompile(`[\p{L}]+`)

// A page is in one language throughout. Names stand as the registers have them, the texts that
// the document's writers wrote are marked as Swedish on a page in English, and so is the
// sentence of the routine.
func TestAPageIsInOneLanguage(t *testing.T) {
	marked, words := 0, 0
	for i, v := range views(t) {
		if i%3 > 0 && v.Memo == nil {
			continue
		}
		c := clone(t, v)
		leaves(reflect.ValueOf(c).Elem(), "", func(path string, leaf reflect.Value) {
			switch {
			case leaf.Kind() != reflect.String || leaf.String() == "" || codeLeaf.MatchString(path):
			case own.MatchString(path):
				leaf.SetString("Svensktext")
			case strings.HasSuffix(path, ".Name"), strings.HasSuffix(path, ".Short"):
				leaf.SetString("Xyz")
			}
		})
		for l, other := range map[lang.Language]lang.Language{lang.SV: lang.EN, lang.EN: lang.SV} {
			for _, standing := range []document.Standing{document.Agreed, document.Proposal, document.Superseded} {
				p := agreed(l)
				p.Standing = standing
				_, root := elements(t, page(t, c, p))
				for n := range root.Descendants() {
					if n.Type != html.TextNode || n.Parent.Data == "style" || n.Parent.Data == "code" {
						continue
					}
					text := strings.ToLower(n.Data)
					if n.Parent.Data == "title" {
						continue // it can't be marked
					}
					if swedish(n) {
						marked++
						continue
					}
					if l == lang.EN && strings.Contains(text, "svensktext") {
						t.Errorf("%s: %q is not marked as Swedish", v.ID, n.Data)
					}
					for _, w := range word.FindAllString(text, -1) {
						words++
						if slices.Contains(little[other], w) {
							t.Errorf("%s in %s: %q in %q", v.ID, l, w, n.Data)
						}
					}
				}
			}
		}
	}
	if marked < 1000 || words < 10000 {
		t.Errorf("%d texts marked, %d words", marked, words)
	}
}

// swedish tells that a text stands in an element that is marked as Swedish on a page that is not.
func swedish(n *html.Node) bool {
	for n = n.Parent; n != nil && n.Data != "html"; n = n.Parent {
		if slices.Contains(n.Attr, html.Attribute{Key: "lang", Val: "sv"}) {
			return true
		}
	}
	return false
}

// What the routine wants on every page (N63) stands on it in the routine's own words, in Swedish,
// whatever the language of the page: marked where it stands in the page, and in the margin.
func TestTheRoutinesSentenceStandsInSwedish(t *testing.T) {
	v := views(t)[0]
	for _, l := range lang.Languages {
		_, root := elements(t, page(t, v, agreed(l)))
		sentences, margin := 0, 0
		for n := range root.Descendants() {
			if n.Type != html.TextNode {
				continue
			}
			if n.Parent.Data == "style" {
				margin += strings.Count(n.Data, "Utskriven version kan vara ogiltig. Verifiera ")
			} else if strings.Contains(n.Data, "Utskriven version kan vara ogiltig. Verifiera innehållet.") {
				sentences++
				if swedish(n) != (l == lang.EN) {
					t.Errorf("%s: marked %v: %q", l, swedish(n), n.Data)
				}
			}
		}
		if sentences != 2 || margin != 1 {
			t.Errorf("%s: it stands %d times on the page and %d in the margin", l, sentences, margin)
		}
	}
	if bytes.Contains(page(t, v, agreed(lang.SV)), []byte("A printed version")) {
		t.Error("it stands in English on a page in Swedish")
	}
}
