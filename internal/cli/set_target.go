package cli

import (
	"maps"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// aim is a document to change. Paths are counted from a part of it, which the prefix names:
// "avtal.avt-2026-014." for an entry of a register.
type aim struct {
	doc    *plan.Document
	prefix string
}

// name is the aim's name that no other has: rest-2027/rest-1 for an entry.
func (at aim) name() string {
	_, entry, named := strings.Cut(strings.TrimSuffix(at.prefix, "."), ".")
	if !named {
		return nameOf(at.doc)
	}
	return nameOf(at.doc) + "/" + entry
}

// nameOf is what a document goes by: its id, or its kind where there is one of the kind.
func nameOf(doc *plan.Document) string {
	if _, fixed := plan.FixedPaths[doc.Kind]; fixed {
		return string(doc.Kind)
	}
	return doc.ID.V
}

// target finds what an id on the command line names: a document, a register or the settings
// by their kind, or an entry of a list by its id, alone or with that of its document before it.
func target(set *plan.Set, id string) (aim, error) {
	var found []aim
	var names []string
	for _, d := range set.Documents {
		doc := d.Base()
		name := nameOf(doc)
		if name == "" {
			continue
		}
		names = append(names, name)
		if name == id {
			found = append(found, aim{doc: doc})
		}
	}
	entries := entriesOf(set)
	if len(found) == 0 {
		found = entries[id]
	}
	switch {
	case len(found) == 0:
		all := append(slices.Clone(names), slices.Sorted(maps.Keys(entries))...)
		if _, slip := lang.Nearest(id, all); slip {
			names = all
		}
		return aim{}, unknownName(lang.T("inget dokument och ingen post har id %q", "no document and no entry has the id %q", id), id, names)
	case len(found) == 1:
		return found[0], nil
	}
	var places lang.List
	for _, f := range found {
		places = append(places, f.name())
	}
	if slices.Sort(places); len(slices.Compact(places)) < len(found) || found[0].prefix == "" {
		places = nil
		for _, f := range found {
			places = append(places, f.doc.File())
		}
		return aim{}, usage(lang.T("id %q finns på flera ställen: %s", "the id %q stands in several places: %s", id, places),
			lang.T("Ge det ena ett eget id för hand först.", "Give one of them an id of its own by hand first."))
	}
	return aim{}, usage(lang.T("id %q finns på flera ställen: %s", "the id %q stands in several places: %s", id, places),
		lang.T("Skriv ett av dem, till exempel: leveransplan set %s …", "Write one of them, for example: leveransplan set %s …", places[0]))
}

// entriesOf lists the entries that have an id of their own: by that id, and by it after the name
// of their document.
func entriesOf(set *plan.Set) map[string][]aim {
	out := map[string][]aim{}
	add := func(id plan.Text, owner *plan.Document, list string) {
		if !id.Set || owner == nil {
			return
		}
		at := aim{owner, list + "." + id.V + "."}
		for _, name := range []string{id.V, at.name()} {
			out[name] = append(out[name], at)
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
	for _, r := range set.Rester {
		add(r.ID, &r.Owner.Document, "rester")
	}
	for _, l := range set.Lines {
		add(l.Rad.ID, &l.Missiv.Document, "rader")
	}
	return out
}
