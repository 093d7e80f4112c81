package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render"
	"github.com/leveransplan/leveransplan/internal/render/escape"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// newGate wires the gate: GitHub to read from, and with --publish to write to.
func (a *app) newGate(root string, f gateFlags) (*gate.Gate, error) {
	schemas, err := schema.Load()
	if err != nil {
		return nil, fault(lang.T("schemana går inte att läsa: %v", "the schemas can't be read: %v", err), lang.Text{})
	}
	o := a.gitHub()
	reader, err := github.NewReader(o)
	if err != nil {
		return nil, gateFault(err)
	}
	g := &gate.Gate{
		Host: reader, Lister: reader, Schemas: schemas, Now: a.env.Now,
		Open: func() (*gitrepo.Repo, error) { return gitrepo.Open(root) },
	}
	if f.publish {
		writer, err := github.NewWriter(o)
		if err != nil {
			return nil, gateFault(err)
		}
		g.To, g.Words = writer, a.gateWords(f)
	}
	return g, nil
}

// gitHub tells from the environment where the repository is and how to get in.
func (a *app) gitHub() github.Options {
	o := github.Options{
		Repository: a.env.Getenv("GITHUB_REPOSITORY"), BaseURL: a.env.Getenv("GITHUB_API_URL"), Token: a.env.Getenv("GITHUB_TOKEN"),
		Now: a.env.Now, Sleep: sleep,
		Waiting: func(t lang.Text) { fmt.Fprintln(a.env.Stderr, escape.Terminal(a.say(t))) },
	}
	if id := a.env.Getenv("LEVERANSPLAN_APP_ID"); id != "" {
		o.App = &github.App{ID: id, Key: []byte(a.env.Getenv("LEVERANSPLAN_APP_KEY"))}
	}
	return o
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// gateWords puts a verdict for GitHub. In the merge queue a comment is written only where
// the request has to leave it.
func (a *app) gateWords(f gateFlags) func(*gate.Verdict) gate.Words {
	return func(v *gate.Verdict) gate.Words {
		w := gate.Words{Status: render.GateStatus(v, a.lang), Target: a.runAddress()}
		if v.Group != nil && v.State == approval.StateApproved {
			return w
		}
		var text bytes.Buffer // takes everything, so that nothing can fail
		if err := render.GateMarkdown(&text, v, render.GateOptions{Language: a.lang, Names: f.names}, render.CommentLimit); err == nil {
			w.Comment = text.String()
		}
		return w
	}
}

// runAddress is where GitHub shows the log of this run; empty outside a workflow.
func (a *app) runAddress() string {
	server, err := url.Parse(a.env.Getenv("GITHUB_SERVER_URL"))
	repository, run := a.env.Getenv("GITHUB_REPOSITORY"), a.env.Getenv("GITHUB_RUN_ID")
	if err != nil || server.Scheme != "https" || repository == "" || run == "" {
		return ""
	}
	return server.JoinPath(repository, "actions", "runs", run).String()
}

// note lets a verdict decide the exit code, and tells what could not be done.
func (a *app) note(v *gate.Verdict, err error) {
	switch {
	case v.Closed: // nothing left to judge
	case v.State == approval.StateError:
		a.code = exitFault
		a.complain(v.Fault)
	case v.State != approval.StateApproved:
		a.code = max(a.code, exitFindings)
	}
	if v.Unwritten != nil {
		a.complain(v.Unwritten)
	}
	if err != nil {
		a.code = exitFault
		a.complain(err)
	}
}

// complain tells of a fault and goes on: other requests wait for their verdicts.
func (a *app) complain(err error) {
	var f *failure
	if !errors.As(gateFault(err), &f) {
		return
	}
	fmt.Fprintln(a.env.Stderr, escape.Terminal("leveransplan: "+a.say(f.text)))
	if hint := a.say(f.hint); hint != "" {
		fmt.Fprintln(a.env.Stderr, escape.Terminal("  "+hint))
	}
}

// gateFault puts what kept the gate from its work in the reader's words.
func gateFault(err error) error {
	var f *gate.Fault
	switch {
	case errors.Is(err, context.Canceled):
		return fault(lang.T("avbrutet: prövningen blev inte klar", "interrupted: the judgement was not finished"), lang.Text{})
	case !errors.As(err, &f):
		return fault(lang.T("prövningen gick inte att göra: %v", "the judgement could not be made: %v", err), lang.Text{})
	case f.Err == nil:
		return fault(f.Message, f.Hint)
	}
	return fault(lang.T("%s (%v)", "%s (%v)", f.Message, f.Err), f.Hint)
}
