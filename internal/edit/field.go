package edit

import (
	"strings"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Field is a key that a document or an entry of a list can have, for forms.
type Field struct {
	// Way is the keys that lead to it from the top; under one whose value is a list the next
	// one is a key of its entries.
	Way    []string
	Needed bool // the schema demands it wherever what holds it stands
	Enum   []string
	// List tells that there can be several values, Parts what a group or each entry of a
	// list of groups consists of, in the order of the schema.
	List  bool
	Parts []Field

	schemas *schema.Set
	root    *schema.Shape
	shape   *schema.Shape
}

// Fields lists what a document of a kind can have.
func Fields(schemas *schema.Set, kind string) ([]Field, error) {
	root, err := schemas.Shape(kind)
	if err != nil {
		return nil, err
	}
	return fields(schemas, root, root, nil), nil
}

func fields(schemas *schema.Set, root, s *schema.Shape, way []string) []Field {
	var out []Field
	for _, key := range s.Keys() {
		v := s.Value(key)
		f := Field{Way: append(way[:len(way):len(way)], key), Needed: s.Demands(key), Enum: v.Enum, List: v.Item() != nil, schemas: schemas, root: root, shape: v}
		inner := v
		if f.List {
			inner = v.Item()
			f.Enum = inner.Enum
		}
		f.Parts = fields(schemas, root, inner, f.Way)
		out = append(out, f)
	}
	return out
}

// Key is the field's own key.
func (f Field) Key() string { return f.Way[len(f.Way)-1] }

// ByTime tells that it holds a volume for each week or quarter.
func (f Field) ByTime() bool { return f.shape.ByTime() }

// Value gives the value that a word stands for in the field, as [File.Word] does, and holds it
// to the schema: a [*Fault] says what the schema has against it.
func (f Field) Value(word string) (Value, error) {
	v, err := wordValue(f.shape, strings.Join(f.Way, "."), word)
	if err != nil {
		return nil, err
	}
	before, after, s := "", "", f.root
	for i, key := range f.Way {
		before += key + ": "
		if s = s.Value(key); i == len(f.Way)-1 {
			break
		}
		before, after = before+"{", "}"+after
		if item := s.Item(); item != nil {
			s = item
			before, after = strings.TrimSuffix(before, "{")+"[{", "}]"+strings.TrimPrefix(after, "}")
		}
	}
	head := "dokument: " + f.root.Value("dokument").Const + "\n" + before
	doc, bad := yamldoc.Parse(diag.NewSource("", []byte(head+inline(v, f.shape)+after+"\n")))
	if len(bad) == 0 {
		_, bad = f.schemas.Check(doc)
	}
	// What is said of places before the value is that the rest is missing.
	column := utf8.RuneCountInString(before) + 1
	for _, d := range bad {
		if d.Range.Start.Line == 2 && d.Range.Start.Column >= column {
			return nil, &Fault{strings.Join(f.Way, "."), d.Message, d.Hint}
		}
	}
	if doc == nil {
		return nil, &Fault{strings.Join(f.Way, "."), lang.T("%s går inte att skriva här", "%s can't be written here", word), lang.Text{}}
	}
	return v, nil
}
