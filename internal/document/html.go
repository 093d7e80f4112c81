package document

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// Layout is the form of the page: what stands around the view. A change of the page raises it,
// so that a page of another version of the tool is told from one that was altered.
const Layout = 4

var (
	//go:embed page.html
	pageMarkup string
	//go:embed page.css
	pageStyle string
)

// Print is what a page states beside the view.
type Print struct {
	Language lang.Language
	Commit   string       // the whole hash
	Day      calendar.Day // of the commit: it stands on every page
	AsOf     calendar.Day // that the print is of, a later one; zero: none is told
	Main     string       // the whole hash of what the content was held against; empty: there was no main
	Standing Standing
}

var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("document").Parse(pageMarkup))
})

// HTML writes a view as one page for a browser and for paper. It stands for itself: it runs
// nothing and fetches nothing. Equal arguments give equal bytes.
func HTML(w io.Writer, v *View, p Print) error {
	b := bufio.NewWriterSize(w, 1<<16)
	page := &page{View: v, p: p, code: v.Code(p.Commit).String()}
	page.style = page.css()
	if err := pageTemplate().Execute(b, page); err != nil {
		return err
	}
	return b.Flush()
}

// page is what the template asks for.
type page struct {
	*View
	p     Print
	code  string
	style string

	tables int // so far
}

// T chooses between the languages of the page.
func (p *page) T(sv, en string) string { return lang.Text{SV: sv, EN: en}.In(p.p.Language) }

func (p *page) in(t lang.Text) string { return p.Say(t.In(p.p.Language)) }

// Say puts a text so that nothing of it acts and no personal identity number shows.
func (p *page) Say(s string) string { return escape.Terminal(privacy.Mask(s)) }

// Word is a word of the routine for a reader.
func (p *page) Word(code string) string { return p.in(worded(code)) }

// Unit is what a volume counts.
func (p *page) Unit(code string) string { return p.in(worded(code)) }

// N is a whole number.
func (p *page) N(n int) string {
	if n < 0 {
		return "−" + lang.Count(-n, p.p.Language)
	}
	return lang.Count(n, p.p.Language)
}

// Signed is a difference.
func (p *page) Signed(n int) string {
	if n > 0 {
		return "+" + p.N(n)
	}
	return p.N(n)
}

// Span is a period in words.
func (p *page) Span(period string) string { return p.in(span(period)) }

// Quarterly is a quarter in words.
func (p *page) Quarterly(q string) string { return p.in(quarterWords(q)) }

// WeekNumber is the number of a week.
func (p *page) WeekNumber(w string) string { return weekNumber(w) }

// Language is that of the page.
func (p *page) Language() string { return string(p.p.Language) }

// Style is the style of the page.
func (p *page) Style() template.CSS { return template.CSS(p.style) }

// Allowed is the sum of the style: the page allows its own style and nothing else.
func (p *page) Allowed() string {
	sum := sha256.Sum256([]byte(p.style))
	return base64.StdEncoding.EncodeToString(sum[:])
}

// Code is the verification code.
func (p *page) Code() string { return p.code }

// Form is the form of the view and of the page.
func (p *page) Form() string { return form() }

func form() string { return fmt.Sprintf("%d.%d", Form, Layout) }

// Commit is the whole hash.
func (p *page) Commit() string { return p.p.Commit }

// Short is the commit as it stands on paper.
func (p *page) Short() string { return p.p.Commit[:10] }

// Main is the commit that the content was held against.
func (p *page) Main() string { return p.p.Main }

// Against is that commit as it stands on paper.
func (p *page) Against() string { return p.p.Main[:min(10, len(p.p.Main))] }

// Day is the day of the commit.
func (p *page) Day() string { return p.p.Day.String() }

// AsOf is the day that the print is of; empty: none is told.
func (p *page) AsOf() string {
	if p.p.AsOf.IsZero() {
		return ""
	}
	return p.p.AsOf.String()
}

// OwnDay is the page's own day.
func (p *page) OwnDay() string {
	if asOf := p.AsOf(); asOf != "" {
		return asOf
	}
	return p.Day()
}

// Shows says which commit the page shows, and as of which day.
func (p *page) Shows() string {
	if p.p.AsOf.IsZero() {
		return p.in(lang.T("Visar commit %s av %s", "Shows commit %s of %s", p.Short(), p.Day()))
	}
	return p.in(lang.T("Visar commit %s av %s · utskriven som per %s", "Shows commit %s of %s · printed as on %s", p.Short(), p.Day(), p.AsOf()))
}

// Standing is what the print is.
func (p *page) Standing() string { return string(p.p.Standing) }

// StandingWord is the standing in a word.
func (p *page) StandingWord() string { return p.in(p.p.Standing.Word()) }

// StandingMeaning is the standing in a sentence.
func (p *page) StandingMeaning() string {
	if p.p.Main == "" {
		return p.T("Det här är inte beslutat: arkivet har ingen gren main.", "This has not been decided: the repository has no branch main.")
	}
	return p.in(p.p.Standing.meaning())
}

// Note is what stands on every page.
func (p *page) Note() string { return p.in(Note) }

// Kinds is the kind of the document in a word.
func (p *page) Kinds() string {
	if p.View.Memo != nil {
		return "Missiv"
	}
	return "Leveransplan"
}

// Title is the heading, in the page's language.
func (p *page) Title() string { return p.in(p.View.Title()) }

// Lead is the document in a sentence.
func (p *page) Lead() string { return p.in(p.View.Lead(p.p.Standing)) }

// css is the style with what stands in the margins of every printed page.
func (p *page) css() string {
	foot := p.Note() + "\n" + p.Shows() + " · " + p.T("verifieringskod ", "verification code ") + p.code
	return strings.NewReplacer(
		"HEAD-LEFT", cssText(p.Kinds()+" "+p.ID), "HEAD-RIGHT", cssText(p.StandingWord()), "FOOT-LEFT", cssText(foot), "PAGE", cssText(p.T("Sida ", "Page ")), "OF", cssText(p.T(" av ", " of ")),
	).Replace(strings.TrimSpace(pageStyle))
}

// cssText is a text as CSS has it. Whatever could end it or act in it stands by its number.
func cssText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\a `)
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune(" .,-:()·åäöÅÄÖ", r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\%x `, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
