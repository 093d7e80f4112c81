//go:build !windows

package lock

import (
	"errors"
	"os"
	"syscall"
)

// File makes a file that one process has at a time, for what has no folder of its own to lock.
// It is gone when it is let go of, and worth nothing after a process that died. Some network
// file systems know no locks: there nothing keeps two apart.
func File(name string) (free func(), err error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600)
		if err != nil {
			return nil, err
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
			f.Close()
			return nil, ErrBusy
		}
		mine, errMine := f.Stat()
		there, errThere := os.Lstat(name)
		if errMine == nil && errThere == nil && os.SameFile(mine, there) {
			return func() { os.Remove(name); f.Close() }, nil
		}
		f.Close() // whoever had it has just taken it away
	}
}
