package schema

import (
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

var (
	keysNoun  = lang.Plural{One: lang.T("%s nyckel", "%s key"), Other: lang.T("%s nycklar", "%s keys")}
	itemsNoun = lang.Plural{One: lang.T("%s post", "%s item"), Other: lang.T("%s poster", "%s items")}
)

func count(n int, noun lang.Plural) lang.Plural {
	noun.N = n
	return noun
}

// limit reports a value that is of the right form but too small, too large, too long
// or not unlike the others. Keywords that are reported elsewhere are passed over.
func (c *checker) limit(p place, v violation) {
	switch v.keyword {
	case "required", "additionalProperties", "dependentRequired":
		return // by keys
	case "uniqueItems":
		c.repeated(p)
		return
	case "minProperties":
		if len(p.node.Entries) >= v.schema.MinProperties {
			return // a bad key is a key
		}
	}
	if c.full(ruleLimit) {
		return
	}
	s := v.schema
	var message, hint lang.Text
	switch v.keyword {
	case "minimum":
		message = lang.T("%s är `%s`, men får vara lägst %s", "%s is `%s`, but must be at least %s", p.subject(), short(p.node.Text), s.Minimum.RatString())
		hint = lang.T("Kontrollera talet.", "Check the number.")
	case "maximum":
		message = lang.T("%s är `%s`, men får vara högst %s", "%s is `%s`, but may be at most %s", p.subject(), short(p.node.Text), s.Maximum.RatString())
		hint = lang.T("Kontrollera talet.", "Check the number.")
	case "maxLength":
		message = lang.T("%s har %s tecken, men får ha högst %s", "%s has %s characters, but may have at most %s",
			p.subject(), utf8.RuneCountInString(p.node.Text), s.MaxLength)
		hint = lang.T("Korta texten, och hänvisa till handlingen där resten står.", "Shorten the text, and refer to the document that holds the rest.")
	case "minItems":
		message = lang.T("%s har för få poster: minst %s behövs", "%s has too few items: at least %s needed", p.subject(), s.MinItems)
		hint = lang.T("Lägg till en post, eller ta bort nyckeln om den inte behövs.", "Add an item, or remove the key if it is not needed.")
	case "maxItems":
		message = lang.T("%s har %s, men får ha högst %s", "%s has %s, but may have at most %s", p.subject(), count(len(p.node.Items), itemsNoun), s.MaxItems)
		hint = lang.T("Dela upp innehållet på flera dokument.", "Divide the content over several documents.")
	case "minProperties":
		message = lang.T("%s saknar innehåll: minst en av nycklarna behövs", "%s has no content: at least one of the keys is needed", p.subject())
		hint = lang.T("Här kan stå: %s.", "What can stand here: %s.", lang.List(vacant(s, p.node)))
	case "maxProperties":
		message = lang.T("%s har %s, men får ha högst %s", "%s has %s, but may have at most %s", p.subject(), count(len(p.node.Entries), keysNoun), s.MaxProperties)
		hint = lang.T("Ta bort det som inte hör till perioden.", "Remove what does not belong to the period.")
	default:
		message = lang.T("%s följer inte schemat (%s)", "%s does not follow the schema (%s)", p.subject(), v.keyword)
		hint = lang.T("Jämför med schemat: leveransplan schema SLAG", "Compare with the schema: leveransplan schema KIND")
	}
	at := p.span()
	if v.keyword == "minProperties" || v.keyword == "maxProperties" || v.keyword == "maxItems" {
		at = p.owner() // a collection can be pages long
	}
	c.add(ruleLimit, at, p.pointer, message, hint)
}

// repeated reports every item of a list of single values that is in it already.
func (c *checker) repeated(p place) {
	type scalar struct {
		kind yamldoc.Kind
		text string
	}
	first := map[scalar]*yamldoc.Node{}
	for i, item := range p.node.Items {
		if item.Bad || item.Text == "" {
			continue // reported already, or no single value
		}
		id := scalar{item.Kind, item.Text}
		earlier, twice := first[id]
		if !twice {
			first[id] = item
			continue
		}
		if c.full(ruleLimit) {
			continue
		}
		c.add(ruleLimit, item.Span, p.at(i).pointer,
			lang.T("`%s` står mer än en gång i `%s`", "`%s` stands more than once in `%s`", short(item.Text), p.name),
			lang.T("Ta bort den ena.", "Remove one of them."),
			diag.Related{File: c.doc.Source.File, Range: c.doc.Source.Range(earlier.Span), Message: lang.T("första gången", "the first time")})
	}
}
