package site

import (
	"cmp"
	"html/template"
	"strings"
)

// markup is the text of a page so far. All but the text of some pages about decisions and
// the routine is written directly, with every text through text.
type markup struct{ all []byte }

// Write lets a template write.
func (m *markup) Write(text []byte) (int, error) {
	m.all = append(m.all, text...)
	return len(text), nil
}

// is writes our own markup.
func (m *markup) is(markup string) { m.all = append(m.all, markup...) }

// text writes a text so that nothing in it acts, in an element and in an attribute alike.
func (m *markup) text(s string) {
	for i := range len(s) {
		switch s[i] {
		case '&', '<', '>', '"', '\'', 0:
			m.is(template.HTMLEscapeString(s))
			return
		}
	}
	m.is(s)
}

// put writes our own markup between texts of the page: as many texts as the markup has places,
// each marked by a vertical bar.
func (m *markup) put(form string, texts ...string) {
	for _, text := range texts {
		i := strings.IndexByte(form, '|')
		m.is(form[:i])
		m.text(text)
		form = form[i+1:]
	}
	m.is(form)
}

// write writes what stands below the heading of the page.
func (d *dataView) write(m *markup) {
	for _, w := range d.Warnings {
		m.put(`<div class="notice |"><p>`, w.Tone.Class())
		m.spans(w.Is)
		m.is("</p></div>\n")
	}
	for _, row := range d.Tiles {
		m.is(`<dl class="tiles">`)
		for _, t := range row {
			m.put("\n<div><dt>|</dt><dd>|</dd>", t.Name, t.Figure)
			if t.Note != "" {
				m.put("<dd>|</dd>", t.Note)
			}
			m.is("</div>")
		}
		m.is("\n</dl>\n")
	}
	for _, b := range d.Sections {
		m.put(`<section id="|">`+"\n"+`<h2 id="|-h">|</h2>`+"\n", b.ID, b.ID, b.Heading)
		b.write(m)
		m.is("</section>\n")
	}
}

// write writes what stands below the heading of a section.
func (b *block) write(m *markup) {
	m.links(b.Links)
	if b.Cols {
		m.is(`<div class="cols">` + "\n")
	}
	for i := range b.Parts {
		if b.Cols {
			m.is("<div>\n")
		}
		b.Parts[i].write(m, b.Heading)
		if b.Cols {
			m.is("</div>\n")
		}
	}
	if b.Cols {
		m.is("</div>\n")
	}
}

// write writes a part below a heading.
func (p *part) write(m *markup, heading string) {
	if p.Heading != "" {
		m.put(`<h3 id="|">|</h3>`+"\n", p.ID, p.Heading)
	}
	if p.Fold != "" {
		m.put("<details><summary>|</summary>\n", p.Fold)
	}
	for _, s := range p.Text {
		m.put("<p>|</p>\n", s)
	}
	if len(p.Facts) > 0 {
		m.is(`<dl class="facts">`)
		for _, f := range p.Facts {
			m.put("\n<dt>|</dt><dd>", f.Name)
			m.spans(f.Is)
			m.is("</dd>")
		}
		m.is("\n</dl>\n")
	}
	p.lists(m)
	if p.Figure != nil {
		m.all = p.Figure.Append(m.all)
	}
	if p.Table != nil {
		p.Table.write(m, cmp.Or(p.Heading, heading))
	}
	if p.Note != "" {
		m.put(`<p class="note">|</p>`+"\n", p.Note)
	}
	m.links(p.Links)
	if p.Fold != "" {
		m.is("</details>\n")
	}
}

// links writes a row of links.
func (m *markup) links(list []span) {
	if len(list) == 0 {
		return
	}
	m.is(`<ul class="links">`)
	for _, l := range list {
		m.put("\n"+`<li><a href="|">|</a></li>`, l.Href, l.Text)
	}
	m.is("\n</ul>\n")
}

func (p *part) lists(m *markup) {
	if len(p.List) > 0 {
		m.is("<ul>")
		for _, i := range p.List {
			m.is("\n<li>")
			if i.Tone != calm {
				m.put(`<span class="status |" aria-hidden="true">|</span> `, i.Tone.Class(), i.Tone.Mark())
			}
			m.spans(i.Is)
			m.is("</li>")
		}
		m.is("\n</ul>\n")
	}
	if len(p.Cards) > 0 {
		m.is(`<ul class="multiples">`)
		for _, c := range p.Cards {
			m.is("\n<li><h3>")
			m.span(span{c.Name, c.Href})
			m.is("</h3>\n")
			m.is(string(c.Drawing))
			for _, line := range c.Lines {
				m.put("<p>|</p>\n", line)
			}
			m.put(`<p><span class="status |">|</span></p></li>`, c.Tone.Class(), c.Says)
		}
		m.is("\n</ul>\n")
	}
}

func (m *markup) spans(list []span) {
	for _, s := range list {
		m.span(s)
	}
}

func (m *markup) span(s span) {
	if s.Href == "" {
		m.text(s.Text)
		return
	}
	m.put(`<a href="|">|</a>`, s.Href, s.Text)
}
