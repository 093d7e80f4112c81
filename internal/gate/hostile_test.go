package gate_test

import (
	"bytes"
	"context"
	"encoding/json"
	"html"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	unsafe "github.com/yuin/goldmark/renderer/html"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// alphabet are pieces that have broken some tool's output, or would have.
var alphabet = []string{
	"\n::error::x", "\r::stop-commands::x", "::add-mask::*", "##[error]x", "%0A::error::x", "::", "##[", "https://x.se", "www.x.se", "](http://x)", "[a](b)", "![](x)",
	"[a]: b\n", "[^1]", "<img src=x onerror=y>", "<!--", "-->", "</details>", "</code>", "&amp;", "&#64;org", "&lt;", "`", "```\n", "~~~\n", "\\", "|", "~~", "*", "_", "\n# ",
	"\n- ", "\n1. ", "\n    ", "\n> ", "\n---\n", "@org/team", "@å", "#12", "GH-12", ":smile:", "$x$", "0123456789abcdef0123456789abcdef01234567", "\x1b]8;;http://x\x07",
	"\u2028", "\u202e", "\u200b", "\u0085", "å", "ord", " ", "\n", "\t", "'", "\"", "{0}", "%s", "---", "click a href", "x-axis [", "%%{init: {}}%%",
}

func nasty(random *rand.Rand) string {
	var b strings.Builder
	for range 1 + random.IntN(5) {
		b.WriteString(alphabet[random.IntN(len(alphabet))])
	}
	return b.String()
}

// git allows neither in the name of a file.
func nameOf(s string) string { return strings.NewReplacer("/", "∕", "\x00", "").Replace(s) }

var (
	page = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(unsafe.WithUnsafe()))
	tags = regexp.MustCompile(`<[^>]*>`)
	code = regexp.MustCompile(`(?s)<code[^>]*>.*?</code>`)
	// acts is what a host makes of finished text: mentions, references, addresses.
	acts = regexp.MustCompile(`@[\pL\pN]|#\d|(?i:gh-)\d|://|(?i:www)\.|[0-9a-f]{40}`)
	// harmless are the tags of a verdict. None has an attribute that does anything.
	harmless = append(strings.Fields("<h2> <h3> <h4> <p> <ul> <li> <pre> <code> <table> <thead> <tbody> <tr> <th> <td> <details> <summary>"),
		`<code class="language-mermaid">`, `<th style="text-align:right">`, `<td style="text-align:right">`)
)

// hostile is a request that holds nasty texts wherever somebody could put one.
func hostile(t *testing.T, random *rand.Rand) *world {
	quoted := func() string {
		text, err := json.Marshal(nasty(random)) // a quoted string of JSON is one of YAML
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	w := newWorld(t)
	edit := moved(files(), 1)
	text := strings.Replace(*edit[planFile], "Salar stängda i vecka 6", quoted(), 1)
	text = strings.Replace(text, "funktion: Operationskoordinator", "funktion: "+quoted(), 1)
	if random.IntN(3) == 0 {
		text = strings.Replace(text, "vardform: slutenvard", "vardform: "+quoted(), 1)
	}
	if random.IntN(3) == 0 {
		text = strings.Replace(text, "skickande: skas", "skickande: "+quoted(), 1)
	}
	edit[planFile] = &text
	if random.IntN(2) == 0 { // another document with an id of the author's choice
		edit["plans/2027/leveransplaner/skas/"+nameOf(nasty(random))+".yaml"] = fake.Text(strings.Replace(files()[planFile], "id: lp-2027-skas-siv-hoftprotes", "id: "+quoted(), 1))
	}
	if random.IntN(2) == 0 { // what is no YAML at all
		edit["plans/2027/"+nameOf(nasty(random))+".yaml"] = fake.Text(nasty(random))
	}
	edit[nameOf(nasty(random))] = fake.Text(nasty(random))
	edit["plans/register/"+nameOf(nasty(random))] = fake.Text(nasty(random))
	stranger := w.Person(77, nasty(random))
	w.pull = w.Open(stranger, "gren", "main", fake.Commit{Edit: edit, Message: nasty(random)})
	w.pull.Title = nasty(random)
	w.Review(w.Robot(78, nasty(random)), w.pull, "APPROVED", nasty(random))
	w.Review(stranger, w.pull, "CHANGES_REQUESTED", nasty(random))
	w.approve(vgs, skas, siv, outsider)
	return w
}

// named is a host that calls the base branch something else.
type named struct {
	gate.Host
	branch string
}

func (n named) Facts(ctx context.Context, number int) (*gate.Facts, error) {
	f, err := n.Host.Facts(ctx, number)
	if err == nil && n.branch != "" {
		f.BaseBranch = n.branch
	}
	return f, err
}

// Invariant 8, from end to end: whatever a request holds, the comment links, mentions and
// runs nothing, and the log holds no command but our own.
func TestWhateverARequestHoldsIsOnlyText(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 7))
	for range 12 {
		w := hostile(t, random)
		g := w.gate()
		if random.IntN(3) == 0 {
			g.Host = named{g.Host, nasty(random)}
		}
		v, err := g.Judge(t.Context(), gate.Target{Number: 1})
		if err != nil {
			t.Fatal(err)
		}
		if v.State == approved || v.State == failed {
			t.Errorf("%s:\n%s", v.State, told(v))
		}
		for _, o := range []render.GateOptions{{Language: lang.SV}, {Language: lang.EN, Names: true}} {
			var comment, text, encoded bytes.Buffer
			if err := render.GateMarkdown(&comment, v, o, render.CommentLimit); err != nil {
				t.Fatal(err)
			}
			onlyText(t, comment.String())
			if err := render.GateText(&text, v, render.Style{Language: o.Language}, o.Names); err != nil {
				t.Fatal(err)
			}
			var log bytes.Buffer
			if err := render.Silenced(&log, text.String()); err != nil {
				t.Fatal(err)
			}
			silenced(t, log.String())
			if err := render.GateJSON(&encoded, v, o); err != nil {
				t.Fatal(err)
			}
			for _, out := range []string{comment.String(), encoded.String()} {
				if got := commands(out); len(got) > 0 {
					t.Errorf("a runner would obey %q", got)
				}
			}
			for _, out := range []string{comment.String(), text.String(), encoded.String(), render.GateStatus(v, o.Language)} {
				if at := strings.IndexFunc(out, func(r rune) bool { return unicode.IsControl(r) && r != '\n' || r == '\u202e' || r == '\u2028' }); at >= 0 {
					t.Errorf("%q acts on a terminal", out[at:min(len(out), at+20)])
				}
			}
		}
	}
}

// onlyText holds a comment, as a host shows it, against what it may do.
func onlyText(t *testing.T, markdown string) {
	t.Helper()
	var b bytes.Buffer
	if err := page.Convert([]byte(markdown), &b); err != nil {
		t.Fatal(err)
	}
	for _, found := range tags.FindAllString(b.String(), -1) {
		if !slices.Contains(harmless, strings.Replace(found, "</", "<", 1)) {
			t.Errorf("%s in\n%s", found, markdown)
		}
	}
	shown := html.UnescapeString(tags.ReplaceAllString(code.ReplaceAllString(b.String(), ""), ""))
	if at := acts.FindStringIndex(shown); at != nil {
		t.Errorf("%q acts in %q", shown[at[0]:at[1]], shown[max(0, at[0]-30):min(len(shown), at[1]+30)])
	}
	if n := strings.Count(b.String(), "<h2>"); n != 1 {
		t.Errorf("%d verdicts in\n%s", n, markdown)
	}
}

// commands are the lines of a log that a runner of GitHub Actions would obey, also where only
// characters of no width keep it from it.
func commands(log string) []string {
	var out []string
	for _, line := range strings.FieldsFunc(log, func(r rune) bool { return r == '\n' || r == '\r' }) {
		plain := strings.TrimSpace(strings.Map(func(r rune) rune {
			if unicode.In(r, unicode.Cf, unicode.Mn) {
				return -1
			}
			return r
		}, line))
		if rest, is := strings.CutPrefix(plain, "::"); is && strings.Contains(rest, "::") || strings.Contains(plain, "##[") {
			out = append(out, line)
		}
	}
	return out
}

// silenced holds a log against what it must be: commands stopped in the first line, with a
// token that comes again in the last and nowhere else.
func silenced(t *testing.T, log string) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(log, "\n"), "\n")
	token, ok := strings.CutPrefix(lines[0], "::stop-commands::")
	if !ok || len(token) < 16 || lines[len(lines)-1] != "::"+token+"::" || strings.Count(log, token) != 2 {
		t.Errorf("commands are not stopped in\n%s", log)
	}
}
