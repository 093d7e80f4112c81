package yamldoc

import "github.com/leveransplan/leveransplan/internal/diag"

// Collections by indentation. Each reads lines as long as they start in its own column,
// and leaves what starts elsewhere to the collections around it. What none of them takes
// up is left over at the end of the root.

// mapping reads the entries of a mapping whose first key has been read. It starts in
// the column that the reader is in.
func (r *reader) mapping(self int, key mark, depth int) bool {
	column, base, entries := r.column, len(r.keys), int32(0)
	start, end := key.span.Start(), 0
	for ok := depth <= mostNested; ; key, ok = r.scalar(false) {
		if !ok || !r.key(key) {
			return false
		}
		if end, ok = r.value(column, depth); !ok {
			return false
		}
		entries++
		if r.column != column {
			break
		}
	}
	r.marks[self] = mark{kind: Mapping, span: diag.Between(start, end), parts: entries}
	return r.distinct(base)
}

// value reads what stands after a key's colon, and tells where it ends.
func (r *reader) value(column, depth int) (end int, ok bool) {
	empty := r.at
	if r.blanks(); !r.ended() {
		return r.inline(column, depth)
	}
	switch ok = r.next(); {
	case r.column > column:
		return r.nested(depth + 1)
	case r.column == column && r.dash():
		return r.sequence(depth + 1)
	}
	return r.nothing(empty), ok
}

// inline reads a value that stands on the line of its key or dash, and goes on to the
// next line. Column is that of its key or dash.
func (r *reader) inline(column, depth int) (end int, ok bool) {
	if b := r.peek(); b == '[' || b == '{' {
		r.margin = column
		if !r.flow(depth + 1) {
			return 0, false
		}
		end = r.at
		return end, r.next()
	}
	text, ok := r.scalar(false)
	if !ok {
		return 0, false
	}
	r.marks = append(r.marks, text)
	return text.span.End(), r.next()
}

// nested reads a collection that starts on a line of its own, or after a dash.
func (r *reader) nested(depth int) (end int, ok bool) {
	if r.dash() {
		return r.sequence(depth)
	}
	key, ok := r.scalar(false)
	if !ok {
		return 0, false
	}
	self := r.open()
	ok = r.mapping(self, key, depth)
	return r.marks[self].span.End(), ok
}

// dash tells that an item of a sequence comes next.
func (r *reader) dash() bool {
	return r.peek() == '-' && (r.ahead(1) <= ' ')
}

// sequence reads the items of a sequence whose first dash comes next.
func (r *reader) sequence(depth int) (end int, ok bool) {
	if depth > mostNested {
		return 0, false
	}
	self, start, column := r.open(), r.at, r.column
	items := int32(0)
	for r.column == column && r.dash() {
		r.at++
		if end, ok = r.item(column, depth); !ok {
			return 0, false
		}
		items++
	}
	r.marks[self] = mark{kind: Sequence, span: diag.Between(start, end), parts: items}
	return end, true
}

// item reads what stands after a dash, and tells where it ends.
func (r *reader) item(column, depth int) (end int, ok bool) {
	empty := r.at
	if r.blanks(); r.ended() {
		if ok = r.next(); r.column > column {
			return r.nested(depth + 1)
		}
		return r.nothing(empty), ok
	}
	r.column = r.at - r.start
	if b := r.peek(); b == '[' || b == '{' {
		return r.inline(column, depth)
	}
	if r.dash() {
		return r.sequence(depth + 1)
	}
	text, ok := r.scalar(false)
	if !ok {
		return 0, false
	}
	if r.blanks(); r.peek() == ':' {
		self := r.open()
		ok = r.mapping(self, text, depth+1)
		return r.marks[self].span.End(), ok
	}
	r.marks = append(r.marks, text)
	return text.span.End(), r.next()
}

// nothing is an empty value.
func (r *reader) nothing(at int) (end int) {
	r.marks = append(r.marks, mark{span: diag.Between(at, at)})
	return at
}
