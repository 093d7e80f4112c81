package plan_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
)

func list[T any](values ...T) []plan.Value[T] {
	var out []plan.Value[T]
	for _, v := range values {
		out = append(out, val(v))
	}
	return out
}

func TestDepartures(t *testing.T) {
	full := plan.Scope{Fields: list("eye"), Procedures: list("CJE20"), CareForm: val("dagkirurgi"), ASA: list(1, 2), Unit: val("atgard")}
	but := func(change func(*plan.Scope)) plan.Scope {
		s := full
		change(&s)
		return s
	}
	for name, c := range map[string]struct {
		own, limit plan.Scope
		want       []plan.Departure
	}{
		"the same":                     {own: full, limit: full},
		"no limits but the field":      {own: full, limit: plan.Scope{Fields: list("eye")}},
		"narrower lists":               {own: but(func(s *plan.Scope) { s.ASA = list(1) }), limit: full},
		"one of an agreement's fields": {own: full, limit: plan.Scope{Fields: list("ear", "eye")}},
		"none of an agreement's fields": {own: full, limit: plan.Scope{Fields: list("ear", "skin")},
			want: []plan.Departure{{Key: "vardomrade", Own: []string{"eye"}, Limit: []string{"ear", "skin"}}}},
		"another field": {own: full, limit: but(func(s *plan.Scope) { s.Fields = list("ear") }),
			want: []plan.Departure{{Key: "vardomrade", Own: []string{"eye"}, Limit: []string{"ear"}, Fix: "ear"}}},
		"one procedure too many keeps the others": {own: but(func(s *plan.Scope) { s.Procedures = list("CJE20", "CJE99") }),
			limit: but(func(s *plan.Scope) { s.Procedures = list("CJE10", "CJE20") }),
			want:  []plan.Departure{{Key: "atgarder", Own: []string{"CJE99"}, Limit: []string{"CJE10", "CJE20"}, Fix: "[CJE20]"}}},
		"only other classes": {own: full, limit: but(func(s *plan.Scope) { s.ASA = list(3, 4) }),
			want: []plan.Departure{{Key: "asa_klass", Own: []string{"1", "2"}, Limit: []string{"3", "4"}, Fix: "[3, 4]"}}},
		"what is left open is for all kinds": {own: plan.Scope{Fields: list("eye"), Unit: val("atgard")}, limit: full,
			want: []plan.Departure{
				{Key: "atgarder", Limit: []string{"CJE20"}, Fix: "[CJE20]"},
				{Key: "vardform", Limit: []string{"dagkirurgi"}, Fix: "dagkirurgi"},
				{Key: "asa_klass", Limit: []string{"1", "2"}, Fix: "[1, 2]"},
			}},
		"another unit": {own: but(func(s *plan.Scope) { s.Unit = val("patient") }), limit: full,
			want: []plan.Departure{{Key: "enhet", Own: []string{"patient"}, Limit: []string{"atgard"}, Fix: "atgard"}}},
		"an agreement that says no unit": {own: full, limit: but(func(s *plan.Scope) { s.Unit = plan.Text{} })},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, c.own.Departures(c.limit), cmpopts.EquateEmpty(), cmpopts.EquateComparable(diag.Span{})); diff != "" {
				t.Errorf("departures (-want +got):\n%s", diff)
			}
		})
	}
}

// A plan and a line that say no unit both count patients.
func TestScopeCountsPatientsByDefault(t *testing.T) {
	p := &plan.Leveransplan{Vardomrade: val("eye")}
	silent, procedures := plan.Missivrad{Vardomrade: val("eye")}, plan.Missivrad{Vardomrade: val("eye"), Enhet: val("atgard")}
	if got := p.Scope().Departures(silent.Scope()); len(got) != 0 {
		t.Errorf("both count patients: %v", got)
	}
	if got := p.Scope().Departures(procedures.Scope()); len(got) != 1 || got[0].Key != "enhet" {
		t.Errorf("patients are no procedures: %v", got)
	}
}

func TestNarrowedCareRestsOnItsLimit(t *testing.T) {
	line := plan.Scope{Fields: list("eye"), Procedures: list("CJE20", "CJE10"), Unit: val("atgard")}
	for name, c := range map[string]struct {
		limit      plan.Scope
		procedures []string
		meets      bool
	}{
		"no limits":                           {limit: plan.Scope{Fields: list("eye")}, procedures: []string{"CJE20", "CJE10"}, meets: true},
		"one procedure of two":                {limit: plan.Scope{Fields: list("ear", "eye"), Procedures: list("CJE10", "CJE99")}, procedures: []string{"CJE10"}, meets: true},
		"a limit on what the line leaves out": {limit: plan.Scope{Fields: list("eye"), ASA: list(1, 2), CareForm: val("dagkirurgi")}, procedures: []string{"CJE20", "CJE10"}, meets: true},
		"nothing in common":                   {limit: plan.Scope{Fields: list("eye"), Procedures: list("CJE99")}},
		"another field":                       {limit: plan.Scope{Fields: list("ear")}, procedures: []string{"CJE20", "CJE10"}},
		"another unit":                        {limit: plan.Scope{Fields: list("eye"), Unit: val("besok")}, procedures: []string{"CJE20", "CJE10"}},
	} {
		narrow := line.Within(c.limit)
		if got := line.Meets(c.limit); got != c.meets {
			t.Errorf("%s: meets %t", name, got)
		}
		var procedures []string
		for _, p := range narrow.Procedures {
			procedures = append(procedures, p.V)
		}
		if diff := cmp.Diff(c.procedures, procedures); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if c.meets && (len(narrow.ASA) != len(c.limit.ASA) || narrow.CareForm.V != c.limit.CareForm.V) {
			t.Errorf("%s: %+v does not take what the limit has", name, narrow)
		}
	}
}
