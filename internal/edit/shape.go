package edit

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// shape is what a schema says of where a value stands: which keys come in which order, which
// of them must be there, what kind of value each has. The library that judges documents
// forgets the order in which a schema lists its keys, so the schema's own text is read.
type shape struct {
	Ref        string            `json:"$ref"`
	Type       string            `json:"type"`
	Enum       []string          `json:"enum"`
	Const      any               `json:"const"`
	Format     string            `json:"format"`
	Required   []string          `json:"required"`
	Properties keys              `json:"properties"`
	Names      *shape            `json:"propertyNames"`
	Rest       rest              `json:"additionalProperties"`
	Items      *shape            `json:"items"`
	Defs       map[string]*shape `json:"$defs"`
}

// keys are the keys of a mapping in the order of the schema.
type keys struct {
	order []string
	of    map[string]*shape
}

func (k *keys) UnmarshalJSON(text []byte) error {
	if err := json.Unmarshal(text, &k.of); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		k.order = append(k.order, name.(string)) // a key of an object
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
	}
	return nil
}

// rest is the shape of the values whose keys the schema does not name, nil for false.
type rest struct{ *shape }

func (r *rest) UnmarshalJSON(text []byte) error {
	if bytes.Equal(text, []byte("false")) {
		return nil
	}
	r.shape = &shape{}
	return json.Unmarshal(text, r.shape)
}

// readShapes keeps the shapes that have been read: a command edits many documents of a kind.
var readShapes sync.Map // shapeKey -> *shape

type shapeKey struct {
	schemas *schema.Set
	kind    string
}

// shapeOf gives the shape of a kind of document, with references followed.
func shapeOf(schemas *schema.Set, kind string) (*shape, error) {
	key := shapeKey{schemas, kind}
	if s, ok := readShapes.Load(key); ok {
		return s.(*shape), nil
	}
	text, _ := schemas.Source(kind)
	root := &shape{}
	if err := json.Unmarshal(text, root); err != nil {
		return nil, err
	}
	root.resolve(root.Defs, map[*shape]bool{})
	readShapes.Store(key, root)
	return root, nil
}

// resolve puts what a reference leads to in its place.
func (s *shape) resolve(defs map[string]*shape, seen map[*shape]bool) {
	if s == nil || seen[s] {
		return
	}
	seen[s] = true
	if target := defs[strings.TrimPrefix(s.Ref, "#/$defs/")]; target != nil {
		target.resolve(defs, seen)
		*s = *target
		return
	}
	s.Names.resolve(defs, seen)
	s.Rest.resolve(defs, seen)
	s.Items.resolve(defs, seen)
	for _, child := range s.Properties.of {
		child.resolve(defs, seen)
	}
}

// value is the shape of a key's value, nil where there is none.
func (s *shape) value(key string) *shape {
	if s == nil {
		return nil
	}
	if known := s.Properties.of[key]; known != nil {
		return known
	}
	return s.Rest.shape
}

// item is the shape of the items of a list, nil where there is none.
func (s *shape) item() *shape {
	if s == nil {
		return nil
	}
	return s.Items
}

// names lists the keys that a mapping may have, in the order of the schema.
func (s *shape) names() []string {
	if s == nil {
		return nil
	}
	return s.Properties.order
}

// isTime tells that the keys are weeks or quarters.
func (s *shape) isTime() bool {
	return s != nil && s.Names != nil && slices.Contains([]string{"vecka-eller-kvartal", "kvartal"}, s.Names.Format)
}

// has tells that a key may stand in the mapping.
func (s *shape) has(key string) bool {
	if s.isTime() {
		_, ok := calendar.ParseSlot(key)
		return ok
	}
	return s.value(key) != nil
}

// demands tells that the mapping must have a key.
func (s *shape) demands(key string) bool { return s != nil && slices.Contains(s.Required, key) }

// before tells that one key comes before another one. A key that has no place comes last.
func (s *shape) before(a, b string) bool {
	if s.isTime() {
		x, okX := calendar.ParseSlot(a)
		y, okY := calendar.ParseSlot(b)
		return okX && (!okY || x.Compare(y) < 0)
	}
	return s.place(a) < s.place(b)
}

func (s *shape) place(key string) int {
	if i := slices.Index(s.names(), key); i >= 0 {
		return i
	}
	return len(s.names())
}

// inOrder sorts entries as before says.
func (s *shape) inOrder(m Map) Map {
	return slices.SortedStableFunc(slices.Values(m), func(a, b Entry) int {
		switch {
		case s.before(a.Key, b.Key):
			return -1
		case s.before(b.Key, a.Key):
			return 1
		}
		return 0
	})
}
