package yamldoc

import "github.com/leveransplan/leveransplan/internal/diag"

// flow reads a collection in brackets, on one line or several.
func (r *reader) flow(depth int) bool {
	if depth > mostNested {
		return false
	}
	self, start, base := r.open(), r.at, len(r.keys)
	kind, closing := Sequence, byte(']')
	if r.text[r.at] == '{' {
		kind, closing = Mapping, '}'
	}
	r.at++
	parts := int32(0)
	for more := true; more; {
		if !r.gap() {
			return false
		}
		if r.peek() == closing {
			break
		}
		if kind == Mapping && !r.flowKey() || !r.flowValue(kind, depth) || !r.gap() {
			return false
		}
		parts++
		if more = r.peek() == ','; more {
			r.at++
		}
	}
	if r.peek() != closing {
		return false
	}
	r.at++
	r.marks[self] = mark{kind: kind, span: diag.Between(start, r.at), parts: parts}
	return r.distinct(base)
}

// gap skips what may stand between the parts of a collection in brackets: spaces, and
// the end of a line with its comment. The library has its own mind about lines that are
// not indented further than the block they stand in: nothing but a closing bracket may
// start where that does.
func (r *reader) gap() bool {
	if r.blanks(); !r.ended() {
		return true
	}
	r.content(NextLine(r.text, r.at))
	b := r.peek()
	return r.column > r.margin || r.column == r.margin && (b == ']' || b == '}')
}

// flowKey reads a key in braces, with its colon.
func (r *reader) flowKey() bool {
	key, ok := r.scalar(true)
	return ok && r.key(key)
}

// flowValue reads a value or an item in brackets.
func (r *reader) flowValue(kind Kind, depth int) bool {
	empty := r.at
	r.blanks()
	switch b := r.peek(); {
	case b == '[' || b == '{':
		return r.flow(depth + 1)
	case kind == Mapping && (b == ',' || b == '}'):
		r.nothing(empty)
		return true
	}
	text, ok := r.scalar(true)
	r.marks = append(r.marks, text)
	return ok
}
