package plan_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

func TestSetDefaultsAreTheStrictReading(t *testing.T) {
	s := plan.NewSet(nil, nil).Installningar
	got := []any{s.Region.V, s.Sprak.V, s.Tidszon.V, s.UtfallInaktuelltVeckor.V, s.EfterslapningVeckor.V, s.StorAndringProcent.V,
		s.MaskeraUnder.V, s.UtgangenRutin.V, s.ProtokollKravs.V, s.TidigarePlanerFarPaverkas.V, s.OplaceradeKraverSarskildOrdning.V}
	want := []any{"vgr", "sv", "Europe/Stockholm", 6, 8, 30, 5, "stoppa", true, false, true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestSetKeepsWhatTheSettingsSay(t *testing.T) {
	d := read(t, plan.KindInstallningar, "dokument: installningar/v1\nprotokoll_kravs: false\nmaskera_under: 0\nregion: rh\noplacerade_kraver_sarskild_ordning: false\n")
	s := plan.NewSet([]plan.Any{d}, nil).Installningar
	if s.ProtokollKravs.V || s.MaskeraUnder.V != 0 || s.Region.V != "rh" || s.OplaceradeKraverSarskildOrdning.V || s.StorAndringProcent.V != 30 {
		t.Errorf("got %+v", s)
	}
}

func TestSetFindsById(t *testing.T) {
	s := plan.NewSet(regionDocuments(t), nil)
	for what, found := range map[string]bool{
		"organisation": s.Organisation("skas") != nil && s.Organisation("skas").Namn.V == "Skaraborgs Sjukhus",
		"agreement":    s.Agreement("avt-2026-014") != nil,
		"field":        s.Field("ortopedi") != nil,
		"analysis":     s.Analysis("ba-2027") != nil,
		"missiv":       s.Memo("missiv-2027-ortopedi") != nil,
		"offer":        s.Offer("erb-2027-siv-ortopedi") != nil,
		"plan":         s.Plan("lp-2027-skas-exk-hoftprotes") != nil,
		"person":       s.Person("p-001") != nil,
		"line":         s.Line("missiv-2027-ortopedi", "skas-hoftprotes") != nil,
	} {
		if !found {
			t.Errorf("the %s is not found", what)
		}
	}
	if s.Plan("") != nil || s.Plan("lp-ingen") != nil || s.Line("missiv-2027-ortopedi", "ingen") != nil || s.Memo("ba-2027") != nil {
		t.Error("something is found that is not there")
	}
}

func TestTwinsCountNowhere(t *testing.T) {
	const first, second = "dokument: leveransplan/v1\nid: lp-1\nvolym: 1\navtal: avt-1\n", "dokument: leveransplan/v1\nid: lp-1\nvolym: 2\navtal: avt-1\n"
	a, b := read(t, plan.KindLeveransplan, first), read(t, plan.KindLeveransplan, second)
	other := read(t, plan.KindMissiv, "dokument: missiv/v1\nid: lp-1\n")
	noID := read(t, plan.KindMissiv, "dokument: missiv/v1\n")
	s := plan.NewSet([]plan.Any{a, b, other, noID, noID}, nil)
	if s.Plan("lp-1") != a.(*plan.Leveransplan) || len(s.Leveransplaner) != 1 || len(s.PlansUnder("avt-1")) != 1 {
		t.Errorf("the first plan counts, once: %d plans", len(s.Leveransplaner))
	}
	if !slices.Equal(s.Twins, []plan.Any{b, other}) || len(s.Documents) != 5 || len(s.Missiv) != 2 {
		t.Errorf("%d twins, %d documents, %d missiv", len(s.Twins), len(s.Documents), len(s.Missiv))
	}
}

func TestResolve(t *testing.T) {
	s := plan.NewSet(regionDocuments(t), map[plan.Kind]bool{plan.KindAvtal: true})
	for name, c := range map[string]struct {
		reference    plan.Reference
		found, known bool
	}{
		"an organisation":                     {plan.Reference{ID: val("skas"), Target: plan.ToOrganisation}, true, true},
		"no organisation":                     {plan.Reference{ID: val("skass"), Target: plan.ToOrganisation}, false, true},
		"an office by its role":               {plan.Reference{ID: val("vardgarantiservice"), Target: plan.ToOrganisation}, true, true},
		"an agreement of unreadable ones":     {plan.Reference{ID: val("avt-0"), Target: plan.ToAgreement}, false, false},
		"a line":                              {plan.Reference{ID: val("skas-hoftprotes"), Target: plan.ToLine, Memo: "missiv-2027-ortopedi"}, true, true},
		"no line":                             {plan.Reference{ID: val("skas-hoft"), Target: plan.ToLine, Memo: "missiv-2027-ortopedi"}, false, true},
		"a line of an unknown missiv":         {plan.Reference{ID: val("skas-hoft"), Target: plan.ToLine, Memo: "missiv-x"}, true, true},
		"a field":                             {plan.Reference{ID: val("ortopedi"), Target: plan.ToField}, true, true},
		"no analysis":                         {plan.Reference{ID: val("ba-2099"), Target: plan.ToAnalysis}, false, true},
		"no missiv":                           {plan.Reference{ID: val("missiv-x"), Target: plan.ToMemo}, false, true},
		"an offer":                            {plan.Reference{ID: val("erb-2027-siv-ortopedi"), Target: plan.ToOffer}, true, true},
		"a plan":                              {plan.Reference{ID: val("lp-2027-skas-exk-hoftprotes"), Target: plan.ToPlan}, true, true},
		"a person":                            {plan.Reference{ID: val("p-001"), Target: plan.ToPerson}, true, true},
		"no person":                           {plan.Reference{ID: val("p-999"), Target: plan.ToPerson}, false, true},
		"any document":                        {plan.Reference{ID: val("rest-2027"), Target: plan.ToDocument}, true, true},
		"no document, though there is a line": {plan.Reference{ID: val("skas-hoftprotes"), Target: plan.ToDocument}, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			found, known := s.Resolve(c.reference)
			if found != c.found || known != c.known {
				t.Errorf("found %v, known %v", found, known)
			}
			candidates := s.Candidates(c.reference)
			if c.reference.Memo != "missiv-x" && c.reference.ID.V != plan.RollVardgarantiservice && slices.Contains(candidates, c.reference.ID.V) != found {
				t.Errorf("found %v but the candidates are %v", found, candidates)
			}
		})
	}
}

// referring are the keys whose values are ids of something else, wherever they stand.
var referring = []string{
	"forvaltning", "part", "mottagare", "skickande", "avtal", "leveransplan", "missiv", "rad", "erbjudande", "behovsanalys",
	"vardomrade", "person", "av", "till_person", "anmald_av", "avtalsagare", "vardgivare", "ersatter", "organisation",
	"mot_behovsanalys", "mot_avtal", "upprattad_av",
}

// What the documents of a region refer to is listed, each reference at its place.
func TestReferencesAreAllListed(t *testing.T) {
	const offer = `dokument: erbjudande/v1
id: erb-6
mottagare: siv
vardomrade: ortopedi
lyft: {av: siv}
svar: [{part: skas}]
fordelningsforslag: {upprattad_av: siv, rader: [{vardomrade: ortopedi}]}
samordningsrad: [{namn: ortopedi, onskad_fordelning: [{forvaltning: skas}]}]
granskning: {mot_behovsanalys: ba-2024, mot_avtal: [avt-1, avt-2]}
beslutsforslag: {fordelning: [{forvaltning: skas}]}
`
	seen := map[string]bool{}
	for _, d := range append(regionDocuments(t), read(t, plan.KindErbjudande, offer)) {
		doc := d.Base()
		listed := map[diag.Span]bool{}
		for r := range plan.References(d) {
			if r.In != doc || string(doc.Source.Slice(r.ID.Span)) == "" {
				t.Errorf("%s: reference %q without a place", doc.File(), r.ID.V)
			}
			listed[r.ID.Span] = true
		}
		var walk func(key string, n *yamldoc.Node)
		walk = func(key string, n *yamldoc.Node) {
			if n.Kind == yamldoc.String && slices.Contains(referring, key) {
				seen[key] = true
				if !listed[n.Span] {
					t.Errorf("%s: %s: %s is not listed", doc.File(), key, n.Text)
				}
			}
			for _, e := range n.Entries {
				walk(e.Key.Text, e.Value)
			}
			for _, item := range n.Items {
				walk(key, item)
			}
		}
		walk("", doc.Root())
	}
	for _, key := range referring {
		if !seen[key] && key != "ersatter" {
			t.Errorf("no document has the key %q: the test proves nothing about it", key)
		}
	}
}
