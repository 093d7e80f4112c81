package corpus_test

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/routine"
)

// withoutSlip lists the rules that no slip is made for, and why. Each has its scenarios on
// the small region of the rules' own tests.
var withoutSlip = map[string]string{
	"F113": "outcome that leads above a ceiling is ahead of a plan under it as well (F111, F104)",
	"P116": "a plan that loses its line leaves the line with open volume too",
	"P131": "an agreement that ends within a quarter cuts the weeks of other plans off (P104)",
	"P134": "every plan of the tree has a summer, and one that loses it gets another sum or other quarters",
	"P420": "the need of a distribution is that of the lines (P208)",
	"P423": "more for a sender is also more than its need (P420)",
	"P520": "the other plans of the line would have to come later, and with them their own changes",
	"P702": "on another day of the check outcome and rests are late too",
	"P703": "on another day of the check outcome and rests are late too",
	"P710": "information, and there in every tree with a year under 6.0",
	"S104": "a tree in memory can always be read",
	"X010": "the tree has no successors",
	"X204": "a second plan also takes volume and capacity (X101, X201)",
	"X210": "nobody sends and receives in one field, and who does has an offer and a line too few",
	"X211": "no plan of one year reaches into another",
}

// A rule that comes without a slip is seen here. Rules on changes (C) judge no tree.
func TestEveryRuleHasASlipOrAReason(t *testing.T) {
	made := map[string]bool{}
	for _, s := range slips() {
		for _, id := range s.rules {
			made[id] = true
		}
	}
	known := map[string]bool{}
	for _, r := range routine.Catalogue() {
		known[r.ID] = true
		if r.ID[0] == 'C' {
			continue
		}
		switch _, excused := withoutSlip[r.ID]; {
		case !made[r.ID] && !excused:
			t.Errorf("%s (%s) has no slip that it catches, and no reason why", r.ID, r.Title.EN)
		case made[r.ID] && excused:
			t.Errorf("%s has a slip and a reason why it has none", r.ID)
		}
	}
	for _, s := range slips() {
		for _, id := range s.rules {
			if !known[id] {
				t.Errorf("%s is no rule", id)
			}
		}
	}
	for id := range withoutSlip {
		if !known[id] {
			t.Errorf("%s is no rule and has a reason", id)
		}
	}
}
