package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// change is a fault in the source: what stands in a place, and what is there when the
// fault is active.
type change struct {
	number   int
	file     string
	line     int
	old, new string
}

// String is the change on one line.
func (c change) String() string {
	flat := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	if c.new == "" {
		return fmt.Sprintf("%d: without %s", c.line, flat(c.old))
	}
	return fmt.Sprintf("%d: %s  ->  %s", c.line, flat(c.old), flat(c.new))
}

// changer writes all faults of one file into it, each behind the number that activates
// it. One number is active at a time, so what a fault puts in is made of the source as
// it was.
type changer struct {
	fset    *token.FileSet
	text    string
	file    string
	changes []change
	wraps   []wrap
	number  int // of the next fault
}

// wrap puts text around a stretch of the source.
type wrap struct {
	start, end    int
	before, after string
}

// opposite lists what becomes of a comparison: the limit itself changes sides.
var opposite = map[token.Token]token.Token{
	token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR,
	token.EQL: token.NEQ, token.NEQ: token.EQL, token.LAND: token.LOR, token.LOR: token.LAND,
}

// changed gives a file's text with all faults in it, and what they are. Numbers begin at
// next.
func changed(file, text string, next int) (string, []change, error) {
	c := &changer{fset: token.NewFileSet(), text: text, file: file, number: next}
	parsed, err := parser.ParseFile(c.fset, file, text, 0)
	if err != nil {
		return "", nil, err
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			c.expression(n)
		case *ast.IfStmt:
			c.condition(n)
		case *ast.GenDecl:
			return n.Tok != token.CONST
		}
		return true
	})
	return c.wrapped(), c.changes, nil
}

// expression turns a comparison, swaps and with or, and lets go of either side.
func (c *changer) expression(n *ast.BinaryExpr) {
	other, known := opposite[n.Op]
	if !known {
		return
	}
	left, right := c.source(n.X), c.source(n.Y)
	c.replace(n, left+" "+other.String()+" "+right)
	if n.Op == token.LAND || n.Op == token.LOR {
		c.replace(n, left)
		c.replace(n, right)
	}
}

// condition negates what is no comparison, and lets go of an exit: what follows an if
// without else is then always reached.
func (c *changer) condition(n *ast.IfStmt) {
	if _, compares := n.Cond.(*ast.BinaryExpr); !compares {
		c.replace(n.Cond, "!("+c.source(n.Cond)+")")
	}
	if n.Else != nil || len(n.Body.List) == 0 {
		return
	}
	switch exit := n.Body.List[len(n.Body.List)-1].(type) {
	case *ast.ReturnStmt, *ast.BranchStmt:
		c.add(exit, "", fmt.Sprintf("if activeNumber != %d {\n", c.number), "\n}")
	}
}

func (c *changer) replace(n ast.Expr, by string) {
	c.add(n, by, fmt.Sprintf("(activeNumber != %d && (", c.number), fmt.Sprintf(") || activeNumber == %d && (%s))", c.number, by))
}

// add notes a fault: by stands there instead while its number is active.
func (c *changer) add(n ast.Node, by, before, after string) {
	c.changes = append(c.changes, change{c.number, c.file, c.fset.Position(n.Pos()).Line, c.source(n), by})
	c.wraps = append(c.wraps, wrap{c.offset(n.Pos()), c.offset(n.End()), before, after})
	c.number++
}

// wrapped gives the text with everything around it that was asked for, the wider outside.
func (c *changer) wrapped() string {
	slices.SortStableFunc(c.wraps, func(a, b wrap) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	var out strings.Builder
	var open []wrap
	at := 0
	close := func(before int) {
		for len(open) > 0 && open[len(open)-1].end <= before {
			last := open[len(open)-1]
			out.WriteString(c.text[at:last.end] + last.after)
			at, open = last.end, open[:len(open)-1]
		}
	}
	for _, w := range c.wraps {
		close(w.start)
		out.WriteString(c.text[at:w.start] + w.before)
		at, open = w.start, append(open, w)
	}
	close(len(c.text))
	return out.String() + c.text[at:]
}

func (c *changer) source(n ast.Node) string { return c.text[c.offset(n.Pos()):c.offset(n.End())] }

func (c *changer) offset(p token.Pos) int { return c.fset.Position(p).Offset }
