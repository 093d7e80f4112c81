// Package layout knows how a plan file is laid out, and brings files into that form
// without touching what they say.
//
// The canonical layout of a document: the modeline that shows editors its schema is the
// first line; keys stand in the order of the schema, weeks and quarters in the order of
// time; å, ä and ö are one character each, and keys are written without them; what some
// reader would take for a number or a truth value where the schema wants text has quotes;
// lines end with LF and without blanks, the file with one line break. Comments, blank
// lines, the choice between braces and lines, quotes that are not needed and the order
// of lists are the writer's own.
//
// Every step is a splice (yamldoc.Splice), after which the file is read again and must
// say what it said before. A file that can't be read as a whole is not touched, and
// neither is one with a personal identity number in it: what covers the digits in
// memory must never reach a file.
package layout

import (
	"errors"
	"fmt"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Layout lays out documents of all kinds. It may be used by many goroutines at once.
type Layout struct {
	schemas *schema.Set
	shapes  map[string]*schema.Shape // by kind
}

// New makes a Layout that follows the schemas.
func New(schemas *schema.Set) (*Layout, error) {
	l := &Layout{schemas, map[string]*schema.Shape{}}
	for _, kind := range schemas.Kinds() {
		s, err := schemas.Shape(kind)
		if err != nil {
			return nil, err
		}
		l.shapes[kind] = s
	}
	return l, nil
}

// errMeaning says that a step would have changed what the file says. No text is known
// that gives it: it stands between a mistake of this package and a plan.
var errMeaning = errors.New("the file would not say the same")

// Format gives a document in its canonical layout. The file is a slash-separated path
// from the repository's root. Where the findings are not empty the file can't be laid
// out, and they say why; there is no text then. An error is a fault of this package,
// with the file as it was.
func (l *Layout) Format(file string, text []byte) ([]byte, diag.List, error) {
	if bad := numbers(file, text); len(bad) > 0 {
		return nil, bad, nil
	}
	doc, bad, _, err := l.mended(file, text)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(bad) > 0 {
		return nil, bad, nil
	}
	if bad := hiddenNumbers(doc); len(bad) > 0 {
		return nil, bad, nil
	}
	kind := l.kind(doc)
	if kind == "" {
		if _, bad := l.schemas.Check(doc); len(bad) > 0 {
			return nil, bad, nil
		}
		return nil, nil, fmt.Errorf("%s: %w", file, errMeaning)
	}
	doc, err = l.arrange(doc, kind)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", file, err)
	}
	return doc.Source.Text, nil, nil
}

// kind is the kind of a document, empty where it is none that is known.
func (l *Layout) kind(doc *yamldoc.Document) string {
	said := doc.Root.Get("dokument")
	if said == nil || said.Bad || said.Kind != yamldoc.String {
		return ""
	}
	name, _, _ := strings.Cut(said.Text, "/")
	if s := l.shapes[name]; s == nil || s.Value("dokument").Const != said.Text {
		return ""
	}
	return name
}

// arrange takes the steps of the layout that change nothing but the look of a file.
func (l *Layout) arrange(doc *yamldoc.Document, kind string) (*yamldoc.Document, error) {
	steps := []func(*yamldoc.Document) []yamldoc.Edit{
		lineBreaks,
		func(doc *yamldoc.Document) []yamldoc.Edit { return l.firstLine(doc, kind) },
		lastLine,
		func(doc *yamldoc.Document) []yamldoc.Edit { return quotes(doc.Root, l.shapes[kind]) },
	}
	var err error
	for _, step := range steps {
		if doc, err = apply(doc, step(doc)); err != nil {
			return nil, err
		}
	}
	// A mapping out of order is put in order before those inside it.
	for {
		edits := l.order(doc, kind)
		if len(edits) == 0 {
			break
		}
		if doc, err = apply(doc, edits); err != nil {
			return nil, err
		}
	}
	return apply(doc, trailing(doc))
}

// apply makes edits that change nothing of what a document says, and holds them to it.
func apply(doc *yamldoc.Document, edits []yamldoc.Edit) (*yamldoc.Document, error) {
	if len(edits) == 0 {
		return doc, nil
	}
	text, err := yamldoc.Splice(doc.Source.Text, edits)
	if err != nil {
		return nil, err
	}
	fresh, _ := yamldoc.Parse(diag.NewSource(doc.Source.File, text))
	if fresh == nil || !yamldoc.Equal(doc.Root, fresh.Root) {
		return nil, errMeaning
	}
	return fresh, nil
}

// numbers finds personal identity numbers in the bytes of a file and in its path (S601).
func numbers(file string, text []byte) diag.List {
	_, bad := privacy.Screen(file, text)
	for _, part := range strings.Split(file, "/") {
		if d, found := privacy.Name(part); found {
			d.File = privacy.Mask(file)
			bad = append(bad, d)
		}
	}
	return bad
}

// hiddenNumbers finds personal identity numbers that show only once a text has been read,
// as with digits that are written as escapes (S601).
func hiddenNumbers(doc *yamldoc.Document) (bad diag.List) {
	doc.Root.Each(func(n *yamldoc.Node) {
		if d, found := privacy.Hidden(doc.Source, n.Span, n.Text); found && n.Quoted {
			bad = append(bad, d)
		}
	})
	return bad
}
