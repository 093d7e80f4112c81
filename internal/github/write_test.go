package github_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/lang"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

const marker = "<!-- leveransplan/gate -->"

func bodies(w *world) []string {
	var out []string
	for _, c := range w.Comments(w.pull) {
		out = append(out, c.User.Login+": "+c.Body)
	}
	return out
}

func TestOneCommentIsWrittenOver(t *testing.T) {
	w := newWorld(t)
	w.Comment(w.bertil, w.pull, "Ser bra ut")
	gate := w.writer(t, w.GateToken())
	for _, body := range []string{"väntar på skas", "väntar på nu", "godkänd"} {
		if err := gate.Comment(t.Context(), w.pull.Number, body); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"bertil: Ser bra ut", "github-actions[bot]: " + marker + "\ngodkänd"}
	if diff := cmp.Diff(want, bodies(w)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	w.Forget()
	if err := gate.Comment(t.Context(), w.pull.Number, "godkänd"); err != nil {
		t.Fatal(err)
	}
	for _, c := range w.Calls() {
		if c.Method != "GET" {
			t.Errorf("%s %s though nothing is new", c.Method, c.Path)
		}
	}
}

// O06: a comment of somebody else with our marker is not ours and stays as it is.
func TestO06MarkerOfAnother(t *testing.T) {
	w := newWorld(t)
	other := w.Robot(77, "annan")
	for name, c := range map[string]struct {
		user *fake.User
		app  *fake.App
	}{
		"a person":                             {w.anna, nil},
		"another app's bot":                    {other, nil},
		"a person through an app":              {w.anna, fake.Actions},
		"a person called like the bot":         {w.Person(666, "github-actions[bot]"), nil},
		"an app's bot that names another bot":  {w.Robot(667, "github-actions"), &fake.App{ID: 5, Slug: "annan", Name: "annan", Bot: other}},
		"our bot, but the text only quotes it": {fake.ActionsBot, fake.Actions},
	} {
		t.Run(name, func(t *testing.T) {
			w.pull = w.Open(w.anna, "gren-"+fmt.Sprint(w.Now().Unix()), "main")
			text := marker + "\nGodkänd!"
			if strings.Contains(name, "quotes") {
				text = "> " + text
			}
			w.CommentVia(c.user, c.app, w.pull, text)
			if err := w.writer(t, w.GateToken()).Comment(t.Context(), w.pull.Number, "väntar"); err != nil {
				t.Fatal(err)
			}
			want := []string{c.user.Login + ": " + text, "github-actions[bot]: " + marker + "\nväntar"}
			if diff := cmp.Diff(want, bodies(w)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTwoGatesAtOnceLeaveOneVerdict(t *testing.T) {
	w := newWorld(t)
	for _, text := range []string{"godkänd", "väntar"} {
		w.CommentVia(fake.ActionsBot, fake.Actions, w.pull, marker+"\n"+text)
	}
	if err := w.writer(t, w.GateToken()).Comment(t.Context(), w.pull.Number, "refuserad"); err != nil {
		t.Fatal(err)
	}
	want := []string{"github-actions[bot]: " + marker + "\nrefuserad", "github-actions[bot]: " + marker + "\nSe kommentaren ovan. / See the comment above."}
	if diff := cmp.Diff(want, bodies(w)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// The person whose token it is, and the bot of an own app, find their comments again.
func TestWhoeverWritesFindsItsOwnComment(t *testing.T) {
	w := newWorld(t)
	key, public := rsaKey(t)
	app := w.NewApp(42, "vgr-plangrind", public)
	byApp := w.options("")
	byApp.App = &github.App{ID: "42", Key: key}
	for name, c := range map[string]struct {
		options github.Options
		login   string
	}{
		"a person": {w.options(w.PersonalToken(w.cecilia)), "cecilia"},
		"an app":   {byApp, app.Bot.Login},
	} {
		t.Run(name, func(t *testing.T) {
			w.pull = w.Open(w.anna, "gren-"+fmt.Sprint(w.Now().Unix()), "main")
			for _, body := range []string{"ett", "två"} {
				writer, err := github.NewWriter(c.options)
				if err != nil {
					t.Fatal(err)
				}
				if err := writer.Comment(t.Context(), w.pull.Number, body); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff([]string{c.login + ": " + marker + "\ntvå"}, bodies(w)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// O07: GitHub takes 65,536 characters, whatever their bytes, and 140 in a status.
func TestO07LongTextsAreCutBetweenCharacters(t *testing.T) {
	w := newWorld(t)
	writer := w.writer(t, w.GateToken())
	if err := writer.Comment(t.Context(), w.pull.Number, strings.Repeat("å", 70_000)); err != nil {
		t.Fatal(err)
	}
	if body := w.Comments(w.pull)[0].Body; utf8.RuneCountInString(body) != 65_536 || !utf8.ValidString(body) || !strings.HasSuffix(body, "å…") {
		t.Errorf("%d characters", utf8.RuneCountInString(body))
	}
	if err := writer.Status(t.Context(), w.pull.SHA, gate.Status{State: approval.StatePending, Description: strings.Repeat("ö", 200)}); err != nil {
		t.Fatal(err)
	}
	if s, _ := w.StatusOf(w.pull.SHA, gate.Context); utf8.RuneCountInString(s.Description) != 140 || !strings.HasSuffix(s.Description, "ö…") {
		t.Errorf("%q", s.Description)
	}
}

func TestStatusByVerdict(t *testing.T) {
	w := newWorld(t)
	for state, want := range map[approval.State]string{
		approval.StateApproved: "success", approval.StatePending: "pending", approval.StateRefused: "failure", approval.StateError: "error",
		"": "error", "something new": "error",
	} {
		err := w.writer(t, w.GateToken()).Status(t.Context(), w.pull.SHA, gate.Status{State: state, Description: "x", Target: "https://example.org/1"})
		if got, _ := w.StatusOf(w.pull.SHA, gate.Context); err != nil || got.State != want || got.Target != "https://example.org/1" {
			t.Errorf("%q: %+v, %v", state, got, err)
		}
	}
}

// T04: the token of a fork's workflow may not write, and is told so.
func TestT04ReadOnlyTokenIsDenied(t *testing.T) {
	w := newWorld(t)
	writer := w.writer(t, w.ReadToken())
	for name, err := range map[string]error{
		"comment": writer.Comment(t.Context(), w.pull.Number, "väntar"),
		"status":  writer.Status(t.Context(), w.pull.SHA, gate.Status{State: approval.StatePending}),
	} {
		var f *gate.Fault
		if !errors.As(err, &f) || !f.Denied || !strings.Contains(f.Hint.In(lang.SV), "statuses: write") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if len(w.Comments(w.pull)) > 0 {
		t.Error("written all the same")
	}
}

// T06: the reader has no method that writes; were it made to, nothing would leave it.
func TestT06ReaderCannotWrite(t *testing.T) {
	w := newWorld(t)
	if _, can := any(w.reader(t)).(gate.Publisher); can {
		t.Error("the reader can publish")
	}
	var methods []string
	o := w.options(w.GateToken())
	o.Transport = transport(func(r *http.Request) (*http.Response, error) {
		methods = append(methods, r.Method)
		return http.DefaultTransport.RoundTrip(r)
	})
	r, err := github.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := github.TryToWrite(t.Context(), r); !errors.Is(err, github.ErrReadOnly) {
		t.Errorf("got %v", err)
	}
	if len(methods) > 0 {
		t.Errorf("sent %v", methods)
	}
	for name, operate := range reading {
		w.Forget()
		if _, err := operate(t, w); err != nil {
			t.Fatal(err)
		}
		for _, c := range w.Calls() {
			if c.Method != http.MethodGet {
				t.Errorf("%s: %s %s", name, c.Method, c.Path)
			}
		}
	}
}

type transport func(*http.Request) (*http.Response, error)

func (f transport) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
