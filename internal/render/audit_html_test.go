package render

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/colour"
)

// element is an element of a page.
type element struct {
	name  string
	attrs map[string]string
	text  strings.Builder // of it and of what is in it
}

// pageElements reads a page as a browser does, and fails where tags don't match.
func pageElements(t testing.TB, page string) []*element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, []string{"meta"}, xml.HTMLEntity
	var all, open []*element
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("%v in\n%.300s", err, page)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := &element{name: token.Name.Local, attrs: map[string]string{}}
			for _, a := range token.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			all, open = append(all, e), append(open, e)
		case xml.CharData:
			for _, e := range open {
				e.text.Write(token)
			}
		case xml.EndElement:
			if n := len(open); n == 0 || open[n-1].name != token.Name.Local {
				t.Fatalf("</%s> closes nothing", token.Name.Local)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		t.Fatalf("<%s> is left open", open[0].name)
	}
	return all
}

func (e *element) is(name string) bool { return e.name == name }

// What a reader with a screen reader or a keyboard needs: the language, one title and one
// heading of the first level, levels without gaps, named landmarks, tables with captions and
// with headings that say what they are for, boxes that scroll by keyboard, and links that lead
// somewhere on the page.
func TestThePageOfAnAuditIsAccessible(t *testing.T) {
	for name, r := range auditReports() {
		for _, l := range lang.Languages {
			t.Run(name+" "+string(l), func(t *testing.T) { accessible(t, pageElements(t, auditOutput(t, "html", l, r)), l) })
		}
	}
}

func accessible(t *testing.T, all []*element, l lang.Language) {
	t.Helper()
	ids, count, level := map[string]string{}, map[string]int{}, 0
	for _, e := range all {
		count[e.name]++
		if id := e.attrs["id"]; id != "" {
			if _, twice := ids[id]; twice {
				t.Errorf("id %s stands twice", id)
			}
			ids[id] = strings.TrimSpace(e.text.String())
		}
		if len(e.name) == 2 && e.name[0] == 'h' && e.name[1] >= '1' && e.name[1] <= '6' {
			next := int(e.name[1] - '0')
			if next > level+1 || strings.TrimSpace(e.text.String()) == "" {
				t.Errorf("%s %q after h%d", e.name, e.text.String(), level)
			}
			level = next
		}
	}
	for _, once := range []string{"html", "title", "h1", "main", "header", "footer", "nav", "style"} {
		if count[once] != 1 {
			t.Errorf("%d of %s", count[once], once)
		}
	}
	if all[0].attrs["lang"] != string(l) {
		t.Errorf("in the language %q", all[0].attrs["lang"])
	}
	captions := 0
	for _, e := range all {
		if e.is("table") {
			captions++
		}
		if e.is("caption") {
			captions--
		}
		named := func(id string) {
			if ids[id] == "" {
				t.Errorf("<%s> is named by %q, which is not there", e.name, id)
			}
		}
		switch {
		case e.is("section") || e.is("article"):
			named(e.attrs["aria-labelledby"])
		case e.attrs["role"] == "region":
			named(e.attrs["aria-labelledby"])
			if e.attrs["tabindex"] != "0" {
				t.Errorf("%s can't be reached by keyboard", e.attrs["aria-labelledby"])
			}
		case e.is("nav") && e.attrs["aria-label"] == "", e.is("th") && e.attrs["scope"] == "":
			t.Errorf("<%s> says not what it is for", e.name)
		case e.is("a"):
			if _, there := ids[strings.TrimPrefix(e.attrs["href"], "#")]; !there || !strings.HasPrefix(e.attrs["href"], "#") || e.text.Len() == 0 {
				t.Errorf("a link %q to %q", e.text.String(), e.attrs["href"])
			}
		case e.is("span") && strings.HasPrefix(e.attrs["class"], "mark") && e.attrs["aria-hidden"] != "true":
			t.Error("a sign is read aloud")
		}
	}
	if captions != 0 {
		t.Errorf("%d tables without a caption", captions)
	}
}

// The page fetches nothing and runs nothing, and its own policy lets its style through and
// nothing else.
func TestThePageOfAnAuditStandsForItself(t *testing.T) {
	page := auditOutput(t, "html", lang.SV, bypassAudit())
	all := pageElements(t, page)
	style := all[slices.IndexFunc(all, func(e *element) bool { return e.is("style") })].text.String()
	sum := sha256.Sum256([]byte(style))
	want := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"
	at := slices.IndexFunc(all, func(e *element) bool { return e.attrs["http-equiv"] == "Content-Security-Policy" })
	if got := all[at].attrs["content"]; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, e := range all {
		for name := range e.attrs {
			if strings.HasPrefix(name, "on") || name == "src" || name == "srcset" || name == "style" || name == "action" {
				t.Errorf("<%s %s>", e.name, name)
			}
		}
		if slices.Contains([]string{"script", "link", "img", "iframe", "object", "embed", "form", "base", "svg"}, e.name) {
			t.Errorf("<%s>", e.name)
		}
	}
	if found := regexp.MustCompile(`(?i)url\(|@import|https?:|//[a-z]`).FindString(page); found != "" {
		t.Errorf("the page names %q", found)
	}
}

// Text has the contrast that WCAG 2.2 asks for against what it stands on, and so have the lines
// that carry meaning, in light and in dark.
func TestThePageOfAnAuditCanBeSeen(t *testing.T) {
	s := colour.Of(t, auditStyle)
	for _, front := range []string{"ink", "soft", "link"} {
		s.Holds(colour.Text, front, "paper", "panel", "good-panel", "bad-panel", "done-panel")
	}
	for _, front := range []string{"good", "bad", "done"} {
		s.Holds(colour.Text, front, "paper", front+"-panel")
	}
	s.Holds(colour.Graphics, "line", "paper", "panel")
	t.Logf("the lowest contrast of text is %.2f to 1", s.Lowest)
}

// Every violation is on the page, however many there are: what does not stand open is behind
// a fold.
func TestThePageOfAnAuditLosesNothing(t *testing.T) {
	d := allowed(2)
	d.Valid = false
	for i := range 3*maxBreaches + 1 {
		d.Violations = append(d.Violations, audit.Violation{Code: audit.ContentDiffers, Message: lang.Plain(fmt.Sprintf("no %d.", i))})
	}
	page := auditOutput(t, "html", lang.EN, auditOf(d))
	for i := range d.Violations {
		// In the list of what is wrong, and in what is told of the decision.
		if n := strings.Count(page, fmt.Sprintf("<li>no %d.", i)); n != 2 {
			t.Errorf("violation %d stands %d times", i, n)
		}
	}
	if !strings.Contains(page, "<summary>41 more of the same kind</summary>") {
		t.Error("what is folded is not counted")
	}
}
