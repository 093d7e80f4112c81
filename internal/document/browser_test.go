package document_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/browser"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// shown are pages with one of everything, by the name of their file.
func shown(t *testing.T) map[string][]byte {
	t.Helper()
	all, out := views(t), map[string][]byte{}
	for id, p := range map[string]document.Print{
		"missiv-2026-ogonsjukvard": {Language: lang.SV, Standing: document.Agreed}, "missiv-2026-gynekologi": {Language: lang.EN, Standing: document.Proposal},
		"lp-2026-su-hjartlunden-ekokardiografi": {Language: lang.SV, Standing: document.Superseded}, "lp-2026-su-siv-knaprotes": {Language: lang.EN, Standing: document.Agreed},
		"lp-2024-nu-hjartlunden-ekokardiografi": {Language: lang.SV, Standing: document.Proposal}, "missiv-2024-ogonsjukvard": {Language: lang.EN, Standing: document.Agreed},
	} {
		at := slices.IndexFunc(all, func(v *document.View) bool { return v.ID == id })
		o := agreed(p.Language)
		o.Standing = p.Standing
		out[id+".html"] = page(t, all[at], o)
	}
	return out
}

// axe-core finds nothing wrong with a page, on a small screen and on a large one, and nothing
// of it reaches out of the window.
func TestAxeFindsNothing(t *testing.T) {
	b := browser.New(t, need.Tool(t, browser.Programs...), need.Package(t, browser.Script))
	pages := shown(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := pages[strings.TrimPrefix(r.URL.Path, "/")]
		if !ok {
			t.Errorf("a page asks for %s", r.URL)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(text)
	}))
	t.Cleanup(server.Close)
	for name := range pages {
		for _, look := range []browser.Look{{Width: 390}, {Width: 1200, Height: 900}} {
			b.Open(t, server.URL+"/"+name, look)
			for _, v := range b.Axe(t) {
				t.Errorf("%s, %d: %s", name, look.Width, v)
			}
			if wide := browser.Eval[int](t, b, "document.documentElement.scrollWidth"); wide > look.Width {
				t.Errorf("%s is %d wide in a window of %d", name, wide, look.Width)
			}
		}
	}
}

// html-validate finds nothing wrong with a page. Left out is what is style of writing: void
// elements, long titles, and that a region is named by a role rather than by an element.
func TestPagesAreValidHTML(t *testing.T) {
	program, dir := need.Tool(t, "html-validate"), t.TempDir()
	for name, text := range shown(t) {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	config := `{"root": true, "extends": ["html-validate:standard", "html-validate:a11y"], "rules": {"doctype-style": "off", "void-style": "off", "long-title": "off", "prefer-native-element": "off", "no-trailing-whitespace": "off", "require-sri": "off"}}`
	if err := os.WriteFile(filepath.Join(dir, ".htmlvalidate.json"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(program, "--ext", "html", "--formatter", "text", "--max-warnings", "0", dir)
	run.Dir = dir
	if out, err := run.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
