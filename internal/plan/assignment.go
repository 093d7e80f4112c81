package plan

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Validity is the time of the assignment; without a last day it goes on.
func (u *Uppdrag) Validity() calendar.Interval { return validity(u.Fran, u.Till) }
