package rules_test

import (
	"fmt"
	"path"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A finding about two documents shows the other half: every plan that takes of a figure,
// and the very value that a plan departs from.
func TestRelatedPlaces(t *testing.T) {
	for scenario, want := range map[string][]string{
		"P104/9.0/bad_agreement_begins_later.txtar":                 {"avtal.yaml:24"},
		"P104/9.0/bad_agreement_ends_before_weeks.txtar":            {"avtal.yaml:9"},
		"P106/9.0/bad_represented_provider_without_reference.txtar": {"organisationer.yaml:33"},
		"P111/9.0/bad_unit.txtar":                                   {"avtal.yaml:23"},
		"P112/9.0/bad_wrong_line.txtar":                             {"missiv-2027-ortopedi.yaml:21", "missiv-2027-ortopedi.yaml:22"},
		"P115/9.0/bad_day_after_the_last.txtar":                     {"erb-2027-siv-ortopedi.yaml:11"},
		"P115/9.0/bad_six_weeks_and_a_day.txtar":                    {"erb-2027-siv-ortopedi.yaml:10"},
		"P119/9.0/bad_closed_for_weeks.txtar":                       {"kalender.yaml:4"},
		"P121/9.0/bad_no_steps.txtar":                               {"missiv-2027-ortopedi.yaml:2"},
		"P121/9.0/bad_step_skipped.txtar":                           {"missiv-2027-ortopedi.yaml:11"},
		"P120/9.0/bad_before_both.txtar":                            {"missiv-2027-ortopedi.yaml:5", "erb-2027-siv-ortopedi.yaml:10"},
		"X101/9.0/bad_less_need_takes_away.txtar":                   {"lp-2026-skas-exk-hoftprotes.yaml:14", "lp-2026-skas-exk-hoftprotes.yaml:32"},
		"X101/9.0/bad_line_lowered_by_the_missiv.txtar":             {"lp-2027-su-klb-hoftprotes.yaml:15", "missiv-2027-ortopedi.yaml:33"},
		"X201/9.0/bad_plans_take_more.txtar":                        {"lp-2027-skas-exk-hoftprotes.yaml:15", "lp-2027-su-klb-hoftprotes.yaml:15"},
		"X203/9.0/bad_two_plans_share_a_week.txtar":                 {"lp-2027-skas-siv-ogon-v10.yaml:14", "lp-2027-skas-siv-ogon-v12.yaml:14"},
		"X204/9.0/bad_same_offer_same_week.txtar":                   {"lp-2027-skas-siv-ogon-v10.yaml:4"},
	} {
		t.Run(path.Dir(scenario), func(t *testing.T) {
			s := readScenario(t, filepath.Join("testdata", scenario))
			var got []string
			for _, d := range findings(t, s.files, s.asOf) {
				for _, r := range d.Related {
					got = append(got, fmt.Sprintf("%s:%d", path.Base(r.File), r.Range.Start.Line))
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("related places (-want +got):\n%s", diff)
			}
		})
	}
}
