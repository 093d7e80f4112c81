package schema

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// Shape is what a schema says of a value before anything stands there: its type, the keys
// that it may have and their order, the shape of its parts. References in the schema have
// been followed. A Shape does not change and may be used by many goroutines at once.
//
// Nil is the shape of a value that no schema knows; everything may be asked of it.
type Shape struct {
	Type string // string, integer, number, boolean, object or array; empty where the schema names none
	// Enum lists the words that it may be, nil where any may. Const is the one word that it
	// must be, empty where there is a choice (the `dokument` of a kind: leveransplan/v1).
	Enum  []string
	Const string

	keys     []string // that the schema names, in its order
	required []string
	values   map[string]*Shape // by key
	rest     *Shape            // of the values whose keys the schema does not name, nil where there can be none
	item     *Shape
	names    string // the format that the keys must have
}

// Shape gives the shape of the documents of a kind, a name of [Set.Kinds]. It is an error for
// a kind that is unknown.
func (s *Set) Shape(kind string) (*Shape, error) {
	all, err := s.shapes()
	if err != nil {
		return nil, err
	}
	if all[kind] == nil {
		return nil, fmt.Errorf("no kind of document is called %q", kind)
	}
	return all[kind], nil
}

// readShapes gives the shapes of all kinds. The library that judges documents forgets the
// order in which a schema lists its keys, so that the files are read for it.
func (s *Set) readShapes() (map[string]*Shape, error) {
	order, err := readOrder(s.files)
	if err != nil {
		return nil, err
	}
	read := shaper{order, map[*jsonschema.Schema]*Shape{}}
	out := map[string]*Shape{}
	for name, k := range s.kinds {
		out[name] = read.shape(k.root)
	}
	return out, nil
}

// shaper makes shapes of schemas.
type shaper struct {
	order keyOrder
	made  map[*jsonschema.Schema]*Shape
}

func (r shaper) shape(sch *jsonschema.Schema) *Shape {
	for sch != nil && sch.Ref != nil {
		sch = sch.Ref
	}
	if sch == nil {
		return nil
	}
	if s := r.made[sch]; s != nil {
		return s
	}
	s := &Shape{Type: typeOf(sch), keys: r.order[sch.Location+"/properties"], required: sch.Required, values: map[string]*Shape{}}
	r.made[sch] = s // before its parts: one of them may be such a value again
	for _, v := range sch.Enum {
		if word, ok := v.(string); ok {
			s.Enum = append(s.Enum, word)
		}
	}
	if len(sch.Constant) == 1 {
		s.Const, _ = sch.Constant[0].(string)
	}
	for key, value := range sch.Properties {
		s.values[key] = r.shape(value)
	}
	rest, _ := sch.AdditionalProperties.(*jsonschema.Schema)
	s.rest, s.item = r.shape(rest), r.shape(sch.Items2020)
	for names := sch.PropertyNames; names != nil; names = names.Ref {
		s.names = names.Format
	}
	return s
}

// Keys lists the keys that the schema names for a mapping, in its order.
func (s *Shape) Keys() []string {
	if s == nil {
		return nil
	}
	return s.keys
}

// Names tells that the schema names a key.
func (s *Shape) Names(key string) bool { return s != nil && s.values[key] != nil }

// Takes tells that a key may stand in the mapping: the schema names it, or takes any such key.
func (s *Shape) Takes(key string) bool {
	if s.ByTime() {
		_, ok := calendar.ParseSlot(key)
		return ok
	}
	return s.Value(key) != nil
}

// Demands tells that the mapping must have a key.
func (s *Shape) Demands(key string) bool { return s != nil && slices.Contains(s.required, key) }

// Value is the shape of a key's value, nil where there is none.
func (s *Shape) Value(key string) *Shape {
	switch {
	case s == nil:
		return nil
	case s.Names(key):
		return s.values[key]
	}
	return s.rest
}

// Item is the shape of the items of a list, nil where it is no list.
func (s *Shape) Item() *Shape {
	if s == nil {
		return nil
	}
	return s.item
}

// IsText tells that the schema wants text. `dokument` has a constant and no type.
func (s *Shape) IsText() bool { return s != nil && s.Type == "string" }

// ByTime tells that the keys are weeks or quarters.
func (s *Shape) ByTime() bool {
	return s != nil && slices.Contains([]string{"vecka-eller-kvartal", "kvartal"}, s.names)
}

// Compare is negative where one key comes before another one, positive where it comes after
// it: weeks and quarters by time, all others by the order of the schema. Keys that have no
// place come last, and are the same to it.
func (s *Shape) Compare(a, b string) int {
	if !s.ByTime() {
		return cmp.Compare(s.place(a), s.place(b))
	}
	x, okX := calendar.ParseSlot(a)
	y, okY := calendar.ParseSlot(b)
	switch {
	case okX && okY:
		return x.Compare(y)
	case okX:
		return -1
	case okY:
		return 1
	}
	return 0
}

// place is the number of a key in the order of the schema.
func (s *Shape) place(key string) int {
	if i := slices.Index(s.Keys(), key); i >= 0 {
		return i
	}
	return len(s.Keys())
}
