package demo

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
)

// step is one commit of a request.
type step struct {
	files   map[string]*blob
	message string
	by      someone
	at      time.Time
	bare    bool // changes nothing that an approval is bound to
}

var caseLine = regexp.MustCompile(`(?m)^arende: .*\n`)

// steps divides what a decision brings over commits, at most three, ten minutes apart.
func (d *decision) steps(n int, c cast, from time.Time) []step {
	names := d.paths()
	var out []step
	size := (len(names) + 2) / 3
	for at := 0; at < len(names); at += size {
		s := step{files: map[string]*blob{}, by: c.author, message: d.title}
		for _, name := range names[at:min(at+size, len(names))] {
			s.files[name] = d.after[name]
		}
		if len(out) > 0 {
			s.message = fmt.Sprintf("%s (%d)", d.title, len(out)+1)
		}
		out = append(out, s)
	}
	if b := out[0].files[names[0]]; len(names) == 1 && n%2 == 0 && d.rank < ranksChange && b != nil && caseLine.MatchString(b.text) {
		draft := newBlob(caseLine.ReplaceAllLiteralString(b.text, ""))
		out = []step{
			{files: map[string]*blob{names[0]: draft}, by: c.author, message: d.title},
			{files: out[0].files, by: c.author, message: "Ange ärende", bare: true},
		}
	}
	if c.colleague != nil && len(out) > 1 {
		out[0].by = *c.colleague // the last push is the author's
	}
	for i := range out {
		out[i].at = from.Add(time.Duration(i) * 10 * time.Minute)
	}
	return out
}

// drafted tells that the last of the steps rewrites a file of the first.
func drafted(steps []step) bool { return len(steps) > 1 && steps[len(steps)-1].bare }

// commits tells of the steps what is judged: who changed which documents.
func commits(steps []step, hashes []string, changes []diff.Change) []approval.Commit {
	var out []approval.Commit
	for i, s := range steps {
		author := s.by.account
		c := approval.Commit{Hash: hashes[i], Author: &author}
		for _, change := range changes {
			about := change.About()
			_, base := s.files[about.Base]
			_, head := s.files[about.Head]
			switch file, isFile := strings.CutPrefix(about.String(), "fil/"); {
			case s.bare || !base && !head:
			case isFile:
				c.Files = append(c.Files, file)
			default:
				c.Subjects = append(c.Subjects, about.String())
			}
		}
		out = append(out, c)
	}
	return out
}

// reviews gives what the reviewers submitted, of a head, one after the other.
func (c cast) reviews(number int, head string, from time.Time, changes []diff.Change) []approval.Review {
	content := map[string]approval.Bound{}
	for _, change := range changes {
		about := change.About()
		content[about.String()] = approval.BoundOf(about)
	}
	var out []approval.Review
	submit := func(r reviewer, state approval.ReviewState, late int) {
		n := len(out)
		out = append(out, approval.Review{ID: int64(3_000_000_000 + 100*number + n), Account: r.account, State: state,
			Submitted: from.Add(time.Duration(late) * 7 * time.Minute), Commit: head, Content: content})
	}
	for i, r := range c.reviewers {
		if r.twice {
			submit(r, approval.ChangesRequested, -3)
		}
		submit(r, r.state, i)
	}
	return out
}
