package document_test

import (
	"bytes"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/lang"
)

const commit = "0123456789abcdef0123456789abcdef01234567"

func agreed(l lang.Language) document.Print {
	return document.Print{Language: l, Commit: commit, Main: commit, Day: calendar.Date(2026, 11, 20), Standing: document.Agreed}
}

// views are all of the sample plans.
func views(t *testing.T) []*document.View {
	t.Helper()
	set := sample(t)
	var out []*document.View
	for _, id := range document.IDs(set) {
		v, err := document.New(set, id)
		if err != nil {
			t.Fatal(id, err)
		}
		out = append(out, v)
	}
	return out
}

// Every page says what it is, in both languages, and the same code; made twice it is the same.
func TestEveryPageBearsWhatItHasTo(t *testing.T) {
	for _, v := range views(t) {
		code := v.Code(commit).String()
		for _, l := range lang.Languages {
			text := page(t, v, agreed(l))
			if !bytes.Equal(text, page(t, v, agreed(l))) {
				t.Fatalf("%s is another page the second time", v.ID)
			}
			for _, want := range []string{code, commit[:10], "2026-11-20", "Utskriven version kan vara ogiltig. Verifiera innehållet.", `<html lang="` + string(l) + `">`, "counter(page)", "counter(pages)"} {
				if !bytes.Contains(text, []byte(want)) {
					t.Errorf("%s %s has no %q", v.ID, l, want)
				}
			}
			if found, slips := document.FindCodes(string(text)); len(found) != 1 || slips || found[0] != v.Code(commit) {
				t.Errorf("%s %s: codes %v, %v", v.ID, l, found, slips)
			}
		}
	}
}

// What the page says large differs with the standing.
func TestAProposalIsNoAgreement(t *testing.T) {
	v := views(t)[0]
	for standing, word := range map[document.Standing]string{document.Agreed: "Överenskommet", document.Proposal: "Förslag", document.Superseded: "Ersatt"} {
		p := agreed(lang.SV)
		p.Standing = standing
		text := page(t, v, p)
		for _, other := range []string{"Överenskommet", "Förslag", "Ersatt"} {
			if got := bytes.Contains(text, []byte(`<p class="word">`+other+`</p>`)); got != (other == word) {
				t.Errorf("%s says %s: %v", standing, other, got)
			}
		}
	}
}

// elements are the elements of a page in order, with the names of their attributes.
func elements(t *testing.T, text []byte) (out []string, root *html.Node) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			s := n.Data
			for _, a := range n.Attr {
				s += " " + a.Key
			}
			out = append(out, s)
		}
	}
	return out, root
}

// hostile are texts that act somewhere, none of them with a space.
var hostile = []string{
	`</style><script>alert(1)</script>`, `"><img/src=x/onerror=alert(1)>`, `'"};*{display:none}/*`, "\u202egnp.exe", "\x1b[31mröd", "javascript:alert(1)",
	`{{.Secret}}`, `--></title><base/href=//x>`, "&lt;b&gt;", "\u0000\ufeff", `\";}`,
}

// Whatever documents say, the page has the elements that it has for plain words, the policy
// still allows the style, and no bit of text acts.
func TestHostileTextsAreInert(t *testing.T) {
	for _, sampled := range []string{"missiv-2026-kirurgi", "missiv-2026-ogonsjukvard", "lp-2026-su-hjartlunden-ekokardiografi", "lp-2026-su-siv-knaprotes", "lp-2026-skas-strandangen-knaprotes"} {
		all := views(t)
		at := slices.IndexFunc(all, func(v *document.View) bool { return v.ID == sampled })
		v := all[at]
		fill := func(word string) *document.View {
			c := clone(t, v)
			leaves(reflect.ValueOf(c).Elem(), "", func(path string, leaf reflect.Value) {
				if leaf.Kind() == reflect.String && leaf.String() != "" && !times(path) {
					leaf.SetString(word)
				}
			})
			return c
		}
		plain := page(t, fill("ord"), agreed(lang.SV))
		want, _ := elements(t, plain)
		styled := bytes.Count(plain, []byte("{"))
		for _, word := range hostile {
			text := page(t, fill(word), agreed(lang.SV))
			got, root := elements(t, text)
			if !slices.Equal(want, got) {
				t.Errorf("%s with %q has other elements", v.ID, word)
			}
			for n := range root.Descendants() {
				if n.Type == html.TextNode && n.Parent.Data == "style" && (strings.ContainsAny(n.Data, "<") || strings.Count(n.Data, "{") != styled) {
					t.Errorf("%q acts in the style", word)
				}
			}
			if strings.ContainsAny(string(text), "\u202e\x1b\x00\ufeff") {
				t.Errorf("%q stands there as it is", word)
			}
		}
	}
}

func times(path string) bool {
	return regexp.MustCompile(`\.(Quarter|Week|Period|Kind|Quarters\[\d+\]|From|To|Slot|OwnDay|AgreementsDay|Day|Latest)$`).MatchString(path)
}

// leaves visits every text, number and answer of a value.
func leaves(v reflect.Value, path string, visit func(path string, leaf reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			leaves(v.Elem(), path, visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			leaves(v.Field(i), path+"."+v.Type().Field(i).Name, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			leaves(v.Index(i), fmt.Sprintf("%s[%d]", path, i), visit)
		}
	default:
		visit(path, v)
	}
}

// derived are figures that follow from others and can't change alone.
var derived = regexp.MustCompile(`^\.Memo\.(Totals|Needs\[\d+\]\.Asked|Quarters)|\.Memo\.Lines\[\d+\]\.Plans\[\d+\]\.Volume$`)

// Whatever changes in what a page says, its hash is another one, and the difference is told.
func TestNothingChangesUntold(t *testing.T) {
	n := 0
	for i, v := range views(t) {
		if i%7 > 0 && len(v.ID)%5 > 0 {
			continue
		}
		count := 0
		leaves(reflect.ValueOf(clone(t, v)), "", func(string, reflect.Value) { count++ })
		for at := range count {
			c, path := changedAt(t, v, at)
			if c.Sum() == v.Sum() {
				t.Fatalf("%s: %s is not part of the hash", v.ID, path)
			}
			if unwritten(v, path) {
				continue // weeks without a figure follow from the period
			}
			if !derived.MatchString(path) && len(document.Differences(v, c)) == 0 {
				t.Fatalf("%s: a change of %s is not told", v.ID, path)
			}
			n++
		}
	}
	if n < 2000 {
		t.Errorf("%d changes", n)
	}
	t.Logf("%d changes", n)
}

var ofWeek = regexp.MustCompile(`^\.Plan\.Quarters\[(\d+)\]\.Weeks\[(\d+)\]\.(?:Week|Volume)$`)

func unwritten(v *document.View, path string) bool {
	m := ofWeek.FindStringSubmatch(path)
	if m == nil {
		return false
	}
	quarter, _ := strconv.Atoi(m[1])
	week, _ := strconv.Atoi(m[2])
	return !v.Plan.Quarters[quarter].Weeks[week].Written
}

func clone(t *testing.T, v *document.View) *document.View {
	t.Helper()
	c := new(document.View)
	deep(reflect.ValueOf(c).Elem(), reflect.ValueOf(v).Elem())
	if c.Sum() != v.Sum() {
		t.Fatal("a copy has another hash")
	}
	return c
}

func deep(to, from reflect.Value) {
	switch from.Kind() {
	case reflect.Pointer:
		if !from.IsNil() {
			to.Set(reflect.New(from.Type().Elem()))
			deep(to.Elem(), from.Elem())
		}
	case reflect.Struct:
		for i := range from.NumField() {
			deep(to.Field(i), from.Field(i))
		}
	case reflect.Slice:
		if !from.IsNil() {
			to.Set(reflect.MakeSlice(from.Type(), from.Len(), from.Len()))
			for i := range from.Len() {
				deep(to.Index(i), from.Index(i))
			}
		}
	default:
		to.Set(from)
	}
}

// changedAt gives a view with one of its values changed, and which.
func changedAt(t *testing.T, v *document.View, at int) (c *document.View, path string) {
	t.Helper()
	c, i := clone(t, v), 0
	leaves(reflect.ValueOf(c), "", func(p string, leaf reflect.Value) {
		if i++; i-1 != at {
			return
		}
		path = p
		switch leaf.Kind() {
		case reflect.String:
			leaf.SetString(leaf.String() + "x")
		case reflect.Int:
			leaf.SetInt(leaf.Int() + 1)
		case reflect.Bool:
			leaf.SetBool(!leaf.Bool())
		default:
			t.Fatalf("%s is a %s", p, leaf.Kind())
		}
	})
	return c, path
}
