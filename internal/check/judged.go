package check

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// selection finds the files that those which a step changes are judged together with, on
// either side of it. What it can't tell for certain makes it everything.
//
// A finding that the step brings or takes away follows from a changed document and from
// others. All of those are selected. Findings that no changed document has a part in may
// come out wrong for what is not selected, but they do so alike on both sides, and so are
// none that the step brings.
type selection struct {
	at       *index
	register *plan.Set // the registers and settings, which the step leaves alone
	today    calendar.Day
	read     func(tree fs.FS, f *indexed) plan.Any
	tree     fs.FS // after the step

	changed map[*indexed]bool
	own     map[string]bool // paths of changed files
	taken   map[*indexed]bool
	done    map[string]bool           // lines and pairs that have been taken whole
	lines   [][2]string               // the lines among them, by missiv and id
	missiv  map[string][]*plan.Missiv // changed ones, by id
	whole   string                    // why everything is to be judged; empty: it is not
}

// everything gives up: the whole trees are to be judged.
func (s *selection) everything(why string) {
	if s.whole == "" {
		s.whole = why
	}
}

// before reads a file that the step leaves alone.
func (s *selection) before(f *indexed) plan.Any { return s.read(s.at.tree, f) }

// take selects a file. A plan is never judged without its missiv and its offer.
func (s *selection) take(f *indexed) {
	if s.changed[f] || s.taken[f] {
		return
	}
	s.taken[f] = true
	if f.meaning.kind == plan.KindLeveransplan {
		for _, key := range f.meaning.wants {
			if strings.HasPrefix(key, called("")) {
				s.all(key)
			}
		}
	}
}

// all selects the files that take part in something.
func (s *selection) all(key string) {
	for f := range s.at.has[key] {
		s.take(f)
	}
}

// members lists the files of a kind, left alone by the step, that take part in something.
func (s *selection) members(key string, kinds ...plan.Kind) []*indexed {
	var out []*indexed
	for f := range s.at.has[key] {
		if !s.changed[f] && (len(kinds) == 0 || slices.Contains(kinds, f.meaning.kind)) {
			out = append(out, f)
		}
	}
	return out
}

// once tells that something has not been done before.
func (s *selection) once(key string) bool {
	first := !s.done[key]
	s.done[key] = true
	return first
}

// memos lists what a missiv says, before and after the step.
func (s *selection) memos(id string) []*plan.Missiv {
	out := slices.Clone(s.missiv[id])
	for _, f := range s.members(called(id), plan.KindMissiv) {
		if m, ok := s.before(f).(*plan.Missiv); ok {
			out = append(out, m)
		} else {
			s.everything("a missiv that can't be read")
		}
	}
	return out
}

// line selects what a line's sums, and whether they can be told, follow from: its plans and
// rests, what missiv take up of them, and whoever could be meant to be of it.
func (s *selection) line(missiv, rad string) {
	key := "line " + missiv + " " + rad
	if missiv == "" || !s.once(key) {
		return
	}
	s.lines = append(s.lines, [2]string{missiv, rad})
	s.all(called(missiv))
	s.all(key)
	s.all(leftOf(missiv, rad))
	for _, f := range s.members(key) {
		s.takenUp(f)
	}
	for _, m := range s.memos(missiv) {
		for i := range m.Rader {
			if m.Rader[i].ID.V == rad {
				s.pair(pairOfLine(&m.Rader[i]))
			}
		}
		s.absorbed(m)
	}
}

// takenUp selects the missiv that may take up entries of a plan.
func (s *selection) takenUp(f *indexed) {
	for _, key := range f.meaning.has {
		if id, ok := cutCalled(key); ok {
			for _, m := range s.members(naming(id), plan.KindMissiv) {
				s.take(m)
			}
		}
	}
}

// absorbed selects the plans of which a missiv takes up entries, and the other missiv that
// do.
func (s *selection) absorbed(m *plan.Missiv) {
	for _, change := range m.Andringar {
		for _, r := range change.Reglerar {
			s.all(called(r.Leveransplan.V))
			for _, other := range s.members(naming(r.Leveransplan.V), plan.KindMissiv) {
				s.take(other)
			}
		}
	}
}

// pair selects the lines and plans that may be each other's: those of one field and of one
// sender, whoever that has become.
func (s *selection) pair(p pair) {
	for _, sender := range s.succession(p.sender) {
		same := pair{p.field, sender}
		if !s.once("pair " + same.field + " " + same.sender) {
			continue
		}
		for _, f := range s.members(sending(same), plan.KindLeveransplan) {
			s.take(f)
		}
		for _, f := range s.members(asking(same), plan.KindMissiv) {
			s.take(f)
			m, ok := s.before(f).(*plan.Missiv)
			if !ok {
				s.everything("a missiv that can't be read")
				continue
			}
			for i := range m.Rader {
				if pairOfLine(&m.Rader[i]) == same {
					s.line(m.ID.V, m.Rader[i].ID.V)
				}
			}
		}
	}
}

// succession lists an organisation with all that it has succeeded or that have succeeded it.
func (s *selection) succession(id string) []string {
	out := []string{id}
	for i := 0; i < len(out); i++ {
		for _, o := range s.register.Organisationer {
			for _, old := range o.Ersatter {
				if old.V == out[i] && !slices.Contains(out, o.ID.V) {
					out = append(out, o.ID.V)
				}
				if o.ID.V == out[i] && !slices.Contains(out, old.V) {
					out = append(out, old.V)
				}
			}
		}
	}
	return out
}
