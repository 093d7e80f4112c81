package amend_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/amend"
	"github.com/leveransplan/leveransplan/internal/lang"
)

func TestRefusals(t *testing.T) {
	broken := func(old, fresh string) func(t *testing.T, w *world) {
		return func(t *testing.T, w *world) {
			name := w.agreed.Plan(exk).File()
			text := string(w.main[name].Data)
			if strings.Count(text, old) != 1 {
				t.Fatalf("%q does not stand once", old)
			}
			w.put(t, name, strings.Replace(text, old, fresh, 1))
		}
	}
	entries := "andringar:\n  - {nr: 1, datum: 2026-11-20, galler_fran: 2027-W02, orsak: villkor, volym_fore: 12, volym_efter: 12}\n"
	tests := []struct {
		name, plan, today, from string
		wish                    amend.Wish
		work                    func(t *testing.T, w *world)
		message, hint           string
	}{
		{name: "no such plan", plan: "lp-2027-skas-exk-hoftprotess", message: `ingen leveransplan med id "lp-2027-skas-exk-hoftprotess"`, hint: "Menade du " + exk},
		{name: "nothing to do", plan: exk, message: "har redan volymen 12"},
		{name: "the volume that it has", plan: exk, wish: amend.Wish{To: to(12)}, message: "har redan volymen 12"},
		{name: "more than there is", plan: exk, wish: amend.Wish{By: -13}, message: "planen har 12: 13 kan inte tas bort", hint: "högst 12"},
		{name: "below nothing", plan: exk, wish: amend.Wish{To: to(-1)}, message: "inte mindre än 0"},
		{name: "more than a document can say", plan: exk, wish: amend.Wish{By: 1_000_000}, message: "blir 1 000 012"},
		{name: "more than stands where the change applies", plan: exk, from: "2027-W05", wish: amend.Wish{By: -4, Cause: "minskat_behov"}, message: "ska bli 8, men 9 ligger före 2027-W05", hint: "högst 3"},
		{name: "more than the named weeks leave", plan: exk, wish: amend.Wish{To: to(6), Cause: "minskat_behov", Weeks: weeks(t, "2027-W02=7")}, message: "men det som ligger före 2027-W01 och de veckor som du anger har 7"},
		{name: "no cause", plan: exk, wish: amend.Wish{By: -1}, message: "varför volymen går från 12 till 11", hint: "--cause: minskat_behov, mottagare_kan_inte, avtal_upphor eller omfordelning."},
		{name: "a cause that does not exist", plan: exk, wish: amend.Wish{By: -1, Cause: "minskat-behov"}, message: "orsaken", hint: "Menade du minskat_behov"},
		{name: "a cause of the other way", plan: exk, wish: amend.Wish{By: -1, Cause: "okat_behov"}, message: "okat_behov passar inte en volym som går från 12 till 11"},
		{name: "an agreement that does not end", plan: exk, wish: amend.Wish{By: -1, Cause: "avtal_upphor"}, message: "avt-2026-014 upphör inte"},
		{name: "an agreement that is not there", plan: siv, wish: amend.Wish{By: -1, Cause: "avtal_upphor"}, message: "inget avtal"},
		{name: "reported by somebody else", plan: exk, wish: amend.Wish{By: -1, Cause: "minskat_behov", ReportedBy: "exk"}, message: "anmäls av skas, inte av exk"},
		{name: "reported by nobody known", plan: exk, wish: amend.Wish{By: -1, Cause: "omfordelning", ReportedBy: "skass"}, message: "organisationen", hint: "Menade du skas"},
		{name: "more taken back than was added", plan: su26, from: "2026-W47", wish: amend.Wish{By: -1, Cause: "rattelse", Reason: "fel", TakesBack: 100}, message: "utökade att ta tillbaka, inte 100"},
		{name: "a correction of nothing", plan: exk, wish: amend.Wish{By: -1, Cause: "rattelse", Reason: "fel"}, message: "ingen tidigare ändring att rätta", hint: "Välj minskat_behov, mottagare_kan_inte, avtal_upphor eller omfordelning."},
		{name: "a correction without a reason", plan: su26, from: "2026-W47", wish: amend.Wish{By: -1, Cause: "rattelse"}, message: "en rättelse behöver en motivering", hint: "--reason"},
		{name: "another cause than a correction", plan: su26, from: "2026-W47", wish: amend.Wish{By: -1}, message: "måste sägas", hint: "eller rattelse"},
		{name: "weeks that move no volume but change it", plan: siv, wish: amend.Wish{Cause: "omperiodisering", Weeks: weeks(t, "2027-W08=1")}, message: "omperiodisering passar inte en volym som går från 6 till 5", hint: "Lägg till --periodise: då står volymen kvar på 6"},
		{name: "more than a plan with nothing has", plan: exk, wish: amend.Wish{By: -1, Cause: "minskat_behov"}, work: func(t *testing.T, w *world) {
			name := w.agreed.Plan(exk).File()
			text := string(w.main[name].Data)
			from, to := strings.Index(text, "periodisering:"), strings.Index(text, "avstamningar:")
			text = strings.Replace(text[:from]+"periodisering: {2027-W02: 0}\n"+text[to:], "volym: 12", "volym: 0", 1)
			w.main[name].Data = []byte(text)
			*w = *newWorld(t, w.main, "2026-11-21")
		}, message: "planen har 0: 1 kan inte tas bort", hint: "ingen volym att ta bort"},
		{name: "nothing left where the change applies", plan: exk, from: "2027-W06", wish: amend.Wish{By: -1, Cause: "minskat_behov"}, message: "men 12 ligger före 2027-W06", hint: "från 2027-W06 finns inget att ta bort"},
		{name: "a rise in a line that is full", plan: klb, wish: amend.Wish{By: 1, Cause: "omfordelning"}, message: "har inget kvar att placera: 1 till ryms inte", hint: "Sänk en annan plan på raden först, eller skriv --cause okat_behov"},
		{name: "terms without one", plan: exk, wish: amend.Wish{Cause: "villkor"}, message: "vilket villkor som ska ändras saknas", hint: "--term vardform=slutenvard"},
		{name: "terms as they stand", plan: exk, wish: amend.Wish{Cause: "villkor", Terms: []amend.Term{{Key: "vardform", Word: "slutenvard"}, {Key: "asa_klass", Word: "1,2"}}}, message: "vardform=slutenvard och asa_klass=1,2 gäller redan på main: inget villkor ändras", hint: "annat värde"},
		{name: "taken back by another cause", plan: su26, from: "2026-W47", wish: amend.Wish{By: -1, Cause: "minskat_behov", TakesBack: 1}, message: "bara en rättelse"},
		{name: "more taken back than the plan gives up", plan: su26, from: "2026-W47", wish: amend.Wish{By: -1, Cause: "rattelse", Reason: "fel", TakesBack: 3}, message: "3 kan inte tas tillbaka"},
		{name: "a rise that the line does not hold", plan: exk, wish: amend.Wish{By: 3, Cause: "omfordelning"}, message: "raden skas-hoftprotes har 2 kvar att placera, inte 3", hint: "--cause okat_behov"},
		{name: "no room in the offer", plan: siv, wish: amend.Wish{By: 3, Cause: "okat_behov"}, message: "erb-2027-siv-ortopedi har inte plats för 1 av 3 från 2027-W01", hint: "högst 2"},
		{name: "no room at all", plan: siv, from: "2027-W10", wish: amend.Wish{By: 2, Cause: "okat_behov"}, message: "inte plats för 2 av 2", hint: "en annan mottagare"},
		{name: "no room under the ceiling", plan: klb, wish: amend.Wish{By: 13, Cause: "okat_behov"}, message: "avt-2026-020 har inte plats för 1 av 13"},
		{name: "it lies like that already", plan: siv, from: "2027-W10", wish: amend.Wish{Periodise: true}, message: "volymen ligger redan så"},
		{name: "weeks of a plan by quarter", plan: klb, wish: amend.Wish{Weeks: weeks(t, "2027-W10=1")}, message: "2027-W10: planen är i kvartal"},
		{name: "a week outside the plan", plan: siv, wish: amend.Wish{Weeks: weeks(t, "2027-W40=1")}, message: "2027-W40 ligger utanför planens period"},
		{name: "a week before the change", plan: siv, from: "2027-W08", wish: amend.Wish{Weeks: weeks(t, "2027-W06=1")}, message: "2027-W06 ligger före 2027-W08"},
		{name: "less than a week can have", plan: siv, wish: amend.Wish{Weeks: weeks(t, "2027-W06=-1")}, message: "-1 är ingen volym"},
		{name: "less than a quarter has used", plan: klb, today: "2027-02-16", wish: amend.Wish{Weeks: weeks(t, "2027-Q1=1")}, message: "2027-Q1 har redan börjat: minst 2 ligger före"},
		{name: "a week that has passed", plan: su26, from: "2026-W46", wish: amend.Wish{By: -1, Cause: "rattelse"}, message: "2026-W46 har passerat: i dag är det 2026-W47", hint: "tidigast från 2026-W47"},
		{name: "a time outside the plan", plan: siv, from: "2027-W40", wish: amend.Wish{By: -1, Cause: "rattelse"}, message: "2027-W40 ligger utanför planens period"},
		{name: "a plan that is over", plan: "lp-2025-skas-siv-katarakt", wish: amend.Wish{By: -1, Cause: "rattelse"}, message: "planen är slut"},
		{name: "a term of another cause", plan: exk, wish: amend.Wish{By: -1, Cause: "rattelse", Terms: []amend.Term{{Key: "avtal", Word: "avt-2026-020"}}}, message: "villkor ändras för sig"},
		{name: "a term that never changes", plan: exk, wish: amend.Wish{Cause: "villkor", Terms: []amend.Term{{Key: "mottagare", Word: "siv"}}}, message: "`mottagare` är inget villkor"},
		{name: "weeks and terms at once", plan: exk, wish: amend.Wish{Cause: "villkor", Periodise: true}, message: "villkor gäller annat", hint: "omperiodisering"},
		{name: "weeks that change the volume and terms at once", plan: exk, wish: amend.Wish{Cause: "villkor", Weeks: weeks(t, "2027-W02=1")}, message: "villkor gäller annat", hint: "omperiodisering"},
		{name: "another cause on a branch that has changed terms", plan: exk, wish: amend.Wish{By: -1, Cause: "minskat_behov"}, work: broken("asa_klass: [1, 2]", "asa_klass: [1]"), message: "grenen har ändrat villkor i planen (asa_klass)", hint: "--undo"},
		{name: "two entries on the branch", plan: exk, wish: amend.Wish{By: -1, Cause: "rattelse"}, work: broken("andringar: []\n", entries+strings.Replace(entries[len("andringar:\n"):], "nr: 1", "nr: 2", 1)), message: "redan 2 nya ändringar"},
		{name: "an entry with another number", plan: exk, wish: amend.Wish{By: -1, Cause: "rattelse"}, work: broken("andringar: []\n", strings.Replace(entries, "nr: 1", "nr: 2", 1)), message: "har nr 2, inte 1"},
		{name: "a file with faults of form", plan: exk, wish: amend.Wish{By: -1, Cause: "rattelse"}, work: broken("volym: 12", "volym: tolv"), message: "fel i sin form"},
		{name: "a plan that is gone here", plan: exk, wish: amend.Wish{By: -1, Cause: "rattelse"}, work: broken("id: "+exk, "id: lp-2027-ny"), message: "står på main men inte i filerna här"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			today := "2026-11-21"
			if tt.today != "" {
				today = tt.today
			}
			w := newWorld(t, small(t), today)
			if tt.work != nil {
				tt.work(t, w)
			}
			tt.wish.ID, tt.wish.From = tt.plan, slot(t, tt.from)
			c, err := w.make(t, tt.wish)
			refusal := (*amend.Refusal)(nil)
			if !errors.As(err, &refusal) {
				t.Fatalf("no refusal but %s", moved(c))
			}
			if got := refusal.Message.In(lang.SV); !strings.Contains(strings.ReplaceAll(got, "\u00a0", " "), tt.message) {
				t.Errorf("message %q, want %q", got, tt.message)
			}
			if got := refusal.Hint.In(lang.SV); !strings.Contains(got, tt.hint) {
				t.Errorf("hint %q, want %q", got, tt.hint)
			}
			for _, text := range []lang.Text{refusal.Message, refusal.Hint} {
				for _, l := range lang.Languages {
					if strings.Contains(text.In(l), "%!") {
						t.Errorf("%s", text.In(l))
					}
				}
			}
		})
	}
}
