package render

import (
	"io"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// The JSON of a comparison. Members may be added and are never renamed.
type (
	diffJSON struct {
		Version int `json:"version"`
		// Base and Head are the commits that were compared; head is empty for the working
		// files.
		Base    string       `json:"base"`
		Head    string       `json:"head"`
		Changes []changeJSON `json:"changes"`
	}
	changeJSON struct {
		Kinds    []diff.Kind `json:"kinds"`
		Type     plan.Kind   `json:"type"`     // of the document; empty for another file
		Document string      `json:"document"` // its id, a register's kind, or a file's path
		BaseFile string      `json:"base_file"`
		HeadFile string      `json:"head_file"`
		Summary  string      `json:"summary"`
		Sender   string      `json:"sender,omitempty"`
		Receiver string      `json:"receiver,omitempty"`
		// Volumes are those of a plan, of an offer or of a rest.
		Volumes  *volumesJSON  `json:"volumes,omitempty"`
		Slots    []slotJSON    `json:"slots,omitempty"`
		Quarters []quarterJSON `json:"quarters,omitempty"`
		Lines    []lineJSON    `json:"lines,omitempty"`   // of a missiv
		Entries  []entryJSON   `json:"entries,omitempty"` // of a register
		Rows     []rowJSON     `json:"rows,omitempty"`    // of outcome
		Terms    []termJSON    `json:"terms"`
		// BaseSum and HeadSum are what an approval of the change is bound to.
		BaseSum string `json:"base_sum"`
		HeadSum string `json:"head_sum"`
	}
	volumesJSON struct {
		Unit   string `json:"unit"`
		Before int    `json:"before"`
		After  int    `json:"after"`
		Change int    `json:"change"`
	}
	slotJSON struct {
		Slot   string `json:"slot"`
		Before int    `json:"before"`
		After  int    `json:"after"`
	}
	quarterJSON struct {
		Quarter string `json:"quarter"`
		Before  int    `json:"before"`
		After   int    `json:"after"`
		Plus    int    `json:"plus"`
		Minus   int    `json:"minus"` // 0 or below
	}
	lineJSON struct {
		ID     string `json:"id"`
		Before *int   `json:"before"` // null: there is no such line
		After  *int   `json:"after"`
	}
	entryJSON struct {
		List   string     `json:"list"`
		Key    string     `json:"key"`
		Before *valueJSON `json:"before"`
		After  *valueJSON `json:"after"`
		Terms  []termJSON `json:"terms"`
	}
	rowJSON struct {
		Plan   string     `json:"plan"`
		Week   string     `json:"week"`
		Before *valueJSON `json:"before"`
		After  *valueJSON `json:"after"`
	}
	termJSON struct {
		Pointer string     `json:"pointer"`
		Before  *valueJSON `json:"before"` // null: it is not there
		After   *valueJSON `json:"after"`
	}
	valueJSON struct {
		Text      string `json:"text"`
		File      string `json:"file"`
		Line      int    `json:"line"`
		Column    int    `json:"column"`
		EndLine   int    `json:"end_line"`
		EndColumn int    `json:"end_column"`
	}
)

// DiffJSON writes changes as one JSON object. Base and head are the commits compared.
func DiffJSON(w io.Writer, changes []diff.Change, base, head string, l lang.Language) error {
	out := diffJSON{Version: 1, Base: base, Head: head, Changes: make([]changeJSON, 0, len(changes))}
	for _, c := range changes {
		out.Changes = append(out.Changes, changeToJSON(c, l))
	}
	return encode(w, out)
}

func changeToJSON(c diff.Change, l lang.Language) changeJSON {
	s := c.About()
	out := changeJSON{
		Kinds: c.Kinds(), Type: s.Kind, Document: s.ID, BaseFile: s.Base, HeadFile: s.Head, Summary: diff.Summary(c).In(l),
		Terms: []termJSON{}, BaseSum: s.BaseSum, HeadSum: s.HeadSum,
	}
	switch c := c.(type) {
	case *diff.Plan:
		out.Sender, out.Receiver = c.Sender, c.Receiver
		out.slots(c.Slots, planUnit(c))
		if c.Base != nil {
			out.Volumes.Before = c.Base.Volym.V
		}
		if c.Head != nil {
			out.Volumes.After = c.Head.Volym.V
		}
		out.Volumes.Change = out.Volumes.After - out.Volumes.Before
		out.Terms = termsToJSON(c.Terms)
	case *diff.Memo:
		for _, line := range c.Lines {
			out.Lines = append(out.Lines, lineJSON{line.ID, lineVolume(line.Base), lineVolume(line.Head)})
		}
		out.Terms = termsToJSON(c.Terms)
	case *diff.Offer:
		out.slots(c.Slots, offerUnit(c))
		out.Terms = termsToJSON(c.Terms)
	case *diff.Analysis:
		out.Terms = termsToJSON(c.Terms)
	case *diff.Rest:
		out.Sender = c.Sender
		out.Volumes = restVolumes(c)
		out.Terms = termsToJSON(c.Terms)
	case *diff.Outcome:
		for _, rows := range [][]diff.Row{c.Added, c.Changed, c.Removed} {
			for _, r := range rows {
				out.Rows = append(out.Rows, rowJSON{r.Plan, r.Week.String(), valueToJSON(r.Before), valueToJSON(r.After)})
			}
		}
	case *diff.Register:
		for _, e := range c.Entries {
			out.Entries = append(out.Entries, entryJSON{e.List, e.Key, valueToJSON(e.Before), valueToJSON(e.After), termsToJSON(e.Terms)})
		}
		out.Terms = termsToJSON(c.Terms)
	}
	return out
}

// slots adds weeks and quarters, and the volumes that they come to.
func (c *changeJSON) slots(list []diff.Slot, unit string) {
	c.Volumes = &volumesJSON{Unit: unit}
	for _, s := range list {
		c.Slots = append(c.Slots, slotJSON{s.Slot.String(), s.Before, s.After})
		c.Volumes.Before += s.Before
		c.Volumes.After += s.After
	}
	c.Volumes.Change = c.Volumes.After - c.Volumes.Before
	for _, q := range diff.Quarters(list) {
		c.Quarters = append(c.Quarters, quarterJSON{q.Quarter.String(), q.Before, q.After, q.Plus, q.Minus})
	}
}

func restVolumes(c *diff.Rest) *volumesJSON {
	out := &volumesJSON{}
	if c.Base != nil {
		out.Before = c.Base.Volym.V
	}
	if c.Head != nil {
		out.After = c.Head.Volym.V
	}
	out.Change = out.After - out.Before
	return out
}

func lineVolume(r *plan.Missivrad) *int {
	if r == nil {
		return nil
	}
	return &r.Volym.V
}

func termsToJSON(list []diff.Term) []termJSON {
	out := make([]termJSON, 0, len(list))
	for _, t := range list {
		out = append(out, termJSON{t.Pointer, valueToJSON(t.Before), valueToJSON(t.After)})
	}
	return out
}

func valueToJSON(v diff.Value) *valueJSON {
	if !v.There {
		return nil
	}
	return &valueJSON{v.Text, v.File, v.Range.Start.Line, v.Range.Start.Column, v.Range.End.Line, v.Range.End.Column}
}
