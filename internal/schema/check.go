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
	c := s.checker(doc)
	if doc.Root.Bad {
		return "", nil
	}
	name := c.kindOf()
	if name == "" {
		return "", c.found
	}
	c.kind = s.kinds[name]
	if !c.kind.sound.accepts(doc.Root) {
		if err := c.kind.root.Validate(value(doc.Root)); err != nil {
			c.explain(err)
		}
	}
	return name, c.list()
}

// maxPerRule bounds how many findings of one rule a file can give; the last one says
// how many more there are. Two years' weeks fit.
const maxPerRule = 110

// checker holds one document while it is checked.
type checker struct {
	set   *Set
	kind  *kind
	doc   *yamldoc.Document
	id    string
	found diag.List
	count map[string]int // by rule: how many there are, shown or not
	last  map[string]int // by rule: the last finding's index in found
	lines map[int]string // a line can be long, and is kept once

	// What the library objected to, by instance location: values, and names of keys.
	values, names map[string][]violation
	// Findings that are dropped if what they miss turns up at a wrong place, and those
	// places: the missing key and the key that it belongs under.
	absent    []absence
	unkept    map[string]int // by rule: how many more of them there were
	misplaced map[[2]string]bool
}

func (s *Set) checker(doc *yamldoc.Document) *checker {
	c := &checker{set: s, doc: doc, count: map[string]int{}, last: map[string]int{}, lines: map[int]string{}}
	if id := doc.Root.Get("id"); id != nil && id.Kind == yamldoc.String && !id.Bad {
		c.id = id.Text
	}
	return c
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
	c.misplaced, c.unkept = map[[2]string]bool{}, map[string]int{}
	c.collect(ve)
	c.walk(place{node: c.doc.Root}, "")
	for _, a := range c.absent {
		if !c.turnedUp(a) && !c.full(a.finding.Rule) {
			c.report(a.finding)
		}
	}
	for rule, n := range c.unkept {
		c.count[rule] += n
	}
}

// full counts one more finding of a rule and tells whether it is one too many to show.
func (c *checker) full(rule string) bool {
	c.count[rule]++
	return c.count[rule] > maxPerRule
}

// miss keeps a finding about something missing until it is known whether that turns
// up elsewhere. Of very many, most will not be shown anyway.
func (c *checker) miss(a absence) {
	if len(c.absent) >= 10*maxPerRule {
		c.unkept[a.finding.Rule]++
		return
	}
	c.absent = append(c.absent, a)
}

func (c *checker) report(d diag.Diagnostic) {
	c.last[d.Rule] = len(c.found)
	c.found = append(c.found, d)
}

// list finishes the findings: those that stand for more of their kind say so.
func (c *checker) list() diag.List {
	for rule, n := range c.count {
		if more := n - maxPerRule; more > 0 {
			d := &c.found[c.last[rule]]
			d.Message = lang.T("%s (och %s till i filen)", "%s (and %s more in the file)", d.Message, more)
			d.Measure = more + 1
		}
	}
	c.found.Sort()
	return c.found
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
	c.report(c.finding(rule, at, pointer, message, hint, related...))
}

func (c *checker) finding(rule string, at diag.Span, pointer string, message, hint lang.Text, related ...diag.Related) diag.Diagnostic {
	r := c.doc.Source.Range(at)
	line, known := c.lines[r.Start.Line]
	if !known {
		line = c.doc.Source.Line(r.Start.Line)
		c.lines[r.Start.Line] = line
	}
	return diag.Diagnostic{
		Rule: rule, Severity: diag.Error, Basis: diag.Text,
		File: c.doc.Source.File, Range: r, Line: line, Document: c.id,
		Message: message, Hint: hint, Pointer: pointer, Measure: 1, Related: related,
	}
}
