// Package schema holds a document against the JSON Schema of its kind and says in
// Swedish and English, at the place in the file, what does not fit.
//
// The library judges; the words are this package's own. Of the library's errors only
// the places are used, in the schema and in the document: which key is missing, which
// is unknown and what was meant is worked out from the schema and the node. A value
// that the loader has reported (yamldoc.Node.Bad) is never reported again. A document that
// surely keeps its schema, as most do, is not brought before the library at all: see
// acceptor.
package schema

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/schemas"
)

const (
	// base is the address that relative references resolve against. Nothing but the
	// files of the set answers to it.
	base   = "schema:///"
	ending = ".schema.json"
	shared = "gemensamt" + ending
)

// Set is the compiled schemas of all kinds of documents. It does not change after
// [Load] and may be used by many goroutines at once.
type Set struct {
	files fs.FS
	kinds map[string]*kind
	at    map[string]*jsonschema.Schema // every schema by its location
	sound acceptors                     // and what is sure to keep it
	// shapes reads the shapes of all kinds, once: few commands want them.
	shapes func() (map[string]*Shape, error)
}

// kind is one kind of document.
type kind struct {
	id    string // what `dokument` says: leveransplan/v1
	root  *jsonschema.Schema
	sound *acceptor
	homes map[string][]home // by key: where it stands
}

// Load gives the schemas that are built into the tool, compiled once in a process.
func Load() (*Set, error) { return compiledOnce() }

var compiledOnce = sync.OnceValues(func() (*Set, error) { return load(schemas.FS) })

func load(files fs.FS) (*Set, error) {
	names, err := fs.Glob(files, "*"+ending)
	if err != nil {
		return nil, err
	}
	c := compiler(files)
	s := &Set{files: files, kinds: map[string]*kind{}, at: map[string]*jsonschema.Schema{}, sound: acceptors{}}
	s.shapes = sync.OnceValues(s.readShapes)
	for _, name := range names {
		if name == shared {
			continue
		}
		k, err := s.compile(c, name)
		if err != nil {
			return nil, fmt.Errorf("schema %s: %w", name, err)
		}
		s.kinds[strings.TrimSuffix(name, ending)] = k
	}
	return s, nil
}

// compiler opens the set's own files and nothing else: no network, no disk.
func compiler(files fs.FS) *jsonschema.Compiler {
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.AssertFormat = true
	c.ExtractAnnotations = true // for the examples that hints show
	c.LoadURL = func(url string) (io.ReadCloser, error) {
		name, ok := strings.CutPrefix(url, base)
		if !ok || path.Base(name) != name {
			return nil, fmt.Errorf("%s is not one of the built-in schemas", url)
		}
		return files.Open(name)
	}
	for name, f := range formats {
		c.Formats[name] = func(v any) bool {
			text, isText := v.(string)
			return !isText || f.valid == nil || f.valid(text)
		}
	}
	return c
}

func (s *Set) compile(c *jsonschema.Compiler, name string) (*kind, error) {
	root, err := c.Compile(base + name)
	if err != nil {
		return nil, err
	}
	if err := s.index(root); err != nil {
		return nil, err
	}
	sound, err := s.sound.of(root)
	if err != nil {
		return nil, err
	}
	id, err := kindID(root)
	return &kind{id: id, root: root, sound: sound, homes: homes(root)}, err
}

// kindID is the constant that the schema's `dokument` must be.
func kindID(root *jsonschema.Schema) (string, error) {
	if first := root.Properties[keyKind]; first != nil && len(first.Constant) == 1 {
		if id, ok := first.Constant[0].(string); ok {
			return id, nil
		}
	}
	return "", fmt.Errorf("`%s` is not a constant", keyKind)
}

// index makes every schema findable by its location. A schema that could be violated
// in a way that this package has no words for is refused.
func (s *Set) index(sch *jsonschema.Schema) error {
	if s.at[sch.Location] != nil {
		return nil
	}
	s.at[sch.Location] = sch
	if err := supported(sch); err != nil {
		return fmt.Errorf("%s: %w", sch.Location, err)
	}
	for _, child := range children(sch) {
		if err := s.index(child); err != nil {
			return err
		}
	}
	return nil
}

func supported(sch *jsonschema.Schema) error {
	if _, known := formats[sch.Format]; sch.Format != "" && !known {
		// The library takes a misspelt format for an annotation and checks nothing.
		return fmt.Errorf("unknown format %q", sch.Format)
	}
	wordless := sch.Not != nil || sch.AllOf != nil || sch.AnyOf != nil || sch.OneOf != nil || sch.If != nil ||
		sch.DependentSchemas != nil || sch.PatternProperties != nil || sch.PrefixItems != nil || sch.Contains != nil ||
		sch.UnevaluatedProperties != nil || sch.UnevaluatedItems != nil || sch.DynamicRef != nil || sch.Always != nil ||
		sch.ExclusiveMinimum != nil || sch.ExclusiveMaximum != nil || sch.MultipleOf != nil || sch.MinLength >= 0
	if wordless {
		return fmt.Errorf("a keyword that there are no words for")
	}
	return nil
}

// children are the schemas that a schema applies to its value or to parts of it.
func children(sch *jsonschema.Schema) []*jsonschema.Schema {
	var out []*jsonschema.Schema
	for _, name := range sortedKeys(sch.Properties) {
		out = append(out, sch.Properties[name])
	}
	rest, _ := sch.AdditionalProperties.(*jsonschema.Schema)
	for _, child := range []*jsonschema.Schema{sch.Ref, sch.PropertyNames, rest, sch.Items2020} {
		if child != nil {
			out = append(out, child)
		}
	}
	return out
}

// Kinds lists the kinds of documents by name: avtal, avvikelser, behovsanalys …
func (s *Set) Kinds() []string { return sortedKeys(s.kinds) }

// Source gives a kind's schema as one file that needs no other: what editors and other
// programs can be handed. The second value is false for an unknown kind.
func (s *Set) Source(name string) ([]byte, bool) {
	if s.kinds[name] == nil {
		return nil, false
	}
	text, err := bundle(s.files, name+ending)
	return text, err == nil // no error: the same files have been compiled
}
