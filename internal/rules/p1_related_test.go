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
		"P104/9.0/bad_agreement_begins_later.txtar":                 {"avtal.yaml:25"},
		"P104/9.0/bad_agreement_ends_before_weeks.txtar":            {"avtal.yaml:10"},
		"P106/9.0/bad_represented_provider_without_reference.txtar": {"organisationer.yaml:34"},
		"P111/9.0/bad_unit.txtar":                                   {"avtal.yaml:24"},
		"P112/9.0/bad_wrong_line.txtar":                             {"missiv-2027-ortopedi.yaml:22", "missiv-2027-ortopedi.yaml:23"},
		"P115/9.0/bad_day_after_the_last.txtar":                     {"erb-2027-siv-ortopedi.yaml:12"},
		"P115/9.0/bad_six_weeks_and_a_day.txtar":                    {"erb-2027-siv-ortopedi.yaml:11"},
		"P119/9.0/bad_closed_for_weeks.txtar":                       {"kalender.yaml:5"},
		"P121/9.0/bad_no_steps.txtar":                               {"missiv-2027-ortopedi.yaml:3"},
		"P121/9.0/bad_step_skipped.txtar":                           {"missiv-2027-ortopedi.yaml:12"},
		"P120/9.0/bad_before_both.txtar":                            {"missiv-2027-ortopedi.yaml:6", "erb-2027-siv-ortopedi.yaml:11"},
		"X101/9.0/bad_less_need_takes_away.txtar":                   {"lp-2026-skas-exk-hoftprotes.yaml:15", "lp-2026-skas-exk-hoftprotes.yaml:33"},
		"X101/9.0/bad_line_lowered_by_the_missiv.txtar":             {"lp-2027-su-klb-hoftprotes.yaml:16", "missiv-2027-ortopedi.yaml:34"},
		"X201/9.0/bad_plans_take_more.txtar":                        {"lp-2027-skas-exk-hoftprotes.yaml:16", "lp-2027-su-klb-hoftprotes.yaml:16"},
		"X203/9.0/bad_two_plans_share_a_week.txtar":                 {"lp-2027-skas-siv-ogon-v10.yaml:15", "lp-2027-skas-siv-ogon-v12.yaml:15"},
		"X204/9.0/bad_same_offer_same_week.txtar":                   {"lp-2027-skas-siv-ogon-v10.yaml:5"},
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
