package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func document() plan.Document { return plan.Document{Source: &diag.Source{}} }

// small is a region of two förvaltningar, one of which has succeeded another, an external
// provider with an agreement, an offer and a line.
func small(plans ...*plan.Leveransplan) *plan.Set {
	organisation := func(id, typ string, successorOf ...string) plan.Organisation {
		o := plan.Organisation{ID: val(id), Typ: val(typ)}
		for _, old := range successorOf {
			o.Ersatter = append(o.Ersatter, val(old))
		}
		return o
	}
	organisations := &plan.Organisationer{Document: document(), Organisationer: []plan.Organisation{
		organisation("old", plan.TypForvaltning),
		organisation("mid", plan.TypForvaltning, "old", "round"),
		organisation("new", plan.TypForvaltning, "mid"),
		organisation("round", plan.TypForvaltning, "new"),
		organisation("other", plan.TypForvaltning),
		organisation("clinic", plan.TypVardgivare),
		organisation("office", plan.TypKoncernkontor),
	}}
	agreements := &plan.Avtalsregister{Document: document(), Avtal: []plan.Avtal{
		{ID: val("avt"), Vardgivare: val("clinic")}, {ID: val("own"), Vardgivare: val("other")},
	}}
	offer := &plan.Erbjudande{Document: document(), Mottagare: val("other"), Vardomrade: val("eye")}
	offer.ID = val("erb")
	memo := &plan.Missiv{Document: document(), Rader: []plan.Missivrad{{ID: val("rad"), Forvaltning: val("old"), Vardomrade: val("eye")}}}
	memo.ID = val("mis")
	documents := []plan.Any{organisations, agreements, offer, memo}
	for _, p := range plans {
		documents = append(documents, p)
	}
	return plan.NewSet(documents, nil)
}

func transfer(sender, receiver string) *plan.Leveransplan {
	return &plan.Leveransplan{Document: document(), Skickande: val(sender), Mottagare: val(receiver), Vardomrade: val("eye")}
}

func TestPartiesAreSound(t *testing.T) {
	for name, c := range map[string]struct {
		sender, receiver string
		want             bool
	}{
		"two of the own region":  {"old", "other", true},
		"to an external":         {"old", "clinic", true},
		"to itself":              {"old", "old", false},
		"from an external":       {"clinic", "old", false},
		"to an office":           {"old", "office", false},
		"from an office":         {"office", "old", false},
		"to somebody unknown":    {"old", "nobody", false},
		"from somebody unknown":  {"nobody", "old", false},
		"successor and old name": {"new", "old", true},
	} {
		t.Run(name, func(t *testing.T) {
			if _, _, got := small().Parties(transfer(c.sender, c.receiver)); got != c.want {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestContinues(t *testing.T) {
	set := small()
	for _, c := range []struct {
		id, named string
		want      bool
	}{
		{"old", "old", true}, {"mid", "old", true}, {"new", "old", true}, {"old", "new", false},
		{"other", "old", false}, {"nobody", "old", false}, {"new", "nobody", false}, {"round", "old", true},
	} {
		if got := set.Continues(c.id, c.named); got != c.want {
			t.Errorf("%s for %s: %v, want %v", c.id, c.named, got, c.want)
		}
	}
}

func TestSettledAndWhatPlansDrawOn(t *testing.T) {
	under := func(p *plan.Leveransplan, avtal, erbjudande, rad string) *plan.Leveransplan {
		for ref, id := range map[*plan.Text]string{&p.Avtal: avtal, &p.Ursprung.Erbjudande: erbjudande, &p.Ursprung.Rad: rad} {
			if id != "" {
				*ref = val(id)
			}
		}
		if rad != "" {
			p.Ursprung.Missiv = val("mis")
		}
		return p
	}
	elsewhere := func(p *plan.Leveransplan) *plan.Leveransplan {
		p.Vardomrade = val("ear")
		return p
	}
	for name, c := range map[string]struct {
		plan                      *plan.Leveransplan
		settled, agreement, offer bool
	}{
		"external under its agreement":         {under(transfer("old", "clinic"), "avt", "", "rad"), true, true, false},
		"successor of the line's sender":       {under(transfer("new", "clinic"), "avt", "", "rad"), true, true, false},
		"not the line's sender":                {under(transfer("other", "clinic"), "avt", "", "rad"), false, true, false},
		"own region with an agreement":         {under(transfer("old", "other"), "avt", "", "rad"), false, false, false},
		"own region that an agreement names":   {under(transfer("old", "other"), "own", "", "rad"), false, false, false},
		"offer in another field":               {elsewhere(under(transfer("old", "other"), "", "erb", "")), true, false, false},
		"own region from an offer":             {under(transfer("old", "other"), "", "erb", ""), true, false, true},
		"not the offer's receiver":             {under(transfer("old", "new"), "", "erb", ""), false, false, false},
		"external with an offer":               {under(transfer("old", "clinic"), "avt", "erb", "rad"), false, true, false},
		"unknown agreement, offer and line":    {under(transfer("old", "clinic"), "avx", "erx", "rax"), true, false, false},
		"parties that are none":                {under(transfer("old", "old"), "", "erb", "rad"), false, false, false},
		"external under no agreement, no line": {under(transfer("old", "clinic"), "", "", ""), true, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			set := small(c.plan)
			got := []bool{set.Settled(c.plan), set.AgreementOf(c.plan) != nil, set.OfferOf(c.plan) != nil}
			if diff := cmp.Diff([]bool{c.settled, c.agreement, c.offer}, got); diff != "" {
				t.Errorf("settled, agreement, offer (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDrawsAreWholeOnlyWhenEveryPlanIs(t *testing.T) {
	good, broken := planOf(t, figure{"2027-W04", 1}), planOf(t, figure{"2027-W04", 1})
	for _, p := range []*plan.Leveransplan{good, broken} {
		p.Document, p.Skickande, p.Mottagare, p.Avtal = document(), val("old"), val("clinic"), val("avt")
	}
	set := small(good)
	if draws, whole := set.DrawsOn(set.Agreement("avt")); len(draws) != 1 || !whole {
		t.Errorf("%d draws, whole %v", len(draws), whole)
	}
	broken.Broken = true
	set = small(good, broken)
	if _, whole := set.DrawsOn(set.Agreement("avt")); whole {
		t.Error("a broken plan under the agreement could take more")
	}
	set = plan.NewSet(small(good).Documents, map[plan.Kind]bool{plan.KindLeveransplan: true})
	if _, whole := set.DrawsOn(set.Agreement("avt")); whole {
		t.Error("a plan that could not be read could take more")
	}
}

func TestSuccessorAnswersFromItsFirstDay(t *testing.T) {
	day := func(s string) calendar.Day { d, _ := calendar.ParseDay(s); return d }
	next := func(id, old, from, typ string) plan.Organisation {
		return plan.Organisation{ID: val(id), Typ: val(typ), Ersatter: list(old), GiltigFran: val(day(from))}
	}
	set := plan.NewSet([]plan.Any{&plan.Organisationer{Document: document(), Organisationer: []plan.Organisation{
		{ID: val("old"), Typ: val(plan.TypForvaltning)},
		next("mid", "old", "2026-01-01", plan.TypForvaltning),
		next("new", "mid", "2027-01-01", plan.TypForvaltning),
		next("clinic", "new", "2026-01-01", plan.TypVardgivare), // of another kind
		next("a", "b", "2026-01-01", plan.TypForvaltning),
		next("b", "a", "2026-01-01", plan.TypForvaltning), // a circle, which has a rule of its own
	}}}, nil)
	for _, c := range []struct{ id, on, want string }{
		{"old", "2025-12-31", "old"}, {"old", "2026-01-01", "mid"}, {"old", "2027-06-01", "new"}, {"new", "2027-06-01", "new"},
	} {
		if got := set.Successor(c.id, day(c.on)).ID.V; got != c.want {
			t.Errorf("for %s on %s answers %s, not %s", c.id, c.on, got, c.want)
		}
	}
	if set.Successor("nobody", day("2027-01-01")) != nil {
		t.Error("somebody answers for what is not in the register")
	}
	set.Successor("a", day("2027-01-01")) // ends
}
