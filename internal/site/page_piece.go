package site

import (
	"bytes"
	"cmp"
	"html/template"
	"strings"
)

// What stands on a page in great numbers is written directly, with every text through
// writeText; the frame around it is a template.

// markup is the text of a page so far.
type markup struct{ *bytes.Buffer }

// put writes our own markup between texts of the page: as many texts as the markup has places,
// each marked by a vertical bar.
func (m *markup) put(form string, texts ...string) {
	for _, text := range texts {
		piece, rest, _ := strings.Cut(form, "|")
		m.WriteString(piece)
		writeText(m, text)
		form = rest
	}
	m.WriteString(form)
}

// write writes what stands below the key figures.
func (d *dataView) write(m *markup) {
	for _, b := range d.Sections {
		m.put(`<section id="|">`+"\n"+`<h2 id="|-h">|</h2>`+"\n", b.ID, b.ID, b.Heading)
		b.write(m)
		m.WriteString("</section>\n")
	}
}

// write writes what stands below the heading of a section.
func (b *block) write(m *markup) {
	m.links(b.Links)
	if b.Cols {
		m.WriteString(`<div class="cols">` + "\n")
	}
	for i := range b.Parts {
		if b.Cols {
			m.WriteString("<div>\n")
		}
		b.Parts[i].write(m, b.Heading)
		if b.Cols {
			m.WriteString("</div>\n")
		}
	}
	if b.Cols {
		m.WriteString("</div>\n")
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
		m.WriteString(`<dl class="facts">`)
		for _, f := range p.Facts {
			m.put("\n<dt>|</dt><dd>", f.Name)
			m.spans(f.Is)
			m.WriteString("</dd>")
		}
		m.WriteString("\n</dl>\n")
	}
	p.lists(m)
	m.WriteString(string(p.Figure))
	m.table(p.Table, cmp.Or(p.Heading, heading))
	if p.Note != "" {
		m.put(`<p class="note">|</p>`+"\n", p.Note)
	}
	m.links(p.Links)
	if p.Fold != "" {
		m.WriteString("</details>\n")
	}
}

// links writes a row of links.
func (m *markup) links(list []span) {
	if len(list) == 0 {
		return
	}
	m.WriteString(`<ul class="links">`)
	for _, l := range list {
		m.put("\n"+`<li><a href="|">|</a></li>`, l.Href, l.Text)
	}
	m.WriteString("\n</ul>\n")
}

// table writes a table. A caption that says what the heading right above does names the table
// still, for who can't see it, but is not shown once more.
func (m *markup) table(html template.HTML, heading string) {
	var same strings.Builder
	writeText(&same, heading)
	before, after, doubled := strings.Cut(string(html), ">"+same.String()+"</caption>")
	if !doubled || strings.Count(before, "<caption") != 1 {
		m.WriteString(string(html))
		return
	}
	m.WriteString(before)
	m.put(`><span class="unseen">|</span></caption>`, heading)
	m.WriteString(after)
}

func (p *part) lists(m *markup) {
	if len(p.List) > 0 {
		m.WriteString("<ul>")
		for _, i := range p.List {
			m.WriteString("\n<li>")
			if i.Tone != calm {
				m.put(`<span class="status |" aria-hidden="true">|</span> `, i.Tone.Class(), i.Tone.Mark())
			}
			m.spans(i.Is)
			m.WriteString("</li>")
		}
		m.WriteString("\n</ul>\n")
	}
	if len(p.Cards) > 0 {
		m.WriteString(`<ul class="multiples">`)
		for _, c := range p.Cards {
			m.WriteString("\n<li><h3>")
			m.spans([]span{{c.Name, c.Href}})
			m.WriteString("</h3>\n" + string(c.Drawing))
			for _, line := range c.Lines {
				m.put("<p>|</p>\n", line)
			}
			m.put(`<p><span class="status |">|</span></p></li>`, c.Tone.Class(), c.Says)
		}
		m.WriteString("\n</ul>\n")
	}
}

func (m *markup) spans(list []span) {
	for _, s := range list {
		if s.Href == "" {
			writeText(m, s.Text)
			continue
		}
		m.put(`<a href="|">|</a>`, s.Href, s.Text)
	}
}
