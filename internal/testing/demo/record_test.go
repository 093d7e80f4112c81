package demo_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// policyFiles are the documents that policy is taken from.
var policyFiles = []plan.Kind{plan.KindRoller, plan.KindInstallningar, plan.KindOrganisationer, plan.KindAvtal, plan.KindRutiner}

func registersOf(t *testing.T, rev gitrepo.Revision) *plan.Set {
	t.Helper()
	var names []string
	for _, kind := range policyFiles {
		names = append(names, plan.FixedPaths[kind])
	}
	loaded, err := check.Load(check.Part(rev.FS(), names), schemas(t))
	if err != nil {
		t.Fatal(err)
	}
	return loaded.Set
}

// Every record is signed by the key of its day, and stands in its place.
func TestRecordsAreProven(t *testing.T) {
	h, repo, _ := whole(t)
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	keys := record.KeysOf(registersOf(t, at(t, repo, h.Main)).Roller)
	i := 0
	for e, err := range record.Read(repo, at(t, repo, h.Records), gitrepo.Revision{}) {
		if err != nil {
			t.Fatal(err)
		}
		if len(e.Violations) > 0 || e.Path != h.Decisions[i].Record.Path() {
			t.Fatalf("record %d, %s: %+v", i, e.Path, e.Violations)
		}
		if p := keys.Prove(e.Commit, calendar.FromTime(e.Recorded.In(zone))); p.Standing != record.Proven {
			t.Errorf("%s: %s", e.Path, p.Standing)
		}
		i++
	}
	if i != len(h.Decisions) {
		t.Errorf("%d records of %d decisions", i, len(h.Decisions))
	}
}

// git itself finds the signatures of both keys good.
func TestGitVerifiesRecords(t *testing.T) {
	h, repo, dir := whole(t)
	var lines []string
	for _, k := range h.Keys {
		lines = append(lines, "* "+k.Public)
	}
	signers := filepath.Join(t.TempDir(), "signers")
	if err := os.WriteFile(signers, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	i := 0
	for e, err := range record.Read(repo, at(t, repo, h.Records), gitrepo.Revision{}) {
		if err != nil {
			t.Fatal(err)
		}
		if i++; i%20 == 1 || i == len(h.Decisions) {
			git(t, dir, "-c", "gpg.ssh.allowedSignersFile="+signers, "verify-commit", e.Commit.Hash)
		}
	}
}

// outside lists the files that differ and are no plans.
func outside(t *testing.T, repo *gitrepo.Repo, before, after gitrepo.Revision) []diff.FileChange {
	t.Helper()
	changed, err := repo.Changed(before, after, ".")
	if err != nil {
		t.Fatal(err)
	}
	var out []diff.FileChange
	for _, c := range changed {
		if !strings.HasPrefix(c.Path, check.Root+"/") {
			out = append(out, diff.FileChange{Path: c.Path, Before: c.Before.Hash, After: c.After.Hash})
		}
	}
	return out
}

// What a record tells is enough to judge the decision anew, by what main had before it: it was
// allowed where the record says so.
func TestRecordsCanBeJudgedAnew(t *testing.T) {
	h, repo, _ := whole(t)
	genesis := at(t, repo, h.Genesis)
	register := []approval.Register{{From: h.From, Roller: registersOf(t, genesis).Roller}}
	walk, err := reader().Walk(genesis.FS())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range h.Decisions {
		if d.How == record.Closed {
			continue
		}
		before, after := at(t, repo, d.Before), at(t, repo, d.Commit())
		changes, err := walk.To(after.FS(), outside(t, repo, before, after))
		if err != nil {
			t.Fatal(err)
		}
		set := registersOf(t, before)
		policy := routine.Policy(set, d.Day)
		policy.History = register
		requirements, _ := approval.Requirements(changes, policy)
		result := approval.Judge(requirements, d.Record.Evidence(), policy)
		if approved := result.State == approval.StateApproved; approved != d.Record.Verdict.Valid {
			t.Errorf("%s, %s: judged %s, recorded %+v", d.Day, d.Title, result.State, d.Record.Verdict)
		}
		if now := registersOf(t, after).Roller; now.Version.V != set.Roller.Version.V {
			register = append(register, approval.Register{From: d.Day, Roller: now})
		}
	}
}
