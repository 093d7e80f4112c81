package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/render"
)

// run records what has come to main, and then what was declined. A fault in one keeps
// nothing from the other.
func (r *recording) run(ctx context.Context) {
	decided, err := r.by.Decided(ctx, r.after, r.head, func(commit string) bool { return r.known.commits[commit] })
	// Of each decision the branch says whether it is recorded, so that what was made before
	// the fault is written, and the rest made by the next run.
	written := r.append(ctx, decided)
	r.fail(err)
	if !written || ctx.Err() != nil {
		return
	}
	declined, err := r.by.Declined(ctx, r.since())
	if err != nil {
		// Requests are looked for since the newest that is recorded: were those written that
		// could be made, the next run would no longer see the others.
		r.fail(err)
		return
	}
	r.append(ctx, slices.DeleteFunc(declined, func(x *record.Record) bool { return r.known.paths[x.Path()] }))
}

// since is the moment from which closed requests are looked for. The day covers what the
// service's clock and ours disagree on, and what was closed in the same moment.
func (r *recording) since() time.Time {
	if r.known.closed.IsZero() {
		return time.Time{}
	}
	return r.known.closed.Add(-24 * time.Hour)
}

const (
	recordAttempts = 7
	recordPause    = 250 * time.Millisecond // before the second attempt, and twice as long before each that follows
)

// append writes records to the branch, and tells whether that could be done. Where there is
// another record of one of the decisions the others are written all the same.
func (r *recording) append(ctx context.Context, list []*record.Record) bool {
	if len(list) == 0 {
		return true
	}
	w := &record.Writer{
		Repo: r.repo, Line: r.line, Signer: r.seal.signer,
		// The address is nobody's: one that could be somebody's would name a person.
		By:       gitrepo.Person{Name: "leveransplan", Email: "protokoll@leveransplan.invalid", Time: r.seal.stamp(list)},
		Attempts: recordAttempts,
		Pause: func(ctx context.Context, attempt int) error {
			return sleep(ctx, recordPause<<(attempt-1))
		},
	}
	done, err := w.Append(ctx, list...)
	switch {
	case err == nil:
		r.did.Tip, r.did.Records = done.Tip.Hash, append(r.did.Records, list...)
	case errors.Is(err, record.ErrConflict) && len(list) > 1:
		written := true
		for _, one := range list {
			written = r.append(ctx, []*record.Record{one}) && written
		}
		return written
	default:
		r.fail(err)
	}
	return err == nil
}

// fail tells of a fault, and lets it decide the exit code.
func (r *recording) fail(err error) {
	if err == nil {
		return
	}
	r.did.Broken, r.code = true, exitFault
	ended := false // of everything that was left the same is told when somebody ends the run
	for _, one := range apart(err) {
		if !ended || !errors.Is(one, context.Canceled) {
			r.tell(recordFault(one))
		}
		ended = ended || errors.Is(one, context.Canceled)
	}
}

// tellViolations tells what is wrong with the branch. What has been followed up stays listed
// and is no reason to fail.
func (r *recording) tellViolations() {
	var lines []lang.Text
	for _, v := range r.did.Violations {
		note := lang.Text{}
		if r.did.FollowedUp(v.Commit) {
			note = lang.T(" (uppföljning registrerad)", " (followed up)")
		}
		lines = append(lines, lang.T("leveransplan: grenen %s, commit %.12s: %s%s", "leveransplan: the branch %s, commit %.12s: %s%s", record.Branch, v.Commit, v.Message, note))
	}
	if len(r.did.Neglected()) > 0 {
		r.code = max(r.code, exitFindings)
		lines = append(lines, lang.T("  Bara flödet som för protokollet får skriva dit. Ta reda på vem som gjorde det, och registrera en uppföljning av den commiten i %s.",
			"  Only the recording workflow may write there. Find out who did it, and register a follow-up of that commit in %s.", plan.FixedPaths[plan.KindAvvikelser]))
	}
	r.aside(lines...)
}

// report writes what was done, and adds it to the summary of the step.
func (r *recording) report(format string) error {
	if len(r.did.Invalid()) > 0 {
		r.code = max(r.code, exitFindings)
	}
	var err error
	if format == "json" {
		err = r.written(render.RecordJSON(r.env.Stdout, &r.did, r.lang))
	} else {
		err = r.safely(func(w io.Writer) error { return render.RecordText(w, &r.did, r.style()) })
	}
	if err != nil {
		return err
	}
	return r.written(r.addToSummary(func(w io.Writer, room int) error {
		if room < render.SmallestReport {
			return nil
		}
		var b bytes.Buffer
		if err := render.RecordMarkdown(&b, &r.did, r.lang, room); err != nil {
			return err
		}
		_, err := b.WriteTo(w)
		return err
	}))
}

// tell writes a fault and goes on.
func (r *recording) tell(err error) {
	var f *failure
	if !errors.As(err, &f) {
		return
	}
	lines := []lang.Text{lang.T("leveransplan: %s", "leveransplan: %s", f.text)}
	if !f.hint.IsZero() {
		lines = append(lines, lang.T("  %s", "  %s", f.hint))
	}
	r.aside(lines...)
}

// aside writes lines beside the result. They hold names of files that anybody may have put on
// the branch, and the log of GitHub Actions takes orders from the text in it.
func (r *recording) aside(lines ...lang.Text) {
	var b strings.Builder
	for _, line := range lines {
		fmt.Fprintln(&b, shown(r.say(line)))
	}
	switch {
	case b.Len() == 0:
	case r.env.Getenv("GITHUB_ACTIONS") == "true":
		_ = render.Silenced(r.env.Stderr, b.String()) // there is nowhere left to tell it
	default:
		fmt.Fprint(r.env.Stderr, b.String())
	}
}
