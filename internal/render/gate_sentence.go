package render

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// inTheWay tells what stands in the way of a request as a whole, in sentences.
func inTheWay(v *gate.Verdict, l lang.Language) []string {
	var out []string
	if v.Fault != nil {
		out = append(out, inSentences(inWords([]lang.Text{v.Fault.Message, v.Fault.Hint}, l)))
	}
	for _, r := range v.Refusals {
		out = append(out, inSentences([]string{refusalText(r).In(l), r.Hint.In(l)}))
	}
	for _, t := range inWords(slices.Concat(v.Reasons, v.Result.Reasons), l) {
		out = append(out, inSentences([]string{t}))
	}
	return out
}

// refusalText is why no approval can help, with the documents that it does not name itself.
func refusalText(r approval.Refusal) lang.Text {
	message := r.Message.In(lang.SV)
	unnamed := func(id string) bool { return !strings.Contains(message, id) }
	ids := subjectIDs(r.Subjects)
	if !slices.ContainsFunc(ids, unnamed) {
		return r.Message
	}
	if n := len(ids); n > maxGatePersons {
		ids = append(ids[:maxGatePersons], fmt.Sprintf("… %d", n-maxGatePersons))
	}
	return lang.T("%s (%s)", "%s (%s)", r.Message, strings.Join(ids, ", "))
}

// whyNeeded tells why an approval is needed, each reason with the statements that it rests
// on, and what else there is to know of it.
func whyNeeded(r approval.Requirement, l lang.Language) string {
	return inSentences(slices.Concat(groundsText(r.Why, l), inWords(r.Notes, l)))
}

// groundsText is each ground with its statements: "ny leveransplan: … (N41, N42)".
func groundsText(list []approval.Ground, l lang.Language) []string {
	var out []string
	for _, g := range list {
		text := g.In(l)
		if len(g.Statements) > 0 {
			text += " (" + statementSpan(g.Statements) + ")"
		}
		out = append(out, text)
	}
	return out
}

// inSentences joins texts that begin in the middle of a sentence.
func inSentences(list []string) string {
	var out []string
	for _, s := range list {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		if !strings.ContainsAny(s[len(s)-1:], ".!?") {
			s += "."
		}
		out = append(out, capital(s))
	}
	return strings.Join(out, " ")
}

// capital begins a sentence. An id such as lp-2027-skas-exk stays as it is.
func capital(s string) string {
	word, _, _ := strings.Cut(s, " ")
	if strings.ContainsFunc(word, unicode.IsDigit) {
		return s
	}
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}
