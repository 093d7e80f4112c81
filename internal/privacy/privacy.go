// Package privacy keeps patients out of the plans, and out of everything that the tool
// prints. A plan counts patients and names none: what is in git stays in its history and
// is read by everybody who may read a plan.
//
// It works at three depths.
//
//   - [Screen] looks for Swedish personal identity numbers in the raw bytes of a file,
//     whatever the file is: values, keys, comments, cells, also of a file that can't be
//     parsed. It hands on a text in which each number is covered, character for
//     character. Nothing behind it ever sees a digit, so that no message, source line,
//     document id or export can show one.
//   - [Key] knows keys that ask for an individual, whatever stands under them.
//   - [Reader] reads running text for what points at one person (an age with a sex, a
//     birth), for prices and for names of staff. Words can't be told for certain:
//     it warns, and would rather miss one than be wrong.
//
// Positions count characters, and covering keeps their number: a place in the covered
// text is the same place in the file.
package privacy

import (
	"fmt"
	"path"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Cover stands for each digit and letter of a number. It shows how long the number was
// and nothing else, not even a year of birth.
const Cover = '•'

// maxNumbers bounds how many findings of numbers a file can give; the last one says how
// many more there are.
const maxNumbers = 110

// Screen makes a source of a file whose personal identity numbers are covered, in its
// text and in its name, and reports each number in the text (S601).
func Screen(file string, text []byte) (*diag.Source, diag.List) {
	spans := Find(text)
	if len(spans) == 0 {
		return diag.NewSource(Mask(file), text), nil
	}
	covered, spans := covering(text, spans)
	src := diag.NewSource(Mask(file), covered)
	var list diag.List
	for _, at := range spans[:min(len(spans), maxNumbers)] {
		list = append(list, finding(src, at, RuleNumber, diag.Error, numberMessage, numberHint))
	}
	if more := len(spans) - maxNumbers; more > 0 {
		last := &list[len(list)-1]
		last.Message = lang.T("%s (och %s till i filen)", "%s (and %s more in the file)", last.Message, more)
		last.Measure = more + 1
	}
	return src, list
}

// Hidden reports a number (S601) that shows only once a scalar has been read, as with
// digits written as escapes. Its line is left out: covering the value would not cover
// the escapes.
func Hidden(src *diag.Source, at diag.Span, value string) (diag.Diagnostic, bool) {
	if len(Find([]byte(value))) == 0 {
		return diag.Diagnostic{}, false
	}
	d := finding(src, at, RuleNumber, diag.Error, numberMessage, numberHint)
	d.Line = ""
	return d, true
}

// Name reports a number (S601) in the name of a file or folder, the last element of the
// path.
func Name(file string) (diag.Diagnostic, bool) {
	if len(Find([]byte(path.Base(file)))) == 0 {
		return diag.Diagnostic{}, false
	}
	return diag.Diagnostic{
		Rule: RuleNumber, Severity: diag.Error, Basis: diag.Text, File: Mask(file), Measure: 1, Hint: numberHint,
		Message: lang.T("namnet innehåller ett personnummer eller samordningsnummer", "the name holds a personal identity number or coordination number"),
	}, true
}

// Mask covers the personal identity numbers in a text that is about to be shown or
// stored: a path, a commit message, the text of a pull request.
func Mask(s string) string {
	text := []byte(s)
	spans := Find(text)
	if len(spans) == 0 {
		return s
	}
	covered, _ := covering(text, spans)
	return string(covered)
}

// covering covers every digit and letter within the spans, and tells where the spans
// stand in the new text.
func covering(text []byte, spans []diag.Span) ([]byte, []diag.Span) {
	var out []byte
	moved := make([]diag.Span, 0, len(spans))
	end := 0
	for _, s := range spans {
		out = append(out, text[end:s.Start()]...)
		start := len(out)
		for i := s.Start(); i < s.End(); {
			r, size := utf8.DecodeRune(text[i:])
			if _, ok := digit(r); ok || isLetter(text[i]) {
				out = utf8.AppendRune(out, Cover)
			} else {
				out = append(out, text[i:i+size]...)
			}
			i += size
		}
		moved, end = append(moved, diag.Between(start, len(out))), s.End()
	}
	return append(out, text[end:]...), moved
}

func finding(src *diag.Source, at diag.Span, rule string, severity diag.Severity, message, hint lang.Text) diag.Diagnostic {
	r := src.Range(at)
	return diag.Diagnostic{
		Rule: rule, Severity: severity, Basis: diag.Text, File: src.File, Range: r, Line: src.Line(r.Start.Line),
		// A number may not be named, not even by a digest: the place is all there is to
		// tell one finding from another.
		Message: message, Hint: hint, Measure: 1, Pointer: fmt.Sprintf("/%d/%d", r.Start.Line, r.Start.Column),
	}
}

var (
	numberMessage = lang.T("här står ett personnummer eller samordningsnummer (siffrorna visas inte)",
		"here is a personal identity number or coordination number (its digits are not shown)")
	numberHint = lang.T("Ta bort det. Är det redan i en commit finns det kvar i historiken: kontakta dataskyddsombudet innan något skickas vidare. "+
		"Är det något annat: skriv telefonnummer med bindestreck efter riktnumret och klockslag med kolon.",
		"Remove it. If it is in a commit already, history keeps it: talk to the data protection officer before anything is passed on. "+
			"If it is something else: write phone numbers with a hyphen after the area code, and times with a colon.")
)
