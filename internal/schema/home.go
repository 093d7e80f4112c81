package schema

import (
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// home is a place where a key belongs: under another key (in it, or in the items of
// its list), or at the top of the document, whose key is empty.
type home struct {
	key    string
	needed bool // the key is required there
}

// homes finds, for every key of a schema, where it stands.
func homes(root *jsonschema.Schema) map[string][]home {
	found := map[string][]home{}
	type visit struct {
		parent string
		schema *jsonschema.Schema
	}
	seen := map[visit]bool{}
	var look func(parent string, sch *jsonschema.Schema)
	look = func(parent string, sch *jsonschema.Schema) {
		if sch == nil || seen[visit{parent, sch}] {
			return
		}
		seen[visit{parent, sch}] = true
		look(parent, sch.Ref)
		look(parent, sch.Items2020)
		for _, key := range sortedKeys(sch.Properties) {
			if !slices.ContainsFunc(found[key], func(h home) bool { return h.key == parent }) {
				found[key] = append(found[key], home{parent, slices.Contains(sch.Required, key)})
			}
			look(key, sch.Properties[key])
		}
	}
	look("", root)
	return found
}

// homeNames words the places where a key belongs: "under `arende`, `andringar` eller på
// översta nivån".
func homeNames(homes []string) lang.Text {
	top := slices.Contains(homes, "")
	homes = slices.DeleteFunc(slices.Clone(homes), func(home string) bool { return home == "" })
	var out lang.Text
	for i, home := range homes {
		switch {
		case i == 0:
			out = lang.T("under `%s`", "under `%s`", home)
		case i < len(homes)-1 || top:
			out = lang.T("%s, `%s`", "%s, `%s`", out, home)
		default:
			out = lang.T("%s eller `%s`", "%s or `%s`", out, home)
		}
	}
	switch {
	case top && out.IsZero():
		return lang.T("på översta nivån", "at the top level")
	case top:
		return lang.T("%s eller på översta nivån", "%s or at the top level", out)
	}
	return out
}
