package schema

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// target follows references to the schema that says what a value is.
func target(sch *jsonschema.Schema) *jsonschema.Schema {
	for sch.Ref != nil {
		sch = sch.Ref
	}
	return sch
}

// wanted says what a schema wants its value to be: "ett heltal".
func wanted(sch *jsonschema.Schema) lang.Text {
	sch = target(sch)
	f, hasFormat := formats[sch.Format]
	switch {
	case hasFormat:
		return lang.T("%s, till exempel %s", "%s, for example %s", f.what, example(sch))
	case len(sch.Enum) > 0:
		return lang.T("något av %s", "one of %s", alternatives(sch))
	case len(sch.Constant) > 0:
		return lang.Plain(fmt.Sprint(sch.Constant[0]))
	}
	return typeName(sch)
}

// example is the value that the schema shows to those who write one, as it is written in
// a file: a version of the routine and an MVO code look like numbers and need their quotes.
func example(sch *jsonschema.Schema) string {
	if len(sch.Examples) == 0 {
		return ""
	}
	if text, ok := sch.Examples[0].(string); ok {
		return yamldoc.Written(text)
	}
	return fmt.Sprint(sch.Examples[0])
}

// typeName says which type a schema wants. Schemas here have one type each.
func typeName(sch *jsonschema.Schema) lang.Text {
	switch typeOf(sch) {
	case "string":
		return lang.T("text", "text")
	case "integer":
		return lang.T("ett heltal", "a whole number")
	case "number":
		return lang.T("ett tal", "a number")
	case "boolean":
		return lang.T("true eller false", "true or false")
	case "array":
		return lang.T("en lista", "a list")
	}
	return lang.T("nycklar med värden", "keys with values")
}

func typeOf(sch *jsonschema.Schema) string {
	if len(sch.Types) == 0 {
		return ""
	}
	return sch.Types[0]
}

// present says what stands in the file.
func present(n *yamldoc.Node) lang.Text {
	switch n.Kind {
	case yamldoc.Bool:
		return lang.T("sanningsvärdet `%s`", "the truth value `%s`", n.Text)
	case yamldoc.Int:
		return lang.T("heltalet `%s`", "the whole number `%s`", short(n.Text))
	case yamldoc.Number:
		return lang.T("talet `%s`", "the number `%s`", short(n.Text))
	case yamldoc.String:
		if n.Text == "" {
			return lang.T("en tom text", "an empty text")
		}
		return lang.T("texten `%s`", "the text `%s`", short(n.Text))
	case yamldoc.Sequence:
		return lang.T("en lista", "a list")
	case yamldoc.Mapping:
		return lang.T("nycklar med värden", "keys with values")
	}
	return lang.T("inget", "nothing")
}

func (c *checker) wrongType(p place, sch *jsonschema.Schema) {
	if p.node.Kind == yamldoc.Null {
		c.empty(p, sch)
		return
	}
	if c.full(ruleType) {
		return
	}
	message := lang.T("%s ska vara %s, inte %s", "%s must be %s, not %s", p.subject(), typeName(sch), present(p.node))
	at := p.span()
	if c.doc.Source.Pos(at.Start()).Line != c.doc.Source.Pos(at.End()).Line {
		at = p.owner() // a collection can be pages long
	}
	c.add(ruleType, at, p.pointer, message, typeHint(p, sch))
}

// empty reports a key without a value. If what belongs under it stands elsewhere, that
// is the cause and reported there.
func (c *checker) empty(p place, sch *jsonschema.Schema) {
	hint := lang.T("Skriv ett värde, eller ta bort nyckeln om den inte behövs.", "Write a value, or remove the key if it is not needed.")
	switch typeOf(sch) {
	case "array":
		hint = lang.T("Skriv [] om listan ska vara tom.", "Write [] if the list is to be empty.")
	case "object":
		hint = lang.T("Skriv dess nycklar på raderna under, med större indrag.", "Write its keys on the lines below, indented further.")
	}
	f := c.finding(ruleType, p.span(), p.pointer,
		lang.T("%s har inget värde: här ska stå %s", "%s has no value: here must be %s", p.subject(), wanted(sch)), hint)
	c.miss(absence{home: p.name, finding: f})
}

// quoteHint shows how a number or a truth value that is meant as text is written, if
// quotes are all that it lacks.
func quoteHint(text string, sch *jsonschema.Schema) lang.Text {
	if meant, ok := mended(sch, text); ok {
		text = meant
	}
	switch {
	case len(sch.Enum) > 0:
		return lang.T("Tillåtna värden: %s.", "Allowed values: %s.", alternatives(sch))
	case sch.Pattern != nil && !sch.Pattern.MatchString(text):
		return lang.T("Skriv så här: %s", "Write it like this: %s", example(sch))
	}
	return lang.T("Sätt citattecken: \"%s\"", "Put it in quotes: \"%s\"", short(text))
}

// typeHint says how to write what was most likely meant. What it offers to paste is
// plain digits and ASCII signs.
func typeHint(p place, sch *jsonschema.Schema) lang.Text {
	n := p.node
	scalar := n.Kind != yamldoc.Mapping && n.Kind != yamldoc.Sequence
	switch typeOf(sch) {
	case "string":
		if scalar {
			return quoteHint(n.Text, sch)
		}
		if len(n.Items) == 1 && n.Items[0].Text != "" {
			return lang.T("Skriv utan lista: %s", "Write it without a list: %s", short(yamldoc.Written(n.Items[0].Text)))
		}
		return lang.T("Här ska stå %s.", "Here must be %s.", wanted(sch))
	case "integer", "number":
		return numberHint(n, typeOf(sch))
	case "boolean":
		return booleanHint(n)
	case "array":
		if items, ok := asItems(n.Text, sch.Items2020); ok && scalar {
			return lang.T("Skriv en lista: [%s]", "Write a list: [%s]", short(items))
		}
		return lang.T("Skriv en lista: börja varje post med ett bindestreck och ett blanksteg.",
			"Write a list: begin each item with a hyphen and a space.")
	}
	if n.Kind == yamldoc.Sequence {
		return lang.T("Ta bort bindestrecken: här ska stå nycklar, inte en lista.", "Remove the hyphens: keys belong here, not a list.")
	}
	keys := sortedKeys(target(sch).Properties)
	if len(keys) == 0 {
		return lang.T("Skriv nycklar med värden på raderna under, med större indrag.", "Write keys with values on the lines below, indented further.")
	}
	return lang.T("Skriv nycklar på raderna under, med större indrag: %s.", "Write keys on the lines below, indented further: %s.", lang.List(keys))
}

// asItems writes a text as the items of a list, parted where it has commas. It gives
// nothing where the items would not be of the type that the list has.
func asItems(text string, item *jsonschema.Schema) (string, bool) {
	if item == nil {
		return "", false
	}
	parts := strings.Split(text, ",")
	for i, part := range parts {
		part = strings.TrimSpace(part)
		number, err := strconv.Atoi(part)
		switch kind := typeOf(target(item)); {
		case kind == "string" && part != "":
			part = yamldoc.Written(part)
		case kind == "integer" && err == nil:
			part = strconv.Itoa(number)
		default:
			return "", false
		}
		parts[i] = part
	}
	return strings.Join(parts, ", "), true
}

var spaces = strings.NewReplacer(" ", "", "\u00a0", "", "\u2009", "", "\u202f", "")

func numberHint(n *yamldoc.Node, kind string) lang.Text {
	meant := spaces.Replace(n.Text)
	if kind == "number" {
		meant = strings.Replace(meant, ",", ".", 1)
	}
	whole := strings.TrimRight(strings.TrimRight(meant, "0"), ".")
	if n.Kind == yamldoc.Number && !strings.Contains(whole, ".") {
		meant = whole // 12.0 is twelve
		if meant == "" || meant == "-" {
			meant = "0"
		}
	}
	_, errInt := strconv.Atoi(meant)
	_, errFloat := strconv.ParseFloat(meant, 64)
	if errInt == nil || kind == "number" && errFloat == nil && !strings.ContainsAny(meant, "eExXpPnNiI_") {
		return lang.T("Skriv talet så här: %s", "Write the number like this: %s", meant)
	}
	if kind == "number" {
		return lang.T("Skriv ett tal med decimalpunkt, till exempel 0.5", "Write a number with a decimal point, for example 0.5")
	}
	return lang.T("Skriv ett heltal med bara siffror, till exempel 120", "Write a whole number with digits only, for example 120")
}

func booleanHint(n *yamldoc.Node) lang.Text {
	switch lang.Codeword(n.Text) {
	case "ja", "yes", "on", "sant", "true", "1":
		return lang.T("Skriv true", "Write true")
	case "nej", "no", "off", "falskt", "false", "0":
		return lang.T("Skriv false", "Write false")
	}
	return lang.T("Skriv true eller false", "Write true or false")
}

// alternatives lists an enumeration's values in the order of the schema.
func alternatives(sch *jsonschema.Schema) lang.List {
	var list lang.List
	for _, v := range sch.Enum {
		list = append(list, fmt.Sprint(v))
	}
	return list
}

func (c *checker) notAllowed(p place, sch *jsonschema.Schema) {
	if c.full(ruleEnum) {
		return
	}
	said, allowed := short(p.node.Text), alternatives(sch)
	message := lang.T("%s kan inte vara `%s`", "%s cannot be `%s`", p.subject(), said)
	hint := lang.T("Tillåtna värden: %s.", "Allowed values: %s.", allowed)
	if near, ok := lang.Nearest(p.node.Text, slices.Sorted(slices.Values(allowed))); ok {
		message = lang.T("%s kan inte vara `%s`: menade du `%s`?", "%s cannot be `%s`: did you mean `%s`?", p.subject(), said, near)
	}
	if len(allowed) == 1 {
		hint = lang.T("Skriv %s", "Write %s", allowed)
	}
	c.add(ruleEnum, p.span(), p.pointer, message, hint)
}
