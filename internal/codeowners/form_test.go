package codeowners_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/leveransplan/leveransplan/internal/codeowners"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// A folder may be called almost anything: its pattern fits it and no other folder. What no
// pattern can say gets none, and the file tells so.
func TestFolderNames(t *testing.T) {
	for _, c := range []struct {
		name     string
		writable bool
	}{
		{"skas", true}, {"två ord", true}, {"två  blanka", true}, {"[skas]", true}, {"[a-z]", true}, {"!skas", true}, {"@skas", true},
		{"-rf", true}, {"a;b", true}, {"$(id)", true}, {"{a,b}", true}, {"^a+b.c", true}, {"ÅÄÖ", true}, {" # @konto-7", false},
		{"#skas", false}, {"sk#as", false}, {"a\u2003b", false}, {"a\u00a0b", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := small()
			const usual = "plans/2027/leveransplaner/"
			files[usual+c.name+"/x.yaml"] = files[plan27("nu/lp-2027-nu-su-ogon")]
			text := textOf(t, files, today)
			rules := read(t, text)
			var want []string
			if c.writable {
				want = []string{"konto-9"}
				if c.name == "skas" {
					want = []string{"konto-3", "konto-9"}
				}
			}
			if diff := cmp.Diff(want, owners(rules, usual+c.name+"/x.yaml"), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, text)
			}
			for _, other := range []string{"x" + c.name, c.name + "x", "x/" + c.name, "a", "z", c.name[1:], strings.Map(plain, c.name)} {
				if got := owners(rules, usual+other+"/x.yaml"); other != c.name && slices.Contains(got, "konto-9") {
					t.Errorf("%s asks %v too", other, got)
				}
			}
			if said := strings.Contains(text, "går inte att skriva som mönster"); said == c.writable {
				t.Errorf("it is told that there is no pattern: %v\n%s", said, text)
			}
		})
	}
}

// plain puts a letter in the place of everything else.
func plain(r rune) rune {
	if r >= 'a' && r <= 'z' {
		return r
	}
	return 'x'
}

// In a folder of several kinds, in that of a year and in plans/ itself each document has a
// line of its own, and what comes later falls back on the general ones.
func TestDocumentsOutOfTheirPlace(t *testing.T) {
	files := small()
	files["plans/2027/blandat/missiv.yaml"] = files["plans/2027/missiv/missiv-2027-ortopedi.yaml"]
	files["plans/2027/blandat/plan.yaml"] = files[plan27("nu/lp-2027-nu-su-ogon")]
	files["plans/2027/plan.yaml"] = files[plan27("su/lp-2027-su-klb-hoftprotes")]
	files["plans/missiv.yaml"] = files["plans/2027/missiv/missiv-2027-ortopedi.yaml"]
	files["plans/register/plan.yaml"] = files[plan27("nu/lp-2027-nu-su-ogon")]
	files["plans/2027/ny/a/b/behov.yaml"] = files["plans/2027/behovsanalys.yaml"]
	rules := read(t, textOf(t, files, today))
	for name, want := range map[string][]string{
		"plans/2027/blandat/missiv.yaml": {"konto-1", "konto-6"}, "plans/2027/blandat/plan.yaml": {"konto-9"}, "plans/2027/blandat/ny.yaml": {"konto-7"},
		"plans/2027/plan.yaml": {"konto-4"}, "plans/2027/ny.yaml": {"konto-7"}, "plans/2027/restvolymer.yaml": {"konto-1", "konto-2"},
		"plans/missiv.yaml": {"konto-1", "konto-6"}, "plans/ny.yaml": {"konto-7"},
		"plans/register/plan.yaml": {"konto-9"}, "plans/register/avtal.yaml": {"konto-1", "konto-7"}, "plans/register/roller.yaml": {"konto-1", "konto-7"},
		"plans/2027/ny/a/b/ny.yaml": {"konto-1"}, "plans/2027/ny/a/ny.yaml": {"konto-7"},
	} {
		if diff := cmp.Diff(want, owners(rules, name)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// Without any one of the lines that the documents give, somebody would be asked in vain or
// not at all.
func TestNoLineTooMany(t *testing.T) {
	files := small()
	set := load(t, files)
	text := textOf(t, files, today)
	all := read(t, text)
	general := len(read(t, textOf(t, fstest.MapFS{rollerPath: files[rollerPath]}, today)))
	if len(all)-general < 5 {
		t.Fatalf("%d lines, %d of them general: this proves nothing", len(all), general)
	}
	for i := general; i < len(all); i++ {
		fewer := slices.Delete(slices.Clone(all), i, i+1)
		if !slices.ContainsFunc(set.Documents, func(d plan.Any) bool {
			return !slices.Equal(owners(all, d.Base().File()), owners(fewer, d.Base().File()))
		}) {
			t.Errorf("%s changes nothing", all[i].fits)
		}
	}
}

// The whole file, in both languages, where there is a login, none, and nobody at all.
func TestText(t *testing.T) {
	files := fstest.MapFS{rollerPath: {Data: []byte(`# yaml-language-server: $schema=../../schemas/roller.schema.json
dokument: roller/v1
version: 1
personer:
  - {id: p-001, github: {id: 900000001, login: berit}}
  - {id: p-002, github: {id: 900000002}}
  - {id: p-003, github: {id: 900000003, login: Anna-k}}
uppdrag:
  - {person: p-001, roll: systemforvaltare, fran: 2024-01-01}
  - {person: p-003, roll: systemforvaltare, fran: 2024-01-01}
  - {person: p-002, roll: koncernkontoret, fran: 2024-01-01}
`)}}
	files["plans/2027/leveransplaner/a b/x.yaml"] = region27(t)
	files["plans/2027/leveransplaner/#/x.yaml"] = region27(t)
	lines := linesOf(t, files, today)
	for l, want := range map[lang.Language]string{
		lang.SV: `
#
# Utan kontonamn (login) i registret, så att GitHub inte kan fråga dem: 1 person (p-002).

# Verktyget, och det som inget mönster nedan nämner: systemforvaltare
* @Anna-k @berit

# Behovsanalyser: koncernkontoret; ingen har ett kontonamn
/plans/*/behovsanalys.yaml

# Missiv: beslutsforum och koncernkontoret; ingen har rollen beslutsforum; ingen har ett kontonamn
/plans/*/missiv/

# Erbjudanden: vem som behövs beror på ändringen, så ingen tillfrågas här
/plans/*/erbjudanden/

# Leveransplaner: vem som behövs beror på ändringen, så ingen tillfrågas här
/plans/*/leveransplaner/

# Restvolymer: koncernkontoret och vardgarantiservice; ingen har rollen vardgarantiservice; ingen har ett kontonamn
/plans/*/restvolymer.yaml

# Utfall: vardgarantiservice; ingen har rollen vardgarantiservice
/plans/*/utfall/

# Register: koncernkontoret och systemforvaltare
/plans/register/ @Anna-k @berit

# Roller: koncernkontoret och systemforvaltare
/plans/register/roller.yaml @Anna-k @berit

# Inställningar: systemforvaltare
/plans/leveransplan.yaml @Anna-k @berit

# Undantag: beslutsforum och koncernkontoret; ingen har rollen beslutsforum; ingen har ett kontonamn
/plans/undantag.yaml

# Uppföljda avvikelser: beslutsforum och koncernkontoret; ingen har rollen beslutsforum; ingen har ett kontonamn
/plans/avvikelser.yaml

# Leveransplaner: /plans/2027/leveransplaner/#/ går inte att skriva som mönster, så raden för mappen ovanför gäller

# Leveransplaner: representant för nu; ingen har rollen representant för nu
/plans/2027/leveransplaner/a\ b/
`,
		lang.EN: `
#
# Without a login in the register, so that GitHub can't ask them: 1 person (p-002).

# The tool, and what no pattern below names: systemforvaltare
* @Anna-k @berit

# Analyses of need: koncernkontoret; none has a login
/plans/*/behovsanalys.yaml

# Missiv: beslutsforum and koncernkontoret; nobody holds beslutsforum; none has a login
/plans/*/missiv/
`,
	} {
		got := codeowners.Text(lines, l)
		_, got, _ = strings.Cut(got, map[lang.Language]string{lang.SV: "ingen tillfrågas.", lang.EN: "nobody is asked."}[l])
		if l == lang.EN {
			got = got[:min(len(got), len(want))]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", l, diff)
		}
	}
	if diff := cmp.Diff([]string{"p-002"}, codeowners.Unlisted(lines)); diff != "" {
		t.Errorf("without a login (-want +got):\n%s", diff)
	}
}

// The file says in both languages what it is not.
func TestTheHeadSaysThatTheGateNeverReadsIt(t *testing.T) {
	for l, want := range map[lang.Language]string{lang.SV: "avgör leveransplan gate, som aldrig läser filen", lang.EN: "decided by leveransplan gate, which never reads the file"} {
		if got := codeowners.Text(nil, l); !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

// One tree gives one text, in whatever order its folders are met.
func TestOneTreeGivesOneText(t *testing.T) {
	files := small()
	first := textOf(t, files, today)
	for range 20 {
		if got := textOf(t, files, today); got != first {
			t.Fatalf("another text (-first +now):\n%s", cmp.Diff(first, got))
		}
	}
}

func region27(t *testing.T) *fstest.MapFile {
	t.Helper()
	return small()[plan27("nu/lp-2027-nu-su-ogon")]
}
