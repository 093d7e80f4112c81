package browser

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// A page with known faults, so that a browser or an axe that finds nothing does not pass.
func TestFaultsAreFound(t *testing.T) {
	b := New(t, need.Tool(t, Programs...), need.Package(t, Script))
	pages := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, `<!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style>p{color:#aaa;background:#fff}@media (prefers-color-scheme:dark){p{color:#fff;background:#000}}</style></head><body><p>grey</p><a href="#x">one</a><a href="#y">two</a></body></html>`)
	}))
	defer pages.Close()
	rules := func(l Look) []string {
		b.Open(t, pages.URL, l)
		var out []string
		for _, v := range b.Axe(t) {
			out = append(out, v.Rule)
			if len(v.Nodes) == 0 || !strings.Contains(v.String(), v.Rule) {
				t.Errorf("%s has no elements", v.Rule)
			}
		}
		return out
	}
	light, dark := rules(Look{}), rules(Look{Dark: true})
	for _, want := range []string{"color-contrast", "document-title", "html-has-lang"} {
		if !slices.Contains(light, want) {
			t.Errorf("axe does not find %s, only %q", want, light)
		}
	}
	if slices.Contains(dark, "color-contrast") {
		t.Error("the page is not shown in dark")
	}
	b.Open(t, pages.URL, Look{Width: 390})
	if n := Eval[int](t, b, "innerWidth"); n != 390 {
		t.Errorf("the window is %d wide", n)
	}
	b.Press(t, "\t\t")
	if text := Eval[string](t, b, "document.activeElement.textContent"); text != "two" {
		t.Errorf("the keyboard is at %q", text)
	}
	if !bytes.HasPrefix(b.Screenshot(t), []byte("\x89PNG")) || !bytes.HasPrefix(b.PDF(t), []byte("%PDF-")) {
		t.Error("no picture or no document")
	}
}
