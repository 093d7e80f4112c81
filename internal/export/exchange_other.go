//go:build !linux && !darwin

package export

import "errors"

// exchange lets two folders change places at once, which this system can't do.
func exchange(_, _ string) error { return errors.ErrUnsupported }
