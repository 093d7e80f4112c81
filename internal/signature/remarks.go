package signature

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// maxSkew is how far the time in a signature may lie from the committer's before it is told.
const maxSkew = 24 * time.Hour

// remarks tells where a commit names others than who signed it. Addresses are left out:
// anybody can write any address into a commit, and they are personal data.
func remarks(c gitrepo.Commit, v verdict) []lang.Text {
	var out []lang.Text
	if same, known := v.key.is(c.Committer); known && !same {
		out = append(out, lang.T("commiten anger en annan som har gjort den än den vars nyckel det är", "the commit names another committer than whose key it is"))
	}
	if !strings.EqualFold(c.Author.Email, c.Committer.Email) {
		out = append(out, lang.T("commiten anger någon annan som författare, vilket signaturen inte styrker", "the commit names somebody else as its author, which the signature does not prove"))
	}
	if !v.made.IsZero() && v.made.Sub(c.Committer.Time).Abs() > maxSkew {
		out = append(out, lang.T("signaturen och commiten anger tider med mer än ett dygn emellan", "the signature and the commit give times more than a day apart"))
	}
	return out
}

// numbered is the address that the hosting service gives to an account by its number.
var numbered = regexp.MustCompile(`(?i)^([0-9]{1,18})\+[^@]*@users\.noreply\.[a-z0-9.-]+$`)

// is tells whether the owner of a key is whom a commit names; known is false where the
// register and the key don't tell.
func (k *Key) is(p gitrepo.Person) (same, known bool) {
	address := strings.ToLower(p.Email)
	if slices.Contains(k.mail, address) {
		return true, true
	}
	if m := numbered.FindStringSubmatch(address); m != nil && k.Account > 0 {
		account, _ := strconv.ParseInt(m[1], 10, 64)
		return account == k.Account, true
	}
	return false, len(k.mail) > 0
}
