package plan_test

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/plan"
)

func TestPresence(t *testing.T) {
	const text = `dokument: organisationer/v1
organisationer:
  - {id: gammal, giltig_fran: 2020-01-01, giltig_till: 2026-12-31}
  - {id: mellan, giltig_fran: 2027-01-01, giltig_till: 2027-06-30, ersatter: [gammal, annan]}
  - {id: ny, giltig_fran: 2027-07-01, ersatter: [mellan]}
  - {id: annan, giltig_fran: 2020-01-01, giltig_till: 2026-11-30}
  - {id: ring-a, giltig_fran: 2020-01-01, giltig_till: 2026-12-31, ersatter: [ring-b]}
  - {id: ring-b, giltig_fran: 2020-01-01, giltig_till: 2027-12-31, ersatter: [ring-a]}
  - {id: ensam, giltig_fran: 2020-01-01, giltig_till: 2026-12-31}
`
	s := plan.NewSet([]plan.Any{read(t, plan.KindOrganisationer, text)}, nil)
	for id, want := range map[string]string{
		"gammal": "2020-01-01/2199-12-31", // by way of two successors
		"mellan": "2027-01-01/2199-12-31",
		"annan":  "2020-01-01/2026-11-30", // its successor comes a month too late
		"ring-a": "2020-01-01/2027-12-31", // each succeeds the other: no endless search
		"ensam":  "2020-01-01/2026-12-31",
	} {
		if got := s.Presence(s.Organisation(id)).String(); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}
