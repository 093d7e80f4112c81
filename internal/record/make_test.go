package record_test

import (
	"bytes"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// decisions are one of each way.
func decisions() map[string]record.Decision {
	pushed := decision()
	pushed.How, pushed.PullRequest, pushed.Head, pushed.Author = record.Push, 0, "", nil
	pushed.Result = approval.Result{State: approval.StatePending, Requirements: pushed.Result.Requirements[:1]}
	pushed.Result.Requirements[0].State = approval.StatePending
	pushed.Result.Requirements[0].SatisfiedBy = nil
	pushed.Result.Requirements[0].Reasons = []lang.Text{lang.T("väntar på %s", "waits for %s", "koncernkontoret")}
	first := decision()
	first.Before, first.Changes, first.Result = "", nil, approval.Result{State: approval.StateRefused}
	rebased := decision()
	rebased.How, rebased.Commits = record.Rebase, []string{commit("1"), commit("2"), commit("3")}
	squashed := decision()
	squashed.How = record.Squash
	squashed.Reasons = []lang.Text{lang.T("felet %s kom till main", "the error %s came to main", "X101")}
	closed := decision()
	closed.How, closed.Before, closed.Commits, closed.Hands = record.Closed, "", nil, nil
	past := decision()
	past.How = record.Push
	return map[string]record.Decision{"merge": decision(), "push": pushed, "the first": first, "rebase": rebased, "squash": squashed, "closed": closed, "a request's push": past}
}

func TestARecordIsReadAsItWasWritten(t *testing.T) {
	for name, d := range decisions() {
		t.Run(name, func(t *testing.T) {
			r := made(t, d)
			text := encoded(t, r)
			again, err := record.Decode(text)
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if diff := cmp.Diff(r, again); diff != "" {
				t.Errorf("(-written +read):\n%s", diff)
			}
			if bytes.HasSuffix(text, []byte("\n")) || bytes.Contains(text, []byte("anna")) {
				t.Errorf("a line break or a login in %s", text)
			}
		})
	}
}

func TestWhatIsValid(t *testing.T) {
	want := map[string]string{"merge": "", "closed": "", "the first": "was not approved", "rebase": "",
		"push": "approval is missing: koncernkontoret or beslutsforum; came to main without a pull request", "squash": "the error X101 came to main",
		"a request's push": "the pull request's commits came straight to main, past the gate"}
	for name, d := range decisions() {
		v := made(t, d).Verdict
		var got []string
		for _, r := range v.Reasons {
			got = append(got, r.EN)
		}
		slices.Sort(got)
		if strings.Join(got, "; ") != want[name] || v.Valid != (want[name] == "") {
			t.Errorf("%s: valid %v, %q", name, v.Valid, got)
		}
	}
}

func TestWhereARecordStands(t *testing.T) {
	for name, want := range map[string]string{"merge": "2026/" + commit("merge") + ".json", "rebase": "2026/" + commit("3") + ".json",
		"closed": "2026/closed-12-20261121T093000Z.json"} {
		if got := made(t, decisions()[name]).Path(); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestWhatCanBeNoRecord(t *testing.T) {
	for name, change := range map[string]func(*record.Decision){
		"no commit":              func(d *record.Decision) { d.Commits = nil },
		"two merges":             func(d *record.Decision) { d.Commits = append(d.Commits, commit("x")) },
		"one commit twice":       func(d *record.Decision) { d.How, d.Commits = record.Rebase, []string{commit("x"), commit("x")} },
		"a shortened commit":     func(d *record.Decision) { d.Commits[0] = d.Commits[0][:10] },
		"an unknown way":         func(d *record.Decision) { d.How = "magic" },
		"a hand in a closed one": func(d *record.Decision) { d.How, d.Before, d.Commits = record.Closed, "", nil },
		"a merge of none":        func(d *record.Decision) { d.PullRequest = 0 },
		"no rules":               func(d *record.Decision) { d.Rules = "" },
		"no verdict":             func(d *record.Decision) { d.Result.State = "" },
		"no day":                 func(d *record.Decision) { d.Day = 0 },
		"a number JSON rounds":   func(d *record.Decision) { d.By.Account = 1<<53 + 1 },
	} {
		d := decision()
		d.Commits = slices.Clone(d.Commits)
		change(&d)
		if r, err := record.New(d); err == nil {
			t.Errorf("%s gives %+v", name, r)
		}
	}
}

// permuted hands the same decision in in another order.
func permuted(rng *rand.Rand, d record.Decision) record.Decision {
	d.Changes = shuffle(rng, d.Changes)
	for _, c := range d.Changes {
		if p, ok := c.(*diff.Plan); ok {
			p.Is = shuffle(rng, p.Is)
		}
	}
	d.Hands = shuffle(rng, d.Hands)
	for i := range d.Hands {
		d.Hands[i].Subjects, d.Hands[i].Others = shuffle(rng, d.Hands[i].Subjects), shuffle(rng, d.Hands[i].Others)
	}
	d.Reasons = shuffle(rng, d.Reasons)
	d.Result.Reasons = shuffle(rng, d.Result.Reasons)
	d.Result.Discarded = shuffle(rng, d.Result.Discarded)
	d.Result.Requirements = shuffle(rng, d.Result.Requirements)
	for i := range d.Result.Requirements {
		o := &d.Result.Requirements[i]
		o.SatisfiedBy, o.Reasons, o.Given = shuffle(rng, o.SatisfiedBy), shuffle(rng, o.Reasons), shuffle(rng, o.Given)
		order := rng.Perm(len(o.Subjects))
		subjects, sides := o.Subjects, o.Sides
		o.Subjects, o.Sides = nil, nil
		for _, k := range order {
			o.Subjects, o.Sides = append(o.Subjects, subjects[k]), append(o.Sides, sides[k])
		}
		if len(o.Sides) > 0 {
			o.Side = o.Sides[0] // as approval has it: that of the first
		}
	}
	d.At = d.At.In(stockholm)
	return d
}

func TestTheSameDecisionGivesTheSameBytes(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 2026))
	for name := range decisions() {
		want := encoded(t, made(t, decisions()[name]))
		for range 300 {
			if got := encoded(t, made(t, permuted(rng, decisions()[name]))); !bytes.Equal(got, want) {
				t.Fatalf("%s: got\n%s\nwant\n%s", name, got, want)
			}
		}
	}
}

// RFC 8785 is defined by what JavaScript writes: JSON.stringify with sorted keys.
const canonicalInJavaScript = `
const sorted = v => Array.isArray(v) ? v.map(sorted) : v && typeof v === 'object' ?
  Object.fromEntries(Object.keys(v).sort().map(k => [k, sorted(v[k])])) : v
for (const line of require('fs').readFileSync(0, 'utf8').split('\n')) if (line) console.log(JSON.stringify(sorted(JSON.parse(line))))`

func TestJavaScriptWritesTheSameBytes(t *testing.T) {
	var in bytes.Buffer
	for name := range decisions() {
		d := decisions()[name]
		for i := range d.Result.Discarded {
			d.Result.Discarded[i].Reason = lang.Plain("å 😀 \u2028 \x01 \t \" \\ </script> \ufb33 é" + name)
		}
		in.Write(encoded(t, made(t, d)))
		in.WriteByte('\n')
	}
	cmd := exec.Command(need.Tool(t, "node"), "-e", canonicalInJavaScript)
	cmd.Stdin = bytes.NewReader(in.Bytes())
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out, in.Bytes()) {
		t.Errorf("JavaScript writes\n%s\nand not\n%s", out, in.Bytes())
	}
}
