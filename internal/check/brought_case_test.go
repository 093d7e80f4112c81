package check_test

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/check"
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

// What other files say decides what a change of one plan brings, however far they stand.
func TestBroughtAlthoughFarAway(t *testing.T) {
	const (
		taken = "plans/2026/leveransplaner/su/lp-2026-su-exk-hoftprotes.yaml"
		eyes  = "plans/2027/leveransplaner/nu/lp-2027-nu-su-ogon.yaml"
	)
	whole := region.Files()
	former := with(t, whole, eyes, "skickande: nu\n", "skickande: nu-norr\n")
	second := maps.Clone(former)
	text := strings.Replace(string(whole[weekPlan].Data), "id: lp-2027-skas-exk-hoftprotes", "id: lp-2027-nu-norr", 1)
	second["plans/2027/nytt.yaml"] = &fstest.MapFile{Data: []byte(strings.Replace(text, "skickande: skas\n", "skickande: nu-norr\n", 1))}
	for name, c := range map[string]struct {
		base, head fstest.MapFS
		rule       string
	}{
		"outcome above a plan that is lowered":          {whole, with(t, whole, taken, "volym: 14\n", "volym: 3\n"), "F104"},
		"a second plan that names a former förvaltning": {former, second, "X010"},
	} {
		t.Run(name, func(t *testing.T) {
			var n tally
			n.held(t, name, n.walk(t, c.base), c.base, c.head, check.Options{Schemas: schemas, Today: judgedOn})
			for _, d := range brings(t, c.base, c.head, check.Options{Schemas: schemas, Today: judgedOn}).Findings {
				if d.Rule == c.rule {
					return
				}
			}
			t.Errorf("no %s is brought: the case shows nothing", c.rule)
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
