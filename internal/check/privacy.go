package check

import (
	"bytes"
	"io/fs"
	"iter"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// searchFile looks for personal identity numbers in a file that holds no document. It is
// read for nothing else.
func searchFile(fsys fs.FS, name string) file {
	text, err := fs.ReadFile(fsys, name)
	switch {
	case err != nil && ignored(name):
		return file{findings: diag.List{unreadable(name, err)}}
	case err != nil: // it has been refused already
		return file{}
	}
	_, numbers := privacy.Screen(name, text)
	return file{findings: numbers}
}

// hiddenNumber finds a personal identity number that shows only in what a document's
// scalars say, and not in how they are written.
func hiddenNumber(y *yamldoc.Document) (diag.Diagnostic, bool) {
	for n := range scalars(y.Root) {
		if n.Quoted && n.Span.Len() != len(n.Text)+len(`""`) {
			if d, bad := privacy.Hidden(y.Source, n.Span, n.Text); bad {
				return d, true
			}
		}
	}
	return diag.Diagnostic{}, false
}

// personal judges a document's keys, values and comments for what they say of people and
// prices.
func personal(y *yamldoc.Document) diag.List {
	list := personalKeys(nil, y, y.Root)
	var r privacy.Reader
	end := 0
	for n := range scalars(y.Root) {
		list = append(list, comments(&r, y.Source, end, n.Span.Start())...)
		if n.Kind == yamldoc.String {
			list = append(list, r.Text(y.Source, n.Span)...)
		}
		end = n.Span.End()
	}
	list = append(list, comments(&r, y.Source, end, len(y.Source.Text))...)
	if id := y.Root.Get("id"); id != nil {
		for i := range list {
			list[i].Document = id.Text
		}
	}
	return list
}

func personalKeys(list diag.List, y *yamldoc.Document, n *yamldoc.Node) diag.List {
	for _, e := range n.Entries {
		if d, bad := privacy.Key(y.Source, e.Key.Span, e.Key.Text); bad {
			list = append(list, d)
		}
		list = personalKeys(list, y, e.Value)
	}
	for _, item := range n.Items {
		list = personalKeys(list, y, item)
	}
	return list
}

// scalars gives keys and values in the order of the text.
func scalars(root *yamldoc.Node) iter.Seq[*yamldoc.Node] {
	return func(yield func(*yamldoc.Node) bool) { eachScalar(root, yield) }
}

func eachScalar(n *yamldoc.Node, yield func(*yamldoc.Node) bool) bool {
	switch n.Kind {
	case yamldoc.Mapping:
		for _, e := range n.Entries {
			if !yield(e.Key) || !eachScalar(e.Value, yield) {
				return false
			}
		}
	case yamldoc.Sequence:
		for _, item := range n.Items {
			if !eachScalar(item, yield) {
				return false
			}
		}
	default:
		return yield(n)
	}
	return true
}

// comments judges what stands between two scalars: there a # always begins a comment.
func comments(r *privacy.Reader, src *diag.Source, from, to int) (list diag.List) {
	for start := from; start < to; {
		at := bytes.IndexByte(src.Text[start:to], '#')
		if at < 0 {
			break
		}
		start += at
		end := to
		if length := bytes.IndexByte(src.Text[start:end], '\n'); length >= 0 {
			end = start + length
		}
		list = append(list, r.Text(src, diag.Between(start, end))...)
		start = end
	}
	return list
}

// personalColumns judges the names in a table's header.
func personalColumns(src *diag.Source) (list diag.List) {
	header, _, _ := bytes.Cut(src.Text, []byte("\n"))
	for start := 0; start <= len(header); {
		length := bytes.IndexAny(header[start:], ";,")
		if length < 0 {
			length = len(header) - start
		}
		cell := string(header[start : start+length])
		name := strings.Trim(cell, "\" \r")
		at := start + strings.Index(cell, name)
		if d, bad := privacy.Key(src, diag.Between(at, at+len(name)), name); bad {
			list = append(list, d)
		}
		start += length + 1
	}
	return list
}

// withoutConsequences leaves out what other rules say of a place where personal data or a
// price stands: the number is covered and the key unknown, and both are to be removed.
func withoutConsequences(list diag.List) diag.List {
	places := map[string][]diag.Range{}
	for _, d := range list {
		if isPersonal(d) && d.Range.Start.Line > 0 {
			places[d.File] = append(places[d.File], d.Range)
		}
	}
	if len(places) == 0 {
		return list
	}
	return slices.DeleteFunc(list, func(d diag.Diagnostic) bool {
		return !isPersonal(d) && d.Range.Start.Line > 0 && slices.ContainsFunc(places[d.File], func(at diag.Range) bool { return overlap(at, d.Range) })
	})
}

func isPersonal(d diag.Diagnostic) bool {
	return d.Severity == diag.Error && slices.Contains([]string{privacy.RuleNumber, privacy.RuleKey, privacy.RulePrice}, d.Rule)
}

func overlap(a, b diag.Range) bool {
	before := func(p, q diag.Pos) bool { return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column }
	return before(a.Start, b.End) && before(b.Start, a.End) || a.Start == b.Start
}
