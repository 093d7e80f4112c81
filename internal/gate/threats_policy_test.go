package gate_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// A04: an approval from before the gate's first sight of the head counts for what its commit
// holds, where nothing was moved; where the host has moved it to a commit that the reviewer
// never saw it does not, though commit and content fit.
func TestA04ApprovalBeforeTheFirstStatus(t *testing.T) {
	w := newWorld(t)
	w.request(planner)
	w.approve(vgs, skas, siv)
	if got := w.status(w.pull.SHA); got != "none" {
		t.Fatalf("the head has %s before anybody has judged it", got)
	}
	w.expect(approved)

	w.ForcePush(w.as(planner), w.pull, fake.Commit{Edit: moved(files(), 1), Message: "samma ändring"})
	if r := w.Dismissable(w.as(siv), w.pull); r.Commit != w.pull.SHA {
		t.Fatal("the server has not moved the review")
	}
	w.expect(pending, "vardgarantiservice pending", "representant:skas pending", "representant:siv pending", "force-push")

	// A new approval is all that it takes.
	w.approve(vgs, skas, siv)
	w.expect(approved)
}

// roles gives the role register after some replacements, and with a new version.
func roles(pairs ...string) fake.Edit {
	text := strings.Replace(files()[rolesFile], "version: 1", "version: 2", 1)
	return fake.Edit{rolesFile: fake.Text(strings.NewReplacer(pairs...).Replace(text))}
}

const firstRole = "uppdrag:\n"

// A17: who may approve is what main says, and what changes that comes alone.
func TestA17RolesRideAlone(t *testing.T) {
	w := newWorld(t)
	edit := roles(firstRole, firstRole+"  - {person: p-003, roll: representant, organisation: siv, fran: 2026-01-01}\n")
	edit[planFile] = moved(files(), 1)[planFile]
	w.pull = w.Open(w.as(planner), "bada", "main", fake.Commit{Edit: edit})
	w.approve(vgs, skas, siv, steward, office)
	w.expect(refused, "roller ändras i en egen pull request")
}

// A18: nobody lets herself in.
func TestA18WhoGainsNeedsAnother(t *testing.T) {
	w := newWorld(t)
	w.pull = w.Open(w.as(planner), "bada", "main", fake.Commit{Edit: roles(firstRole, firstRole+
		"  - {person: p-001, roll: systemforvaltare, fran: 2026-11-21}\n  - {person: p-007, roll: koncernkontoret, fran: 2026-11-21}\n")})
	w.approve(office, steward)
	w.expect(pending, "minst ett godkännande")

	w = newWorld(t)
	w.pull = w.Open(w.as(steward), "egen", "main", fake.Commit{Edit: roles(firstRole, firstRole+"  - {person: p-007, roll: koncernkontoret, fran: 2026-11-21}\n")})
	w.approve(steward)
	w.expect(pending, "koncernkontoret pending", "författaren kan inte godkänna sin egen ändring")
	w.approve(office)
	w.expect(approved)
}

// A19: roles are never changed so that nobody could change them again.
func TestA19LastHolderStays(t *testing.T) {
	w := newWorld(t)
	w.pull = w.Open(w.as(planner), "sista", "main", fake.Commit{Edit: roles("roll: systemforvaltare, fran: 2026-01-01", "roll: systemforvaltare, fran: 2026-01-01, till: 2026-11-20")})
	w.approve(office, steward)
	w.expect(refused, "ingen längre ändra rollerna")
}

// A20: an older register is a change like any other, and its version may not fall.
func TestA20RegisterRolledBack(t *testing.T) {
	w := newWorld(t)
	old := files()[rolesFile]
	w.PushMain(w.as(office), fake.Commit{Edit: roles(firstRole, firstRole+"  - {person: p-003, roll: vardgarantiservice, fran: 2026-11-21}\n")})
	w.pull = w.Open(w.as(planner), "tillbaka", "main", fake.Commit{Edit: fake.Edit{rolesFile: &old}})
	w.approve(steward, office)
	v := w.expect(refused)
	if v.Broken() == 0 {
		t.Errorf("no rule was broken:\n%s", told(v))
	}
	w = newWorld(t)
	w.PushMain(w.as(office), fake.Commit{Edit: roles(firstRole, firstRole+"  - {person: p-003, roll: vardgarantiservice, fran: 2026-11-21}\n")})
	w.pull = w.Open(w.as(planner), "tillbaka", "main", fake.Commit{Edit: fake.Edit{rolesFile: fake.Text(strings.Replace(old, "version: 1", "version: 3", 1))}})
	w.expect(refused) // an entry that has begun is ended, never taken away
}

// A21: a role that nobody understands is nobody's, and asks for no less.
func TestA21UnknownRoles(t *testing.T) {
	for name, change := range map[string][2]string{
		"a letter changed": {"roll: representant, organisation: siv", "roll: representent, organisation: siv"},
		"no such role":     {"roll: representant, organisation: siv", "roll: chef, organisation: siv"},
		"nobody":           {"person: p-005, roll: representant", "person: p-099, roll: representant"},
		"no register":      {files()[rolesFile], ""},
		"no YAML":          {"dokument: roller/v1", "dokument: [roller/v1"},
	} {
		t.Run(name, func(t *testing.T) {
			f := files()
			f[rolesFile] = strings.ReplaceAll(f[rolesFile], change[0], change[1])
			if f[rolesFile] == files()[rolesFile] {
				t.Fatal("nothing is changed")
			}
			w := worldOf(t, f)
			w.request(planner)
			w.approve(vgs, skas, siv)
			if v := w.judge(); v.State == approved || v.State != failed && !strings.Contains(told(v), "representant:siv pending") {
				t.Errorf("%s\n%s", v.State, told(v))
			}
		})
	}
}

// A22: what no rule knows needs the system's owner and one more.
func TestA22FilesThatNoRuleKnows(t *testing.T) {
	for _, name := range []string{"nytt/dir/a.txt", "skript.sh", "plans/nytt.txt", ".hemlig"} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.pull = w.Open(w.as(planner), "ny", "main", fake.Commit{Edit: fake.Edit{name: fake.Text("a\n")}})
			w.approve(vgs, skas, siv, forum)
			if v := w.judge(); v.State == approved || len(v.Result.Requirements) == 0 || !strings.Contains(told(v), "systemforvaltare pending") {
				t.Errorf("%s\n%s", v.State, told(v))
			}
		})
	}
}

// A23: a document that is taken out of the plans' folder is taken away, whatever it is
// called afterwards.
func TestA23MovedOutOfThePlans(t *testing.T) {
	w := newWorld(t)
	text := files()[planFile]
	w.pull = w.Open(w.as(planner), "flytt", "main", fake.Commit{Edit: fake.Edit{planFile: nil, "arkiv/plan.yaml": &text}})
	w.approve(vgs, skas, siv, steward, office)
	v := w.expect(refused, "systemforvaltare")
	if said := told(v); !strings.Contains(said, "change leveransplan/lp-2027-skas-siv-hoftprotes") || !strings.Contains(said, "change fil/arkiv/plan.yaml") {
		t.Error(said)
	}
	// Within the folder a file's name means nothing.
	w = newWorld(t)
	edit := moved(files(), 1)
	edit["plans/2027/leveransplaner/skas/annat-namn.yaml"], edit[planFile] = edit[planFile], nil
	w.pull = w.Open(w.as(planner), "flytt", "main", fake.Commit{Edit: edit})
	if v := w.judge(); !strings.Contains(told(v), "representant:siv pending") || !strings.Contains(told(v), "vardgarantiservice pending") {
		t.Errorf("%s\n%s", v.State, told(v))
	}
}

// A28: who is said to have approved, in a message or a trailer, has not.
func TestA28TrailersAreNoEvidence(t *testing.T) {
	w := newWorld(t)
	message := "Flytta volym (#1)\n\nGodkänd-av: p-003 <konto-p-003@example.org>\nApproved-by: konto-p-005\nSigned-off-by: konto-p-005 <konto-p-005@example.org>"
	w.pull = w.Open(w.as(planner), "trailer", "main", fake.Commit{Edit: moved(files(), 1), Message: message})
	w.approve(vgs)
	v := w.expect(pending, "representant:skas pending", "representant:siv pending")
	if contributed(v.Evidence, "", "", w.as(siv).ID) {
		t.Error("a trailer that is none of a co-author makes nobody a contributor")
	}
}

// A11: a person who holds both roles stands for one side.
func TestA11OnePersonForTwoSides(t *testing.T) {
	f := files()
	f[rolesFile] = strings.Replace(f[rolesFile], firstRole, firstRole+"  - {person: p-003, roll: representant, organisation: siv, fran: 2026-01-01}\n", 1)
	w := worldOf(t, f)
	w.request(planner)
	w.approve(vgs, skas, skas)
	w.expect(pending, "representant:siv pending")
	w.approve(siv)
	w.expect(approved)
}

// T13: what the gate can't do, by whatever fault, is no yes, is not told as a fault of the
// request, and is published where the head is known.
func TestT13FaultsOfTheToolAreNoPass(t *testing.T) {
	for name, spoil := range map[string]func(w *world, g *gate.Gate){
		"a fault of the program": func(_ *world, g *gate.Gate) { g.Open = func() (*gitrepo.Repo, error) { panic("oväntat") } },
		"a time zone that is none": func(w *world, _ *gate.Gate) {
			text := strings.Replace(files()[settingsFile], "Europe/Stockholm", "Europe/Atlantis", 1)
			w.PushMain(w.as(office), fake.Commit{Edit: fake.Edit{settingsFile: &text}})
		},
		"a clone that is damaged": func(w *world, _ *gate.Gate) {
			packs, err := filepath.Glob(filepath.Join(w.dir, ".git/objects/pack/*.pack"))
			if err != nil || len(packs) == 0 {
				t.Fatalf("no packs: %v", err)
			}
			w.Fetch(w.dir)
			w.fresh = false
			for _, p := range packs {
				if err := os.Truncate(p, 20); err != nil {
					t.Fatal(err)
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := agreed(t)
			g := w.publishing(w.GateToken())
			spoil(w, g)
			v, err := g.Judge(t.Context(), gate.Target{Number: 1})
			if err != nil || v.State != failed || v.Fault == nil || w.status(w.pull.SHA) != "error" {
				t.Errorf("%s, %v, published %s\n%s", v.State, err, w.status(w.pull.SHA), told(v))
			}
		})
	}
}

// G06: a clone that shows other objects than there are is not judged.
func TestG06ClonesThatLieAreNotJudged(t *testing.T) {
	for name, lie := range map[string]func(w *world) (file, text string){
		"a replaced commit":   func(w *world) (string, string) { return "refs/replace/" + w.pull.SHA, w.Head("main") + "\n" },
		"grafts":              func(w *world) (string, string) { return "info/grafts", w.pull.SHA + "\n" },
		"objects of another":  func(*world) (string, string) { return "objects/info/alternates", "/nowhere\n" },
		"a history that ends": func(w *world) (string, string) { return "shallow", w.Head("main") + "\n" },
	} {
		t.Run(name, func(t *testing.T) {
			w := agreed(t)
			w.expect(approved)
			file, text := lie(w)
			file = filepath.Join(w.dir, ".git", file)
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			w.fresh = false
			w.expect(failed)
		})
	}
}

// G11: when something was decided is told by the server's clock and the order on main. A
// register that claims to be older than it is does not make an approval count.
func TestG11DatesInCommitsDecideNothing(t *testing.T) {
	for name, dated := range map[string]time.Time{"long ago": time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC), "in a hundred years": time.Date(2126, 1, 1, 0, 0, 0, 0, time.UTC)} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.Advance(24 * time.Hour)
			w.request(planner)
			w.approve(vgs, skas, outsider)
			w.Advance(24 * time.Hour)
			edit := roles(firstRole, "  - {id: p-010, github: {id: 502}}\n"+firstRole+"  - {person: p-010, roll: representant, organisation: siv, fran: 2026-01-01}\n")
			w.PushMain(w.as(office), fake.Commit{Edit: edit, Dated: dated})
			w.expect(pending, "discarded p-010 representant:siv: rollen registrerades på main först efter godkännandet")
			w.approve(outsider)
			w.expect(approved)
		})
	}
}
