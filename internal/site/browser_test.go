package site

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/testing/browser"
	tools "github.com/leveransplan/leveransplan/internal/testing/need"
)

// served puts a site on a server of the test's own.
func served(t testing.TB, site map[string][]byte) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file := strings.TrimPrefix(r.URL.Path, "/")
		text, ok := site[file]
		if !ok {
			t.Errorf("a page asks for %s", r.URL)
			http.NotFound(w, r)
			return
		}
		kind := "text/html; charset=utf-8"
		if strings.HasSuffix(file, ".css") {
			kind = "text/css; charset=utf-8"
		}
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write(text)
	}))
	t.Cleanup(server.Close)
	return server.URL + "/"
}

// looks show each width and each scheme once: what axe finds in colours does not hang on the
// width, nor what it finds in the order and size of things on the colours.
var looks = map[string]browser.Look{"small and light": {Width: 390}, "large and dark": {Width: 1600, Height: 1000, Dark: true}}

// axe-core finds nothing wrong with a page of any kind, in light and dark, on a small screen and
// on a large one; nothing reaches out of the window sideways, and nothing that is to be pressed
// is smaller than WCAG 2.2 asks for (2.5.8).
func TestAxeFindsNothing(t *testing.T) {
	t.Parallel()
	program, script := tools.Tool(t, browser.Programs...), tools.Package(t, browser.Script)
	site := demonstratedSite(t)
	list := append(kinds(demonstrated(t), site), "en/index.html")
	address := served(t, site)
	for name, look := range looks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := browser.New(t, program, script)
			for _, file := range list {
				b.Open(t, address+file, look)
				browser.Eval[bool](t, b, `document.querySelectorAll("details").forEach(d => d.open = true), true`)
				for _, v := range b.Axe(t) {
					t.Errorf("%s: %s", file, v)
				}
				if wide := browser.Eval[int](t, b, "document.documentElement.scrollWidth"); wide > look.Width {
					t.Errorf("%s: is %d wide", file, wide)
				}
				if small := browser.Eval[string](t, b, targets); small != "" {
					t.Errorf("%s: too small to press: %s", file, small)
				}
			}
			t.Logf("%d pages", len(list))
		})
	}
}

// targets lists links and summaries that are lower than 24 pixels, or narrower with no room
// around; those in running text are let off, as WCAG does.
const targets = `[...document.querySelectorAll("a, summary")].filter(e => {
	const r = e.getBoundingClientRect();
	if (r.width === 0 || e.closest("p, li:not(nav li):not(.links li), dd, dt, caption, figcaption") || getComputedStyle(e).position === "absolute") return false;
	return r.height < 24;
}).map(e => e.outerHTML.slice(0, 80) + " " + Math.round(e.getBoundingClientRect().height)).slice(0, 4).join("; ")`

// mostSteps is how far the keyboard walks: of long lists the rest is more of the same.
const mostSteps = 32

// The keyboard reaches everything in the order of reading, and what it has reached shows. First
// comes the link that skips to the content, and it leads there.
func TestTheKeyboardLeadsEverywhere(t *testing.T) {
	t.Parallel()
	b := browser.New(t, tools.Tool(t, browser.Programs...), tools.Package(t, browser.Script))
	site := demonstratedSite(t)
	address := served(t, site)
	for i, file := range kinds(demonstrated(t), site) {
		for _, look := range []browser.Look{{Width: 1600, Height: 1000}, {Width: 390, Dark: true}}[i%2:][:1] {
			b.Open(t, address+file, look)
			want := browser.Eval[[]string](t, b, `[...document.querySelectorAll("a[href], summary, [tabindex='0']")].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 120))`)
			want = want[:min(len(want), mostSteps)]
			for i, element := range want {
				b.Press(t, "\t")
				at := browser.Eval[[]string](t, b, `(() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
					return [e.outerHTML.slice(0, 120), s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 ? "" : "no frame", r.bottom > 0 && r.top < innerHeight ? "" : "out of sight"] })()`)
				if at[0] != element {
					t.Fatalf("%s: step %d reaches\n%s\nand not\n%s", file, i, at[0], element)
				}
				if at[1]+at[2] != "" {
					t.Errorf("%s: %s: %s %s", file, element, at[1], at[2])
				}
			}
			if file == "index.html" || file == "404.html" {
				continue
			}
			if !strings.Contains(want[0], `class="skip"`) {
				t.Errorf("%s: the keyboard begins at %s", file, want[0])
			}
			b.Open(t, address+file, look)
			b.Press(t, "\t\r")
			if at := browser.Eval[string](t, b, "document.activeElement.id"); at != "innehall" {
				t.Errorf("%s: skipping leads to %q", file, at)
			}
			b.Press(t, "\t")
			if !browser.Eval[bool](t, b, `document.activeElement.closest("main, footer") !== null`) {
				t.Errorf("%s: the keyboard goes back after skipping", file)
			}
		}
	}
}

// Pages can be read straight from a folder: the policy lets the style sheet in there too.
func TestPagesCanBeReadFromAFolder(t *testing.T) {
	t.Parallel()
	b := browser.New(t, tools.Tool(t, browser.Programs...), tools.Package(t, browser.Script))
	dir := t.TempDir()
	put(t, dir, demonstratedSite(t))
	for _, file := range []string{"index.html", "sv/index.html", "sv/om.html"} {
		b.Open(t, "file://"+filepath.Join(dir, file), browser.Look{})
		if n := browser.Eval[int](t, b, `document.styleSheets.length`); n != 1 {
			t.Errorf("%s has no style", file)
		}
	}
}

func put(t testing.TB, dir string, site map[string][]byte) {
	t.Helper()
	for file, text := range site {
		name := filepath.Join(dir, file)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// html-validate finds nothing wrong with a page of any kind. Left out is what is style of
// writing: void elements, long titles, and that a region is named by a role rather than by an
// element.
func TestPagesAreValidHTML(t *testing.T) {
	t.Parallel()
	program := tools.Tool(t, "html-validate")
	site, dir := demonstratedSite(t), t.TempDir()
	for _, file := range append(kinds(demonstrated(t), site), "en/index.html") {
		put(t, dir, map[string][]byte{file: site[file]})
	}
	config := `{"root": true, "extends": ["html-validate:standard", "html-validate:a11y"], "rules": {"doctype-style": "off", "void-style": "off", "long-title": "off", "prefer-native-element": "off", "no-trailing-whitespace": "off", "no-inline-style": "off", "require-sri": "off"}}`
	if err := os.WriteFile(filepath.Join(dir, ".htmlvalidate.json"), []byte(config), 0o644); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(program, "--ext", "html", "--formatter", "text", "--max-warnings", "0", dir)
	run.Dir = dir
	if out, err := run.CombinedOutput(); err != nil {
		lines := strings.Split(string(out), "\n")
		t.Errorf("%v, %d lines:\n%s", err, len(lines), strings.Join(lines[:min(25, len(lines))], "\n"))
	}
}
