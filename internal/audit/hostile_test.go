package audit_test

import (
	"crypto/ed25519"
	"crypto/x509"
	"encoding/pem"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// bypass puts a decision on a branch that nobody agreed to: a comment in a plan.
func (w *world) bypass(t testing.TB, tip, name string) string {
	t.Helper()
	c := w.commit(t, tip)
	return w.put(t, &object.Commit{Author: c.Author, Committer: c.Committer, Message: "Merge pull request #9999 from skas/plan\n",
		TreeHash: w.scratched(t, c.TreeHash, name), ParentHashes: []plumbing.Hash{hashOf(tip)}})
}

// keep puts a file on the records, in a commit of a time, signed or not.
func (w *world) keep(t testing.TB, tip, name string, text []byte, at time.Time, key []byte) string {
	t.Helper()
	last := w.commit(t, tip)
	c := &object.Commit{Author: last.Author, Committer: last.Committer, Message: "Protokoll\n", TreeHash: w.with(t, last.TreeHash, name, text), ParentHashes: []plumbing.Hash{hashOf(tip)}}
	c.Author.When, c.Committer.When = at, at
	if key == nil {
		return w.put(t, c)
	}
	o := w.store.Storer.NewEncodedObject()
	if err := c.EncodeWithoutSignature(o); err != nil {
		t.Fatal(err)
	}
	in, err := o.Reader()
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	body := make([]byte, o.Size())
	if _, err := in.Read(body); err != nil {
		t.Fatal(err)
	}
	s, err := signature.NewSigner(key)
	if err != nil {
		t.Fatal(err)
	}
	if c.PGPSignature, err = s.Sign(body); err != nil {
		t.Fatal(err)
	}
	return w.put(t, c)
}

// claiming makes a record that calls the last commit of a branch a decision like another one.
func claiming(t testing.TB, like *record.Record, before, commit string, at time.Time) (*record.Record, []byte) {
	t.Helper()
	r := *like
	r.How, r.PullRequest, r.Before, r.Commits = record.Squash, 9999, before, []string{commit}
	r.At, r.Day = at.UTC().Format("2006-01-02T15:04:05Z"), at.UTC().Format("2006-01-02")
	r.Hands, r.Changes, r.Requirements, r.Discarded, r.Reservations = nil, nil, nil, nil, nil
	r.Verdict = record.Verdict{State: "approved", Valid: true}
	text, err := r.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return &r, text
}

// One record cannot cover the beginning of main, and so hide whatever came after it.
func TestNoRecordCoversTheGenesis(t *testing.T) {
	w := newWorld(t, false)
	main := w.line(t, w.Main)
	last := w.Decisions[len(w.Decisions)-1].Record
	for _, n := range []int{1, 2, len(main)} {
		r := *last
		r.How, r.Before, r.Commits = record.Rebase, "", main[:n]
		text, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got := w.run(t, w.Main, w.keep(t, w.Records, r.Path(), text, w.commit(t, w.Records).Committer.When, nil))
		want := w.run(t, w.Main, w.Records)
		if got.Clean() || got.Summary.Decisions != want.Summary.Decisions || got.Summary.Valid != want.Summary.Valid || got.OpenWhole() == 0 {
			t.Errorf("%d commits: %s", n, told(got))
		}
		// Nor where it is the only one.
		c := *w.commit(t, w.line(t, w.Records)[0])
		c.TreeHash, c.PGPSignature = w.with(t, plumbing.ZeroHash, r.Path(), text), ""
		if got = w.run(t, w.Main, w.put(t, &c)); got.Clean() || got.Summary.Valid > 0 || got.Summary.Decisions < len(w.Decisions)/2 {
			t.Errorf("%d commits alone: %s", n, told(got))
		}
	}
}

// Whatever day a commit of the records claims, an unsigned record proves nothing once there is
// a key, and a key that has gone out of use proves nothing new.
func TestNoDayMakesARecordProven(t *testing.T) {
	w := newWorld(t, true)
	tip := w.bypass(t, w.Main, w.someFile(t, w.Main, rngOf(1)))
	like := w.Decisions[len(w.Decisions)-1].Record
	for name, at := range map[string]time.Time{
		"long ago": time.Date(2019, 1, 1, 12, 0, 0, 0, time.UTC), "before the first key": w.Decisions[0].At.AddDate(-3, 0, 0),
		"beyond the calendar": time.Unix(371085174374400, 0), "in the year 9999": time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		for _, key := range [][]byte{nil, w.Keys[0].Private} {
			rec, text := claiming(t, like, w.Main, tip, w.Decisions[len(w.Decisions)-1].At.Add(time.Hour))
			r := w.run(t, tip, w.keep(t, w.Records, rec.Path(), text, at, key))
			if d := find(r, tip); d == nil || d.Valid || d.Proven || r.Clean() || !slices.Contains(codes(r, tip), audit.NotProven) {
				t.Errorf("%s, signed %v: %s", name, key != nil, told(r))
			}
		}
	}
	// What nobody vouches for says nothing of when either: others are judged by it too.
	late, text := claiming(t, like, w.Main, tip, time.Date(2099, 1, 1, 12, 0, 0, 0, time.UTC))
	if d := find(w.run(t, tip, w.keep(t, w.Records, late.Path(), text, time.Date(2099, 1, 1, 12, 0, 0, 0, time.UTC), nil)), tip); d.Valid || d.Day > w.To+365 {
		t.Errorf("%+v", d)
	}
	// Nor does a record that claims to be of a day before.
	rec, text := claiming(t, like, w.Main, tip, w.Decisions[0].At.AddDate(-3, 0, 0))
	r := w.run(t, tip, w.keep(t, w.Records, rec.Path(), text, w.Decisions[0].At.AddDate(-3, 0, 0), nil))
	if d := find(r, tip); d.Valid || !strings.Contains(told(r), "before an earlier decision on main") {
		t.Errorf("%s", told(r))
	}
}

// A key that was brought past the gate signs nothing that counts, also once an honest decision
// has changed the register that it stands in.
func TestAKeyBroughtPastTheGateIsNeverTrusted(t *testing.T) {
	w := newWorld(t, true)
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	own := ownKey(t)
	public, err := signature.NewSigner(own)
	if err != nil {
		t.Fatal(err)
	}
	const file = "plans/register/roller.yaml"
	at := w.commit(t, w.Main).Committer.When.Add(time.Hour)
	push := func(parent, text string) string {
		c := w.commit(t, parent)
		by := c.Committer
		by.When, at = at, at.Add(time.Hour)
		return w.put(t, &object.Commit{Author: by, Committer: by, Message: "roller\n", ParentHashes: []plumbing.Hash{hashOf(parent)}, TreeHash: w.with(t, c.TreeHash, file, []byte(text))})
	}
	version := regexp.MustCompile(`(?m)^version: [0-9]+`)
	roller := string(w.read(t, w.Main, file))
	smuggled := version.ReplaceAllString(roller, "version: 99") + "  - {nyckel: \"" + public.Public() + "\", fran: 2026-01-01}\n"
	c1 := push(w.Main, smuggled)
	c2 := push(c1, version.ReplaceAllString(smuggled, "version: 100"))
	c3 := push(c2, version.ReplaceAllString(smuggled, "version: 101"))
	// agreed makes a record of a change of roles that two who may have agreed to.
	agreed := func(before, after string, n int) (*record.Record, []byte) {
		when := w.commit(t, after).Committer.When
		day := calendar.FromTime(when)
		brought, err := w.audit.Reader.Brought(w.rev(t, before).FS(), w.rev(t, after).FS(), nil, check.Options{Schemas: schemas, AsOf: day, Lines: day})
		if err != nil {
			t.Fatal(err)
		}
		r := *w.Decisions[0].Record
		r.How, r.PullRequest, r.Before, r.Commits, r.Head = record.Squash, n, before, []string{after}, after
		r.At, r.Day = when.UTC().Format("2006-01-02T15:04:05Z"), day.String()
		r.Author, r.Hands = &record.Actor{Account: 990000159, Person: "p-004"}, []record.Hand{{Account: 990000159}}
		r.Register, _ = w.rev(t, before).FS().Hash(file)
		r.Changes, r.Requirements, r.Discarded, r.Reservations = nil, nil, nil, nil
		for i, c := range brought.Changes {
			about := c.About()
			change := record.Change{Document: about.String(), Before: about.BaseSum, After: about.HeadSum}
			for _, k := range c.Kinds() {
				change.Kinds = append(change.Kinds, string(k))
			}
			r.Changes = append(r.Changes, change)
			for k, who := range []record.Consent{{Person: "p-001", Account: 990000048, Role: "koncernkontoret"}, {Person: "p-009", Account: 990000344, Role: "systemforvaltare"}} {
				who.Assignment, who.By, who.Commit, who.Given, who.Day = "x", "review", after, r.At, r.Day
				who.Review = int64(n*1000 + 10*i + k + 1)
				r.Requirements = append(r.Requirements, record.Requirement{ID: who.Role, Role: who.Role, State: "approved", Sides: []record.Side{{Document: about.String(), Side: "x"}}, SatisfiedBy: []record.Consent{who}})
			}
		}
		text, err := r.Encode()
		if err != nil {
			t.Fatal(err)
		}
		return &r, text
	}
	last := w.Keys[len(w.Keys)-1].Private
	honest, text := agreed(c1, c2, 9001)
	tip := w.keep(t, w.Records, honest.Path(), text, w.commit(t, c2).Committer.When, last)
	forged, text := agreed(c2, c3, 9002)
	tip = w.keep(t, tip, forged.Path(), text, w.commit(t, c3).Committer.When, own)
	r := w.run(t, c3, tip)
	if d := find(r, c2); !d.Proven || !d.Valid {
		t.Errorf("the honest decision is to be valid, or this proves nothing: %s", told(r))
	}
	if d := find(r, c3); d.Proven || d.Valid || !slices.Contains(codes(r, c3), audit.NotProven) {
		t.Errorf("%s", told(r))
	}
}

func ownKey(t testing.TB) []byte {
	t.Helper()
	text, err := x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: text})
}

// Files beside the records spoil no decision, and none of them passes in silence.
func TestFilesBesideTheRecordsAreTheBranchsFault(t *testing.T) {
	w := newWorld(t, true)
	want := w.run(t, w.Main, w.Records)
	decision := w.Decisions[2].Commit()
	for _, name := range []string{"2027/" + decision + ".json", "2026/foo.json", "2026/closed-77-20261120T080000Z.json", "2019/" + w.Genesis + ".json"} {
		for _, text := range []string{"x", `{"x":1}`, `{"version":2}`} {
			r := w.run(t, w.Main, w.keep(t, w.Records, name, []byte(text), w.commit(t, w.Records).Committer.When, nil))
			if r.Clean() || r.OpenWhole() == 0 || r.Summary.Valid != want.Summary.Valid || r.Summary.Proven != want.Summary.Proven || r.Summary.Violating > 0 {
				t.Errorf("%s holding %s: %s", name, text, told(r))
			}
		}
	}
}
