package site

import (
	"iter"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// page is one page in both languages.
type page struct {
	path    string    // below the folder of a language: leveransplan/lp-….html
	title   lang.Text // what it is about: its heading, and the beginning of its <title>
	kicker  lang.Text // what kind of page it is, above the heading; may be empty
	lead    lang.Text // the most important in a sentence, below the heading; may be empty
	crumbs  []crumb   // the pages above it, the start page left out
	section section   // where it belongs in the navigation
	// template is the file below templates/, without .html. It defines "main": what stands below
	// the heading. Sections in it begin with h2. Without one, the data is a *dataView.
	template string
	// data makes what the template shows as .Data, once for each language, when the page is
	// rendered: nothing of it is kept. It may be called from several goroutines at a time.
	data func(v *view) any
}

// crumb is a page above another.
type crumb struct {
	name lang.Text
	url  string // as of the helpers in url.go
}

// section is a part of the site, as the navigation has it.
type section string

// The sections.
const (
	overview  section = "overview"
	senders   section = "senders"
	receivers section = "receivers"
	fields    section = "fields"
	following section = "following"
	decisions section = "decisions"
	rutin     section = "rutin"
	about     section = "about"
)

// view is a page in one language, and what its template may ask for. In a template $ is
// the view.
type view struct {
	b    *builder
	page *page
	desk *desk
	up   string // leads from the page to the folder of its language
	L    lang.Language
	Data any
}

// view is a page in a language, to be made at a desk.
func (b *builder) view(p *page, d *desk, l lang.Language) *view {
	return &view{b: b, page: p, desk: d, up: strings.Repeat("../", strings.Count(p.path, "/")), L: l}
}

// T chooses between the languages.
func (v *view) T(sv, en string) string { return lang.Text{SV: sv, EN: en}.In(v.L) }

// Say puts a text in the language of the page.
func (v *view) Say(t lang.Text) string { return t.In(v.L) }

// To is the link from the page to another: a path as the helpers in url.go give it, with or
// without an #anchor.
func (v *view) To(url string) string {
	if strings.HasPrefix(url, "#") {
		return url
	}
	return v.up + url
}

// pages gives every page but the front and the page for what is not found.
func (b *builder) pages() iter.Seq[page] {
	return func(yield func(page) bool) {
		for _, source := range []iter.Seq[page]{b.dataPages(), b.shellPages()} {
			for p := range source {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// file is where a page stands in the site, in a language.
func (p *page) file(l lang.Language) string { return string(l) + "/" + p.path }
