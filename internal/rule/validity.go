package rule

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Validity is when a version of the routine is in force, first and last day included.
type Validity struct {
	Version   string
	From, To  calendar.Day
	Replaced  bool // a newer version took over on the day after To
	Forum     string
	ForumName lang.Text
}

// Timeline is every version of the routine, oldest first.
type Timeline []Validity

// On returns the version in force on a day, or nil: before the first version and after
// the last one there is none.
func (t Timeline) On(day calendar.Day) *Validity {
	for i := range t {
		if t[i].From <= day && day <= t[i].To {
			return &t[i]
		}
	}
	return nil
}

// Of returns a version by its id, or nil.
func (t Timeline) Of(version string) *Validity {
	for i := range t {
		if t[i].Version == version {
			return &t[i]
		}
	}
	return nil
}

// governs tells that a version judges what happened on a day; the empty version judges
// every day.
func (t Timeline) governs(version string, day calendar.Day) bool {
	if version == "" {
		return true
	}
	v := t.On(day)
	if last := t.Last(); v == nil && day > last.To {
		v = last
	}
	return v != nil && v.Version == version
}

// Last is the newest version known.
func (t Timeline) Last() *Validity { return &t[len(t)-1] }

// Known lists the ids of the versions.
func (t Timeline) Known() lang.List {
	var out lang.List
	for _, v := range t {
		out = append(out, v.Version)
	}
	return out
}
