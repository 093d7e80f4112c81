package gate_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

var appKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// app makes the gate an App of its own, which judges and publishes.
type app struct {
	*world
	*fake.App
	key []byte
}

func withApp(t *testing.T, w *world) *app {
	t.Helper()
	key, err := appKey()
	if err != nil {
		t.Fatal(err)
	}
	return &app{w, w.NewApp(42, "plangrind", &key.PublicKey),
		pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})}
}

// gateOfApp makes the gate that judges as the App and publishes.
func (a *app) gateOfApp() *gate.Gate {
	a.t.Helper()
	o := a.options("")
	o.App = &github.App{ID: "42", Key: a.key}
	r, err := github.NewReader(o)
	if err != nil {
		a.t.Fatal(err)
	}
	to, err := github.NewWriter(o)
	if err != nil {
		a.t.Fatal(err)
	}
	g := a.gate()
	g.Host, g.Lister, g.To = r, r, to
	g.Words = func(v *gate.Verdict) gate.Words { return gate.Words{Status: string(v.State)} }
	return g
}

// run judges the request as the App and publishes.
func (a *app) run() *gate.Verdict {
	a.t.Helper()
	v, err := a.gateOfApp().Judge(a.t.Context(), gate.Target{Number: a.pull.Number})
	if err != nil {
		a.t.Fatal(err)
	}
	return v
}

// want runs the gate and holds the verdict against a state and texts.
func (a *app) want(state approval.State, reasons ...string) *gate.Verdict {
	a.t.Helper()
	v := a.run()
	said := told(v)
	if v.State != state {
		a.t.Errorf("%s, want %s:\n%s", v.State, state, said)
	}
	for _, r := range reasons {
		if !strings.Contains(said, r) {
			a.t.Errorf("want %q in:\n%s", r, said)
		}
	}
	return v
}

// attested lists what the gate has attested on a commit.
func (w *world) attested(commit string) []string {
	var out []string
	for _, s := range w.StatusesOf(commit, gate.AttestContext) {
		out = append(out, s.Description)
	}
	return out
}

// rebase writes the branch anew, on top of main, with a content.
func (w *world) rebase(volume int) {
	text := "# skriven på nytt\n" + *moved(files(), volume)[planFile]
	w.ForcePush(w.as(planner), w.pull, fake.Commit{Edit: fake.Edit{planFile: &text}, Message: "samma sak"})
}

// A02: what the gate has seen before the branch was rewritten, and attested as an App of its
// own, counts where the content is still the same. Each way to have it otherwise fails.
func TestA02WhatTheGateHasSeenOutlivesARebase(t *testing.T) {
	agreedAndSeen := func(a *app) {
		a.request(planner)
		a.approve(vgs, skas, siv)
		a.want(approved)
	}
	for name, c := range map[string]struct {
		do    func(a *app)
		state approval.State
		says  []string
	}{
		"the same content": {func(a *app) { agreedAndSeen(a); a.rebase(1) }, approved, nil},
		"the same content, moved by the host too": {func(a *app) {
			agreedAndSeen(a)
			a.ForcePush(a.as(planner), a.pull, fake.Commit{Edit: moved(files(), 1), Message: "samma ändring"})
		}, approved, nil},
		"the same content, on a newer main": {func(a *app) {
			agreedAndSeen(a)
			a.PushMain(a.as(office), fake.Commit{Edit: fake.Edit{"NEWS.md": fake.Text("ny\n")}})
			a.rebase(1)
		}, approved, nil},
		"other content": {func(a *app) { agreedAndSeen(a); a.rebase(2) }, pending, []string{"den gällde ett annat innehåll än nu"}},
		"one file more": {func(a *app) {
			agreedAndSeen(a)
			edit := moved(files(), 1)
			edit["NEWS.md"] = fake.Text("ny\n")
			a.ForcePush(a.as(planner), a.pull, fake.Commit{Edit: edit})
		}, pending, []string{"representant:siv pending", "ett annat innehåll än nu"}},
		"the same content, and main's another": {func(a *app) {
			agreedAndSeen(a)
			other := strings.Replace(files()[planFile], "2027-W06: 2", "2027-W06: 1", 1)
			a.PushMain(a.as(office), fake.Commit{Edit: fake.Edit{planFile: &other}})
			a.rebase(1)
		}, pending, []string{"discarded p-005 representant:siv", "ett annat innehåll än nu"}},
		"rewritten twice":                     {func(a *app) { agreedAndSeen(a); a.rebase(1); a.want(approved); a.rebase(1) }, approved, nil},
		"rewritten twice at once":             {func(a *app) { agreedAndSeen(a); a.rebase(1); a.rebase(1) }, approved, nil},
		"rewritten to other content and back": {func(a *app) { agreedAndSeen(a); a.rebase(2); a.want(pending); a.rebase(1) }, approved, nil},
		"pushed to and then rewritten": {func(a *app) {
			agreedAndSeen(a)
			a.Push(a.as(planner), a.pull, fake.Commit{Edit: fake.Edit{planFile: moved(files(), 2)[planFile]}})
			a.rebase(1)
		}, approved, nil},
		"the base was changed in between": {func(a *app) {
			agreedAndSeen(a)
			a.Branch(a.as(planner), "annan", fake.Commit{})
			a.Retarget(a.as(planner), a.pull, "annan")
			a.rebase(1)
			a.Retarget(a.as(planner), a.pull, "main")
		}, pending, []string{"målgrenen byttes"}},
		"nobody had looked": {func(a *app) {
			a.request(planner)
			a.approve(vgs, skas, siv)
			a.rebase(1)
		}, pending, []string{"grinden hade inte sett den dessförinnan"}},
		"looked at before the last review": {func(a *app) {
			a.request(planner)
			a.approve(vgs, skas)
			a.want(pending)
			a.approve(siv)
			a.rebase(1)
		}, pending, []string{"representant:siv pending", "discarded p-005 representant:siv: grenen skrevs om"}},
		"looked at only afterwards": {func(a *app) {
			a.request(planner)
			a.approve(vgs, skas, siv)
			a.rebase(1)
			a.want(pending)
			a.rebase(1)
		}, pending, []string{"grinden hade inte sett den dessförinnan"}},
		"at the very time of the review": {func(a *app) {
			a.request(planner)
			a.approve(vgs, skas)
			a.want(pending)
			a.approve(siv)
			a.want(approved)
			a.Advance(-time.Minute)
			a.rebase(1)
		}, pending, []string{"representant:siv pending", "representant:skas approved"}},
		"from a fork": {func(a *app) {
			a.pull = a.OpenFromFork(a.as(planner), "flytta", "main", fake.Commit{Edit: moved(files(), 1)})
			a.approve(vgs, skas, siv)
			a.want(approved)
			a.rebase(1)
		}, pending, []string{"ingen kan säga vad den gällde"}},
		"dismissed afterwards": {func(a *app) {
			a.request(planner)
			a.approve(vgs, skas)
			r := a.Approve(a.as(siv), a.pull)
			a.want(approved)
			a.rebase(1)
			a.Dismiss(a.as(planner), a.pull, r, "")
		}, pending, []string{"representant:siv pending"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := withApp(t, newWorld(t))
			c.do(a)
			a.want(c.state, c.says...)
		})
	}
}

// A02: that the branch had some content when a review was submitted does not show that the
// reviewer saw it: she may have had an older page before her.
func TestA02ReviewOfAnOlderPage(t *testing.T) {
	a := withApp(t, newWorld(t))
	first := a.request(planner).SHA
	a.approve(vgs, skas)
	a.Push(a.as(planner), a.pull, fake.Commit{Edit: fake.Edit{planFile: moved(files(), 2)[planFile]}})
	a.approve(vgs, skas)
	a.want(pending)
	a.ReviewOf(a.as(siv), a.pull, first, "APPROVED", "")
	a.want(pending, "representant:siv pending")
	a.rebase(2)
	a.want(pending, "vardgarantiservice approved", "representant:skas approved", "representant:siv pending", "discarded p-005 representant:siv: grenen skrevs om", "ett annat innehåll än nu")
	a.rebase(1) // what she has seen, and the others not last
	a.want(pending, "representant:siv approved", "representant:skas pending")
}

// unseen is a request that everybody has agreed to while the gate was not looking, and the
// attestation that it would have written.
func unseen(t *testing.T) (*app, string) {
	t.Helper()
	a := withApp(t, newWorld(t))
	a.request(planner)
	a.approve(vgs, skas, siv)
	a.want(approved)
	text := a.attested(a.pull.SHA)[0]
	a = withApp(t, newWorld(t)) // the same once more, with the same numbers
	a.request(planner)
	return a, text
}

// A02: a page that was opened before the branch was rewritten shows a commit that the branch
// no longer has. What that did can't be told for sure, though the content be the same.
func TestA02ReviewOfAPageFromBeforeTheRewriting(t *testing.T) {
	w := newWorld(t)
	first := w.request(planner).SHA
	w.rebase(1)
	w.approve(vgs, skas)
	w.ReviewOf(w.as(siv), w.pull, first, "APPROVED", "")
	w.expect(pending, "representant:siv pending", "en commit som inte längre finns i grenen")
	w.approve(siv)
	w.expect(approved)
}

// T03, A02: what others have written in the gate's name is no attestation, and neither is
// what the gate itself writes in another name.
func TestT03ForgedAttestationsDoNotCount(t *testing.T) {
	for name, forge := range map[string]func(a *app, text string){
		"a writer":                  func(a *app, text string) { a.attest(a.as(planner), text) },
		"a workflow":                func(a *app, text string) { a.attest(fake.ActionsBot, text) },
		"another app":               func(a *app, text string) { a.attest(a.Robot(77, "plangrind-2"), text) },
		"a person called like it":   func(a *app, text string) { a.attest(a.Person(78, "plangrind[bot]"), text) },
		"a person with its name":    func(a *app, text string) { a.attest(a.Person(79, "plangrind"), text) },
		"a bot of another spelling": func(a *app, text string) { a.attest(a.Robot(80, "Plangrind"), text) },
		"the app, as its verdict":   func(a *app, text string) { a.SetStatus(a.Bot, a.pull.SHA, gate.Context, "success", text) },
		"the app":                   func(a *app, text string) { a.attest(a.Bot, text) },
	} {
		t.Run(name, func(t *testing.T) {
			a, text := unseen(t)
			a.approve(vgs, skas, siv)
			forge(a, text)
			a.rebase(1)
			if name == "the app" {
				a.want(approved) // so the text is right, and only who says it makes the difference
				return
			}
			a.want(pending, "representant:siv pending", "grinden hade inte sett den")
		})
	}
}

func (a *app) attest(by *fake.User, text string) {
	a.SetStatus(by, a.pull.SHA, gate.AttestContext, "success", text)
}

// A02: what is attested of a review after the branch was rewritten is too late.
func TestA02AttestationsThatComeTooLate(t *testing.T) {
	for name, do := range map[string]func(a *app, text string){
		"after the rewriting": func(a *app, text string) { a.approve(vgs, skas, siv); a.rebase(1); a.attest(a.Bot, text) },
		"on the old head, after the rewriting": func(a *app, text string) {
			a.approve(vgs, skas, siv)
			old := a.pull.SHA
			a.rebase(1)
			a.SetStatus(a.Bot, old, gate.AttestContext, "success", text)
		},
		"between two rewritings": func(a *app, text string) { a.approve(vgs, skas, siv); a.rebase(1); a.attest(a.Bot, text); a.rebase(1) },
	} {
		t.Run(name, func(t *testing.T) {
			a, text := unseen(t)
			do(a, text)
			a.want(pending, "grinden hade inte sett den")
		})
	}
}

// An entry of the merge queue is no head that a review was for.
func TestNothingIsAttestedInTheMergeQueue(t *testing.T) {
	a := withApp(t, newWorld(t))
	a.request(planner)
	a.approve(vgs, skas, siv)
	group := a.Queue(a.as(office), a.pull)[0]
	v, err := a.gateOfApp().Judge(t.Context(), gate.Target{Number: 1, Group: &gate.Group{Tips: gate.Tips{Head: group.Head, Base: group.Base}, BaseBranch: "main"}})
	if err != nil || v.State != approved || a.status(group.Head) != "success" || len(a.attested(group.Head)) > 0 {
		t.Errorf("%s, %v, %q", v.State, err, a.attested(group.Head))
	}
}

// Only the commits at which the branch stood between the review and the rewriting are asked.
func TestA02OnlyTheHeadsInBetweenAreAsked(t *testing.T) {
	a := withApp(t, newWorld(t))
	a.request(planner)
	for range 5 {
		a.Push(a.as(planner), a.pull, fake.Commit{})
	}
	heads := map[string]bool{a.pull.SHA: true}
	a.approve(vgs, skas, siv)
	a.want(approved)
	heads[a.Push(a.as(planner), a.pull, fake.Commit{})] = true
	a.rebase(1)
	a.rebase(1)
	a.Forget()
	a.want(approved)
	for _, c := range a.Calls() {
		if strings.HasSuffix(c.Path, "/statuses") && !heads[strings.Split(c.Path, "/")[5]] {
			t.Errorf("asked %s", c.Path)
		}
	}
}

// Where the gate's own attestations do not agree, none of them counts; and what is no
// attestation is none.
func TestA02AttestationsThatDoNotAgree(t *testing.T) {
	zero := strings.Repeat("0", 64)
	for name, c := range map[string]struct {
		text  func(own string) string
		state approval.State
		says  string
	}{
		"another sum, later":   {func(own string) string { return zero + own[64:] }, pending, "går isär"},
		"no sum":               {func(own string) string { return own[1:] }, approved, ""},
		"of nobody":            {func(own string) string { return zero }, approved, ""},
		"of another review":    {func(string) string { return zero + " 1" }, approved, ""},
		"with something after": {func(own string) string { return zero + own[64:] + " x" }, approved, ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := withApp(t, newWorld(t))
			a.request(planner)
			a.approve(vgs, skas, siv)
			a.want(approved)
			a.SetStatus(a.Bot, a.pull.SHA, gate.AttestContext, "success", c.text(a.attested(a.pull.SHA)[0]))
			a.rebase(1)
			a.want(c.state, c.says)
		})
	}
}

// A gate without an App attests nothing and believes no attestation, not even an App's.
func TestA02WithoutAnAppNothingIsAttested(t *testing.T) {
	a := withApp(t, newWorld(t))
	a.request(planner)
	a.approve(vgs, skas, siv)
	judge := func() *gate.Verdict {
		v, err := a.publishing(a.GateToken()).Judge(t.Context(), gate.Target{Number: 1})
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	if v := judge(); v.State != approved || len(a.attested(a.pull.SHA)) > 0 {
		t.Errorf("%s, %q", v.State, a.attested(a.pull.SHA))
	}
	a.want(approved)
	a.rebase(1)
	if v := judge(); v.State != pending || strings.Contains(told(v), "inte sett") || !strings.Contains(told(v), "ingen kan säga vad den gällde") {
		t.Errorf("%s\n%s", v.State, told(v))
	}
	a.want(approved)
}

// What is attested is said once, on all pages of statuses it is found again, and a fault at
// them is no yes.
func TestA02AttestationsAreReadToTheEnd(t *testing.T) {
	a := withApp(t, newWorld(t))
	a.request(planner)
	a.approve(vgs, skas, siv)
	a.want(approved)
	a.want(approved)
	if got := a.attested(a.pull.SHA); len(got) != 1 || len(strings.Fields(got[0])) != 4 || len(got[0]) > gate.StatusLimit {
		t.Errorf("%q", got)
	}
	old := a.pull.SHA
	for range 7 {
		a.SetStatus(a.as(planner), old, "bygge", "success", "")
	}
	a.PerPage = 2
	a.rebase(1)
	a.want(approved)
	var read []string
	for _, c := range a.Calls() {
		if c.Method == http.MethodGet && strings.HasSuffix(c.Path, old+"/statuses") {
			read = append(read, c.Page)
		}
	}
	if !slices.Contains(read, "5") {
		t.Errorf("read the pages %q", read)
	}
	for _, page := range []string{"1", "5"} {
		for name, fault := range map[string]fake.Fault{"403": fake.Answer(403), "404": fake.Answer(404), "502": fake.Answer(502), "cut": fake.CutShort()} {
			a.Script(func(c fake.Call) fake.Fault {
				if strings.HasSuffix(c.Path, old+"/statuses") && c.Page == page {
					return fault
				}
				return fake.Fault{}
			})
			if v := a.run(); v.State != failed || v.Fault == nil {
				t.Errorf("%s at page %q: %s", name, page, v.State)
			}
		}
	}
}

// More reviews than a status has room for are attested in several.
func TestA02ManyReviewsAreAttestedInSeveral(t *testing.T) {
	a := withApp(t, newWorld(t))
	a.request(planner)
	for range 5 {
		a.approve(vgs, skas, siv)
	}
	a.Approve(fake.ActionsBot, a.pull)
	a.Review(a.as(outsider), a.pull, "COMMENTED", "")
	a.want(approved)
	got := a.attested(a.pull.SHA)
	ids := map[string]bool{}
	for _, text := range got {
		if len(text) > gate.StatusLimit {
			t.Errorf("%q has %d characters", text, len(text))
		}
		for _, id := range strings.Fields(text)[1:] {
			ids[id] = true
		}
	}
	if len(got) != 2 || len(ids) != 15 {
		t.Errorf("%q", got)
	}
	a.rebase(1)
	a.want(approved)
}

// An attestation that can't be written is told; the verdict is there all the same.
func TestA02AttestationThatCannotBeWritten(t *testing.T) {
	a := withApp(t, newWorld(t))
	a.request(planner)
	a.approve(vgs, skas, siv)
	posts := 0
	a.Script(func(c fake.Call) fake.Fault {
		if c.Method == http.MethodPost && strings.Contains(c.Path, "/statuses/") {
			if posts++; posts > 1 {
				return fake.Answer(http.StatusForbidden)
			}
		}
		return fake.Fault{}
	})
	v, err := a.gateOfApp().Judge(t.Context(), gate.Target{Number: 1})
	if err != nil || v.Unwritten == nil || v.State != approved || a.status(a.pull.SHA) != "success" || len(a.attested(a.pull.SHA)) > 0 {
		t.Errorf("%s, %v, %v, %s", v.State, v.Unwritten, err, a.status(a.pull.SHA))
	}
}
