package cli

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	small "github.com/leveransplan/leveransplan/internal/testing/region"
)

// viewed is a document of the small region with one of its plans edited.
func viewed(t *testing.T, id string, edit func(string) string) *document.View {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	files := small.Files()
	files[small.Movable] = &fstest.MapFile{Data: []byte(edit(string(files[small.Movable].Data)))}
	l, err := check.Load(files, schemas)
	if err != nil {
		t.Fatal(err)
	}
	v, err := document.New(l.Set, id)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// What a print shows stands in tables as on the page; what main has in its place stands beside
// it, and the rows in which that is so are marked. Of a proven file only that is told.
func TestVerifyShowsFiguresAsThePageHasThem(t *testing.T) {
	const plan, memo = "lp-2027-skas-siv-hoftprotes", "missiv-2027-ortopedi"
	as := func(text string) string { return text }
	moved := func(text string) string { return small.Moved(text, 1) }
	larger := func(text string) string {
		return strings.NewReplacer("volym: 6\n", "volym: 7\n", "2027-W08: 2", "2027-W08: 3").Replace(text)
	}
	for name, c := range map[string]struct {
		then, now *document.View
		genuine   document.Genuineness
		agreed    bool
		l         lang.Language
		want      string
	}{
		"a code whose print holds": {viewed(t, plan, as), viewed(t, plan, as), document.NotProven, true, lang.SV, `
Den äkta utskriften visar:
  period: 2027-01-01–2027-06-30
  skickande: SkaS
  mottagare: Sjukhusen i väster
  volym: 6 åtgärder
  fördelning: per vecka

  Volym per kvartal
    Kvartal   2027-Q1  2027-Q2  Summa
    åtgärder        6        0      6

  Kvartal 1 2027, per vecka
    Vecka     1  2  3  4  5  6  7  8  9  10  11  12  Summa
    åtgärder  –  –  –  –  –  2  2  2  –   –   –   –      6

  Kvartal 2 2027, per vecka
    Vecka     13  14  15  16  17  18  19  20  21  22  23  24  25  Summa
    åtgärder   –   –   –   –   –   –   –   –   –   –   –   –   –      0
`},
		"a code whose print has been replaced": {viewed(t, plan, as), viewed(t, plan, moved), document.NotProven, true, lang.SV, `
Den äkta utskriften visar följande; med * det som skiljer sig (utskriften → nu):
  period: 2027-01-01–2027-06-30
  skickande: SkaS
  mottagare: Sjukhusen i väster
  volym: 6 åtgärder
  fördelning: per vecka

  Volym per kvartal
    Kvartal   2027-Q1  2027-Q2  Summa
    åtgärder        6        0      6

  Kvartal 1 2027, per vecka
    Vecka     1  2  3  4  5      6  7  8      9  10  11  12  Summa
*   åtgärder  –  –  –  –  –  2 → 1  2  2  – → 1   –   –   –      6

  Kvartal 2 2027, per vecka
    Vecka     13  14  15  16  17  18  19  20  21  22  23  24  25  Summa
    åtgärder   –   –   –   –   –   –   –   –   –   –   –   –   –      0

Annat som skiljer sig:
  ändringar
`},
		"a file whose content has been replaced": {viewed(t, plan, as), viewed(t, plan, moved), document.Genuine, true, lang.EN, `
Figures that differ (the print → now):
  Quarter 1 2027, by week
    Week        1  2  3  4  5      6  7  8      9  10  11  12  Sum
*   procedures  –  –  –  –  –  2 → 1  2  2  – → 1   –   –   –    6

What else differs:
  changes
`},
		"a proposal": {viewed(t, plan, larger), viewed(t, plan, as), document.Genuine, false, lang.SV, `
Siffror som skiljer sig (förslaget → main):
* volym: 7 åtgärder → 6 åtgärder

  Volym per kvartal
    Kvartal   2027-Q1  2027-Q2  Summa
*   åtgärder    7 → 6        0  7 → 6

  Kvartal 1 2027, per vecka
    Vecka     1  2  3  4  5  6  7      8  9  10  11  12  Summa
*   åtgärder  –  –  –  –  –  2  2  3 → 2  –   –   –   –  7 → 6
`},
		"a missiv whose plan has become larger": {viewed(t, memo, as), viewed(t, memo, larger), document.Genuine, true, lang.SV, `
Siffror som skiljer sig (utskriften → nu):
  Rader
    Rad              Enhet     Volym  I planer  Oplacerad rest   Öppet
*   skas-hoftprotes  åtgärder     20   18 → 19               2  0 → −1
*   Summa            åtgärder     28   26 → 27               2  0 → −1

  Per kvartal
    Rad              Enhet     2027-Q1  2027-Q2  2027-Q3  2027-Q4  I planer  Oplacerad rest och öppet
*   skas-hoftprotes  åtgärder  18 → 19        0        0        0   18 → 19                     2 → 1
*   Summa            åtgärder  21 → 22        3        0        2   26 → 27                     2 → 1

  Leveransplaner
    Leveransplan                 Rad              Mottagare           Volym  Enhet
*   lp-2027-skas-siv-hoftprotes  skas-hoftprotes  Sjukhusen i väster  6 → 7  åtgärder
`},
		"a proposal that main does not have": {viewed(t, memo, as), nil, document.Genuine, false, lang.SV, ``},
	} {
		t.Run(name, func(t *testing.T) {
			v := verification{v: &document.Verdict{Then: c.then, Now: c.now, Agreed: c.agreed}, genuine: c.genuine}
			v.v.Holds = c.now != nil && c.now.Sum() == c.then.Sum()
			if diff := cmp.Diff(c.want, v.figures(c.l)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
