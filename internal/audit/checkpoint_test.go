package audit_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
)

// memory keeps a checkpoint as a clone does.
type memory struct {
	text    []byte
	version string
	saved   int
}

func (m *memory) Load() []byte     { return m.text }
func (m *memory) Save(text []byte) { m.text, m.saved = slices.Clone(text), m.saved+1 }
func (m *memory) Version() string  { return m.version }

// answer is all that an audit tells.
func answer(t testing.TB, r *audit.Report) string {
	t.Helper()
	var out bytes.Buffer
	if err := render.AuditJSON(&out, r, render.AuditOptions{Language: lang.SV, Zone: time.UTC}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func detailed(q *audit.Question) { q.Details = true }

// What an earlier run has found out changes no answer, wherever main and the records stood
// then: records come late, several at once, or not at all.
func TestACheckpointChangesNoAnswer(t *testing.T) {
	w := newWorld(t, false)
	main, records := w.line(t, w.Main), w.line(t, w.Records)
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(7, seed))
		keep := &memory{version: "a"}
		m, r, used := 1+rng.IntN(4), 0, 0
		for m < len(main) || r < len(records) {
			m = min(len(main), m+rng.IntN(5))
			r = min(len(records), r+rng.IntN(5))
			tip := ""
			if r > 0 {
				tip = records[r-1]
			}
			w.audit.Keep = nil
			want := answer(t, w.run(t, main[m-1], tip, detailed))
			w.audit.Keep = keep
			before := keep.saved
			got := answer(t, w.run(t, main[m-1], tip, detailed))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, %d steps and %d records: %s", seed, m, r, diff)
			}
			used += keep.saved - before
		}
		w.audit.Keep = nil
		if used == 0 {
			t.Errorf("seed %d: nothing was ever kept", seed)
		}
	}
}

// Whatever becomes of the file: it costs time, and no answer.
func TestADamagedCheckpointChangesNoAnswer(t *testing.T) {
	w := newWorld(t, false)
	want := answer(t, w.run(t, w.Main, w.Records, detailed))
	keep := &memory{version: "a"}
	w.audit.Keep = keep
	w.run(t, w.Main, w.Records)
	whole := slices.Clone(keep.text)
	for name, text := range map[string][]byte{
		"cut in the middle": whole[:len(whole)/2], "cut in the first line": whole[:40], "empty": {}, "another file": []byte("hello\n"), "a line doubled": append(slices.Clone(whole), whole[bytes.IndexByte(whole, '\n')+1:]...),
	} {
		keep.text = text
		if diff := cmp.Diff(want, answer(t, w.run(t, w.Main, w.Records, detailed))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	keep.text, keep.version = whole, "b" // of another program
	if diff := cmp.Diff(want, answer(t, w.run(t, w.Main, w.Records, detailed))); diff != "" {
		t.Error(diff)
	}
}

// G09: what was cut off both branches at once can be seen only by who has been there before.
func TestG09ARewrittenHistoryIsSeenByWhoHasAuditedBefore(t *testing.T) {
	w := newWorld(t, true)
	main, records := w.line(t, w.Main), w.line(t, w.Records)
	n := 0
	for i := range w.Decisions[len(w.Decisions)-2:] {
		n += len(w.Decisions[len(w.Decisions)-1-i].Commits)
	}
	cutMain, cutRecords := main[len(main)-1-n], records[len(records)-3]
	if r := w.run(t, cutMain, cutRecords); !r.Clean() {
		t.Fatalf("nobody can see it without having been there: %s", told(r))
	}
	keep := &memory{version: "a"}
	w.audit.Keep = keep
	w.run(t, w.Main, w.Records)
	for range 2 { // it is told until somebody takes the checkpoint away
		r := w.run(t, cutMain, cutRecords)
		if r.Clean() || len(r.Violations) != 2 || r.Violations[0].Code != audit.Rewritten {
			t.Errorf("%s", told(r))
		}
	}
	// Another line that holds as many decisions.
	other := w.edit(t, w.Main, "", func(c *object.Commit) { c.Message += "\n" })
	if r := w.run(t, other, w.Records); r.Clean() || !slices.ContainsFunc(r.Violations, func(v audit.Violation) bool { return v.Code == audit.Rewritten }) {
		t.Errorf("%s", told(r))
	}
	// A program that was built anew still knows where the branches stood.
	keep.version = "b"
	if r := w.run(t, cutMain, cutRecords); r.Clean() {
		t.Error("another program forgets")
	}
	// A part of a main that still holds everything is no rewriting.
	keep.version = "a"
	if r := w.run(t, w.Main, w.Records, func(q *audit.Question) { q.To = w.rev(t, cutMain) }); !r.Clean() || r.Last != cutMain {
		t.Errorf("%s", told(r))
	}
}
