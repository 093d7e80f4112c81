package amend

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/edit"
)

// Unreadable tells that the plan's file can't be edited as it is.
type Unreadable struct{ Findings diag.List }

func (u *Unreadable) Error() string { return "the file can't be edited" }

// Text writes the change into the plan's text. Every byte that the change does not concern
// stays. The error is an [*Unreadable] or an [*edit.Fault].
func (c *Change) Text(old []byte) ([]byte, error) {
	f, bad := edit.Open(c.Plan.File(), old)
	if f == nil {
		return nil, &Unreadable{bad}
	}
	w := &writing{f: f}
	if c.After != c.Plan.Volym.V {
		w.set("volym", edit.Int(c.After))
	}
	c.weeks(w)
	for _, t := range c.Terms {
		v, err := f.Word(t.Key, t.Word)
		w.do(err)
		w.set(t.Key, v)
	}
	switch {
	case c.Was == nil:
		c.extension(w)
	case c.Again:
		c.rewrite(w)
	default:
		w.do(f.Append("andringar", c.Entry))
	}
	if w.err != nil {
		return nil, w.err
	}
	return f.Text()
}

// writing makes one edit after the other, up to the first that can't be made.
type writing struct {
	f   *edit.File
	err error
}

func (w *writing) do(err error) {
	if w.err == nil {
		w.err = err
	}
}

func (w *writing) set(path string, v edit.Value) {
	if w.err == nil {
		w.err = w.f.Set(path, v)
	}
}

func (w *writing) remove(path string) {
	if w.err == nil {
		w.err = w.f.Remove(path)
	}
}

// weeks writes the periodisation, and the sums by quarter where the plan states them. A week
// that the plan has written keeps its line when it comes to hold nothing.
func (c *Change) weeks(w *writing) {
	sums := map[calendar.Quarter]int{}
	var known []calendar.Slot
	for _, s := range c.Slots {
		sums[s.Slot.Quarter()] += s.After
		known = append(known, s.Slot)
		item, written := c.Plan.Periodisering.Of(s.Slot)
		if written && item.Volume.V != s.After || !written && s.After > 0 {
			w.set("periodisering."+s.Slot.String(), edit.Int(s.After))
		}
	}
	for _, item := range c.Plan.Periodisering.Items {
		if item.Slot.Set && item.Volume.V != 0 && !slices.Contains(known, item.Slot.V) {
			w.set("periodisering."+item.Slot.V.String(), edit.Int(0)) // the branch had put it there
		}
	}
	for _, item := range c.Plan.Kvartal.Items {
		if sum := sums[item.Slot.V.Quarter()]; item.Slot.Set && item.Volume.V != sum {
			w.set("kvartal."+item.Slot.V.String(), edit.Int(sum))
		}
	}
}

// extension keeps a proposal's utokning in step with its volume.
func (c *Change) extension(w *writing) {
	switch u := c.Plan.Utokning; {
	case u == nil || u.Utokar.V == c.Added:
	case c.Added == 0:
		w.remove("utokning")
	default:
		w.set("utokning.utokar", edit.Int(c.Added))
	}
}

// rewrite writes over the entry that the branch has made before.
func (c *Change) rewrite(w *writing) {
	at := "andringar." + digits(c.Nr) + "."
	for _, e := range c.Entry {
		w.set(at+e.Key, e.Value)
	}
	for _, key := range c.Gone {
		w.remove(at + key)
	}
}
