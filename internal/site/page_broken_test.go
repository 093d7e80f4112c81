package site

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// mainText is what stands in the main part of a page.
func mainText(d *document) string {
	for n := range d.elements {
		if n.Data == "main" {
			return strings.Join(strings.Fields(text(n)), " ")
		}
	}
	return ""
}

// spoiled is the small region with one file changed.
func spoiled(t *testing.T, file, from, to string) *dataSite {
	t.Helper()
	files := region.Files()
	was := string(files[file].Data)
	if !strings.Contains(was, from) {
		t.Fatalf("%s does not hold %q", file, from)
	}
	files[file] = &fstest.MapFile{Data: []byte(strings.Replace(was, from, to, 1))}
	return dataPagesOf(t, checked(t, files))
}

// says tells whether a page says all of some words, in Swedish.
func (s *dataSite) says(path string, words ...string) {
	s.Helper()
	got := mainText(s.page(lang.SV, path))
	for _, w := range words {
		if !strings.Contains(got, w) {
			s.Errorf("%s does not say %q:\n%.1500s", path, w, got)
		}
	}
}

const movable = "lp-2027-skas-siv-hoftprotes"

// A plan with a fault of form keeps its page, which says what can't be read; no sum takes it in,
// and where it would have counted it is named.
func TestABrokenPlanIsNotTakenForNothing(t *testing.T) {
	s := spoiled(t, region.Movable, "volym: 6", "volym: sex")
	s.says(planURL(movable), "Dokumentet har fel i formen", "Volymen eller perioden går inte att läsa", "den följs inte upp", "Volym–")
	for _, path := range []string{senderURL("skas"), receiverURL("siv"), followSenderURL(2027, "skas")} {
		s.says(path, "Planer som inte går att läsa helt", movable)
	}
	s.says(overviewURL(), "Summorna kan sakna något", "Det som inte går att läsa eller lita på", movable)
	s.says(yearURL(2027), "Summorna kan sakna något")
	p := s.in.Set.Plan(movable)
	line := s.in.Set.LineOf(p)
	s.says(missivURL(line.Missiv.ID.V), "går det inte att säga vad som är öppet", "Går inte att läsa helt och räknas inte med", movable)
	rows, _ := s.page(lang.SV, missivURL(line.Missiv.ID.V)).table("rader-namn")
	for _, row := range rows {
		if row[0] == line.Rad.ID.V && (row[2] != nothing || row[5] != nothing) {
			t.Errorf("what is open of the line is told: %q", row)
		}
	}
}

// A file that can't be read at all makes every page with sums say so.
func TestAFileThatCannotBeReadIsSaid(t *testing.T) {
	s := spoiled(t, region.Movable, "dokument: leveransplan/v1", "dokument: leveransplan/v1\n\t- {")
	s.says(overviewURL(), "Minst en fil med leveransplan går inte att läsa alls")
	for _, path := range []string{yearURL(2027), senderURL("skas"), receiverURL("siv"), followYearURL(2027), sendersURL(), followURL()} {
		s.says(path, "Summorna kan sakna något")
	}
}

// A missiv with a fault keeps its page too.
func TestABrokenMissivSaysSo(t *testing.T) {
	files := region.Files()
	for file := range files {
		if strings.Contains(file, "/missiv/") {
			s := spoiled(t, file, "till: ", "tilll: ")
			for _, m := range s.in.Set.Missiv {
				if m.Broken {
					s.says(missivURL(m.ID.V), "Dokumentet har fel i formen")
					return
				}
			}
		}
	}
	t.Error("no missiv is broken")
}

// What can't be told is a dash, never 0, and each kind of figure has its words.
func TestFiguresInWords(t *testing.T) {
	in := empty(t)
	in.Follow.MaskUnder = 5
	for _, l := range lang.Languages {
		tell := &teller{&view{b: newBuilder(in), L: l}, nil}
		for _, c := range []struct {
			is     followup.Count
			sv, en string
		}{
			{followup.Count{}, "–", "–"},
			{followup.Exactly(0), "0", "0"},
			{followup.Exactly(37), "37", "37"},
			{followup.Exactly(-3), "−3", "−3"},
			{followup.Exactly(12345), "12\u00a0345", "12,345"},
			{followup.Count{Low: 0, High: 4, Known: true}, "färre än 5", "fewer than 5"},
			{followup.Count{Low: 0, High: 8, Known: true}, "0–8", "0–8"},
			{followup.Count{Low: 1234, High: 1246, Known: true}, "1234–1246", "1234–1246"},
			{followup.Count{Low: -1, High: 11, Known: true}, "−1 till 11", "−1 to 11"},
		} {
			want := map[lang.Language]string{lang.SV: c.sv, lang.EN: c.en}[l]
			if got := tell.count(c.is); got != want {
				t.Errorf("%s %+v: %q, want %q", l, c.is, got, want)
			}
		}
	}
}

// Where there is nothing the pages say so in words.
func TestNothingIsSaidInWords(t *testing.T) {
	s := dataPagesOf(t, empty(t))
	s.says(overviewURL(), "inga leveransplaner än", "Inga beslut")
	for file := range s.pages {
		if l, path, _ := strings.Cut(file, "/"); l == "sv" && len(mainText(s.page(lang.SV, path))) < 20 {
			t.Errorf("%s says nothing", file)
		}
	}
}
