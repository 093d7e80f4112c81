package diff

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// leaf is one value of a document, named by where it belongs and not by where it stands.
// Two documents say the same when they have the same leaves.
type leaf struct {
	pointer string // with entry keys in place of indexes
	value   string // as JSON: 12 and "12" are two values
	text    string // for people
	span    diag.Span
}

// leavesOf takes a document apart, in the order of the file. What carries no meaning leaves
// no trace: the order of keys and of entries that have keys of their own, a list of changes
// that is empty, a week of a plan with 0.
func leavesOf(d *plan.Document) []leaf {
	w := &walker{kind: d.Kind}
	w.walk("", string(d.Kind), "", d.Root())
	return w.out
}

type walker struct {
	kind plan.Kind
	out  []leaf
}

// walk takes a value apart. It is named by its key; parent is the key above that one.
func (w *walker) walk(parent, name, pointer string, n *yamldoc.Node) {
	switch n.Kind {
	case yamldoc.Mapping:
		w.mapping(name, pointer, n)
	case yamldoc.Sequence:
		w.sequence(parent, name, pointer, n)
	default:
		w.add(pointer, encoded(n), n.Text, n)
	}
}

func (w *walker) add(pointer, value, text string, n *yamldoc.Node) {
	w.out = append(w.out, leaf{pointer, value, text, n.Span})
}

func (w *walker) mapping(name, pointer string, n *yamldoc.Node) {
	before := len(w.out)
	for _, e := range n.Entries {
		if w.kind == plan.KindLeveransplan && pointer == "/periodisering" && e.Value.Kind == yamldoc.Int && e.Value.Text == "0" {
			continue
		}
		w.walk(name, e.Key.Text, pointer+"/"+escape(e.Key.Text), e.Value)
	}
	if len(w.out) == before {
		w.add(pointer, "{}", "{}", n)
	}
}

func (w *walker) sequence(parent, name, pointer string, n *yamldoc.Node) {
	switch {
	case len(n.Items) == 0 && pointer == "/andringar":
		return
	case !slices.ContainsFunc(n.Items, isCollection):
		w.list(pointer, n)
		return
	}
	keys := entryKeys(parent, name, n)
	if !inOrder(name, keys) {
		value, _ := json.Marshal(keys)
		w.add(pointer, string(value), strings.Join(keys, ", "), n)
	}
	for i, item := range n.Items {
		if item.Kind == yamldoc.Mapping {
			// What an entry holds belongs to the list, whatever its key.
			w.mapping(name, pointer+"/"+keys[i], item)
		} else {
			w.walk(parent, name, pointer+"/"+keys[i], item)
		}
	}
}

// list adds a list of plain values as one: nobody reads them apart.
func (w *walker) list(pointer string, n *yamldoc.Node) {
	values, texts := make([]string, len(n.Items)), make([]string, len(n.Items))
	for i, item := range n.Items {
		values[i], texts[i] = encoded(item), item.Text
	}
	text := strings.Join(texts, ", ")
	if len(texts) == 0 {
		text = "[]"
	}
	w.add(pointer, "["+strings.Join(values, ",")+"]", text, n)
}

func isCollection(n *yamldoc.Node) bool {
	return n.Kind == yamldoc.Mapping || n.Kind == yamldoc.Sequence
}

// encoded writes a scalar so that two are alike only if they say the same.
func encoded(n *yamldoc.Node) string {
	switch n.Kind {
	case yamldoc.Null:
		return "null"
	case yamldoc.Bool, yamldoc.Int, yamldoc.Number:
		return n.Text
	}
	return quoted(n.Text)
}

func quoted(s string) string {
	if plain(s) {
		return `"` + s + `"`
	}
	text, err := json.Marshal(norm.NFC.String(s))
	if err != nil {
		return strconv.Quote(s) // a string can always be written as JSON
	}
	return string(text)
}

// plain tells that a text is written as JSON as it stands, as ids, days and most words are.
func plain(s string) bool {
	for i := range len(s) {
		if b := s[i]; b < ' ' || b > '~' || b == '"' || b == '\\' || b == '<' || b == '>' || b == '&' {
			return false
		}
	}
	return true
}

// entryKeys names the entries of a list, ready to stand in a pointer: by their keys, else
// by their places. Of entries with one key the later ones are numbered; no key can look
// like that, since ~ is escaped in keys.
func entryKeys(parent, name string, n *yamldoc.Node) []string {
	keys, seen := make([]string, len(n.Items)), map[string]int{}
	for i, item := range n.Items {
		key, ok := plan.EntryKey(parent, name, item)
		if !ok {
			key = strconv.Itoa(i)
		}
		key = escape(key)
		if seen[key]++; seen[key] > 1 {
			key += "~~" + strconv.Itoa(seen[key])
		}
		keys[i] = key
	}
	return keys
}

// inOrder tells that entries stand where they should. Only the changes of a document and
// the steps of a search have an order that means something: one builds on another.
func inOrder(list string, keys []string) bool {
	var place func(key string) int
	switch list {
	case "andringar":
		place = func(key string) int { n, _ := strconv.Atoi(key); return n }
	case "kapacitetssok":
		place = func(key string) int { return slices.Index(plan.Sokordning, key) }
	default:
		return true
	}
	return slices.IsSortedFunc(keys, func(a, b string) int { return place(a) - place(b) })
}

var (
	escaper   = strings.NewReplacer("~", "~0", "/", "~1")
	unescaper = strings.NewReplacer("~1", "/", "~0", "~")
)

func escape(token string) string { return escaper.Replace(norm.NFC.String(token)) }

// editorial tells that a value is on the list of those that no agreement rests on: the case,
// contacts, and the minutes of an entry.
func editorial(kind plan.Kind, pointer string) bool {
	if kind != plan.KindLeveransplan && kind != plan.KindMissiv && kind != plan.KindErbjudande {
		return false
	}
	steps := strings.Split(pointer, "/")[1:]
	switch steps[0] {
	case "arende", "kontakter":
		return true
	case "andringar":
		return len(steps) == 3 && steps[2] == "protokoll"
	case "utokning":
		return len(steps) == 2 && steps[1] == "protokoll"
	}
	return false
}
