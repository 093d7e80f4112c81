//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package worktree

// lock does nothing where folders can't be locked: the journal alone tells of another run.
func (t *Tree) lock() (unlock func(), err error) { return func() {}, nil }
