package document_test

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"testing"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// The forms that prints have been given so far. A view or a page that changes is another form:
// with the old number, prints that people have would be taken for forged or altered ones.
const (
	viewsOfForm   = "0a110efe89ed9e1b"
	pagesOfLayout = "32a7ff55d0854ca2"
)

func TestAChangedFormHasANewNumber(t *testing.T) {
	s, err := schemas()
	if err != nil {
		t.Fatal(err)
	}
	l, err := check.Load(region.Files(), s)
	if err != nil {
		t.Fatal(err)
	}
	sums, pages := sha256.New(), sha256.New()
	ids := document.IDs(l.Set)
	slices.Sort(ids)
	for _, id := range ids {
		v, err := document.New(l.Set, id)
		if err != nil {
			t.Fatal(id, err)
		}
		sum := v.Sum()
		sums.Write(sum[:])
		for _, language := range lang.Languages {
			for _, standing := range []document.Standing{document.Agreed, document.Proposal, document.Superseded} {
				p := agreed(language)
				p.Standing = standing
				pages.Write(page(t, v, p))
			}
		}
	}
	if got := fmt.Sprintf("%x", sums.Sum(nil)[:8]); got != viewsOfForm {
		t.Errorf("views of form %d are %s, not %s: what a view holds has changed, so raise document.Form", document.Form, got, viewsOfForm)
	}
	if got := fmt.Sprintf("%x", pages.Sum(nil)[:8]); got != pagesOfLayout {
		t.Errorf("pages of layout %d are %s, not %s: the page has changed, so raise document.Layout", document.Layout, got, pagesOfLayout)
	}
}
