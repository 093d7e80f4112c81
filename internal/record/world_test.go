package record_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

var (
	merged = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)
	today  = calendar.Date(2026, 11, 21)
)

// commit and sum name things that need not be there.
func commit(name string) string { return sum(name)[:40] }

func sum(name string) string {
	h := sha256.Sum256([]byte(name))
	return hex.EncodeToString(h[:])
}

func subject(id string) diff.Subject {
	return diff.Subject{Kind: plan.KindLeveransplan, ID: id, Base: id + ".yaml", Head: id + ".yaml", BaseSum: sum(id + " before"), HeadSum: sum(id + " after")}
}

// decision is an approved merge with one of everything.
func decision() record.Decision {
	lp, other := subject("lp-2027-skas-exk-hoftprotes"), subject("lp-2027-siv-klb-knaprotes")
	given := merged.Add(-time.Hour)
	office := approval.Outcome{State: approval.StateApproved, Requirement: approval.Requirement{
		ID: "koncernkontoret", Role: "koncernkontoret", Or: []string{"beslutsforum"}, Actor: true, Side: approval.Office,
		Subjects: []diff.Subject{lp, other}, Sides: []approval.Side{approval.Office, approval.Office},
		Notes: []lang.Text{lang.T("protokollet för %s anges vara %s", "the minutes of %s are given as %s", lp.ID, "2026-11-05 § 7")},
	}, SatisfiedBy: []approval.Fulfilment{{Person: "p-001", Account: approval.Account{ID: 1, Login: "anna"}, Push: true, Given: given, Day: today,
		Right: approval.Right{Role: "koncernkontoret", Assignment: "p-001+koncernkontoret++2024-01-01"}}}}
	heard := approval.Outcome{State: approval.StateApproved, Requirement: approval.Requirement{
		ID: "representant:skas:heard", Role: "representant", Organisation: "skas", Heard: true, Side: approval.Sender,
		Subjects: []diff.Subject{lp, other}, Sides: []approval.Side{approval.Sender, approval.Receiver},
		Given:        []lang.Text{lang.T("SkaS är hörd", "SkaS has been heard")},
		Reservations: []lang.Text{lang.T("reservation från %s: ”%s”", "reservation of %s: “%s”", "SkaS", "220 i stället för 300 <b>")},
	}, SatisfiedBy: []approval.Fulfilment{
		{Person: "p-017", Account: approval.Account{ID: 583231}, Review: 9_000_000_000_001, Commit: commit("head"), Given: given, Day: today, Reservation: true,
			Right: approval.Right{Role: "representant", Organisation: "skas", Assignment: "p-016+representant+skas+2024-01-01", Delegation: "p-016+p-017+representant+skas+2026-11-01"}},
		{Person: "p-016", Account: approval.Account{ID: 16}, Review: 44, Commit: commit("head"), Given: given, Day: today,
			Right: approval.Right{Role: "representant", Organisation: "skas", Assignment: "p-016+representant+skas+2024-01-01"}},
	}}
	return record.Decision{
		How: record.Merge, PullRequest: 12, Before: commit("before"), Commits: []string{commit("merge")}, Head: commit("head"),
		At: merged, Day: today, Routine: "9.0", Register: commit("roller"), Rules: sum("rules"),
		Author: &record.Actor{Account: 1, Person: "p-001"}, By: &record.Actor{Account: 2, Person: "p-002"},
		Hands: []approval.Commit{
			{Hash: commit("1"), Author: &approval.Account{ID: 1}, Subjects: []string{other.String(), lp.String()}, Others: []approval.Account{{ID: 3}}},
			{Hash: commit("2"), Author: &approval.Account{ID: 1}, Files: []string{"README.md"}, Others: []approval.Account{{ID: 2}, {}}},
			{Hash: commit("3"), Subjects: []string{lp.String()}, Others: []approval.Account{{ID: 2}}},
			{Hash: commit("4"), Author: &approval.Account{ID: 4}},
		},
		Changes: []diff.Change{
			&diff.Plan{Subject: lp, Is: []diff.Kind{diff.PlanMinskning, diff.PlanOmperiodisering}},
			&diff.Plan{Subject: other, Is: []diff.Kind{diff.PlanNy}},
			&diff.File{Subject: diff.Subject{ID: "README.md", BaseSum: commit("old"), HeadSum: commit("new")}, Is: []diff.Kind{diff.OkandAndrad}},
		},
		Result: approval.Result{State: approval.StateApproved, Requirements: []approval.Outcome{office, heard},
			Discarded: []approval.Discarded{
				{Review: 43, Account: approval.Account{ID: 16}, Person: "p-016", Reason: lang.T("ersatt", "replaced"), By: 44},
				{Review: 45, Account: approval.Account{ID: 41898282, Bot: true}, Reason: lang.T("ett program kan inte godkänna", "a program can't approve")},
				{Account: approval.Account{ID: 1}, Person: "p-001", Requirement: "representant:skas:heard", Reason: lang.T("hade inte rollen", "did not hold the role")},
			}},
	}
}

func made(t testing.TB, d record.Decision) *record.Record {
	t.Helper()
	r, err := record.New(d)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func encoded(t testing.TB, r *record.Record) []byte {
	t.Helper()
	text, err := r.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// numbered is a record of its own commit.
func numbered(t testing.TB, n int) *record.Record {
	t.Helper()
	d := decision()
	d.PullRequest, d.Before, d.Commits = n, commit(fmt.Sprint("merge ", n-1)), []string{commit(fmt.Sprint("merge ", n))}
	return made(t, d)
}

func ed25519Key(seed byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(slices.Repeat([]byte{seed}, ed25519.SeedSize))
}

// private is a key as ssh-keygen writes it.
func private(t testing.TB, seed byte) []byte {
	t.Helper()
	block, err := ssh.MarshalPrivateKey(ed25519Key(seed), "")
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(block)
}

func signer(t testing.TB, seed byte) *record.Signer {
	t.Helper()
	s, err := record.NewSigner(private(t, seed))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func day(s string) plan.Day {
	d, ok := calendar.ParseDay(s)
	return plan.Day{V: d, Set: ok}
}

// register has keys, each "seed from [till]".
func register(t testing.TB, lines ...string) *plan.Roller {
	r := &plan.Roller{}
	for _, l := range lines {
		f := append(strings.Fields(l), "")
		key := f[0]
		if len(key) == 1 {
			key = signer(t, key[0]).Public()
		}
		r.Protokollnycklar = append(r.Protokollnycklar, plan.Protokollnyckel{Nyckel: plan.Text{V: key, Set: true}, Fran: day(f[1]), Till: day(f[2])})
	}
	return r
}

// program runs git itself, at a place where nobody's settings are read.
func program(t testing.TB, dir string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command(need.Tool(t, "git"), args...)
	cmd.Dir = dir
	env := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	cmd.Env = append(env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

func git(t testing.TB, dir string, args ...string) string {
	t.Helper()
	out, err := program(t, dir, args...)
	if err != nil {
		t.Fatalf("git %q: %v: %s", args, err, out)
	}
	return out
}

// repository makes an empty one.
func repository(t testing.TB) (*gitrepo.Repo, string) {
	t.Helper()
	dir := t.TempDir()
	git(t, dir, "init", "--quiet", "--initial-branch=main")
	r, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r, dir
}

func writer(t testing.TB, r *gitrepo.Repo, s *record.Signer) *record.Writer {
	t.Helper()
	b, err := r.Branch(record.Branch)
	if err != nil {
		t.Fatal(err)
	}
	return &record.Writer{Repo: r, Line: b, Signer: s, By: gitrepo.Person{Name: "Protokoll", Email: "protokoll@example.org", Time: merged}}
}

func appended(t testing.TB, w *record.Writer, records ...*record.Record) record.Appended {
	t.Helper()
	done, err := w.Append(t.Context(), records...)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

// readAll reads the branch from its beginning.
func readAll(t testing.TB, r *gitrepo.Repo, tip gitrepo.Revision) []record.Entry {
	t.Helper()
	var out []record.Entry
	for e, err := range record.Read(r, tip, gitrepo.Revision{}) {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, e)
	}
	return out
}

// codes lists what is wrong with entries.
func codes(entries []record.Entry) []record.Code {
	var out []record.Code
	for _, e := range entries {
		for _, v := range e.Violations {
			out = append(out, v.Code)
		}
	}
	return out
}

func inBothLanguages(t testing.TB, what string, texts ...lang.Text) {
	t.Helper()
	for _, text := range texts {
		for _, l := range lang.Languages {
			if s := text.In(l); s == "" || strings.Contains(s, "%!") || strings.Contains(s, "\n") {
				t.Errorf("%s: %q", what, s)
			}
		}
	}
}

func wantFault(t testing.TB, err, cause error) {
	t.Helper()
	f := (*record.Fault)(nil)
	if !errors.As(err, &f) || cause != nil && !errors.Is(err, cause) {
		t.Fatalf("got %v, want a fault: %v", err, cause)
	}
	inBothLanguages(t, "fault", f.Message, f.Hint)
}

func shuffle[S any](rng *rand.Rand, list []S) []S {
	list = slices.Clone(list)
	rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}
