package export_test

import (
	"bytes"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// spoil makes slips in a tree: lines lost, moved between files or written twice, values of one
// place in another, files lost.
func spoil(rng *rand.Rand, files fstest.MapFS) fstest.MapFS {
	out := fstest.MapFS{}
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		text := files[name].Data
		if rng.IntN(12) == 0 {
			continue
		}
		for range rng.IntN(3) {
			text = slip(rng, text, files[names[rng.IntN(len(names))]].Data)
		}
		out[name] = &fstest.MapFile{Data: text, Mode: 0o644}
	}
	return out
}

func slip(rng *rand.Rand, text, other []byte) []byte {
	lines, others := bytes.SplitAfter(text, []byte("\n")), bytes.SplitAfter(other, []byte("\n"))
	i, j := rng.IntN(len(lines)), rng.IntN(len(lines))
	switch rng.IntN(6) {
	case 0:
		return bytes.Join(slices.Delete(lines, i, i+1), nil)
	case 1:
		return bytes.Join(slices.Insert(lines, i, lines[j]), nil)
	case 2:
		return bytes.Join(slices.Insert(lines, i, others[rng.IntN(len(others))]), nil)
	case 3:
		words := bytes.Fields(lines[j])
		if len(words) > 1 {
			old := bytes.Fields(lines[i])
			if len(old) > 1 {
				lines[i] = bytes.Replace(lines[i], old[len(old)-1], words[len(words)-1], 1)
			}
		}
		return bytes.Join(lines, nil)
	case 4:
		return []byte(strings.Replace(string(text), "2026-", "2199-", 1+rng.IntN(3)))
	}
	return bytes.ReplaceAll(text, []byte("skas"), []byte("skaz"))
}

// A tree full of slips is told as far as it goes: every table is sound, and every reference
// leads somewhere.
func TestStarOfSpoiledTrees(t *testing.T) {
	told, broken := 0, 0
	for seed := range uint64(36) {
		rng := rand.New(rand.NewPCG(seed, 9))
		files := region.Files()
		if seed%3 == 0 {
			files = corpus.Region(seed)
		}
		tree := spoil(rng, files)
		result, err := check.Tree(tree, check.Options{Schemas: schemas(), Today: corpus.AsOf})
		if err != nil {
			continue
		}
		if !result.Set.Whole() {
			broken++
		}
		q := sourceOf(t, tree)
		if seed%2 == 0 {
			q.History, q.Audit = demonstration(t).entries, demonstration(t).audit
		}
		all := tables(t, export.New(q))
		for name, c := range all {
			sound(t, c)
			for i, column := range c.Columns {
				if column.Refers != "" {
					refers(t, all, name, i)
				}
			}
		}
		done, o := map[string]int{}, all["fact_utfall_vecka"]
		for i := range o.rows {
			if o.truth(i, "raknas") {
				done[o.text(i, "leveransplan")] += o.int(i, "utfort")
			}
		}
		for _, p := range q.FollowUp.Plans {
			if n, _ := p.Done.Exact(); done[p.ID.V] != n {
				t.Errorf("%s: %d done, the follow-up has %d", p.ID.V, done[p.ID.V], n)
			}
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
		told++
	}
	if told < 30 || broken < 18 {
		t.Errorf("%d trees, %d of them broken", told, broken)
	}
}
