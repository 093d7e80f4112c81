package rules_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// findings are those that count in a tree: of a map those of its files under plans/, each
// of which is read once, however many trees it stands in.
func findings(t testing.TB, files fs.FS, asOf calendar.Day) diag.List {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	opt := check.Options{Schemas: schemas, Today: calendar.Date(2026, 11, 21), AsOf: asOf}
	var result *check.Result
	if texts := texts(files); texts != nil {
		result, err = fromNothing(t, opt).After(texts)
	} else {
		result, err = check.Tree(files, opt)
	}
	if err != nil {
		t.Fatal(err)
	}
	counting, _, _ := result.Findings.Divide()
	return counting
}

var begun = map[calendar.Day]*check.Before{} // by the day of the check

// fromNothing is a tree without documents, in which nothing is wrong that one with documents
// could have from it.
func fromNothing(t testing.TB, opt check.Options) *check.Before {
	t.Helper()
	if begun[opt.AsOf] == nil {
		b, err := check.Begin(fstest.MapFS{check.Root: {Mode: fs.ModeDir}}, opt)
		if err != nil {
			t.Fatal(err)
		}
		if len(b.Findings) > 0 {
			t.Fatalf("a tree without documents has findings:\n%s", show(b.Findings))
		}
		begun[opt.AsOf] = b
	}
	return begun[opt.AsOf]
}

// texts are the files of a tree by path; nil where it is more than that.
func texts(tree fs.FS) map[string][]byte {
	files, ok := tree.(fstest.MapFS)
	if !ok {
		return nil
	}
	out := map[string][]byte{}
	for name, f := range files {
		if !f.Mode.IsRegular() {
			return nil
		}
		out[name] = f.Data
	}
	return out
}

// show writes findings for a failing test.
func show(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "\t%s:%d:%d: %s %s [%s]\n", d.File, d.Range.Start.Line, d.Range.Start.Column, d.Severity, d.Message.In(lang.SV), d.Rule)
	}
	return b.String()
}

// scenario is a test case from a txtar file: the small region with changes.
//
//	as-of: 2027-01-15          in the comment: the day of the check
//	-- plans/x.yaml --         the whole file
//	-- patch plans/x.yaml --   lines to take out (-) and put in (+); blocks end with an empty line
//	-- remove plans/x.yaml --  the file is not there
//	-- want --                 path:line RULE "regexp", for places that can't hold a comment
//
// A line that ends with # want RULE "regexp" has exactly that finding.
type scenario struct {
	files fstest.MapFS
	asOf  calendar.Day
	wants []want
}

type want struct {
	file    string
	line    int
	rule    string
	message *regexp.Regexp
}

var (
	wantComment = regexp.MustCompile(`# want (\w+) "(.*)"\s*$`)
	wantLine    = regexp.MustCompile(`^(\S+):(\d+) (\w+) "(.*)"$`)
	asOfLine    = regexp.MustCompile(`(?m)^as-of: (\S+)$`)
)

func readScenario(t *testing.T, name string) scenario {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s := scenario{files: region.Files(), asOf: asOf(t, name, archive.Comment)}
	for _, f := range archive.Files {
		if f.Name == "want" {
			s.wants = append(s.wants, listedWants(t, f.Data)...)
		} else {
			apply(t, name, s.files, f.Name, f.Data)
		}
	}
	for name, f := range s.files {
		s.wants = append(s.wants, commentedWants(name, f.Data)...)
	}
	return s
}

// asOf reads the day of the check; none where the comment names none.
func asOf(t *testing.T, name string, comment []byte) calendar.Day {
	t.Helper()
	m := asOfLine.FindSubmatch(comment)
	if m == nil {
		return 0
	}
	day, ok := calendar.ParseDay(string(m[1]))
	if !ok {
		t.Fatalf("%s: as-of is no day", name)
	}
	return day
}

// apply does to files what a section says.
func apply(t *testing.T, name string, files fstest.MapFS, section string, text []byte) {
	t.Helper()
	verb, target, two := strings.Cut(section, " ")
	switch {
	case !two:
		files[section] = &fstest.MapFile{Data: text}
	case files[target] == nil:
		t.Fatalf("%s: the small region has no %s", name, target)
	case verb == "remove":
		delete(files, target)
	case verb == "patch":
		files[target] = &fstest.MapFile{Data: patch(t, target, files[target].Data, string(text))}
	default:
		t.Fatalf("%s: unknown section %q", name, section)
	}
}

func listedWants(t *testing.T, text []byte) []want {
	t.Helper()
	var out []want
	for line := range strings.Lines(string(text)) {
		m := wantLine.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			t.Fatalf("not a want: %s", line)
		}
		w := want{file: m[1], rule: m[3], message: regexp.MustCompile(m[4])}
		fmt.Sscan(m[2], &w.line)
		out = append(out, w)
	}
	return out
}

func commentedWants(name string, text []byte) []want {
	var out []want
	for i, line := range bytes.Split(text, []byte("\n")) {
		if m := wantComment.FindSubmatch(line); m != nil {
			out = append(out, want{file: name, line: i + 1, rule: string(m[1]), message: regexp.MustCompile(string(m[2]))})
		}
	}
	return out
}

func patch(t *testing.T, name string, text []byte, change string) []byte {
	t.Helper()
	for block := range strings.SplitSeq(strings.TrimRight(change, "\n"), "\n\n") {
		var old, fresh strings.Builder
		for line := range strings.Lines(block + "\n") {
			switch {
			case strings.HasPrefix(line, "-"):
				old.WriteString(line[1:])
			case strings.HasPrefix(line, "+"):
				fresh.WriteString(line[1:])
			default:
				t.Fatalf("patch %s: a line begins with - or +: %q", name, line)
			}
		}
		if n := strings.Count("\n"+string(text), "\n"+old.String()); n != 1 {
			t.Fatalf("patch %s: these lines stand there %d times:\n%s", name, n, old.String())
		}
		text = []byte(strings.Replace("\n"+string(text), "\n"+old.String(), "\n"+fresh.String(), 1)[1:])
	}
	return text
}

// match holds findings against wants, one to one.
func match(t *testing.T, got diag.List, wants []want) {
	t.Helper()
	left := append([]want(nil), wants...)
	for _, d := range got {
		hit := -1
		for i, w := range left {
			if w.file == d.File && w.line == d.Range.Start.Line && w.rule == d.Rule && w.message.MatchString(d.Message.In(lang.SV)) {
				hit = i
				break
			}
		}
		if hit < 0 {
			t.Errorf("not wanted:\n%s", show(diag.List{d}))
			continue
		}
		left = append(left[:hit], left[hit+1:]...)
	}
	for _, w := range left {
		t.Errorf("missing: %s:%d %s %q", w.file, w.line, w.rule, w.message)
	}
}
