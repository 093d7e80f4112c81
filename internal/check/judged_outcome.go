package check

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// outcome selects the tables that a changed plan is held against: if what they say of it can
// come to more than its volume (F104), or if it is by quarter, of which the change has to leave
// what has been done (C106). What else of a plan tables are judged by does not change, or it is
// everything.
func (s *selection) outcome(id string, b *both[*plan.Leveransplan]) {
	if s.lastDue(b) {
		s.everything("volume whose outcome is due")
	}
	tables := s.members(naming(id), plan.KindUtfall)
	if len(tables) == 0 {
		return
	}
	if !b.stays() || b.before.Period.V != b.after.Period.V || b.before.Skickande.V != b.after.Skickande.V || b.before.Ursprung.Missiv.V != b.after.Ursprung.Missiv.V {
		s.everything("outcome of another plan")
	}
	byQuarter := b.there[0] && b.before.Periodisering.Grain() != calendar.GrainWeek
	if byQuarter || s.at.figures[done(id)].sum > min(b.before.Volym.V, b.after.Volym.V) {
		for _, f := range tables {
			s.take(f)
		}
	}
}

// lastDue tells that a changed plan has other volume than before whose outcome should have
// come in (F107): of all plans of a sender the latest such volume is asked for.
func (s *selection) lastDue(b *both[*plan.Leveransplan]) bool {
	limit := s.today.Add(-7 * s.register.Installningar.UtfallInaktuelltVeckor.V).Week()
	var due [2]lastVolume
	for i, p := range []*plan.Leveransplan{b.before, b.after} {
		if b.there[i] {
			due[i] = lastVolumeBefore(p, limit)
		}
	}
	if due[0] == due[1] {
		return due[0] != lastVolume{} && b.before.File() != b.after.File()
	}
	return true
}

// lastVolume is the last week or quarter of a plan with volume before some week.
type lastVolume struct {
	sender string
	slot   calendar.Slot
	week   calendar.Week
}

func lastVolumeBefore(p *plan.Leveransplan, limit calendar.Week) lastVolume {
	var out lastVolume
	for _, item := range p.Periodisering.Items {
		last := item.Slot.V.Week()
		if item.Slot.V.Grain() == calendar.GrainQuarter {
			last = item.Slot.V.Quarter().Last().Add(-3).Week()
		}
		if item.Volume.V > 0 && !last.IsZero() && last.Compare(limit) < 0 && out.week.Compare(last) < 0 {
			out = lastVolume{p.Skickande.V, item.Slot.V, last}
		}
	}
	return out
}
