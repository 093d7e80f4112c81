package site

import (
	"iter"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// shellPages gives the pages about decisions, the routine and the site itself.
func (b *builder) shellPages() iter.Seq[page] {
	return func(yield func(page) bool) {
		for _, source := range []iter.Seq[page]{b.decisionPages(), b.auditPages(), b.routinePages(), b.aboutPages()} {
			for p := range source {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// counted is a number with its noun, in the language of a page.
func (v *view) counted(n int, oneSV, manySV, oneEN, manyEN string) string {
	return lang.Plural{N: n, One: lang.T("%s "+oneSV, "%s "+oneEN), Other: lang.T("%s "+manySV, "%s "+manyEN)}.In(v.L)
}

// Count writes a number as running text has it.
func (v *view) Count(n int) string { return lang.Count(n, v.L) }

// shellTile is a figure with its name, as tiles show it.
type shellTile struct{ Name, Figure, Note string }
