//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package lock

import "os"

// Folder does nothing where folders can't be locked.
func Folder(*os.Root) (free func(), err error) { return func() {}, nil }
