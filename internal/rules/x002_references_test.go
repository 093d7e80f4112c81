package rules_test

import (
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
	for name, c := range map[string]struct {
		file, good, bad string
		hint            string
	}{
		"two figures swapped":   {exk, "avtal: avt-2026-014\n", "avtal: avt-2026-041\n", "Menade du avt-2026-014?"},
		"a letter too many":     {exk, "rad: skas-hoftprotes}", "rad: skas-hoftprotess}", "Menade du skas-hoftprotes?"},
		"an unfinished missiv":  {exk, "missiv: missiv-2027-ortopedi,", "missiv: missiv-2027-ortoped,", "Menade du missiv-2027-ortopedi?"},
		"a field":               {exk, "vardomrade: ortopedi\n", "vardomrade: ortopedo\n", "Menade du ortopedi?"},
		"nothing like it":       {exk, "avtal: avt-2026-014\n", "avtal: ramavtalet\n", "Lägg först in den i plans/register/avtal.yaml, eller skriv ett id som finns där."},
		"no line like it":       {exk, "rad: skas-hoftprotes}", "rad: katarakt}", "Skriv id:t på en av raderna i missiv-2027-ortopedi."},
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
