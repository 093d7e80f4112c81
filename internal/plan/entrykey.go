package plan

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// entryKeys names, for each list of a document, the keys that tell its entries apart. An
// entry is compared, approved and recorded by them, never by its place in the list. Where
// several alternatives are given the first one that the entry has decides.
var entryKeys = map[string][]string{
	"organisationer":           {"id"},
	"vardomraden":              {"id", "vardomrade"}, // the register has ids, an analysis names fields
	"avtal":                    {"id"},
	"personer":                 {"id"},
	"uppdrag":                  {"person+roll+organisation+fran"},
	"delegeringar":             {"av+till_person+roll+organisation+fran"},
	"protokollnycklar":         {"nyckel"},
	"kalender/avvikelser":      {"organisation+fran"},
	"forlangningar":            {"rutin"},
	"forvaltningar":            {"forvaltning"},
	"takvolymer":               {"period"},
	"rader":                    {"id"},
	"fordelningsforslag/rader": {"vardomrade+vardform+asa_klass"},
	"avstamningar":             {"part", "forvaltning"},
	"andringar":                {"nr"},
	"reglerar":                 {"leveransplan+nr"},
	"egen_regi/svar":           {"forvaltning"},
	"egna_avtal/svar":          {"avtal"},
	"svar":                     {"part"},
	"kapacitetssok":            {"steg"},
	"placerat":                 {"leveransplan"},
	"dialoger":                 {"forvaltning"},
	"samordningsrad":           {"namn"},
	"onskad_fordelning":        {"forvaltning"},
	"fordelning":               {"forvaltning"},
	"rester":                   {"id"},
	"undantag":                 {"regel+dokument"},
	"avvikelser":               {"commit"},
	"kontakter":                {"part+funktion"},
}

// Lists under these keys hold plain values or have no identity of their own.

// EntryKey tells an entry of a list apart from its neighbours: "skas", or "3", or
// "p-017+representant+skas+2026-01-01". The list is named by its key and, where two lists
// of one name differ, by the key above it (or the kind of the document). False where the
// list has no entry keys or the entry lacks them.
func EntryKey(parent, list string, entry *yamldoc.Node) (string, bool) {
	var parts []string
	for _, v := range keyValues(parent, list, entry) {
		parts = append(parts, scalarText(v))
	}
	return strings.Join(parts, "+"), len(parts) > 0
}

// keyValues gives the values that make up an entry's key, nil for those that the entry
// lacks; none where it has no key.
func keyValues(parent, list string, entry *yamldoc.Node) []*yamldoc.Node {
	alternatives, ok := entryKeys[parent+"/"+list]
	if !ok {
		alternatives, ok = entryKeys[list]
	}
	if !ok || entry.Kind != yamldoc.Mapping {
		return nil
	}
	for _, alternative := range alternatives {
		var values []*yamldoc.Node
		found := false
		for key := range strings.SplitSeq(alternative, "+") {
			v := entry.Get(key)
			found = found || v != nil
			values = append(values, v)
		}
		if found {
			return values
		}
	}
	return nil
}

func scalarText(n *yamldoc.Node) string {
	if n == nil {
		return ""
	}
	if n.Kind != yamldoc.Sequence {
		return n.Text
	}
	var items []string
	for _, item := range n.Items {
		items = append(items, item.Text)
	}
	return strings.Join(items, ",")
}
