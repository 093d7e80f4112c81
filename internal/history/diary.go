package history

import (
	"encoding/json"
	"fmt"
	"iter"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// Diary tells every step as the register of decisions has it, the oldest first. What the
// reader's meanings hold of earlier runs is taken from there, so that a run costs what is
// new. It ends with the first error.
func (l *Line) Diary(reader *check.Reader) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		d := diary{line: l, reader: reader}
		for i := range l.commits {
			e, err := d.entry(l.Step(i))
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// Teller tells single steps as the register of decisions has them, in any order.
func Teller(repo *gitrepo.Repo, reader *check.Reader) func(Step) (Entry, error) {
	d := diary{line: &Line{repo: repo}, reader: reader}
	return d.entry
}

// All gives the whole register.
func (l *Line) All(reader *check.Reader) ([]Entry, error) {
	out := make([]Entry, 0, l.Len())
	for e, err := range l.Diary(reader) {
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// diary reads entries. Steps that are known need no walk; where one is not, the walk begins
// there.
type diary struct {
	line   *Line
	reader *check.Reader
	walk   *check.Walk
	at     string // the tree at which the walk stands
}

func (d *diary) entry(s Step) (Entry, error) {
	e := Entry{Step: s}
	if s.Before.Tree == s.Commit.Tree {
		return e, nil
	}
	// What a step means follows from the files before and after, whoever made it and when.
	key := "step " + s.Before.Tree + " " + s.Commit.Tree
	known := d.reader.Meanings()
	if text, ok := known.Get(key); ok && json.Unmarshal(text, &e.Items) == nil {
		return e, nil
	}
	e.Items = nil
	if d.walk == nil || d.at != s.Before.Tree {
		var err error
		if d.walk, err = d.reader.Walk(s.Before.FS()); err != nil {
			return e, err
		}
	}
	if err := d.line.step(d.walk, s, func(c diff.Change) { e.Items = append(e.Items, itemOf(c)) }); err != nil {
		return Entry{Step: s}, err
	}
	d.at = s.Commit.Tree
	text, err := kept(e.Items)
	if err != nil {
		return e, err
	}
	known.Put(key, text)
	return e, nil
}

// kept writes items as they are kept, one by one: those of a first commit are many, and of what
// it writes at once the encoder makes copies.
func kept(items []Item) ([]byte, error) {
	texts, size := make([][]byte, len(items)), len("[]")
	for i := range items {
		var err error
		if texts[i], err = json.Marshal(&items[i]); err != nil {
			return nil, fmt.Errorf("history: %w", err)
		}
		size += len(texts[i]) + len(",")
	}
	out := append(make([]byte, 0, size), '[')
	for i, text := range texts {
		if i > 0 {
			out = append(out, ',')
		}
		out, texts[i] = append(out, text...), nil
	}
	return append(out, ']'), nil
}

// slotJSON is a slot as it is kept.
type slotJSON struct {
	Slot   string `json:"s"`
	Before int    `json:"b,omitempty"`
	After  int    `json:"a,omitempty"`
}

// MarshalJSON writes the slot as plans name it.
func (s Slot) MarshalJSON() ([]byte, error) {
	return json.Marshal(slotJSON{s.Slot.String(), s.Before, s.After})
}

// UnmarshalJSON reads what MarshalJSON has written.
func (s *Slot) UnmarshalJSON(text []byte) error {
	var j slotJSON
	if err := json.Unmarshal(text, &j); err != nil {
		return err
	}
	slot, ok := calendar.ParseSlot(j.Slot)
	if !ok {
		return fmt.Errorf("history: %q is no slot", j.Slot)
	}
	*s = Slot{slot, j.Before, j.After}
	return nil
}
