package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// whole makes a node with everything in it that a schema has a word for.
func whole(sch *jsonschema.Schema) *yamldoc.Node {
	switch is := func(name string) bool { return slices.Contains(sch.Types, name) }; {
	case sch.Ref != nil:
		return whole(sch.Ref)
	case len(sch.Constant) > 0:
		return scalarNode(yamldoc.String, sch.Constant[0].(string))
	case len(sch.Enum) > 0:
		return scalarNode(yamldoc.String, sch.Enum[0].(string))
	case is("string"):
		return scalarNode(yamldoc.String, sch.Examples[0].(string))
	case is("integer"):
		return scalarNode(yamldoc.Int, sch.Minimum.Num().String())
	case is("number"):
		return scalarNode(yamldoc.Number, "0.5")
	case is("boolean"):
		return scalarNode(yamldoc.Bool, "true")
	case is("array"):
		return &yamldoc.Node{Kind: yamldoc.Sequence, Items: []*yamldoc.Node{whole(sch.Items2020)}}
	}
	n := &yamldoc.Node{Kind: yamldoc.Mapping}
	for _, key := range sortedKeys(sch.Properties) {
		n.Entries = append(n.Entries, yamldoc.Entry{Key: scalarNode(yamldoc.String, key), Value: whole(sch.Properties[key])})
	}
	if rest, ok := sch.AdditionalProperties.(*jsonschema.Schema); ok {
		n.Entries = append(n.Entries, yamldoc.Entry{Key: whole(sch.PropertyNames), Value: whole(rest)})
	}
	return n
}

// texts gives texts like one and quite other ones, and long ones around a limit.
func texts(like string, longest int) []string {
	out := []string{"", " ", "å", like + "q", "q" + like, like + " ", like + "\n", "\n" + like, like + like, strings.ToUpper(like), strings.ToLower(like),
		"2027-02-30", "2027-02-28/2027-02-30", "2027-02-28/2027-02-01", "1899-12-31", "2027-W52", "2027-W53", "2026-W53", "2027-Q4", "2027-Q5", "2027-W1",
		"555500-0016", "555500-0017", "551500-0016", "SE5555000016-1", "SE5555000017-1", "SE5555000016-" + strings.Repeat("1", 19),
		"Mars/Olympus", "Europe/Stockholm", "Local", "2027-Q1\x00", "a.b@example.org", "a..b@example.org", "ABC12", "AB123", "9.0", "10.100",
		"-----BEGIN PGP PUBLIC KEY BLOCK-----\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n",
	}
	if like != "" {
		out = append(out, like[1:], like[:len(like)-1])
	}
	for _, n := range []int{longest, longest + 1} {
		if n > 0 {
			out = append(out, strings.Repeat("a", n), strings.Repeat("å", n), like+strings.Repeat("A", n), strings.Repeat("a", n)+like, strings.Repeat("A", n-min(n, len(like)))+like)
		}
	}
	return out
}

// lists gives lists with the first item of one: none, twice, and as many as a schema lets
// there be and one more, alike and (where that can be) all different.
func lists(n *yamldoc.Node, sch *jsonschema.Schema) (out []*yamldoc.Node) {
	if sch.Items2020 == nil {
		return nil
	}
	first := n.Items[0]
	list := func(items ...*yamldoc.Node) {
		out = append(out, &yamldoc.Node{Kind: yamldoc.Sequence, Items: items})
	}
	list(first, first)
	for _, k := range plainKinds {
		list(&k)
		list(first, &k)
	}
	list(scalarNode(yamldoc.Int, "1"), scalarNode(yamldoc.Int, "2"), scalarNode(yamldoc.Int, "1"))
	different := unlike(sch.Items2020, sch.MaxItems+1, func(i int) []*yamldoc.Node {
		return []*yamldoc.Node{scalarNode(yamldoc.Int, fmt.Sprint(i)), scalarNode(yamldoc.String, fmt.Sprintf("a%d", i)),
			scalarNode(yamldoc.String, fmt.Sprintf("NF%c%02d", 'A'+i/100, i%100))}
	})
	if len(different) > 1 {
		list(different[0], different[1], different[1])
	}
	for _, n := range []int{sch.MaxItems, sch.MaxItems + 1} {
		list(slices.Repeat([]*yamldoc.Node{first}, n)...)
		list(different[:min(n, len(different))]...)
	}
	return out
}

// unlike picks up to n of the made nodes that keep a schema.
func unlike(sch *jsonschema.Schema, n int, make func(i int) []*yamldoc.Node) (out []*yamldoc.Node) {
	for i := 0; i < n+5 && len(out) < n; i++ {
		for _, candidate := range make(i) {
			if sch.Validate(value(candidate)) == nil {
				out = append(out, candidate)
				break
			}
		}
	}
	return out
}

// mappings gives a mapping without each of its keys, with each value changed, with keys
// that are unknown or of another form, and with too many.
func mappings(n *yamldoc.Node, sch *jsonschema.Schema) (out []*yamldoc.Node) {
	if n.Kind != yamldoc.Mapping {
		return nil
	}
	mapping := func(entries ...yamldoc.Entry) {
		out = append(out, &yamldoc.Node{Kind: yamldoc.Mapping, Entries: entries})
	}
	entry := func(key string, value *yamldoc.Node) yamldoc.Entry {
		return yamldoc.Entry{Key: scalarNode(yamldoc.String, key), Value: value}
	}
	for i, e := range n.Entries {
		mapping(e)
		mapping(slices.Delete(slices.Clone(n.Entries), i, i+1)...)
		for _, k := range plainKinds {
			changed := slices.Clone(n.Entries)
			changed[i].Value = &k
			mapping(changed...)
		}
	}
	for _, key := range []string{"", "okänd", "2027-W53", "2026-W53", "2027-Q5", "DOKUMENT", "id "} {
		for _, k := range plainKinds {
			mapping(append(slices.Clone(n.Entries), entry(key, &k))...)
		}
	}
	if sch.PropertyNames != nil {
		var many []yamldoc.Entry
		for _, key := range unlike(sch.PropertyNames, sch.MaxProperties+1, func(i int) []*yamldoc.Node {
			return []*yamldoc.Node{scalarNode(yamldoc.String, fmt.Sprintf("20%02d-W%02d", i/52, i%52+1)), scalarNode(yamldoc.String, fmt.Sprintf("20%02d-Q%d", i/4, i%4+1))}
		}) {
			many = append(many, yamldoc.Entry{Key: key, Value: n.Entries[0].Value})
		}
		mapping(many[1:]...)
		mapping(many...)
	}
	return out
}
