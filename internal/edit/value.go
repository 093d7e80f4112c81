package edit

import (
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Value is a value to write: a [Text], [Int], [Bool], [Day], [Plain], [List] or [Map], or
// one of these by way of [Flow].
type Value interface{ value() }

type (
	// Text is text. It gets quotes where some reader would take it for something else.
	Text string
	// Int is a whole number.
	Int int
	// Bool is true or false.
	Bool bool
	// Day is a day: 2027-03-01.
	Day calendar.Day
	// Plain is written as it is: a week, a code, a fraction such as 0.5. What it says is
	// what the loader reads.
	Plain string
	// List is a list: of plain values on one line, of mappings on lines of their own.
	List []Value
	// Map is a mapping. Its keys are written in the order of the schema, weeks in the order
	// of time, whatever their order here.
	Map []Entry
	// flow is a collection on one line.
	flow struct{ Value }
)

// Entry is a key of a mapping with its value.
type Entry struct {
	Key   string
	Value Value
}

func (Text) value()  {}
func (Int) value()   {}
func (Bool) value()  {}
func (Day) value()   {}
func (Plain) value() {}
func (List) value()  {}
func (Map) value()   {}

// Flow writes a mapping in braces or a list in brackets, on one line. In a list whose
// entries stand on lines of their own an appended entry does as they do.
func Flow(v Value) Value {
	if _, already := v.(flow); already {
		return v
	}
	return flow{v}
}

// bare is a value without the wish to be written on one line.
func bare(v Value) Value {
	if f, ok := v.(flow); ok {
		return f.Value
	}
	return v
}

// onOneLine tells that a value is written on the line of its key by itself: whatever is no
// collection, an empty one, one in braces or brackets, a list of plain values.
func onOneLine(v Value) bool {
	switch v := v.(type) {
	case Map:
		return len(v) == 0
	case List:
		for _, item := range v {
			if isCollection(item) {
				return false
			}
		}
	}
	return true
}

func isCollection(v Value) bool {
	switch bare(v).(type) {
	case List, Map:
		return true
	}
	return false
}

// node is what a value says, as the loader reads it.
func node(v Value) *yamldoc.Node {
	switch v := bare(v).(type) {
	case Text:
		return &yamldoc.Node{Kind: yamldoc.String, Text: string(v)}
	case Int:
		return &yamldoc.Node{Kind: yamldoc.Int, Text: strconv.Itoa(int(v))}
	case Bool:
		return &yamldoc.Node{Kind: yamldoc.Bool, Text: strconv.FormatBool(bool(v))}
	case Day:
		return &yamldoc.Node{Kind: yamldoc.String, Text: calendar.Day(v).String()}
	case Plain:
		return read(string(v))
	case List:
		n := &yamldoc.Node{Kind: yamldoc.Sequence}
		for _, item := range v {
			n.Items = append(n.Items, node(item))
		}
		return n
	case Map:
		n := &yamldoc.Node{Kind: yamldoc.Mapping}
		for _, e := range v {
			n.Entries = append(n.Entries, yamldoc.Entry{Key: node(Text(e.Key)), Value: node(e.Value)})
		}
		return n
	}
	return &yamldoc.Node{}
}

// read is what a word says where a value stands. A word that is no value by itself says
// nothing that any document says.
func read(word string) *yamldoc.Node {
	doc, bad := yamldoc.Parse(diag.NewSource("", []byte("x: "+word+"\n")))
	if doc == nil || len(bad) > 0 || len(doc.Root.Entries) != 1 || strings.Contains(word, "#") {
		return &yamldoc.Node{Kind: yamldoc.String, Text: word, Bad: true}
	}
	return doc.Root.Entries[0].Value
}

// With is a mapping with one more key. It keeps to one line where it did.
func With(v Value, key string, value Value) Value {
	m, _ := bare(v).(Map)
	m = append(m[:len(m):len(m)], Entry{key, value})
	if _, ok := v.(flow); ok {
		return flow{m}
	}
	return m
}

// OnLines writes a list with each of its entries on a line, in braces.
func OnLines(v Value) Value {
	list, ok := bare(v).(List)
	if !ok || onOneLine(list) {
		return v
	}
	return list
}

// Spread writes a list of mappings with each of their keys on a line, and lists inside them
// as [OnLines] does.
func Spread(v Value) Value {
	list, ok := bare(v).(List)
	if !ok {
		return v
	}
	out := make(List, len(list))
	for i, item := range list {
		out[i] = item
		if m, ok := bare(item).(Map); ok {
			fresh := make(Map, len(m))
			for j, e := range m {
				fresh[j] = Entry{e.Key, OnLines(e.Value)}
			}
			out[i] = fresh
		}
	}
	return out
}
