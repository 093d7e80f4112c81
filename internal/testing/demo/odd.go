package demo

import (
	"fmt"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// swap puts one text in another's place, where it stands once.
type swap struct{ old, fresh string }

type swaps []swap

func (list swaps) do(text string) (string, error) {
	for _, s := range list {
		if strings.Count(text, s.old) != 1 {
			return "", fmt.Errorf("%q stands %d times", s.old, strings.Count(text, s.old))
		}
		text = strings.Replace(text, s.old, s.fresh, 1)
	}
	return text, nil
}

func (list swaps) undo(text string) (string, error) {
	back := swaps{}
	for _, s := range slices.Backward(list) {
		back = append(back, swap{s.fresh, s.old})
	}
	return back.do(text)
}

// The files of the odd decisions. Nothing else happens to these plans afterwards.
const (
	expiredPlan  = "plans/2026/leveransplaner/nu/lp-2026-nu-havsklippan-hoftprotes.yaml"
	bypassedPlan = "plans/2026/leveransplaner/su/lp-2026-su-lovhagen-katarakt.yaml"
	declinedPlan = "plans/2026/leveransplaner/skas/lp-2026-skas-siv-prostata.yaml"
	waivedPlan   = "plans/2026/leveransplaner/nu/lp-2026-nu-sas-tonsillektomi.yaml"
)

// The days of the odd decisions.
var (
	roleEnds    = day("2026-08-31") // of the person who approves what is merged afterwards
	expiredDay  = day("2026-09-01")
	bypassDay   = day("2026-09-10")
	declinedDay = day("2026-09-18")
	followedDay = day("2026-09-24")
)

// bypassMark stands for the commit of the bypass until that is known.
const bypassMark = "0000000000000000000000000000000000000000"

var (
	expiredChange = swaps{
		{"  2026-W46: 0\n  2026-W47: 2\n", "  2026-W46: 1\n  2026-W47: 1\n"},
		{"andringar: []\n", `andringar:
  - nr: 1
    datum: 2026-08-25
    galler_fran: 2026-W46
    orsak: omperiodisering
    volym_fore: 50
    volym_efter: 50
    anmald_av: nu
    anmald_till: vardgarantiservice
    motivering: "Havsklippan har fått en ledig operationsdag i vecka 46. En operation flyttas dit från vecka 47."
    avstamningar:
      - {part: nu, datum: 2026-08-24}
      - {part: havsklippan, datum: 2026-08-25}
`}}
	bypassChange   = swaps{{"  2026-W44: 5\n  2026-W45: 4\n", "  2026-W44: 4\n  2026-W45: 5\n"}}
	followUpChange = swaps{{"avvikelser: []\n", `avvikelser:
  - commit: ` + bypassMark + `
    orsak: "Veckorna i lp-2026-su-lovhagen-katarakt ändrades direkt på main, utan pull request"
    atgard: "Parterna har i efterhand bekräftat de nya veckorna. Ingen kan längre skriva direkt till main"
    referens: "HS 2026-00488"
    datum: 2026-09-22
`}}
	declinedChange = swaps{
		{"volym: 40\nperiodisering:", "volym: 38\nperiodisering:"},
		{"  2026-W47: 2\n", "  2026-W47: 0\n"},
		{"andringar: []\n", `andringar:
  - nr: 1
    datum: 2026-09-14
    galler_fran: 2026-W47
    orsak: minskat_behov
    volym_fore: 40
    volym_efter: 38
    anmald_av: skas
    anmald_till: vardgarantiservice
    forankring: {roll: representant, organisation: skas, datum: 2026-09-11}
    principer:
      forvaltning_uppnatt_vardgaranti: {bedomning: nej, underlag: "Väntetidsrapport augusti 2026"}
      avlastat_annan_forvaltning: {bedomning: nej, underlag: "Inga leveransplaner med Skaraborgs Sjukhus som mottagare under 2026"}
      vgr_uppnatt_vardgaranti: {bedomning: nej, underlag: "Regionens tillgänglighetsrapport augusti 2026"}
    motivering: "Färre remisser än väntat under sensommaren."
`}}
	waivedContact = swaps{{"  - {part: sas, funktion: Vårdplaneringsfunktion, e_post: onh.sas@example.org}\n", ""}}
	waiver        = swaps{{"undantag: []\n", "undantag:\n" +
		"  - {regel: P107, dokument: lp-2026-nu-sas-tonsillektomi, skal: \"Mottagarens funktionsbrevlåda är inte beställd ännu.\", beslut: \"HS 2026-00481\", sista_dag: 2026-12-31}\n"}}
)

// odd adds what goes another way, as far as it is wanted and falls within the days.
func (s *script) odd(o Options) error {
	put := func(name string, change swaps, d *decision) error {
		d.edits = append(d.edits, edit{name, change.undo})
		if !slices.Contains(s.all, d) {
			s.add(d)
		}
		return s.last.edit(name, change.do)
	}
	days := calendar.Interval{From: o.From, To: o.To}
	if !o.WithoutExpired && days.Contains(expiredDay) {
		if err := put(expiredPlan, expiredChange, &decision{day: expiredDay, ready: day("2026-08-25"), rank: ranksChange, odd: expired,
			title: "Omperiodisering: lp-2026-nu-havsklippan-hoftprotes"}); err != nil {
			return err
		}
	}
	if !o.WithoutBypass && days.Contains(bypassDay) && days.Contains(followedDay) {
		if err := put(bypassedPlan, bypassChange, &decision{day: bypassDay, ready: bypassDay, rank: ranksChange, odd: bypass,
			title: "Flytta en starroperation från vecka 44 till 45"}); err != nil {
			return err
		}
		if err := put(plan.FixedPaths[plan.KindAvvikelser], followUpChange, &decision{day: followedDay, ready: day("2026-09-22"), rank: ranksRegister,
			odd: followUp, title: "Uppföljning av ändringen direkt på main"}); err != nil {
			return err
		}
	}
	if !o.WithoutDeclined && days.Contains(declinedDay) {
		s.add(&decision{day: declinedDay, ready: day("2026-09-14"), rank: ranksChange, odd: declined, title: "Minskat behov: lp-2026-skas-siv-prostata",
			edits: []edit{{declinedPlan, declinedChange.do}}})
	}
	return s.waived(put)
}

// waived lets a plan go without a contact for a while, by a waiver that came with it.
func (s *script) waived(put func(string, swaps, *decision) error) error {
	at := slices.IndexFunc(s.all, func(d *decision) bool { return slices.Contains(d.paths(), waivedPlan) })
	if err := s.last.edit(waivedPlan, waivedContact.do); err != nil {
		return err
	}
	return put(plan.FixedPaths[plan.KindUndantag], waiver, s.all[at])
}

// editorial adds changes that nobody has to agree to but one more: function mailboxes that
// were renamed in the plans of a folder.
func (s *script) editorial() {
	for _, c := range []struct{ day, folder, was, is string }{
		{"2025-05-21", "plans/2025/leveransplaner/su/", "urologi-plan.su@", "urologi.su@"},
		{"2025-09-17", "plans/2025/leveransplaner/su/", "onh-mottagning.su@", "onh.su@"},
		{"2025-12-16", "plans/2026/leveransplaner/nu/", "ortopedi-op.nu@", "ortopedi.nu@"},
		{"2026-02-17", "plans/2026/leveransplaner/su/", "ortopedi-plan.su@", "ortopedi.su@"},
		{"2026-04-21", "plans/2026/leveransplaner/skas/", "ogon.skas@", "ogonsjukvard.skas@"},
		{"2026-08-25", "plans/2026/leveransplaner/", "hud-angered.siv@", "hud.siv@"},
	} {
		d := &decision{day: day(c.day), ready: workdayBefore(day(c.day)), rank: ranksEditorial, title: "Ny brevlåda " + c.is[:len(c.is)-1]}
		for _, name := range s.last.below(c.folder) {
			if strings.Contains(s.last[name].text, c.is) && s.made(name) < d.day {
				d.edits = append(d.edits, edit{name, replaced(c.was, c.is)})
			}
		}
		if len(d.edits) > 0 {
			s.add(d)
		}
	}
	s.last[readme] = newBlob(readmeText)
	s.add(&decision{day: day("2026-02-03"), ready: day("2026-01-30"), rank: ranksEditorial, title: "Beskriv hur man läser beslutsprotokollet",
		edits: []edit{{readme, replaced("", readmeAbout)}}})
}

// made is the day on which a file came to be; the last day of all where that is not known.
func (s *script) made(name string) calendar.Day {
	first := s.end + 1
	for _, d := range s.all {
		if slices.Contains(d.paths(), name) {
			first = min(first, d.day)
		}
	}
	return first
}

const (
	readme     = "README.md"
	readmeText = `# Leveransplaner

Påhittade uppgifter: en hel region med två års beslut, gjord som exempel.
Planerna står under plans/, besluten är sammanslagningarna på main.
` + readmeAbout
	readmeAbout = `
Beslutsprotokollet står på grenen protokoll: leveransplan log visar det.
`
)
