package schema

import (
	"fmt"
	"slices"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// keys reports the keys of a mapping that are unknown and those that are missing. A
// key that is misspelt counts as there: one slip, one finding.
func (c *checker) keys(p place, sch *jsonschema.Schema) {
	missing := missingKeys(sch, p.node)
	var unknown []yamldoc.Entry
	var meant []meaning
	for _, e := range p.node.Entries {
		var m meaning
		switch {
		case e.Key.Bad:
			m.key, _ = lang.Nearest(e.Key.Text, missing)
		case sch.Properties[e.Key.Text] != nil || sch.AdditionalProperties != false || c.full(ruleUnknownKey):
			continue
		default:
			m = c.meant(e.Key.Text, p, sch, missing)
			unknown, meant = append(unknown, e), append(meant, m)
		}
		missing = slices.DeleteFunc(missing, func(key string) bool { return key == m.key })
	}
	for i, e := range unknown {
		m := meant[i]
		if m.key == "" && len(m.homes) == 0 && len(missing) == 1 && fits(e.Value, sch.Properties[missing[0]]) {
			// Another word for it: `slut` for `till`.
			m.key, missing = missing[0], nil
		}
		c.unknownKey(p.entry(e), p, sch, m)
	}
	for _, key := range missing {
		c.missingKey(key, p, sch)
	}
}

// fits tells that a value could stand under a key.
func fits(n *yamldoc.Node, sch *jsonschema.Schema) bool {
	return sch != nil && !n.Bad && sch.Validate(value(n)) == nil
}

// missingKeys lists what the schema demands and the mapping lacks, in the order of the
// schema.
func missingKeys(sch *jsonschema.Schema, n *yamldoc.Node) []string {
	var missing []string
	lacks := func(keys []string) {
		for _, key := range keys {
			if _, there := n.Entry(key); !there && !slices.Contains(missing, key) {
				missing = append(missing, key)
			}
		}
	}
	lacks(sch.Required)
	for _, given := range sortedKeys(sch.DependentRequired) {
		if _, there := n.Entry(given); there {
			lacks(sch.DependentRequired[given])
		}
	}
	return missing
}

// meaning is what an unknown key was most likely meant to be: another key (which the
// mapping may have already) or the same key somewhere else.
type meaning struct {
	key   string
	homes []string
}

func (c *checker) meant(word string, p place, sch *jsonschema.Schema, missing []string) meaning {
	known := sortedKeys(sch.Properties)
	for _, key := range known {
		if lang.Codeword(key) == lang.Codeword(word) {
			return meaning{key: key}
		}
	}
	if key, ok := lang.Nearest(word, missing); ok {
		return meaning{key: key}
	}
	if homes := c.homesFor(word, p); len(homes) > 0 {
		return meaning{homes: homes}
	}
	key, ok := lang.Nearest(word, vacant(sch, p.node))
	if !ok {
		key, _ = lang.Nearest(word, known)
	}
	return meaning{key: key}
}

// homesFor lists the keys under which a key belongs that stands at a wrong place: those
// at hand that lack it and need it, as when an indentation has slipped, else all if
// they are few.
func (c *checker) homesFor(word string, p place) []string {
	const few = 3
	var all, near []string
	for _, h := range c.kind.homes[word] {
		all = append(all, h.key)
		e, there := p.node.Entry(h.key)
		if there && h.needed && lacks(e.Value, word) || h.key == "" && !p.isRoot() && h.needed && lacks(c.doc.Root, word) {
			near = append(near, h.key)
		}
	}
	switch {
	case len(near) > 0 && len(near) <= few:
		return near
	case len(all) <= few:
		return all
	}
	return nil
}

// lacks tells that a mapping, or one in a list, does not have a key.
func lacks(n *yamldoc.Node, key string) bool {
	switch n.Kind {
	case yamldoc.Null:
		return true
	case yamldoc.Mapping:
		return n.Get(key) == nil
	}
	return slices.ContainsFunc(n.Items, func(item *yamldoc.Node) bool { return item.Kind == yamldoc.Mapping && item.Get(key) == nil })
}

func (c *checker) unknownKey(at, p place, sch *jsonschema.Schema, m meaning) {
	said := short(at.name)
	message := lang.T("okänd nyckel `%s`%s", "unknown key `%s`%s", said, p.within())
	hint := lang.T("Ta bort raden.", "Remove the line.")
	if free := vacant(sch, p.node); len(free) > 0 {
		hint = lang.T("Ta bort raden, eller skriv en nyckel som kan stå här: %s.", "Remove the line, or write a key that can stand here: %s.", lang.List(free))
	}
	switch {
	case len(m.homes) > 0:
		home := homeNames(m.homes)
		message = lang.T("nyckeln `%s` hör inte hemma här, utan %s", "the key `%s` does not belong here, but %s", said, home)
		hint = lang.T("Flytta den, eller ändra indraget så att den kommer %s.", "Move it, or change its indentation so that it comes %s.", home)
		for _, h := range m.homes {
			c.misplaced[[2]string{at.name, h}] = true
		}
	case m.key == "":
	case p.node.Get(m.key) != nil:
		e, _ := p.node.Entry(m.key)
		message = lang.T("okänd nyckel `%s`: menade du `%s`, som redan står på rad %s?", "unknown key `%s`: did you mean `%s`, which is already on line %s?",
			said, m.key, fmt.Sprint(c.doc.Source.Pos(e.Key.Span.Start()).Line))
		hint = lang.T("Ta bort den ena av raderna.", "Remove one of the lines.")
	default:
		message = lang.T("okänd nyckel `%s`: menade du `%s`?", "unknown key `%s`: did you mean `%s`?", said, m.key)
		hint = lang.T("Ändra nyckeln till `%s`.", "Change the key to `%s`.", m.key)
	}
	c.add(ruleUnknownKey, at.key.Span, at.pointer, message, hint)
}

// vacant lists the keys that a mapping may have and does not.
func vacant(sch *jsonschema.Schema, n *yamldoc.Node) []string {
	return slices.DeleteFunc(sortedKeys(sch.Properties), func(key string) bool { return n.Get(key) != nil })
}

func (c *checker) missingKey(key string, p place, sch *jsonschema.Schema) {
	hint := lang.T("Lägg till nyckeln `%s`.", "Add the key `%s`.", key)
	if value := sch.Properties[key]; value != nil {
		hint = lang.T("Lägg till nyckeln `%s`: %s.", "Add the key `%s`: %s.", key, wanted(value))
	}
	c.miss(absence{key, p.name, c.finding(ruleMissingKey, p.owner(), p.pointer+"/"+key,
		lang.T("`%s` saknas%s", "`%s` is missing%s", key, p.within()), hint)})
}
