package rules

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// The keys of a plan that no change may touch: who, from where and under what it was agreed.
// Another party or another line is another plan.
var frozenKeys = []string{"avstamningar", "enhet", "mottagare", "rutin", "skickande", "ursprung", "utokning", "vardomrade"}

// The keys of a plan that say nothing of what was agreed, or follow from the rest.
var freeKeys = []string{"andringar", "arende", "dokument", "id", "kontakter", "kvartal", "typ"}

// touched lists the top-level keys of a plan whose values differ, in order of the alphabet.
func touched(terms []diff.Term, slots []diff.Slot) []string {
	var keys []string
	for _, t := range terms {
		key, _, _ := strings.Cut(strings.TrimPrefix(t.Pointer, "/"), "/")
		keys = append(keys, key)
	}
	for _, s := range slots {
		if s.Before != s.After {
			keys = append(keys, "periodisering")
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// agreedKeys lists the keys of a plan that differ and may do so only with an entry.
func agreedKeys(c *diff.Plan) []string {
	return slices.DeleteFunc(touched(c.Terms, c.Slots), func(key string) bool {
		return slices.Contains(frozenKeys, key) || slices.Contains(freeKeys, key)
	})
}

// valueSpan is the place of a top-level value: of the value where it is a single one, else of
// its key, and of the document's id where the key is missing.
func valueSpan(d *plan.Document, key string) diag.Span {
	e, found := d.Root().Entry(key)
	switch {
	case !found:
		return d.ID.Span
	case len(e.Value.Entries)+len(e.Value.Items) > 0:
		return e.Key.Span
	}
	return e.Value.Span
}

// changedEntries lists the numbers of entries of base that are not in head as they were. The
// forum's minutes may come later.
func changedEntries(terms []diff.Term, known func(nr string) bool) []string {
	var out []string
	for _, t := range terms {
		rest, isEntry := strings.CutPrefix(t.Pointer, "/andringar/")
		nr, key, _ := strings.Cut(rest, "/")
		if isEntry && key != "protokoll" && known(nr) && !slices.Contains(out, nr) {
			out = append(out, nr)
		}
	}
	return out
}

// The example of the rules on changes of plans: a plan of the small region from its volume to
// its end, as it stands and with other figures.
const exampleBase = "volym: 8\nperiodisering:\n  2027-Q1: 3\n  2027-Q2: 3\n  2027-Q3: 0\n  2027-Q4: 2\n" + exampleMiddle + "andringar: []\n"

const exampleMiddle = "avstamningar:\n  - {part: su, datum: 2026-11-10}\n  - {part: klinik-b, datum: 2026-11-12}\n" +
	"kontakter:\n  - {part: su, funktion: Operationskoordinator, e_post: ortopedi.su@example.org}\n" +
	"  - {part: klinik-b, funktion: Vårdplanering, e_post: planering@example.org}\n"

const exampleFile = "plans/2027/leveransplaner/su/lp-2027-su-klb-hoftprotes.yaml"

// moved is the example with volume moved between its quarters.
func moved(q1, q2, q3, q4 int, entries string) string {
	return "volym: 8\nperiodisering:\n  2027-Q1: " + digits(q1) + "\n  2027-Q2: " + digits(q2) + "\n  2027-Q3: " + digits(q3) +
		"\n  2027-Q4: " + digits(q4) + "\n" + exampleMiddle + entries
}

// movedFrom is an entry that moves volume from a quarter on.
func movedFrom(slot string) string {
	return "andringar:\n  - nr: 1\n    datum: 2026-11-20\n    galler_fran: " + slot + "\n    orsak: omperiodisering\n    volym_fore: 8\n    volym_efter: 8\n" +
		"    motivering: Fler operationssalar från sommaren\n    avstamningar:\n      - {part: su, datum: 2026-11-18}\n      - {part: klinik-b, datum: 2026-11-19, referens: \"HS 2026-00530-4\"}\n"
}
