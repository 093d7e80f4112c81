package schema

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Each keyword of each schema is broken by itself: an acceptor that overlooked it would
// accept what the library refuses.
func TestAcceptorsSeeEachKeywordOfEachSchema(t *testing.T) {
	s := set(t)
	c := &checker{set: s, kind: &kind{}}
	tried := 0
	for _, location := range sortedKeys(s.at) {
		sch := s.at[location]
		alone := map[string]bool{}
		for i, n := range variants(sch) {
			err := sch.Validate(value(n))
			if accepted := s.sound[sch].accepts(n); accepted != (err == nil) && (accepted || !vast(n)) {
				t.Errorf("%s: accepted %v, the library says %v of %v", location, accepted, err, value(n))
			}
			if i == 0 && err != nil {
				t.Fatalf("%s: the sample is not valid: %#v", location, err)
			}
			if keyword := only(c, sch, err); keyword != "" {
				alone[keyword] = true
			}
			tried++
		}
		for _, keyword := range demands(sch) {
			if !alone[keyword] {
				t.Errorf("%s: nothing breaks %s alone", location, keyword)
			}
		}
	}
	if tried < 5000 {
		t.Errorf("only %d values tried", tried)
	}
}

// vast tells of a number that the library may see more or less in than is written: with
// decimals that are lost, or with too many digits for a whole one.
func vast(n *yamldoc.Node) bool {
	return (n.Kind == yamldoc.Number || n.Kind == yamldoc.Int) && len(n.Text) > 15
}

// demands are the keywords of a schema that a value can break. What is of the pattern of
// a quarter is one.
func demands(sch *jsonschema.Schema) (all []string) {
	for keyword, there := range map[string]bool{
		"type": len(sch.Types) > 0, "const": len(sch.Constant) > 0, "enum": len(sch.Enum) > 0,
		"pattern": sch.Pattern != nil, "format": formats[sch.Format].valid != nil && sch.Format != "kvartal", "maxLength": sch.MaxLength >= 0,
		"minimum": sch.Minimum != nil, "maximum": sch.Maximum != nil,
		"minItems": sch.MinItems >= 0, "maxItems": sch.MaxItems >= 0, "uniqueItems": sch.UniqueItems,
		"minProperties": sch.MinProperties >= 0, "maxProperties": sch.MaxProperties >= 0,
		"required": len(sch.Required) > 0, "dependentRequired": len(sch.DependentRequired) > 0, "additionalProperties": sch.AdditionalProperties == false,
	} {
		if there {
			all = append(all, keyword)
		}
	}
	return all
}

// companions are what breaks with a keyword by necessity: what is not of a pattern or too
// long may not be of the format either, and seven ASA classes are not unlike each other.
var companions = map[string]string{"pattern": "format", "maxLength": "format", "maxItems": "uniqueItems"}

// only gives the one keyword of a schema that the library objects to, if there is but one.
func only(c *checker, sch *jsonschema.Schema, err error) string {
	var ve *jsonschema.ValidationError
	if !errors.As(err, &ve) {
		return ""
	}
	c.values, c.names = map[string][]violation{}, map[string][]violation{}
	c.collect(ve)
	var broken []string
	for _, vs := range c.values {
		for _, v := range vs {
			if v.schema != sch {
				return ""
			}
			broken = append(broken, v.keyword)
		}
	}
	slices.Sort(broken)
	broken = slices.Compact(broken)
	for _, keyword := range broken {
		rest := slices.DeleteFunc(slices.Clone(broken), func(other string) bool { return other == keyword || other == companions[keyword] })
		if len(rest) == 0 && len(c.names) == 0 {
			return keyword
		}
	}
	return ""
}

// variants gives a value that keeps a schema, and then others: of every type, at and past
// every limit, with keys and items less, more and changed.
func variants(sch *jsonschema.Schema) []*yamldoc.Node {
	n := whole(sch)
	out := []*yamldoc.Node{n}
	for _, k := range plainKinds {
		out = append(out, &k)
	}
	for l := sch; l != nil; l = l.Ref {
		for _, limit := range []int{least(l), most(l)} {
			for _, by := range []int{-1, 0, 1} {
				out = append(out, scalarNode(yamldoc.Int, fmt.Sprint(limit+by)), scalarNode(yamldoc.Number, fmt.Sprintf("%d.0", limit+by)),
					scalarNode(yamldoc.Number, fmt.Sprintf("%d.5", limit+by)))
			}
		}
		for _, s := range texts(n.Text, l.MaxLength) {
			out = append(out, scalarNode(yamldoc.String, s))
		}
		out = append(append(out, lists(n, l)...), mappings(n, l)...)
	}
	return out
}

var plainKinds = []yamldoc.Node{
	{Kind: yamldoc.Null}, {Kind: yamldoc.Bool, Text: "false"}, {Kind: yamldoc.Int, Text: "1"}, {Kind: yamldoc.Number, Text: "1.0"},
	{Kind: yamldoc.String, Text: "x"}, {Kind: yamldoc.Mapping}, {Kind: yamldoc.Sequence},
	{Kind: yamldoc.Int, Text: "-0"}, {Kind: yamldoc.Number, Text: "-0.0"}, {Kind: yamldoc.Number, Text: "0.000000000001"},
	{Kind: yamldoc.Int, Text: strings.Repeat("9", 400)}, {Kind: yamldoc.Number, Text: "-" + strings.Repeat("9", 400) + ".5"},
}

func scalarNode(kind yamldoc.Kind, text string) *yamldoc.Node {
	return &yamldoc.Node{Kind: kind, Text: text}
}

func least(sch *jsonschema.Schema) int {
	if sch.Minimum == nil {
		return 0
	}
	return int(sch.Minimum.Num().Int64())
}

func most(sch *jsonschema.Schema) int {
	if sch.Maximum == nil {
		return 0
	}
	return int(sch.Maximum.Num().Int64())
}
