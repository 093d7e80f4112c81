package allocate_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// over makes a model over the weeks from 2027-W10 on; 2027-W12 is the last of the first
// quarter.
func over(weeks int, lines []modelLine, sources []modelSource, plans ...modelPlan) *model {
	m := &model{lines: lines, sources: sources, plans: plans}
	for w := (calendar.Week{Year: 2027, Number: 10}); len(m.weeks) < weeks; w = w.Next() {
		m.weeks = append(m.weeks, w)
	}
	for i := range m.lines {
		if m.lines[i].to == 0 {
			m.lines[i].to = weeks
		}
	}
	for i := range m.sources {
		if m.sources[i].to == 0 {
			m.sources[i].to = weeks
		}
	}
	return m
}

func eye(sender string, open int) modelLine {
	return modelLine{sender: sender, field: "eye", unit: "patient", open: open}
}

func same(weeks, each int) []int { return slices.Repeat([]int{each}, weeks) }

var firstQuarter, secondQuarter = calendar.Quarter{Year: 2027, Number: 1}, calendar.Quarter{Year: 2027, Number: 2}

// told is a proposal in few words: plans with their figures, and rests.
func told(p *allocate.Proposal) []string {
	var out []string
	for _, pl := range p.Plans {
		source := ""
		if pl.Offer != nil {
			source = pl.Offer.ID.V
		} else {
			source = pl.Agreement.ID.V
		}
		var figures []string
		for _, s := range pl.Shares {
			figures = append(figures, fmt.Sprint(s.Volume))
		}
		out = append(out, fmt.Sprintf("%s %s %d: %s", pl.Line.Rad.ID.V, source, pl.Volume, strings.Join(figures, " ")))
	}
	for _, r := range p.Rests {
		out = append(out, fmt.Sprintf("%s rest %d: %s", r.Line.Rad.ID.V, r.Volume, r.Why.In(lang.SV)))
	}
	return out
}

func TestAllocate(t *testing.T) {
	for _, tt := range []struct {
		name   string
		m      *model
		change func(m *model, docs []plan.Any, q *allocate.Question)
		want   []string
	}{
		{name: "own hospitals first, then own agreements to the full, then others'",
			m: over(4, []modelLine{eye("a", 20)}, []modelSource{
				{step: 2, receiver: "z"}, {step: 1, receiver: "x", ceilings: []modelCeiling{{0, 4, 10}}}, {step: 0, receiver: "b", field: "eye", week: same(4, 1)}}),
			want: []string{"l-00 s-02 4: 1 1 1 1", "l-00 s-01 10: 3 3 2 2", "l-00 s-00 6: 2 1 2 1"}},
		{name: "what does not fit is a rest that names the ceiling",
			m:    over(4, []modelLine{eye("a", 20)}, []modelSource{{step: 1, receiver: "x", ceilings: []modelCeiling{{0, 4, 10}}}}),
			want: []string{"l-00 s-00 10: 3 3 2 2", "l-00 rest 10: fullt: takvolymen 10 i s-00 för 2027-03-08/2027-04-04"}},
		{name: "weeks of an agreement that are full", m: over(4, []modelLine{eye("a", 20)}, []modelSource{{step: 1, receiver: "x", week: []int{3, 0, 3, 3}}}),
			want: []string{"l-00 s-00 9: 3 0 3 3", "l-00 rest 11: fullt: veckokapaciteten i s-00 för 2027-W10–2027-W13"}},
		{name: "an offer has nothing in weeks that it does not mention", m: over(4, []modelLine{eye("a", 9)}, []modelSource{{receiver: "b", field: "eye", week: []int{3, -1, 2, -1}}}),
			want: []string{"l-00 s-00 5: 3 0 2 0", "l-00 rest 4: fullt: veckokapaciteten i s-00 för 2027-W10–2027-W12"}},
		{name: "an offer by quarter gets plans by quarter", m: over(6, []modelLine{eye("a", 9)}, []modelSource{{receiver: "b", field: "eye", quarter: map[calendar.Quarter]int{firstQuarter: 4}}}),
			want: []string{"l-00 s-00 4: 4 0", "l-00 rest 5: fullt: kapaciteten 4 i s-00 för 2027-Q1"}},
		{name: "and plans by week where that is asked for", m: over(6, []modelLine{eye("a", 9)}, []modelSource{{receiver: "b", field: "eye", quarter: map[calendar.Quarter]int{firstQuarter: 4, secondQuarter: 4}}}),
			change: func(_ *model, _ []plan.Any, q *allocate.Question) { q.Grain = calendar.GrainWeek },
			want:   []string{"l-00 s-00 8: 1 2 1 1 2 1", "l-00 rest 1: fullt: kapaciteten 4 i s-00 för 2027-Q1; kapaciteten 4 i s-00 för 2027-Q2"}},
		{name: "by week where a ceiling begins within a quarter",
			m:    over(6, []modelLine{eye("a", 9)}, []modelSource{{step: 1, receiver: "x", quarter: map[calendar.Quarter]int{firstQuarter: 4, secondQuarter: 4}, ceilings: []modelCeiling{{1, 3, 1}}}}),
			want: []string{"l-00 s-00 8: 3 1 0 1 2 1", "l-00 rest 1: fullt: kapaciteten 4 i s-00 för 2027-Q1; kapaciteten 4 i s-00 för 2027-Q2"}},
		{name: "what plans draw already is not there", m: over(4, []modelLine{eye("a", 9), eye("c", 1)}, []modelSource{{receiver: "b", field: "eye", week: same(4, 2)}}, modelPlan{line: 1, week: []int{2, 1, 0, 0}}),
			want: []string{"l-00 s-00 4: 0 1 2 1", "l-01 s-00 1: 0 0 0 1", "l-00 rest 5: fullt: veckokapaciteten i s-00 för 2027-W11–2027-W13"}},
		{name: "a plan by quarter keeps its room, wherever it turns out to be",
			m: over(4, []modelLine{eye("a", 9), eye("c", 1)}, []modelSource{{receiver: "b", field: "eye", week: same(4, 2)}}, modelPlan{line: 1, quarter: map[calendar.Quarter]int{firstQuarter: 4}}),
			want: []string{"l-00 s-00 3: 1 0 1 1", "l-01 s-00 1: 0 0 0 1",
				"l-00 rest 6: fullt: veckokapaciteten i s-00 för 2027-W13; kapaciteten i s-00 för 2027-Q1 bredvid planer per kvartal"}},
		{name: "nothing is left at all", m: over(2, []modelLine{eye("a", 9)}, []modelSource{{receiver: "b", field: "eye", week: same(2, 0)}}),
			want: []string{"l-00 rest 9: fullt: kapaciteten i s-00 de veckor som raden kan använda"}},
		{name: "no source is for the field", m: over(2, []modelLine{eye("a", 9)}, []modelSource{{receiver: "b", field: "ear", week: same(2, 5)}}),
			want: []string{"l-00 rest 9: inget erbjudande och inget avtal gäller vårdområdet eye"}},
		{name: "nobody can receive, each for its reason",
			m: over(2, []modelLine{{sender: "a", field: "eye", form: "slutenvard", unit: "patient", open: 9, from: 1}}, []modelSource{
				{receiver: "a", field: "eye", week: same(2, 5)}, {receiver: "b", field: "eye", week: same(2, 5), expired: true}, {receiver: "b", field: "eye", form: "dagkirurgi", week: same(2, 5)},
				{receiver: "b", field: "eye", unit: "atgard", week: same(2, 5)}, {step: 1, receiver: "x", to: 1}}),
			want: []string{"l-00 rest 9: ingen kan ta emot: s-01 gick ut 2026-11-22; s-02 gäller bara vardform dagkirurgi; s-03 gäller bara enhet atgard; s-04 gäller inga veckor som raden har kvar"}},
		{name: "another region's agreement wants the steps before it", m: over(2, []modelLine{eye("a", 9)}, []modelSource{{step: 2, receiver: "x"}}),
			change: func(_ *model, docs []plan.Any, _ *allocate.Question) {
				find[*plan.Missiv](docs).Kapacitetstrappa.EgnaAvtal = nil
			},
			want: []string{"l-00 rest 9: ingen kan ta emot: s-00 är en annan regions, och kapacitetstrappan i m-l-00 saknar ett steg"}},
		{name: "what is short is shared evenly", m: over(2, []modelLine{eye("a", 10), eye("c", 30)}, []modelSource{{step: 1, receiver: "x", ceilings: []modelCeiling{{0, 2, 20}}}}),
			want: []string{"l-00 s-00 5: 2 3", "l-01 s-00 15: 8 7", "l-00 rest 5: fullt: takvolymen 20 i s-00 för 2027-03-08/2027-03-21", "l-01 rest 15: fullt: takvolymen 20 i s-00 för 2027-03-08/2027-03-21"}},
		{name: "a receiver with a short wait of its own", m: over(2, []modelLine{eye("a", 6)}, []modelSource{{step: 1, receiver: "x", wait: 90}, {step: 1, receiver: "y", wait: 89}}),
			want: []string{"l-00 s-01 6: 3 3"}},
		{name: "a receiver that the line has a plan with", m: over(2, []modelLine{eye("a", 6)}, []modelSource{{step: 1, receiver: "x"}, {step: 1, receiver: "y"}}, modelPlan{source: 1, week: []int{1, 1}}),
			want: []string{"l-00 s-01 6: 3 3"}},
		{name: "one receiver each rather than two each", m: over(2, []modelLine{eye("a", 6), eye("c", 4)}, []modelSource{{step: 1, receiver: "x", ceilings: []modelCeiling{{0, 2, 4}}}, {step: 1, receiver: "y", ceilings: []modelCeiling{{0, 2, 6}}}}),
			want: []string{"l-00 s-01 6: 3 3", "l-01 s-00 4: 2 2"}},
		{name: "from a week on", m: over(4, []modelLine{eye("a", 6)}, []modelSource{{step: 1, receiver: "x"}}),
			change: func(m *model, _ []plan.Any, q *allocate.Question) { q.From = m.weeks[2] },
			want:   []string{"l-00 s-00 6: 3 3"}},
		{name: "nothing in weeks that have begun", m: over(4, []modelLine{eye("a", 6)}, []modelSource{{step: 1, receiver: "x"}}),
			change: func(m *model, _ []plan.Any, q *allocate.Question) { q.Today = m.weeks[2].Monday() },
			want:   []string{"l-00 s-00 6: 6"}},
		{name: "no weeks are left", m: over(4, []modelLine{eye("a", 6)}, []modelSource{{step: 1, receiver: "x"}}),
			change: func(m *model, _ []plan.Any, q *allocate.Question) { q.Today = m.weeks[3].Monday() },
			want:   []string{"l-00 rest 6: inga veckor återstår av perioden"}},
		{name: "closed weeks get nothing, and half a week half", m: over(4, []modelLine{eye("a", 5)}, []modelSource{{step: 1, receiver: "x"}}),
			change: func(m *model, docs []plan.Any, q *allocate.Question) {
				off := func(week int, share float64) plan.Kalenderavvikelse {
					return plan.Kalenderavvikelse{Organisation: text("x"), Fran: val(m.weeks[week].Monday()), Till: val(m.weeks[week].Sunday()), Andel: val(share)}
				}
				q.Set = plan.NewSet(append(docs, &plan.Kalender{Document: document(""), Avvikelser: []plan.Kalenderavvikelse{off(1, 0), off(2, 0), off(3, 0.5)}}), nil)
			},
			want: []string{"l-00 s-00 5: 4 0 0 1"}},
		{name: "only lines that are asked for", m: over(2, []modelLine{eye("a", 6), eye("c", 4)}, []modelSource{{step: 1, receiver: "x"}}),
			change: func(_ *model, _ []plan.Any, q *allocate.Question) {
				q.Only = func(l *plan.Line) bool { return l.Rad.Forvaltning.V == "c" }
			},
			want: []string{"l-01 s-00 4: 2 2"}},
		{name: "lines that can't use the same weeks share what there is",
			m:    over(4, []modelLine{eye("a", 4), {sender: "c", field: "eye", unit: "patient", open: 4, from: 2}}, []modelSource{{step: 1, receiver: "x", week: same(4, 2)}}),
			want: []string{"l-00 s-00 4: 2 2 0 0", "l-01 s-00 4: 2 2"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			docs := tt.m.documents()
			q := tt.m.question(plan.NewSet(docs, nil))
			if tt.change != nil {
				tt.change(tt.m, docs, &q)
			}
			p := answer(t, q)
			if diff := cmp.Diff(tt.want, told(p)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if !p.Optimal {
				t.Errorf("not proven: %v", p.Notes)
			}
		})
	}
}

// find finds the document of a kind.
func find[T plan.Any](docs []plan.Any) T {
	i := slices.IndexFunc(docs, func(d plan.Any) bool { _, is := d.(T); return is })
	return docs[i].(T)
}
