//go:build !windows

package export

import (
	"errors"
	"os"
	"syscall"
)

// lockFile makes a file that only one process has at a time; busy: another has it. It is gone
// when it is let go of, and worth nothing after a process that died. Some network file systems
// know no locks: there nothing keeps two apart.
func lockFile(name string) (free func(), busy bool, err error) {
	for {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, 0o600)
		if err != nil {
			return nil, false, err
		}
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
			f.Close()
			return nil, true, nil
		}
		mine, errMine := f.Stat()
		there, errThere := os.Lstat(name)
		if errMine == nil && errThere == nil && os.SameFile(mine, there) {
			return func() { os.Remove(name); f.Close() }, false, nil
		}
		f.Close() // whoever had it has just taken it away
	}
}
