package rules_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// A hint fits the case that it is given in.
func TestHintsFitTheirCase(t *testing.T) {
	const ladder = "Skriv sökningen steg för steg: - {steg: egen_regi, datum: ÅÅÅÅ-MM-DD, ledig: 0}, sedan egna_avtal och andra_regioners_avtal så långt det behövdes."
	for scenario, want := range map[string]string{
		"P101/9.0/bad_one_week_short":                  "Rätta volymen eller veckorna så att båda ger samma tal. Skillnaden är −1.",
		"P106/9.0/bad_represented_provider_not_asked":  `Stäm av planen och lägg till raden - {part: exk, datum: ÅÅÅÅ-MM-DD, referens: "…"} under avstamningar.`,
		"P515/9.0/bad_receiver_not_asked":              `Stäm av ändringen och lägg till {part: exk, datum: ÅÅÅÅ-MM-DD, referens: "…"} i ändringens avstamningar. Planens första avstämning räcker inte.`,
		"P515/9.0/bad_forvaltning_not_asked":           `Stäm av ändringen och lägg till {part: siv, datum: ÅÅÅÅ-MM-DD, referens: "…"} i ändringens avstamningar. Planens första avstämning räcker inte.`,
		"P509/9.0/bad_not_searched":                    ladder,
		"P509/9.0/bad_the_line_holds_the_rise":         "Raden skas-hoftprotes rymmer höjningen; efter den återstår 1 att placera. Skriv orsak: omfordelning, så är det en påfyllning, som varken kräver förankring eller kapacitetssökning. Är behovet större än vad raden beslutades för: " + ladder,
		"P509/9.0/bad_the_line_does_not_hold_the_rise": ladder,
		"P509/9.0/bad_figures_of_the_line_in_doubt":    "Ryms höjningen i det som är öppet i raden: skriv orsak: omfordelning, så är det en påfyllning, som varken kräver förankring eller kapacitetssökning. Är behovet större än vad raden beslutades för: " + ladder,
		"P505/9.0/bad_the_line_holds_the_rise":         "Raden skas-hoftprotes rymmer höjningen; efter den återstår 1 att placera. Skriv orsak: omfordelning, så är det en påfyllning, som varken kräver förankring eller kapacitetssökning. Är behovet större än vad raden beslutades för: Förankra behovet hos förvaltningens representant i samordnande grupp produktion hälso- och sjukvård och skriv forankring: {roll: representant, organisation: skas, datum: ÅÅÅÅ-MM-DD}",
		"X101/9.0/bad_rests_count":                     "Sänk planerna eller resten rest-1 med 1, eller skriv ökningen med dess underlag: utokar i en ändring, utokning i en ny plan.",
		"X101/9.0/bad_extension_too_small":             "Sänk planerna med 1, eller skriv ökningen med dess underlag: utokar i en ändring, utokning i en ny plan.",
		"C121/9.0/bad_line_holds_the_rise":             "Raden rymmer höjningen: skriv orsak: omfordelning och ta bort utokar, forankring och kapacitetssok. Då är det en påfyllning.",
		"C121/9.0/bad_line_holds_a_part":               "Använd det öppna först: skriv utokar: 1.",
		"C121/9.0/bad_new_plan_extends_an_open_line":   "Raden rymmer hela planen: ta bort utokning. Då behövs varken sökning eller forumet.",
		"C122/9.0/bad_open_line":                       "Är det radens patienter: skriv ursprung: {missiv: missiv-2027-handkirurgi, rad: skas-handkirurgi, erbjudande: erb-2027-siv-hand}. Annars kan planen stå som den är.",
		"C122/9.0/bad_raised_within_the_offer":         "Är det radens patienter: låt planen stå och skriv en ny plan på raden. Annars kan höjningen stå som den är.",
		"X101/9.0/bad_rests_alone":                     "Sänk resterna rest-1 och rest-2 med 3.",
	} {
		t.Run(scenario, func(t *testing.T) {
			rule := scenario[:4]
			name := filepath.Join("testdata", filepath.FromSlash(scenario)+".txtar")
			var list diag.List
			if rule[0] == 'C' {
				list = judged(t, readRequest(t, name))
			} else {
				s := readScenario(t, name)
				list = findings(t, s.files, s.asOf)
			}
			var hints []string
			for _, d := range list {
				if d.Rule == rule {
					hints = append(hints, d.Hint.In(lang.SV))
				}
			}
			if !slices.Contains(hints, want) {
				t.Errorf("no hint is %q but\n%q", want, hints)
			}
		})
	}
}
