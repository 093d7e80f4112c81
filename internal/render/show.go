package render

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// The JSON of a document as it applied. Members may be added and are never renamed.
type (
	showJSON struct {
		Version int       `json:"version"`
		ID      string    `json:"id"`
		Type    plan.Kind `json:"type"`
		File    string    `json:"file"`
		Valid   string    `json:"valid"`
		// Known is the step of main that was known.
		Known madeJSON `json:"known"`
		There bool     `json:"there"` // main had it then
		// Made is the decision that the document came with, or came back with; Changed the last
		// one about it by then; Gone the one that took it away; Next the first one afterwards.
		Made    *madeJSON `json:"made"`
		Changed *madeJSON `json:"changed"`
		Gone    *madeJSON `json:"gone"`
		Next    *madeJSON `json:"next"`
		// Period is when the document applies as a whole; null where it does not say.
		Period  *periodJSON    `json:"period"`
		Facts   []factJSON     `json:"facts"`
		Volumes *standingJSON  `json:"volumes,omitempty"` // of a plan
		Lines   []lineThenJSON `json:"lines,omitempty"`   // of a missiv
		Entries []partJSON     `json:"entries"`
		Source  string         `json:"source,omitempty"`
	}
	periodJSON struct {
		From    string `json:"from"`
		To      string `json:"to"`
		Applies bool   `json:"applies"` // on the day
	}
	factJSON struct {
		Pointer string `json:"pointer"`
		Text    string `json:"text"`
	}
	standingJSON struct {
		Unit     string            `json:"unit"`
		Volume   int               `json:"volume"`
		Quarters []quarterThenJSON `json:"quarters"`
		Slots    []numberJSON      `json:"slots"`
		// Known is false where main never held the numbers without changes that don't apply
		// yet: then the numbers are those with them.
		Known bool `json:"slots_known"`
	}
	quarterThenJSON struct {
		Quarter string `json:"quarter"`
		Volume  int    `json:"volume"`
	}
	lineThenJSON struct {
		ID     string `json:"id"`
		Sender string `json:"sender"`
		Field  string `json:"field"`
		Unit   string `json:"unit"`
		Volume int    `json:"volume"`
	}
	partJSON struct {
		Summary string `json:"summary"`
		From    string `json:"from"` // empty: open
		To      string `json:"to"`   // likewise
		Applies bool   `json:"applies"`
	}
)

// ShowJSON writes what applied as one JSON object, with the source text where it is asked for.
func ShowJSON(w io.Writer, s *history.Standing, source bool, o LogOptions) error {
	out := showJSON{
		Version: 1, ID: s.ID, Valid: s.Valid.String(), Known: o.made(s.At), There: s.There,
		Facts: []factJSON{}, Entries: []partJSON{},
	}
	for _, e := range []struct {
		to **madeJSON
		by *history.Entry
	}{{&out.Made, s.Made}, {&out.Changed, last(s.Decisions)}, {&out.Gone, s.Gone}, {&out.Next, first(s.Later)}} {
		if e.by != nil {
			made := o.made(e.by.Step)
			*e.to = &made
		}
	}
	if s.There {
		out.document(s, o)
		if source {
			out.Source = s.Source()
		}
	}
	return encode(w, out)
}

func (out *showJSON) document(s *history.Standing, o LogOptions) {
	out.Type, out.File = s.Document.Base().Kind, s.Document.Base().File()
	if !s.Period.IsZero() {
		out.Period = &periodJSON{s.Period.From.String(), openDay(s.Period.To), s.Period.Contains(s.Valid)}
	}
	for _, f := range facts(s) {
		out.Facts = append(out.Facts, factJSON{f.pointer, f.text})
	}
	if p := s.Plan; p != nil {
		out.Volumes = &standingJSON{Unit: p.Unit(), Volume: p.Volume, Quarters: []quarterThenJSON{}, Slots: o.numbers(p.Numbers), Known: p.Whole}
		for _, q := range quartersOf(p.Numbers) {
			out.Volumes.Quarters = append(out.Volumes.Quarters, quarterThenJSON{q.quarter.String(), q.volume})
		}
	}
	for _, l := range s.Lines {
		out.Lines = append(out.Lines, lineThenJSON{l.ID.V, l.Forvaltning.V, l.Vardomrade.V, l.Unit(), l.Volume})
	}
	for _, p := range s.Parts {
		out.Entries = append(out.Entries, partJSON{p.Name.In(o.Language), p.From.String(), openDay(p.To), p.Applies})
	}
}

// openDay writes a last day; one that lies beyond every plan is open.
func openDay(d calendar.Day) string {
	if d >= calendar.Date(2199, 12, 31) {
		return ""
	}
	return d.String()
}

func first(entries []history.Entry) *history.Entry {
	if len(entries) == 0 {
		return nil
	}
	return &entries[0]
}

func last(entries []history.Entry) *history.Entry {
	if len(entries) == 0 {
		return nil
	}
	return &entries[len(entries)-1]
}

type quarterVolume struct {
	quarter calendar.Quarter
	volume  int
}

func quartersOf(numbers []history.Number) []quarterVolume {
	var out []quarterVolume
	for _, n := range numbers {
		q := n.Slot.Quarter()
		i := slices.IndexFunc(out, func(have quarterVolume) bool { return have.quarter == q })
		if i < 0 {
			i, out = len(out), append(out, quarterVolume{quarter: q})
		}
		out[i].volume += n.Volume
	}
	return out
}

// fact is a value of a document as it is written.
type fact struct{ pointer, text string }

// facts lists the values of what is shown, but for those that are shown in their own way.
func facts(s *history.Standing) []fact {
	var out []fact
	for _, e := range s.Node.Entries {
		if s.Entry || !toldElsewhere(s.Document, e) {
			out = append(out, leaves(e.Value, "/"+e.Key.Text)...)
		}
	}
	return out
}

// toldElsewhere tells that a part of a document is shown in its own way, or says nothing.
func toldElsewhere(d plan.Any, e yamldoc.Entry) bool {
	switch key := e.Key.Text; key {
	case "dokument", "id":
		return true
	case "andringar":
		return true
	case "volym", "periodisering", "kvartal":
		_, ok := d.(*plan.Leveransplan)
		return ok
	case "rader":
		_, ok := d.(*plan.Missiv)
		return ok
	default:
		_, register := plan.FixedPaths[d.Base().Kind]
		return register && e.Value.Kind == yamldoc.Sequence || key == "rester"
	}
}

// leaves lists the single values below a node, with entry keys in place of indexes where the
// list has them.
func leaves(n *yamldoc.Node, at string) []fact {
	var out []fact
	for _, e := range n.Entries {
		out = append(out, leaves(e.Value, at+"/"+pointerPart.Replace(e.Key.Text))...)
	}
	path := strings.Split("/"+at, "/")
	for i, item := range n.Items {
		key, ok := plan.EntryKey(path[len(path)-2], path[len(path)-1], item)
		if !ok {
			key = strconv.Itoa(i)
		}
		out = append(out, leaves(item, at+"/"+pointerPart.Replace(key))...)
	}
	if n.Kind != yamldoc.Mapping && n.Kind != yamldoc.Sequence {
		out = append(out, fact{at, n.Text})
	}
	return out
}

var (
	pointerPart  = strings.NewReplacer("~", "~0", "/", "~1")
	pointerWords = strings.NewReplacer("~1", "/", "~0", "~")
)
