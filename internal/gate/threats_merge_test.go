package gate_test

import (
	"strings"
	"testing"

	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

// A07: what a button smuggles into a merge is hers who pressed it, also where it is no more
// than a contact.
func TestA07SmuggledContacts(t *testing.T) {
	contacts := func(who string) fake.Edit {
		return fake.Edit{planFile: fake.Text(strings.Replace(files()[planFile], "Operationskoordinator", who, 1))}
	}
	w := newWorld(t)
	w.pull = w.Open(w.as(planner), "kontakt", "main", fake.Commit{})
	w.PushMain(w.as(office), fake.Commit{Edit: contacts("Koordinator")})
	w.UpdateBranch(w.as(siv), w.pull, contacts("Någon annan"))
	w.approve(siv)
	w.expect(pending)
}
