package yamldoc

import (
	"bytes"
	"fmt"

	"github.com/leveransplan/leveransplan/internal/diag"
)

// Edit puts a text in the place of a part of a file. Start and End are byte offsets as in
// [diag.Span]; where they are the same the text is put in, where Text is empty the part
// goes.
type Edit struct {
	Start, End int
	Text       string
}

// Spoiled is why an edit was not made: the file would not read as well as before.
type Spoiled struct {
	Findings diag.List // what the edited text has that the original has not, never empty
}

func (e *Spoiled) Error() string {
	d := e.Findings[0]
	return fmt.Sprintf("the edited text has a fault at %d:%d: %s [%s]", d.Range.Start.Line, d.Range.Start.Column, d.Message.In("en"), d.Rule)
}

// Splice makes edits in a file's text. It is the one way to change a plan file: every
// byte outside the edits stays, with comments, blank lines and the writer's own layout,
// which no way over a parser's tree and back does.
//
// The edits stand in the order of the text and do not overlap. The result is read like
// any file: Splice gives [*Spoiled] where [Parse] has something against it that it did
// not have against the original. A text without findings stays without.
//
// That the result says what was meant is for the caller to hold ([Equal]).
func Splice(text []byte, edits []Edit) ([]byte, error) {
	out, err := splice(text, edits)
	if err != nil || len(edits) == 0 {
		return out, err
	}
	_, before := Parse(diag.NewSource("", text))
	_, after := Parse(diag.NewSource("", out))
	if fresh := added(before, after); len(fresh) > 0 {
		return nil, &Spoiled{fresh}
	}
	return out, nil
}

func splice(text []byte, edits []Edit) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(text))
	end := 0
	for _, e := range edits {
		if e.Start < end || e.End < e.Start || e.End > len(text) {
			return nil, fmt.Errorf("edit of bytes %d to %d, after byte %d of %d: edits must stand in order, apart and inside the text", e.Start, e.End, end, len(text))
		}
		out.Write(text[end:e.Start])
		out.WriteString(e.Text)
		end = e.End
	}
	out.Write(text[end:])
	return out.Bytes(), nil
}

// added gives the findings of those rules that a text breaks more often than before. Places
// move with an edit, so that findings can't be told apart one by one.
func added(before, after diag.List) diag.List {
	room := map[string]int{}
	for _, d := range before {
		room[d.Rule] += d.Measure
	}
	for _, d := range after {
		room[d.Rule] -= d.Measure
	}
	var fresh diag.List
	for _, d := range after {
		if room[d.Rule] < 0 {
			fresh = append(fresh, d)
		}
	}
	return fresh
}
