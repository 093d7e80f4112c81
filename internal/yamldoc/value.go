package yamldoc

import (
	"bytes"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"
)

// scalar converts a value that is no collection.
func (c *converter) scalar(out *Node, n *yaml.Node, value int) {
	c.extent(out, n, value)
	if out.Bad {
		return
	}
	if out.Quoted {
		c.quoted(out)
	} else {
		c.plain(out, n.ShortTag())
	}
}

// extent finds the end of a scalar that starts at an offset, and refuses the forms
// whose end is not plain to see.
func (c *converter) extent(out *Node, n *yaml.Node, value int) {
	out.Text = n.Value
	switch style := n.Style &^ yaml.TaggedStyle; {
	case style == 0 && n.Value == "": // ends where it starts, or with its properties
	case style == 0:
		end, single := plainEnd(c.text, value, n.Value)
		out.Span = out.Span.To(max(end, out.Span.End()))
		if !single && !out.Bad {
			out.Bad = true
			c.multiline(out.Span)
		}
	case value >= len(c.text): // cannot be, but must not panic
		out.Span = out.Span.To(len(c.text))
	case style == yaml.LiteralStyle || style == yaml.FoldedStyle:
		end, explicit := blockEnd(c.text, value, n.Value)
		out.Quoted, out.Span = true, out.Span.To(end)
		if explicit && !out.Bad {
			out.Bad = true
			c.indicator(c.runeAt(value))
		}
	default:
		out.Quoted, out.Span = true, out.Span.To(quotedEnd(c.text, value))
	}
}

// plain judges a text without quotes. Tag is what the library takes it for: nothing
// that it takes as a number or a truth value passes as text here.
func (c *converter) plain(out *Node, tag string) {
	switch out.Text {
	case "<<":
		out.Bad = true
		c.reuse(out.Span)
	case "?", "-": // in brackets, where some readers see a key or a list begin
		out.Bad = true
		c.flow(out.Span)
	}
	if out.Bad || c.spaces(out) {
		return
	}
	kind, rule, spelling := plainKind(out.Text)
	if rule == "" && kind == String && tag != "!!str" && tag != "!!timestamp" {
		rule = ruleNumber
	}
	at := out.Span
	switch rule {
	case ruleNumber:
		c.number(at, out.Text, spelling)
	case ruleNumberSize:
		c.numberSize(at, out.Text)
	case ruleSpelling:
		c.spelling(at, out.Text, spelling)
	}
	out.Kind, out.Bad = kind, rule != ""
	if kind == String && !out.Bad {
		c.day(out)
	}
}

// spaces refuses characters that make a text without quotes look like another text or
// like a number.
func (c *converter) spaces(out *Node) bool {
	if isASCII(out.Text) {
		return false
	}
	if at, r, plain := foreignNumber(out.Text); at >= 0 {
		c.digits(c.runeAt(out.Span.Start()+at), r, plain)
		out.Bad = true
		return true
	}
	for i, r := range out.Text {
		if oddSpace(r) {
			out.Bad = true
			c.oddSpace(c.runeAt(out.Span.Start()+i), r)
		}
	}
	return out.Bad
}

// quoted judges a text with quotes: what its escapes stand for must be allowed in the
// file as it is.
func (c *converter) quoted(out *Node) {
	if raw := c.src.Slice(out.Span); raw[0] == '"' && bytes.IndexByte(raw, '\\') >= 0 {
		c.escapes(out)
	}
	if !out.Bad {
		c.day(out)
	}
}

func (c *converter) escapes(out *Node) {
	for _, r := range out.Text {
		rule := classify(r)
		if r == '\r' {
			rule = ruleLineBreak
		}
		if rule != "" {
			out.Bad = true
			c.escaped(rule, out.Span, r)
			return
		}
	}
	if composed := norm.NFC.String(out.Text); composed != out.Text {
		out.Bad = true
		c.notNFC(out.Span, composed)
	}
}

func (c *converter) day(out *Node) {
	if day := impossibleDay(out.Text); day != "" {
		out.Bad = true
		c.date(out.Span, day)
	}
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
