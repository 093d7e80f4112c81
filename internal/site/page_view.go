package site

import "html/template"

// dataView is what a page of figures shows below its heading: what can't be relied on, the key
// figures, then pictures and tables in sections.
type dataView struct {
	Warnings []warning
	Tiles    [][]tile // a row for each unit
	Sections []*block
}

// warning is something that a reader has to know before the figures.
type warning struct {
	Tone tone
	Is   []span
}

// tile is a key figure.
type tile struct{ Figure, Name, Note string }

// block is a section of a page.
type block struct {
	ID, Heading string
	Parts       []part
	Links       []span // right below the heading
	Cols        bool   // the parts stand side by side where there is room
}

// part is a piece of a section: what is set of it stands in the order of the fields.
type part struct {
	ID, Heading string // of the third level; both or none
	Fold        string // what follows is folded below these words; empty: it is open
	Text        []string
	Facts       []fact
	List        []item
	Cards       []card
	Figure      drawn
	Table       *table // nil: none
	Note        string
	Links       []span
}

// drawn is something drawn, which adds itself to the text of a page.
type drawn interface{ Append(to []byte) []byte }

// fact is a name with what belongs to it.
type fact struct {
	Name string
	Is   []span
}

// item is a line of a list.
type item struct {
	Tone tone
	Is   []span
}

// span is a piece of running text, of which some lead elsewhere.
type span struct{ Text, Href string }

// card is one picture of several that are read side by side.
type card struct {
	Name, Href string
	Drawing    template.HTML
	Lines      []string
	Tone       tone
	Says       string // the verdict, in words
}

// tone is what a figure or a state means for whoever looks for what is wrong. It never stands
// alone: words say the same.
type tone string

// The tones.
const (
	calm tone = ""
	good tone = "good"
	warn tone = "warn" // worth a look
	bad  tone = "bad"
)

// Class is what the style sheet calls it.
func (t tone) Class() string { return string(t) }

// Mark is the sign of a tone.
func (t tone) Mark() string {
	switch t {
	case good:
		return "✓"
	case warn:
		return "!"
	case bad:
		return "✗"
	}
	return "·"
}
