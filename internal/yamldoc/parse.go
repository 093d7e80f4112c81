// Package yamldoc reads the plan files: a small, strict part of YAML that cannot be
// read in two ways, as nodes that know the place of their first and last character.
//
// A file goes through four stages, and only what a stage trusts reaches the next:
//
//  1. bytes and characters ([Prescan]; rules S201-S207)
//  2. lines and syntax, with the library's parser (S208, S301-S305)
//  3. the library's tree, turned into nodes with exact ends (S306-S313)
//  4. what each scalar says (S209-S211, S321-S324)
//
// Files as they nearly always are, written in the simple forms that plans need and
// without a fault, are read after the first stage by a reader that knows those forms only
// (subset.go). It says nothing: where it is at a loss, the file goes through all stages.
// Which way a file was read cannot be told from the result.
//
// The library is known in load.go and where its nodes are converted (convert.go, keys.go,
// value.go). It is the measure of the other reader, and what explains every fault.
//
// Strings that a reader of YAML 1.1 would take as truth values (yes, no, on, off) or
// as a number to the base 60 (12:30) are strings here, as YAML 1.2 has it and as the
// editors that complete plan files show them. What readers of 1.2 disagree about is
// refused instead: 010, True, .5.
package yamldoc

import (
	"github.com/leveransplan/leveransplan/internal/diag"
)

// The limits of a file. They are some hundred times what the largest plan needs, and
// small enough that the worst file costs a fraction of a second and some tens of MB.
const (
	MaxSize  = 1 << 20 // bytes
	MaxDepth = 32      // collections inside each other
	MaxNodes = 200_000 // keys, values and collections
)

// Parse reads one file. The document is nil when the text cannot be trusted as a
// whole: its bytes, its syntax, more than one document. Faults of single values leave
// the document standing with those nodes marked Bad. One cause gives one finding.
func Parse(src *diag.Source) (*Document, diag.List) {
	if bad := Prescan(src); len(bad) > 0 {
		return nil, bad
	}
	if root := subset(src.Text); root != nil {
		return &Document{Source: src, Root: root}, nil
	}
	return parseAll(src)
}

// parseAll reads a file with the library, which knows all of YAML, and explains.
func parseAll(src *diag.Source) (*Document, diag.List) {
	f := newFindings(src)
	root := parse(f)
	list := f.list()
	if root == nil {
		return nil, list
	}
	return &Document{Source: src, Root: root}, list
}

func parse(f *findings) *Node {
	if !frame(f) {
		return nil
	}
	if crowded(f.src.Text) {
		f.tooMany()
		return nil
	}
	tree, bad := load(f.src.Text)
	if bad != nil {
		explain(f, bad)
		return nil
	}
	if tree == nil || nothing(tree) {
		f.empty()
		return nil
	}
	c := converter{findings: f, text: f.src.Text, cursor: cursor{text: f.src.Text, line: 1}}
	root := c.node(tree, 1)
	if c.stopped {
		return nil
	}
	if root.Kind != Mapping {
		if !root.Bad && !f.missingSpace(root.Span.Start()) {
			f.rootNotMapping(root)
		}
		return nil
	}
	return root
}
