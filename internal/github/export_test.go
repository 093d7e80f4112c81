package github

import (
	"context"
	"net/http"
)

// ErrReadOnly is what a reader says to whoever makes it write.
var ErrReadOnly = errReadOnly

// TryToWrite lets a reader send what only a writer may.
func TryToWrite(ctx context.Context, r *Reader) error {
	request, err := r.api.NewRequest(http.MethodPost, "repos/a/b/statuses/c", nil)
	if err != nil {
		return err
	}
	_, err = r.api.Do(ctx, request, nil)
	return err
}
