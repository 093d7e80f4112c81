package cli

import "runtime/debug"

// frugal lets the heap grow by so many percent, and no more, before garbage is collected, until
// the work is done. What holds a whole tree for long and makes much that lives for a moment would
// take twice the memory of the tree otherwise.
func frugal(percent int) (done func()) {
	before := debug.SetGCPercent(percent)
	return func() { debug.SetGCPercent(before) }
}
