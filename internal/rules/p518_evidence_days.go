package rules

import (
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/rule"
)

// EvidenceDays binds the days of a change's own evidence, its anchoring, search and
// reconciliations, to the change: at the latest its own day, and not before the plan that
// it changes. An utokning comes with a new plan; its evidence is not older than the missiv
// whose line it extends (N43, N44, N49, N53, N55).
func EvidenceDays() *rule.Rule {
	return &rule.Rule{
		ID:         "P518",
		Title:      lang.T("underlaget är från ändringens egen tid", "the evidence is of the change's own time"),
		Basis:      diag.Default,
		Statements: []string{"N43", "N44", "N49", "N53", "N55"},
		Severity:   diag.Error,
		Why: lang.T(
			"Förankring, sökning och avstämning gäller just den här ändringen. Är de gjorda innan planen fanns, eller efteråt, kan de inte ha lett fram till den.",
			"Anchoring, search and reconciliation are about this very change. Made before the plan existed, or afterwards, they can't have led to it."),
		Example: rule.Example{
			Note: lang.T(
				"Ändringen är daterad 2026-03-24. Behovet förankrades den 20 mars; dagen är felskriven. Kom förankringen efteråt är det ändringen som får en senare dag.",
				"The change is dated 2026-03-24. The need was anchored on 20 March; the day is a slip. If the anchoring came after, it is the change that gets a later day."),
			File: "plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml",
			Good: "    forankring: {roll: representant, organisation: skas, datum: 2026-03-20}\n",
			Bad:  "    forankring: {roll: representant, organisation: skas, datum: 2026-03-25}\n",
		},
		Check: func(p *rule.Pass) {
			for _, e := range p.Entries() {
				if sound(e) && dated(p, e) {
					evidenceDays(p, e)
				}
			}
		},
	}
}

// evidence is one day of a change's evidence.
type evidence struct {
	what lang.Text
	day  plan.Day
}

// evidenceDays reports the earliest day that does not fit: what comes after it rests on it.
func evidenceDays(p *rule.Pass, e rule.Entry) {
	since, known := evidenceSince(p.Set, e)
	// An utokning that is older than its missiv is reported for that (P705).
	if known && e.Datum.V < since.day.V {
		return
	}
	var wrong *evidence
	for _, ev := range evidenceOf(p, e) {
		// A day that has not come is reported as that (P704).
		fits := ev.day.V <= e.Datum.V && (!known || ev.day.V >= since.day.V) || ev.day.V > p.Today
		if !fits && (wrong == nil || ev.day.V < wrong.day.V) {
			wrong = &ev
		}
	}
	if wrong == nil {
		return
	}
	f := rule.Finding{In: &e.Plan.Document, At: wrong.day.Span}
	if wrong.day.V > e.Datum.V {
		f.Message = lang.T("%s är daterad %s, efter %s %s", "%s is dated %s, after %s of %s",
			wrong.what, wrong.day.V.String(), entryName(e), e.Datum.V.String())
		f.Hint = lang.T("Underlaget kommer före det som det gäller. Rätta det datum som är fel.",
			"Evidence comes before what it is about. Correct the date that is wrong.")
		f.Related = related(&e.Plan.Document, e.Datum.Span, lang.T("ändringens dag", "the day of the change"))
	} else {
		f.Message = lang.T("%s är daterad %s, före %s %s", "%s is dated %s, before %s of %s",
			wrong.what, wrong.day.V.String(), since.what, since.day.V.String())
		f.Hint = lang.T("Rätta datumet, eller gör om det för den här ändringen och skriv den dagen.",
			"Correct the date, or do it again for this change and write that day.")
		f.Related = related(since.in, since.day.Span, since.what)
	}
	p.Report(f)
}

// evidenceOf lists the days of an entry's evidence. A search whose steps are not in order
// of time has a slip of its own (P509).
func evidenceOf(p *rule.Pass, e rule.Entry) []evidence {
	var out []evidence
	if e.Forankring != nil {
		out = append(out, evidence{lang.T("förankringen", "the anchoring"), e.Forankring.Datum})
	}
	var search []evidence
	for i, k := range e.Kapacitetssok {
		if i > 0 && k.Datum.V < e.Kapacitetssok[i-1].Datum.V && e.Kapacitetssok[i-1].Datum.V <= p.Today {
			search = nil
			break
		}
		search = append(search, evidence{lang.T("sökningen i %s", "the search in %s", k.Steg.V), k.Datum})
	}
	out = append(out, search...)
	for _, a := range e.Avstamningar {
		out = append(out, evidence{lang.T("avstämningen med %s", "the reconciliation with %s", a.Part.V), a.Datum})
	}
	return out
}

// earliest is the day before which evidence is about something else.
type earliest struct {
	evidence
	in *plan.Document
}

// evidenceSince tells from when an entry's evidence can be. An earlier change is no limit:
// two that follow closely may have been talked over together.
func evidenceSince(set *plan.Set, e rule.Entry) (since earliest, known bool) {
	if e.Extension {
		l := set.LineOf(e.Plan)
		if l == nil || l.Missiv.Broken {
			return since, false
		}
		return earliest{evidence{lang.T("missivet", "the missiv"), l.Missiv.Datum}, &l.Missiv.Document}, true
	}
	for _, a := range e.Plan.Avstamningar {
		if a.Datum.Set && a.Datum.V >= since.day.V {
			since, known = earliest{evidence{lang.T("planen", "the plan"), a.Datum}, &e.Plan.Document}, true
		}
	}
	return since, known
}
