package plan

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Repeat is an entry of a list whose key another entry has before it.
type Repeat struct {
	List string // the list's key
	Key  string
	At   diag.Span // the first value of the key
	Same diag.Span // the same value of the first entry
}

// Repeats lists the entries of a document that repeat the key of an earlier entry of the
// same list, in the order of the file. Lists whose entries have no key have none.
func Repeats(d *Document) []Repeat { return d.repeats }

func repeats(out []Repeat, parent, name string, n *yamldoc.Node) []Repeat {
	for _, e := range n.Entries {
		if len(e.Value.Entries) > 0 || len(e.Value.Items) > 0 {
			out = repeats(out, name, e.Key.Text, e.Value)
		}
	}
	if len(n.Items) > 1 {
		out = repeatsIn(out, parent, name, n.Items)
	}
	for _, item := range n.Items {
		out = repeats(out, parent, name, item)
	}
	return out
}

func repeatsIn(out []Repeat, parent, name string, items []*yamldoc.Node) []Repeat {
	keys := keysOf(parent, name)
	if keys == nil {
		return out
	}
	first := make(map[string]diag.Span, len(items))
	for _, item := range items {
		key, value, ok := entryKey(keys, item)
		if !ok {
			continue
		}
		if same, twice := first[key]; twice {
			out = append(out, Repeat{List: name, Key: key, At: value.Span, Same: same})
		} else {
			first[key] = value.Span
		}
	}
	return out
}
