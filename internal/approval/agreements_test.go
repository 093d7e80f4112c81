package approval_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Wherever agreements change who has to agree, the changes ask for them.
func TestAgreementsAreAskedForWhereTheyMatter(t *testing.T) {
	ended := &plan.Avtal{ID: text("avt-1"), GiltigTill: day("2026-11-01")}
	matter, not := 0, 0
	eachRequest(t, 9, func(t *testing.T, r *rand.Rand, q request) {
		for _, c := range q.changes {
			if p, ok := c.(*diff.Plan); ok && p.Base != nil && r.IntN(2) == 0 {
				p.Base.Avtal = text("avt-1")
			}
		}
		needed := func() string {
			all, refusals := approval.Requirements(q.changes, q.policy)
			return fmt.Sprintf("%+v %+v", all, refusals)
		}
		without := needed()
		asked := approval.AskAgreements(q.changes, q.policy)
		q.policy.Avtal = []*plan.Avtal{ended}
		if needed() != without {
			matter++
			if !asked {
				t.Errorf("agreements matter, and nobody asks for them:\n%s\n%s", without, needed())
			}
		} else if !asked {
			not++
		}
	})
	if matter == 0 || not == 0 {
		t.Errorf("agreements mattered %d times and were left alone %d times: this proves too little", matter, not)
	}
}
