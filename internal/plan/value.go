package plan

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Value is one value of a document together with its place. Set tells that the key is
// there and its value well formed; otherwise V is the zero value and Span, where the key
// is there at all, still shows where to look.
type Value[T any] struct {
	V    T
	Span diag.Span
	Set  bool
}

// The values that documents hold.
type (
	Text     = Value[string]
	Int      = Value[int]     // whole number; volumes are never negative
	Number   = Value[float64] // plain decimal fraction
	Bool     = Value[bool]
	Day      = Value[calendar.Day]      // 2027-03-01
	Interval = Value[calendar.Interval] // 2027-01-01/2027-12-31, both days included
	Slot     = Value[calendar.Slot]     // a week (2027-W05) or a quarter (2027-Q1)
)

// node is what every field of a document can do: take its value from a YAML node.
type node interface{ decode(n *yamldoc.Node) }

func (v *Value[T]) decode(n *yamldoc.Node) {
	v.Span = n.Span
	if n.Bad {
		return
	}
	switch p := any(&v.V).(type) {
	case *string:
		*p, v.Set = n.Text, n.Kind == yamldoc.String
	case *int:
		i, err := strconv.Atoi(n.Text)
		*p, v.Set = i, n.Kind == yamldoc.Int && err == nil
	case *float64:
		f, err := strconv.ParseFloat(n.Text, 64)
		*p, v.Set = f, (n.Kind == yamldoc.Int || n.Kind == yamldoc.Number) && err == nil
	case *bool:
		*p, v.Set = n.Text == "true", n.Kind == yamldoc.Bool
	case *calendar.Day:
		*p, v.Set = calendar.ParseDay(n.Text)
	case *calendar.Interval:
		*p, v.Set = calendar.ParseInterval(n.Text)
	case *calendar.Slot:
		*p, v.Set = calendar.ParseSlot(n.Text)
	}
}

// Group is the place of a mapping. Every struct that stands for a mapping embeds it, so
// that a finding can point at the mapping as a whole.
type Group struct {
	Span diag.Span
	Set  bool
}

func (g *Group) place(n *yamldoc.Node) { g.Span, g.Set = n.Span, n.Kind == yamldoc.Mapping }

// SlotVolume is one week or quarter with its volume.
type SlotVolume struct {
	Slot   Slot
	Volume Int
}

// Slots is a volume by week or by quarter, in the order of the file.
type Slots struct {
	Group
	Items []SlotVolume
}

func (s *Slots) decode(n *yamldoc.Node) {
	s.place(n)
	s.Items = make([]SlotVolume, 0, len(n.Entries))
	for _, e := range n.Entries {
		var item SlotVolume
		item.Slot.decode(e.Key)
		item.Volume.decode(e.Value)
		s.Items = append(s.Items, item)
	}
}

// Sum adds the volumes.
func (s *Slots) Sum() int {
	sum := 0
	for _, item := range s.Items {
		sum += item.Volume.V
	}
	return sum
}

// First returns the first slot of a grain.
func (s *Slots) First(g calendar.Grain) (SlotVolume, bool) {
	for _, item := range s.Items {
		if item.Slot.Set && item.Slot.V.Grain() == g {
			return item, true
		}
	}
	return SlotVolume{}, false
}

// Of returns the volume of a slot, and whether the slot is written at all.
func (s *Slots) Of(slot calendar.Slot) (SlotVolume, bool) {
	for _, item := range s.Items {
		if item.Slot.Set && item.Slot.V == slot {
			return item, true
		}
	}
	return SlotVolume{}, false
}
