package site

import (
	"bytes"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// hostile would act in an element, in an attribute, in a link, in a template and on a screen.
const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&amp;{{.}}` + "\u202e\u200b" + `javascript:alert(1)`

// running are the keys of documents whose texts people write freely.
var running = map[string]bool{
	"namn": true, "kortnamn": true, "rubrik": true, "motivering": true, "protokoll": true, "referens": true, "diarienummer": true, "funktion": true, "e_post": true,
	"reservation": true, "underlag": true, "skal": true, "orsak": true, "syfte": true, "utgangspunkt": true, "vardform": true, "atgarder": true, "till": true, "sjukhus": true, "bedomning": true, "steg": true, "roll": true,
}

// spoil puts a text wherever running text stands in a document.
func spoil(v reflect.Value, text string, seen map[uintptr]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && !seen[v.Pointer()] {
			seen[v.Pointer()] = true
			spoil(v.Elem(), text, seen)
		}
	case reflect.Slice:
		for i := range v.Len() {
			spoil(v.Index(i), text, seen)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field, value := v.Type().Field(i), v.Field(i)
			if !field.IsExported() || field.Name == "YAML" || field.Name == "Source" || field.Name == "Owner" {
				continue
			}
			key := field.Tag.Get("yaml")
			if t, ok := value.Addr().Interface().(*plan.Text); ok {
				if running[key] && t.Set {
					t.V = text
				}
				continue
			}
			if list, ok := value.Addr().Interface().(*[]plan.Text); ok {
				for j := range *list {
					if running[key] {
						(*list)[j].V = text
					}
				}
				continue
			}
			spoil(value, text, seen)
		}
	}
}

// entry is a decision on main that says a text of each document.
func entry(in Input, text string) history.Entry {
	e := history.Entry{Step: history.Step{At: time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC), Commit: gitrepo.Commit{Revision: gitrepo.Revision{Hash: strings.Repeat("a1", 20)}}}}
	for _, p := range in.Set.Leveransplaner {
		e.Items = append(e.Items, history.Item{Kinds: []diff.Kind{diff.PlanNy}, Type: plan.KindLeveransplan, ID: p.ID.V, Number: text, Summary: lang.Text{SV: text, EN: text}})
	}
	return e
}

// Whatever people write in documents, in commits and in findings is shown as text: nothing of
// it runs, leads anywhere or turns other text around.
func TestHostileTextsAreInert(t *testing.T) {
	in := sample(t)
	for _, d := range in.Set.Documents {
		spoil(reflect.ValueOf(d), hostile, map[uintptr]bool{})
	}
	in.Entries = []history.Entry{entry(in, hostile)}
	for i := range in.Result.Findings {
		in.Result.Findings[i].Message = lang.Plain(hostile)
	}
	shown := 0
	for file, page := range dataPagesOf(t, in).pages {
		if bytes.ContainsAny(page, "\u202e\u200b") {
			at := bytes.IndexAny(page, "\u202e\u200b")
			t.Errorf("%s turns text around: …%s", file, page[max(0, at-300):at])
		}
		root, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		for n := range root.Descendants() {
			if n.Type == html.TextNode && strings.Contains(n.Data, "<script>alert(1)</script>") {
				shown++
			}
			if n.Type != html.ElementNode {
				continue
			}
			if n.Data == "script" || n.Data == "img" {
				t.Errorf("%s: <%s>", file, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") {
					t.Errorf("%s: %s=%q", file, a.Key, a.Val)
				}
				if at, err := url.Parse(a.Val); a.Key == "href" && (err != nil || at.Scheme != "" && a.Val != "data:,") {
					t.Errorf("%s: a link to %q", file, a.Val)
				}
			}
		}
	}
	if shown < 1000 {
		t.Errorf("the texts are shown %d times only", shown)
	}
}

// A personal identity number that got past everything else is covered: in documents, decisions and findings.
func TestNoPersonalNumberShows(t *testing.T) {
	in := sample(t)
	number := "19811218" + "-" + "9876" // a number of the tax agency's for tests
	for _, d := range in.Set.Documents {
		spoil(reflect.ValueOf(d), "Patient "+number, map[uintptr]bool{})
	}
	in.Entries = []history.Entry{entry(in, "Patient "+number)}
	for i := range in.Result.Findings {
		in.Result.Findings[i].Message = lang.Plain("Patient " + number)
	}
	covered := 0
	for file, page := range dataPagesOf(t, in).pages {
		if bytes.Contains(page, []byte("9876")) {
			at := bytes.Index(page, []byte("9876"))
			t.Errorf("%s: …%s", file, page[max(0, at-120):at])
		}
		covered += bytes.Count(page, []byte("Patient ••••"))
	}
	if covered < 1000 {
		t.Errorf("the numbers are covered %d times only", covered)
	}
}
