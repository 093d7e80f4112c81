package codeowners

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// always lists the roles that each of some changes needs, by the table of the policy's day.
// Those do not count that need not agree (heard) or that anybody can stand for (one more),
// and neither do changes that are never allowed.
func always(changes []diff.Change, policy approval.Policy) []Role {
	var out []Role
	first := true
	for _, c := range changes {
		needed, _ := approval.Requirements([]diff.Change{c}, policy)
		possible := false
		var roles []Role
		for _, r := range needed {
			possible = possible || r.Never.IsZero()
			if r.Never.IsZero() && r.Role != "" && !r.Heard {
				roles = append(roles, Role{r.Role, r.Organisation})
			}
		}
		switch {
		case !possible:
		case first:
			out, first = roles, false
		default:
			out = slices.DeleteFunc(out, func(r Role) bool { return !slices.Contains(roles, r) })
		}
	}
	return sorted(out)
}

// families are the kinds of change of the kinds of document that can stand anywhere.
var families = map[plan.Kind]string{
	plan.KindBehovsanalys: "behovsanalys.", plan.KindMissiv: "missiv.", plan.KindErbjudande: "erbjudande.",
	plan.KindLeveransplan: "leveransplan.", plan.KindRestvolymer: "restvolym.", plan.KindUtfall: "utfall.",
}

// changesOf lists the changes that a document can see: one of each kind.
func changesOf(d plan.Any, set *plan.Set) []diff.Change {
	about := diff.Subject{Kind: d.Base().Kind, ID: d.Base().ID.V, Base: d.Base().File(), Head: d.Base().File()}
	var out []diff.Change
	for _, kind := range diff.Kinds() {
		if !strings.HasPrefix(string(kind), families[about.Kind]) {
			continue
		}
		is := []diff.Kind{kind}
		switch d := d.(type) {
		case *plan.Behovsanalys:
			out = append(out, &diff.Analysis{Subject: about, Is: is, Base: d, Head: d})
		case *plan.Missiv:
			out = append(out, &diff.Memo{Subject: about, Is: is, Base: d, Head: d})
		case *plan.Erbjudande:
			out = append(out, &diff.Offer{Subject: about, Is: is, Base: d, Head: d})
		case *plan.Leveransplan:
			out = append(out, &diff.Plan{Subject: about, Is: is, Base: d, Head: d,
				Extern: set.Extern(d), Sender: d.Skickande.V, Receiver: d.Mottagare.V})
		case *plan.Restvolymer:
			// Rests are approved one by one, and the next one can be of any förvaltning.
			out = append(out, &diff.Rest{Subject: about, Is: is})
		case *plan.Utfall:
			out = append(out, &diff.Outcome{Subject: about, Is: is})
		}
	}
	return out
}
