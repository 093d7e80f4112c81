package export

import (
	"errors"
	"syscall"
)

const (
	deleteOnClose    = 0x04000000 // FILE_FLAG_DELETE_ON_CLOSE
	sharingViolation = syscall.Errno(32)
)

// lockFile makes a file that only one process has at a time; busy: another has it. It is gone
// when it is let go of, also by a process that died.
func lockFile(name string) (free func(), busy bool, err error) {
	path, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, false, err
	}
	h, err := syscall.CreateFile(path, syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_ALWAYS, deleteOnClose, 0)
	switch {
	case errors.Is(err, sharingViolation), errors.Is(err, syscall.ERROR_ACCESS_DENIED):
		return nil, errors.Is(err, sharingViolation), err
	case err != nil:
		return nil, false, err
	}
	return func() { _ = syscall.CloseHandle(h) }, false, nil
}
