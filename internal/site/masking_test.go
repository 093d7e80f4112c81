package site

import (
	"bytes"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// Not one byte of the site hangs on what masked figures are, those of the history too: the
// register of decisions, the audit and the check say the same whatever stood there. Only the
// names of commits are others, since those are made of what stands in the files.
func TestNoByteHangsOnAMaskedFigureOfTheHistory(t *testing.T) {
	in := demonstrated(t)
	under := in.Set.Installningar.MaskeraUnder.V
	files, changed := otherwise(region.Worked(t), under, rand.New(rand.NewPCG(7, 7)))
	if changed == 0 {
		t.Fatal("nothing is masked")
	}
	other, err := historyOf(filepath.Join(shared, "otherwise"), files)
	if err != nil {
		t.Fatal(err)
	}
	if len(other.Entries) != len(in.Entries) || other.Commit == in.Commit {
		t.Fatalf("%d decisions and %d, %s and %s", len(in.Entries), len(other.Entries), in.Commit, other.Commit)
	}
	var names []string
	for i := range in.Entries {
		from, to := other.Entries[i].Commit.Hash, in.Entries[i].Commit.Hash
		for _, n := range []int{40, 12, 10} {
			names = append(names, from[:n], to[:n])
		}
	}
	same := strings.NewReplacer(names...)
	site, changes := written(t, in), written(t, other)
	if len(site) != len(changes) {
		t.Errorf("%d files and %d", len(site), len(changes))
	}
	for file, page := range site {
		if got := same.Replace(string(changes[file])); got != string(page) {
			i := 0
			for i < min(len(got), len(page)) && got[i] == page[i] {
				i++
			}
			t.Errorf("%s: …%.160s / …%.160s", file, page[max(0, i-60):], got[max(0, i-60):])
		}
	}
	t.Logf("%d cells are others, %d files and %d decisions are the same", changed, len(site), len(in.Entries))
}

// Two runs give the same bytes in the same order.
func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	type made struct {
		file string
		text []byte
	}
	run := func() (out []made) {
		if err := Write(demonstrated(t), func(file string, text []byte) error {
			out = append(out, made{file, bytes.Clone(text)})
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		return out
	}
	first, second := run(), run()
	if len(first) != len(second) {
		t.Fatalf("%d files and %d", len(first), len(second))
	}
	for i := range first {
		if first[i].file != second[i].file || !bytes.Equal(first[i].text, second[i].text) {
			t.Errorf("%s and %s", first[i].file, second[i].file)
		}
	}
}
