package diff_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// trees are whole trees to edit: the small region, the worked one, an invented one.
func trees(t testing.TB) map[string]fstest.MapFS {
	t.Helper()
	return map[string]fstest.MapFS{"small": region.Files(), "worked": region.Worked(t), "invented": corpus.New(60, 7)}
}

// Edits of nothing but form: every file is written in another way, and every document that
// may stand elsewhere does.
func TestFormGivesNoChange(t *testing.T) {
	for name, tree := range trees(t) {
		t.Run(name, func(t *testing.T) {
			base := load(t, tree)
			for seed := range uint64(2) {
				head := reformed(rand.New(rand.NewPCG(seed, 4)), tree)
				if got := outline(diff.Compare(base, load(t, head), changed(tree, head))); len(got) > 0 {
					t.Fatalf("seed %d: %d changes: %v", seed, len(got), got[:min(len(got), 10)])
				}
			}
		})
	}
}

// reformed writes a whole tree in another form.
func reformed(rng *rand.Rand, tree fstest.MapFS) fstest.MapFS {
	out := fstest.MapFS{}
	names := make([]string, 0, len(tree))
	for name := range tree {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		text := string(tree[name].Data)
		switch {
		case strings.HasSuffix(name, ".csv"):
			for part, rows := range splitTable(rng, text) {
				out[fmt.Sprintf("plans/utfall/%d-%d.csv", i, part)] = &fstest.MapFile{Data: []byte(rows)}
			}
			continue
		case strings.HasSuffix(name, ".yaml"):
			text = comments(rng, swapEntries(rng, turnBlocks(rng, text)))
			if rng.IntN(2) == 0 {
				text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
			}
			if path.Dir(name) != "plans" && path.Dir(name) != "plans/register" {
				name = fmt.Sprintf("plans/flyttat/%d/%d.yaml", i%7, i)
			}
		}
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// turnBlocks writes the top-level keys in another order.
func turnBlocks(rng *rand.Rand, text string) string {
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n"), "\n")
	lines[len(lines)-1] += "\n"
	var blocks []string
	head := 0
	for head < len(lines) && (strings.HasPrefix(lines[head], "#") || strings.HasPrefix(lines[head], "dokument:")) {
		head++
	}
	for _, line := range lines[head:] {
		if len(blocks) == 0 || !strings.ContainsRune(" -\n#}]", rune(line[0])) {
			blocks = append(blocks, "")
		}
		blocks[len(blocks)-1] += line
	}
	rng.Shuffle(len(blocks), func(i, j int) { blocks[i], blocks[j] = blocks[j], blocks[i] })
	return strings.Join(lines[:head], "") + strings.Join(blocks, "")
}

// swapEntries swaps neighbours among one-line entries whose order means nothing.
func swapEntries(rng *rand.Rand, text string) string {
	lines := strings.SplitAfter(text, "\n")
	for i := 0; i+1 < len(lines); i++ {
		a, b := lines[i], lines[i+1]
		flow := strings.HasPrefix(strings.TrimLeft(a, " "), "- {")
		same := strings.Index(a, "- {") == strings.Index(b, "- {")
		if flow && same && !strings.Contains(a, "{nr: ") && !strings.Contains(a, "{steg: ") && rng.IntN(2) == 0 {
			lines[i], lines[i+1] = b, a
		}
	}
	return strings.Join(lines, "")
}

// comments adds comments between lines and after them.
func comments(rng *rand.Rand, text string) string {
	var out bytes.Buffer
	for _, line := range strings.SplitAfter(text, "\n") {
		if line != "" && rng.IntN(9) == 0 {
			fmt.Fprintf(&out, "# kommentar: %d\n", rng.IntN(100))
		}
		if strings.HasSuffix(line, "}\n") && rng.IntN(9) == 0 {
			line = strings.TrimSuffix(line, "\n") + "   # enligt mötet\n"
		}
		out.WriteString(line)
	}
	return out.String()
}

// splitTable writes a table as several, with other signs between the cells.
func splitTable(rng *rand.Rand, text string) []string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	parts := make([]string, 1+rng.IntN(3))
	for i := range parts {
		parts[i] = lines[0] + "\n"
	}
	for _, row := range lines[1:] {
		parts[rng.IntN(len(parts))] += row + "\n"
	}
	for i := range parts {
		if rng.IntN(2) == 0 {
			parts[i] = strings.ReplaceAll(parts[i], ";", ",")
		}
	}
	return parts
}

func TestRestsMoveBetweenDocuments(t *testing.T) {
	base, head := region.Files(), region.Files()
	text := string(head[rests].Data)
	at := strings.Index(text, "  - {id: rest-2,")
	top := text[:strings.Index(text, "  - {id: rest-1,")]
	head[rests] = &fstest.MapFile{Data: []byte(text[:at])}
	head["plans/2026/rester-su.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(top, "id: rest-2026", "id: rest-2026-su", 1) + text[at:])}
	if got := outline(compare(t, base, head)); len(got) > 0 {
		t.Errorf("split: %v", got)
	}
	if got := outline(compare(t, head, base)); len(got) > 0 {
		t.Errorf("merged: %v", got)
	}
	edit(t, head, "plans/2026/rester-su.yaml", "volym: 1", "volym: 2")
	want := []string{"restvolymer/rest-2026-su/rest-2: restvolym.ny", "restvolymer/rest-2026/rest-2: restvolym.borttagen"}
	if got := outline(compare(t, base, head)); !slices.Equal(got, want) {
		t.Errorf("moved and changed: %v", got)
	}
}

// The order of entries means nothing, but for those that build on each other.
func TestOrderOfEntries(t *testing.T) {
	tree := region.Files()
	text := string(tree[earlier].Data)
	second, third := strings.Index(text, "  - nr: 2\n"), strings.Index(text, "  - nr: 3\n")
	turned := text[:second] + text[third:] + text[second:third]
	head := region.Files()
	head[earlier] = &fstest.MapFile{Data: []byte(turned)}
	want := []string{"leveransplan/lp-2026-su-exk-hoftprotes: leveransplan.villkor"}
	got := compare(t, tree, head)
	if !slices.Equal(outline(got), want) {
		t.Fatalf("%v", outline(got))
	}
	terms := got[0].(*diff.Plan).Terms
	if len(terms) != 1 || terms[0].Pointer != "/andringar" || terms[0].After.Text != "1, 3, 2" {
		t.Errorf("%+v", terms)
	}
}
