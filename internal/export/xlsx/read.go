package xlsx

import (
	"encoding/xml"
	"path"
	"strings"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Read reads a workbook as cells. It is read from the file's own parts, one cell after the
// other: excelize makes up rows that a file only hints at, and rounds. An error is *Refused.
func Read(text []byte) (*grid.Book, error) {
	p, err := contents(text)
	if err != nil {
		return nil, err
	}
	r := &reader{parts: p, book: &grid.Book{}, budget: newBudget()}
	if err := r.workbook(); err != nil {
		return nil, err
	}
	return r.book, nil
}

type reader struct {
	parts   parts // that have not been read
	book    *grid.Book
	strings []string
	dates   []bool // by the style of a cell: it shows a date
	merged  int    // areas of all sheets
	budget  *budget
}

// relation is an entry of a part's list of what belongs to it.
type relation struct{ id, kind, target string }

// relations lists what belongs to a part; "" is the file as a whole.
func (r *reader) relations(part string) (list []relation, err error) {
	dir, base := path.Split(part)
	err = r.each(strings.ToLower(dir+"_rels/"+base+".rels"), func(s *stream, e xml.StartElement) error {
		if s.depth != 2 || e.Name.Local != "Relationship" {
			return nil
		}
		if len(list) == maxParts {
			return tooLarge(lang.T("den har fler än %d delar", "it has more than %d parts", maxParts))
		}
		rel := relation{id: attr(e, "Id"), kind: path.Base(attr(e, "Type"))}
		if to := attr(e, "Target"); strings.HasPrefix(to, "/") {
			rel.target = strings.ToLower(to[1:])
		} else {
			rel.target = strings.ToLower(path.Join(dir, to))
		}
		list = append(list, rel)
		return r.budget.keep(rel.id, rel.kind, rel.target)
	})
	return list, err
}

// listed is a sheet as the workbook lists it: its name, and the relation to its part.
type listed struct{ name, id string }

func (r *reader) workbook() error {
	of, err := r.relations("")
	if err != nil {
		return err
	}
	name := ""
	for _, rel := range of {
		if rel.kind == "officeDocument" {
			name = rel.target
		}
	}
	list, err := r.listed(name)
	if err != nil {
		return err
	}
	relations, err := r.relations(name)
	if err != nil {
		return err
	}
	parts := map[string]string{}
	for _, rel := range relations {
		var err error
		switch rel.kind {
		case "worksheet":
			parts[rel.id] = rel.target
		case "sharedStrings":
			err = r.readStrings(rel.target)
		case "styles":
			err = r.readStyles(rel.target)
		}
		if err != nil {
			return err
		}
	}
	for _, s := range list {
		part := parts[s.id]
		if part == "" {
			continue // a sheet that is a chart
		}
		if r.book.Sheet(s.name) != nil {
			return damaged()
		}
		t, err := r.sheet(s.name, part)
		if err != nil {
			return err
		}
		r.book.Sheets = append(r.book.Sheets, *t)
	}
	return nil
}

// listed reads which sheets there are, in their order.
func (r *reader) listed(part string) (list []listed, err error) {
	in := false
	err = r.each(part, func(s *stream, e xml.StartElement) error {
		if s.depth == 2 {
			in = e.Name.Local == "sheets"
		}
		if !in || s.depth != 3 || e.Name.Local != "sheet" {
			return nil
		}
		if len(list) == maxSheets {
			return tooLarge(lang.T("den har fler än %d blad", "it has more than %d sheets", maxSheets))
		}
		sheet := listed{attr(e, "name"), attr(e, "id")}
		list = append(list, sheet)
		return r.budget.keep(sheet.name, sheet.id)
	})
	if err == nil && len(list) == 0 {
		err = damaged()
	}
	return list, err
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func yes(value string) bool { return value == "1" || value == "true" }

// readStrings reads the texts that cells share.
func (r *reader) readStrings(part string) error {
	return r.each(part, func(s *stream, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		text, err := s.rich()
		if err != nil {
			return err
		}
		r.strings = append(r.strings, text)
		return r.budget.keep(text)
	})
}
