package render

import (
	"encoding/json"
	"encoding/xml"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

var argument = regexp.MustCompile(`\{\d`)

// seeds are texts that have broken some tool's output, or would have.
func seeds(f *testing.F) {
	for _, s := range []string{
		"", " ", "åäö", hostile, "\n::error::x", "\r::stop-commands::x", "::error::x", "  ::add-mask::*", "##[error]x", "# #[x]", "#\u200b#[error]x",
		"%0A::error::x", "%250A", "%", "a,b:c=d", "https://x.se", "www.x.se", "WWW.x.se", "a@b.se", "mailto:a@b.se", "](http://x)", "[a](b)", "![](x)", "[a]: b", "[^1]",
		"<img src=x onerror=y>", "<!-- -->", "</details>", "&amp;", "&#64;org", "`", "``` `` `", "\\`", "\\|", "|", "a|b\\", "~~a~~", "*a*", "_a_", "# a", "- a", "+ a", "1. a", "1) a",
		"    a", "a  ", "> a", "===", "---", "***", "@org/team", "@å", "#12", "x#12", "GH-12", "gh-1", ":smile:", "::", ":a:b:", "$x$", "$$x$$", "0123456789abcdef0123456789abcdef01234567",
		"deadbee", "{0}", "]]>", "<![CDATA[x]]>", "&#xA;", "\x00", "\x1b]8;;http://x\x07a\x1b]8;;\x07", "\u2028", "\u0085", "\u202eabc", "\ufffe", "\U000e0041", "\xff\xfe", "=cmd|' /C calc'!A0", "日本",
	} {
		f.Add(s)
	}
}

// everywhere makes findings that hold a text wherever a finding can hold one.
func everywhere(s string) diag.List {
	var list diag.List
	for _, severity := range []diag.Severity{diag.Error, diag.Warning, diag.Info, diag.Error, diag.Error} {
		list = append(list, diag.Diagnostic{
			Rule: "P101", Severity: severity, Basis: diag.Text, File: "plans/" + s, Line: s, Document: s, Pointer: s,
			Range: lines(3, 2, 3, 5), Message: lang.Plain(s), Hint: lang.Plain(s), Related: []diag.Related{{File: s, Message: lang.Plain(s)}, {File: s, Message: lang.Plain(s)}},
		})
	}
	list[3].Waived = &diag.Waiver{File: "plans/" + s, Range: lines(3, 2, 3, 5), Reason: s, Decision: s, LastDay: "2027-02-28"}
	list[4].Inherited = true
	return list
}

// In no form does the runner find a command, but those that are meant.
func FuzzTheRunnerFindsOnlyOurCommands(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		list := everywhere(s)
		for _, form := range []string{"json", "sarif", "xml", "md"} {
			if got := runnerReads(output(t, form, lang.SV, list...)); len(got) > 0 {
				t.Fatalf("%s: %q gives %+v", form, s, got)
			}
		}
		var silenced strings.Builder
		text := output(t, "txt", lang.SV, list...)
		if err := Silenced(&silenced, text); err != nil {
			t.Fatal(err)
		}
		if got := names(runnerReads(silenced.String())); got != "stop-commands resume" {
			t.Fatalf("text: %q gives %s", s, got)
		}
		commands := runnerReads(output(t, "github", lang.SV, list...))
		if got := names(commands); got != "error warning stop-commands resume" {
			t.Fatalf("github: %q gives %s", s, got)
		}
		seen := escape.Terminal(s)
		want := command{name: "error", data: seen, properties: map[string]string{
			"file": "plans/" + seen, "line": "3", "col": "2", "endLine": "3", "endColumn": "5", "title": "leveransplan P101"}}
		if len([]rune(seen)) > maxAnnotation {
			return
		}
		if seen != "" {
			want.data += "\n→ " + seen
		}
		if diff := cmp.Diff(want, commands[0], cmp.AllowUnexported(command{})); diff != "" {
			t.Errorf("the runner reads something else (-want +got):\n%s", diff)
		}
	})
}

func names(commands []command) string {
	var out []string
	for _, c := range commands {
		out = append(out, c.name)
	}
	return strings.Join(out, " ")
}

// The escapers of commands lose nothing: the runner reads one command, with the same texts.
func FuzzWorkflowCommand(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		got := runnerReads("::warning file=" + escape.WorkflowProperty(s) + ",title=t::" + escape.WorkflowData(s) + "\n")
		want := command{name: "warning", data: s, properties: map[string]string{"file": s, "title": "t"}}
		if s == "" {
			delete(want.properties, "file")
		}
		if diff := cmp.Diff([]command{want}, got, cmp.AllowUnexported(command{})); diff != "" {
			t.Errorf("%q (-want +got):\n%s", s, diff)
		}
	})
}

// JSON and XML give back what went in, and show nothing on a terminal but what can be seen.
func FuzzJSONAndXMLKeepTheText(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, s string) {
		list := everywhere(s)
		text := output(t, "json", lang.SV, list...)
		var report checkJSON
		if err := json.Unmarshal([]byte(text), &report); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if got, want := report.Findings[0].Message, strings.ToValidUTF8(s, "\ufffd"); !sameRunes(got, want) {
			t.Errorf("json: %q, want %q", got, want)
		}
		visible(t, text)

		text = output(t, "xml", lang.SV, list...)
		var suites junitSuites
		if err := xml.Unmarshal([]byte(text), &suites); err != nil {
			t.Fatalf("%q: %v\n%s", s, err, text)
		}
		seen := escape.Terminal(s)
		for _, c := range suites.Suite.Cases {
			if c.File != "plans/"+seen {
				continue
			}
			if c.Failure.Message != seen || !strings.Contains(c.Failure.Text, seen) || !strings.Contains(c.Out.Text, seen) {
				t.Errorf("xml: %q became %+v", s, c)
			}
			visible(t, text)
			return
		}
		t.Errorf("xml: %q has no case in\n%s", s, text)
	})
}

// sameRunes compares texts of which one may have a sign of replacement for each byte that
// is no character and the other one for them all.
func sameRunes(a, b string) bool {
	once := regexp.MustCompile("\ufffd+")
	return once.ReplaceAllString(a, "\ufffd") == once.ReplaceAllString(b, "\ufffd")
}

func visible(t *testing.T, text string) {
	t.Helper()
	for _, r := range text {
		if r != '\n' && r != '\u00a0' && !unicode.IsPrint(r) {
			t.Errorf("%U is let through", r)
		}
	}
}
