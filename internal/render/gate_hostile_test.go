package render

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// verdictOf makes a verdict that holds a text wherever a verdict can hold one.
func verdictOf(s string, state approval.State) *gate.Verdict {
	text := lang.Plain(s)
	about := diff.Subject{Kind: plan.Kind(s), ID: s}
	account := approval.Account{ID: 7, Login: s}
	requirement := approval.Requirement{
		ID: s, Role: s, Or: []string{s}, OrganisationName: s, Why: []approval.Ground{{Text: text, Statements: []string{s}}, {Text: text}}, Statements: []string{s}, Subjects: []diff.Subject{about},
		Given: []lang.Text{text}, Notes: []lang.Text{text}, Todo: []lang.Text{text}, Reservations: []lang.Text{text}, Lacks: []lang.Text{text},
	}
	oneMore := requirement
	oneMore.Role = ""
	right := approval.Right{Role: s, Organisation: s, Assignment: s, Delegation: s}
	list := everywhere(s)
	return &gate.Verdict{
		Target: gate.Target{Number: 12}, Tips: gate.Tips{Head: s, Base: s}, State: state, Day: calendar.Date(2026, 11, 21),
		Comparison: &check.Comparison{Result: &check.Result{Findings: list, Set: plan.NewSet(nil, nil), AsOf: calendar.Date(2026, 11, 21)}, Changes: changesOf(s)},
		Refusals:   []approval.Refusal{{Message: text, Hint: text, Subjects: []diff.Subject{about}}},
		Result: approval.Result{
			State: state,
			Requirements: []approval.Outcome{
				{Requirement: requirement, State: approval.StateApproved, SatisfiedBy: []approval.Fulfilment{{Person: s, Account: account, Right: right, Reservation: true}}},
				{Requirement: oneMore, State: approval.StatePending, Reasons: []lang.Text{text}, Asks: true},
				{Requirement: approval.Requirement{ID: "never", Never: text, Subjects: []diff.Subject{about}}, State: approval.StateRefused, Reasons: []lang.Text{text}},
			},
			Discarded: []approval.Discarded{{Review: 1, Account: account, Person: s, Requirement: s, Reason: text}, {Account: account, Reason: text}},
			Reasons:   []lang.Text{text},
		},
		Holders: [][]approval.Holder{{{Person: s, Account: account}}, {{Person: s, Account: account}}, nil},
		Gaps:    [][]lang.Text{{text}, {text}, nil},
		Reasons: []lang.Text{text},
		Fault:   &gate.Fault{Message: text, Hint: text},
	}
}

var verdicts = []approval.State{approval.StateApproved, approval.StatePending, approval.StateRefused, approval.StateError}

// Whatever a request holds, the comment has the form that it always has and calls nobody;
// neither it nor any other output holds what a runner takes for a command.
func FuzzAVerdictKeepsItsForm(f *testing.F) {
	seeds(f)
	tags := append(slices.Clone(known), "<h2>", "<ul>", "<li>", "<pre>", `<code class="language-mermaid">`, `<th style="text-align:right">`, `<td style="text-align:right">`)
	options := []GateOptions{{Language: lang.SV}, {Language: lang.EN, Names: true}}
	f.Fuzz(func(t *testing.T, s string) {
		// One of the eight ways to show it: all of them for every text leave time for few texts.
		state, o := verdicts[len(s)%len(verdicts)], options[len(s)/len(verdicts)%len(options)]
		v := verdictOf(s, state)
		var comment, text, encoded bytes.Buffer
		if err := GateMarkdown(&comment, v, o, CommentLimit); err != nil {
			t.Fatal(err)
		}
		page := rendered(t, comment.String())
		for _, found := range tag.FindAllString(page, -1) {
			if !slices.Contains(tags, strings.Replace(found, "</", "<", 1)) {
				t.Errorf("%q brings %s", s, found)
			}
		}
		if n := strings.Count(page, "<h2>"); n != 1 {
			t.Errorf("%q: %d verdicts in\n%s", s, n, page)
		}
		if comment.Len() > CommentLimit {
			t.Errorf("%d bytes", comment.Len())
		}
		if got := runnerReads(comment.String()); len(got) > 0 {
			t.Errorf("comment: %q gives %+v", s, got)
		}
		if err := GateText(&text, v, Style{Language: o.Language}, o.Names); err != nil {
			t.Fatal(err)
		}
		visible(t, text.String())
		if err := GateJSON(&encoded, v, o); err != nil {
			t.Fatal(err)
		}
		visible(t, encoded.String())
		if got := runnerReads(encoded.String()); len(got) > 0 {
			t.Errorf("json: %q gives %+v", s, got)
		}
		var back gateJSON
		if err := json.Unmarshal(encoded.Bytes(), &back); err != nil || back.PullRequest != 12 || back.State != state {
			t.Errorf("json: %v, %+v", err, back)
		}
		status := GateStatus(v, lang.SV)
		visible(t, status)
		if n := len([]rune(status)); n > gate.StatusLimit || n == 0 || strings.Contains(status, "\n") {
			t.Errorf("status of %d characters: %q", n, status)
		}
	})
}

// O05, O10: a comment mentions nobody, and names accounts only where that is asked for.
func TestO05VerdictMentionsNobody(t *testing.T) {
	v := verdictOf("x", approval.StatePending)
	v.Result.Discarded[1].Account.Login = "konto-annan"
	v.Reasons = append(v.Reasons, lang.Plain("@regionen/alla titta på #12 och https://example.org"))
	for names, want := range map[bool]bool{false: false, true: true} {
		var b bytes.Buffer
		if err := GateMarkdown(&b, v, GateOptions{Language: lang.SV, Names: names}, CommentLimit); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "konto-annan") != want || strings.Contains(b.String(), "@regionen") || strings.Contains(b.String(), "#12") || strings.Contains(b.String(), "https://example") {
			t.Errorf("names %v:\n%s", names, b.String())
		}
	}
}

// O07: a long verdict keeps to the limit and says what it leaves out.
func TestO07LongVerdictIsCounted(t *testing.T) {
	v := verdictOf(strings.Repeat("@x", 2000), approval.StatePending)
	for range 500 {
		v.Result.Requirements = append(v.Result.Requirements, v.Result.Requirements[1])
		v.Holders, v.Gaps = append(v.Holders, v.Holders[1]), append(v.Gaps, v.Gaps[1])
		v.Result.Discarded = append(v.Result.Discarded, v.Result.Discarded[0])
		v.Comparison.Changes = append(v.Comparison.Changes, changesOf("y")...)
		v.Comparison.Findings = append(v.Comparison.Findings, everywhere("z")...)
	}
	var b bytes.Buffer
	if err := GateMarkdown(&b, v, GateOptions{Language: lang.SV}, CommentLimit); err != nil {
		t.Fatal(err)
	}
	if b.Len() > CommentLimit || strings.Count(b.String(), " till") < 4 {
		t.Errorf("%d bytes, %d notes of what is left out", b.Len(), strings.Count(b.String(), " till"))
	}
}
