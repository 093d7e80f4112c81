package site

import (
	"html/template"
	"strings"
)

// What stands on a page in great numbers is written directly, with every text through
// writeText; the frame around it is a template.

// markup gathers the text of a page.
type markup struct{ strings.Builder }

// put writes our own markup between texts of the page: as many texts as the markup has places,
// each marked by a vertical bar.
func (m *markup) put(form string, texts ...string) {
	for i, piece := range strings.Split(form, "|") {
		if i > 0 {
			writeText(&m.Builder, texts[i-1])
		}
		m.WriteString(piece)
	}
}

// HTML is what stands below the heading of a section.
func (b *block) HTML() template.HTML {
	var m markup
	if b.Cols {
		m.WriteString(`<div class="cols">` + "\n")
	}
	for i := range b.Parts {
		if b.Cols {
			m.WriteString("<div>\n")
		}
		b.Parts[i].write(&m)
		if b.Cols {
			m.WriteString("</div>\n")
		}
	}
	if b.Cols {
		m.WriteString("</div>\n")
	}
	return template.HTML(m.String())
}

func (p *part) write(m *markup) {
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
	m.WriteString(string(p.Table))
	if p.Note != "" {
		m.put(`<p class="note">|</p>`+"\n", p.Note)
	}
	if len(p.Links) > 0 {
		m.WriteString(`<ul class="links">`)
		for _, l := range p.Links {
			m.put("\n"+`<li><a href="|">|</a></li>`, l.Href, l.Text)
		}
		m.WriteString("\n</ul>\n")
	}
	if p.Fold != "" {
		m.WriteString("</details>\n")
	}
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
			writeText(&m.Builder, s.Text)
			continue
		}
		m.put(`<a href="|">|</a>`, s.Href, s.Text)
	}
}
