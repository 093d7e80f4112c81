package audit

import "github.com/leveransplan/leveransplan/internal/check"

// Remember keeps what steps mean from one run to the next.
func (a *Audit) Remember() { a.memo = map[string]*check.Brought{} }
