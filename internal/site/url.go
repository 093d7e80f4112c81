package site

import (
	"strconv"
	"strings"
)

// The pages by what they are about: paths below the folder of a language. Ids are
// [a-z0-9-] by the format; of another one no page is made.

func overviewURL() string             { return "index.html" }
func yearURL(year int) string         { return "planar/" + strconv.Itoa(year) + ".html" }
func missivURL(id string) string      { return "missiv/" + safe(id) + ".html" }
func planURL(id string) string        { return "leveransplan/" + safe(id) + ".html" }
func receiversURL() string            { return "mottagare/index.html" }
func receiverURL(id string) string    { return "mottagare/" + safe(id) + ".html" }
func sendersURL() string              { return "skickande/index.html" }
func senderURL(id string) string      { return "skickande/" + safe(id) + ".html" }
func fieldsURL() string               { return "vardomrade/index.html" }
func fieldURL(id string) string       { return "vardomrade/" + safe(id) + ".html" }
func followURL() string               { return "uppfoljning/index.html" }
func followYearURL(year int) string   { return "uppfoljning/" + strconv.Itoa(year) + ".html" }
func decisionsURL() string            { return "beslut/index.html" }
func monthURL(month string) string    { return "beslut/" + month + ".html" } // 2027-03
func auditURL() string                { return "granskning.html" }
func routineURL() string              { return "rutin/index.html" }
func rulesURL() string                { return "rutin/regler.html" }
func ruleURL(id string) string        { return "rutin/regel-" + safe(strings.ToLower(id)) + ".html" }
func statementsURL() string           { return "rutin/uttalanden.html" }
func statementURL(id string) string   { return statementsURL() + "#" + safe(strings.ToLower(id)) }
func aboutURL() string                { return "om.html" }
func accessibilityURL() string        { return "tillganglighet.html" }
func commitAnchor(hash string) string { return "d-" + safe(hash[:min(12, len(hash))]) }

// decisionURL is where a decision stands in the register; empty where main has no such commit.
func (b *builder) decisionURL(commit string) string {
	month, there := b.months[commit]
	if !there {
		return ""
	}
	return monthURL(month) + "#" + commitAnchor(commit)
}

// safe tells that an id can be the name of a file and of an anchor; of another there is
// nothing left.
func safe(id string) string {
	for i := range len(id) {
		if c := id[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return "okand"
		}
	}
	return id
}
