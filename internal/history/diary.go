package history

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"iter"
	"strconv"
	"strings"

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
		for i := range e.Items {
			d.line.less(&e.Items[i])
		}
		return e, nil
	}
	e.Items = nil
	if d.walk == nil || d.at != s.Before.Tree {
		var err error
		if d.walk, err = d.reader.Walk(s.Before.FS()); err != nil {
			return e, err
		}
	}
	var text kept
	err := d.line.step(s, func(tree fs.FS, files []diff.FileChange) error {
		return d.walk.Brief(tree, files, func(c diff.Change) {
			it := itemOf(c)
			text.add(&it)
			d.line.less(&it)
			e.Items = append(e.Items, it)
		})
	})
	if err == nil {
		d.at, err = s.Commit.Tree, text.err
	}
	if err != nil {
		return Entry{Step: s}, err
	}
	known.Put(key, text.all())
	return e, nil
}

func (l *Line) less(it *Item) {
	if l.Less != nil {
		l.Less(it)
	}
}

// kept writes items as they are kept, one by one: those of a first commit are many, and of what
// it writes at once the encoder makes copies.
type kept struct {
	text []byte
	err  error
}

func (k *kept) add(it *Item) {
	text, err := json.Marshal(it)
	if err != nil {
		k.err = cmp.Or(k.err, fmt.Errorf("history: %w", err))
		return
	}
	k.text = append(append(k.text, ','), text...)
}

// all gives the list.
func (k *kept) all() []byte {
	if len(k.text) == 0 {
		return []byte("[]")
	}
	k.text[0] = '['
	return append(k.text, ']')
}

// MarshalText writes the slot in one word, since a first commit has a week's of all plans: what
// plans name it, and the two numbers.
func (s Slot) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%s %d %d", s.Slot, s.Before, s.After), nil
}

// UnmarshalText reads what MarshalText has written.
func (s *Slot) UnmarshalText(text []byte) error {
	parts := strings.Split(string(text), " ")
	if len(parts) != 3 {
		return fmt.Errorf("history: %q is no slot with its numbers", text)
	}
	slot, ok := calendar.ParseSlot(parts[0])
	before, err := strconv.Atoi(parts[1])
	after, err2 := strconv.Atoi(parts[2])
	if !ok || err != nil || err2 != nil {
		return fmt.Errorf("history: %q is no slot with its numbers", text)
	}
	*s = Slot{slot, before, after}
	return nil
}
