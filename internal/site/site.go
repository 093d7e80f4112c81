// Package site makes a web site that anyone may read of what a repository says at one commit:
// static pages in Swedish and English that run nothing and fetch nothing. Values in, pages
// out, one at a time.
//
// All that is told of outcome comes from a masked report ([followup.Options]); no raw row is
// read here. The proof is a test: whatever a masked figure is, every byte stays.
package site

import (
	"time"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Input is what a site is made of.
type Input struct {
	Set    *plan.Set
	Result *check.Result
	// Follow is plan against outcome, masked.
	Follow *followup.Report
	// Entries are main's decisions, the oldest first.
	Entries []history.Entry
	Audit   *audit.Report // nil: none was made
	// Commit is the whole name of the commit that is shown, Committed when it was made and
	// OnMain tells that it lies on main's line.
	Commit    string
	Committed time.Time
	OnMain    bool
	Day       calendar.Day // that the site is made for
	Zone      *time.Location
	Tool      string // the version of the program; empty: not known
	// Base is where the site will stand, as https://example.org/planer/; empty: not known. Links
	// are relative either way, so that the site can be read anywhere.
	Base string
}

// Write makes every page and hands it over under its path, one at a time and always in the
// same order. A text is put's only until it returns. It ends with the first error.
func Write(in Input, put func(path string, text []byte) error) error {
	b := newBuilder(in)
	if err := put("site.css", style()); err != nil {
		return err
	}
	fronts, err := b.fronts()
	if err != nil {
		return err
	}
	for _, f := range fronts {
		if err := put(f.path, f.text); err != nil {
			return err
		}
	}
	return b.render(put)
}

// execute writes a page in the language of a view.
func (v *view) execute(m *markup) error {
	v.Data = v.page.data(v)
	v.above(m)
	if figures, direct := v.Data.(*dataView); direct {
		figures.write(m)
	} else if err := templates()[v.page.template].ExecuteTemplate(m, "main", v); err != nil {
		return err
	}
	v.below(m)
	return nil
}
