package diff_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/testing/region"
)

const (
	hip      = "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml"
	earlier  = "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml"
	eyes     = "plans/2027/leveransplaner/skas/lp-2027-skas-siv-ogon-v10.yaml"
	memo     = "plans/2027/missiv/missiv-2027-ortopedi.yaml"
	offer    = "plans/2027/erbjudanden/erb-2027-siv-ogon.yaml"
	rests    = "plans/2026/restvolymer.yaml"
	outcome  = "plans/2026/utfall/siv.csv"
	roles    = "plans/register/roller.yaml"
	settings = "plans/leveransplan.yaml"

	hipID = "leveransplan/lp-2027-skas-exk-hoftprotes: "
)

func entry(cause, more string) string {
	return "andringar:\n  - {nr: 1, datum: 2027-01-12, galler_fran: 2027-W04, orsak: " + cause + ", " + more + "}\n"
}

// Each row edits the small region and tells of which kinds that is.
func TestKinds(t *testing.T) {
	const weeks = "volym: 12\nperiodisering:\n  2027-W02: 3\n  2027-W03: 3\n  2027-W04: 3\n  2027-W05: 3\n"
	const none = "andringar: []\n"
	to := func(volume, slots string) string { return "volym: " + volume + "\nperiodisering: {" + slots + "}\n" }
	for name, c := range map[string]struct {
		edits []string
		want  []string
	}{
		"less need": {
			[]string{hip, weeks, to("6", "2027-W02: 3, 2027-W03: 3"), hip, none, entry("minskat_behov", "volym_fore: 12, volym_efter: 6")},
			[]string{hipID + "leveransplan.minskning"},
		},
		"lower while the line stays": {
			[]string{hip, weeks, to("6", "2027-W02: 3, 2027-W03: 3"), hip, none, entry("mottagare_kan_inte", "volym_fore: 12, volym_efter: 6")},
			[]string{hipID + "leveransplan.frigjord"},
		},
		"lower by more than the entry takes away": {
			[]string{hip, weeks, to("6", "2027-W02: 3, 2027-W03: 3"), hip, none, entry("minskat_behov", "volym_fore: 12, volym_efter: 9")},
			[]string{hipID + "leveransplan.frigjord leveransplan.minskning"},
		},
		"lower, and one week higher": {
			[]string{hip, weeks, to("6", "2027-W02: 2, 2027-W03: 4"), hip, none, entry("minskat_behov", "volym_fore: 12, volym_efter: 6")},
			[]string{hipID + "leveransplan.minskning leveransplan.omperiodisering"},
		},
		"an entry of less need in a plan that stays": {
			[]string{hip, none, entry("minskat_behov", "volym_fore: 12, volym_efter: 6")},
			[]string{hipID + "leveransplan.minskning"},
		},
		"higher, beyond the line": {
			[]string{hip, weeks, to("15", "2027-W02: 3, 2027-W03: 3, 2027-W04: 3, 2027-W05: 6"), hip, none, entry("okat_behov", "volym_fore: 12, volym_efter: 15, utokar: 3")},
			[]string{hipID + "leveransplan.okning"},
		},
		"higher, partly beyond the line": {
			[]string{hip, weeks, to("15", "2027-W02: 3, 2027-W03: 3, 2027-W04: 3, 2027-W05: 6"), hip, none, entry("okat_behov", "volym_fore: 12, volym_efter: 15, utokar: 1")},
			[]string{hipID + "leveransplan.okning"},
		},
		"higher, out of what the line holds": {
			[]string{hip, weeks, to("15", "2027-W02: 3, 2027-W03: 3, 2027-W04: 3, 2027-W05: 6"), hip, none, entry("okat_behov", "volym_fore: 12, volym_efter: 15")},
			[]string{hipID + "leveransplan.pafyllning"},
		},
		"an extension is taken back": {
			[]string{earlier, "volym: 14\n", "volym: 11\n", earlier, "2026-W41: 4\n", "2026-W41: 1\n",
				earlier, "      - {part: exk, datum: 2026-11-09, referens: \"HS 2025-00412-11\"}\n",
				"      - {part: exk, datum: 2026-11-09, referens: \"HS 2025-00412-11\"}\n  - {nr: 4, datum: 2026-11-17, galler_fran: 2026-W48, orsak: rattelse, volym_fore: 14, volym_efter: 11, aterkallar: 3}\n"},
			[]string{"leveransplan/lp-2026-su-exk-hoftprotes: leveransplan.minskning leveransplan.okning"},
		},
		"an earlier entry is made an extension": {
			[]string{earlier, "    utokar: 3\n", "    utokar: 4\n"},
			[]string{"leveransplan/lp-2026-su-exk-hoftprotes: leveransplan.okning leveransplan.villkor"},
		},
		"one extension hides another": {
			[]string{earlier, "    utokar: 3\n", "    utokar: 4\n", earlier, "    utokar: 4\n    anmald_av: su\n    anmald_till: vardgarantiservice\n    forankring: {roll: representant, organisation: su, datum: 2026-05-08}", "    utokar: 3\n    anmald_av: su\n    anmald_till: vardgarantiservice\n    forankring: {roll: representant, organisation: su, datum: 2026-05-08}"},
			[]string{"leveransplan/lp-2026-su-exk-hoftprotes: leveransplan.okning leveransplan.villkor"},
		},
		"an earlier decrease for less need is made smaller": {
			[]string{"plans/2026/leveransplaner/skas/lp-2026-skas-exk-hoftprotes.yaml", "volym_efter: 16", "volym_efter: 18"},
			[]string{"leveransplan/lp-2026-skas-exk-hoftprotes: leveransplan.okning leveransplan.villkor"},
		},
		"moved between weeks": {
			[]string{hip, "2027-W05: 3\n", "2027-W06: 3\n"},
			[]string{hipID + "leveransplan.omperiodisering"},
		},
		"from weeks to quarters": {
			[]string{hip, weeks, to("12", "2027-Q1: 12")},
			[]string{hipID + "leveransplan.omperiodisering"},
		},
		"from weeks to quarters and higher": {
			[]string{hip, weeks, to("15", "2027-Q1: 15"), hip, none, entry("okat_behov", "volym_fore: 12, volym_efter: 15")},
			[]string{hipID + "leveransplan.omperiodisering leveransplan.pafyllning"},
		},
		"a week with nothing is nothing": {
			[]string{hip, "2027-W05: 3\n", "2027-W05: 3\n  2027-W06: 0\n"},
			[]string{},
		},
		"a week with nothing beside a term": {
			[]string{hip, "2027-W05: 3\n", "2027-W05: 3\n  2027-W06: 0\n", hip, "vardform: slutenvard", "vardform: dagkirurgi"},
			[]string{hipID + "leveransplan.villkor"},
		},
		"a term": {
			[]string{hip, "atgarder: [NFB49]", "atgarder: [NFB39]"},
			[]string{hipID + "leveransplan.villkor"},
		},
		"a term and weeks": {
			[]string{hip, "atgarder: [NFB49]", "atgarder: [NFB39]", hip, "2027-W05: 3\n", "2027-W06: 3\n"},
			[]string{hipID + "leveransplan.omperiodisering leveransplan.villkor"},
		},
		"an entry alone": {
			[]string{hip, none, entry("villkor", "volym_fore: 12, volym_efter: 12")},
			[]string{hipID + "leveransplan.villkor"},
		},
		"the volume alone": {
			[]string{hip, "volym: 12", "volym: 11"},
			[]string{hipID + "leveransplan.frigjord"},
		},
		"the weeks alone": {
			[]string{hip, "2027-W05: 3", "2027-W05: 4"},
			[]string{hipID + "leveransplan.pafyllning"},
		},
		"a day of the first reconciliation": {
			[]string{hip, "{part: skas, datum: 2026-11-10}", "{part: skas, datum: 2026-11-11}"},
			[]string{hipID + "leveransplan.villkor"},
		},
		"contacts": {
			[]string{hip, "funktion: Operationskoordinator", "funktion: Vårdsamordnare"},
			[]string{hipID + "redaktionell"},
		},
		"contacts and a term": {
			[]string{hip, "funktion: Operationskoordinator", "funktion: Vårdsamordnare", hip, "atgarder: [NFB49]", "atgarder: [NFB39]"},
			[]string{hipID + "leveransplan.villkor"},
		},
		"an entry's minutes": {
			[]string{earlier, `protokoll: "2026-05-14 § 3"`, `protokoll: "2026-05-14 § 4"`},
			[]string{"leveransplan/lp-2026-su-exk-hoftprotes: redaktionell"},
		},
		"another text in an entry": {
			[]string{earlier, "motivering: Kön växte under sommaren", "motivering: Kön växte"},
			[]string{"leveransplan/lp-2026-su-exk-hoftprotes: leveransplan.villkor"},
		},
		"a plan from an offer raised within it": {
			[]string{eyes, "volym: 2", "volym: 3", eyes, "2027-W10: 2", "2027-W10: 3"},
			[]string{"leveransplan/lp-2027-skas-siv-ogon-v10: leveransplan.mottagande"},
		},
		"a plan from an offer raised beyond it": {
			[]string{eyes, "volym: 2", "volym: 9", eyes, "2027-W10: 2", "2027-W10: 9"},
			[]string{"leveransplan/lp-2027-skas-siv-ogon-v10: leveransplan.pafyllning"},
		},
		"a quarter sum that follows its weeks": {
			[]string{eyes, "2027-W10: 2", "2027-W10: 1", eyes, "volym: 2", "volym: 1", eyes, "2027-Q1: 2", "2027-Q1: 1"},
			[]string{"leveransplan/lp-2027-skas-siv-ogon-v10: leveransplan.frigjord"},
		},
		"a line of a missiv": {
			[]string{memo, "volym: 8", "volym: 10"},
			[]string{"missiv/missiv-2027-ortopedi: missiv.andrat"},
		},
		"the minutes of a missiv": {
			[]string{memo, `protokoll: "2026-11-05 § 7"`, `protokoll: "2026-11-12 § 7"`},
			[]string{"missiv/missiv-2027-ortopedi: redaktionell"},
		},
		"an offer": {
			[]string{offer, "2027-W10: 4", "2027-W10: 5"},
			[]string{"erbjudande/erb-2027-siv-ogon: erbjudande.andrat"},
		},
		"a rest": {
			[]string{rests, "leveransplan: lp-2026-skas-exk-hoftprotes, slag: outlost, volym: 1", "leveransplan: lp-2026-skas-exk-hoftprotes, slag: outlost, volym: 2"},
			[]string{"restvolymer/rest-2026/rest-1: restvolym.andrad"},
		},
		"the period of all rests": {
			[]string{rests, "period: 2026-01-01/2026-12-31", "period: 2026-01-01/2026-12-30"},
			[]string{"restvolymer/rest-2026/rest-1: restvolym.andrad", "restvolymer/rest-2026/rest-2: restvolym.andrad"},
		},
		"a row of outcome": {
			[]string{outcome, "2026-W12;2;3", "2026-W12;3;3"},
			[]string{"utfall/utfall: utfall.andrat"},
		},
		"roles": {
			[]string{roles, "version: 1", "version: 2"},
			[]string{"roller/roller: roller.andrade"},
		},
		"settings": {
			[]string{settings, "region: vgr", "region: vgr\nstor_andring_procent: 20"},
			[]string{"installningar/installningar: verktyg.andrat"},
		},
		"a register": {
			[]string{"plans/register/organisationer.yaml", "kortnamn: SkaS", "kortnamn: SKAS"},
			[]string{"organisationer/organisationer: register.andrat"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := outline(since(t, edited(t, c.edits...)))
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// Each row takes a file away; the other way round it is new.
func TestNewAndGone(t *testing.T) {
	for name, c := range map[string]struct{ file, gone, fresh string }{
		"a plan of a line":      {hip, hipID + "leveransplan.borttagen", hipID + "leveransplan.ny"},
		"a plan of an offer":    {eyes, "leveransplan/lp-2027-skas-siv-ogon-v10: leveransplan.borttagen", "leveransplan/lp-2027-skas-siv-ogon-v10: leveransplan.mottagande"},
		"a plan that has grown": {earlier, "leveransplan/lp-2026-su-exk-hoftprotes: leveransplan.borttagen", "leveransplan/lp-2026-su-exk-hoftprotes: leveransplan.ny leveransplan.okning"},
		"a missiv":              {memo, "missiv/missiv-2027-ortopedi: missiv.andrat", "missiv/missiv-2027-ortopedi: missiv.nytt"},
		"an offer":              {offer, "erbjudande/erb-2027-siv-ogon: erbjudande.borttaget", "erbjudande/erb-2027-siv-ogon: erbjudande.nytt"},
		"an analysis":           {"plans/2027/behovsanalys.yaml", "behovsanalys/ba-2027: behovsanalys.borttagen", "behovsanalys/ba-2027: behovsanalys.ny"},
		"outcome":               {outcome, "utfall/utfall: utfall.andrat", "utfall/utfall: utfall.andrat"},
		"rests":                 {"plans/2027/restvolymer.yaml", "restvolymer/rest-2027/rest-1: restvolym.borttagen", "restvolymer/rest-2027/rest-1: restvolym.ny"},
		"roles":                 {roles, "roller/roller: roller.andrade", "roller/roller: roller.andrade"},
		"waivers":               {"plans/undantag.yaml", "undantag/undantag: undantag.andrat", "undantag/undantag: undantag.andrat"},
	} {
		t.Run(name, func(t *testing.T) {
			without := region.Files()
			delete(without, c.file)
			if d := cmp.Diff([]string{c.gone}, outline(since(t, without))); d != "" {
				t.Errorf("gone (-want +got):\n%s", d)
			}
			if d := cmp.Diff([]string{c.fresh}, outline(compare(t, without, region.Files()))); d != "" {
				t.Errorf("new (-want +got):\n%s", d)
			}
		})
	}
}

func TestOtherFiles(t *testing.T) {
	base, head := region.Files(), region.Files()
	for _, name := range []string{
		"README.md", "docs/a.yaml", "plans/README.md", "plans/2027/plan.xlsx", ".github/workflows/gate.yml", "schemas/avtal.schema.json",
		"CODEOWNERS", "plans/.gitattributes", "go.mod", "internal/a.go", "cmd", "plans/2027/a.yml", "plans/2027/B.CSV",
	} {
		head[name] = &fstest.MapFile{Data: []byte("x")}
	}
	want := []string{
		"fil/.github/workflows/gate.yml: verktyg.andrat",
		"fil/CODEOWNERS: verktyg.andrat",
		"fil/README.md: okand.andrad",
		"fil/cmd: okand.andrad",
		"fil/docs/a.yaml: okand.andrad",
		"fil/go.mod: verktyg.andrat",
		"fil/internal/a.go: verktyg.andrat",
		"fil/plans/.gitattributes: verktyg.andrat",
		"fil/plans/2027/B.CSV: olast.efter",
		"fil/plans/2027/a.yml: olast.efter",
		"fil/plans/2027/plan.xlsx: okand.andrad",
		"fil/plans/README.md: okand.andrad",
		"fil/schemas/avtal.schema.json: verktyg.andrat",
	}
	if d := cmp.Diff(want, outline(compare(t, base, head))); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
