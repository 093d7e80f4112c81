package schema

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// keyKind is the key that says what kind of document a file is.
const keyKind = "dokument"

// kindOf reads the document's kind: a name of [Set.Kinds], or empty where it has none
// that is known, which is then reported.
func (c *checker) kindOf() string {
	root := c.doc.Root
	e, ok := root.Entry(keyKind)
	if !ok {
		c.noKind(root)
		return ""
	}
	if e.Value.Bad || e.Key.Bad {
		return ""
	}
	p := place{node: root}.entry(e)
	name, _, _ := strings.Cut(e.Value.Text, "/")
	k := c.set.kinds[name]
	if e.Value.Kind != yamldoc.String || k == nil || k.id != e.Value.Text {
		c.unknownKind(p)
		return ""
	}
	if first := root.Entries[0].Key; first != e.Key && !first.Bad {
		c.add(ruleKind, e.Key.Span, p.pointer,
			lang.T("`dokument` ska stå först i filen", "`dokument` should stand first in the file"),
			lang.T("Flytta raden överst, så ser var och en vad filen är.", "Move the line to the top, so that everybody sees what the file is."))
		c.found[c.last[ruleKind]].Severity = diag.Warning
	}
	return name
}

// noKind reports that the key is missing; a key that could have been meant for it is
// pointed at.
func (c *checker) noKind(root *yamldoc.Node) {
	at := place{node: root}.owner()
	for _, e := range root.Entries {
		if _, near := lang.Nearest(e.Key.Text, []string{keyKind}); !near {
			continue
		}
		if !e.Key.Bad {
			c.add(ruleKind, e.Key.Span, "/"+token(e.Key.Text),
				lang.T("`%s` är ingen känd nyckel: menade du `dokument`?", "`%s` is no known key: did you mean `dokument`?", short(e.Key.Text)),
				lang.T("Ändra nyckeln till `dokument`.", "Change the key to `dokument`."))
		}
		return
	}
	c.add(ruleKind, at, "/"+keyKind,
		lang.T("`dokument` saknas: filen säger inte vilket slags dokument den är", "`dokument` is missing: the file does not say what kind of document it is"),
		lang.T("Skriv överst, till exempel: dokument: leveransplan/v1. Kända slag: %s.",
			"Write at the top, for example: dokument: leveransplan/v1. Known kinds: %s.", lang.List(c.set.Kinds())))
}

func (c *checker) unknownKind(p place) {
	said := short(p.node.Text)
	name, version, versioned := strings.Cut(said, "/")
	k := c.set.kinds[name]
	var message, hint lang.Text
	switch {
	case p.node.Kind != yamldoc.String:
		message = lang.T("`dokument` säger inte vilket slags dokument filen är", "`dokument` does not say what kind of document the file is")
		hint = c.knownKinds()
	case k != nil && versioned:
		_, newest, _ := strings.Cut(k.id, "/")
		message = lang.T("version `%s` av `%s` är okänd: den nyaste som finns här är `%s`",
			"version `%s` of `%s` is unknown: the newest known here is `%s`", version, name, newest)
		hint = lang.T("Skriv %s, eller använd en nyare utgåva av verktyget.", "Write %s, or use a newer release of the tool.", k.id)
	case k != nil:
		message = lang.T("`%s` saknar version", "`%s` lacks a version", name)
		hint = lang.T("Skriv dokument: %s", "Write dokument: %s", k.id)
	default:
		message = lang.T("`%s` är inget känt slags dokument", "`%s` is no known kind of document", said)
		hint = c.knownKinds()
		if near, ok := lang.Nearest(name, c.set.Kinds()); ok {
			message = lang.T("`%s` är inget känt slags dokument: menade du `%s`?", "`%s` is no known kind of document: did you mean `%s`?", said, c.set.kinds[near].id)
			hint = lang.T("Skriv dokument: %s", "Write dokument: %s", c.set.kinds[near].id)
		}
	}
	c.add(ruleKind, p.span(), p.pointer, message, hint)
}

func (c *checker) knownKinds() lang.Text {
	return lang.T("Kända slag: %s.", "Known kinds: %s.", lang.List(c.set.Kinds()))
}
