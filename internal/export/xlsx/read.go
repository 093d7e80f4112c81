package xlsx

import (
	"bytes"
	"encoding/xml"
	"io"
	"path"
	"strings"

	"github.com/leveransplan/leveransplan/internal/grid"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Read reads a workbook as cells. It is read from the file's own parts, one cell after the
// other: excelize makes up rows that a file only hints at, and rounds. An error is *Refused.
func Read(text []byte) (*grid.Book, error) {
	p, err := unpack(text)
	if err != nil {
		return nil, err
	}
	r := &reader{parts: p, book: &grid.Book{}, room: maxCells}
	if err := r.workbook(); err != nil {
		return nil, err
	}
	return r.book, nil
}

type reader struct {
	parts   parts
	book    *grid.Book
	strings []string
	dates   []bool // by the style of a cell: it shows a date
	room    int    // cells that may still come
}

// relation is an entry of a part's list of what belongs to it.
type relation struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
	Mode   string `xml:"TargetMode,attr"`
}

// relations lists what belongs to a part; "" is the file as a whole.
func (r *reader) relations(part string) []relation {
	var list struct {
		Relationship []relation `xml:"Relationship"`
	}
	dir, base := path.Split(part)
	if xml.Unmarshal(r.parts[dir+"_rels/"+base+".rels"], &list) != nil {
		return nil
	}
	for i := range list.Relationship {
		rel := &list.Relationship[i]
		if strings.HasPrefix(rel.Target, "/") {
			rel.Target = rel.Target[1:]
		} else {
			rel.Target = path.Join(dir, rel.Target)
		}
		rel.Target = strings.ToLower(rel.Target)
		rel.Type = path.Base(rel.Type)
	}
	return list.Relationship
}

func (r *reader) workbook() error {
	name := ""
	for _, rel := range r.relations("") {
		if rel.Type == "officeDocument" {
			name = rel.Target
		}
	}
	var book struct {
		Sheets []struct {
			Name string     `xml:"name,attr"`
			Attr []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if name == "" || xml.Unmarshal(r.parts[name], &book) != nil || len(book.Sheets) == 0 {
		return damaged()
	}
	if len(book.Sheets) > maxSheets {
		return tooLarge(lang.T("den har fler än %d blad", "it has more than %d sheets", maxSheets))
	}
	sheets := map[string]string{}
	for _, rel := range r.relations(name) {
		var err error
		switch rel.Type {
		case "worksheet":
			sheets[rel.ID] = rel.Target
		case "sharedStrings":
			err = r.readStrings(r.parts[rel.Target])
		case "styles":
			err = r.readStyles(r.parts[rel.Target])
		}
		if err != nil {
			return err
		}
	}
	for _, s := range book.Sheets {
		target := ""
		for _, a := range s.Attr {
			if a.Name.Local == "id" {
				target = sheets[a.Value]
			}
		}
		if target == "" {
			continue // a sheet that is a chart
		}
		part, there := r.parts[target]
		if !there || r.book.Sheet(s.Name) != nil {
			return damaged()
		}
		t, err := r.sheet(s.Name, part)
		if err != nil {
			return err
		}
		r.book.Sheets = append(r.book.Sheets, *t)
	}
	return nil
}

// each calls for every element of a part, from the outside in. What is called reads on in
// the element, or not.
func each(part []byte, start func(d *xml.Decoder, e xml.StartElement) error) error {
	d := xml.NewDecoder(bytes.NewReader(part))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return damaged()
		}
		if e, ok := token.(xml.StartElement); ok {
			if err := start(d, e); err != nil {
				return err
			}
		}
	}
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

// richText is a text, in one piece or in several that look different.
type richText struct {
	T []string `xml:"t"`
	R []struct {
		T []string `xml:"t"`
	} `xml:"r"`
}

func (t *richText) text() string {
	all := strings.Join(t.T, "")
	for _, r := range t.R {
		all += strings.Join(r.T, "")
	}
	return unescape(all)
}

func (r *reader) readStrings(part []byte) error {
	return each(part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		var t richText
		if d.DecodeElement(&t, &e) != nil {
			return damaged()
		}
		r.strings = append(r.strings, t.text())
		return nil
	})
}
