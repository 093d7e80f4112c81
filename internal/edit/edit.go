// Package edit changes values of a plan file, and writes new files, as text.
//
// A [File] is edited by paths: "volym", "periodisering.2027-W05", "andringar.1.protokoll",
// "rader.skas-hoftprotes.volym". The steps of a path are keys; an entry of a list is named
// by its key (plan.EntryKey) and a plain value in a list by itself.
//
// Every byte outside an edit stays. What is put in is written as its neighbours are: on
// lines or in braces, with their indentation, at its place in the order of the schema. A
// comment stays with what it belongs to: those right above a key, on its line and, indented
// further, below it go with the key.
//
// Each step is a splice (yamldoc.Splice), after which the file is read again and must say
// what was meant, and nothing else must have changed. A step that fails leaves the file as it
// was before it. [File.Text] holds the whole to the schema.
package edit

import (
	"bytes"
	"errors"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Fault is why an edit was not made. The file is as it was before it.
type Fault struct {
	// Path is what it is about: the path of the edit, or the place (diag.Key) of what the
	// schema has against the text. Empty: the whole file.
	Path          string
	Message, Hint lang.Text
}

func (f *Fault) Error() string { return f.Message.In(lang.EN) }

// File is one document under edit.
type File struct {
	path    string
	crlf    bool
	schemas *schema.Set
	shape   *schema.Shape
	kind    plan.Kind
	first   *yamldoc.Document // as it was opened
	doc     *yamldoc.Document // as it is now
}

// Open reads a document to be edited. The path, slash-separated, runs from the repository's
// root. Where the findings are not empty they say why the file can't be edited, and there is
// no File: it can't be read as a whole, says no kind that is known, or has a personal
// identity number in it. Faults in single values, which an edit may be there to mend, are no
// hindrance.
//
// A file whose lines end with CRLF keeps them; one with both kinds of line breaks has to be
// laid out first (`leveransplan fmt`).
func Open(path string, text []byte) (*File, diag.List) {
	schemas, err := schema.Load()
	if err != nil {
		return nil, unreadable(path, lang.T("schemana går inte att läsa: %v", "the schemas can't be read: %v", err), lang.Text{})
	}
	if _, bad := privacy.Screen(path, text); len(bad) > 0 {
		return nil, bad
	}
	f := &File{path: path, schemas: schemas, crlf: bytes.Contains(text, []byte("\r\n"))}
	if f.crlf {
		lf := bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		if len(text)-len(lf) != bytes.Count(text, []byte("\n")) {
			return nil, unreadable(path, lang.T("filens rader slutar på två olika sätt, med LF och med CRLF", "the lines of the file end in two ways, with LF and with CRLF"),
				lang.T("Kör leveransplan fmt på filen först.", "Run leveransplan fmt on the file first."))
		}
		text = lf
	}
	doc, bad := yamldoc.Parse(diag.NewSource(path, text))
	if doc == nil {
		return nil, bad
	}
	kind, bad := schemas.Check(doc)
	if kind == "" {
		return nil, bad
	}
	if f.shape, err = schemas.Shape(kind); err != nil {
		return nil, unreadable(path, lang.T("schemat för %s går inte att läsa: %v", "the schema of %s can't be read: %v", kind, err), lang.Text{})
	}
	f.kind, f.first, f.doc = plan.Kind(kind), doc, doc
	return f, nil
}

func unreadable(path string, message, hint lang.Text) diag.List {
	return diag.List{{Severity: diag.Error, File: path, Message: message, Hint: hint, Measure: 1}}
}

// Kind is the document's kind.
func (f *File) Kind() plan.Kind { return f.kind }

// Document is the document as it stands after the edits so far. Its line breaks are LF.
func (f *File) Document() *yamldoc.Document { return f.doc }

// Text gives the edited text. It is a [*Fault] where the edits made the document break its
// schema in a way that it did not before, or put a personal identity number into it.
func (f *File) Text() ([]byte, error) {
	if err := judge(f.schemas, f.path, f.first, f.doc); err != nil {
		return nil, err
	}
	if f.crlf {
		return bytes.ReplaceAll(f.doc.Source.Text, []byte("\n"), []byte("\r\n")), nil
	}
	return f.doc.Source.Text, nil
}

// judge holds a document to what every document must be, as far as it was so before; there is
// no before where the document is new.
func judge(schemas *schema.Set, path string, before, after *yamldoc.Document) error {
	if err := numberless(path, after); err != nil {
		return err // first: the words of others may repeat a value
	}
	known := map[diag.Key]int{}
	if before != nil {
		_, old := schemas.Check(before)
		for _, d := range old {
			known[d.Key()]++
		}
	}
	_, now := schemas.Check(after)
	for _, d := range now {
		if known[d.Key()]--; known[d.Key()] < 0 && d.Severity == diag.Error {
			return &Fault{d.Pointer, d.Message, d.Hint}
		}
	}
	return nil
}

// numberless refuses a personal identity number, as it stands in the text or as it reads.
func numberless(path string, doc *yamldoc.Document) error {
	_, bad := privacy.Screen(path, doc.Source.Text)
	doc.Root.Each(func(n *yamldoc.Node) {
		if d, found := privacy.Hidden(doc.Source, n.Span, n.Text); found && n.Quoted {
			bad = append(bad, d)
		}
	})
	if len(bad) == 0 {
		return nil
	}
	return &Fault{Message: bad[0].Message, Hint: bad[0].Hint}
}

// apply makes edits, and holds the text that they give to what it should say.
func (f *File) apply(path string, edits []yamldoc.Edit, want *yamldoc.Node) error {
	text, err := yamldoc.Splice(f.doc.Source.Text, edits)
	var spoiled *yamldoc.Spoiled
	switch {
	case errors.As(err, &spoiled):
		return &Fault{path, spoiled.Findings[0].Message, spoiled.Findings[0].Hint}
	case err != nil:
		return misfit(path)
	}
	fresh, _ := yamldoc.Parse(diag.NewSource(f.path, text))
	if fresh == nil || !yamldoc.Equal(want, fresh.Root) {
		return misfit(path)
	}
	f.doc = fresh
	return nil
}

// misfit says that the file is written in a way in which an edit would have changed more
// than was meant.
func misfit(path string) error {
	return &Fault{path, lang.T("`%s` går inte att ändra utan att något annat i filen ändras", "`%s` can't be changed without something else in the file changing", path),
		lang.T("Kör leveransplan fmt på filen, eller ändra raden för hand.", "Run leveransplan fmt on the file, or change the line by hand.")}
}

// rebuilt is a tree in which one node has been exchanged. The rest is the tree's own.
func rebuilt(tree, old, fresh *yamldoc.Node) *yamldoc.Node {
	if tree == old {
		return fresh
	}
	out := *tree
	out.Entries, out.Items = nil, nil
	for _, e := range tree.Entries {
		out.Entries = append(out.Entries, yamldoc.Entry{Key: e.Key, Value: rebuilt(e.Value, old, fresh)})
	}
	for _, item := range tree.Items {
		out.Items = append(out.Items, rebuilt(item, old, fresh))
	}
	return &out
}
