package amend

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Undone is what a branch has changed of an agreed plan, to be taken back.
type Undone struct {
	Plan *plan.Leveransplan // as it stands in the files
	Was  *plan.Leveransplan // as agreed: what comes back
	// Keys are those of the plan that get what main has, in the order of [Terms] after volym,
	// periodisering and kvartal.
	Keys    []string
	Entries []*plan.Andring // those that the branch has added, which go with all they hold
	Slots   []Slot          // by time: those that hold something before or after
}

// Undo finds out what takes back the change that a branch has made of a plan; of the wish it
// reads the id alone. What else the branch has edited in the file is left as it is. The error
// is a [*Refusal].
func Undo(q Question) (*Undone, error) {
	w := &work{Question: q}
	if err := w.identify(); err != nil {
		return nil, err
	}
	was := w.change.Was
	if was == nil {
		return nil, refuse(lang.T("planen är bara ett förslag: på main finns inget att gå tillbaka till", "the plan is only a proposal: main has nothing to go back to"),
			lang.T("Ändra den vidare med leveransplan change eller leveransplan set.", "Go on changing it with leveransplan change or leveransplan set."))
	}
	if err := w.noneLost(was); err != nil {
		return nil, err
	}
	u := &Undone{Plan: w.now, Was: was, Keys: apart(was.Root(), w.now.Root())}
	for i := range w.now.Andringar[len(was.Andringar):] {
		e := &w.now.Andringar[len(was.Andringar)+i]
		if slices.ContainsFunc(w.now.Andringar[:len(was.Andringar)+i], func(o plan.Andring) bool { return o.Nr.V == e.Nr.V }) {
			return nil, w.wrongNumber(e.Nr.V, len(was.Andringar)+i+1)
		}
		u.Entries = append(u.Entries, e)
	}
	if len(u.Keys)+len(u.Entries) == 0 {
		return nil, refuse(lang.T("grenen har inte ändrat planens volym, veckor eller villkor: inget att ta tillbaka", "the branch has not changed the plan's volume, weeks or terms: nothing to take back"),
			lang.T("leveransplan preview visar vad grenen har ändrat.", "leveransplan preview shows what the branch has changed."))
	}
	u.slots()
	return u, nil
}

// slots lists what the weeks and quarters hold here and on main.
func (u *Undone) slots() {
	for _, p := range []*plan.Leveransplan{u.Plan, u.Was} {
		for _, item := range p.Periodisering.Items {
			known := slices.ContainsFunc(u.Slots, func(s Slot) bool { return s.Slot == item.Slot.V })
			here, _ := u.Plan.Periodisering.Of(item.Slot.V)
			there, _ := u.Was.Periodisering.Of(item.Slot.V)
			if item.Slot.Set && !known && here.Volume.V+there.Volume.V > 0 {
				u.Slots = append(u.Slots, Slot{Slot: item.Slot.V, Before: here.Volume.V, After: there.Volume.V})
			}
		}
	}
	slices.SortFunc(u.Slots, func(a, b Slot) int { return a.Slot.Compare(b.Slot) })
}

// Text writes what main has into the plan's text, and takes the branch's entries out of it.
// The error is an [*Unreadable] or an [*edit.Fault].
func (u *Undone) Text(old []byte) ([]byte, error) {
	f, bad := edit.Open(u.Plan.File(), old)
	if f == nil {
		return nil, &Unreadable{bad}
	}
	main := u.Was.Root()
	w := &writing{f: f}
	for _, key := range u.Keys {
		if agreed := main.Get(key); agreed != nil {
			w.set(key, value(agreed))
		} else {
			w.remove(key)
		}
	}
	for _, e := range slices.Backward(u.Entries) {
		w.remove("andringar." + digits(e.Nr.V))
	}
	if len(u.Entries) > 0 && main.Get("andringar") == nil {
		w.remove("andringar")
	}
	if w.err != nil {
		return nil, w.err
	}
	return f.Text()
}

// apart lists the keys that a change writes at the top of a plan and that say something else
// here than on main.
func apart(there, here *yamldoc.Node) []string {
	return slices.DeleteFunc(append([]string{"volym", "periodisering", "kvartal"}, Terms...), func(key string) bool {
		return same(there.Get(key), here.Get(key))
	})
}

// same tells that two values say the same; one that is not there is nil.
func same(a, b *yamldoc.Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	return yamldoc.Equal(a, b)
}

// value is what a node says, to be written elsewhere.
func value(n *yamldoc.Node) edit.Value {
	switch n.Kind {
	case yamldoc.Mapping:
		out := edit.Map{}
		for _, e := range n.Entries {
			out = append(out, edit.Entry{Key: e.Key.Text, Value: value(e.Value)})
		}
		return out
	case yamldoc.Sequence:
		out := edit.List{}
		for _, item := range n.Items {
			out = append(out, value(item))
		}
		return out
	case yamldoc.String:
		return edit.Text(n.Text)
	}
	return edit.Plain(n.Text)
}

// wayBack adds to the hint of a change that would leave the plan as main has it what does that
// where the branch has changed the plan.
func (w *work) wayBack(hint lang.Text) lang.Text {
	if !w.branched() {
		return hint
	}
	return lang.T("%s Det som grenen har ändrat tas tillbaka med leveransplan change %s --undo.", "%s What the branch has changed is taken back with leveransplan change %s --undo.", hint, w.now.ID.V)
}

// branched tells that the branch has changed the agreed plan before.
func (w *work) branched() bool {
	return w.change.Was != nil && (w.added != nil || len(apart(w.change.Was.Root(), w.now.Root())) > 0)
}
