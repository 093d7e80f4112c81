package layout

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/schema"
)

// shape is what a schema says of the layout of a value: which keys come in which order,
// and where text is wanted. The library that judges documents forgets the order in which
// a schema lists its keys, so the schema's own text is read.
type shape struct {
	Ref        string            `json:"$ref"`
	Type       string            `json:"type"`
	Const      any               `json:"const"`
	Format     string            `json:"format"`
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
	k.of = map[string]*shape{}
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

// shapes reads the shape of every kind of document, with references followed.
func shapes(schemas *schema.Set) (map[string]*shape, error) {
	out := map[string]*shape{}
	for _, kind := range schemas.Kinds() {
		text, _ := schemas.Source(kind)
		root := &shape{}
		if err := json.Unmarshal(text, root); err != nil {
			return nil, err
		}
		root.resolve(root.Defs, map[*shape]bool{})
		out[kind] = root
	}
	return out, nil
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

// knows tells that the schema names a key.
func (s *shape) knows(key string) bool { return s != nil && s.Properties.of[key] != nil }

// value is the shape of a key's value, nil where there is none.
func (s *shape) value(key string) *shape {
	switch {
	case s == nil:
		return nil
	case s.knows(key):
		return s.Properties.of[key]
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

// isText tells that the schema wants text. `dokument` has a constant and no type.
func (s *shape) isText() bool { return s != nil && s.Type == "string" }

// isTime tells that the keys are weeks or quarters.
func (s *shape) isTime() bool {
	return s != nil && s.Names != nil && slices.Contains([]string{"vecka-eller-kvartal", "kvartal"}, s.Names.Format)
}

// place is the number of a key in the order of the schema. Unknown keys come last.
func (s *shape) place(key string) int {
	if s == nil {
		return 0
	}
	if i := slices.Index(s.Properties.order, key); i >= 0 {
		return i
	}
	return len(s.Properties.order)
}
