package render

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Summary writes what a check covered and how it went, after its findings: the volumes of
// each plan year, then one line with the verdict.
func Summary(w io.Writer, r *check.Result, shown diag.List, style Style) error {
	b := bufio.NewWriter(w)
	l := style.Language
	if shortEnd(shown) {
		b.WriteByte('\n')
	}
	if shown.Count(diag.Error) == 0 {
		volumes(b, r.Set, l)
	}
	if text := waiting(r); !text.IsZero() {
		fmt.Fprintln(b, text.In(l))
	}
	fmt.Fprintln(b, verdict(r, shown, style))
	if text := elsewhere(r, shown); !text.IsZero() {
		fmt.Fprintln(b, text.In(l))
	}
	if shown.Count(diag.Error) > 0 {
		fmt.Fprintln(b, lang.T("leveransplan explain REGEL förklarar en regel, med exempel.",
			"leveransplan explain RULE explains a rule, with examples.").In(l))
	}
	return b.Flush()
}

// shortEnd tells that the last finding shown takes no empty line after it.
func shortEnd(shown diag.List) bool {
	for i := len(shown) - 1; i >= 0; i-- {
		if d := &shown[i]; !d.Inherited || d.Severity != diag.Info {
			return d.Severity == diag.Info || !d.Counts()
		}
	}
	return false
}

// waiting tells which rules have been held back; nothing where none was.
func waiting(r *check.Result) lang.Text {
	if len(r.Waiting) == 0 {
		return lang.Text{}
	}
	var kinds lang.List
	for _, k := range r.Waiting {
		kinds = append(kinds, string(k))
	}
	return lang.T(
		"Minst en fil gick inte att läsa. Regler som behöver alla dokument av slaget %s väntar tills den är rättad.",
		"At least one file could not be read. Rules that need every document of kind %s wait until it is mended.", kinds)
}

// elsewhere tells how many findings lie outside the paths that were asked for; nothing
// where none does.
func elsewhere(r *check.Result, shown diag.List) lang.Text {
	n := len(r.Findings) - len(shown)
	if n <= 0 {
		return lang.Text{}
	}
	of := lang.Text{}
	if errors := r.Findings.Count(diag.Error) - shown.Count(diag.Error); errors > 0 {
		of = lang.T(", varav %s", ", of which %s", counted(errors, "fel", "fel", "error", "errors"))
	}
	return lang.T("%s finns i andra filer%s; kör check utan sökväg för att se dem.",
		"%s in other files%s; run check without a path to see them.",
		counted(n, "anmärkning", "anmärkningar", "finding", "findings"), of)
}

func verdict(r *check.Result, shown diag.List, style Style) string {
	errors, warnings, infos := shown.Count(diag.Error), shown.Count(diag.Warning), shown.Count(diag.Info)
	mark := style.paint("1;32", "✓")
	switch {
	case errors > 0:
		mark = style.paint(red, "✗")
	case r.Findings.Count(diag.Error) > 0:
		mark = style.paint(yellow, "–") // nothing here, but not all is well
	}
	day := lang.Plain(r.AsOf.String())
	if r.Set.Installningar.Granskningsdag.Set && r.AsOf == r.Set.Installningar.Granskningsdag.V {
		day = lang.T("%s (arkivets granskningsdag)", "%s (the repository's granskningsdag)", r.AsOf.String())
	}
	_, waived, inherited := shown.Divide()
	others := lang.Text{}
	if len(waived) > 0 {
		others = lang.T(", %s", ", %s", counted(len(waived), "med undantag", "med undantag", "waived", "waived"))
	}
	if len(inherited) > 0 {
		others = lang.T("%s, %s", "%s, %s", others, counted(len(inherited), "sedan tidigare", "sedan tidigare", "inherited", "inherited"))
	}
	text := lang.T("%s granskade per %s: %s, %s, %s%s.", "%s checked as of %s: %s, %s, %s%s.",
		counted(r.Files, "fil", "filer", "file", "files"), day,
		counted(errors, "fel", "fel", "error", "errors"),
		counted(warnings, "varning", "varningar", "warning", "warnings"),
		counted(infos, "upplysning", "upplysningar", "info", "infos"), others)
	return mark + " " + text.In(style.Language)
}

func counted(n int, oneSV, otherSV, oneEN, otherEN string) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s "+oneSV, "%s "+oneEN), Other: lang.T("%s "+otherSV, "%s "+otherEN)}
}

// yearUnit is a plan year and what is counted in it; figures of different units are never
// added to each other.
type yearUnit struct{ year, unit string }

type figures struct{ lines, plans, decided, planned, unplaced, open int }

// volumes writes the table of volumes by plan year and unit.
func volumes(b *bufio.Writer, set *plan.Set, l lang.Language) {
	sums := map[yearUnit]*figures{}
	of := func(year, unit string) *figures {
		key := yearUnit{year, unit}
		if sums[key] == nil {
			sums[key] = &figures{}
		}
		return sums[key]
	}
	for _, line := range set.Lines {
		f := of(planYear(line.Missiv.Period), line.Rad.Unit())
		f.lines++
		f.plans += len(line.Plans)
		f.decided += line.Aktuell()
		f.planned += line.Planned()
		f.unplaced += line.Unplaced()
		f.open += line.Oppet()
	}
	if len(sums) == 0 {
		return
	}
	keys := make([]yearUnit, 0, len(sums))
	for k := range sums {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b yearUnit) int {
		return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(a.unit, b.unit))
	})
	t := tabwriter.NewWriter(b, 0, 0, 3, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, strings.Join(headings(l), "\t")+"\t")
	for _, k := range keys {
		f := sums[k]
		fmt.Fprintf(t, "%s\t%s\t", k.year, plan.UnitName(k.unit).In(l))
		for _, n := range []int{f.lines, f.plans, f.decided, f.planned, f.unplaced, f.open} {
			fmt.Fprintf(t, "%s\t", lang.Count(n, l))
		}
		fmt.Fprintln(t)
	}
	t.Flush()
	if text := outsideLines(set); !text.IsZero() {
		fmt.Fprintln(b, text.In(l))
	}
	b.WriteByte('\n')
}

// outsideLines tells of plans that draw on no line of a missiv and so are not in the table;
// nothing where none does.
func outsideLines(set *plan.Set) lang.Text {
	volumes, plans := map[string]int{}, 0
	for _, p := range set.Leveransplaner {
		if !p.Broken && set.LineOf(p) == nil {
			volumes[p.Unit()] += p.Volym.V
			plans++
		}
	}
	if plans == 0 {
		return lang.Text{}
	}
	var of lang.Text
	for _, unit := range slices.Sorted(maps.Keys(volumes)) {
		if volume := lang.T("%d %s", "%d %s", volumes[unit], plan.UnitName(unit)); of.IsZero() {
			of = volume
		} else {
			of = lang.T("%s, %s", "%s, %s", of, volume)
		}
	}
	return lang.T("   Därtill %s utan rad i missiv: %s.", "   Besides %s without a line of a missiv: %s.", counted(plans, "plan", "planer", "plan", "plans"), of)
}

func headings(l lang.Language) []string {
	if l == lang.EN {
		return []string{"Plan year", "Unit", "Lines", "Plans", "Decided", "Planned", "Rests", "Open"}
	}
	return []string{"Planår", "Enhet", "Rader", "Planer", "Beslutat", "Planerat", "Rester", "Öppet"}
}

// planYear names a period: "2027" for a calendar year, else its first and last month.
func planYear(p plan.Interval) string {
	from, to := p.V.From.String(), p.V.To.String()
	if from[:4] == to[:4] && from[5:] == "01-01" && to[5:] == "12-31" {
		return from[:4]
	}
	return from[:7] + "–" + to[:7]
}
