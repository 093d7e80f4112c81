package github

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/go-github/v60/github"
)

// mostPages is far more than any request has: a list that goes on for ever is a fault.
const mostPages = 1_000

var errTooManyPages = errors.New("a list of too many pages")

// pages reads a list to its end. Get reads one page.
func pages[T any](ctx context.Context, get func(context.Context, github.ListOptions) ([]T, *github.Response, error)) ([]T, error) {
	return pagesUpTo(ctx, mostPages, get)
}

// pagesUpTo reads a list to its end. Of a longer one it gives [errTooManyPages].
func pagesUpTo[T any](ctx context.Context, most int, get func(context.Context, github.ListOptions) ([]T, *github.Response, error)) ([]T, error) {
	var all []T
	at := github.ListOptions{PerPage: 100}
	for range most {
		list, response, err := get(ctx, at)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
		if response.NextPage == 0 {
			return all, nil
		}
		if response.NextPage <= at.Page {
			return nil, errors.New("the pages of a list run in a circle")
		}
		at.Page = response.NextPage
	}
	return nil, fmt.Errorf("%w: more than %d", errTooManyPages, most)
}

// cursor reads to its end a list whose pages are not numbered. Add reads one page from where
// the last one told.
func cursor(ctx context.Context, add func(ctx context.Context, after string) (next string, err error)) error {
	after, seen := "", map[string]bool{}
	for range mostPages {
		next, err := add(ctx, after)
		switch {
		case err != nil || next == "":
			return err
		case seen[next]:
			return errors.New("the pages of a list run in a circle")
		}
		seen[next], after = true, next
	}
	return fmt.Errorf("a list of more than %d pages", mostPages)
}
