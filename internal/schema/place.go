package schema

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/signature"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// place is a value in the document and the way to it.
type place struct {
	node    *yamldoc.Node
	key     *yamldoc.Node // the key whose value it is; nil for the root and for items
	name    string        // the nearest key: its own, or that of the list it stands in
	item    int           // its number in that list from 1; 0 where it is no item
	pointer string        // for diag.Key
}

func (p place) entry(e yamldoc.Entry) place {
	return place{node: e.Value, key: e.Key, name: e.Key.Text, pointer: p.pointer + "/" + token(e.Key.Text)}
}

func (p place) at(i int) place {
	item := p.node.Items[i]
	return place{node: item, name: p.name, item: i + 1, pointer: p.pointer + "/" + token(entryKey(p.name, item, i))}
}

// isRoot tells that the place is the whole document.
func (p place) isRoot() bool { return p.key == nil && p.item == 0 }

// span is where to point for the value itself; an empty value has nothing to point at
// but its key.
func (p place) span() diag.Span {
	if p.node.Span.Len() == 0 && p.key != nil {
		return p.key.Span
	}
	return p.node.Span
}

// owner is where to point for something that the value lacks: its own key, else (for
// an item of a list and for the document) its first key.
func (p place) owner() diag.Span {
	switch {
	case p.key != nil:
		return p.key.Span
	case len(p.node.Entries) > 0:
		return p.node.Entries[0].Key.Span
	}
	return p.node.Span
}

// subject names the place as the first words of a message.
func (p place) subject() lang.Text {
	if p.item > 0 {
		return lang.T("post %s i `%s`", "item %s of `%s`", strconv.Itoa(p.item), p.name)
	}
	return lang.T("`%s`", "`%s`", p.name)
}

// within names the place as the last words of a message; empty for the document.
func (p place) within() lang.Text {
	switch {
	case p.isRoot():
		return lang.Text{}
	case p.item > 0:
		return lang.T(" i `%s`, post %s", " in `%s`, item %s", p.name, strconv.Itoa(p.item))
	}
	return lang.T(" i `%s`", " in `%s`", p.name)
}

// token escapes a key for a JSON pointer.
func token(key string) string {
	return strings.ReplaceAll(strings.ReplaceAll(key, "~", "~0"), "/", "~1")
}

// instanceToken escapes a key as the library writes it in an instance location.
func instanceToken(key string) string { return url.PathEscape(token(key)) }

// entryKeys names, for each list, what tells its entries apart. The first alternative
// whose keys an entry has is used. A public key goes by its fingerprint, since it can be
// many lines long.
var entryKeys = map[string][][]string{
	"organisationer":    {{"id"}},
	"avtal":             {{"id"}},
	"vardomraden":       {{"id"}, {"vardomrade"}},
	"personer":          {{"id"}},
	"uppdrag":           {{"person", "roll", "organisation", "fran"}, {"person", "roll", "fran"}},
	"delegeringar":      {{"av", "till_person", "roll", "organisation", "fran"}, {"av", "till_person", "roll", "fran"}},
	"protokollnycklar":  {{"nyckel"}},
	"signaturnycklar":   {{"nyckel"}},
	"avvikelser":        {{"commit"}, {"organisation", "fran"}, {"fran"}},
	"forlangningar":     {{"rutin"}},
	"forvaltningar":     {{"forvaltning"}},
	"rader":             {{"id"}, {"vardomrade", "vardform", "asa_klass"}, {"vardomrade", "vardform"}, {"vardomrade"}},
	"avstamningar":      {{"part"}, {"forvaltning"}},
	"andringar":         {{"nr"}},
	"svar":              {{"part"}, {"forvaltning"}, {"avtal"}},
	"reglerar":          {{"leveransplan", "nr"}},
	"kapacitetssok":     {{"steg"}},
	"placerat":          {{"leveransplan"}},
	"kontakter":         {{"part", "funktion"}},
	"dialoger":          {{"forvaltning"}},
	"samordningsrad":    {{"namn"}},
	"fordelning":        {{"forvaltning"}},
	"onskad_fordelning": {{"forvaltning"}},
	"takvolymer":        {{"period"}},
	"rester":            {{"id"}},
	"undantag":          {{"regel", "dokument"}},
}

// entryKey tells an item of a list from the others, so that an entry added above it
// does not make it another one: its key where the list has one, a scalar's own value,
// else its index.
func entryKey(list string, item *yamldoc.Node, index int) string {
	if item.Text != "" {
		return item.Text
	}
	for _, keys := range entryKeys[list] {
		if key, ok := joined(item, keys); ok {
			return key
		}
	}
	return fmt.Sprint(index)
}

func joined(item *yamldoc.Node, keys []string) (string, bool) {
	parts := make([]string, len(keys))
	for i, key := range keys {
		n := item.Get(key)
		if n == nil || n.Bad || n.Kind == yamldoc.Null {
			return "", false
		}
		members := []string{n.Text}
		if key == "nyckel" {
			members[0] = signature.Identity(n.Text)
		}
		for _, member := range n.Items {
			members = append(members, member.Text)
		}
		parts[i] = strings.TrimPrefix(strings.Join(members, "+"), "+") // a scalar has no members, a list no text
	}
	return strings.Join(parts, ","), true
}
