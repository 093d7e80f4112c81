package plan

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/signature"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// entryKeys names, for each list of a document, the keys that tell its entries apart. An
// entry is compared, approved and recorded by them, never by its place in the list. Where
// several alternatives are given the first one that the entry has decides. A public key goes
// by its fingerprint, since it can be many lines long.
var entryKeys = map[string][]string{
	"organisationer":           {"id"},
	"vardomraden":              {"id", "vardomrade"}, // the register has ids, an analysis names fields
	"avtal":                    {"id"},
	"personer":                 {"id"},
	"uppdrag":                  {"person+roll+organisation+fran"},
	"delegeringar":             {"av+till_person+roll+organisation+fran"},
	"protokollnycklar":         {"nyckel"},
	"signaturnycklar":          {"nyckel"},
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

// splitKeys is the table with its keys taken apart, once.
var splitKeys = func() map[string][][]string {
	out := make(map[string][][]string, len(entryKeys))
	for list, alternatives := range entryKeys {
		for _, alternative := range alternatives {
			out[list] = append(out[list], strings.Split(alternative, "+"))
		}
	}
	return out
}()

// EntryKey tells an entry of a list apart from its neighbours: "skas", or "3", or
// "p-017+representant+skas+2026-01-01". The list is named by its key and, where two lists
// of one name differ, by the key above it (or the kind of the document). False where the
// list has no entry keys (it holds plain values) or the entry lacks them.
func EntryKey(parent, list string, entry *yamldoc.Node) (string, bool) {
	key, _, ok := entryKey(keysOf(parent, list), entry)
	return key, ok
}

// keysOf gives the alternative keys of a list's entries.
func keysOf(parent, list string) [][]string {
	if keys, ok := splitKeys[parent+"/"+list]; ok {
		return keys
	}
	return splitKeys[list]
}

// entryKey gives an entry's key and the first of the values that make it up.
func entryKey(alternatives [][]string, entry *yamldoc.Node) (key string, first *yamldoc.Node, ok bool) {
	if entry.Kind != yamldoc.Mapping {
		return "", nil, false
	}
	for _, keys := range alternatives {
		for i, k := range keys {
			v := entry.Get(k)
			if first == nil {
				first = v
			}
			if i > 0 {
				key += "+"
			}
			if k == "nyckel" && v != nil {
				key += signature.Identity(v.Text)
			} else {
				key += scalarText(v)
			}
		}
		if first != nil {
			return key, first, true
		}
		key = ""
	}
	return "", nil, false
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
