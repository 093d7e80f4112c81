package edit

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// spot is where a path leads.
type spot struct {
	path string
	// steps go from the root to the node: the last one holds it.
	steps []step
	// node is the value, or the innermost one that is there.
	node  *yamldoc.Node
	shape *schema.Shape
	// missing are the keys of the path that are not there, below the node.
	missing []string
}

// step is a mapping or list that a path goes through.
type step struct {
	in    *yamldoc.Node
	shape *schema.Shape
	at    int  // of its entries or items
	flow  bool // it stands in braces or brackets
}

// holder is the step that holds the spot's node.
func (s *spot) holder() step { return s.steps[len(s.steps)-1] }

// entry is the entry of the holder, which is a mapping.
func (s step) entry() yamldoc.Entry { return s.in.Entries[s.at] }

// find follows a path as far as it leads. What follows the last thing that is there are keys
// that may be made.
func (f *File) find(path string) (*spot, error) {
	w := walker{file: f, spot: &spot{path: path, node: f.doc.Root, shape: f.shape}, name: string(f.kind), rest: path}
	if strings.HasPrefix(path, ".") || strings.HasSuffix(path, ".") || strings.Contains(path, "..") {
		return nil, &Fault{path, lang.T("`%s` är ingen sökväg: en punkt står mellan två nycklar", "`%s` is no path: a dot stands between two keys", path), w.known()}
	}
	for w.rest != "" {
		if err := w.step(); err != nil {
			return nil, err
		}
	}
	if len(w.spot.steps)+len(w.spot.missing) == 0 {
		return nil, &Fault{path, lang.T("det står inte vad som ska ändras", "it is not said what to change"), w.known()}
	}
	return w.spot, nil
}

// walker is a path that is being followed.
type walker struct {
	file        *File
	spot        *spot
	above, name string // the keys under which the node stands, for the entries of a list
	rest        string // of the path
	flow        bool
}

func (w *walker) step() error {
	n := w.spot.node
	w.flow = w.flow || w.file.doc.IsFlow(n)
	switch {
	case len(w.spot.missing) > 0 || n.Kind == yamldoc.Null:
		return w.make()
	case n.Kind == yamldoc.Mapping:
		return w.key()
	case n.Kind == yamldoc.Sequence:
		return w.item()
	}
	return &Fault{w.spot.path, lang.T("`%s` är ett enkelt värde och har inga delar", "`%s` is a plain value and has no parts", w.name),
		lang.T("Sluta vid `%s`.", "Stop at `%s`.", strings.TrimSuffix(w.spot.path, "."+w.rest))}
}

// into goes on to a part of the node.
func (w *walker) into(at int, part *yamldoc.Node, s *schema.Shape) {
	w.spot.steps = append(w.spot.steps, step{w.spot.node, w.spot.shape, at, w.flow})
	w.spot.node, w.spot.shape = part, s
}

// key goes on to an entry of a mapping, or to one that may be made.
func (w *walker) key() error {
	at := -1
	for i, e := range w.spot.node.Entries {
		if leads(e.Key.Text, w.rest) && (at < 0 || len(e.Key.Text) > len(w.spot.node.Entries[at].Key.Text)) {
			at = i
		}
	}
	if at < 0 {
		return w.make()
	}
	e := w.spot.node.Entries[at]
	w.into(at, e.Value, w.spot.shape.Value(e.Key.Text))
	w.take(e.Key.Text)
	w.above, w.name = w.name, e.Key.Text
	return nil
}

// make takes the next word of the path for a key that is to be made.
func (w *walker) make() error {
	s := w.spot.shape
	for _, key := range w.spot.missing {
		s = s.Value(key)
	}
	word, _, _ := strings.Cut(w.rest, ".")
	if s.Item() != nil {
		return w.noEntry(word, nil)
	}
	if !s.Takes(word) {
		return w.unknown(word, s)
	}
	w.spot.missing = append(w.spot.missing, word)
	w.take(word)
	w.above, w.name = w.name, word
	return nil
}

// item goes on to an entry of a list.
func (w *walker) item() error {
	var names []string
	at, twice := -1, false
	for i, item := range w.spot.node.Items {
		name := itemName(w.above, w.name, item)
		if name == "" {
			continue
		}
		names = append(names, name)
		switch {
		case !leads(name, w.rest):
		case at < 0 || len(name) > len(itemName(w.above, w.name, w.spot.node.Items[at])):
			at, twice = i, false
		default:
			twice = true
		}
	}
	switch {
	case twice:
		return &Fault{w.spot.path, lang.T("`%s` har två poster `%s`", "`%s` has two entries `%s`", w.name, itemName(w.above, w.name, w.spot.node.Items[at])),
			lang.T("Ta bort den ena för hand först.", "Remove one of them by hand first.")}
	case at < 0:
		word, _, _ := strings.Cut(w.rest, ".")
		return w.noEntry(word, names)
	}
	w.take(itemName(w.above, w.name, w.spot.node.Items[at]))
	w.into(at, w.spot.node.Items[at], w.spot.shape.Item())
	return nil
}

// itemName is what an entry of a list is called by, or a plain value in it; empty where it
// has no name.
func itemName(above, list string, item *yamldoc.Node) string {
	if item.Kind != yamldoc.Mapping {
		return item.Text
	}
	name, _ := plan.EntryKey(above, list, item)
	return name
}

// leads tells that a path begins with a name.
func leads(name, path string) bool { return path == name || strings.HasPrefix(path, name+".") }

func (w *walker) take(name string) { w.rest = strings.TrimPrefix(w.rest[len(name):], ".") }

// unknown says that a mapping can't have a key.
func (w *walker) unknown(word string, s *schema.Shape) error {
	at := lang.T("på översta nivån", "at the top level")
	if len(w.spot.steps)+len(w.spot.missing) > 0 {
		at = lang.T("i `%s`", "in `%s`", w.name)
	}
	if s.ByTime() {
		return &Fault{w.spot.path, lang.T("`%s` är varken en vecka eller ett kvartal", "`%s` is neither a week nor a quarter", word),
			lang.T("Skriv en vecka som 2027-W05 eller ett kvartal som 2027-Q1.", "Write a week such as 2027-W05 or a quarter such as 2027-Q1.")}
	}
	if len(s.Keys()) == 0 {
		return &Fault{w.spot.path, lang.T("`%s` är ett enkelt värde och har inga delar", "`%s` is a plain value and has no parts", w.name), lang.Text{}}
	}
	message := lang.T("nyckeln `%s` finns inte %s", "there is no key `%s` %s", word, at)
	if near, ok := lang.Nearest(word, s.Keys()); ok {
		return &Fault{w.spot.path, message, lang.T("Menade du `%s`?", "Did you mean `%s`?", near)}
	}
	return &Fault{w.spot.path, message, lang.T("Nycklarna här är: %s.", "The keys here are: %s.", lang.List(s.Keys()))}
}

// noEntry says that a list does not have an entry.
func (w *walker) noEntry(word string, names []string) error {
	message := lang.T("`%s` har ingen post `%s`", "`%s` has no entry `%s`", w.name, word)
	near, ok := lang.Nearest(word, names)
	switch {
	case ok:
		return &Fault{w.spot.path, message, lang.T("Menade du `%s`?", "Did you mean `%s`?", near)}
	case len(names) == 0:
		return &Fault{w.spot.path, message, lang.T("Listan är tom.", "The list is empty.")}
	}
	return &Fault{w.spot.path, message, lang.T("Posterna är: %s.", "The entries are: %s.", lang.List(slices.Compact(names)).Some(12))}
}

// known is a hint at what can stand at the top.
func (w *walker) known() lang.Text {
	return lang.T("Nycklarna är: %s.", "The keys are: %s.", lang.List(w.file.shape.Keys()))
}
