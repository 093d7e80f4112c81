// Package lang carries every text that a user reads, in Swedish and English, as a
// value. Code below the command line never chooses a language: it builds a [Text],
// and the edge renders it with [Text.In].
package lang

import (
	"fmt"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Language is a language that the tool speaks.
type Language string

// The languages of the tool. Swedish is the default everywhere.
const (
	SV Language = "sv"
	EN Language = "en"
)

// Languages lists every language, the default first.
var Languages = []Language{SV, EN}

// Text is one message in both languages. SV and EN are formats of package fmt and
// share Args, addressed by number where the order differs (%[2]s).
//
// An argument that is a Text or a [Plural] is rendered in the same language. An int
// is written as a count: digits are grouped from five on ("9999", "10 000"). Years,
// weeks and ids are therefore passed as strings, never as ints.
type Text struct {
	SV, EN string
	Args   []any
}

// T makes a Text. Both formats must use the same arguments.
func T(sv, en string, args ...any) Text { return Text{SV: sv, EN: en, Args: args} }

// Plain makes a Text that reads the same in every language, such as a name or an id.
func Plain(s string) Text { return Text{SV: "%s", EN: "%s", Args: []any{s}} }

// IsZero tells that the text is empty.
func (t Text) IsZero() bool { return t.SV == "" && t.EN == "" }

// In renders the text in a language.
func (t Text) In(l Language) string {
	format := t.SV
	if l == EN {
		format = t.EN
	}
	if len(t.Args) == 0 {
		return format
	}
	args := make([]any, len(t.Args))
	for i, a := range t.Args {
		args[i] = argument(a, l)
	}
	return fmt.Sprintf(format, args...)
}

func argument(a any, l Language) any {
	switch v := a.(type) {
	case Text:
		return v.In(l)
	case Plural:
		return v.In(l)
	case List:
		return v.In(l)
	case int:
		return count{v, l}
	}
	return a
}

// count is an int in a message: it is written as running text has it, whatever the verb.
type count struct {
	n int
	l Language
}

func (c count) Format(f fmt.State, _ rune) { fmt.Fprint(f, Count(c.n, c.l)) }

// Plural is a count together with the noun that it counts. The forms hold one %s,
// which becomes the count: {N: 2, One: T("%s plan", "%s plan"), Other: T("%s planer", "%s plans")}.
type Plural struct {
	N          int
	One, Other Text
}

// In renders the count and its noun.
func (p Plural) In(l Language) string {
	n := p.N
	if n < 0 {
		n = -n
	}
	form := p.Other
	if plural.Cardinal.MatchPlural(tag(l), n, 0, 0, 0, 0) == plural.One {
		form = p.One
	}
	return fmt.Sprintf(Text{SV: form.SV, EN: form.EN}.In(l), Count(p.N, l))
}

// List is an enumeration: "a, b och c". Empty lists render as nothing.
type List []string

// In renders the list.
func (s List) In(l Language) string {
	and := " och "
	if l == EN {
		and = " and "
	}
	out := ""
	for i, item := range s {
		switch {
		case i == 0:
		case i == len(s)-1:
			out += and
		default:
			out += ", "
		}
		out += item
	}
	return out
}

// Some names the first of a long list, and counts the others.
func (s List) Some(most int) Text {
	if len(s) <= most {
		return T("%s", "%s", s)
	}
	return T("%s och %d till", "%s and %d more", strings.Join(s[:most], ", "), len(s)-most)
}

// Count writes a whole number as it stands in running text. Up to four digits stand
// together, as Swedish and English typography has it; longer numbers are grouped.
func Count(n int, l Language) string {
	if n > -10000 && n < 10000 {
		return fmt.Sprint(n)
	}
	return message.NewPrinter(tag(l)).Sprint(number.Decimal(n))
}

func tag(l Language) language.Tag {
	if l == EN {
		return language.BritishEnglish
	}
	return language.Swedish
}
