package yamldoc

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v4"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// key converts a key. End is where what stands before it ends; the key's own name is
// part of the pointer of whatever is found.
func (c *converter) key(n *yaml.Node, end int, flow bool, depth int) *Node {
	start := c.cursor.to(n.Line, n.Column)
	c.push(n.Value)
	defer c.pop()
	if n.Kind == yaml.MappingNode || n.Kind == yaml.SequenceNode {
		return c.composite(n, depth)
	}
	key := &Node{Kind: String, Text: n.Value, Span: diag.Between(start, start)}
	if c.limits(n, start, depth); c.stopped {
		return key
	}
	if n.Kind == yaml.AliasNode {
		key.Span = key.Span.To(min(start+1+len(n.Value), len(c.text)))
		key.Bad = true
		c.reuse(key.Span)
		return key
	}
	value := start
	if count := propertyCount(n); count > 0 {
		value = c.properties(key, count, n.Anchor)
	}
	c.extent(key, n, value)
	if !key.Bad {
		c.judgeKey(key, end, flow)
	}
	return key
}

// composite converts a key that is a collection. What stands inside it is of no
// interest: it has to go.
func (c *converter) composite(n *yaml.Node, depth int) *Node {
	outer := c.quiet
	c.quiet = true
	node := c.node(n, depth+1)
	c.quiet = outer
	if !c.stopped {
		c.keyNotWord(node.Span)
	}
	return &Node{Kind: String, Span: node.Span, Text: string(c.src.Slice(node.Span)), Bad: true}
}

// judgeKey refuses keys that are not words in every reader's eyes.
func (c *converter) judgeKey(key *Node, end int, flow bool) {
	switch {
	case c.explicit(key, end, flow):
		c.explicitKey(key.Span)
	case key.Quoted:
		c.quoted(key)
		return
	case key.Text == "<<":
		c.reuse(key.Span)
	case c.spaces(key):
		return
	default:
		slip := strings.HasSuffix(key.Text, ":") || key.Text == "-" || key.Text == "?" // volym:: 3
		if kind, rule, _ := plainKind(key.Text); kind == String && rule == "" && !slip {
			c.day(key)
			return
		}
		c.keyNotWord(key.Span)
	}
	key.Bad = true
}

// explicit tells that a key is written in the long form, with a question mark. Only
// such a key can go over several lines, or have no colon on its own line in a block.
func (c *converter) explicit(key *Node, end int, flow bool) bool {
	if bytes.IndexByte(c.src.Slice(key.Span), '\n') >= 0 {
		return true
	}
	if flow {
		at := gap(c.text, min(end, key.Span.Start()), ",:")
		return at < key.Span.Start() && c.text[at] == '?'
	}
	at := key.Span.End()
	for at < len(c.text) && (c.text[at] == ' ' || c.text[at] == '\t') {
		at++
	}
	return at >= len(c.text) || c.text[at] != ':'
}

// seen holds a mapping's keys by their folded form.
type seen map[string]*Node

// unique refuses a key that the mapping has already, in whatever spelling: some reader
// takes them for the same, and every human being does.
func (c *converter) unique(keys seen, key *Node) {
	folded := lang.Fold(key.Text)
	first, twice := keys[folded]
	if !twice {
		keys[folded] = key
		return
	}
	key.Bad = true
	c.duplicate(key.Span, first.Span, key.Text, first.Text)
}
