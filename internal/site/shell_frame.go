package site

import (
	"bytes"
	"fmt"
	"html/template"
	"slices"
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

// link is a link as the layout shows it.
type link struct {
	Name, Href, Current, Lang string
}

// Menu is the navigation with the page's own place in it.
func (v *view) Menu() []link {
	var out []link
	for _, m := range menu {
		l := link{Name: v.Say(m.name), Href: v.To(m.url)}
		switch {
		case v.page.path == m.url:
			l.Current = "page"
		case v.page.section == m.section:
			l.Current = "true"
		}
		out = append(out, l)
	}
	return out
}

// common gives a template that pages share which are equal in what is said of them: it is
// written once.
func (v *view) common(name string, equal ...any) (template.HTML, error) {
	key := name + fmt.Sprint(v.L, " ", v.up(), equal)
	if made, there := v.b.frame.Load(key); there {
		return made.(template.HTML), nil
	}
	var text bytes.Buffer
	err := v.put(&text, name)
	made := template.HTML(text.String())
	v.b.frame.Store(key, made)
	return made, err
}

// Sections is the navigation, the same for all pages of a section but its first one.
func (v *view) Sections() (template.HTML, error) {
	if slices.ContainsFunc(menu, func(m sectionEntry) bool { return v.page.path == m.url }) {
		return v.common("sections", v.page.section, v.page.path)
	}
	return v.common("sections", v.page.section)
}

// Below is the foot, which is the same on all pages.
func (v *view) Below() (template.HTML, error) { return v.common("foot") }

// Crumbs are the pages above this one and itself; none on the start page.
func (v *view) Crumbs() []link {
	if v.page.path == overviewURL() {
		return nil
	}
	out := []link{{Name: v.T("Översikt", "Overview"), Href: v.To(overviewURL())}}
	for _, c := range v.page.crumbs {
		out = append(out, link{Name: v.Say(c.name), Href: v.To(c.url)})
	}
	return append(out, link{Name: v.Heading()})
}

// Kicker is what kind of page it is.
func (v *view) Kicker() string { return v.Say(v.page.kicker) }

// Heading is what the page is about.
func (v *view) Heading() string { return v.Say(v.page.title) }

// Lead is the most important in a sentence.
func (v *view) Lead() string { return v.Say(v.page.lead) }

// Description is what search engines show.
func (v *view) Description() string { return strings.TrimSpace(v.Lead()) }

// WholeTitle tells the page apart from all others of the site.
func (v *view) WholeTitle() string {
	site := v.T("Leveransplaner, %s", "Leveransplaner, %s")
	site = strings.Replace(site, "%s", v.Region(), 1)
	switch v.page.path {
	case overviewURL():
		return site
	}
	if kicker := v.Kicker(); kicker != "" {
		return v.Heading() + " – " + kicker + " – " + site
	}
	return v.Heading() + " – " + site
}

// Region is whose plans they are.
func (v *view) Region() string { return v.b.regionName() }

// regionName is the region's name as its register of organisations has it.
func (b *builder) regionName() string {
	id := b.Set.Installningar.Region.V
	if o := b.Set.Organisation(id); o != nil && o.Namn.Set {
		return legible(o.Namn.V)
	}
	return legible(strings.ToUpper(id))
}

// Root leads from the page to the folder of the whole site.
func (v *view) Root() string { return "../" + v.up() }

// languageNames are the languages in their own words.
var languageNames = map[lang.Language]string{lang.SV: "Svenska", lang.EN: "English"}

// Other is the same page in the other language.
func (v *view) Other() link {
	other := lang.EN
	if v.L == lang.EN {
		other = lang.SV
	}
	return link{Name: languageNames[other], Href: v.Root() + v.page.file(other), Lang: string(other)}
}

// Alternates are the page in every language; with the address of the site whole, as search
// engines want them.
func (v *view) Alternates() []link {
	root := v.b.Base
	if root == "" {
		root = v.Root()
	}
	var out []link
	for _, l := range lang.Languages {
		out = append(out, link{Href: root + v.page.file(l), Lang: string(l)})
	}
	return out
}

// Strips are what a reader has to know before anything else.
func (v *view) Strips() []string {
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

// Foot says which commit is shown, as of which day, and what is masked.
func (v *view) Foot() []string {
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
		return lang.T("Sidorna visar commit %s på main, från %s, sedda den %s.", "The pages show commit %s on main, of %s, as seen on %s.", shortCommit(b.Commit), when, b.Day.String())
	}
	return lang.T("Sidorna visar commit %s, från %s, sedda den %s. Den ligger inte på main.", "The pages show commit %s, of %s, as seen on %s. It is not on main.", shortCommit(b.Commit), when, b.Day.String())
}

// FootLinks are the pages about the site itself.
func (v *view) FootLinks() []link {
	return []link{
		{Name: v.T("Så läser du sidorna", "How to read these pages"), Href: v.To(aboutURL())},
		{Name: v.T("Tillgänglighetsredogörelse", "Accessibility statement"), Href: v.To(accessibilityURL())},
		{Name: v.T("Granskning", "Audit"), Href: v.To(auditURL())},
	}
}
