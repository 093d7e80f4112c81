package propose

import "github.com/leveransplan/leveransplan/internal/diag"

// Unreadable tells that a file that has to be changed can't be read.
type Unreadable struct {
	Path     string
	Findings diag.List
}

// Error names the file.
func (u *Unreadable) Error() string { return u.Path + ": can't be read" }
