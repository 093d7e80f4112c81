package demo

import (
	"fmt"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// registers adds what the registers have got by and by: agreements before anything rests on
// them, the staffing of a year before it, and a provider with its agreement.
func (s *script) registers() {
	const newcomer = "exempelkliniken"
	agreements := plan.FixedPaths[plan.KindAvtal]
	for _, a := range s.set.Avtal {
		use := min(a.GiltigFran.V, s.firstUse(a.ID.V))
		d := &decision{day: workdayBefore(use.Add(-7)), rank: ranksRegister, title: "Avtal " + a.ID.V,
			edits: []edit{{agreements, entryAdded("avtal", a.ID.V)}}}
		d.ready = d.day.Add(-4)
		if a.Vardgivare.V == newcomer {
			d.title = "Ny vårdgivare och avtal " + a.ID.V
			d.edits = append(d.edits, edit{plan.FixedPaths[plan.KindOrganisationer], entryAdded("organisationer", newcomer)})
		}
		s.add(d)
	}
	for _, year := range []int{2026, 2027} {
		s.add(&decision{day: workday(calendar.Date(year-1, 10, 7)), ready: calendar.Date(year-1, 10, 1), rank: ranksRegister,
			title: fmt.Sprintf("Bemanning och stängda veckor %d", year),
			edits: []edit{{plan.FixedPaths[plan.KindKalender], linesAdded("avvikelser", fmt.Sprintf("fran: %d-", year))}}})
	}
}

// endedAgreement adds that an agreement of the sample ended early. Its plans reach beyond it
// until they have been lowered, by decisions of others, and waivers let them do so.
func (s *script) endedAgreement() {
	var entries strings.Builder
	for _, sender := range []string{"su", "skas", "sas"} {
		fmt.Fprintf(&entries, "  - {regel: P104, dokument: lp-2026-%s-stenhallen-prostata, skal: \"Avtalet upphör i förtid. Planen sänks så snart parterna har stämt av.\", beslut: \"HS 2026-00288\", sista_dag: 2026-06-30}\n", sender)
	}
	waivers := swap{"undantag: []\n", "undantag:\n" + entries.String()}
	s.add(&decision{day: day("2026-05-20"), ready: day("2026-05-18"), rank: ranksRegister, title: "Avtal avt-2024-019 upphör i förtid", edits: []edit{
		{plan.FixedPaths[plan.KindAvtal], swaps{
			{"giltig_till: 2026-12-31\n    takvolymer:\n      - {period: 2024-09-01", "giltig_till: 2026-08-31\n    takvolymer:\n      - {period: 2024-09-01"},
			{"{period: 2026-01-01/2026-12-31, volym: 280}", "{period: 2026-01-01/2026-08-31, volym: 180}"},
		}.undo},
		{plan.FixedPaths[plan.KindUndantag], swaps{waivers}.undo},
	}})
	s.add(&decision{day: day("2026-06-04"), ready: day("2026-06-02"), rank: ranksRegister, title: "Undantagen för avt-2024-019 behövs inte längre", edits: []edit{
		{plan.FixedPaths[plan.KindUndantag], swaps{{waivers.fresh, waivers.old}}.undo},
	}})
}

var roleFile = plan.FixedPaths[plan.KindRoller]

// roles adds the changes of the role register, each with its next version.
func (s *script) roles() {
	for _, c := range []struct {
		day, title string
		undo       undo
	}{
		{"2025-01-08", "Delegering vintern 2025 för SkaS", all(
			linesAdded("personer", "{id: p-024,"), linesAdded("delegeringar", "fran: 2025-01-13"))},
		{"2025-03-04", "Ny handläggare i Vårdgarantiservice", all(
			linesAdded("personer", "{id: p-005,"), linesAdded("uppdrag", "{person: p-005,"))},
		{"2025-06-10", "Delegering sommaren 2025 för SkaS", linesAdded("delegeringar", "fran: 2025-07-07")},
		{"2026-01-07", "Ny nyckel för beslutsprotokollet", all(
			replaced("fran: 2024-11-18}", "fran: 2024-11-18, till: 2026-01-11}"), linesAdded("protokollnycklar", "fran: 2026-01-12"))},
		{"2026-06-05", "Företrädare för Exempelkliniken", all(
			linesAdded("personer", "{id: p-036,"), linesAdded("uppdrag", "{person: p-036,"))},
		{"2026-08-18", "Ny representant för NU-sjukvården", all(
			replaced("roll: representant, organisation: nu, fran: 2024-01-01}\n  - {person: p-014", "roll: representant, organisation: nu, fran: 2024-01-01, till: 2026-08-31}\n  - {person: p-014"),
			linesAdded("personer", "{id: p-015,"), linesAdded("uppdrag", "{person: p-015,"))},
		{"2026-11-10", "Delegering över jul och nyår 2026 för SkaS", linesAdded("delegeringar", "fran: 2026-12-20")},
	} {
		d := day(c.day)
		s.add(&decision{day: d, ready: d.Add(-4), rank: ranksRegister, title: c.title, edits: []edit{{roleFile, all(c.undo, versionRaised)}}})
	}
}

// finalRoles makes the role register that the history ends with out of the sample's: with the
// keys that have signed the records, and assignments from the days on which they were made.
func finalRoles(text string) (string, error) {
	for _, c := range [][2]string{
		{"{person: p-005, roll: vardgarantiservice, fran: 2024-01-01}", "{person: p-005, roll: vardgarantiservice, fran: 2025-03-10}"},
		{"organisation: exempelkliniken, fran: 2025-01-01}", "organisation: exempelkliniken, fran: 2026-06-08}"},
		{"delegeringar:\n", "delegeringar:\n" +
			"  - {av: p-016, till_person: p-024, roll: representant, organisation: skas, fran: 2025-01-13, till: 2025-02-21, beslut: \"SkaS 2025-00008\"}\n" +
			"  - {av: p-016, till_person: p-024, roll: representant, organisation: skas, fran: 2025-07-07, till: 2025-08-03, beslut: \"SkaS 2025-00231\"}\n"},
		{"protokollnycklar: []\n", "# Nycklarna hör till en påhittad historik: deras privata halvor är allmänt kända.\n" +
			"protokollnycklar:\n" +
			fmt.Sprintf("  - {nyckel: %q, fran: 2024-11-18, till: 2026-01-11}\n", firstKey.public()) +
			fmt.Sprintf("  - {nyckel: %q, fran: 2026-01-12}\n", secondKey.public())},
	} {
		if strings.Count(text, c[0]) != 1 {
			return "", fmt.Errorf("%q stands %d times", c[0], strings.Count(text, c[0]))
		}
		text = strings.Replace(text, c[0], c[1], 1)
	}
	return text, nil
}
