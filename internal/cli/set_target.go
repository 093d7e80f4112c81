package cli

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// aim is a document to change. Paths are counted from a part of it, which the prefix names:
// "avtal.avt-2026-014." for an entry of a register.
type aim struct {
	doc    *plan.Document
	prefix string
}

// target finds what an id on the command line names: a document, a register or the settings
// by their kind, or an entry of a register.
func target(set *plan.Set, id string) (aim, error) {
	var found, entries []aim
	var names []string
	for _, d := range set.Documents {
		doc := d.Base()
		name := doc.ID.V
		if _, fixed := plan.FixedPaths[doc.Kind]; fixed {
			name = string(doc.Kind)
		}
		if name == "" {
			continue
		}
		names = append(names, name)
		if name == id {
			found = append(found, aim{doc: doc})
		}
	}
	for name, at := range registered(set) {
		names = append(names, name)
		if name == id {
			entries = append(entries, at...)
		}
	}
	if len(found) == 0 {
		found = entries
	}
	switch {
	case len(found) == 0:
		return aim{}, unknownName(lang.T("inget dokument har id %q", "no document has the id %q", id), id, names)
	case len(found) > 1:
		var files lang.List
		for _, f := range found {
			files = append(files, f.doc.File())
		}
		return aim{}, usage(lang.T("id %q finns på flera ställen: %s", "the id %q stands in several places: %s", id, lang.List(slices.Compact(files))),
			lang.T("Är det en post i ett register, skriv registrets namn och hela sökvägen: leveransplan set organisationer organisationer.siv.namn …", "For an entry of a register write the register's name and the whole path: leveransplan set organisationer organisationer.siv.namn …"))
	}
	return found[0], nil
}

// registered lists the entries of registers that go by an id of their own.
func registered(set *plan.Set) map[string][]aim {
	out := map[string][]aim{}
	add := func(id plan.Text, owner *plan.Document, list string) {
		if id.Set && owner != nil {
			out[id.V] = append(out[id.V], aim{owner, list + "." + id.V + "."})
		}
	}
	for _, o := range set.Organisationer {
		add(o.ID, &o.Owner.Document, "organisationer")
	}
	for _, x := range set.Avtal {
		add(x.ID, &x.Owner.Document, "avtal")
	}
	for _, v := range set.Vardomraden {
		add(v.ID, &v.Owner.Document, "vardomraden")
	}
	if set.Roller != nil {
		for _, p := range set.Roller.Personer {
			add(p.ID, &set.Roller.Document, "personer")
		}
	}
	return out
}
