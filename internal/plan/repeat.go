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
func Repeats(d *Document) []Repeat {
	if d.YAML == nil {
		return nil
	}
	return repeats(nil, "", string(d.Kind), d.YAML.Root)
}

func repeats(out []Repeat, parent, name string, n *yamldoc.Node) []Repeat {
	for _, e := range n.Entries {
		if len(e.Value.Entries) > 0 || len(e.Value.Items) > 0 {
			out = repeats(out, name, e.Key.Text, e.Value)
		}
	}
	var first map[string]diag.Span
	for _, item := range n.Items {
		if len(n.Items) > 1 {
			if key, ok := EntryKey(parent, name, item); ok {
				if first == nil {
					first = make(map[string]diag.Span, len(n.Items))
				}
				at := keyPlace(parent, name, item)
				if same, twice := first[key]; twice {
					out = append(out, Repeat{List: name, Key: key, At: at, Same: same})
				} else {
					first[key] = at
				}
			}
		}
		out = repeats(out, parent, name, item)
	}
	return out
}

func keyPlace(parent, list string, entry *yamldoc.Node) diag.Span {
	for _, v := range keyValues(parent, list, entry) {
		if v != nil {
			return v.Span
		}
	}
	return entry.Span
}
