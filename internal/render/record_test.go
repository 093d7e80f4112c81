package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// recordingOf is a run that recorded one decision of each way and outcome, with a text
// wherever something from outside can stand.
func recordingOf(s string) *Recording {
	commit := func(n int) string { return fmt.Sprintf("%040x", n) }
	made := func(n int, how record.How, valid bool, reasons ...record.Text) *record.Record {
		r := &record.Record{How: how, PullRequest: n, Commits: []string{commit(n)}, Day: "2026-11-21", At: "2026-11-21T09:30:00Z",
			Verdict: record.Verdict{State: "approved", Valid: valid, Reasons: reasons}}
		switch how {
		case record.Push:
			r.PullRequest = 0
		case record.Closed:
			r.Commits = nil
		}
		return r
	}
	wrong := record.Text{SV: "det som krävdes fanns inte: " + s, EN: "what was needed was not there: " + s}
	return &Recording{
		Head: commit(99), Tip: commit(98), Published: true, Key: "SHA256:abc",
		Records: []*record.Record{made(1, record.Merge, true), made(2, record.Squash, false, wrong), made(3, record.Rebase, true), made(4, record.Push, false, wrong), made(5, record.Closed, true)},
		Violations: []record.Violation{
			{Code: record.Changed, Commit: commit(50), Path: s, Message: lang.T("%s skrevs om", "%s was written anew", s)},
			{Code: record.Unrelated, Commit: commit(51), Path: s, Message: lang.T("%s är inget protokoll", "%s is no record", s)},
		},
		FollowedUp: func(hash string) bool { return hash == commit(4) || hash == commit(51) },
	}
}

func TestRecordText(t *testing.T) {
	for language, want := range map[lang.Language]string{
		lang.SV: `2026-11-21  #1    sammanslagen  ✓ giltigt
            commit 000000000000 · 2026/0000000000000000000000000000000000000001.json
2026-11-21  #2    sammanslagen till en commit  ✗ inte giltigt
            det som krävdes fanns inte: x
            commit 000000000000 · 2026/0000000000000000000000000000000000000002.json
2026-11-21  #3    sammanslagen commit för commit  ✓ giltigt
            commit 000000000000 · 2026/0000000000000000000000000000000000000003.json
2026-11-21  –     direkt till main  ✗ inte giltigt, uppföljning registrerad
            det som krävdes fanns inte: x
            commit 000000000000 · 2026/0000000000000000000000000000000000000004.json
2026-11-21  #5    stängd utan sammanslagning  – avslogs
            2026/closed-5-20261121T093000Z.json

5 nya protokoll på grenen protokoll på servern.
Signerat med nyckeln SHA256:abc.

1 beslut var inte giltigt. Utred vad som hände, och ändra tillbaka om det behövs. Registrera sedan uppföljningen i plans/avvikelser.yaml, som en egen pull request:
  - {commit: 0000000000000000000000000000000000000002, orsak: …, atgard: …, referens: …, datum: …}
`,
		lang.EN: `2026-11-21  #1    merged  ✓ valid
            commit 000000000000 · 2026/0000000000000000000000000000000000000001.json
2026-11-21  #2    squashed and merged  ✗ not valid
            what was needed was not there: x
            commit 000000000000 · 2026/0000000000000000000000000000000000000002.json
2026-11-21  #3    rebased and merged  ✓ valid
            commit 000000000000 · 2026/0000000000000000000000000000000000000003.json
2026-11-21  –     straight to main  ✗ not valid, followed up
            what was needed was not there: x
            commit 000000000000 · 2026/0000000000000000000000000000000000000004.json
2026-11-21  #5    closed without a merge  – declined
            2026/closed-5-20261121T093000Z.json

5 new records on the branch protokoll on the server.
Signed with the key SHA256:abc.

1 decision was not valid. Find out what happened, and take the change back where that is needed. Then register the follow-up in plans/avvikelser.yaml, as a pull request of its own:
  - {commit: 0000000000000000000000000000000000000002, orsak: …, atgard: …, referens: …, datum: …}
`,
	} {
		var b bytes.Buffer
		if err := RecordText(&b, recordingOf("x"), Style{Language: language}); err != nil {
			t.Fatal(err)
		}
		if b.String() != want {
			t.Errorf("%s:\n%s", language, b.String())
		}
	}
}

// A run that failed does not say that there was nothing to do.
func TestRecordTextOfNothing(t *testing.T) {
	for broken, want := range map[bool]string{false: "Nothing to do: every decision on main up to commit 000000000000 is recorded.\n", true: "No new record on the branch protokoll on the server.\n"} {
		r := recordingOf("x")
		r.Records, r.Broken = nil, broken
		var b bytes.Buffer
		if err := RecordText(&b, r, Style{Language: lang.EN}); err != nil || b.String() != want {
			t.Errorf("%v: %q", err, b.String())
		}
	}
}

// A summary names what is wrong first, keeps to its limit and counts what it leaves out.
func TestRecordMarkdownKeepsToItsLimit(t *testing.T) {
	r := recordingOf("x")
	var b bytes.Buffer
	if err := RecordMarkdown(&b, r, lang.SV, StepSummaryLimit); err != nil {
		t.Fatal(err)
	}
	if first := strings.Index(b.String(), "skrevs om"); first < 0 || first > strings.Index(b.String(), "giltigt") || strings.Contains(b.String(), "är inget protokoll") || !strings.Contains(b.String(), "```yaml\n- {commit: 0000000000000000000000000000000000000002,") {
		t.Errorf("%s", b.String())
	}
	for range 8 {
		r.Records = append(r.Records, r.Records...)
	}
	b.Reset()
	if err := RecordMarkdown(&b, r, lang.SV, SmallestReport); err != nil {
		t.Fatal(err)
	}
	if b.Len() > SmallestReport || !strings.Contains(b.String(), " till.") {
		t.Errorf("%d bytes:\n%s", b.Len(), b.String())
	}
}

// Nothing of what a reason or the branch says acts in any form of the report.
func FuzzAReportOfRecordsIsHarmless(f *testing.F) {
	seeds(f)
	tags := append(slices.Clone(known), "<h2>", "<ul>", "<li>", "<pre>", `<code class="language-yaml">`)
	f.Fuzz(func(t *testing.T, s string) {
		var text, encoded, comment bytes.Buffer
		r := recordingOf(s)
		for _, err := range []error{RecordText(&text, r, Style{}), RecordJSON(&encoded, r, lang.EN), RecordMarkdown(&comment, r, lang.SV, StepSummaryLimit)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		visible(t, text.String())
		visible(t, encoded.String())
		if got := runnerReads(encoded.String() + comment.String()); len(got) > 0 {
			t.Errorf("%q gives %+v", s, got)
		}
		var back recordingJSON
		if err := json.Unmarshal(encoded.Bytes(), &back); err != nil || len(back.Records) != 5 || len(back.Violations) != 2 || !back.Violations[1].FollowedUp {
			t.Errorf("json: %v, %+v", err, back)
		}
		page := rendered(t, comment.String())
		for _, found := range tag.FindAllString(page, -1) {
			if !slices.Contains(tags, strings.Replace(found, "</", "<", 1)) {
				t.Errorf("%q brings %s", s, found)
			}
		}
		if n := strings.Count(page, "<li>"); n != 8 {
			t.Errorf("%q: %d items in\n%s", s, n, page)
		}
	})
}
