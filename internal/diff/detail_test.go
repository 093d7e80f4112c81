package diff_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// the gives the one change of a tree from the small region.
func the[C diff.Change](t *testing.T, edits ...string) C {
	t.Helper()
	got := since(t, edited(t, edits...))
	if len(got) != 1 {
		t.Fatalf("%v", outline(got))
	}
	return got[0].(C)
}

func TestPlanChange(t *testing.T) {
	c := the[*diff.Plan](t, hip, "volym: 12", "volym: 14", hip, "2027-W05: 3", "2027-W05: 4\n  2027-W07: 1",
		hip, "andringar: []", "andringar:\n  - {nr: 1, datum: 2027-01-12, galler_fran: 2027-W05, orsak: okat_behov, volym_fore: 12, volym_efter: 14}")
	if c.Base.Volym.V != 12 || c.Head.Volym.V != 14 || c.Sender != "skas" || c.Receiver != "exk" || !c.Extern {
		t.Errorf("%+v", c)
	}
	if len(c.Entries) != 1 || c.Entries[0].Nr.V != 1 {
		t.Errorf("entries: %v", c.Entries)
	}
	var slots []string
	for _, s := range c.Slots {
		if s.Before != s.After {
			slots = append(slots, s.Slot.String())
		}
	}
	if len(c.Slots) != 5 || !slices.Equal(slots, []string{"2027-W05", "2027-W07"}) {
		t.Errorf("slots: %v", c.Slots)
	}
	volume := c.Terms[0]
	at := func(column int) diag.Range {
		return diag.Range{Start: diag.Pos{Line: 16, Column: column}, End: diag.Pos{Line: 16, Column: column + 2}}
	}
	want := diff.Term{Pointer: "/volym", Before: diff.Value{Text: "12", File: hip, Range: at(8), There: true}, After: diff.Value{Text: "14", File: hip, Range: at(8), There: true}}
	if d := cmp.Diff(want, volume); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if inside := the[*diff.Plan](t, eyes, "vardform: dagkirurgi", "vardform: oppenvard"); inside.Extern {
		t.Errorf("a plan in own regi: %+v", inside)
	}
	if unknown := the[*diff.Plan](t, hip, "mottagare: exk", "mottagare: finnsinte"); !unknown.Extern || unknown.Receiver != "finnsinte" {
		t.Errorf("a receiver that nobody knows: %+v", unknown)
	}
}

// Who is external is told by the base, not by a request that edits the register too.
func TestExternIsToldByTheBase(t *testing.T) {
	tree := edited(t, hip, "volym: 12", "volym: 11", "plans/register/organisationer.yaml", "id: exk\n    typ: vardgivare", "id: exk\n    typ: forvaltning")
	for _, c := range since(t, tree) {
		if p, ok := c.(*diff.Plan); ok && !p.Extern {
			t.Error("the receiver has become a förvaltning")
		}
	}
}

// What a missiv takes away from a line takes from the plan that is lowered with it; a change
// that absorbs an entry takes nothing.
func TestTheForumTakes(t *testing.T) {
	lower := []string{hip, "volym: 12", "volym: 9", hip, "2027-W05: 3", "2027-W05: 0"}
	got := outline(since(t, edited(t, append(lower, memo, "volym: 20", "volym: 17")...)))
	want := []string{"missiv/missiv-2027-ortopedi: missiv.andrat", hipID + "leveransplan.frigjord leveransplan.minskning"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("taken (-want +got):\n%s", d)
	}
	const missiv = "plans/2026/missiv/missiv-2026-ortopedi.yaml"
	got = outline(since(t, edited(t, earlier, "volym: 14\n", "volym: 13\n", earlier, "2026-W47: 2", "2026-W47: 1", missiv, "    volym: 12\n", "    volym: 15\n",
		missiv, "    protokoll: \"2026-05-28 § 4\"\n", "    protokoll: \"2026-05-28 § 4\"\n  - {nr: 2, datum: 2026-11-17, rad: su-hoftprotes, volym_fore: 12, volym_efter: 15, reglerar: [{leveransplan: lp-2026-su-exk-hoftprotes, nr: 2}]}\n")))
	want = []string{"missiv/missiv-2026-ortopedi: missiv.andrat", "leveransplan/lp-2026-su-exk-hoftprotes: leveransplan.frigjord"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("absorbed (-want +got):\n%s", d)
	}
}

func TestMemoLines(t *testing.T) {
	const change = "andringar:\n  - {nr: 1, datum: 2027-03-10, rad: su-hoftprotes, volym_fore: 8, volym_efter: 10, motivering: Fler remisser}"
	for name, c := range map[string]struct {
		edits   []string
		lines   []string
		outside bool
	}{
		"a line":                    {[]string{memo, "volym: 8", "volym: 10"}, []string{"su-hoftprotes"}, false},
		"a line and its entry":      {[]string{memo, "volym: 8", "volym: 10", memo, "andringar: []", change}, []string{"su-hoftprotes"}, false},
		"an entry alone":            {[]string{memo, "andringar: []", change}, []string{"su-hoftprotes"}, false},
		"a line and the case":       {[]string{memo, "volym: 8", "volym: 10", memo, "HS 2026-00412", "HS 2026-00413"}, []string{"su-hoftprotes"}, false},
		"a new line":                {[]string{memo, "avstamningar:\n", "  - {id: nu-hoftprotes, forvaltning: nu, vardomrade: ortopedi, volym: 1}\navstamningar:\n"}, []string{"nu-hoftprotes"}, false},
		"a line gets another id":    {[]string{memo, "id: su-hoftprotes", "id: su-hofter"}, []string{"su-hofter", "su-hoftprotes"}, false},
		"the reason":                {[]string{memo, "motivering: Volymerna", "motivering: Talen"}, nil, true},
		"a dialogue":                {[]string{memo, "{forvaltning: skas, datum: 2026-10-14}", "{forvaltning: skas, datum: 2026-10-13}"}, nil, true},
		"a line and the reason":     {[]string{memo, "volym: 8", "volym: 10", memo, "motivering: Volymerna", "motivering: Talen"}, []string{"su-hoftprotes"}, true},
		"an entry of no line":       {[]string{memo, "andringar: []", "andringar:\n  - {nr: 1, datum: 2027-03-10, rad: annan, volym_fore: 8, volym_efter: 10, motivering: Fel}"}, nil, true},
		"a line that can't be read": {[]string{memo, "volym: 8", "volym: åtta"}, []string{"su-hoftprotes"}, true},
		"the minutes":               {[]string{memo, "2026-11-05 § 7", "2026-11-12 § 7"}, nil, false},
	} {
		m := the[*diff.Memo](t, c.edits...)
		var lines []string
		for _, l := range m.Lines {
			lines = append(lines, l.ID)
		}
		if d := cmp.Diff(c.lines, lines); d != "" || m.Outside != c.outside {
			t.Errorf("%s: outside %v (-want +got):\n%s", name, m.Outside, d)
		}
	}
}

func TestOfferBlocks(t *testing.T) {
	const old = "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml"
	for _, c := range []struct {
		old, fresh string
		want       []string
	}{
		{"vagval: {beslut: samordningsrad", "vagval: {beslut: direkt", []string{"vagval"}},
		{"granskning: {datum: 2024", "granskning: {datum: 2025", []string{"granskning"}},
	} {
		if o := the[*diff.Offer](t, old, c.old, c.fresh); !slices.Equal(o.Blocks, c.want) {
			t.Errorf("%v, want %v", o.Blocks, c.want)
		}
	}
	if o := the[*diff.Offer](t, offer, "kapacitet: {2027-W10: 4, 2027-W12: 2}\n", "kapacitet: {2027-W10: 4, 2027-W12: 3}\narende: {diarienummer: \"HS 1\"}\n"); !slices.Equal(o.Blocks, []string{"arende", "kapacitet"}) || len(o.Terms) != 1 || len(o.Slots) != 2 {
		t.Errorf("%v, %v", o.Blocks, o.Terms)
	}
}

func TestRestsAndRows(t *testing.T) {
	if r := the[*diff.Rest](t, rests, "rad: su-hoftprotes, slag: oplacerad, volym: 1", "rad: skas-hoftprotes, slag: oplacerad, volym: 1"); r.Sender != "skas" || r.BaseSender != "su" || len(r.Terms) != 1 || r.Terms[0].Pointer != "/rester/rest-2/rad" {
		t.Errorf("%+v", r)
	}
	o := the[*diff.Outcome](t, outcome, "2026-W12;2;3", "2026-W13;2;3", outcome, "2026-W18;4;6", "2026-W18;4;7")
	if len(o.Added) != 1 || len(o.Changed) != 1 || len(o.Removed) != 1 || o.Changed[0].Before.Text != "utfort 4, kontaktade 6" || o.Changed[0].After.Range.Start.Line != 3 {
		t.Errorf("%+v", o)
	}
	// A row that stands twice is two rows.
	twice := the[*diff.Outcome](t, outcome, "lp-2026-siv-skas-katarakt;2026-W12;2;3\n", "lp-2026-siv-skas-katarakt;2026-W12;2;3\nlp-2026-siv-skas-katarakt;2026-W12;2;3\n")
	if len(twice.Added) != 1 || len(twice.Changed)+len(twice.Removed) != 0 {
		t.Errorf("%+v", twice)
	}
}

// Rows that say the same are told in the order of their file, every time.
func TestRowsThatStandManyTimesHaveAnOrder(t *testing.T) {
	before, after := region.Files(), region.Files()
	before[outcome] = &fstest.MapFile{Data: []byte("leveransplan;vecka;utfort\n")}
	after[outcome] = &fstest.MapFile{Data: []byte("leveransplan;vecka;utfort\n" + strings.Repeat("lp-2026-siv-skas-katarakt;2026-W12;2\nlp-2026-siv-skas-katarakt;2026-W13;2\n", 40))}
	o, _ := compare(t, before, after)[0].(*diff.Outcome)
	if o == nil || len(o.Added) != 80 {
		t.Fatalf("%+v", o)
	}
	for i, row := range o.Added {
		if want := 2 + i%40*2 + i/40; row.After.Range.Start.Line != want {
			t.Fatalf("row %d stands in line %d, want %d", i, row.After.Range.Start.Line, want)
		}
	}
}

// A row may name its plan and the parties; another party is another row.
func TestRowWithPlanAndParties(t *testing.T) {
	const head = "leveransplan;skickande;vecka;utfort\n"
	before, after := region.Files(), region.Files()
	before[outcome] = &fstest.MapFile{Data: []byte(head + "lp-2026-siv-skas-katarakt;siv;2026-W12;2\n")}
	after[outcome] = &fstest.MapFile{Data: []byte(head + "lp-2026-siv-skas-katarakt;su;2026-W12;2\n")}
	if got := outline(compare(t, before, after)); !slices.Equal(got, []string{"utfall/utfall: utfall.andrat"}) {
		t.Errorf("%v", got)
	}
}

// What can't be read is bound as it stands: there, a comment may be all that tells two texts
// apart.
func TestUnreadIsBoundByItsText(t *testing.T) {
	for _, c := range [][3]string{{roles, "version: 1", "version: ett"}, {hip, "volym: 12", "volym: tolv"}, {rests, "slag: outlost, volym: 1", "slag: outlost, volym: ett"}, {outcome, "W12;2;3", "W12;x;3"}} {
		one, other := since(t, edited(t, c[0], c[1], c[2])), since(t, edited(t, c[0], c[1], c[2], c[0], c[2], c[2]+" "))
		for i := range min(len(one), len(other)) {
			x, y := one[i].About(), other[i].About()
			if x.BaseSum != y.BaseSum || x.HeadSum == y.HeadSum {
				t.Errorf("%s: %s and %s", x, x.HeadSum, y.HeadSum)
			}
		}
		if len(one) == 0 || len(one) != len(other) {
			t.Errorf("%v, %v", outline(one), outline(other))
		}
	}
}

func TestNewEntriesOfAMissiv(t *testing.T) {
	m := the[*diff.Memo](t, "plans/2026/missiv/missiv-2026-ortopedi.yaml", "    protokoll: \"2026-05-28 § 4\"\n",
		"    protokoll: \"2026-05-28 § 4\"\n  - {nr: 2, datum: 2026-11-17, rad: su-hoftprotes, volym_fore: 12, volym_efter: 12, motivering: Rättelse}\n")
	if len(m.Entries) != 1 || m.Entries[0].Nr.V != 2 || len(m.Lines) != 1 || m.Outside {
		t.Errorf("%+v", m)
	}
}

// A list of plain values is one value.
func TestListsAsText(t *testing.T) {
	p := the[*diff.Plan](t, hip, "asa_klass: [1, 2]", "asa_klass: [2]", hip, "atgarder: [NFB49]\n", "")
	var got []string
	for _, term := range p.Terms {
		got = append(got, term.Pointer+" "+term.Before.Text+" "+term.After.Text)
	}
	if d := cmp.Diff([]string{"/atgarder NFB49 ", "/asa_klass 1, 2 2"}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	const old = "plans/2024/erbjudanden/erb-2024-siv-ortopedi.yaml"
	if o := the[*diff.Offer](t, old, "mot_avtal: []", "mot_avtal: [avt-2026-014]"); o.Terms[0].Before.Text != "[]" {
		t.Errorf("%+v", o.Terms)
	}
}
