package cli

import (
	"crypto/ed25519"
	"encoding/pem"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

func recordKeyOf(t *testing.T, seed byte) (private, public string) {
	t.Helper()
	key := ed25519.NewKeyFromSeed(slices.Repeat([]byte{seed}, ed25519.SeedSize))
	block, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(block)), strings.TrimSpace(string(ssh.MarshalAuthorizedKey(signer.PublicKey())))
}

// register registers keys for records, each written as in the register.
func (h *hosted) register(keys ...string) {
	name := plan.FixedPaths[plan.KindRoller]
	text := h.FilesAt(h.Head("main"))[name]
	if len(keys) > 0 {
		text += "protokollnycklar:\n  - " + strings.Join(keys, "\n  - ") + "\n"
	}
	h.PushMain(h.persons[9], fake.Commit{Edit: fake.Edit{name: &text}})
}

func TestRecordSignsAsTheRegisterSays(t *testing.T) {
	private, public := recordKeyOf(t, 1)
	other, _ := recordKeyOf(t, 2)
	for name, c := range map[string]struct {
		keys  []string // in the register
		given string
		code  int
		says  string
	}{
		"no key anywhere":             {nil, "", exitFindings, "Inte signerat: rollregistret har ingen protokollnyckel i dag."},
		"a key that is in use":        {[]string{"{nyckel: " + public + ", fran: 2026-11-01}"}, private, exitFindings, "Signerat med nyckeln SHA256:"},
		"a key from today":            {[]string{"{nyckel: " + public + ", fran: 2026-11-21, till: 2026-11-21}"}, private, exitFindings, "Signerat med nyckeln SHA256:"},
		"with a comment":              {[]string{"{nyckel: " + public + " protokoll, fran: 2026-11-01}"}, strings.TrimSpace(private), exitFindings, "Signerat med nyckeln SHA256:"},
		"none is given":               {[]string{"{nyckel: " + public + ", fran: 2026-11-01}"}, "", exitFault, "protokoll ska signeras, och ingen nyckel är angiven"},
		"the only one has ended":      {[]string{"{nyckel: " + public + ", fran: 2026-10-01, till: 2026-11-20}"}, "", exitFault, "protokoll ska signeras, och ingen nyckel är angiven"},
		"an ended one is given":       {[]string{"{nyckel: " + public + ", fran: 2026-10-01, till: 2026-11-20}"}, private, exitFault, "står inte i rollregistret för i dag, 2026-11-21"},
		"another one is given":        {[]string{"{nyckel: " + public + ", fran: 2026-11-01}"}, other, exitFault, "står inte i rollregistret för i dag"},
		"one that nobody registered":  {nil, private, exitFault, "står inte i rollregistret för i dag"},
		"one that has not begun":      {[]string{"{nyckel: " + public + ", fran: 2026-11-22}"}, private, exitFault, "står inte i rollregistret för i dag"},
		"the first begins tomorrow":   {[]string{"{nyckel: " + public + ", fran: 2026-11-22}"}, "", exitFindings, "Inte signerat"},
		"what is given is no key":     {[]string{"{nyckel: " + public + ", fran: 2026-11-01}"}, "hemligt", exitFault, "nyckeln som signerar protokollet går inte att läsa"},
		"the register can't be read":  {[]string{"{nyckel: [ , fran: 2026-11-01}"}, private, exitFault, "rollregistret på main går inte att läsa i sin helhet"},
		"the register says otherwise": {[]string{"{nyckel: " + public + ", fran: i går}"}, "", exitFault, "rollregistret på main går inte att läsa i sin helhet"},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHosted(t)
			h.register(c.keys...)
			h.environ = []string{recordKey, c.given}
			r := h.record()
			wants(t, r, c.code, c.says)
			if strings.Contains(r.out+r.errors, "hemligt") || strings.Contains(r.out+r.errors, "PRIVATE") {
				t.Errorf("the key is told:\n%s%s", r.out, r.errors)
			}
			if there := h.git("branch", "--list", "protokoll") != ""; there != (c.code != exitFault) {
				t.Errorf("written: %v", there)
			}
			if strings.Contains(r.out, "Signerat") {
				h.proven("protokoll")
			}
		})
	}
}

// proven holds that every record is, by the register of main.
func (h *hosted) proven(branch string) {
	h.t.Helper()
	repo, err := gitrepo.Open(h.dir)
	if err != nil {
		h.t.Fatal(err)
	}
	defer repo.Close()
	keys, n := keysOnMain(h.t, h), 0
	tip, err := repo.Resolve(branch)
	if err != nil {
		h.t.Fatal(err)
	}
	for e, err := range record.Read(repo, tip, gitrepo.Revision{}) {
		if err != nil || len(e.Violations) > 0 {
			h.t.Fatalf("%v, %v", err, e.Violations)
		}
		if p := keys.Prove(e.Commit, dayIn(h.t, e.Recorded)); p.Standing != record.Proven {
			h.t.Errorf("%s is %s: %s", e.Path, p.Standing, p.Message.In("en"))
		}
		n++
	}
	if n == 0 {
		h.t.Error("no records")
	}
}

// A decision of the time before the key is signed with it all the same, and is proven: its
// commit claims to be no older than the key.
func TestRecordOfWhatWasDecidedBeforeTheKey(t *testing.T) {
	private, public := recordKeyOf(t, 1)
	h := newHosted(t)
	h.bypass("NEWS.md")
	h.Advance(72 * 3600e9)
	h.register("{nyckel: " + public + ", fran: 2026-11-24}")
	h.environ = []string{recordKey, private}
	wants(t, h.record("main~1"), exitFault, "står inte i rollregistret")
	wants(t, h.record(), exitFindings, "2 nya protokoll", "Signerat")
	h.proven("protokoll")
}

func keysOnMain(t testing.TB, h *hosted) record.Keys {
	t.Helper()
	name := plan.FixedPaths[plan.KindRoller]
	y, _ := yamldoc.Parse(diag.NewSource(name, []byte(h.FilesAt(h.Head("main"))[name])))
	roles, ok := plan.Decode(plan.KindRoller, y, false).(*plan.Roller)
	if !ok {
		t.Fatal("no register")
	}
	return record.KeysOf(roles)
}

func dayIn(t testing.TB, at time.Time) calendar.Day {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	return calendar.FromTime(at.In(zone))
}
