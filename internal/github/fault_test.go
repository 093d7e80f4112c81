package github_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/lang"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// operation is something that the client does, with its answer as text.
type operation = func(*testing.T, *world) (string, error)

// reading are all the things that the client reads, writing those that it writes.
var reading = map[string]operation{
	"facts": func(t *testing.T, w *world) (string, error) {
		f, err := w.reader(t).Facts(t.Context(), w.pull.Number)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("%v %d reviews %d signers %d moves", f.Tips, len(f.Reviews), len(f.Signers), len(f.Moves)), nil
	},
	"tips": func(t *testing.T, w *world) (string, error) {
		tips, err := w.reader(t).Tips(t.Context(), w.pull.Number)
		return fmt.Sprint(tips), err
	},
	"commit": func(t *testing.T, w *world) (string, error) {
		s, err := w.reader(t).Commit(t.Context(), w.pull.SHA)
		if err != nil {
			return "", err
		}
		return fmt.Sprint(s.Author, s.Committer), nil
	},
	"open": func(t *testing.T, w *world) (string, error) {
		list, err := w.reader(t).Open(t.Context())
		return fmt.Sprint(list), err
	},
	"line": func(t *testing.T, w *world) (string, error) {
		list, err := w.reader(t).Line(t.Context(), time.Time{})
		if err != nil {
			return "", err
		}
		return fmt.Sprint(len(list), list[len(list)-1].After), nil
	},
	"merged": func(t *testing.T, w *world) (string, error) {
		list, err := w.reader(t).Merged(t.Context(), w.Head("main"))
		return fmt.Sprint(list), err
	},
	"declined": func(t *testing.T, w *world) (string, error) {
		list, err := w.reader(t).Declined(t.Context(), time.Time{})
		return fmt.Sprint(list), err
	},
}

var writing = map[string]operation{
	"status": func(t *testing.T, w *world) (string, error) {
		err := w.writer(t, w.GateToken()).Status(t.Context(), w.pull.SHA, gate.Status{State: "approved", Description: "gäller"})
		s, _ := w.StatusOf(w.pull.SHA, gate.Context)
		return fmt.Sprint(s.State, s.Description), err
	},
	"first comment": func(t *testing.T, w *world) (string, error) {
		err := w.writer(t, w.GateToken()).Comment(t.Context(), w.pull.Number, "väntar")
		return commented(w), err
	},
	"later comment": func(t *testing.T, w *world) (string, error) {
		w.Script(nil)
		if err := w.writer(t, w.GateToken()).Comment(t.Context(), w.pull.Number, "tidigare"); err != nil {
			t.Fatal(err)
		}
		w.arm()
		err := w.writer(t, w.GateToken()).Comment(t.Context(), w.pull.Number, "väntar")
		return commented(w), err
	},
}

func commented(w *world) string {
	var b strings.Builder
	for _, c := range w.Comments(w.pull) {
		fmt.Fprintf(&b, "%s: %s\n", c.User.Login, c.Body)
	}
	return b.String()
}

// busy is a world whose lists have several pages.
func busy(t *testing.T) *world {
	w := newWorld(t)
	w.PerPage = 2
	for range 2 {
		w.Review(w.bertil, w.pull, "COMMENTED", "hm")
	}
	w.Approve(w.cecilia, w.pull)
	w.Push(w.anna, w.pull, fake.Commit{}, fake.Commit{})
	w.Open(w.anna, "andra", "main")
	w.Open(w.anna, "tredje", "main")
	for _, head := range []string{"fjarde", "femte", "sjatte"} {
		w.Close(w.anna, w.Open(w.anna, head, "main"))
	}
	for range 2 {
		w.MergePull(w.bertil, w.Open(w.anna, "sammanfogad", "main", fake.Commit{}), fake.Squash)
	}
	for range 3 {
		w.Comment(w.bertil, w.pull, "hej")
	}
	return w
}

// arm makes the script count from the next call.
func (w *world) arm() {
	w.Forget()
	w.Script(w.script)
}

// faults are what can go wrong. Passing ones are over when the call is made again.
var faults = map[string]func(w *world) fake.Fault{
	"500":                      func(*world) fake.Fault { return fake.Answer(http.StatusInternalServerError) },
	"502":                      func(*world) fake.Fault { return fake.Answer(http.StatusBadGateway) },
	"503":                      func(*world) fake.Fault { return fake.Answer(http.StatusServiceUnavailable) },
	"too fast":                 func(*world) fake.Fault { return fake.TooFast(20 * time.Second) },
	"used up":                  func(w *world) fake.Fault { return fake.UsedUp(w.Now().Add(30 * time.Second)) },
	"cut":                      func(*world) fake.Fault { return fake.Cut() },
	"cut after the work":       func(*world) fake.Fault { return fake.CutAfter() },
	"cut in the answer":        func(*world) fake.Fault { return fake.CutShort() },
	"half an answer that ends": func(*world) fake.Fault { return fake.Garbled() },
	"no answer that ends":      func(*world) fake.Fault { return fake.Empty() },
}

// disturbed carries out every operation once for each of its calls and each fault, and hands
// over what came of it. What only reads shares a world.
func disturbed(t *testing.T, kinds map[string]func(*world) fake.Fault, lasting bool, judge func(t *testing.T, w *world, d disturbance)) {
	for name, operate := range reading {
		shared := busy(t)
		disturb(t, name, operate, func() *world { return shared }, kinds, lasting, judge)
	}
	for name, operate := range writing {
		disturb(t, name, operate, func() *world { return busy(t) }, kinds, lasting, judge)
	}
}

// disturbance is one operation with one fault.
type disturbance struct {
	name, kind, call string // call: method and path
	want, got        string
	err              error
}

func (d disturbance) String() string { return fmt.Sprintf("%s, %s at %s", d.name, d.kind, d.call) }

func disturb(t *testing.T, name string, operate operation, start func() *world, kinds map[string]func(*world) fake.Fault, lasting bool, judge func(*testing.T, *world, disturbance)) {
	t.Helper()
	w := start()
	w.script = nil
	w.arm()
	want, err := operate(t, w)
	if err != nil {
		t.Fatal(err)
	}
	calls := len(w.Calls())
	for kind, fault := range kinds {
		for n := 1; n <= calls; n++ {
			w, d := start(), disturbance{name: name, kind: kind, want: want}
			w.slept = nil
			page := ""
			w.script = func(c fake.Call) fake.Fault {
				if c.N == n {
					d.call, page = c.Method+" "+c.Path, c.Page
				}
				if c.N == n || lasting && d.call == c.Method+" "+c.Path && page == c.Page {
					return fault(w)
				}
				return fake.Fault{}
			}
			w.arm()
			d.got, d.err = operate(t, w)
			judge(t, w, d)
		}
	}
}

// A fault that passes changes nothing, at whichever call it comes.
func TestPassingFaultsAtEveryCall(t *testing.T) {
	seen := 0
	disturbed(t, faults, false, func(t *testing.T, w *world, d disturbance) {
		seen++
		if d.err != nil {
			t.Errorf("%s: %v", d, d.err)
		} else if diff := cmp.Diff(d.want, d.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", d, diff)
		}
		// Go itself tries again where a connection that was in use before is cut.
		if len(w.slept) == 0 && !strings.HasPrefix(d.kind, "cut") && d.name != "first comment" && d.call != "GET /user" {
			t.Errorf("%s: tried again at once", d)
		}
	})
	if seen < 200 {
		t.Errorf("only %d faults", seen)
	}
}

// T11: a fault that stays gives an error in both languages, at whichever call it comes, and
// never a shorter answer.
func TestT11LastingFaultsAtEveryCall(t *testing.T) {
	lasting := map[string]func(w *world) fake.Fault{
		"401": func(*world) fake.Fault { return fake.Answer(http.StatusUnauthorized) },
		"403": func(*world) fake.Fault { return fake.Answer(http.StatusForbidden) },
		"404": func(*world) fake.Fault { return fake.Answer(http.StatusNotFound) },
		"422": func(*world) fake.Fault { return fake.Answer(http.StatusUnprocessableEntity) },
		// The limit of an hour ends later than anybody waits.
		"used up for long": func(w *world) fake.Fault { return fake.UsedUp(w.Now().Add(50 * time.Minute)) },
	}
	for kind, fault := range faults {
		lasting[kind] = fault
	}
	disturbed(t, lasting, true, func(t *testing.T, w *world, d disturbance) {
		if d.err == nil && strings.HasPrefix(d.call, "POST") && strings.HasSuffix(d.call, "/comments") && len(own(w)) == 1 {
			return // the comment is there, whatever became of the answer
		}
		if d.err == nil && d.call == "GET /user" && (d.kind == "403" || strings.HasSuffix(d.kind, "that ends")) {
			return // GITHUB_TOKEN is told 403, in whatever words
		}
		var f *gate.Fault
		if !errors.As(d.err, &f) || f.Message.In(lang.SV) == f.Message.In(lang.EN) || f.Hint.IsZero() {
			t.Errorf("%s: got %v", d, d.err)
		} else if want := d.kind == "401" || d.kind == "403"; f.Denied != want {
			t.Errorf("%s: denied %v", d, f.Denied)
		}
	})
}

// own lists the comments of the gate.
func own(w *world) []fake.Comment {
	var out []fake.Comment
	for _, c := range w.Comments(w.pull) {
		if c.User == fake.ActionsBot {
			out = append(out, c)
		}
	}
	return out
}

func TestWaitsAsLongAsGitHubAsks(t *testing.T) {
	for name, c := range map[string]struct {
		fault func(w *world) fake.Fault
		want  []time.Duration
	}{
		"a pace":            {func(*world) fake.Fault { return fake.TooFast(17 * time.Second) }, []time.Duration{17 * time.Second}},
		"an hour's calls":   {func(w *world) fake.Fault { return fake.UsedUp(w.Now().Add(40 * time.Second)) }, []time.Duration{41 * time.Second}},
		"nothing in a 5xx":  {func(*world) fake.Fault { return fake.Answer(502) }, []time.Duration{time.Second}},
		"longer than it is": {func(w *world) fake.Fault { return fake.UsedUp(w.Now().Add(2 * time.Minute)) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.Script(func(call fake.Call) fake.Fault {
				if call.N == 1 {
					return c.fault(w)
				}
				return fake.Fault{}
			})
			_, err := w.reader(t).Tips(t.Context(), w.pull.Number)
			if diff := cmp.Diff(c.want, w.slept); diff != "" || (err != nil) != (c.want == nil) || len(w.said) != len(c.want) {
				t.Errorf("%v, said %q, waited (-want +got):\n%s", err, w.said, diff)
			}
		})
	}
}

// Waits grow, and end.
func TestGivesUpInTime(t *testing.T) {
	w := newWorld(t)
	w.Script(func(fake.Call) fake.Fault { return fake.Answer(503) })
	if _, err := w.reader(t).Tips(t.Context(), w.pull.Number); err == nil {
		t.Error("an answer out of nothing")
	}
	if diff := cmp.Diff([]time.Duration{1e9, 2e9, 4e9, 8e9}, w.slept); diff != "" {
		t.Errorf("waited (-want +got):\n%s", diff)
	}
}

func TestEndsWithItsContext(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(t.Context())
	o := w.options(w.GateToken())
	o.Sleep = func(context.Context, time.Duration) error { cancel(); return ctx.Err() }
	w.Script(func(fake.Call) fake.Fault { return fake.Answer(503) })
	r, err := github.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Tips(ctx, w.pull.Number); !errors.Is(err, context.Canceled) || len(w.Calls()) != 1 {
		t.Errorf("%d calls, %v", len(w.Calls()), err)
	}
}
