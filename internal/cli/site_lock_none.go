//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package cli

import "os"

// lockFolder does nothing where folders can't be locked.
func lockFolder(*os.Root) (unlock func(), err error) { return func() {}, nil }
