package site

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// otherwise gives the same files with every count that masking hides, of a plan or of outcome
// without a plan in a quarter, as another one that it hides too.
func otherwise(files fstest.MapFS, under int, rng *rand.Rand) (out fstest.MapFS, changed int) {
	type cell struct{ who, quarter, column string }
	type place struct {
		file      string
		row, cell int
	}
	sums, places := map[cell]int{}, map[cell][]place{}
	tables := map[string][][]string{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.Contains(name, "/utfall/") {
			continue
		}
		var head []string
		for i, line := range strings.Split(strings.TrimSuffix(string(files[name].Data), "\n"), "\n") {
			row := strings.Split(line, ";")
			tables[name] = append(tables[name], row)
			if i == 0 {
				head = row
				continue
			}
			week, _ := calendar.ParseWeek(row[slices.Index(head, "vecka")])
			who := ""
			for _, key := range []string{"leveransplan", "skickande", "mottagare", "vardomrade"} {
				if c := slices.Index(head, key); c >= 0 {
					who += row[c] + "+"
				}
			}
			for _, column := range []string{"utfort", "kontaktade", "accepterade"} {
				if c := slices.Index(head, column); c >= 0 && row[c] != "" {
					n, _ := strconv.Atoi(row[c])
					at := cell{who, week.Quarter().String(), column}
					sums[at] += n
					places[at] = append(places[at], place{name, i, c})
				}
			}
		}
	}
	for _, at := range slices.SortedFunc(maps.Keys(sums), func(a, b cell) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) }) {
		if sums[at] >= under {
			continue
		}
		changed++
		left := rng.IntN(under)
		for i, p := range places[at] {
			n := left
			if i < len(places[at])-1 {
				n = rng.IntN(left + 1)
			}
			left -= n
			tables[p.file][p.row][p.cell] = strconv.Itoa(n)
		}
	}
	out = maps.Clone(files)
	for name, rows := range tables {
		var text strings.Builder
		for _, row := range rows {
			text.WriteString(strings.Join(row, ";") + "\n")
		}
		out[name] = &fstest.MapFile{Data: []byte(text.String())}
	}
	return out, changed
}

// Whatever the counts are that are too small to be told, every byte of every page with figures
// is the same: nobody can tell one from another.
func TestMaskedFiguresLeaveNoTrace(t *testing.T) {
	for seed := range uint64(2) {
		files := corpus.ThreeYears(80, seed)
		in := checked(t, files)
		want := dataPagesOf(t, in)
		for round := range 2 {
			other, changed := otherwise(files, in.Follow.MaskUnder, rand.New(rand.NewPCG(seed, uint64(round))))
			if changed == 0 {
				t.Fatal("nothing is masked")
			}
			got := dataPagesOf(t, checked(t, other))
			if len(got.pages) != len(want.pages) {
				t.Errorf("%d pages and %d", len(got.pages), len(want.pages))
			}
			for file, page := range want.pages {
				if !bytes.Equal(page, got.pages[file]) {
					t.Errorf("seed %d, round %d: %s tells of %d masked counts: %s", seed, round, file, changed, differing(page, got.pages[file]))
				}
			}
		}
	}
}

// differing is the place where two texts part.
func differing(a, b []byte) string {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	from := max(0, i-80)
	return fmt.Sprintf("…%s / …%s", a[from:min(len(a), i+60)], b[from:min(len(b), i+60)])
}

// A figure that is not hidden does show: the pages are not blind.
func TestFiguresThatMayBeToldAreTold(t *testing.T) {
	files := corpus.ThreeYears(80, 1)
	in := checked(t, files)
	name := ""
	for file := range files {
		if strings.Contains(file, "/utfall/") && (name == "" || file < name) {
			name = file
		}
	}
	lines := strings.Split(string(files[name].Data), "\n")
	row := strings.Split(lines[1], ";")
	row[slices.Index(strings.Split(lines[0], ";"), "utfort")] = "98765"
	lines[1] = strings.Join(row, ";")
	files[name] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
	want, got := dataPagesOf(t, in), dataPagesOf(t, checked(t, files))
	url := "sv/" + planURL(row[0])
	if bytes.Equal(want.pages[url], got.pages[url]) {
		t.Errorf("%s does not tell of it", url)
	}
}
