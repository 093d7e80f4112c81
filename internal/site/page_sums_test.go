package site

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

var wholeNumber = regexp.MustCompile(`\d+`)

// numbersIn reads the whole numbers of a text, with those of more digits put together.
func numbersIn(t testing.TB, s string) []int {
	t.Helper()
	var out []int
	for _, digits := range wholeNumber.FindAllString(strings.NewReplacer("\u00a0", "", ",", "", "−", "-").Replace(s), -1) {
		n, err := strconv.Atoi(digits)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

// lead is the sentence below the heading.
func (d *document) lead() string {
	for n := range d.elements {
		if n.Data == "p" && attr(n, "class") == "lead" {
			return withoutSmall(n)
		}
	}
	return ""
}

// The sentence that counts plans by how they are doing counts each of them once, and tells of no
// way in which none is doing.
func TestFollowUpCountsEveryPlanInItsLead(t *testing.T) {
	for name, in := range regions(t) {
		t.Run(name, func(t *testing.T) {
			s, count, pages := dataPagesOf(t, in), map[string]int{}, 0
			for _, p := range in.Follow.Plans {
				count[followYearURL(p.Year)]++
				count[followSenderURL(p.Year, p.Skickande.V)]++
			}
			for _, l := range lang.Languages {
				for url, plans := range count {
					pages++
					all, ways, _ := strings.Cut(s.page(l, url).lead(), ":")
					numbers, sum := numbersIn(t, ways), 0
					for _, n := range numbers {
						sum += n
					}
					if total := numbersIn(t, all); !slices.Equal(total, []int{plans}) || sum != plans || slices.Contains(numbers, 0) {
						t.Errorf("%s %s: %d plans, %q", l, url, plans, s.page(l, url).lead())
					}
				}
			}
			if pages == 0 {
				t.Error("no page was read")
			}
		})
	}
}

// Every way of doing has words for one plan and for several.
func TestEveryStatusIsCountedInWords(t *testing.T) {
	for _, s := range statuses {
		for _, n := range []int{1, 2} {
			for _, l := range lang.Languages {
				if said := statusCount(s, n).In(l); !strings.HasPrefix(said, strconv.Itoa(n)+" ") {
					t.Errorf("%s %d %s: %q", s, n, l, said)
				}
			}
		}
	}
}

// The missiv of a plan year add up: now is what stands in plans, unplaced rests and what is open,
// unit by unit, and with the plans that no missiv holds they make the plans of the year. They
// stand in the alphabet of the reader.
func TestTheMissivOfAYearAddUp(t *testing.T) {
	for name, in := range regions(t) {
		t.Run(name, func(t *testing.T) {
			s, outside, sums := dataPagesOf(t, in), 0, 0
			x := newIndex(newBuilder(in))
			for _, l := range lang.Languages {
				for _, year := range x.years {
					where := string(l) + " " + strconv.Itoa(year)
					rows, _ := s.page(l, yearURL(year)).table("missiv-namn")
					planned := map[string]int{}
					var names []string
					for _, row := range rows {
						names = append(names, row[0])
						if row[3] == nothing {
							continue
						}
						now, in, rest, open := figure(t, row[3]).Low, figure(t, row[4]).Low, figure(t, row[5]).Low, figure(t, row[6]).Low
						if now != in+rest+open {
							t.Errorf("%s: %q does not add up", where, row)
						}
						planned[row[1]] += in
						sums++
					}
					if letters := alphabet(l); !slices.IsSortedFunc(names, letters.CompareString) {
						t.Errorf("%s: %q are not in order", where, names)
					}
					text := s.page(l, yearURL(year)).section("missiv")
					for _, g := range x.groups[party{asRegion, year, ""}] {
						o := outsideLines(x.plans[party{asRegion, year, ""}], g.Unit)
						outside += o.count
						if said := counted(o.volume, g.Unit).In(l); o.count > 0 && len(rows) > 0 && !strings.Contains(text, said) {
							t.Errorf("%s: the plans without a line, %s, are not told of", where, said)
						}
						if unit := plan.UnitName(g.Unit).In(l); planned[unit]+o.volume != g.Volume && reckonable(x, year) {
							t.Errorf("%s %s: %d in missiv and %d outside are not %d", where, unit, planned[unit], o.volume, g.Volume)
						}
					}
				}
			}
			if sums == 0 {
				t.Error("no missiv has sums")
			}
			if outside == 0 && name == "the worked region" {
				t.Error("no plan is without a line of a missiv")
			}
		})
	}
}

// reckonable tells that every line of a year can be reckoned, of plans of that year.
func reckonable(x *index, year int) bool {
	at := party{asRegion, year, ""}
	for _, l := range x.lines[at] {
		if !sure(l) {
			return false
		}
	}
	return len(x.unfollowed[at]) == 0 && !slices.ContainsFunc(x.plans[at], func(p *followup.Plan) bool { return p.Line != nil && memoYear(p.Line.Missiv) != year })
}

// section is all text of a section.
func (d *document) section(id string) string {
	for n := range d.elements {
		if n.Data == "section" && attr(n, "id") == id {
			return withoutSmall(n)
		}
	}
	return ""
}
