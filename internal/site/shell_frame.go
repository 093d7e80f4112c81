package site

import (
	"cmp"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// sectionEntry is a section in the navigation.
type sectionEntry struct {
	section section
	name    lang.Text
	url     string
}

// menu is the navigation: each section by its first page.
var menu = []sectionEntry{
	{overview, lang.T("Översikt", "Overview"), overviewURL()},
	{senders, lang.T("Skickande", "Senders"), sendersURL()},
	{receivers, lang.T("Mottagare", "Receivers"), receiversURL()},
	{fields, lang.T("Vårdområden", "Medical fields"), fieldsURL()},
	{following, lang.T("Uppföljning", "Follow-up"), followURL()},
	{decisions, lang.T("Beslut", "Decisions"), decisionsURL()},
	{rutin, lang.T("Rutin och regler", "Routine and rules"), routineURL()},
	{about, lang.T("Om sidorna", "About"), aboutURL()},
}

// link is a link as templates show it.
type link struct {
	Name, Href, Current, Lang string
}

// frame is what every page says in a language.
type frame struct {
	strips, foot []string
}

// framed says it once.
func (b *builder) framed(l lang.Language) frame {
	v := &view{b: b, L: l}
	return frame{v.strips(), v.foot()}
}

// above writes a page until what stands below its heading.
func (v *view) above(m *markup) {
	heading, kicker, lead := v.Say(v.page.title), v.Say(v.page.kicker), v.Say(v.page.lead)
	m.put("<!DOCTYPE html>\n"+`<html lang="|">`+"\n<head>\n"+headBegin+"<title>", string(v.L))
	if v.page.path != overviewURL() {
		m.put("| – ", heading)
		if kicker != "" {
			m.put("| – ", kicker)
		}
	}
	m.put("Leveransplaner, |</title>\n", v.b.region)
	if d := strings.TrimSpace(lead); d != "" {
		m.put(`<meta name="description" content="|">`+"\n", d)
	}
	root := "../" + v.up
	m.put(`<link rel="stylesheet" href="|site.css">`+"\n"+`<link rel="icon" href="data:,">`+"\n", root)
	for _, l := range lang.Languages { // with the address of the site whole, as search engines want them
		m.put(`<link rel="alternate" hreflang="|" href="||/|">`+"\n", string(l), cmp.Or(v.b.Base, root), string(l), v.page.path)
	}
	m.put("</head>\n<body>\n"+`<a class="skip" href="#innehall">|</a>`+"\n"+`<header class="top">`+"\n", v.T("Hoppa till innehållet", "Skip to the content"))
	v.top(m, root)
	v.crumbs(m, heading)
	m.is(`<main id="innehall" tabindex="-1">` + "\n")
	if kicker != "" {
		m.put(`<p class="kicker">|</p>`+"\n", kicker)
	}
	m.put("<h1>|</h1>\n", heading)
	if lead != "" {
		m.put(`<p class="lead">|</p>`+"\n", lead)
	}
}

// headBegin is the same on all pages: they run nothing and fetch nothing but the style sheet.
const headBegin = `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
`

// brandMark is drawn beside the name of the site.
const brandMark = `<svg viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect class="even" x="3" y="17" width="6" height="11" rx="1"/><rect class="bar" x="13" y="11" width="6" height="17" rx="1"/><rect class="bar" x="23" y="14" width="6" height="14" rx="1"/><path class="limit" d="M1 11H11V5H31"/></svg>`

// languageNames are the languages in their own words.
var languageNames = map[lang.Language]string{lang.SV: "Svenska", lang.EN: "English"}

// top writes what a reader has to know first, whose pages they are, the way to the other
// language and the navigation with the page's own place in it.
func (v *view) top(m *markup, root string) {
	if strips := v.b.frames[v.L].strips; len(strips) > 0 {
		m.is(`<div class="strip">`)
		for _, s := range strips {
			m.put("<p>|</p>", s)
		}
		m.is("</div>\n")
	}
	m.put(`<div class="head">`+"\n"+`<a class="brand" href="|">`+brandMark+"<span>Leveransplaner<span>|</span></span></a>\n", v.To(overviewURL()), v.b.region)
	other := lang.EN
	if v.L == lang.EN {
		other = lang.SV
	}
	m.put(`<nav class="lang" aria-label="|"><a href="||/|" hreflang="|" lang="|">|</a></nav>`+"\n</div>\n", v.T("Språk", "Language"), root, string(other), v.page.path, string(other), string(other), languageNames[other])
	m.put(`<nav class="sections" aria-label="|">`+"\n<ul>\n", v.T("Huvudmeny", "Main menu"))
	for _, e := range menu {
		m.put(`<li><a href="|"`, v.To(e.url))
		switch {
		case v.page.path == e.url:
			m.is(` aria-current="page"`)
		case v.page.section == e.section:
			m.is(` aria-current="true"`)
		}
		m.put(">|</a></li>\n", v.Say(e.name))
	}
	m.is("</ul>\n</nav>\n</header>\n")
}

// crumbs writes the way from the start page, and the page itself; none on the start page.
func (v *view) crumbs(m *markup, heading string) {
	if v.page.path == overviewURL() {
		return
	}
	m.put(`<nav class="crumbs" aria-label="|">`+"\n<ol>\n"+`<li><a href="|">|</a></li>`+"\n", v.T("Sökväg", "Breadcrumb"), v.To(overviewURL()), v.T("Översikt", "Overview"))
	for _, c := range v.page.crumbs {
		m.put(`<li><a href="|">|</a></li>`+"\n", v.To(c.url), v.Say(c.name))
	}
	m.put(`<li><span aria-current="page">|</span></li>`+"\n</ol>\n</nav>\n", heading)
}

// below writes the foot, which is the same on all pages.
func (v *view) below(m *markup) {
	m.is("\n</main>\n" + `<footer class="foot">` + "\n<ul>\n")
	for _, l := range []link{
		{Name: v.T("Så läser du sidorna", "How to read these pages"), Href: aboutURL()},
		{Name: v.T("Tillgänglighetsredogörelse", "Accessibility statement"), Href: accessibilityURL()},
		{Name: v.T("Granskning", "Audit"), Href: auditURL()},
	} {
		m.put(`<li><a href="|">|</a></li>`+"\n", v.To(l.Href), l.Name)
	}
	m.is("</ul>\n")
	for _, line := range v.b.frames[v.L].foot {
		m.put("<p>|</p>\n", line)
	}
	m.is("</footer>\n</body>\n</html>\n")
}

// regionName is the region's name as its register of organisations has it.
func (b *builder) regionName() string {
	id := b.Set.Installningar.Region.V
	if o := b.Set.Organisation(id); o != nil && o.Namn.Set {
		return legible(o.Namn.V)
	}
	return legible(strings.ToUpper(id))
}

// strips are what a reader has to know before anything else.
func (v *view) strips() []string {
	var out []string
	if v.b.sample() {
		out = append(out, v.T("Exempeldata. Alla uppgifter på sidorna är påhittade.", "Sample data. Everything on these pages is made up."))
	}
	if !v.b.OnMain {
		out = append(out, v.T("Det här är ett förslag: det som visas ligger inte på main och är inte beslutat.", "This is a proposal: what is shown is not on main and has not been decided."))
	}
	if v.b.Result != nil && len(v.b.Result.Waiting) > 0 {
		out = append(out, v.T("Alla filer gick inte att läsa. Planer kan fattas, och summor kan vara för små.", "Not all files could be read. Plans may be missing, and sums may be too small."))
	}
	return out
}

// sample tells that the repository holds demonstration data: only those have a day of their
// own.
func (b *builder) sample() bool { return b.Set.Installningar.Granskningsdag.Set }

// shortCommit is how readers know a commit.
func shortCommit(hash string) string { return hash[:min(10, len(hash))] }

// foot says which commit is shown, as of which day, and what is masked.
func (v *view) foot() []string {
	b := v.b
	out := []string{v.Say(b.shows())}
	if n := b.Follow.MaskUnder; n > 1 {
		out = append(out, v.Say(lang.T("Antal patienter, åtgärder och besök under %d visas inte exakt, så att ingen enskild kan kännas igen.", "Counts of patients, procedures and visits below %d are not shown exactly, so that nobody can be recognised.", n)))
	} else {
		out = append(out, v.T("Inga antal är dolda: regionens inställningar döljer inga tal.", "No counts are masked: the region's settings mask no numbers."))
	}
	if b.Tool != "" {
		out = append(out, v.Say(lang.T("Gjord med leveransplan %s.", "Made with leveransplan %s.", b.Tool)))
	}
	return out
}

func (b *builder) shows() lang.Text {
	when := b.Committed.In(b.Zone).Format("2006-01-02 15:04")
	if b.OnMain {
		return lang.T("Sidorna visar commit %s på main, från %s, med läget den %s.", "The pages show commit %s on main, of %s, as things stood on %s.", shortCommit(b.Commit), when, b.Day.String())
	}
	return lang.T("Sidorna visar commit %s, från %s, med läget den %s. Den ligger inte på main.", "The pages show commit %s, of %s, as things stood on %s. It is not on main.", shortCommit(b.Commit), when, b.Day.String())
}
