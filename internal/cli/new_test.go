package cli

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/schema"
	small "github.com/leveransplan/leveransplan/internal/testing/region"
)

// sampleRegion is a copy of the sample region, to be changed.
func sampleRegion(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "plans"), os.DirFS("../../plans")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// smallRegion is a copy of the small one.
func smallRegion(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, small.Files()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// errorsOf are the errors that a check finds and that people can't mend by doing their part,
// and those that they can.
func errorsOf(t *testing.T, dir string) (wrong, left []string) {
	t.Helper()
	r := run(Env{Dir: dir, Args: []string{"check", "--format", "json"}})
	var report struct {
		Findings []struct {
			Rule, Severity, Message string
			Missing                 bool `json:"missing_evidence"`
		}
	}
	if err := json.Unmarshal([]byte(r.out), &report); err != nil {
		t.Fatalf("%v: %s%s", err, r.out, r.errors)
	}
	for _, f := range report.Findings {
		switch {
		case f.Missing:
			left = append(left, f.Rule)
		case f.Severity == "error":
			wrong = append(wrong, f.Rule+" "+f.Message)
		}
	}
	slices.Sort(left)
	return wrong, slices.Compact(left)
}

// made is one of everything that can be made, in an order in which one can rest on another.
var made = []struct {
	kind, args string
	file       string   // where it comes to stand
	left       []string // the rules that ask for what people have to do
}{
	{"vardomrade", "--namn Plastikkirurgi --giltig_fran 2027-01-01", "plans/register/vardomraden.yaml", nil},
	{"organisation", "--typ vardgivare --namn|Nya Kliniken AB (fiktiv) --kortnamn|Nya Kliniken --giltig_fran 2026-01-01 --foretrads_av vardgarantiservice", "plans/register/organisationer.yaml", nil},
	{"avtal", "--vardgivare nya-kliniken --diarienummer|RS 2026-09999 --vardomraden ortopedi,plastikkirurgi --vardform slutenvard --giltig_fran 2026-01-01 --giltig_till 2028-12-31 --takvolymer|[{period: 2028-01-01/2028-12-31, volym: 100}] --kapacitet|{2028-Q1: 10, 2028-Q2: 10}", "plans/register/avtal.yaml", nil},
	{"person", "--github-id 900000010", "plans/register/roller.yaml", nil},
	{"roll", "--person p-010 --roll representant --organisation nu --fran 2027-01-01", "plans/register/roller.yaml", nil},
	{"delegering", "--av p-005 --till_person p-010 --roll representant --organisation siv --fran 2026-12-20 --till 2027-01-10 --beslut|HS 2026-01111", "plans/register/roller.yaml", nil},
	{"protokollnyckel", "--nyckel|ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBqhgIQxtb0xGbVWYfJT6Pk5OJdQKGRD8hgeBq//Y3XS --fran 2026-11-01", "plans/register/roller.yaml", nil},
	{"signaturnyckel", "--nyckel|ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBVxvDkqoCGKPQZM6jbwyZMHhVpEpxz9mKTRaxwyRvdF --person p-010 --fran 2026-11-01", "plans/register/roller.yaml", nil},
	{"kalenderavvikelse", "--organisation nya-kliniken --fran 2028-06-26 --till 2028-07-23 --andel 0.5 --orsak Sommarbemanning", "plans/register/kalender.yaml", nil},
	{"undantag", "--regel P214 --dokument lp-2027-skas-siv-hoftprotes --skal Provning --beslut|HS 2026-00500 --sista_dag 2027-02-28", "plans/undantag.yaml", nil},
	{"avvikelse", "--commit 0123456789abcdef0123456789abcdef01234567 --orsak Fel --atgard|Rättat i efterhand --referens|HS 2026-00501", "plans/avvikelser.yaml", nil},
	{"erbjudande", "--mottagare siv --vardomrade ortopedi --vardform slutenvard --enhet atgard --period 2028 --lyft-datum 2026-11-12 --giltig_till 2027-12-31 --kapacitet 60", "plans/2028/erbjudanden/erb-2028-siv-ortopedi.yaml", nil},
	{"behovsanalys", "--period 2028 --vardomraden|[{vardomrade: ortopedi, forvaltningar: [{forvaltning: su, behov: 100, kapacitet: 50}, {forvaltning: skas, behov: 90, kapacitet: 60}, {forvaltning: nu, behov: 9, kapacitet: 9}]}]", "plans/2028/behovsanalys.yaml", nil},
	{"missiv", "--behovsanalys ba-2028 --vardomrade ortopedi", "plans/2028/missiv/missiv-2028-ortopedi.yaml", []string{"P202"}},
	{"rad", "--missiv missiv-2028-ortopedi --forvaltning nu --volym 0 --enhet atgard", "plans/2028/missiv/missiv-2028-ortopedi.yaml", []string{"P202"}},
	{"leveransplan", "--missiv missiv-2028-ortopedi --rad su-ortopedi --mottagare nya-kliniken --volym 12", "plans/2028/leveransplaner/su/lp-2028-su-nya-kliniken-ortopedi.yaml", []string{"P106", "P107"}},
	{"restvolym", "--missiv missiv-2028-ortopedi --rad su-ortopedi --volym 5 --orsak|Ingen mottagare har plats", "plans/2028/restvolymer.yaml", []string{"P603"}},
	{"restvolym", "--missiv missiv-2028-ortopedi --rad skas-ortopedi --volym 5 --orsak Väntar --hantering under_placering --senast 2028-06-30", "plans/2028/restvolymer.yaml", nil},
	{"restvolym", "--missiv missiv-2026-ortopedi --rad skas-hoftprotes --slag outlost --leveransplan lp-2026-skas-exk-hoftprotes --volym 1 --orsak Avböjd", "plans/2026/restvolymer.yaml", []string{"P603"}},
}

// arguments takes a line of flags apart. A flag whose value has blanks begins with a bar.
func arguments(line string) (out []string) {
	for _, part := range strings.Split(line, " --") {
		part = strings.TrimPrefix(part, "--")
		name, value, long := strings.Cut(part, "|")
		if !long {
			name, value, _ = strings.Cut(part, " ")
		}
		out = append(out, "--"+name, value)
	}
	return out
}

// Whatever is made passes the check, but for what people have to do before a merge.
func TestWhatIsMadePassesTheCheck(t *testing.T) {
	dir := smallRegion(t)
	formed := run(Env{Dir: dir, Args: []string{"fmt", "--check"}}).out
	kinds := map[string]bool{"installningar": true, "forlangning": true} // see below
	for _, m := range made {
		kinds[m.kind] = true
		before, err := os.ReadFile(filepath.Join(dir, m.file))
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		_, was := errorsOf(t, dir)
		args := append([]string{"new", m.kind}, arguments(m.args)...)
		if r := run(Env{Dir: dir, Args: append(args, "--dry-run")}); r.code != exitOK || !strings.Contains(r.out, "+++ b/"+m.file) {
			t.Fatalf("%v --dry-run: exit code %d\n%s%s", args, r.code, r.out, r.errors)
		}
		if now, _ := os.ReadFile(filepath.Join(dir, m.file)); string(now) != string(before) {
			t.Fatalf("%v --dry-run has written", args)
		}
		r := run(Env{Dir: dir, Args: args})
		if r.code != exitOK || r.out != m.file+"\n" {
			t.Fatalf("%v: exit code %d\n%s%s", args, r.code, r.out, r.errors)
		}
		wrong, left := errorsOf(t, dir)
		if len(wrong) > 0 {
			t.Fatalf("%v makes %q:\n%s", args, wrong, readFile(t, dir, m.file))
		}
		for _, id := range left {
			if !slices.Contains(was, id) && !slices.Contains(m.left, id) {
				t.Errorf("%v leaves %s to do", args, id)
			}
		}
		for _, id := range m.left {
			if !strings.Contains(r.errors, "["+id+"]") {
				t.Errorf("%v does not tell of %s:\n%s", args, id, r.errors)
			}
		}
	}
	for _, f := range forms {
		if !kinds[f.name] {
			t.Errorf("%s has not been made", f.name)
		}
	}
	if diff := cmp.Diff(formed, run(Env{Dir: dir, Args: []string{"fmt", "--check"}}).out); diff != "" {
		t.Errorf("what is made is not in its fixed form (-before +after):\n%s", diff)
	}
}

// A repository without registers gets each with its first entry.
func TestTheFirstEntryMakesItsRegister(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "plans", "register"), 0o755); err != nil {
		t.Fatal(err)
	}
	const register = "# yaml-language-server: $schema=../../schemas/organisationer.schema.json\ndokument: organisationer/v1\norganisationer:\n  - {id: vgr, typ: region, namn: Region X, giltig_fran: 2024-01-01}\n"
	if err := os.WriteFile(filepath.Join(dir, "plans/register/organisationer.yaml"), []byte(register), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"installningar --region vgr", "forlangning --forlangd_till 2027-03-31 --beslut|RS 2026-04567", "organisation --typ forvaltning --namn|Skaraborgs Sjukhus --id skas --giltig_fran 2024-01-01",
		"vardomrade --namn Ortopedi --giltig_fran 2024-01-01", "person --id p-001 --github-id 990000001", "roll --person p-001 --roll systemforvaltare --fran 2026-01-01",
		"kalenderavvikelse --fran 2027-06-28 --till 2027-07-25 --andel 0.5 --orsak Sommar",
	} {
		kind, rest, _ := strings.Cut(line, " ")
		if r := run(Env{Dir: dir, Args: append([]string{"new", kind}, arguments(rest)...)}); r.code != exitOK {
			t.Fatalf("%s: exit code %d\n%s%s", line, r.code, r.out, r.errors)
		}
	}
	if wrong, _ := errorsOf(t, dir); len(wrong) > 0 {
		t.Errorf("%q", wrong)
	}
	want := "# yaml-language-server: $schema=../../schemas/roller.schema.json\ndokument: roller/v1\nversion: 2\npersoner:\n  - {id: p-001, github: {id: 990000001}}\nuppdrag:\n  - {person: p-001, roll: systemforvaltare, fran: 2026-01-01}\n"
	if diff := cmp.Diff(want, readFile(t, dir, "plans/register/roller.yaml")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func readFile(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What can't be made is refused with a word on what to do, and nothing is written.
func TestWhatCannotBeMade(t *testing.T) {
	dir := smallRegion(t)
	before := contents(t, dir)
	for _, c := range []struct {
		name, line string
		code       int
		says       []string
	}{
		{"an unknown kind", "leveransplna", exitUsage, []string{"slaget \"leveransplna\" finns inte", "Menade du leveransplan?"}},
		{"no kind", "", exitUsage, []string{"vad ska göras?", "kalenderavvikelse"}},
		{"from nowhere", "leveransplan --volym 3", exitUsage, []string{"en plan kommer ur en rad"}},
		{"an unknown missiv", "leveransplan --missiv missiv-2027-ortopedj --rad x", exitUsage, []string{`"missiv-2027-ortopedj" finns inte`, "Menade du missiv-2027-ortopedi?"}},
		{"an unknown line", "leveransplan --missiv missiv-2027-ortopedi --rad skas-hoftprote", exitUsage, []string{"Menade du skas-hoftprotes?"}},
		{"a receiver that can't", "leveransplan --missiv missiv-2027-ortopedi --rad skas-hoftprotes --mottagare vgr", exitUsage, []string{`mottagare: "vgr" finns inte`}},
		{"flags left out", "leveransplan --missiv missiv-2027-ortopedi --rad skas-hoftprotes", exitUsage, []string{"--mottagare och --volym", "--ask"}},
		{"another's agreement", "leveransplan --missiv missiv-2027-ortopedi --rad skas-hoftprotes --mottagare exk --avtal avt-2026-020 --volym 4", exitUsage, []string{"avtalet avt-2026-020 (klinik-b, ortopedi, 2026-01-01/2027-12-31) passar inte planen: det är med klinik-b, inte med exk", "Det här passar: avt-2026-014."}},
		{"an agreement that nobody has", "leveransplan --missiv missiv-2027-ortopedi --rad skas-hoftprotes --mottagare exk --avtal avt-2026-041 --volym 4", exitUsage, []string{`"avt-2026-041" finns inte`, "Menade du avt-2026-014?"}},
		{"an unknown kind with flags", "vardomrde --namn X", exitUsage, []string{"slaget \"vardomrde\" finns inte", "Menade du vardomrade?"}},
		{"a missiv without a field", "missiv --period 2028", exitUsage, []string{"new missiv behöver också --vardomrade"}},
		{"fields for entries", "behovsanalys --period 2028 --vardomraden ortopedi,ogonsjukvard", exitUsage, []string{"är en lista av poster", "--vardomraden '[{vardomrade: ortopedi, forvaltningar: [{forvaltning: su, behov: 100, kapacitet: 80}]}"}},
		{"more than there is room for", "leveransplan --missiv missiv-2027-ortopedi --rad skas-hoftprotes --erbjudande erb-2027-siv-ortopedi --volym 30", exitUsage, []string{"av 30 får inte plats", "Sänk volymen"}},
		{"more than the line has", "leveransplan --missiv missiv-2027-ortopedi --rad skas-hoftprotes --mottagare exk --avtal avt-2026-014 --volym 40", exitFindings, []string{"ingenting har skrivits"}},
		{"a volume that is none", "leveransplan --missiv missiv-2027-ortopedi --rad skas-hoftprotes --mottagare exk --avtal avt-2026-014 --volym många", exitUsage, []string{"`volym` ska vara ett heltal"}},
		{"an id that is taken", "leveransplan --missiv missiv-2027-ortopedi --rad skas-hoftprotes --mottagare exk --avtal avt-2026-014 --volym 4 --id ba-2027", exitUsage, []string{`id "ba-2027" finns redan`}},
		{"a path that is taken", "behovsanalys --period 2027 --id ba-ny --vardomraden []", exitUsage, []string{"plans/2027/behovsanalys.yaml finns redan"}},
		{"an entry that is there", "vardomrade --namn Ortopedi --id ortopedi --giltig_fran 2027-01-01", exitUsage, []string{"`vardomraden` har redan en post `ortopedi`"}},
		{"an unknown word", "organisation --typ klinik --namn X --id klin --giltig_fran 2027-01-01", exitUsage, []string{`"klinik" finns inte`, "forvaltning"}},
		{"no day", "vardomrade --namn Hud --id hud2 --giltig_fran 2027-02-30", exitUsage, []string{"2027-02-30 finns inte i kalendern"}},
		{"a personal number", "vardomrade --id nytt --giltig_fran 2027-01-01 --namn 19121212" + "-1212", exitUsage, []string{"personnummer"}},
		{"an empty flag", "vardomrade --namn  --id x", exitUsage, []string{"--namn är tomt"}},
		{"a rest of no line", "restvolym --missiv missiv-2027-ortopedi --orsak x", exitUsage, []string{"--rad"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			kind, rest, _ := strings.Cut(c.line, " ")
			args := []string{"new"}
			if kind != "" {
				args = append(args, kind)
			}
			if rest != "" {
				args = append(args, arguments(rest)...)
			}
			r := run(Env{Dir: dir, Args: args})
			if r.code != c.code || strings.Contains(r.out+r.errors, "19121212") {
				t.Errorf("exit code %d, want %d\n%s%s", r.code, c.code, r.out, r.errors)
			}
			for _, say := range c.says {
				if !strings.Contains(r.errors, say) {
					t.Errorf("%q is not said:\n%s%s", say, r.out, r.errors)
				}
			}
		})
	}
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("files have changed (-before +after):\n%s", diff)
	}
}

// contents reads a whole folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(name)
		out[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Somebody at a terminal is asked for what is missing, and asked again until the answer is
// one.
func TestAnswersMakeADocument(t *testing.T) {
	for _, c := range []struct {
		name, line, answers string
		code                int
		says                []string
		file, holds         string
	}{
		{"a plan", "leveransplan", "missiv-2027-hud\nskas-nybesk\nskas-nybesok\n-\nfyrskaret\n\nmånga\n40\n\n\n\n\nj\n", exitOK,
			[]string{"Menade du skas-nybesok?", "`volym` ska vara ett heltal", "[avt-2024-015]", "volym i hela planen [260]", "period (2027, eller 2027-01-01/2027-12-31) [2027-01-01/2027-12-31]", "[lp-2027-skas-fyrskaret-nybesok]", "Skriva? [J/n]", "[P106]"},
			"plans/2027/leveransplaner/skas/lp-2027-skas-fyrskaret-nybesok.yaml", "skickande: skas\nmottagare: fyrskaret\navtal: avt-2024-015\nvardomrade: hud\nvardform: oppenvard\nenhet: besok\nsyfte: vardgaranti\nvolym: 40\nperiodisering:\n  2027-W02: 1\n"},
		{"what flags say is not asked", "vardomrade --namn Plastik", "\n2027-01-01\n\n\n\n\n", exitOK, []string{"id [plastik]"}, "plans/register/vardomraden.yaml", "  - {id: plastik, namn: Plastik, giltig_fran: 2027-01-01}\n"},
		{"no, after all", "vardomrade --namn Plastik", "\n2027-01-01\n\n\n\nnej\n", exitOK, []string{"ingenting har skrivits"}, "", ""},
		{"gone half-way", "vardomrade", "Plastik\n", exitFault, []string{"svaren tog slut: ingenting har skrivits"}, "", ""},
		{"all choices", "roll", "?\np-005\n?\nrepresentant\nsiv\n2027-01-01\n\n\n", exitOK, []string{"  p-001", "  beslutsforum", "(9; ? visar alla)"}, "plans/register/roller.yaml", "  - {person: p-005, roll: representant, organisation: siv, fran: 2027-01-01}\ndelegeringar:"},
		{"an analysis, entry by entry", "behovsanalys --period 2028", "\n\nortopedy\nortopedi\nsu\n100\n50\n\n\n\n\n\n", exitOK, []string{"Menade du ortopedi?", "en tom rad avslutar"}, "plans/2028/behovsanalys.yaml",
			"vardomraden:\n  - vardomrade: ortopedi\n    forvaltningar:\n      - {forvaltning: su, behov: 100, kapacitet: 50}\n"},
		{"a missiv asks for its field alone", "missiv", "\nhandkirurgi\nnej\n", exitOK, []string{"behovsanalys [ba-2027]: vårdområde vars", "+    volym: 3", "Skriva? [J/n]"}, "", ""},
		{"in English", "vardomrade --lang en", "\nX Y\n\nidag\n2027-01-01\n\n\n\nY\n", exitOK, []string{"an answer is needed", "`giltig_fran` must be a date, not `idag`", "(can be left out)", "Write it? [Y/n]"}, "plans/register/vardomraden.yaml", "{id: x-y, namn: X Y, giltig_fran: 2027-01-01}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := smallRegion(t)
			if c.name == "a plan" {
				dir = sampleRegion(t)
			}
			before := contents(t, dir)
			r := run(Env{Dir: dir, Args: append([]string{"new"}, strings.Fields(c.line)...), Stdin: strings.NewReader(c.answers), InTerminal: true})
			if r.code != c.code {
				t.Errorf("exit code %d, want %d\n%s%s", r.code, c.code, r.out, r.errors)
			}
			for _, say := range c.says {
				if !strings.Contains(r.errors, say) {
					t.Errorf("%q is not said:\n%s%s", say, r.out, r.errors)
				}
			}
			if c.file == "" {
				if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
					t.Errorf("files have changed (-before +after):\n%s", diff)
				}
				return
			}
			if text := readFile(t, dir, c.file); !strings.Contains(text, c.holds) {
				t.Errorf("%s does not hold %q:\n%s\n%s", c.file, c.holds, text, r.errors)
			}
		})
	}
}

// A line more is no way to change a missiv that has been agreed to.
func TestAnAgreedMissivGetsNoLine(t *testing.T) {
	h := newHosted(t)
	r := run(Env{Dir: h.dir, Args: []string{"new", "rad", "--missiv", "missiv-2027-ortopedi", "--forvaltning", "siv", "--atgarder", "NFB29,NFB49", "--volym", "3"}, Now: h.Now})
	if r.code != exitUsage || !strings.Contains(r.errors, "en ny rad kräver en post i andringar") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
	}
	pasted(t, h, r)
	if text := readFile(t, h.dir, "plans/2027/missiv/missiv-2027-ortopedi.yaml"); !strings.Contains(text, "  - id: siv-ortopedi\n    forvaltning: siv\n    vardomrade: ortopedi\n    atgarder: [NFB29, NFB49]\n    volym: 3\n") {
		t.Errorf("the line that the hint writes is not there:\n%s", text)
	}
	if found := run(Env{Dir: h.dir, Args: []string{"preview"}, Now: h.Now}); strings.Contains(found.out, "[C107]") {
		t.Errorf("%s%s", found.out, found.errors)
	}
}

// Kinds are understood as people write them.
func TestKindsAsPeopleWriteThem(t *testing.T) {
	dir := smallRegion(t)
	for _, kind := range []string{"vårdområde", "Vårdområden", "VÅRDOMRÅDE", "va\u030ardomra\u030ade", "Vardomrade", "vardomraden"} {
		r := run(Env{Dir: dir, Args: []string{"new", kind, "--namn", "Plastik", "--giltig_fran", "2027-01-01", "--dry-run"}})
		if r.code != exitOK || !strings.Contains(r.errors, "skulle få en post till: plastik") {
			t.Errorf("%s: exit code %d\n%s%s", kind, r.code, r.out, r.errors)
		}
	}
	taken := map[string]string{}
	for _, f := range forms {
		for _, word := range append(f.spellings(), f.name) {
			if other := taken[word]; other != "" && other != f.name {
				t.Errorf("%q is both %s and %s", word, other, f.name)
			}
			taken[word] = f.name
		}
	}
	for _, c := range []struct{ lang, says string }{{"sv", `leveransplan new avtal tar bara flaggor, inte "foo"`}, {"en", `leveransplan new avtal takes flags alone, not "foo"`}} {
		if r := run(Env{Dir: dir, Args: []string{"new", "avtal", "foo", "--lang", c.lang}}); r.code != exitUsage || !strings.Contains(r.errors, c.says) {
			t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
		}
	}
}

// The columns of the flags stand in line, whatever letters their values are named with.
func TestFlagsStandInColumns(t *testing.T) {
	for _, name := range []string{"sv", "en"} {
		for _, kind := range []string{"rad", "leveransplan"} {
			r := run(Env{Dir: smallRegion(t), Args: []string{"new", kind, "--help", "--lang", name}})
			_, table, _ := strings.Cut(r.out, "--missiv")
			table, _, _ = strings.Cut("      --missiv"+table, "\n\n")
			columns := map[int]bool{}
			for line := range strings.Lines(table) {
				head, says, found := strings.Cut(strings.TrimLeft(line, " "), "  ")
				if !found {
					t.Fatalf("%q", line)
				}
				indent := len(line) - len(strings.TrimLeft(line, " "))
				columns[indent+utf8.RuneCountInString(head)+2+len(says)-len(strings.TrimLeft(says, " "))] = true
			}
			if len(columns) != 1 {
				t.Errorf("%s: %d columns:\n%s", name, len(columns), r.out)
			}
		}
	}
}

// Every list of entries that a flag can give has an example that the schema takes.
func TestExamplesOfListsCanBeWritten(t *testing.T) {
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range forms {
		all, err := edit.Fields(schemas, string(f.kind))
		if err != nil {
			t.Fatal(err)
		}
		for key, field := range f.fields(all) {
			if !slices.ContainsFunc(f.ask, func(asked string) bool { return bare(asked) == key }) || !field.List || len(field.Parts) == 0 {
				continue
			}
			seen[key] = true
			if _, err := field.Value(examples[key]); err != nil {
				t.Errorf("%s of %s: %q: %v", key, f.name, examples[key], err)
			}
		}
	}
	if len(seen) != len(examples) {
		t.Errorf("examples for %d lists, want %d", len(examples), len(seen))
	}
}

func writeFile(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
