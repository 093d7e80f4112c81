package rules

import (
	"strconv"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// direction is what a cause does to a plan's volume.
type direction uint8

const (
	either direction = iota
	lowers
	raises
	keeps
)

// directions of the causes. A redistribution and a correction go either way.
var directions = map[string]direction{
	plan.OrsakMinskatBehov:     lowers,
	plan.OrsakOkatBehov:        raises,
	plan.OrsakMottagareKanInte: lowers,
	plan.OrsakAvtalUpphor:      lowers,
	plan.OrsakOmperiodisering:  keeps,
	plan.OrsakVillkor:          keeps,
}

func (d direction) holds(change int) bool {
	switch d {
	case lowers:
		return change < 0
	case raises:
		return change > 0
	case keeps:
		return change == 0
	}
	return true
}

// sound tells that an entry's cause and volumes can be taken at their word: the volumes
// agree with their neighbours and the cause with them, and an utokning can be one. What is
// asked of an entry follows from its cause; while that is in doubt (P501, P503, P512, which
// are never waived) nothing else is asked.
func sound(e rule.Entry) bool {
	if e.Extension {
		return extends(e)
	}
	return !e.Plan.Doubtful(e.Andring) && directions[e.Orsak.V].holds(e.Change())
}

// extends tells that an utokning is what it can be: a higher need, for which a new plan
// takes more than its line holds.
func extends(e rule.Entry) bool {
	return e.Orsak.V == plan.OrsakOkatBehov && e.Utokar.V > 0 && e.Plan.Ursprung.Missiv.Set
}

// dated tells that an entry's day can be taken at its word: it has come (P704), and it is
// in order with the plan and the other entries (P705).
func dated(p *rule.Pass, e rule.Entry) bool {
	return e.Datum.Set && e.Datum.V <= p.Today && !e.Plan.Untimely(e.Andring)
}

// ofCause lists the sound entries that have one of the causes.
func ofCause(p *rule.Pass, causes ...string) []rule.Entry {
	var out []rule.Entry
	for _, e := range p.Entries() {
		for _, cause := range causes {
			if e.Orsak.V == cause && sound(e) {
				out = append(out, e)
			}
		}
	}
	return out
}

// entryName names an entry in a message.
func entryName(e rule.Entry) lang.Text {
	if e.Extension {
		return lang.T("utökningen", "the extension")
	}
	return lang.T("ändring %s", "change %s", digits(e.Nr.V))
}

// lacks reports that an entry has not what its cause asks for; it stands at the cause.
func lacks(e rule.Entry, key string, hint lang.Text) rule.Finding {
	return rule.Finding{
		In: &e.Plan.Document, At: e.Orsak.Span,
		Message: lang.T("%s: orsaken %s kräver %s, som saknas", "%s: the cause %s takes %s, which is missing",
			entryName(e), e.Orsak.V, key),
		Hint: hint,
	}
}

// orWithinLine puts before a hint on evidence that a rise which its line holds takes none:
// such a rise fills up what the forum stands behind already.
func orWithinLine(set *plan.Set, e rule.Entry, hint lang.Text) lang.Text {
	if e.Extension || e.Orsak.V != plan.OrsakOkatBehov || e.Utokar.V > 0 || !e.Plan.Ursprung.Missiv.Set {
		return hint
	}
	advice := lang.T("Ryms höjningen i det som är öppet i raden: skriv orsak: omfordelning, så är det en påfyllning, som varken kräver förankring eller kapacitetssökning.",
		"If the rise fits what is open in the line, write orsak: omfordelning: then it fills the line up, which takes neither anchoring nor a search.")
	if line := set.LineOf(e.Plan); tellsOpen(line) {
		if line.Oppet() < 0 {
			return hint // it does not fit (X101)
		}
		advice = lang.T("Raden %s rymmer höjningen; efter den återstår %d att placera. Skriv orsak: omfordelning, så är det en påfyllning, som varken kräver förankring eller kapacitetssökning.",
			"Line %s holds the rise; after it %d are left to place. Write orsak: omfordelning, then it fills the line up, which takes neither anchoring nor a search.", line.Rad.ID.V, line.Oppet())
	}
	return lang.T("%s Är behovet större än vad raden beslutades för: %s", "%s If the need is more than the line was decided for: %s", advice, hint)
}

// signed writes a number that may be negative, with the minus of running text.
func signed(n int) lang.Text {
	if n < 0 {
		return lang.T("−%d", "−%d", -n)
	}
	return lang.T("%d", "%d", n)
}

// digits writes a number as a file has it, for texts that are to be pasted.
func digits(n int) string { return strconv.Itoa(n) }
