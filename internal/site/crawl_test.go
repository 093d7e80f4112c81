package site

import (
	"bytes"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// document is a page as a browser reads it.
type document struct {
	*html.Node
	ids map[string]bool
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func text(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(text(c))
	}
	return b.String()
}

func (d *document) elements(yield func(*html.Node) bool) {
	for n := range d.Descendants() {
		if n.Type == html.ElementNode && !yield(n) {
			return
		}
	}
}

func parsed(t testing.TB, file string, page []byte) *document {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	d := &document{root, map[string]bool{}}
	for n := range d.elements {
		if id := attr(n, "id"); id != "" {
			if d.ids[id] {
				t.Errorf("%s: the id %s stands twice", file, id)
			}
			d.ids[id] = true
		}
	}
	return d
}

// Every link leads somewhere, to an anchor that is there; nothing is fetched but the style
// sheet; every page has one heading of the first level and levels without gaps, a language,
// and names for what has to have one.
func TestEveryPageIsWhole(t *testing.T) {
	for name, in := range map[string]Input{"with a history": demonstrated(t), "without": sample(t), "of nothing": empty(t)} {
		t.Run(name, func(t *testing.T) {
			site := written(t, in)
			documents := map[string]*document{}
			for file, page := range site {
				if strings.HasSuffix(file, ".html") {
					documents[file] = parsed(t, file, page)
				}
			}
			reached := map[string]bool{"index.html": true, "404.html": true, "site.css": true}
			for file, d := range documents {
				wholePage(t, file, d)
				for n := range d.elements {
					for _, key := range []string{"href", "src"} {
						if has(n, key) {
							if to := follow(t, file, n, attr(n, key), documents, site); to != file {
								reached[to] = true
							}
						}
					}
				}
			}
			for file := range site {
				if !reached[file] {
					t.Errorf("no link leads to %s", file)
				}
			}
			t.Logf("%d files", len(site))
		})
	}
}

// follow holds a link against what there is, and gives the file that it leads to.
func follow(t *testing.T, file string, n *html.Node, link string, documents map[string]*document, site map[string][]byte) string {
	t.Helper()
	if link == "data:," && n.Data == "link" {
		return file
	}
	if address, ok := strings.CutPrefix(link, "mailto:"); ok && n.Data == "a" && strings.Contains(address, "@") {
		return file
	}
	to, anchor, anchored := strings.Cut(link, "#")
	if strings.ContainsAny(to, ":?") || strings.HasPrefix(to, "/") || link == "" {
		t.Errorf("%s: <%s> leads to %q", file, n.Data, link)
		return file
	}
	target := file
	if to != "" {
		target = path.Join(path.Dir(file), to)
	}
	if site[target] == nil {
		t.Errorf("%s: a broken link to %q", file, link)
	} else if anchored && !documents[target].ids[anchor] {
		t.Errorf("%s: %s has no anchor %q", file, target, anchor)
	}
	if n.Data == "a" && strings.TrimSpace(text(n)) == "" {
		t.Errorf("%s: a link to %s has no text", file, link)
	}
	return target
}

// actors are elements that run, fetch or send something.
var actors = []string{"script", "iframe", "object", "embed", "form", "base", "img", "video", "audio", "input", "button", "noscript", "template"}

func wholePage(t *testing.T, file string, d *document) {
	t.Helper()
	level, count := 0, map[string]int{}
	wrong := func(form string, args ...any) { t.Errorf(file+": "+form, args...) }
	for n := range d.elements {
		if n.Data != "title" || n.Parent.Data == "head" { // drawings have titles too
			count[n.Data]++
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcset" || a.Key == "action" || a.Key == "ping" {
				wrong("<%s %s>", n.Data, a.Key)
			}
			if slices.Contains([]string{"aria-labelledby", "aria-describedby", "for", "headers"}, a.Key) {
				for _, id := range strings.Fields(a.Val) {
					if !d.ids[id] {
						wrong("<%s> refers to %q", n.Data, id)
					}
				}
			}
		}
		if slices.Contains(actors, n.Data) {
			wrong("<%s>", n.Data)
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			next := int(n.Data[1] - '0')
			if next > level+1 || strings.TrimSpace(text(n)) == "" {
				wrong("<%s> %q after h%d", n.Data, text(n), level)
			}
			level = next
		}
		switch n.Data {
		case "html":
			if want := path.Dir(file + "x"); strings.HasPrefix(file, "sv/") || strings.HasPrefix(file, "en/") {
				if attr(n, "lang") != file[:2] {
					wrong("in %q", attr(n, "lang"))
				}
			} else if attr(n, "lang") != "sv" {
				wrong("%s in %q", want, attr(n, "lang"))
			}
		case "th":
			if attr(n, "scope") == "" {
				wrong("a heading of a table without a scope: %q", text(n))
			}
		case "table":
			if !slices.ContainsFunc(slices.Collect(n.ChildNodes()), func(c *html.Node) bool { return c.Data == "caption" && strings.TrimSpace(text(c)) != "" }) {
				wrong("a table without a caption")
			}
		case "nav":
			if attr(n, "aria-label")+attr(n, "aria-labelledby") == "" {
				wrong("<nav> without a name")
			}
		case "svg":
			if attr(n, "aria-hidden") != "true" && attr(n, "aria-labelledby") == "" && attr(n, "aria-label") == "" {
				wrong("a drawing without a name")
			}
		}
	}
	for _, once := range []string{"html", "head", "title", "h1", "main"} {
		if count[once] != 1 {
			wrong("%d of <%s>", count[once], once)
		}
	}
}

var policy = regexp.MustCompile(`content="(default-src 'none'; [^"]*)"`)

// The policy of every page lets in its own style sheet and nothing else; the page for what is
// not found carries its style and allows that alone.
func TestPagesRunAndFetchNothing(t *testing.T) {
	for file, page := range written(t, sample(t)) {
		if !strings.HasSuffix(file, ".html") {
			continue
		}
		want := "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
		got := policy.FindSubmatch(page)
		if got == nil || file != "404.html" && string(got[1]) != want {
			t.Errorf("%s: %q", file, got)
		}
		page = regexp.MustCompile(`(?s)<pre.*?</pre>`).ReplaceAll(page, nil) // lines of files as examples
		if found := regexp.MustCompile(`(?i)https?:|url\((?:[^#]|$)|@import`).Find(page); found != nil {
			t.Errorf("%s: names %q", file, found)
		}
	}
	if css := style(); len(css) > 20<<10 || regexp.MustCompile(`(?i)url\(|@import|https?:`).Match(css) {
		t.Errorf("the style sheet has %d bytes, or fetches something", len(css))
	}
}

// Both languages have the same pages, and each page has the same elements in both. Only the
// words differ, and the order of what is sorted by the alphabet.
func TestBothLanguagesAreTheSameSite(t *testing.T) {
	site := demonstratedSite(t)
	bones := func(file string) map[string]int {
		out := map[string]int{}
		for n := range parsed(t, file, site[file]).elements {
			// Which labels of a drawing a small screen leaves out hangs on how long its words are.
			out[n.Data+"."+strings.TrimSuffix(attr(n, "class"), " minor")+"#"+attr(n, "id")]++
		}
		return out
	}
	for file := range site {
		if rest, ok := strings.CutPrefix(file, "en/"); ok && site["sv/"+rest] == nil {
			t.Errorf("%s is not there in Swedish", rest)
		}
		rest, ok := strings.CutPrefix(file, "sv/")
		if !ok {
			continue
		}
		if site["en/"+rest] == nil {
			t.Errorf("%s is not there in English", rest)
			continue
		}
		sv, en := bones(file), bones("en/"+rest)
		for _, bone := range slices.Concat(slices.Collect(maps.Keys(sv)), slices.Collect(maps.Keys(en))) {
			if sv[bone] != en[bone] {
				t.Errorf("%s has %d of %s in Swedish and %d in English", rest, sv[bone], bone, en[bone])
			}
		}
	}
}

// An English page says nothing in Swedish but what is marked as Swedish, names and what the
// plans hold: none of the shell's and the rules' own Swedish words stands there.
func TestEnglishPagesAreInEnglish(t *testing.T) {
	in := empty(t)
	swedish := regexp.MustCompile(`(?i)(^|[^\pL_])(och|eller|inte|vad|alla|från|för|som|ingen|visa|sidan|beslut|gäller)([^\pL_]|$)`)
	for file, page := range written(t, in) {
		if !strings.HasPrefix(file, "en/") {
			continue
		}
		d := parsed(t, file, page)
		var words func(n *html.Node)
		words = func(n *html.Node) {
			if n.Type == html.ElementNode && (attr(n, "lang") == string(lang.SV) || n.Data == "pre" || n.Data == "code") {
				return
			}
			if n.Type == html.TextNode {
				if found := swedish.FindString(n.Data); found != "" {
					t.Errorf("%s: %q in %q", file, found, n.Data)
				}
			}
			for c := range n.ChildNodes() {
				words(c)
			}
		}
		words(d.Node)
	}
}
