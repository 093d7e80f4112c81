package rules

import (
	"cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// governed is a document that follows a version of the routine, with its document day.
type governed struct {
	*plan.Document
	rutin plan.Text
	day   calendar.Day
	at    diag.Span // where the day stands
	// open tells that the document has no day yet: it is judged as if it were decided on
	// the day of the check.
	open    bool
	entries []datedEntry
}

// datedEntry is a change of a governed document.
type datedEntry struct {
	name plan.Int // its number
	day  plan.Day
	// extension tells that the entry is a plan's utokning, whose evidence comes before the
	// plan's own reconciliations but not before its missiv.
	extension bool
	missiv    *plan.Missiv
}

// governedDocuments lists the whole documents that follow the routine, in the order of
// the tree. Those dated after the day of the check are reported for that (P704).
func governedDocuments(p *rule.Pass) []governed {
	var out []governed
	for _, d := range p.Set.Documents {
		if g, ok := govern(p, d); ok && !g.Broken && g.rutin.Set && g.day <= p.Today {
			out = append(out, g)
		}
	}
	return out
}

// older puts documents in the order of their days. One finding for many of them stands at
// the oldest, wherever its file is.
func older(a, b governed) int {
	return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.ID.V, b.ID.V))
}

func govern(p *rule.Pass, d plan.Any) (governed, bool) {
	switch d := d.(type) {
	case *plan.Missiv:
		g := governed{Document: &d.Document, rutin: d.Rutin, day: d.Datum.V, at: d.Datum.Span}
		for _, a := range d.Andringar {
			g.entries = append(g.entries, datedEntry{name: a.Nr, day: a.Datum})
		}
		return g, d.Datum.Set
	case *plan.Erbjudande:
		return governed{Document: &d.Document, rutin: d.Rutin, day: d.Lyft.Datum.V, at: d.Lyft.Datum.Span}, d.Lyft.Datum.Set
	case *plan.Leveransplan:
		g := governed{Document: &d.Document, rutin: d.Rutin, day: p.Today, at: d.Rutin.Span, open: true}
		if day, ok := d.Day(); ok {
			g.day, g.open = day, false
		}
		for _, a := range d.Avstamningar {
			if !g.open && a.Datum.V == g.day {
				g.at = a.Datum.Span
			}
		}
		for _, a := range d.Entries() {
			g.entries = append(g.entries, datedEntry{name: a.Nr, day: a.Datum, extension: a == d.Utokning,
				missiv: p.Set.Memo(d.Ursprung.Missiv.V)})
		}
		return g, true
	}
	return governed{}, false
}

// expired tells that a day lies after the last version known.
func expired(p *rule.Pass, day calendar.Day) bool { return day > p.Routine.Last().To && day <= p.Today }

// lateDocument tells that a document was decided under the newest version known, after
// its last day.
func lateDocument(p *rule.Pass, g governed) bool {
	return expired(p, g.day) && g.rutin.V == p.Routine.Last().Version
}

// stops tells whether the settings refuse decisions under a routine that has run out.
func stops(p *rule.Pass) bool { return p.Set.Installningar.UtgangenRutin.V != "varna" }
