package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// The tests of this file are named by the id of the threat that they hold off.

// named makes an error whose file and message hold a text.
func named(s string) diag.Diagnostic {
	return diag.Diagnostic{Rule: "P101", Severity: diag.Error, File: "plans/" + s + ".yaml", Range: lines(1, 1, 1, 2), Line: s, Message: lang.Plain(s)}
}

// O01: a name or value that holds a workflow command.
func TestO01OneFindingIsOneCommand(t *testing.T) {
	for name, c := range map[string]struct{ value, want string }{
		"a command on a new line": {"a\n::error::b", `::error file=plans/a\u000a%3A%3Aerror%3A%3Ab.yaml,line=1,col=1,endLine=1,endColumn=2,title=leveransplan P101::a\u000a::error::b`},
		"after a carriage return": {"a\r::stop-commands::x", `::error file=plans/a\u000d%3A%3Astop-commands%3A%3Ax.yaml,line=1,col=1,endLine=1,endColumn=2,title=leveransplan P101::a\u000d::stop-commands::x`},
		"a coded line break":      {"a%0A::error::b", `::error file=plans/a%250A%3A%3Aerror%3A%3Ab.yaml,line=1,col=1,endLine=1,endColumn=2,title=leveransplan P101::a%250A::error::b`},
		"another property":        {"a,line=9:b", `::error file=plans/a%2Cline=9%3Ab.yaml,line=1,col=1,endLine=1,endColumn=2,title=leveransplan P101::a,line=9:b`},
		"the older notation":      {"##[error]b", `::error file=plans/##[error]b.yaml,line=1,col=1,endLine=1,endColumn=2,title=leveransplan P101::##[error]b`},
	} {
		t.Run(name, func(t *testing.T) {
			log := output(t, "github", lang.SV, named(c.value))
			first, _, _ := strings.Cut(log, "\n")
			if diff := cmp.Diff(c.want, first); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if got := names(runnerReads(log)); got != "error stop-commands resume" {
				t.Errorf("the runner reads: %s", got)
			}
		})
	}
}

// O02: text in the log that looks like commands, even one that ends the silence.
func TestO02TextInTheLogIsNoCommand(t *testing.T) {
	log := output(t, "github", lang.SV, named("x"))
	commands := runnerReads(log)
	token := commands[len(commands)-2].data
	for _, s := range []string{"##[error]x", "##[" + token + "]", "::" + strings.ToUpper(token) + "::", "::add-mask::*", "##[add-path]/tmp"} {
		if got := names(runnerReads(output(t, "github", lang.SV, named(s)))); got != "error stop-commands resume" {
			t.Errorf("%q: the runner reads: %s", s, got)
		}
		var text bytes.Buffer
		if err := Silenced(&text, s+"\n"+s); err != nil {
			t.Fatal(err)
		}
		if got := names(runnerReads(text.String())); got != "stop-commands resume" {
			t.Errorf("%q as lines of their own: the runner reads: %s", s, got)
		}
		if got := runnerReads(s); len(got) == 0 {
			t.Errorf("%q would be no command anyway", s)
		}
	}
}

// O03: more findings than there is room for annotations. None is lost without a word.
func TestO03TheRestIsCountedAndListed(t *testing.T) {
	for name, c := range map[string]struct {
		errors, warnings int
		commands         string
		rest             string
	}{
		"12 errors in one file":   {12, 0, strings.Repeat("error ", 10) + "notice", "… och 2 fel till visas inte som kommentarer; alla står i jobbets sammanfattning och i loggen."},
		"too many of both":        {11, 30, strings.Repeat("error ", 10) + strings.Repeat("warning ", 10) + "notice", "… och 1 fel och 20 varningar till visas inte som kommentarer; alla står i jobbets sammanfattning och i loggen."},
		"too many warnings":       {3, 11, strings.Repeat("error ", 3) + strings.Repeat("warning ", 10) + "notice", "… och 1 varning till visas inte som kommentarer; alla står i jobbets sammanfattning och i loggen."},
		"as many as there may be": {10, 10, strings.Repeat("error ", 10) + strings.TrimSpace(strings.Repeat("warning ", 10)), ""},
	} {
		t.Run(name, func(t *testing.T) {
			var list diag.List
			for i := range c.errors + c.warnings {
				d := named("x")
				d.Range, d.Message = lines(i+1, 1, i+1, 2), lang.Plain(fmt.Sprintf("number %d.", i))
				if i < c.warnings {
					d.Severity = diag.Warning // the gravest come first wherever they stand
				}
				list = append(list, d)
			}
			log := output(t, "github", lang.SV, list...)
			commands := runnerReads(log)
			if got := names(commands); got != c.commands+" stop-commands resume" {
				t.Errorf("the runner reads: %s", got)
			}
			if i := slices.IndexFunc(commands, func(c command) bool { return c.name == "notice" }); c.rest != "" && commands[i].data != c.rest {
				t.Errorf("%q", commands[i].data)
			}
			_, text, _ := strings.Cut(log, "::stop-commands::")
			var summary bytes.Buffer
			if err := CheckMarkdown(&summary, checked(list...), list, lang.SV, StepSummaryLimit); err != nil {
				t.Fatal(err)
			}
			for _, d := range list {
				if m := d.Message.In(lang.SV); strings.Count(text, " "+m+" ") != 1 || strings.Count(summary.String(), " "+m+" ") != 1 {
					t.Errorf("%s stands not once in log and summary", m)
				}
			}
		})
	}
}

func TestTheRestIsCountedInEnglish(t *testing.T) {
	list := append(many(11, diag.Error), many(13, diag.Warning)...)
	want := "… and 1 more error and 3 more warnings get no annotation; the job's summary and the log list them all."
	if got := runnerReads(output(t, "github", lang.EN, list...))[20].data; got != want {
		t.Errorf("%q", got)
	}
}

// O04: Markdown and HTML in a value.
func TestO04ValuesFormNothing(t *testing.T) {
	for _, s := range []string{
		"a|b", "a`b`", "[a](http://x)", "](http://x)", "![a](b)", "<img src=x>", "<!-- a -->", "a\n# b", "# a", "</details>", "a\n\n<script>x</script>",
		"&lt;b&gt;", "[^1]: x", "- [ ] a", "```\nx", "*a* __b__ ~~c~~", `\`, "<a href=x>",
	} {
		page := rendered(t, output(t, "md", lang.SV, named(s)))
		for _, found := range tag.FindAllString(page, -1) {
			if !slices.Contains(known, strings.Replace(found, "</", "<", 1)) {
				t.Errorf("%q brings %s", s, found)
			}
		}
		if seen := "<td>" + strings.ReplaceAll(s, "\n", `\u000a`) + "</td>"; !strings.Contains(strings.ReplaceAll(html.UnescapeString(page), "\u200b", ""), seen) {
			t.Errorf("%q is not shown in\n%s", s, page)
		}
	}
}

// O05: mentions, references, addresses and emoji.
func TestO05ValuesCallNobodyAndLinkNowhere(t *testing.T) {
	for _, s := range []string{
		"@org/team", "@anna-k", "#123", "org/repo#123", "GH-12", "gh-12", "!12", "https://x.se", "ftp://x.se", "www.x.se", "a@b.se", "mailto:a@b.se",
		":smile:", "a:+1:b", "0123456789abcdef0123456789abcdef01234567", "deadbeef", "u/r@deadbeef", "$x$",
	} {
		page := rendered(t, output(t, "md", lang.SV, named(s)))
		if strings.Contains(page, "<a") {
			t.Errorf("%q is a link in\n%s", s, page)
		}
		_, cell, _ := strings.Cut(page, "<td>1:1</td>\n<td>")
		cell, _, _ = strings.Cut(cell, "</td>")
		_, heading, _ := strings.Cut(page, "<h4>")
		heading, _, _ = strings.Cut(heading, "</h4>")
		if got := shown(t, cell); got != s {
			t.Errorf("%q shows %q", s, got)
		}
		if !strings.HasPrefix(heading, "<code>") || strings.ContainsAny(heading, "@#:") {
			if got := shown(t, heading); got != "plans/"+s+".yaml" {
				t.Errorf("%q shows %q", s, got)
			}
		}
	}
}

// O07: what a comment, a check and a step's summary may hold.
func TestO07ReportsAreCutAtARow(t *testing.T) {
	long := strings.Repeat("åäö@x ", 20_000)
	for limit, most := range map[int]int{CommentLimit: 65_535, StepSummaryLimit: 1 << 20} {
		list := many(20_000, diag.Warning)
		list[0].Message, list[1].File, list[2].Hint = lang.Plain(long), long, lang.Plain(long)
		text := report(t, limit, list)
		rows := strings.Count(text, "\n| varning |")
		if len(text) > most || !utf8.ValidString(text) || rows < 100 {
			t.Errorf("%d bytes, %d rows", len(text), rows)
		}
		if want := lang.T("… och %d till.", "", 20_000-rows).In(lang.SV); !strings.Contains(text, want) {
			t.Errorf("%q is missing in …%s", want, text[len(text)-300:])
		}
	}
	d := named("x")
	d.Message, d.Hint = lang.Plain(long), lang.Plain(long)
	if n := len([]rune(runnerReads(output(t, "github", lang.SV, d))[0].data)); n > 4096 {
		t.Errorf("an annotation of %d characters", n)
	}
}

// O08: sequences that a terminal acts on.
func TestO08NothingActsOnATerminal(t *testing.T) {
	for _, s := range []string{"\x1b[2J", "\x1b]8;;http://x\x07a\x1b]8;;\x07", "\x9b31m", "\u009b31m", "a\bb", "\u202eb", "\u2066", "\u200b", "\U000e0041"} {
		for form := range outputs {
			visible(t, output(t, form, lang.SV, everywhere(s)...))
		}
	}
	for form, want := range map[string]string{"txt": `\u001b[2J`, "github": `\u001b[2J`, "xml": `\u001b[2J`, "md": `&#92;u001b&#91;2J`, "json": `\u001b[2J`, "sarif": `\\u001b[2J`} {
		if got := output(t, form, lang.SV, named("\x1b[2J")); !strings.Contains(got, want) {
			t.Errorf("%s does not show %s in\n%s", form, want, got)
		}
	}
	// Programs get the value as it is.
	var out checkJSON
	if err := json.Unmarshal([]byte(output(t, "json", lang.SV, named("\x1b[2J"))), &out); err != nil || out.Findings[0].Message != "\x1b[2J" {
		t.Errorf("%v %+v", err, out.Findings)
	}
}
