package yamldoc

import (
	"strconv"

	"go.yaml.in/yaml/v4"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// converter turns the library's tree into nodes, in the order of the text.
type converter struct {
	*findings
	text   []byte
	cursor cursor
	nodes  int
	// stopped means that a limit was passed: the tree is not complete.
	stopped bool
}

// node converts a value. Depth counts from 1 for the root.
func (c *converter) node(n *yaml.Node, depth int) *Node {
	start := c.cursor.to(n.Line, n.Column)
	out := &Node{Kind: String, Span: diag.Between(start, start)}
	if c.limits(n, start, depth); c.stopped {
		return out
	}
	value := start
	if count := propertyCount(n); count > 0 {
		value = c.properties(out, count, n.Anchor)
	}
	switch n.Kind {
	case yaml.AliasNode:
		out.Text = "*" + n.Value
		out.Span = out.Span.To(min(start+len(out.Text), len(c.text)))
		out.Bad = true
		c.reuse(out.Span)
	case yaml.SequenceNode:
		c.sequence(out, n, value, depth)
	case yaml.MappingNode:
		c.mapping(out, n, value, depth)
	default:
		c.scalar(out, n, value)
		if out.Kind == String && !out.Bad {
			c.letters(out)
		}
	}
	return out
}

// limits stops the conversion of a tree that is deeper or larger than anybody needs.
func (c *converter) limits(n *yaml.Node, start, depth int) {
	c.nodes++
	switch {
	case c.stopped:
	case c.nodes > MaxNodes:
		c.stopped, c.quiet = true, false
		c.tooMany()
	case depth > MaxDepth && n.Kind != yaml.ScalarNode:
		c.stopped, c.quiet = true, false
		c.tooDeep(c.runeAt(start))
	}
}

// propertyCount counts the anchor and the tag that a node has.
func propertyCount(n *yaml.Node) int {
	count := 0
	if n.Anchor != "" {
		count++
	}
	if n.Style&yaml.TaggedStyle != 0 || n.Tag == "!" {
		count++
	}
	return count
}

// properties reports the anchor and the tag of a node, and tells where its value starts.
func (c *converter) properties(out *Node, count int, anchor string) int {
	found, value := properties(c.text, out.Span.Start(), count, anchor)
	for _, at := range found {
		out.Span = out.Span.To(at.End())
		if c.text[at.Start()] == '&' {
			c.reuse(at)
		} else {
			c.tag(at)
		}
	}
	out.Bad = true
	return value
}

func (c *converter) sequence(out *Node, n *yaml.Node, value, depth int) {
	out.Kind = Sequence
	out.Items = make([]*Node, 0, len(n.Content))
	flow := n.Style&yaml.FlowStyle != 0
	end := max(out.Span.End(), value+1)
	for i, child := range n.Content {
		c.push(strconv.Itoa(i))
		item := c.node(child, depth+1)
		c.pop()
		out.Items = append(out.Items, item)
		end = item.Span.End()
	}
	out.Span = out.Span.To(c.close(end, flow, ']'))
}

func (c *converter) mapping(out *Node, n *yaml.Node, value, depth int) {
	out.Kind = Mapping
	out.Entries = make([]Entry, 0, len(n.Content)/2)
	flow := n.Style&yaml.FlowStyle != 0
	pair := flow && (value >= len(c.text) || c.text[value] != '{') // [a: 1]
	end := max(out.Span.End(), value+1)
	keys := seen{}
	outer := c.quiet
	c.quiet = c.quiet || pair // the pair itself has to go
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := c.key(n.Content[i], end, flow, depth)
		if c.stopped {
			return // with quiet off
		}
		c.push(key.Text)
		if !key.Bad {
			c.unique(keys, key)
		}
		val := c.node(n.Content[i+1], depth+1)
		colon, found := c.colon(key.Span.End())
		switch {
		case found && flow && val.Span.Len() == 0: // the library places it elsewhere
			val.Span = diag.Between(colon+1, colon+1)
		case !found && flow && !pair && !key.Bad:
			key.Bad = true
			c.flow(key.Span)
		}
		c.pop()
		out.Entries = append(out.Entries, Entry{Key: key, Value: val})
		end = max(key.Span.End(), val.Span.End())
	}
	if c.stopped {
		return
	}
	c.quiet = outer
	if pair {
		out.Span = out.Span.To(end)
		if !out.Bad {
			out.Bad = true
			c.flow(out.Span)
		}
		return
	}
	out.Span = out.Span.To(c.close(end, flow, '}'))
}

// close is the end of a collection whose last part ends at an offset.
func (c *converter) close(end int, flow bool, bracket byte) int {
	if !flow {
		return end
	}
	if at := gap(c.text, end, ",:?"); at < len(c.text) && c.text[at] == bracket {
		return at + 1
	}
	return min(end, len(c.text))
}

// colon finds the colon after a key.
func (c *converter) colon(keyEnd int) (at int, found bool) {
	at = gap(c.text, keyEnd, "")
	return at, at < len(c.text) && c.text[at] == ':'
}
