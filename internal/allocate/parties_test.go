package allocate_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// register finds an organisation of a tree that is being made.
func register(docs []plan.Any, id string) *plan.Organisation {
	list := find[*plan.Organisationer](docs).Organisationer
	for i := range list {
		if list[i].ID.V == id {
			return &list[i]
		}
	}
	return nil
}

func TestSuccessorsAreNamed(t *testing.T) {
	m := over(2, []modelLine{eye("a", 4)}, []modelSource{{step: 1, receiver: "x"}})
	docs := m.documents()
	register(docs, "b").Ersatter, register(docs, "b").GiltigFran = []plan.Text{text("a")}, val(modelToday)
	register(docs, "y").Ersatter, register(docs, "y").GiltigFran = []plan.Text{text("x")}, val(modelToday+1)
	p := answer(t, m.question(plan.NewSet(docs, nil)))
	if len(p.Plans) != 1 || p.Plans[0].Sender.ID.V != "b" || p.Plans[0].Receiver.ID.V != "x" {
		t.Errorf("not from b, which answers today, to x, which still does:\n%s", show(p))
	}
}

// Nobody sends to the one that has succeeded it, nor receives from itself.
func TestSuccessorOfTheSenderReceivesNothing(t *testing.T) {
	m := over(2, []modelLine{eye("a", 4)}, []modelSource{{receiver: "b", field: "eye", week: same(2, 5)}})
	docs := m.documents()
	register(docs, "b").Ersatter, register(docs, "b").GiltigFran = []plan.Text{text("a")}, val(modelToday+30)
	if p := answer(t, m.question(plan.NewSet(docs, nil))); len(p.Plans) != 0 {
		t.Errorf("a plan to the successor:\n%s", show(p))
	}
}

func TestPlansEndWithTheirParties(t *testing.T) {
	m := over(4, []modelLine{eye("a", 9)}, []modelSource{{step: 1, receiver: "x"}})
	docs := m.documents()
	register(docs, "x").GiltigTill = val(m.weeks[2].Sunday())
	register(docs, "a").GiltigFran = val(m.weeks[1].Monday())
	p := answer(t, m.question(plan.NewSet(docs, nil)))
	if len(p.Plans) != 1 || p.Plans[0].Period != m.time(1, 3) || len(p.Plans[0].Shares) != 2 {
		t.Errorf("not in the two weeks in which both exist:\n%s", show(p))
	}
}

// A plan states the care that its line and its source have in common.
func TestCareIsNarrowedToTheSource(t *testing.T) {
	m := over(2, []modelLine{eye("a", 4)}, []modelSource{{step: 1, receiver: "x"}})
	docs := m.documents()
	line, agreement := &find[*plan.Missiv](docs).Rader[0], &find[*plan.Avtalsregister](docs).Avtal[0]
	line.Atgarder, agreement.Atgarder = []plan.Text{text("CJE20"), text("CJE10")}, []plan.Text{text("CJE20"), text("CJE99")}
	agreement.AsaKlass, agreement.Vardform = []plan.Int{val(1), val(2)}, text("dagkirurgi")
	p := answer(t, m.question(plan.NewSet(docs, nil)))
	if len(p.Plans) != 1 {
		t.Fatal(show(p))
	}
	s := p.Plans[0].Scope
	if len(s.Procedures) != 1 || s.Procedures[0].V != "CJE20" || len(s.ASA) != 2 || s.CareForm.V != "dagkirurgi" || s.Unit.V != "patient" {
		t.Errorf("the care is %+v", s)
	}
	line.AsaKlass = []plan.Int{val(3)}
	p = answer(t, m.question(plan.NewSet(docs, nil)))
	if diff := cmp.Diff([]string{"l-00 rest 4: ingen kan ta emot: s-00 gäller bara asa_klass 1 och 2"}, told(p)); diff != "" {
		t.Errorf("nothing in common (-want +got):\n%s", diff)
	}
}

func TestSourcesInDoubtGiveNothing(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(o *plan.Erbjudande, docs []plan.Any)
		why    string
	}{
		"asks for capacity":           {func(o *plan.Erbjudande, _ []plan.Any) { o.Lyft.Riktning = text("behovd") }, "s-00 asks for capacity and gives none"},
		"is distributed":              {func(o *plan.Erbjudande, _ []plan.Any) { o.Beslutsforslag = &plan.Beslutsforslag{} }, "s-00 has been distributed by the forum already"},
		"ran out by itself":           {func(o *plan.Erbjudande, _ []plan.Any) { o.Lyft.Datum = val(modelToday - 43) }, "s-00 ran out on 2026-11-22"},
		"states nothing":              {func(o *plan.Erbjudande, _ []plan.Any) { o.Kapacitet.Items = nil }, "s-00 states no capacity"},
		"is broken":                   {func(o *plan.Erbjudande, _ []plan.Any) { o.Broken = true }, "s-00 has faults to mend first"},
		"has weeks beside quarters":   {func(o *plan.Erbjudande, _ []plan.Any) { add(&o.Kapacitet, calendar.SlotOfQuarter(firstQuarter)) }, "s-00 has faults to mend first"},
		"has weeks outside its time":  {func(o *plan.Erbjudande, _ []plan.Any) { o.Period.V.To -= 7 }, "s-00 has faults to mend first"},
		"has an external as receiver": {func(o *plan.Erbjudande, _ []plan.Any) { o.Mottagare = text("x") }, "the receiver of s-00 is not in the register as forvaltning"},
		"is for another time": {func(o *plan.Erbjudande, docs []plan.Any) {
			find[*plan.Missiv](docs).Period.V.To -= 14
			o.Period.V.From += 7
			o.Kapacitet.Items = o.Kapacitet.Items[1:]
		}, "s-00 is for none of the weeks that the line has left"},
	} {
		t.Run(name, func(t *testing.T) {
			m := over(3, []modelLine{eye("a", 4)}, []modelSource{{receiver: "b", field: "eye", week: same(3, 5)}})
			docs := m.documents()
			tt.change(find[*plan.Erbjudande](docs), docs)
			p := answer(t, m.question(plan.NewSet(docs, nil)))
			if len(p.Plans) != 0 || len(p.Rests) != 1 || p.Rests[0].Why.In(lang.EN) != "nobody can receive: "+tt.why {
				t.Errorf("want %q:\n%s", tt.why, show(p))
			}
		})
	}
}

func add(s *plan.Slots, slot calendar.Slot) {
	s.Items = append(s.Items, plan.SlotVolume{Slot: val(slot), Volume: val(3)})
}

// Lines whose figures are in doubt are left out, and said to be.
func TestLinesInDoubtAreLeftOut(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(docs []plan.Any)
		why    string
	}{
		"a plan of the line is broken": {func(docs []plan.Any) { find[*plan.Leveransplan](docs).Broken = true }, "a file that belongs to the line can't be read or has faults"},
		"a plan does not add up":       {func(docs []plan.Any) { find[*plan.Leveransplan](docs).Volym.V++ }, "figures of the line or of one of its plans do not add up"},
		"a plan names no line":         {func(docs []plan.Any) { find[*plan.Leveransplan](docs).Ursprung.Rad = text("l-99") }, "a plan that may belong to the line names another line"},
		"the sender is no förvaltning": {func(docs []plan.Any) { find[*plan.Missiv](docs).Rader[0].Forvaltning = text("x") }, "x is no förvaltning of the register"},
		"the field is unknown":         {func(docs []plan.Any) { find[*plan.Missiv](docs).Rader[0].Vardomrade = text("nose") }, "the field nose is not in the register"},
	} {
		t.Run(name, func(t *testing.T) {
			m := over(3, []modelLine{eye("a", 4)}, []modelSource{{receiver: "b", field: "eye", week: same(3, 5)}}, modelPlan{week: []int{1, 0, 0}})
			if !strings.HasPrefix(name, "a plan") {
				m.plans = nil
			}
			docs := m.documents()
			tt.change(docs)
			p := answer(t, m.question(plan.NewSet(docs, nil)))
			if len(p.Plans)+len(p.Rests) != 0 || len(p.Skipped) != 1 || !strings.Contains(p.Skipped[0].Why.In(lang.EN), tt.why) {
				t.Errorf("want it skipped: %v\n%s", p.Skipped, show(p))
			}
		})
	}
}

func TestQuestionsWithoutAnAnswer(t *testing.T) {
	m := over(2, []modelLine{eye("a", 4)}, nil)
	for name, q := range map[string]allocate.Question{
		"no tree":              {Period: m.time(0, 2)},
		"no period":            {Set: build(t, m)},
		"an agreement unread":  {Set: plan.NewSet(m.documents(), map[plan.Kind]bool{plan.KindAvtal: true}), Period: m.time(0, 2)},
		"the calendar unread":  {Set: plan.NewSet(m.documents(), map[plan.Kind]bool{plan.KindKalender: true}), Period: m.time(0, 2)},
		"a plan could be lost": {Set: plan.NewSet(m.documents(), map[plan.Kind]bool{plan.KindLeveransplan: true}), Period: m.time(0, 2)},
	} {
		var fault *allocate.Fault
		if _, err := allocate.Allocate(q); !errors.As(err, &fault) || fault.Hint.IsZero() || fault.Message.In(lang.SV) == fault.Message.In(lang.EN) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A line that has a plan at the receiver from the same source gets the plan named beside.
func TestASecondPlanIsNamed(t *testing.T) {
	m := over(2, []modelLine{eye("a", 4)}, []modelSource{{step: 1, receiver: "x"}}, modelPlan{week: []int{1, 1}})
	p := answer(t, m.question(build(t, m)))
	if len(p.Plans) != 1 || p.Plans[0].Beside == nil || p.Plans[0].Beside.ID.V != "p-00" {
		t.Error(show(p))
	}
}

// Ceilings that overlap in part are kept, and the answer is not said to be the best.
func TestCeilingsThatOverlapInPart(t *testing.T) {
	m := over(6, []modelLine{eye("a", 40)}, []modelSource{{step: 1, receiver: "x", ceilings: []modelCeiling{{0, 4, 10}, {2, 6, 6}}}})
	p := answer(t, m.question(build(t, m)))
	if p.Optimal || len(p.Notes) != 1 || !strings.Contains(p.Notes[0].In(lang.SV), "s-00") {
		t.Errorf("said to be proven: %v", p.Notes)
	}
	if values, _ := levels(p, "patient"); values[0] < 10 {
		t.Errorf("%d placed:\n%s", values[0], show(p))
	}
	for _, l := range p.Objective {
		if l.Proven {
			t.Errorf("%s is said to be proven", l.Name.In(lang.EN))
		}
	}
}
