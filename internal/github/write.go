package github

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/google/go-github/v60/github"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Writer writes verdicts: the status of a commit, and one comment on a request.
type Writer struct {
	*conn
	once sync.Once
	me   self
	err  error
}

// NewWriter opens a repository for writing. It calls nobody yet.
func NewWriter(o Options) (*Writer, error) {
	c, err := open(o, true)
	if err != nil {
		return nil, err
	}
	return &Writer{conn: c}, nil
}

// states of a commit by the verdict.
var colours = map[string]string{"approved": "success", "pending": "pending", "refused": "failure", "error": "error"}

// Status gives a commit the status of the gate. A verdict that GitHub has no word for is an
// error there, never a success.
func (w *Writer) Status(ctx context.Context, commit string, s gate.Status) error {
	colour, known := colours[string(s.State)]
	if !known {
		colour = "error"
	}
	return w.status(ctx, commit, gate.Context, colour, s.Description, s.Target)
}

func (w *Writer) status(ctx context.Context, commit, name, colour, text, target string) error {
	text = cut(text, gate.StatusLimit)
	status := &github.RepoStatus{State: &colour, Description: &text, Context: &name}
	if target != "" {
		status.TargetURL = &target
	}
	_, _, err := w.api.Repositories.CreateStatus(ctx, w.owner, w.repo, commit, status)
	if err != nil {
		return unwritten(err, lang.T("status för %s", "the status of %s", short(commit)))
	}
	return nil
}

// marker stands at the top of the gate's comment and tells it from all others. Anybody can
// write it, so a comment counts as the gate's only where its author does too.
const marker = "<!-- leveransplan/gate -->"

// Comment writes the gate's comment on a request: over its earlier one, else a new one.
// Somebody else's comment is never touched, whatever it says.
func (w *Writer) Comment(ctx context.Context, number int, body string) error {
	what := lang.T("kommentaren på pull request %s", "the comment on pull request %s", fmt.Sprint(number))
	body = cut(marker+"\n"+body, gate.CommentLimit)
	var failed error
	for range 2 { // an answer that got lost may have left a comment: look again
		own, err := w.own(ctx, number)
		if err != nil {
			return unwritten(err, what)
		}
		if len(own) == 0 {
			if _, _, failed = w.api.Issues.CreateComment(ctx, w.owner, w.repo, number, &github.IssueComment{Body: &body}); failed == nil {
				return nil
			}
			if n := code(failed); n != 0 && n < 500 {
				break // GitHub has refused
			}
			continue
		}
		return w.replace(ctx, own, body, what)
	}
	return unwritten(failed, what)
}

// replace writes over the oldest of the gate's comments. There are several only where two
// gates ran at once; the others then point to the first, so that none says what is no longer
// so.
func (w *Writer) replace(ctx context.Context, own []*github.IssueComment, body string, what lang.Text) error {
	const pointer = marker + "\nSe kommentaren ovan. / See the comment above."
	for i, c := range own {
		text := body
		if i > 0 {
			text = pointer
		}
		if c.GetBody() == text {
			continue
		}
		if _, _, err := w.api.Issues.EditComment(ctx, w.owner, w.repo, c.GetID(), &github.IssueComment{Body: &text}); err != nil {
			return unwritten(err, what)
		}
	}
	return nil
}

// own lists the gate's own comments on a request, the oldest first.
func (w *Writer) own(ctx context.Context, number int) ([]*github.IssueComment, error) {
	w.once.Do(func() { w.me, w.err = w.whoami(ctx) })
	if w.err != nil {
		return nil, w.err
	}
	all, err := pages(ctx, func(ctx context.Context, at github.ListOptions) ([]*issueComment, *github.Response, error) {
		var page []*issueComment
		response, err := w.get(ctx, fmt.Sprintf("issues/%d/comments", number), numbered(at), &page)
		return page, response, err
	})
	if err != nil {
		return nil, err
	}
	var out []*github.IssueComment
	for _, c := range all {
		if strings.HasPrefix(c.GetBody(), marker) && w.me.wrote(c) {
			out = append(out, &c.IssueComment)
		}
	}
	return out, nil
}

// cut shortens a text to a number of characters.
func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}
