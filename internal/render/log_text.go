package render

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/privacy"
)

// maxLogItems is how many changes of one decision are told one by one to people; JSON and CSV
// have them all.
const maxLogItems = 12

// LogText writes the register of decisions for people: the four columns of a diary, and below
// them what else is known of the decision.
func LogText(w io.Writer, entries []history.Entry, style Style, o LogOptions) error {
	t := &logText{b: bufio.NewWriter(w), style: style, o: o}
	t.measure(entries)
	for _, e := range entries {
		t.entry(e)
	}
	t.end(entries)
	return t.b.Flush()
}

type logText struct {
	b       *bufio.Writer
	style   Style
	o       LogOptions
	columns [2]int // widths of the number and of the parties
}

func (t *logText) say(s lang.Text) string { return legible(s.In(t.style.Language)) }

// route is "skas → exempelkliniken", as far as it is known.
func route(it *history.Item) string {
	switch {
	case it.From == "" && it.To == "":
		return "–"
	case it.From == "":
		return "→ " + it.To
	case it.To == "":
		return it.From + " →"
	}
	return it.From + " → " + it.To
}

func diaryNumber(it *history.Item) string {
	if it.Number == "" {
		return "–"
	}
	return it.Number
}

// widestColumn keeps a long number from pushing everything aside.
const widestColumn = 40

func (t *logText) measure(entries []history.Entry) {
	for _, e := range entries {
		if len(e.Items) > maxLogItems {
			continue
		}
		for i := range e.Items {
			for c, cell := range []string{diaryNumber(&e.Items[i]), route(&e.Items[i])} {
				t.columns[c] = max(t.columns[c], min(lang.Width(legible(cell)), widestColumn))
			}
		}
	}
}

func padded(cell string, width int) string {
	cell = legible(cell)
	return cell + strings.Repeat(" ", max(0, width-lang.Width(cell)))
}

func (t *logText) entry(e history.Entry) {
	day := t.style.paint(bold, t.o.day(e.Step))
	switch {
	case len(e.Items) == 0:
		t.row(day, nil, t.say(noSubstance))
		t.more(nil, e)
	case len(e.Items) > maxLogItems:
		t.row(day, nil, t.say(sumOfKinds(e.Items)))
		t.more(nil, e)
	}
	if len(e.Items) > maxLogItems {
		return
	}
	for i := range e.Items {
		t.row(day, &e.Items[i], legible(e.Items[i].Summary.In(t.style.Language)))
		t.more(&e.Items[i], e)
	}
}

func (t *logText) row(day string, it *history.Item, what string) {
	number, parties := "–", "–"
	if it != nil {
		number, parties = diaryNumber(it), route(it)
	}
	fmt.Fprintf(t.b, "%s  %s  %s  %s\n", day, padded(number, t.columns[0]), padded(parties, t.columns[1]), what)
}

// more is the second line: kinds and document, who, pull request, commit.
func (t *logText) more(it *history.Item, e history.Entry) {
	var parts []string
	if it != nil {
		var kinds []string
		for _, k := range it.Kinds {
			kinds = append(kinds, t.say(k.Text()))
		}
		parts = append(parts, legible(it.ID)+": "+strings.Join(kinds, ", "))
	}
	parts = append(parts, t.by(e.Step))
	fmt.Fprintf(t.b, "            %s\n", t.style.paint(dim, strings.Join(parts, " · ")))
}

// by is who, pull request and commit, as far as they are known.
func (t *logText) by(s history.Step) string {
	var parts []string
	if who := t.o.Who(s); who != "" {
		parts = append(parts, legible(who))
	}
	if n := request(s); n != "" {
		parts = append(parts, "#"+n)
	}
	parts = append(parts, "commit "+shortHash(s.Commit.Hash))
	if s.Skewed() {
		parts = append(parts, t.say(lang.T("klockan gick fel", "the clock was wrong")))
	}
	return strings.Join(parts, " · ")
}

// shortHash is a commit as people call it. Half of something else than a hash would show half
// of what stands in it.
func shortHash(hash string) string {
	text := []rune(privacy.Mask(hash))
	return string(text[:min(12, len(text))])
}

// sumOfKinds tells of many changes how many there are of each kind.
func sumOfKinds(items []history.Item) lang.Text {
	count := map[diff.Kind]int{}
	for i := range items {
		for _, k := range items[i].Kinds {
			count[k]++
		}
	}
	var sv, en []string
	for _, k := range diff.Kinds() {
		if n := count[k]; n > 0 {
			sv, en = append(sv, fmt.Sprintf("%s (%d)", k.Text().In(lang.SV), n)), append(en, fmt.Sprintf("%s (%d)", k.Text().In(lang.EN), n))
		}
	}
	return lang.T("%[1]s: %[2]s", "%[1]s: %[2]s", counted(len(items), "ändring", "ändringar", "change", "changes"),
		lang.Text{SV: strings.Join(sv, ", "), EN: strings.Join(en, ", ")})
}

func (t *logText) end(entries []history.Entry) {
	if len(entries) == 0 {
		fmt.Fprintln(t.b, t.say(lang.T("Inga beslut.", "No decisions.")))
		return
	}
	decisions := counted(len(entries), "beslut", "beslut", "decision", "decisions")
	sum := lang.T("%s.", "%s.", decisions)
	if slices.ContainsFunc(entries, func(e history.Entry) bool { return len(e.Items) > 1 && len(e.Items) <= maxLogItems }) {
		// One decision stands above as several.
		changes := 0
		for _, e := range entries {
			changes += len(e.Items)
		}
		sum = lang.T("%s i %s.", "%s in %s.", counted(changes, "ändring", "ändringar", "change", "changes"), decisions)
	}
	fmt.Fprintf(t.b, "\n%s %s\n", t.say(sum), t.say(hearsay))
	if !t.o.Names && slices.ContainsFunc(entries, func(e history.Entry) bool { return t.o.Who(e.Step) == "" }) {
		fmt.Fprintln(t.b, t.say(nameless))
	}
	if slices.ContainsFunc(entries, func(e history.Entry) bool { return e.Skewed() }) {
		fmt.Fprintln(t.b, t.say(skewed))
	}
}

var (
	hearsay = lang.T("Vem och vilken pull request är vad git och commitmeddelandet säger: uppgivet, inte bevisat.",
		"Who and which pull request is what git and the commit's message say: stated, not proven.")
	nameless = lang.T("Den som rollregistret inte känner igen visas med --names.", "Whom the role register does not know is shown with --names.")
	skewed   = lang.T("Där klockan gick fel säger en commit en senare tid än en som kom efter den: ordningen är den på main, och dagen den tidigare.",
		"Where the clock was wrong a commit claims a later time than one that came after it: the order is that of main, and the day the earlier one.")
)
