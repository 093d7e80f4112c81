//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package worktree

import (
	"errors"
	"syscall"
)

// lock keeps other processes from writing until unlock, or until this one ends in
// whatever way. The lock is on the folder itself and leaves no file. Some network file
// systems know none: there the journal alone tells of another run.
func (t *Tree) lock() (unlock func(), err error) {
	dir, err := t.root.Open(".")
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		dir.Close()
		return nil, ErrBusy
	}
	return func() { dir.Close() }, nil
}
