package site

import (
	"maps"
	"path"
	"slices"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
)

// leads tells that a page has a link to another, by their paths below the folder of a language.
func (s *dataSite) leads(l lang.Language, from, to string) bool {
	s.Helper()
	for n := range s.page(l, from).elements {
		if n.Data == "a" && path.Join(path.Dir(from), attr(n, "href")) == to {
			return true
		}
	}
	return false
}

// Every plan, missiv, line and organisation has its page in both languages, and stands where a
// reader would look for it.
func TestEverythingHasItsPageWhereOneWouldLook(t *testing.T) {
	for name, in := range regions(t) {
		t.Run(name, func(t *testing.T) {
			s, x := dataPagesOf(t, in), newIndex(newBuilder(in))
			for _, l := range lang.Languages {
				want := func(from, to string) {
					if !s.leads(l, from, to) {
						t.Errorf("%s: %s does not lead to %s", l, from, to)
					}
				}
				for _, p := range in.Set.Leveransplaner {
					url, year := planURL(p.ID.V), in.Set.PlanYear(p)
					want(followSenderURL(year, p.Skickande.V), url)
					if line := in.Set.LineOf(p); line != nil {
						want(missivURL(line.Missiv.ID.V), url)
						want(url, missivURL(line.Missiv.ID.V)+"#"+lineAnchor(line))
					}
					if slices.Contains(append(x.coming(), x.now...), year) {
						want(senderURL(p.Skickande.V), url)
						want(receiverURL(p.Mottagare.V), url)
						want(fieldURL(p.Vardomrade.V), url)
					}
					for _, up := range []string{senderURL(p.Skickande.V), receiverURL(p.Mottagare.V), fieldURL(p.Vardomrade.V)} {
						want(url, up)
					}
				}
				for _, m := range in.Set.Missiv {
					want(yearURL(memoYear(m)), missivURL(m.ID.V))
				}
				for _, line := range in.Set.Lines {
					at := missivURL(line.Missiv.ID.V) + "#" + lineAnchor(line)
					want(yearURL(memoYear(line.Missiv)), at)
					want(senderURL(line.Rad.Forvaltning.V), at)
					want(fieldURL(line.Rad.Vardomrade.V), at)
				}
				for _, o := range in.Set.Organisationer {
					if o.Typ.V == "forvaltning" {
						want(sendersURL(), senderURL(o.ID.V))
					}
					if o.Receives() {
						want(receiversURL(), receiverURL(o.ID.V))
					}
				}
				for _, v := range in.Set.Vardomraden {
					want(fieldsURL(), fieldURL(v.ID.V))
				}
				for _, year := range x.years {
					want(overviewURL(), yearURL(year))
					want(followURL(), followYearURL(year))
				}
			}
		})
	}
}

// Lists follow the alphabet of their reader: å, ä and ö come last in Swedish, and stand by a
// and o in English.
func TestNamesStandInTheAlphabetOfTheReader(t *testing.T) {
	files := corpus.New(10, 1)
	in := checked(t, files)
	names := []string{"Östra sjukhuset", "Alingsås", "Ängelholm", "Zinkgruvan", "Ålesund", "Oskarshamn", "årsta"}
	at := 0
	for _, o := range in.Set.Organisationer {
		if o.Typ.V == "vardgivare" && at < len(names) {
			o.Namn.V, o.Kortnamn.V, o.Kortnamn.Set = names[at], "", false
			at++
		}
	}
	if at < len(names) {
		t.Fatalf("only %d providers", at)
	}
	s := dataPagesOf(t, in)
	for l, want := range map[lang.Language][]string{
		lang.SV: {"Alingsås", "Oskarshamn", "Zinkgruvan", "Ålesund", "årsta", "Ängelholm", "Östra sjukhuset"},
		lang.EN: {"Ålesund", "Alingsås", "Ängelholm", "årsta", "Oskarshamn", "Östra sjukhuset", "Zinkgruvan"},
	} {
		var got []string
		for n := range s.page(l, receiversURL()).elements {
			if n.Data == "a" && n.Parent.Data == "li" && slices.Contains(names, text(n)) {
				got = append(got, text(n))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
}

// No page grows without end: of many plans each sender has its own page, and what is made
// grows with the plans, not with their square.
func TestPagesStaySmallAsPlansGrow(t *testing.T) {
	measure := func(n int) (whole, largest int, allocs float64) {
		in := checked(t, corpus.New(n, 1))
		allocs = testing.AllocsPerRun(1, func() {
			whole, largest = 0, 0
			b, d := newBuilder(in), &desk{}
			for p := range b.dataPages() {
				if err := b.made(&p, d, lang.SV); err != nil {
					t.Fatal(err)
				}
				whole, largest = whole+len(d.text.all), max(largest, len(d.text.all))
			}
		})
		return whole, largest, allocs
	}
	few, _, fewAllocs := measure(200)
	many, largest, manyAllocs := measure(1600)
	t.Logf("200 plans: %d KiB, %.0f allocations; 1,600: %d KiB, %.0f; the largest page %d KiB", few>>10, fewAllocs, many>>10, manyAllocs, largest>>10)
	if float64(many) > 10*float64(few) || manyAllocs > 10*fewAllocs {
		t.Errorf("8 times the plans make %.1f times the text and %.1f times the work", float64(many)/float64(few), manyAllocs/fewAllocs)
	}
	if largest > 1<<20 {
		t.Errorf("a page of %d KiB", largest>>10)
	}
}

// BenchmarkDataPages makes the data pages of a nation's worth of plans.
func BenchmarkDataPages(b *testing.B) {
	in := checked(b, corpus.New(5000, 1))
	b.ReportAllocs()
	for b.Loop() {
		made, d := newBuilder(in), &desk{}
		for p := range made.dataPages() {
			for _, l := range lang.Languages {
				if err := made.made(&p, d, l); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

// Nothing is left of an index from one year to the next: every plan stands under one year.
func TestEveryPlanBelongsToOneYear(t *testing.T) {
	in := sample(t)
	x := newIndex(newBuilder(in))
	count := map[string]int{}
	for _, year := range x.years {
		for _, p := range x.plans[party{asRegion, year, ""}] {
			count[p.ID.V]++
		}
	}
	if len(count) != len(in.Set.Leveransplaner) || slices.Max(slices.Collect(maps.Values(count))) != 1 {
		t.Errorf("%d plans of %d stand under a year", len(count), len(in.Set.Leveransplaner))
	}
}

// A plan year that reaches into the next year says its months; one that is a calendar year, or
// of which nothing is decided, is told by its number.
func TestPlanYearsSayTheirMonths(t *testing.T) {
	period := func(from, to string) *plan.Missiv {
		m := &plan.Missiv{}
		if from != "" {
			first, _ := calendar.ParseDay(from)
			last, _ := calendar.ParseDay(to)
			m.Period.V, m.Period.Set = calendar.Interval{From: first, To: last}, true
		}
		return m
	}
	for name, c := range map[string]struct {
		memos []*plan.Missiv
		want  string
	}{
		"a calendar year":     {[]*plan.Missiv{period("2024-01-01", "2024-12-31"), period("2024-04-01", "2024-12-31")}, "2024"},
		"from April":          {[]*plan.Missiv{period("2024-07-01", "2025-03-31"), period("", ""), period("2024-04-01", "2025-03-31")}, "2024 (2024-04–2025-03)"},
		"a part of two years": {[]*plan.Missiv{period("2024-10-01", "2025-01-31")}, "2024 (2024-10–2025-01)"},
		"nothing decided":     {nil, "2024"},
		"a slip in a year":    {[]*plan.Missiv{period("2024-04-01", "2205-03-31")}, "2024"},
		"more than a year":    {[]*plan.Missiv{period("2024-01-01", "2025-03-31")}, "2024"},
	} {
		x := &index{memos: map[int][]*plan.Missiv{2024: c.memos}}
		if got := x.yearName(2024); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
