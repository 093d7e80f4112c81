package approval

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// identify finds the person behind a review, or says why it is nobody who counts.
func (j *judge) identify(r Review) (string, lang.Text) {
	who := j.whose(r.Account)
	switch {
	case who == "" && j.namesake(r.Account):
		return "", lang.T("kontot har samma namn som ett i rollregistret men ett annat nummer, och är inte samma konto",
			"the account has the name of one in the role register and another number: it is not the same account")
	case who == "":
		return "", nobody(j.policy.Roller, r.Account.ID)
	}
	return who, lang.Text{}
}

// nobody says why an account is nobody's.
func nobody(r *plan.Roller, account int64) lang.Text {
	var ids []string
	for i := 0; r != nil && i < len(r.Personer); i++ {
		if p := &r.Personer[i]; p.Github.ID.Set && int64(p.Github.ID.V) == account {
			ids = append(ids, p.ID.V)
		}
	}
	switch {
	case r == nil || r.Broken:
		return lang.T("rollregistret på main går inte att läsa", "the role register on main can't be read")
	case len(ids) == 0:
		return lang.T("kontot finns inte i rollregistret på main", "the account is not in the role register on main")
	case len(ids) > 1:
		return lang.T("kontot står för flera personer i rollregistret på main: %s", "the account stands for several persons in the role register on main: %s", lang.List(ids))
	}
	return lang.T("%s står flera gånger i rollregistret på main", "%s stands several times in the role register on main", ids[0])
}

// whose gives the person behind an account; empty where it is nobody's.
func (j *judge) whose(a Account) string {
	if p, ok := person(j.policy.Roller, a.ID); ok {
		return p.ID.V
	}
	return ""
}

func (j *judge) namesake(a Account) bool {
	r := j.policy.Roller
	for i := 0; r != nil && i < len(r.Personer); i++ {
		if login := r.Personer[i].Github.Login.V; login != "" && strings.EqualFold(login, a.Login) {
			return true
		}
	}
	return false
}
