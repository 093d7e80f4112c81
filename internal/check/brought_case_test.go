package check_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// A plan that is on a line though it is another sender's still decides what can be told of
// the line.
func TestBroughtBesideAStray(t *testing.T) {
	base := region.Files()
	stray := strings.Replace(string(base[weekPlan].Data), "id: lp-2027-skas-exk-hoftprotes", "id: lp-2027-vilse", 1)
	base["plans/2027/leveransplaner/vilse.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(stray, "skickande: skas", "skickande: su", 1))}
	head := with(t, with(t, base, weekPlan, "volym: 12", "volym: 11"), weekPlan, "2027-W02: 3", "2027-W02: 2")
	var n tally
	n.held(t, "a stray", n.walk(t, base), base, head, check.Options{Schemas: schemas, Today: judgedOn})
	if n.parts != 1 {
		t.Error(n.whole)
	}
}

// The files of the small region that the cases below begin with.
const (
	movable  = region.Movable
	handPlan = "plans/2027/leveransplaner/skas/lp-2027-skas-siv-handkirurgi.yaml"
	eyePlan  = "plans/2027/leveransplaner/nu/lp-2027-nu-su-ogon.yaml"
	farPlan  = "plans/2027/leveransplaner/su/lp-2027-su-klb-hoftprotes.yaml"
	pastPlan = "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml"
	handMemo = "plans/2027/missiv/missiv-2027-handkirurgi.yaml"
	offered  = "plans/2027/erbjudanden/erb-2027-siv-ortopedi.yaml"
	elsewise = "plans/2027/annat.yaml" // nothing stands there in the region
)

// like adds a document that is one of the region's with some of its text exchanged, by turns what it was
// and what it is to be.
func like(t *testing.T, files fstest.MapFS, name, of string, exchange ...string) fstest.MapFS {
	t.Helper()
	out := maps.Clone(files)
	out[name] = region.Files()[of]
	for i := 0; i < len(exchange); i += 2 {
		out = with(t, out, name, exchange[i], exchange[i+1])
	}
	return out
}

// far is a step and the rule by which it shows that more than the step is looked at.
type far struct {
	base, head fstest.MapFS
	rule       string
}

// strayed is a plan on the line though it is another sender's.
func strayed(t *testing.T, whole fstest.MapFS, lowered func(fstest.MapFS) fstest.MapFS) far {
	base := like(t, whole, elsewise, handPlan, "id: lp-2027-skas-siv-handkirurgi", "id: lp-2027-vilse",
		"missiv-2027-handkirurgi, rad: skas-handkirurgi", "missiv-2027-ortopedi, rad: skas-hoftprotes", "skickande: skas", "skickande: nu")
	return far{base, lowered(base), "-X102"}
}

// successor is a tree in which a line is of a förvaltning that another has succeeded.
func successor(t *testing.T, files fstest.MapFS) fstest.MapFS {
	return like(t, files, "plans/2027/missiv/norr.yaml", "plans/2027/missiv/missiv-2027-ortopedi.yaml", "id: missiv-2027-ortopedi", "id: missiv-2027-norr",
		"forvaltning: skas\n    vardomrade", "forvaltning: nu-norr\n    vardomrade")
}

// Each case is about documents far from a change that decide what it brings: nothing else
// leads to them but what its name says. Of a rule that is named one finding at least is new,
// and of one with a minus none.
func TestBroughtAlthoughFarAway(t *testing.T) {
	whole := region.Files()
	lowered := func(files fstest.MapFS) fstest.MapFS { // the plan that can be moved, by one
		return with(t, with(t, files, movable, "volym: 6\n", "volym: 5\n"), movable, "2027-W06: 2", "2027-W06: 1")
	}
	unsettled := func(files fstest.MapFS) fstest.MapFS { // its line is changed by another missiv
		return with(t, files, handMemo, "andringar: []", "andringar:\n"+
			"  - {nr: 1, datum: 2026-11-02, rad: skas-handkirurgi, volym_fore: 4, volym_efter: 4, motivering: Prov, avstamningar: [{forvaltning: skas, datum: 2026-11-01}],\n"+
			"     reglerar: [{leveransplan: lp-2027-skas-siv-hoftprotes, nr: 1}]}")
	}
	former := with(t, whole, eyePlan, "skickande: nu\n", "skickande: nu-norr\n")
	// An offer that no plan draws on, and a plan that does.
	spare := like(t, whole, "plans/2027/erbjudanden/ledigt.yaml", offered, "id: erb-2027-siv-ortopedi", "id: erb-2027-ledigt",
		"mottagare: siv", "mottagare: su", "av: siv", "av: su", "{2027-W06: 2, 2027-W07: 2, 2027-W08: 2, 2027-W09: 2}", "{2027-W10: 4}")
	received := func(files fstest.MapFS, sender string) fstest.MapFS {
		return like(t, files, elsewise, movable, "id: lp-2027-skas-siv-hoftprotes", "id: lp-2027-mottagen",
			"{missiv: missiv-2027-ortopedi, rad: skas-hoftprotes, erbjudande: erb-2027-siv-ortopedi}", "{erbjudande: erb-2027-ledigt}",
			"skickande: skas", "skickande: "+sender, "mottagare: siv", "mottagare: su", "volym: 6", "volym: 1",
			"  2027-W06: 2\n  2027-W07: 2\n  2027-W08: 2\n", "  2027-W10: 1\n")
	}
	// A second plan under the agreement of a plan of another missiv, which together fill it.
	agreed := with(t, like(t, with(t, whole, handMemo, "volym: 4\n", "volym: 9\n"), elsewise, farPlan, "id: lp-2027-su-klb-hoftprotes", "id: lp-2027-andra",
		"missiv-2027-ortopedi, rad: su-hoftprotes", "missiv-2027-handkirurgi, rad: skas-handkirurgi", "skickande: su", "skickande: skas",
		"vardomrade: ortopedi", "vardomrade: handkirurgi", "volym: 8", "volym: 4", "2027-Q1: 3\n  2027-Q2: 3\n  2027-Q3: 0\n  2027-Q4: 2", "2027-Q1: 2\n  2027-Q2: 2"),
		"plans/register/avtal.yaml", "2027-12-31, volym: 20}", "2027-12-31, volym: 12}")
	// A search that says nothing is free.
	searched := func(files fstest.MapFS) fstest.MapFS {
		return with(t, with(t, with(t, files, weekPlan, "volym: 12", "volym: 13"), weekPlan, "2027-W05: 3", "2027-W05: 4"), weekPlan, "andringar: []", `andringar:
  - nr: 1
    datum: 2026-11-20
    galler_fran: 2027-W05
    orsak: okat_behov
    volym_fore: 12
    volym_efter: 13
    utokar: 1
    anmald_av: skas
    anmald_till: vardgarantiservice
    forankring: {roll: representant, organisation: skas, datum: 2026-11-18}
    kapacitetssok:
      - {steg: egen_regi, datum: 2026-11-18, ledig: 0}
      - {steg: egna_avtal, datum: 2026-11-19, ledig: 1, placerat: [{leveransplan: lp-2027-skas-exk-hoftprotes, volym: 1}]}
    motivering: Fler remisser än väntat
    protokoll: "2026-11-19 § 3"
    avstamningar: [{part: exk, datum: 2026-11-19, referens: "HS 2026-00412-9"}]`)
	}
	drawn := with(t, spare, offered, ", 2027-W09: 2}", "}") // its own offer has nothing left
	// Nobody can tell what the missiv's plans use while one of them does not add up.
	doubtful := with(t, with(t, with(t, whole, weekPlan, "volym: 12", "volym: 11"), weekPlan, "2027-W02: 3", "2027-W02: 2"), movable, "volym: 6\n", "volym: 7\n")
	unused := maps.Clone(whole)
	unused[elsewise] = &fstest.MapFile{Data: []byte(`dokument: restvolymer/v1
id: rest-utan-rad
period: 2027-01-01/2027-12-31
rester:
  - {id: rest-1, leveransplan: lp-2027-skas-siv-hoftprotes, slag: outlost, volym: 6, orsak: Uteblivna, hantering: sarskild_ordning, datum: 2026-11-16, referens: "HS 2026-00421"}
`)}
	// By week 20 two of the quarter's three have been received; its even share would be one.
	begun := maps.Clone(whole)
	begun["plans/2027/utfall/2027-W15.csv"] = &fstest.MapFile{Data: []byte("leveransplan;vecka;utfort\nlp-2027-su-klb-hoftprotes;2027-W15;2\n")}
	emptied := with(t, with(t, begun, farPlan, "2027-Q2: 3\n  2027-Q3: 0\n  2027-Q4: 2", "2027-Q2: 1\n  2027-Q3: 0\n  2027-Q4: 4"), farPlan, "andringar: []", `andringar:
  - nr: 1
    datum: 2026-11-20
    galler_fran: 2027-W20
    orsak: omperiodisering
    volym_fore: 8
    volym_efter: 8
    motivering: Fler operationssalar från sommaren
    avstamningar:
      - {part: su, datum: 2026-11-18}
      - {part: klinik-b, datum: 2026-11-19, referens: "HS 2026-00530-4"}`)
	for name, c := range map[string]far{
		"outcome of the quarter that a change takes from": {begun, emptied, "C106"},
		"outcome above a plan that is lowered":            {whole, with(t, whole, pastPlan, "volym: 14\n", "volym: 3\n"), "F104"},
		"a second plan that names a former förvaltning":   {former, like(t, former, "plans/2027/nytt.yaml", weekPlan, "id: lp-2027-skas-exk-hoftprotes", "id: lp-2027-nu-norr", "skickande: skas\n", "skickande: nu-norr\n"), "X010"},
		"a plan that says it is of the line":              strayed(t, whole, lowered),
		"a missiv that takes up the plan's entries":       {unsettled(whole), lowered(unsettled(whole)), "-X102"},
		"a missiv that takes up a plan of the line": {unsettled(whole),
			with(t, with(t, unsettled(whole), weekPlan, "volym: 12", "volym: 11"), weekPlan, "2027-W02: 3", "2027-W02: 2"), "-X102"},
		"an open line of the sender":              {lowered(spare), received(lowered(spare), "skas"), "C122"},
		"an open line of whom the sender follows": {successor(t, spare), received(successor(t, spare), "nu"), "C122"},
		"a plan under the same agreement":         {agreed, with(t, with(t, agreed, elsewise, "volym: 4", "volym: 5"), elsewise, "2027-Q1: 2", "2027-Q1: 3"), "X201"},
		"a reason that names the plan":            {whole, with(t, whole, handPlan, "mottagare: siv", "mottagare: su"), "P508"},
		"an unused volume of the plan":            {unused, lowered(unused), "P601"},
		"an offer that a search did not see":      {drawn, searched(drawn), "C117"},
		"a plan that has taken what is offered":   {received(drawn, "siv"), searched(received(drawn, "siv")), "C117"},
		"what a missiv's plans use can be told":   {doubtful, with(t, doubtful, movable, "volym: 7\n", "volym: 6\n"), "X212"},
	} {
		t.Run(name, func(t *testing.T) {
			opt := check.Options{Schemas: schemas, Today: judgedOn}
			var n tally
			n.held(t, name, n.walk(t, c.base), c.base, c.head, opt)
			t.Log(n.whole)
			rule, none := strings.CutPrefix(c.rule, "-")
			found := slices.ContainsFunc(brings(t, c.base, c.head, opt).Findings, func(d diag.Diagnostic) bool { return d.Rule == rule })
			if found == none {
				t.Errorf("want %s: the case shows nothing", c.rule)
			}
		})
	}
}

// Only the rules judge that applied on the day that is asked for; what is wrong with the
// files themselves always is.
func TestRulesOfADay(t *testing.T) {
	base := region.Files()
	head := with(t, with(t, base, weekPlan, "volym: 12", "volym: 13"), quarterPlan, "volym: 8", "volym: 8\nhemligt: 1")
	opt := check.Options{Schemas: schemas, Today: judgedOn}
	now := brings(t, base, head, opt)
	opt.Lines = judgedOn
	if got := found(t, brings(t, base, head, opt).Findings); got != found(t, now.Findings) {
		t.Error("other rules applied on the day of the check")
	}
	opt.Lines = judgedOn.Add(-10_000)
	for _, d := range brings(t, base, head, opt).Findings {
		if !strings.HasPrefix(d.Rule, "S") {
			t.Errorf("%s judged before there was a rule", d.Rule)
		}
	}
	var n tally
	n.held(t, "before there was a rule", n.walk(t, base), base, head, opt)
}

// A step costs what it is judged with: few files are read, and none of them twice.
func TestBroughtReadsWhatIsConcerned(t *testing.T) {
	base := region.Files()
	head := with(t, with(t, base, weekPlan, "2027-W02: 3", "2027-W02: 2"), weekPlan, "2027-W03: 3", "2027-W03: 4")
	was, now := asRevision(base), asRevision(head)
	walk, err := reader(known(t, base)).Walk(was)
	if err != nil {
		t.Fatal(err)
	}
	opt := check.Options{Schemas: schemas, Today: judgedOn}
	for i, tree := range []hashed{now, was, now} {
		maps.DeleteFunc(was.read, func(string, int) bool { return true })
		maps.DeleteFunc(now.read, func(string, int) bool { return true })
		got, err := walk.Brought(tree, nil, opt)
		if err != nil || got.Everything != "" {
			t.Fatal(got, err)
		}
		most := len(base) / 2
		if i == 2 {
			most = 0 // all of it has been read before
		}
		if n := len(was.read) + len(now.read); n > most {
			t.Errorf("step %d reads %d files of %d", i, n, len(base))
		}
		for name, n := range now.read {
			if n > 2 { // once for what it means
				t.Errorf("%s is read %d times", name, n)
			}
		}
	}
}
