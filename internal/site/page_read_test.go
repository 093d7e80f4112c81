package site

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// checked is a site of files, without a history.
func checked(t testing.TB, files fstest.MapFS) Input {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	result, err := check.Tree(files, check.Options{Schemas: schemas, Today: corpus.AsOf})
	if err != nil {
		t.Fatal(err)
	}
	return of(result)
}

// regions are what figures are held against: the worked region, and invented ones. They are
// made once, with their pages, and no test changes them.
func regions(t *testing.T) map[string]Input {
	t.Helper()
	if held.inputs == nil {
		held.inputs, held.pages = map[string]Input{"the worked region": sample(t)}, map[*followup.Report]*dataSite{}
		for seed := range uint64(2) {
			held.inputs[fmt.Sprint("three years ", seed)] = checked(t, corpus.ThreeYears(60+40*int(seed), seed))
		}
		for _, in := range held.inputs {
			held.pages[in.Follow] = dataPagesOf(t, in)
		}
	}
	return held.inputs
}

// held are the regions, and their pages by their figures.
var held struct {
	inputs map[string]Input
	pages  map[*followup.Report]*dataSite
}

// dataSite makes the data pages alone, parsed when they are asked for.
type dataSite struct {
	testing.TB
	in    Input
	pages map[string][]byte
	read  map[string]*document
}

func dataPagesOf(t testing.TB, in Input) *dataSite {
	t.Helper()
	if made := held.pages[in.Follow]; made != nil {
		return &dataSite{t, in, made.pages, made.read}
	}
	s := &dataSite{t, in, map[string][]byte{}, map[string]*document{}}
	b, d := newBuilder(in), &desk{}
	for p := range b.dataPages() {
		for _, l := range lang.Languages {
			if err := b.made(&p, d, l); err != nil {
				t.Fatal(err)
			}
			s.pages[p.file(l)] = bytes.Clone(d.text.all)
		}
	}
	return s
}

// page gives a page by its path below the folder of a language.
func (s *dataSite) page(l lang.Language, path string) *document {
	s.Helper()
	file := string(l) + "/" + path
	if s.read[file] == nil {
		if s.pages[file] == nil {
			s.Fatalf("there is no page %s", file)
		}
		s.read[file] = parsed(s, file, s.pages[file])
	}
	return s.read[file]
}

// table gives the cells of the table whose caption has an id, without what stands small below
// them, and with the links of each row's first cell.
func (d *document) table(id string) (rows [][]string, links []string) {
	for caption := range d.elements {
		if caption.Data != "caption" || attr(caption, "id") != id {
			continue
		}
		for n := range caption.Parent.Descendants() {
			if n.Data != "tr" || n.Parent.Data == "thead" {
				continue
			}
			var row []string
			link := ""
			for c := range n.ChildNodes() {
				if c.Data != "th" && c.Data != "td" || attr(c, "aria-hidden") == "true" {
					continue
				}
				if len(row) == 0 {
					for a := range c.Descendants() {
						if a.Data == "a" {
							link = attr(a, "href")
						}
					}
				}
				row = append(row, strings.TrimSpace(withoutSmall(c)))
			}
			rows, links = append(rows, row), append(links, link)
		}
	}
	return rows, links
}

func withoutSmall(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		if c.Data != "small" {
			b.WriteString(withoutSmall(c))
		}
	}
	return b.String()
}

// figure reads a figure as pages tell it, in both languages.
func figure(t testing.TB, s string) followup.Count {
	t.Helper()
	number := func(s string) int {
		n, err := strconv.Atoi(strings.NewReplacer("\u00a0", "", "\u202f", "", ",", "", "−", "-").Replace(s))
		if err != nil {
			t.Errorf("%q is no figure", s)
		}
		return n
	}
	for _, below := range []string{"färre än ", "fewer than "} {
		if n, ok := strings.CutPrefix(s, below); ok {
			return followup.Count{Low: 0, High: number(n) - 1, Known: true}
		}
	}
	for _, between := range []string{" till ", " to ", "–"} {
		if low, high, ok := strings.Cut(s, between); ok && s != "–" {
			return followup.Count{Low: number(low), High: number(high), Known: true}
		}
	}
	if s == "–" {
		return followup.Count{}
	}
	return followup.Exactly(number(s))
}

// holds compares a figure of a page with what it has to be. What nothing is known of has no bounds.
func holds(t testing.TB, where, got string, want followup.Count) {
	t.Helper()
	if !want.Known {
		want = followup.Count{}
	}
	if have := figure(t, got); have != want {
		t.Errorf("%s: %q, want %+v", where, got, want)
	}
}

// holdsNumber compares a number.
func holdsNumber(t testing.TB, where, got string, want int) {
	t.Helper()
	holds(t, where, got, followup.Exactly(want))
}
