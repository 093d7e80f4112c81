package schema

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Check says which kind of document it is, and what in it breaks the kind's schema. The
// kind is empty where the document does not say one that is known; the findings then
// say that and nothing more. Findings are errors, but for `dokument` not standing first.
func (s *Set) Check(doc *yamldoc.Document) (string, diag.List) {
	c := &checker{set: s, doc: doc}
	if id := doc.Root.Get("id"); id != nil && id.Kind == yamldoc.String && !id.Bad {
		c.id = id.Text
	}
	if doc.Root.Bad {
		return "", nil
	}
	name := c.kindOf()
	if name == "" {
		return "", c.found
	}
	c.kind = s.kinds[name]
	if err := c.kind.root.Validate(value(doc.Root)); err != nil {
		c.explain(err)
	}
	c.found.Sort()
	return name, c.found
}

// checker holds one document while it is checked.
type checker struct {
	set   *Set
	kind  *kind
	doc   *yamldoc.Document
	id    string
	found diag.List

	// What the library objected to, by instance location: values, and names of keys.
	values, names map[string][]violation
	// Findings that are dropped if what they miss turns up at a wrong place, and those
	// places: the missing key and the key that it belongs under.
	absent    []absence
	misplaced map[[2]string]bool
}

// violation is one keyword of one schema that a value breaks.
type violation struct {
	schema  *jsonschema.Schema
	keyword string
}

// absence is a finding about something that is not there.
type absence struct {
	key, home string // key is empty where the whole content of home is missing
	finding   diag.Diagnostic
}

func (c *checker) explain(err error) {
	var ve *jsonschema.ValidationError
	if !errors.As(err, &ve) {
		// Loops in the schema or values that are no JSON: neither can come about here,
		// and if one did the document must not pass.
		c.add(ruleType, diag.Span{}, "", lang.T("dokumentet kan inte kontrolleras mot sitt schema: %s",
			"the document cannot be checked against its schema: %s", err.Error()), lang.Text{})
		return
	}
	c.values, c.names = map[string][]violation{}, map[string][]violation{}
	c.misplaced = map[[2]string]bool{}
	c.collect(ve)
	c.walk(place{node: c.doc.Root}, "")
	for _, a := range c.absent {
		if !c.turnedUp(a) {
			c.found = append(c.found, a.finding)
		}
	}
}

// turnedUp tells that what is missing has been found at a wrong place.
func (c *checker) turnedUp(a absence) bool {
	if a.key != "" {
		return c.misplaced[[2]string{a.key, a.home}]
	}
	for place := range c.misplaced {
		if place[1] == a.home {
			return true
		}
	}
	return false
}

// collect sorts the library's errors by the value that they are about.
func (c *checker) collect(ve *jsonschema.ValidationError) {
	if len(ve.Causes) == 0 {
		to := c.values
		if strings.Contains(ve.KeywordLocation, "/propertyNames/") {
			to = c.names
		}
		to[ve.InstanceLocation] = append(to[ve.InstanceLocation], c.violation(ve.AbsoluteKeywordLocation))
	}
	for _, cause := range ve.Causes {
		c.collect(cause)
	}
}

// violation finds the schema and the keyword at a location such as
// schema:///leveransplan.schema.json#/properties/ursprung/dependentRequired/rad/0.
func (c *checker) violation(location string) violation {
	for at := location; ; {
		i := strings.LastIndexByte(at, '/')
		if i < 0 {
			return violation{schema: c.kind.root}
		}
		keyword := at[i+1:]
		at = at[:i]
		if sch := c.set.at[at]; sch != nil {
			return violation{sch, keyword}
		}
	}
}

// walk goes through the document in its own order and judges what the library
// objected to. What stands inside a bad node is not looked at.
func (c *checker) walk(p place, location string) {
	if p.node.Bad {
		return
	}
	if vs := c.values[location]; vs != nil {
		c.judge(p, vs)
	}
	for _, e := range p.node.Entries {
		if e.Key.Bad {
			continue
		}
		child, at := p.entry(e), location+"/"+instanceToken(e.Key.Text)
		if vs := c.names[at]; vs != nil {
			c.judgeName(p, child, vs)
		}
		c.walk(child, at)
	}
	for i := range p.node.Items {
		child := p.at(i)
		c.walk(child, location+"/"+strconv.Itoa(i))
	}
}

// judge reports a value's violations: of those with one cause only the first.
func (c *checker) judge(p place, vs []violation) {
	broken := func(keywords ...string) *jsonschema.Schema {
		for _, v := range vs {
			if slices.Contains(keywords, v.keyword) {
				return v.schema
			}
		}
		return nil
	}
	if sch := broken("type"); sch != nil {
		c.wrongType(p, sch)
		return
	}
	if sch := broken("enum", "const"); sch != nil {
		c.notAllowed(p, sch)
		return
	}
	if sch := broken("format", "pattern"); sch != nil {
		c.wrongFormat(p.subject(), p.node, p.span(), p.pointer, sch, broken("pattern") == nil)
		return
	}
	if sch := broken("required", "additionalProperties", "dependentRequired"); sch != nil {
		c.keys(p, sch)
	}
	for _, v := range vs {
		c.limit(p, v)
	}
}

// judgeName reports a key that is not of the form that its mapping's keys have.
func (c *checker) judgeName(parent, child place, vs []violation) {
	subject := lang.T("nyckeln i `%s`", "the key in `%s`", parent.name)
	shape := !slices.ContainsFunc(vs, func(v violation) bool { return v.keyword == "pattern" })
	c.wrongFormat(subject, child.key, child.key.Span, child.pointer, vs[0].schema, shape)
}

func (c *checker) add(rule string, at diag.Span, pointer string, message, hint lang.Text, related ...diag.Related) {
	c.found = append(c.found, c.finding(rule, at, pointer, message, hint, related...))
}

func (c *checker) finding(rule string, at diag.Span, pointer string, message, hint lang.Text, related ...diag.Related) diag.Diagnostic {
	r := c.doc.Source.Range(at)
	return diag.Diagnostic{
		Rule: rule, Severity: diag.Error, Basis: diag.Text,
		File: c.doc.Source.File, Range: r, Line: c.doc.Source.Line(r.Start.Line), Document: c.id,
		Message: message, Hint: hint, Pointer: pointer, Related: related,
	}
}
