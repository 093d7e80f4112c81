package schema

import (
	"errors"
	"fmt"
	"math"
	"math/big"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// acceptors makes the acceptor of a schema and of every schema in it, each once. A
// schema that asks for something that no acceptor looks at is refused.
type acceptors map[*jsonschema.Schema]*acceptor

// kindBits are the kinds of nodes whose value is of a type. A number with decimals is
// never whole.
var kindBits = map[string]uint8{
	"null": 1 << yamldoc.Null, "boolean": 1 << yamldoc.Bool, "integer": 1 << yamldoc.Int, "number": 1<<yamldoc.Int | 1<<yamldoc.Number,
	"string": 1 << yamldoc.String, "object": 1 << yamldoc.Mapping, "array": 1 << yamldoc.Sequence,
}

const anyKind = 1<<(yamldoc.Sequence+1) - 1

// of gives nil for no schema.
func (all acceptors) of(sch *jsonschema.Schema) (*acceptor, error) {
	if sch == nil || all[sch] != nil {
		return all[sch], nil
	}
	a := &acceptor{
		pattern: sch.Pattern, longest: upTo(sch.MaxLength), valid: formats[sch.Format].valid,
		fewest: sch.MinItems, most: upTo(sch.MaxItems), unique: sch.UniqueItems,
		fewestKeys: sch.MinProperties, mostKeys: upTo(sch.MaxProperties),
	}
	all[sch] = a // before its parts, which may refer to it
	for _, read := range []func(*jsonschema.Schema, *acceptor) error{scalar, all.parts, all.keys} {
		if err := read(sch, a); err != nil {
			return nil, fmt.Errorf("%s: %w", sch.Location, err)
		}
	}
	return a, nil
}

// upTo is a limit of a size; the library has -1 for none.
func upTo(limit int) int {
	if limit < 0 {
		return math.MaxInt
	}
	return limit
}

var (
	errWords   = errors.New("a list of allowed values that are not all texts")
	errLimit   = errors.New("a limit that is no whole number")
	errKeys    = errors.New("a least number of keys above one") // a key stated twice would count twice
	errDraft   = errors.New("a keyword of an older draft")
	errTooMany = errors.New("more than 64 properties")
)

// scalar reads the types and what is asked of texts and numbers.
func scalar(sch *jsonschema.Schema, a *acceptor) error {
	for _, t := range sch.Types {
		a.kinds |= kindBits[t]
	}
	if len(sch.Types) == 0 {
		a.kinds = anyKind
	}
	listed := sch.Enum
	if len(sch.Constant) > 0 {
		listed = sch.Constant
	}
	for _, v := range listed {
		word, isText := v.(string)
		if !isText || len(sch.Enum)*len(sch.Constant) > 0 {
			return errWords
		}
		a.words = append(a.words, word)
	}
	low, lowKnown := limit(sch.Minimum, math.MinInt)
	high, highKnown := limit(sch.Maximum, math.MaxInt)
	a.lowest, a.highest = low, high
	if !lowKnown || !highKnown {
		return errLimit
	}
	return nil
}

// limit gives a whole number that a number with decimals can be held against exactly.
func limit(r *big.Rat, none int) (int, bool) {
	if r == nil {
		return none, true
	}
	return int(r.Num().Int64()), r.IsInt() && r.Num().BitLen() <= 53
}

// parts makes the acceptors that a schema hands its value or parts of it on to.
func (all acceptors) parts(sch *jsonschema.Schema, a *acceptor) error {
	rest, isSchema := sch.AdditionalProperties.(*jsonschema.Schema)
	open, isBool := sch.AdditionalProperties.(bool)
	if sch.AdditionalProperties != nil && !isSchema && !isBool || sch.Draft != jsonschema.Draft2020 || sch.Dependencies != nil || sch.RecursiveRef != nil {
		return errDraft
	}
	a.closed = isBool && !open
	var err error
	for _, part := range []struct {
		to   **acceptor
		from *jsonschema.Schema
	}{{&a.ref, sch.Ref}, {&a.names, sch.PropertyNames}, {&a.rest, rest}, {&a.items, sch.Items2020}} {
		if *part.to, err = all.of(part.from); err != nil {
			return err
		}
	}
	return nil
}

// keys reads which keys a mapping may have and which it must.
func (all acceptors) keys(sch *jsonschema.Schema, a *acceptor) error {
	switch {
	case len(sch.Properties) > 64:
		return errTooMany
	case sch.MinProperties > 1:
		return errKeys
	}
	a.properties = make(map[string]property, len(sch.Properties))
	for i, name := range sortedKeys(sch.Properties) {
		value, err := all.of(sch.Properties[name])
		if err != nil {
			return err
		}
		a.properties[name] = property{bit: 1 << i, value: value}
	}
	var err error
	if a.required, err = a.bits(sch.Required...); err != nil {
		return err
	}
	for _, name := range sortedKeys(sch.DependentRequired) {
		given, unknown := a.bits(name)
		needs, err := a.bits(sch.DependentRequired[name]...)
		if err := errors.Join(unknown, err); err != nil {
			return err
		}
		a.dependent = append(a.dependent, dependence{given, needs})
	}
	return nil
}

// bits is the set of some of the properties.
func (a *acceptor) bits(names ...string) (set uint64, err error) {
	for _, name := range names {
		p, known := a.properties[name]
		if !known {
			return 0, fmt.Errorf("%q is asked for and is no property", name)
		}
		set |= p.bit
	}
	return set, nil
}
