package diff_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// What can't be read on one side is never passed over. In a plan "mottagare: exk" becomes a
// fault by a key that no schema knows.
func TestUnread(t *testing.T) {
	const broken = "mottagare: exk\nhemligt: 1"
	whole := func(t *testing.T) fstest.MapFS { return region.Files() }
	with := func(edits ...string) func(*testing.T) fstest.MapFS {
		return func(t *testing.T) fstest.MapFS { return edited(t, edits...) }
	}
	file := func(name, text string) func(*testing.T) fstest.MapFS {
		return func(t *testing.T) fstest.MapFS {
			tree := region.Files()
			tree[name] = &fstest.MapFile{Data: []byte(text)}
			return tree
		}
	}
	number := "19640823" + "-3234"
	twin := func(t *testing.T) fstest.MapFS {
		tree := region.Files()
		tree["plans/2027/kopia.yaml"] = tree[hip]
		return tree
	}
	for name, c := range map[string]struct {
		base, head func(*testing.T) fstest.MapFS
		want       []string
	}{
		"a plan gets a fault":          {whole, with(hip, "mottagare: exk", broken), []string{hipID + "leveransplan.villkor olast.efter"}},
		"a week that there is none of": {whole, with(hip, "2027-W05: 3", "2027-W54: 3"), []string{hipID + "leveransplan.frigjord olast.efter"}},
		"a plan is mended":             {with(hip, "mottagare: exk", broken), whole, []string{hipID + "leveransplan.ny leveransplan.villkor olast.fore"}},
		"a faulty plan changes":        {with(hip, "mottagare: exk", broken), with(hip, "mottagare: exk", "mottagare: exk\nhemligt: 2"), []string{hipID + "leveransplan.ny leveransplan.villkor olast.efter olast.fore"}},
		"a comment in a faulty plan":   {with(hip, "mottagare: exk", broken), with(hip, "mottagare: exk", broken+" # ny"), []string{hipID + "leveransplan.ny olast.efter olast.fore"}},
		"a faulty plan stays":          {with(hip, "mottagare: exk", broken), with(hip, "mottagare: exk", broken), []string{}},
		"a faulty plan is removed":     {with(hip, "mottagare: exk", broken), func(t *testing.T) fstest.MapFS { f := region.Files(); delete(f, hip); return f }, []string{hipID + "leveransplan.borttagen olast.fore"}},
		"a plan can't be parsed":       {whole, file(hip, "dokument: leveransplan/v1\nid: [\n"), []string{hipID + "olast.efter"}},
		"a plan could not be parsed":   {file(hip, "dokument: leveransplan/v1\nid: [\n"), whole, []string{hipID + "leveransplan.ny olast.fore"}},
		"never could be parsed":        {file(hip, "a: [\n"), file(hip, "b: [\n"), []string{"fil/" + hip + ": olast.efter olast.fore"}},
		"a plan loses its id":          {whole, with(hip, "id: lp-2027-skas-exk-hoftprotes\n", ""), []string{hipID + "olast.efter"}},
		"a link takes a plan's place": {whole, func(t *testing.T) fstest.MapFS {
			f := region.Files()
			f[hip] = &fstest.MapFile{Data: []byte("x"), Mode: 0o120777}
			return f
		}, []string{hipID + "olast.efter"}},
		"a missiv can't be parsed": {whole, file(memo, "a: [\n"), []string{"missiv/missiv-2027-ortopedi: olast.efter"}},
		"an offer can't be parsed": {whole, file(offer, "a: [\n"), []string{"erbjudande/erb-2027-siv-ogon: olast.efter"}},
		"roles can't be parsed":    {whole, file(roles, "a: [\n"), []string{"roller/roller: olast.efter roller.andrade"}},
		"a table can't be read":    {whole, file(outcome, "a\x00"), []string{"utfall/utfall: utfall.andrat", "fil/" + outcome + ": olast.efter"}},
		"a plan moves and the old file can't be read": {whole, func(t *testing.T) fstest.MapFS {
			f := region.Files()
			f["plans/2027/annan.yaml"], f[hip] = f[hip], &fstest.MapFile{Data: []byte("a: [\n")}
			return f
		}, []string{"fil/" + hip + ": olast.efter"}},
		"a second plan of the same id":  {whole, twin, []string{hipID + "olast.efter"}},
		"the second plan goes":          {twin, whole, []string{hipID + "leveransplan.ny olast.fore"}},
		"both stay":                     {twin, twin, []string{}},
		"a register gets a fault":       {whole, with(roles, "version: 1", "version: ett"), []string{"roller/roller: olast.efter roller.andrade"}},
		"a register in the wrong place": {whole, file("plans/2027/roller.yaml", string(region.Files()[roles].Data)), []string{"fil/plans/2027/roller.yaml: olast.efter"}},
		"a rest gets a fault":           {whole, with(rests, "slag: oplacerad, volym: 1", "slag: oplacerad, volym: ett"), []string{"restvolymer/rest-2026: olast.efter restvolym.andrad", "restvolymer/rest-2026/rest-1: olast.efter restvolym.andrad", "restvolymer/rest-2026/rest-2: olast.efter restvolym.andrad"}},
		"a table gets a fault":          {whole, with(outcome, "2026-W12;2;3", "2026-W12;två;3"), []string{"utfall/utfall: olast.efter utfall.andrat"}},
		"a table is mended":             {with(outcome, "2026-W12;2;3", "2026-W12;två;3"), whole, []string{"utfall/utfall: olast.fore utfall.andrat"}},
		"a faulty table stays":          {with(outcome, "2026-W12;2;3", "2026-W12;två;3"), with(outcome, "2026-W12;2;3", "2026-W12;två;3"), []string{}},
		"numbers that look the same": {
			with(hip, "funktion: Vårdplanering", "funktion: Vårdplanering "+number), with(hip, "funktion: Vårdplanering", "funktion: Vårdplanering "+"19640823"+"-3226"),
			[]string{hipID + "leveransplan.ny olast.efter olast.fore"},
		},
		"a number goes": {with(hip, "funktion: Vårdplanering", "funktion: Vårdplanering # "+number+"\n   "), with(hip, "funktion: Vårdplanering", "funktion: Vårdplanering # ingen\n   "), []string{hipID + "leveransplan.ny olast.fore"}},
		"a second missiv of the same id": {whole, func(t *testing.T) fstest.MapFS {
			tree := region.Files()
			tree["plans/2027/missiv/kopia.yaml"] = tree[memo]
			return tree
		}, []string{"missiv/missiv-2027-ortopedi: olast.efter"}},
		"a number that stays": {with(hip, "funktion: Vårdplanering", "funktion: Vårdplanering "+number), with(hip, "funktion: Vårdplanering", "funktion: Vårdplanering "+number), []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			got := compare(t, c.base(t), c.head(t))
			if d := cmp.Diff(c.want, outline(got)); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			for _, change := range got {
				if s := change.About(); s.BaseSum == s.HeadSum && len(c.want) > 0 {
					t.Errorf("%s is bound to the same on both sides", s)
				}
			}
		})
	}
}

// Two files whose names differ in covered digits are two.
func TestFilesWithNumbersInTheirNames(t *testing.T) {
	files := []diff.FileChange{{Path: "19640823" + "-3234.txt", After: "a"}, {Path: "19640823" + "-3226.txt", After: "b"}}
	set := load(t, region.Files())
	got := outline(diff.Compare(set, set, files))
	want := []string{"fil/••••••••-••••.txt: okand.andrad", "fil/••••••••-••••.txt: okand.andrad"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
