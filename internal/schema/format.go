package schema

import (
	"strings"
	"time"
	_ "time/tzdata" // the same zones on every machine

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// format is one of the schemas' own formats. Every format stands beside a pattern: the
// tool checks both, editors the pattern alone.
type format struct {
	what lang.Text // "ett datum"; an example stands in the schema
	// valid decides what the pattern cannot say; nil where the pattern says all.
	valid func(string) bool
	// reason says why a value that the pattern accepts is not valid, and what to do.
	reason func(string) (why, hint lang.Text)
	// anyShape lets reason explain values that the pattern refuses as well.
	anyShape bool
	// mend rewrites a value to what may have been meant. It may guess: what it gives
	// is offered only if it is valid.
	mend func(string) string
	// masked keeps the value out of findings, which may end up in public logs: what
	// stands where the number of an organisation should can be that of a person.
	masked bool
}

// formats are the formats that the schemas may name.
var formats = map[string]format{
	"datum": {what: lang.T("ett datum", "a date"),
		valid: func(s string) bool { _, ok := calendar.ParseDay(s); return ok }, mend: mendDay},
	"intervall": {what: lang.T("en tidsperiod", "an interval"),
		valid: func(s string) bool { _, ok := calendar.ParseInterval(s); return ok }, reason: intervalReason, mend: mendInterval},
	"kvartal": {what: lang.T("ett kvartal", "a quarter"),
		valid: func(s string) bool { _, ok := calendar.ParseQuarter(s); return ok }, mend: mendSlot},
	"vecka-eller-kvartal": {what: lang.T("en vecka eller ett kvartal", "a week or a quarter"),
		valid: func(s string) bool { _, ok := calendar.ParseSlot(s); return ok }, reason: slotReason, anyShape: true, mend: mendSlot},
	"organisationsnummer": {what: lang.T("ett organisationsnummer", "an organisation number"),
		valid: validOrganisation, reason: checkDigitReason, masked: true},
	"hsa-id": {what: lang.T("ett HSA-id", "an HSA id"),
		valid: validHSA, reason: checkDigitReason, masked: true},
	"kva":          {what: lang.T("en KVÅ-kod", "a KVÅ code"), mend: mendCode},
	"mvo":          {what: lang.T("en MVO-kod", "an MVO code"), mend: mendCode},
	"regel-id":     {what: lang.T("en regels id", "the id of a rule"), mend: mendCode},
	"diarienummer": {what: lang.T("ett diarienummer", "a registration number"), mend: mendSpaces},
	"e-post":       {what: lang.T("en e-postadress", "an e-mail address"), mend: strings.TrimSpace},
	"id":           {what: lang.T("ett id (a-z, 0-9 och bindestreck)", "an id (a-z, 0-9 and hyphens)"), mend: mendID},
	"rutinversion": {what: lang.T("en version av rutinen", "a version of the routine"), mend: mendVersion},
	"commit":       {what: lang.T("en commits hela id (40 tecken)", "the whole id of a commit (40 characters)"), mend: strings.ToLower},
	"github-login": {what: lang.T("ett kontonamn på GitHub", "the name of a GitHub account"), mend: func(s string) string { return strings.TrimPrefix(s, "@") }},
	"ssh-nyckel":   {what: lang.T("en publik SSH-nyckel", "a public SSH key")},
	"signaturnyckel": {what: lang.T("en publik SSH- eller OpenPGP-nyckel", "a public SSH or OpenPGP key"),
		reason: privateKeyReason, anyShape: true, masked: true},
	"tidszon": {what: lang.T("en tidszon", "a time zone"),
		valid: func(s string) bool { _, err := time.LoadLocation(s); return err == nil }},
	"kodord":  {what: lang.T("ett kodord (a-z, 0-9 och understreck)", "a code word (a-z, 0-9 and underscores)"), mend: lang.Codeword},
	"enradig": {what: lang.T("text på en rad", "text on one line"), mend: mendSpaces},
	"fritext": {what: lang.T("text", "text")},
}

// wrongFormat reports a value or a key that is not of a schema's format. Shaped tells
// that the pattern accepts it, so that only its meaning can be wrong.
func (c *checker) wrongFormat(subject lang.Text, n *yamldoc.Node, at diag.Span, pointer string, sch *jsonschema.Schema, shaped bool) {
	if c.full(ruleFormat) {
		return
	}
	f := formats[sch.Format]
	message := lang.T("%s ska vara %s, inte `%s`", "%s must be %s, not `%s`", subject, f.what, short(n.Text))
	hint := lang.T("Skriv så här: %s", "Write it like this: %s", example(sch))
	var why lang.Text
	if (shaped || f.anyShape) && f.reason != nil {
		if reason, do := f.reason(n.Text); !reason.IsZero() {
			why, hint = reason, do
		}
	}
	switch trimmed := strings.TrimSpace(n.Text); {
	case trimmed == "":
		message = lang.T("%s saknar innehåll: här ska stå %s", "%s has no content: here must be %s", subject, f.what)
	case trimmed != n.Text && sch.Pattern.MatchString(trimmed):
		message = lang.T("%s har blanksteg eller radbrytning först eller sist", "%s has a blank or a line break at its beginning or end", subject)
	case f.masked && !why.IsZero():
		message = lang.T("%s är fel: %s", "%s is wrong: %s", subject, why)
	case f.masked:
		message = lang.T("%s har inte formen av %s", "%s does not have the form of %s", subject, f.what)
	case !why.IsZero():
		message = lang.T("%s är `%s`, men %s", "%s is `%s`, but %s", subject, short(n.Text), why)
	}
	if meant, ok := mended(sch, n.Text); ok {
		hint = lang.T("Menade du %s?", "Did you mean %s?", short(yamldoc.Written(meant)))
	}
	d := c.finding(ruleFormat, at, pointer, message, hint)
	if f.masked {
		d.Line = masked(d.Line, d.Range)
	}
	c.report(d)
}

// masked covers what a range holds of a line, character by character, so that a caret
// still stands right.
func masked(line string, r diag.Range) string {
	chars := []rune(line)
	end := len(chars)
	if r.End.Line == r.Start.Line {
		end = min(end, r.End.Column-1)
	}
	for i := r.Start.Column - 1; i < end; i++ {
		chars[i] = '•'
	}
	return string(chars)
}

// mended rewrites a value into the schema's format, where there is a likely way.
func mended(sch *jsonschema.Schema, text string) (string, bool) {
	f := formats[sch.Format]
	if f.mend == nil || f.masked {
		return "", false
	}
	meant := f.mend(text)
	return meant, meant != text && sch.Pattern.MatchString(meant) && (f.valid == nil || f.valid(meant))
}
