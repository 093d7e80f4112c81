// Package lock keeps processes from doing the same thing at once. A lock ends with the process
// that has it, in whatever way that ends, and what it leaves means nothing.
package lock

import "errors"

// ErrBusy tells that another process has the lock.
var ErrBusy = errors.New("another process has the lock")
