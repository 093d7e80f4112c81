package render

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/record"
)

// auditHolding makes an audit that holds a text wherever one can hold one.
func auditHolding(s string) *audit.Report {
	text := lang.Plain(s)
	actor := &record.Actor{Account: 7, Person: s}
	told := record.Text{SV: s, EN: s}
	seen := audit.RecordSeen{Path: s, Commit: s, Readable: true, Standing: record.Standing(s), Key: s, Rules: s}
	proven := seen
	proven.Standing = record.Proven
	violations := []audit.Violation{{Code: audit.Code(s), Message: text, Requirement: s, Rule: s, File: s, Line: 3, Commit: s}, {Code: audit.BrokenRule, Message: text, File: s}}
	at := time.Date(2027, 3, 4, 11, 0, 0, 0, time.UTC)
	d := audit.Decision{
		Commits: []string{s, s}, Shape: history.Shape(s), At: at, Day: calendar.Date(2027, 3, 4), How: record.How(s), PullRequest: 12, Author: actor, By: actor, Routine: s, Register: s,
		Today: audit.Verdict{Reasons: []lang.Text{text}}, Record: &seen, Violations: violations, Notes: []audit.Note{{Code: audit.Code(s), Message: text}},
		Findings:  []audit.Finding{{Rule: s, Severity: s, File: s, Line: 1, Document: s, Message: text, Waived: true}},
		FollowsUp: []string{s}, FollowUp: &audit.FollowUp{Cause: s, Action: s, Reference: s, By: s},
		Items: []history.Item{{Kinds: []diff.Kind{diff.PlanVillkor, diff.Kind(s)}, Type: plan.Kind(s), ID: s, File: s, Number: s, From: s, To: s, Summary: text}},
		Requirements: []record.Requirement{{ID: s, Role: s, Or: []string{s}, Organisation: s, State: s, Stated: []record.Text{told}, Reasons: []record.Text{told},
			SatisfiedBy: []record.Consent{{Person: s, Role: s, Organisation: s, Assignment: s, Delegation: s, By: s, Commit: s, Given: s, Day: s}}}},
	}
	open := d
	open.FollowUp, open.By, open.Record = nil, nil, &proven
	r := auditOf(d, open)
	r.First, r.Last, r.Anchor, r.Records, r.Unseen, r.Violations = s, s, s, s, []lang.Text{text}, violations
	for range maxBreaches {
		r.Violations = append(r.Violations, violations[0])
	}
	r.Declined = []audit.Declined{{PullRequest: 9, At: at, By: actor, Record: proven}}
	return r
}

// Nothing of what a document, a record or a commit says acts in an audit, in any form.
func FuzzAnAuditIsHarmless(f *testing.F) {
	seeds(f)
	f.Add("</style><script>x</script>")
	f.Add("</title>\"' onclick=x")
	shapes := [][]string{tagsOf(f, "x"), tagsOf(f, string(audit.BrokenRule))}
	f.Fuzz(func(t *testing.T, s string) {
		r := auditHolding(s)
		text, table, object, page := auditOutput(t, "all.txt", lang.SV, r), auditOutput(t, "csv", lang.SV, r), auditOutput(t, "json", lang.SV, r), auditOutput(t, "html", lang.SV, r)
		for _, out := range []string{text, object, page} {
			visible(t, out)
		}
		for _, out := range []string{table, object, page} {
			if got := runnerReads(out); len(got) > 0 {
				t.Errorf("%q gives %+v", s, got)
			}
		}
		if rows := tableOf(t, table); len(rows) != 1+len(r.Violations)+2*2+len(r.Declined) {
			t.Errorf("%q gives %d rows", s, len(rows))
		}
		var back auditJSON
		if err := json.Unmarshal([]byte(object), &back); err != nil || len(back.Decisions) != 2 || utf8.ValidString(s) && back.Violations[0].Message != privacy.Mask(s) {
			t.Errorf("%q is not what JSON holds: %v", s, err)
		}
		// A text brings no tag and no attribute; where it is empty some are left out.
		if got := pageTags(t, page); strings.TrimSpace(s) != "" && !slices.Equal(got, shapes[0]) && !slices.Equal(got, shapes[1]) {
			t.Errorf("%q makes another page", s)
		}
	})
}

func tagsOf(t testing.TB, s string) []string {
	return pageTags(t, auditOutput(t, "html", lang.SV, auditHolding(s)))
}

// pageTags lists the elements of a page with the names of their attributes.
func pageTags(t testing.TB, page string) []string {
	var out []string
	for _, e := range pageElements(t, page) {
		names := make([]string, 0, len(e.attrs))
		for name := range e.attrs {
			names = append(names, name)
		}
		slices.Sort(names)
		out = append(out, e.name+" "+strings.Join(names, " "))
	}
	return out
}

// Every kind of violation has words; what has none is a note.
func TestEveryViolationHasWords(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../audit/decision.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	notes := []audit.Code{audit.OtherRules, audit.ClockSkew, audit.NotYet, audit.Warned, audit.FollowUpVoid}
	found := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || len(spec.Values) != 1 {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); !ok || kind.Name != "Code" {
			return true
		}
		literal := spec.Values[0].(*ast.BasicLit).Value
		name, err := strconv.Unquote(literal)
		if err != nil {
			t.Fatal(err)
		}
		found++
		if _, named := breachNames[audit.Code(name)]; named == slices.Contains(notes, audit.Code(name)) {
			t.Errorf("%s: named %v", name, named)
		}
		return true
	})
	if found != len(breachNames)+len(notes) {
		t.Errorf("%d codes, %d named", found, len(breachNames))
	}
}

// A hundred thousand violations leave the last lines to what it all comes to.
func TestManyViolationsDoNotDrownTheSummary(t *testing.T) {
	d := allowed(2)
	d.Valid = false
	for range 100_000 {
		d.Violations = append(d.Violations, audit.Violation{Code: audit.BrokenRule, Rule: "P101", Message: lang.Plain("x")})
	}
	r := auditOf(d)
	text := auditOutput(t, "txt", lang.SV, r)
	if n := strings.Count(text, "\n"); n > 30 {
		t.Errorf("%d lines", n)
	}
	for _, want := range []string{"      … och 99\u00a0995 till [broken_rule P101]; --all visar alla\n", "  100\u00a0000  broken_rule  beslutet förde in ett fel mot en regel (i 1 beslut)\n✗ 1 beslut har öppna avvikelser.\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if n := strings.Count(auditOutput(t, "all.txt", lang.SV, r), "– x [broken_rule P101]"); n != 100_000 {
		t.Errorf("%d with --all", n)
	}
}

// What the first failing write says is what the caller gets.
func TestAnAuditThatCanNotBeWrittenIsAFault(t *testing.T) {
	for form, write := range auditForms {
		if err := write(broken{}, bypassAudit(), AuditOptions{Language: lang.SV, Zone: time.UTC}); err != io.ErrShortWrite {
			t.Errorf("%s: %v", form, err)
		}
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrShortWrite }

func BenchmarkAuditHTML(b *testing.B) {
	list := make([]audit.Decision, 20_000)
	for i := range list {
		list[i] = allowed(1 + i%27)
	}
	r := auditOf(list...)
	o := AuditOptions{Language: lang.SV, Zone: time.UTC}
	b.ReportAllocs()
	for b.Loop() {
		n := counter(0)
		if err := AuditHTML(&n, r, o); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n), "bytes")
	}
}

type counter int

func (n *counter) Write(p []byte) (int, error) {
	*n += counter(len(p))
	return len(p), nil
}
