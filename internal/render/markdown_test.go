package render

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	unsafe "github.com/yuin/goldmark/renderer/html"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// gfm renders as hosts do, with more extensions than they have, and lets HTML through.
var gfm = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList), goldmark.WithRendererOptions(unsafe.WithUnsafe()))

func rendered(t testing.TB, markdown string) string {
	t.Helper()
	var b bytes.Buffer
	if err := gfm.Convert([]byte(markdown), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var (
	tag = regexp.MustCompile(`<[^>]*>`)
	// What a host makes of finished text: mentions and addresses, references, pictures,
	// links, formulas, commits.
	references = regexp.MustCompile(`@[\pL\pN]|[#!&~%][\pL\pN]|(?i:gh-)\d|[:$][^\s\x{200b}]|(?i:www)\.|[0-9A-Fa-f]{7}`)
)

// shown is the text that a reader of rendered Markdown sees, without what parts it.
func shown(t *testing.T, fragment string) string {
	t.Helper()
	text := html.UnescapeString(fragment)
	if at := references.FindString(text); at != "" {
		t.Errorf("%q may become a reference in %q", at, text)
	}
	return strings.ReplaceAll(text, "\u200b", "")
}

// between gives what stands between two parts of rendered Markdown, which must be text
// without any tag.
func between(t *testing.T, page, before, after string) string {
	t.Helper()
	rest, ok := strings.CutPrefix(page, before)
	text, closed := strings.CutSuffix(rest, after)
	if !ok || !closed || tag.MatchString(text) {
		t.Fatalf("not just text: %q", page)
	}
	return shown(t, text)
}

// Whatever a text is, Markdown shows just that text, in each place where reports have one.
func FuzzMarkdownShowsJustTheText(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		text, want := escape.Markdown(s), escape.Terminal(s)
		if want == "" {
			return
		}
		if strings.Contains(text, "\n") || strings.Contains(text, "::") || strings.Contains(text, "##[") {
			t.Errorf("%q became %q", s, text)
		}
		for place, got := range map[string]string{
			"paragraph": between(t, rendered(t, text+"\n"), "<p>", "</p>\n"),
			"heading":   between(t, rendered(t, "# "+text+"\n"), "<h1>", "</h1>\n"),
			"list":      between(t, rendered(t, "- "+text+"\n"), "<ul>\n<li>", "</li>\n</ul>\n"),
			"cell": between(t, rendered(t, "| h |\n| --- |\n| "+text+" |\n"),
				"<table>\n<thead>\n<tr>\n<th>h</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>", "</td>\n</tr>\n</tbody>\n</table>\n"),
			"summary": between(t, rendered(t, "<details>\n<summary>"+text+"</summary>\n\n</details>\n"), "<details>\n<summary>", "</summary>\n</details>\n"),
		} {
			if got != want {
				t.Errorf("%s: %q shows %q", place, want, got)
			}
		}
		if name := rendered(t, "#### "+escape.MarkdownCode(s)+"\n"); name != "<h4><code>"+html.EscapeString(s)+"</code></h4>\n" {
			if got := between(t, name, "<h4>", "</h4>\n"); got != want {
				t.Errorf("name: %q shows %q", want, got)
			}
		}
		line := strings.ReplaceAll(s, "\n", " ")
		block := rendered(t, escape.MarkdownBlock(line+"\n````\n"+line, "yaml"))
		want = "<pre><code class=\"language-yaml\">" + escape.Terminal(line) + "\n````\n" + escape.Terminal(line) + "\n</code></pre>\n"
		if got := html.UnescapeString(block); got != want {
			t.Errorf("block: %q shows %q", want, got)
		}
	})
}

// known are the tags of a report; none of them has an attribute, so none of them acts.
var known = strings.Fields("<h3> <h4> <p> <code> <table> <thead> <tbody> <tr> <th> <td> <details> <summary>")

// Whatever findings hold, the report is the same report: its own tags, a row each.
func FuzzTheReportKeepsItsForm(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		page := rendered(t, output(t, "md", lang.SV, everywhere(s)...))
		for _, found := range tag.FindAllString(page, -1) {
			if !slices.Contains(known, strings.Replace(found, "</", "<", 1)) {
				t.Errorf("%q brings %s", s, found)
			}
		}
		if rows, cells := strings.Count(page, "<tr>"), strings.Count(page, "<td>"); rows != 9 || cells != 25 {
			t.Errorf("%q: %d rows, %d cells in\n%s", s, rows, cells, page)
		}
	})
}

func TestHelpInMarkdownShowsTheRule(t *testing.T) {
	for _, r := range append(routine.Catalogue(), someRules()...) {
		for _, l := range lang.Languages {
			page := html.UnescapeString(rendered(t, explainMarkdown(r, l)))
			page = strings.ReplaceAll(page, "\u200b", "")
			if !strings.Contains(page, "<p>"+r.Why.In(l)+"</p>") {
				t.Errorf("%s does not say why in\n%s", r.ID, page)
			}
			if r.Example.Bad != "" && !strings.Contains(page, dedent(r.Example.Good)) {
				t.Errorf("%s does not show its example in\n%s", r.ID, page)
			}
		}
	}
}

// many makes findings in files of four.
func many(n int, severity diag.Severity) diag.List {
	var list diag.List
	for i := range n {
		list = append(list, diag.Diagnostic{
			Rule: "P101", Severity: severity, File: fmt.Sprintf("plans/2027/f%04d.yaml", i/4), Range: lines(i+1, 1, i+1, 2),
			Message: lang.T("fel nummer %s på en rad med å, ä och ö", "error number %s", fmt.Sprint(i)), Hint: lang.T("Rätta.", "Correct it."),
		})
	}
	return list
}

func report(t *testing.T, limit int, list diag.List) string {
	t.Helper()
	var b bytes.Buffer
	if err := CheckMarkdown(&b, checked(list...), list, lang.SV, limit); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFilesWithErrorsComeFirst(t *testing.T) {
	list := diag.List{
		{Rule: "P1", File: "plans/a.yaml", Severity: diag.Warning, Message: lang.Plain("a")},
		{Rule: "P2", File: "plans/b.yaml", Severity: diag.Info, Message: lang.Plain("b")},
		{Rule: "P3", File: "plans/b.yaml", Severity: diag.Warning, Message: lang.Plain("c")},
		{Rule: "P4", File: "plans/b.yaml", Severity: diag.Error, Message: lang.Plain("d")},
		{Rule: "P5", Severity: diag.Error, Message: lang.Plain("e")},
	}
	got := regexp.MustCompile(`(?m)^#### .*|P\d|<details>`).FindAllString(report(t, CommentLimit, list), -1)
	want := []string{"#### hela arkivet", "P5", "#### `plans/b.yaml`", "P4", "P3", "#### `plans/a.yaml`", "P1", "<details>", "#### `plans/b.yaml`", "P2"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestALongListIsFolded(t *testing.T) {
	text := report(t, CommentLimit, many(60, diag.Warning))
	before, after, found := strings.Cut(text, "<details>\n<summary>35 anmärkningar till</summary>")
	if !found || strings.Count(before, "| varning |") != 25 || strings.Count(after, "| varning |") != 35 {
		t.Errorf("not folded after 25 rows:\n%s", text)
	}
}

// However many findings there are and however small the room, a report keeps to its limit,
// ends at a row and counts the rest.
func TestAReportKeepsToItsLimit(t *testing.T) {
	list := slices.Concat(many(900, diag.Error), many(600, diag.Info))
	for i := range list {
		if i%7 == 5 { // rows of many lengths: a short one after one for which there was no room
			list[i].Hint = lang.Plain(strings.Repeat("|", i%400))
		}
	}
	left := regexp.MustCompile(`(?m)^… och (\d+) till(, varav (\d+) fel)?\. Kör leveransplan check för att se alla\.$`)
	for limit := SmallestReport; limit < 200_000; limit += 2_713 {
		text := report(t, limit, list)
		if len(text) > limit || !utf8.ValidString(text) {
			t.Fatalf("%d bytes, at most %d; UTF-8: %v", len(text), limit, utf8.ValidString(text))
		}
		errors, infos := strings.Count(text, "\n| fel |"), strings.Count(text, "\n| upplysning |")
		want := fmt.Sprintf("… och %d till, varav %d fel. Kör leveransplan check för att se alla.", 1500-errors-infos, 900-errors)
		switch {
		case errors == 900 && infos == 600:
			want = ""
		case errors == 900:
			want = fmt.Sprintf("… och %d till. Kör leveransplan check för att se alla.", 600-infos)
		case infos > 0:
			t.Errorf("%d: infos are shown and errors are not", limit)
		}
		if got := left.FindString(text); got != want {
			t.Errorf("%d: %q, want %q", limit, got, want)
		}
		if strings.Count(text, "<details>") != strings.Count(text, "</details>") || regexp.MustCompile(`(?m)^\| [^\n]*[^|\n]$`).MatchString(text) {
			t.Errorf("%d: cut inside a row or a folded list:\n%s", limit, text[len(text)-500:])
		}
	}
}
