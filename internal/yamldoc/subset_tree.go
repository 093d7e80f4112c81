package yamldoc

import "strings"

// tree turns marks into nodes. All that a document needs is counted first and then made
// at once: a tree costs five allocations, however large it is.
func (r *reader) tree() *Node {
	t := tree{reader: r, nodes: make([]Node, len(r.marks))}
	entries, items, long := 0, 0, 0
	for _, m := range r.marks {
		switch m.kind {
		case Mapping:
			entries += int(m.parts)
		case Sequence:
			items += int(m.parts)
		default:
			if size := len(r.own(m)); size > longestWord {
				long += size
			}
		}
	}
	t.entries, t.items = make([]Entry, entries), make([]*Node, items)
	t.long.Grow(long)
	return t.node()
}

// tree is what is left of the memory for a document.
type tree struct {
	*reader
	nodes   []Node
	next    int // mark, and node
	entries []Entry
	items   []*Node
	long    strings.Builder // all texts that are no words
}

func (t *tree) node() *Node {
	m, n := t.marks[t.next], &t.nodes[t.next]
	t.next++
	n.Kind, n.Quoted, n.Span = m.kind, m.quoted, m.span
	switch m.kind {
	case Mapping:
		n.Entries = t.entries[:m.parts:m.parts]
		t.entries = t.entries[m.parts:]
		for i := range n.Entries {
			n.Entries[i] = Entry{Key: t.node(), Value: t.node()}
		}
	case Sequence:
		n.Items = t.items[:m.parts:m.parts]
		t.items = t.items[m.parts:]
		for i := range n.Items {
			n.Items[i] = t.node()
		}
	default:
		n.Text = t.textOf(t.own(m))
	}
	return n
}

func (t *tree) textOf(text []byte) string {
	if len(text) <= longestWord {
		return t.words.of(text)
	}
	at := t.long.Len()
	t.long.Write(text)
	return t.long.String()[at:]
}

// longestWord bounds what counts as a word, in bytes: codes, names, days, keys. They are
// few and stand in every plan.
const longestWord = 32

// words keeps one copy of each word that it was asked for lately, so that the values of
// a plan neither cost a copy each nor keep the text that they stand in.
type words [4096]string

func (w *words) of(text []byte) string {
	if len(text) < 2 {
		return string(text) // the language has these ready
	}
	slot := &w[hash(text)%uint32(len(w))]
	if *slot != string(text) {
		*slot = string(text)
	}
	return *slot
}
