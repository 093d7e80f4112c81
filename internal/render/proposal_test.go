package render

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/allocate"
	"github.com/leveransplan/leveransplan/internal/apportion"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/propose"
)

// proposalForms are all forms of a proposal.
var proposalForms = map[string]func(io.Writer, *propose.Proposal, lang.Language) error{
	"txt": func(w io.Writer, p *propose.Proposal, l lang.Language) error {
		return ProposalText(w, p, Style{Language: l}, ProposalOptions{Proofs: []allocate.Proof{{Unit: "atgard", Level: lang.T("placerat", "placed"), Why: lang.T("fullt", "full")}}})
	},
	"why.txt": func(w io.Writer, p *propose.Proposal, l lang.Language) error {
		return ProposalText(w, p, Style{Language: l}, ProposalOptions{Why: true})
	},
	"json": func(w io.Writer, p *propose.Proposal, l lang.Language) error { return ProposalJSON(w, p, "2027", l) },
}

func slot(s string) calendar.Slot {
	out, _ := calendar.ParseSlot(s)
	return out
}

func written(s string) plan.Text { return plan.Text{V: s, Set: true} }

// proposalOf has a line in two plans, one by week and one by quarter, with a rest, and a line that was
// left out. Its names are those of a text.
func proposalOf(s string) *propose.Proposal {
	year, _ := calendar.ParseInterval("2027-01-01/2027-12-31")
	missiv := &plan.Missiv{Period: plan.Interval{V: year}}
	missiv.ID = written("missiv-2027-" + s)
	line := func(id string, volume int) *plan.Line {
		return &plan.Line{Missiv: missiv, Rad: &plan.Missivrad{ID: written(id), Enhet: written("atgard"), Volym: plan.Int{V: volume}}}
	}
	skas, nu := line("skas-"+s, 30), line("nu-"+s, 5)
	weeks, _ := apportion.Spread(12, apportion.Places([]calendar.Slot{slot("2027-W11"), slot("2027-W12"), slot("2027-W13"), slot("2027-W14")}, year, nil))
	quarters, _ := apportion.Spread(10, apportion.Places([]calendar.Slot{slot("2027-Q1"), slot("2027-Q2")}, year, nil))
	offer := &plan.Erbjudande{}
	offer.ID = written("erb-" + s)
	plans := []allocate.Plan{
		{Line: skas, Step: "egen_regi", Receiver: &plan.Organisation{ID: written("siv")}, Offer: offer, Volume: 12, Shares: weeks},
		{Line: skas, Step: "egna_avtal", Receiver: &plan.Organisation{ID: written(s)}, Agreement: &plan.Avtal{ID: written("avt-1")}, Volume: 10, Shares: quarters,
			Beside: &plan.Leveransplan{Document: plan.Document{ID: written("lp-" + s)}}},
	}
	out := &propose.Proposal{Proposal: &allocate.Proposal{
		Optimal: true, Notes: []lang.Text{lang.T("en anmärkning om %s", "a note on %s", s)},
		Skipped: []allocate.Skipped{{Line: nu, Why: lang.T("siffrorna går inte ihop", "the figures do not add up")}},
		Objective: []allocate.Level{
			{Name: lang.T("placerat", "placed"), Unit: "atgard", Value: 22, Of: 30, Proven: true},
			{Name: lang.T("oplacerat", "unplaced"), Unit: "atgard", Proven: true, Shares: []allocate.Unplaced{{Sender: "skas", Unplaced: 8, Open: 30}}},
			{Name: lang.T("planer", "plans"), Unit: "atgard", Value: 2},
		},
	}}
	for i, p := range plans {
		id := []string{"lp-1-" + s, "lp-2"}[i]
		out.Plans = append(out.Plans, propose.Plan{Plan: p, ID: id, Path: "plans/2027/" + id + ".yaml",
			Document: edit.Map{{Key: "id", Value: edit.Text(id)}, {Key: "volym", Value: edit.Int(p.Volume)}, {Key: "periodisering", Value: propose.Slots(p.Shares)}}})
	}
	out.Rests = []propose.Rest{{Rest: allocate.Rest{Line: skas, Volume: 8, Why: lang.T("fullt hos %s", "full at %s", s)}, ID: "rest-1"}}
	return out
}

func TestProposalGoldens(t *testing.T) {
	for form, write := range proposalForms {
		for _, l := range []lang.Language{lang.SV, lang.EN} {
			var b bytes.Buffer
			if err := write(&b, proposalOf("höft"), l); err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("testdata", "golden", "proposal."+string(l)+"."+form), b.String())
		}
	}
}

func TestProposalsOfHostileNames(t *testing.T) {
	for form, write := range proposalForms {
		var b bytes.Buffer
		if err := write(&b, proposalOf(hostile), lang.SV); err != nil {
			t.Fatal(err)
		}
		if out := b.String(); strings.ContainsAny(out, "\x1b\u2028") {
			t.Errorf("%s has orders to a terminal: %q", form, out)
		}
	}
}

func TestBarsFollowTheirWeeks(t *testing.T) {
	year, _ := calendar.ParseInterval("2027-01-01/2027-12-31")
	shares := apportion.Places([]calendar.Slot{slot("2027-W05"), slot("2027-W06"), slot("2027-W07"), slot("2027-W08"), slot("2027-W09")}, year, nil)
	var list []apportion.Share
	for i, p := range shares {
		list = append(list, apportion.Share{Place: p, Volume: []int{0, 1, 0, 8, 4}[i], Due: apportion.Due{Den: 1}})
	}
	if bars, first, last := weekBars(list); bars != "▁·█▄" || first != "2027-W06" || last != "2027-W09" {
		t.Errorf("%s from %s to %s", bars, first, last)
	}
	if bars, _, _ := weekBars(list[:1]); bars != "" {
		t.Errorf("%q of nothing", bars)
	}
}
