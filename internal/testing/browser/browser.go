// Package browser opens pages in Chromium, for tests of what a reader meets: how a page looks,
// what axe-core finds in it, where the keyboard leads.
package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Browser is a running Chromium with one window.
type Browser struct {
	ctx context.Context
	axe string
}

// patience is how long one step may take before the browser is taken for hung.
const patience = time.Minute

// Programs are the names that Chromium has on different systems, and Script is the file of
// axe-core: what tests ask for by package need, and hand to [New].
var (
	Programs = []string{"chromium", "chromium-browser", "google-chrome"}
	Script   = "axe-core/axe.min.js"
)

// New starts a Chromium, which ends with the test. Axe is the file of axe-core.
func New(t testing.TB, program, axe string) *Browser {
	t.Helper()
	script, err := os.ReadFile(axe)
	if err != nil {
		t.Fatal(err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	)
	allocator, end := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx) // waits until it has let go of its files
		stop()
		end()
	})
	// The first run starts the browser, which lives as long as its context.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	return &Browser{ctx: ctx, axe: string(script)}
}

// Look is how a page is looked at.
type Look struct {
	Width, Height int // of the window, in CSS pixels; 0: 1024 by 800
	Dark          bool
	Print         bool
}

// do carries out steps within patience.
func (b *Browser) do(t testing.TB, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, end := context.WithTimeout(b.ctx, patience)
	defer end()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// Open shows a page.
func (b *Browser) Open(t testing.TB, address string, l Look) {
	t.Helper()
	if l.Width == 0 {
		l.Width = 1024
	}
	if l.Height == 0 {
		l.Height = 800
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "light"}}}
	if l.Dark {
		media.Features[0].Value = "dark"
	}
	if l.Print {
		media.Media = "print"
	}
	b.do(t,
		chromedp.EmulateViewport(int64(l.Width), int64(l.Height)),
		chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
			_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media)
			return err
		}),
		chromedp.Navigate(address),
	)
}

// Eval gives the value of an expression of JavaScript in the page; a promise is waited for.
func Eval[T any](t testing.TB, b *Browser, expression string) T {
	t.Helper()
	ctx, end := context.WithTimeout(b.ctx, patience)
	defer end()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Press presses keys one after the other, such as "\t".
func (b *Browser) Press(t testing.TB, keys string) {
	t.Helper()
	b.do(t, chromedp.KeyEvent(keys))
}

// Screenshot is the whole page as PNG.
func (b *Browser) Screenshot(t testing.TB) []byte {
	t.Helper()
	ctx, end := context.WithTimeout(b.ctx, patience)
	defer end()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		t.Fatal(err)
	}
	return png
}

// PDF is the page printed on A4, with the margins that it sets itself.
func (b *Browser) PDF(t testing.TB) []byte {
	t.Helper()
	ctx, end := context.WithTimeout(b.ctx, patience)
	defer end()
	own := true
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFOutlineAndTagged(), func(p *page.PrintToPDFParams) { p.PreferCSSPageSize = &own }))
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

// Violation is what axe-core finds wrong.
type Violation struct {
	Rule string `json:"id"`
	Help string `json:"help"`
	// Nodes are the elements, and why each is wrong.
	Nodes []struct {
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

// String tells a violation and the first of its elements.
func (v Violation) String() string {
	s := fmt.Sprintf("%s: %s (%d elements)", v.Rule, v.Help, len(v.Nodes))
	for _, n := range v.Nodes[:min(3, len(v.Nodes))] {
		s += "\n  " + n.HTML + "\n    " + strings.ReplaceAll(n.Summary, "\n", "\n    ")
	}
	return s
}

// Axe holds the page against every rule of axe-core, those of good practice too.
func (b *Browser) Axe(t testing.TB) []Violation {
	t.Helper()
	// The page's policy lets no script in; what the browser itself evaluates is not asked.
	Eval[bool](t, b, b.axe+";true")
	text := Eval[string](t, b, `axe.run(document, {resultTypes: ["violations"]}).then(r => JSON.stringify(r.violations))`)
	var out []Violation
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out
}
