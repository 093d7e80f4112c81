package site

import (
	"fmt"
	"html/template"
	"iter"
	"slices"

	"github.com/leveransplan/leveransplan/internal/chart"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/lang"
)

const (
	mostOnPage  = 100 // decisions
	mostItems   = 60  // changes of a decision that are told one by one
	mostRecent  = 10  // decisions on the first page
	leastFolded = 3   // decisions in a row that are not about plans
	monthLength = len("2027-03")
)

// sheet is a page of the register: a month, or a part of one that has very many decisions.
type sheet struct {
	key     string // 2027-03 or 2027-03-2
	entries []*history.Entry
}

func (s sheet) month() string { return s.key[:monthLength] }

// sheets parts the register, the oldest first. Within a month the order is that of main.
func sheets(entries []history.Entry, day func(*history.Entry) string) []sheet {
	var out []sheet
	for i := range entries {
		e := &entries[i]
		month, n := day(e)[:monthLength], len(out)
		switch {
		case n == 0 || out[n-1].month() != month:
			out = append(out, sheet{key: month})
		case len(out[n-1].entries) == mostOnPage:
			part := 2
			for j := n - 2; j >= 0 && out[j].month() == month; j-- {
				part++
			}
			out = append(out, sheet{key: fmt.Sprintf("%s-%d", month, part)})
		}
		last := &out[len(out)-1]
		last.entries = append(last.entries, e)
	}
	return out
}

// monthNames in the languages of the site.
var monthNames = map[lang.Language][]string{
	lang.SV: {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"},
	lang.EN: {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// name is what a sheet is called: mars 2027, or mars 2027, del 2.
func (s sheet) name() lang.Text {
	var year, month, part int
	fmt.Sscanf(s.key+"-0", "%d-%d-%d", &year, &month, &part)
	at := func(l lang.Language) string {
		return fmt.Sprintf("%s %d", monthNames[l][(max(month, 1)-1)%12], year)
	}
	if part > 0 {
		return lang.T("%[1]s, del %[3]d", "%[2]s, part %[3]d", at(lang.SV), at(lang.EN), part)
	}
	return lang.T("%[1]s", "%[2]s", at(lang.SV), at(lang.EN))
}

var registerName = lang.T("Beslut", "Decisions")

func (b *builder) decisionPages() iter.Seq[page] {
	return func(yield func(page) bool) {
		if !yield(page{
			path: decisionsURL(), section: decisions, template: "shell_decisions", kicker: lang.T("Register", "Register"), title: registerName,
			lead: lang.T("Allt som har kommit till main, i den ordning det kom: det är besluten. Dagen är den då det kom dit.", "Everything that has come to main, in the order it came: those are the decisions. The day is the one on which it came there."),
			data: func(v *view) any { return v.register() },
		}) {
			return
		}
		for i, s := range b.sheets {
			if !yield(page{
				path: monthURL(s.key), section: decisions, template: "shell_month", kicker: lang.T("Beslut", "Decisions"), title: capital(s.name()),
				crumbs: []crumb{{registerName, decisionsURL()}},
				data:   func(v *view) any { return v.month(i) },
			}) {
				return
			}
		}
	}
}

// registerData is the first page of the register.
type registerData struct {
	Tiles  []shellTile
	Chart  template.HTML
	Years  []registerYear
	Recent []entryData
}

type registerYear struct {
	Year   string
	Months []link
}

func (v *view) register() registerData {
	b := v.b
	d := registerData{Tiles: v.registerTiles()}
	for _, e := range b.latest(mostRecent) {
		d.Recent = append(d.Recent, v.entry(e))
	}
	if n := len(b.Entries); n > 0 {
		d.Tiles = append(d.Tiles, shellTile{Name: v.T("första beslutet", "the first decision"), Figure: b.dayOf(&b.Entries[0]).String()},
			shellTile{Name: v.T("senaste beslutet", "the latest decision"), Figure: b.dayOf(&b.Entries[n-1]).String()})
		if aboutPlans(b.latest(1)[0]) {
			d.Chart = v.perMonth()
		}
	}
	for i := len(b.sheets) - 1; i >= 0; i-- {
		s := b.sheets[i]
		year := s.key[:len("2027")]
		if n := len(d.Years); n == 0 || d.Years[n-1].Year != year {
			d.Years = append(d.Years, registerYear{Year: year})
		}
		y := &d.Years[len(d.Years)-1]
		y.Months = append(y.Months, link{Name: v.Say(s.name()), Href: v.To(monthURL(s.key)), Current: v.counted(len(s.entries), "beslut", "beslut", "decision", "decisions")})
	}
	return d
}

// registerTiles count the decisions: those about plans and what belongs to them, those about the
// tool alone, and those that change nothing of substance.
func (v *view) registerTiles() []shellTile {
	plans, tool := 0, 0
	for i := range v.b.Entries {
		switch e := &v.b.Entries[i]; {
		case aboutPlans(e):
			plans++
		case len(e.Items) > 0:
			tool++
		}
	}
	out := []shellTile{{Name: v.T("beslut om planer", "decisions about plans"), Figure: v.Count(plans), Note: v.T("och om missiv, avtal, utfall och register", "and about missiv, agreements, outcome and registers")}}
	if tool > 0 {
		out = append(out, shellTile{Name: v.T("beslut som bara ändrar verktyget", "decisions about the tool alone"), Figure: v.Count(tool)})
	}
	if rest := len(v.b.Entries) - plans - tool; rest > 0 {
		out = append(out, shellTile{Name: v.T("beslut utan ändring i sak", "decisions without a change of substance"), Figure: v.Count(rest)})
	}
	return out
}

// mostMonths is how many months the drawing shows: the last ones.
const mostMonths = 48

// perMonth draws how many decisions about plans each month has.
func (v *view) perMonth() template.HTML {
	var cols []chart.Column
	for _, s := range v.b.sheets {
		about := 0
		for _, e := range s.entries {
			if aboutPlans(e) {
				about++
			}
		}
		if n := len(cols); n > 0 && cols[n-1].Label == s.month() {
			cols[n-1].Value += about
			continue
		}
		// A month without a decision has none, and its place.
		for n := len(cols); n > 0 && nextMonth(cols[n-1].Label) != s.month(); n = len(cols) {
			cols = append(cols, monthColumn(nextMonth(cols[n-1].Label), 0))
		}
		cols = append(cols, monthColumn(s.month(), about))
	}
	cols = cols[max(0, len(cols)-mostMonths):]
	most := slices.MaxFunc(cols, func(a, b chart.Column) int { return a.Value - b.Value })
	return chart.Columns{
		Frame: chart.Frame{ID: "manader", Title: v.T("Beslut om planer per månad", "Decisions about plans by month"), Language: v.L,
			Desc: v.Say(lang.T("Flest i %s: %d.", "Most in %s: %d.", most.Label, most.Value))},
		Value: v.T("Beslut", "Decisions"), Period: v.T("Månad", "Month"), Columns: cols,
	}.Figure()
}

func monthColumn(month string, n int) chart.Column {
	return chart.Column{Label: month, Short: month[2:], Value: n, Known: true}
}

// nextMonth is the month after a month.
func nextMonth(month string) string {
	var y, m int
	fmt.Sscanf(month, "%d-%d", &y, &m)
	if m == 12 {
		y, m = y+1, 0
	}
	return fmt.Sprintf("%04d-%02d", y, m+1)
}

// monthData is a page of the register.
type monthData struct {
	Count          string
	Runs           []entryRun
	Earlier, Later *link
}

// entryRun is decisions that follow on each other. Folded says what they are, where they are
// folded away: a repository that holds the tool too has many that are not about plans.
type entryRun struct {
	Folded  string
	Entries []entryData
}

// runs parts decisions into those about plans and others, without changing their order.
func (v *view) runs(entries []*history.Entry) []entryRun {
	var out []entryRun
	for len(entries) > 0 {
		about := aboutPlans(entries[0])
		n := slices.IndexFunc(entries, func(e *history.Entry) bool { return aboutPlans(e) != about })
		if n < 0 {
			n = len(entries)
		}
		var run entryRun
		if !about && n >= leastFolded {
			run.Folded = v.counted(n, "beslut", "beslut som inte rör planer", "decision", "decisions that are not about plans")
		}
		for _, e := range entries[:n] {
			run.Entries = append(run.Entries, v.entry(e))
		}
		out, entries = append(out, run), entries[n:]
	}
	return out
}

func (v *view) month(i int) monthData {
	s := v.b.sheets[i]
	d := monthData{Count: v.counted(len(s.entries), "beslut, det äldsta först", "beslut, det äldsta först", "decision", "decisions, the oldest first")}
	d.Runs = v.runs(s.entries)
	to := func(i int) *link {
		if i < 0 || i >= len(v.b.sheets) {
			return nil
		}
		return &link{Name: v.Say(v.b.sheets[i].name()), Href: v.To(monthURL(v.b.sheets[i].key))}
	}
	d.Earlier, d.Later = to(i-1), to(i+1)
	return d
}
