//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package cli

import (
	"errors"
	"os"
	"syscall"
)

// lockFolder keeps other runs from a folder until unlock, or until this one ends in whatever
// way. The lock leaves no file. Some network file systems know none: there two runs at once are
// told apart by nothing.
func lockFolder(root *os.Root) (unlock func(), err error) {
	dir, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
		dir.Close()
		return nil, errBusyFolder
	}
	return func() { dir.Close() }, nil
}
