//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package lock

import (
	"errors"
	"os"
	"syscall"
)

// Folder locks a folder until free. The lock is on the folder itself and leaves no file. Some
// network file systems know none, and neither does Windows: there two processes are told apart
// by nothing.
func Folder(root *os.Root) (free func(), err error) {
	dir, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(dir.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
		dir.Close()
		return nil, ErrBusy
	}
	return func() { dir.Close() }, nil
}
