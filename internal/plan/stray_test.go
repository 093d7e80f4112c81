package plan_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// A plan that names a line which can't be its own leaves the sums of that line, and of
// those that it may belong to, open.
func TestStraysKeepSumsWaiting(t *testing.T) {
	period := func(year int) plan.Interval {
		return val(calendar.Interval{From: calendar.Date(year, 1, 1), To: calendar.Date(year, 12, 31)})
	}
	row := func(id, sender, field string) plan.Missivrad {
		return plan.Missivrad{ID: val(id), Forvaltning: val(sender), Vardomrade: val(field), Enhet: val("atgard"), Volym: val(10)}
	}
	build := func(change func(*plan.Leveransplan)) *plan.Set {
		organisations := &plan.Organisationer{Document: document()}
		for _, id := range []string{"skas", "su", "siv"} {
			organisations.Organisationer = append(organisations.Organisationer, plan.Organisation{ID: val(id), Typ: val(plan.TypForvaltning)})
		}
		fields := &plan.Vardomraden{Document: document()}
		fields.Vardomraden = []plan.Vardomrade{{ID: val("ortopedi")}, {ID: val("ogon")}}
		docs := []plan.Any{organisations, fields}
		for _, year := range []int{2026, 2027} {
			m := &plan.Missiv{Document: document(), Period: period(year)}
			m.ID = val(fmt.Sprintf("m-%d", year))
			m.Rader = []plan.Missivrad{row("skas-knan", "skas", "ortopedi"), row("su-knan", "su", "ortopedi"), row("skas-ogon", "skas", "ogon")}
			docs = append(docs, m)
		}
		p := &plan.Leveransplan{Document: document(), Period: period(2027), Skickande: val("skas"), Mottagare: val("siv"),
			Vardomrade: val("ortopedi"), Enhet: val("atgard"), Ursprung: plan.Ursprung{Missiv: val("m-2027"), Rad: val("skas-knan")}}
		p.ID = val("lp")
		change(p)
		return plan.NewSet(append(docs, p), nil)
	}
	for name, c := range map[string]struct {
		change             func(*plan.Leveransplan)
		contested, wanting []string
	}{
		"as it should be":     {func(*plan.Leveransplan) {}, nil, nil},
		"from an offer alone": {func(p *plan.Leveransplan) { p.Ursprung = plan.Ursprung{Erbjudande: val("erb")} }, nil, nil},
		"another's line": {func(p *plan.Leveransplan) { p.Ursprung.Rad = val("su-knan") },
			[]string{"m-2027/su-knan"}, []string{"m-2027/skas-knan"}},
		"another field's line": {func(p *plan.Leveransplan) { p.Ursprung.Rad = val("skas-ogon") },
			[]string{"m-2027/skas-ogon"}, []string{"m-2027/skas-knan"}},
		"no such line":   {func(p *plan.Leveransplan) { p.Ursprung.Rad = val("knan") }, nil, []string{"m-2027/skas-knan"}},
		"no such missiv": {func(p *plan.Leveransplan) { p.Ursprung.Missiv = val("m-2028") }, nil, []string{"m-2027/skas-knan"}},
		"the missiv of the year before": {func(p *plan.Leveransplan) { p.Ursprung.Missiv = val("m-2026") },
			[]string{"m-2026/skas-knan"}, []string{"m-2027/skas-knan"}},
		"the period of another year": {func(p *plan.Leveransplan) { p.Period = period(2028) }, []string{"m-2027/skas-knan"}, nil},
		"another unit": {func(p *plan.Leveransplan) { p.Enhet = val("patient") },
			[]string{"m-2027/skas-knan"}, []string{"m-2027/skas-knan"}},
		"figures that do not add up":  {func(p *plan.Leveransplan) { p.Volym = val(3) }, []string{"m-2027/skas-knan"}, nil},
		"a field that does not exist": {func(p *plan.Leveransplan) { p.Vardomrade = val("knan") }, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			var contested, wanting []string
			for _, l := range build(c.change).Lines {
				id := l.Missiv.ID.V + "/" + l.Rad.ID.V
				if l.Contested {
					contested = append(contested, id)
				}
				if l.Wanting {
					wanting = append(wanting, id)
				}
			}
			if !slices.Equal(contested, c.contested) || !slices.Equal(wanting, c.wanting) {
				t.Errorf("contested %v, wanting %v", contested, wanting)
			}
		})
	}
}

// What a broken document may hide is not said to be missing.
func TestResolveWaitsForBrokenDocuments(t *testing.T) {
	register := &plan.Avtalsregister{Document: document()}
	register.Kind = plan.KindAvtal
	memo := &plan.Missiv{Document: document()}
	memo.Kind, memo.ID = plan.KindMissiv, val("missiv-2027")
	agreement := plan.Reference{ID: val("avt-1"), Target: plan.ToAgreement}
	other := plan.Reference{ID: val("missiv-2028"), Target: plan.ToMemo}
	for name, c := range map[string]struct {
		spoil                func()
		ofRegister, ofMissiv bool
	}{
		"whole documents":           {func() {}, true, true},
		"a broken register":         {func() { register.Broken = true }, false, true},
		"a broken missiv":           {func() { memo.Broken = true }, true, true},
		"a missiv that has lost it": {func() { memo.Broken, memo.ID = true, plan.Text{} }, true, false},
		"a missiv with a bad id":    {func() { memo.Broken, memo.ID = true, val("Missiv 2028") }, true, false},
	} {
		t.Run(name, func(t *testing.T) {
			r, m := *register, *memo
			c.spoil()
			set := plan.NewSet([]plan.Any{register, memo}, nil)
			for ref, want := range map[plan.Reference]bool{agreement: c.ofRegister, other: c.ofMissiv} {
				if found, known := set.Resolve(ref); found || known != want {
					t.Errorf("%s: found %v, known %v", ref.ID.V, found, known)
				}
			}
			*register, *memo = r, m
		})
	}
}
