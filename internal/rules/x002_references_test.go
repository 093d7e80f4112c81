package rules_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// A slip of the finger is answered with the id that was meant, anything else with where
// to look.
func TestUnknownReferencesNameTheNearest(t *testing.T) {
	const exk = "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml"
	const klb = "plans/2027/leveransplaner/su/lp-2027-su-klb-hoftprotes.yaml"
	for name, c := range map[string]struct {
		file, good, bad string
		hint            string
	}{
		"two figures swapped":   {exk, "avtal: avt-2026-014\n", "avtal: avt-2026-041\n", "Menade du avt-2026-014?"},
		"a letter too many":     {exk, "rad: skas-hoftprotes}", "rad: skas-hoftprotess}", "Menade du skas-hoftprotes?"},
		"an unfinished missiv":  {exk, "missiv: missiv-2027-ortopedi,", "missiv: missiv-2027-ortoped,", "Menade du missiv-2027-ortopedi?"},
		"a field":               {exk, "vardomrade: ortopedi\n", "vardomrade: ortopedo\n", "Menade du ortopedi?"},
		"no field like it":      {exk, "vardomrade: ortopedi\n", "vardomrade: tandhygien\n", "Lägg först in det i plans/register/vardomraden.yaml, eller skriv ett id som finns där."},
		"nothing like it":       {klb, "avtal: avt-2026-020\n", "avtal: ramavtalet\n", "Avtal med klinik-b: avt-2026-020."},
		"no line like it":       {exk, "rad: skas-hoftprotes}", "rad: katarakt}", "Rader för skas i missiv-2027-ortopedi: skas-hoftprotes."},
		"other digits":          {klb, "avtal: avt-2026-020\n", "avtal: avt-2026-029\n", "Avtal med klinik-b: avt-2026-020."},
		"another year":          {exk, "missiv: missiv-2027-ortopedi,", "missiv: missiv-2028-ortopedi,", "Skriv id:t på ett dokument som finns under plans/."},
		"no agreement with it":  {"plans/register/avtal.yaml", "  - id: avt-2026-020\n    avtalsagare: region-b\n    vardgivare: klinik-b\n", "  - id: avt-2026-002\n    avtalsagare: region-b\n    vardgivare: exk\n", "Det finns inget avtal med klinik-b. Lägg först in det i plans/register/avtal.yaml."},
		"no line of the sender": {"plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml", "rad: skas-hoftprotes, erbjudande: erb-2027-siv-ortopedi}\nskickande: skas\nmottagare: siv\n", "rad: siv-hoftprotes, erbjudande: erb-2027-siv-ortopedi}\nskickande: siv\nmottagare: skas\n", "Det finns ingen rad för siv i missiv-2027-ortopedi. Ändra missivet först, eller peka på ett annat."},
		"part of a known id":    {exk, "rad: skas-hoftprotes}", "rad: su-hoftprotess}", "Rader för skas i missiv-2027-ortopedi: skas-hoftprotes."},
		"a waived plan":         {"plans/undantag.yaml", "undantag: []\n", "undantag:\n  - {regel: P107, dokument: lp-2027-skas-siv-ogon-v01, skal: Sjukdom, beslut: \"HS 2026-00500\", sista_dag: 2027-02-28}\n", "Menade du lp-2027-skas-siv-ogon-v10?"},
		"a plan of somebody":    {"plans/undantag.yaml", "undantag: []\n", "undantag:\n  - {regel: P107, dokument: lp-2027-su-siv-ogon-v10, skal: Sjukdom, beslut: \"HS 2026-00500\", sista_dag: 2027-02-28}\n", "Skriv id:t på ett dokument som finns under plans/."},
		"no analysis like that": {"plans/2027/missiv/missiv-2027-ortopedi.yaml", "behovsanalys: ba-2027\n", "behovsanalys: analysen\n", "Skriv id:t på ett dokument som finns under plans/."},
	} {
		t.Run(name, func(t *testing.T) {
			files := region.Files()
			text := string(files[c.file].Data)
			if strings.Count(text, c.good) != 1 {
				t.Fatalf("%q stands there %d times", c.good, strings.Count(text, c.good))
			}
			files[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.good, c.bad, 1))}
			var hints []string
			for _, d := range findings(t, files, 0) {
				if d.Rule == "X002" {
					hints = append(hints, d.Hint.In(lang.SV))
				}
			}
			if len(hints) != 1 || hints[0] != c.hint {
				t.Errorf("got %q, want %q", hints, c.hint)
			}
		})
	}
}

// Only so many different unknown ids are looked up, in the order of the tree.
func TestProposalsAreMadeForAHundredIDs(t *testing.T) {
	files := region.Files()
	var b strings.Builder
	b.WriteString("leveransplan;vecka;utfort\n")
	for i := range 150 {
		fmt.Fprintf(&b, "lp-2026-skas-exk-h%c%cftprotes;2026-W30;1\n", 'a'+i/20, 'a'+i%20)
	}
	files["plans/2026/utfall/alla.csv"] = &fstest.MapFile{Data: []byte(b.String())}
	near := 0
	for _, d := range findings(t, files, 0) {
		if d.Rule == "X002" && d.Hint.In(lang.SV) == "Menade du lp-2026-skas-exk-hoftprotes?" {
			near++
		}
	}
	if near != 100 {
		t.Errorf("%d proposals", near)
	}
}
