package github

import "context"

// Branch gives the newest commit of a branch, in full.
func (r *Reader) Branch(ctx context.Context, name string) (string, error) { return r.tip(ctx, name) }
