package document

import "github.com/leveransplan/leveransplan/internal/lang"

// Standing is what a print is: agreed, a proposal, or what was agreed once.
type Standing string

// The standings.
const (
	Agreed     Standing = "agreed"     // main has this content
	Proposal   Standing = "proposal"   // main has another content, or no such document
	Superseded Standing = "superseded" // the commit is one of main's, and main has another content by now
)

// Stands tells what a view of a commit is, held against main's view of the document (nil where
// it is not there). Line tells that the commit is one of main's own.
func Stands(v, main *View, line bool) Standing {
	switch {
	case main != nil && main.Sum() == v.Sum():
		return Agreed
	case line:
		return Superseded
	}
	return Proposal
}

// Word is the standing in a word.
func (s Standing) Word() lang.Text {
	switch s {
	case Agreed:
		return lang.T("Överenskommet", "Agreed")
	case Superseded:
		return lang.T("Ersatt", "Superseded")
	}
	return lang.T("Förslag", "Proposal")
}

// meaning is the standing in a sentence.
func (s Standing) meaning() lang.Text {
	switch s {
	case Agreed:
		return lang.T("Det här är det överenskomna innehållet: det är detsamma som på huvudgrenen (main).", "This is the agreed content: it is the same as on the main branch.")
	case Superseded:
		return lang.T("Det här var överenskommet. På huvudgrenen (main) är innehållet ett annat nu, eller så finns dokumentet inte kvar där.", "This was agreed once. On the main branch the content is another one now, or the document is no longer there.")
	}
	return lang.T("Det här är inte beslutat: på huvudgrenen (main) är innehållet ett annat, eller så finns dokumentet inte där.", "This has not been decided: on the main branch the content is another one, or the document is not there.")
}
