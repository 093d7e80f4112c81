package plan

import "github.com/leveransplan/leveransplan/internal/calendar"

// Presence is the time in which an organisation exists, or one that succeeds it:
// documents keep the old id and the successor takes over what they say.
func (s *Set) Presence(o *Organisation) calendar.Interval {
	return s.presence(o, map[*Organisation]bool{})
}

func (s *Set) presence(o *Organisation, seen map[*Organisation]bool) calendar.Interval {
	iv := o.Validity()
	seen[o] = true
	for _, next := range s.Organisationer {
		for _, old := range next.Ersatter {
			// A successor that comes later than the day after leaves a gap.
			if old.V == o.ID.V && !seen[next] && next.GiltigFran.V <= iv.To+1 {
				iv.To = max(iv.To, s.presence(next, seen).To)
			}
		}
	}
	return iv
}
