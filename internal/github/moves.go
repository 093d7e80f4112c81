package github

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/go-github/v60/github"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// moves gathers what happened to a request's branches, from its timeline and, for a branch
// of this repository, from the repository's activity. Both tell of force-pushes, and each
// counts by itself. What the timeline tells of reviews and of the end is added to the facts.
func (r *Reader) moves(ctx context.Context, f *gate.Facts) ([]gate.Move, error) {
	out, err := r.timeline(ctx, f)
	if err != nil {
		return nil, err
	}
	if !f.Fork {
		more, err := r.activity(ctx, f.HeadBranch, time.Time{})
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	slices.SortStableFunc(out, func(a, b gate.Move) int { return cmp.Compare(a.At.UnixNano(), b.At.UnixNano()) })
	return out, nil
}

// rewrites are the events of a timeline after which a review may be for something else.
var rewrites = map[string]gate.MoveKind{
	"head_ref_force_pushed": gate.ForcePushed,
	"head_ref_deleted":      gate.Deleted,
	"head_ref_restored":     gate.ForcePushed,
	"base_ref_changed":      gate.Retargeted,
	"base_ref_force_pushed": gate.Retargeted,
	// GitHub retargets a request by itself when its base is merged and deleted.
	"automatic_base_change_succeeded": gate.Retargeted,
}

// timelineEvent is an entry of a timeline, as far as it concerns us.
type timelineEvent struct {
	Event     string       `json:"event"`
	CreatedAt time.Time    `json:"created_at"`
	Actor     *github.User `json:"actor"`
	Dismissed struct {
		Review int64  `json:"review_id"`
		State  string `json:"state"`
	} `json:"dismissed_review"`
}

func (r *Reader) timeline(ctx context.Context, f *gate.Facts) ([]gate.Move, error) {
	number := f.Number
	what := lang.T("händelserna i pull request %s", "the events of pull request %s", fmt.Sprint(number))
	list, err := pages(ctx, func(ctx context.Context, at github.ListOptions) ([]timelineEvent, *github.Response, error) {
		var page []timelineEvent
		response, err := r.get(ctx, fmt.Sprintf("issues/%d/timeline", number), numbered(at), &page)
		return page, response, err
	})
	if err != nil {
		return nil, fault(err, what)
	}
	var out []gate.Move
	for _, e := range list {
		how, known := rewrites[e.Event]
		switch {
		case e.Event == "" || known && e.CreatedAt.IsZero():
			return nil, incomplete(what)
		case e.Event == "closed" && !f.Open:
			f.ClosedBy = person(e.Actor) // the last one counts
		case e.Event == "review_dismissed":
			if !dismiss(f, e) && !f.Open { // of an open request it is the review that tells
				return nil, incomplete(what)
			}
		case known:
			out = append(out, gate.Move{How: how, At: e.CreatedAt, By: person(e.Actor)})
		}
	}
	return out, nil
}

// dismiss tells of a review when it was dismissed, and what it had said.
func dismiss(f *gate.Facts, e timelineEvent) bool {
	was, known := states[strings.ToUpper(e.Dismissed.State)]
	if !known || e.CreatedAt.IsZero() || e.Dismissed.Review == 0 {
		return false
	}
	for i := range f.Reviews {
		if v := &f.Reviews[i]; v.ID == e.Dismissed.Review {
			v.Dismissed, v.Was = e.CreatedAt, was
		}
	}
	return true
}

// activity lists what happened to a branch, the oldest first, as far back as a time and one
// step further.
func (r *Reader) activity(ctx context.Context, branch string, since time.Time) ([]gate.Move, error) {
	what := lang.T("vad som hänt med grenen %s", "what happened to the branch %s", branch)
	type entry struct {
		Before    string       `json:"before"`
		After     string       `json:"after"`
		Ref       string       `json:"ref"`
		Timestamp time.Time    `json:"timestamp"`
		Type      string       `json:"activity_type"`
		Actor     *github.User `json:"actor"`
	}
	var out []gate.Move
	err := cursor(ctx, func(ctx context.Context, after string) (string, error) {
		query := url.Values{"ref": {"refs/heads/" + branch}, "per_page": {"100"}}
		if after != "" {
			query.Set("after", after)
		}
		var page []entry
		response, err := r.get(ctx, "activity", query, &page)
		if err != nil {
			return "", err
		}
		for _, e := range page {
			if e.Type == "" || e.Timestamp.IsZero() || !whole(e.After) || e.Ref != "refs/heads/"+branch {
				return "", incomplete(what)
			}
			out = append(out, gate.Move{How: gate.MoveKind(e.Type), At: e.Timestamp, By: person(e.Actor), Before: e.Before, After: e.After})
			if e.Timestamp.Before(since) {
				return "", nil
			}
		}
		return response.After, nil
	})
	if err != nil {
		return nil, fault(err, what)
	}
	slices.Reverse(out) // the oldest first
	return out, nil
}

func numbered(at github.ListOptions) url.Values {
	query := url.Values{"per_page": {fmt.Sprint(at.PerPage)}}
	if at.Page > 0 {
		query.Set("page", fmt.Sprint(at.Page))
	}
	return query
}
