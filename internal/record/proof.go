package record

import (
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// Standing is what the signature of a record's commit comes to.
type Standing string

// The standings. All but the first two are violations.
const (
	Proven Standing = "proven"
	// Unproven: no key was registered yet. What the record says may be consistent, and
	// nothing proves who wrote it.
	Unproven     Standing = "unproven"
	Unsigned     Standing = "unsigned"
	Unverifiable Standing = "unverifiable" // no SSH signature, or none that can be read
	UnknownKey   Standing = "unknown_key"
	ExpiredKey   Standing = "expired_key" // registered, and not in use on that day
	OtherPurpose Standing = "other_purpose"
	Altered      Standing = "altered" // the commit is not the one that was signed
)

// Proof is what a signature proves, and by which key.
type Proof struct {
	Standing Standing
	Key      string // fingerprint, "SHA256:…"; empty where none was found
	Message  lang.Text
}

// Violation tells that a record should have been proven and is not.
func (p Proof) Violation() bool { return p.Standing != Proven && p.Standing != Unproven }

// Prove says what the signature of a commit on the branch proves, which was recorded on a
// day ([Entry.Recorded]): that the holder of a key that was in use that day wrote exactly
// this commit, and so this record and all before it. It proves nothing of when; whoever
// holds an old key can write an old date, but not before records that are there already.
func (k Keys) Prove(c gitrepo.Commit, day calendar.Day) Proof {
	p := k.standing(c, day)
	if first, registered := k.first(); p.Violation() && (!registered || day < first) {
		return Proof{Unproven, p.Key, lang.T("inte styrkt: ingen protokollnyckel fanns ännu den %s", "not proven: no record key was registered yet on %s", day.String())}
	}
	return p
}

func (k Keys) standing(c gitrepo.Commit, day calendar.Day) Proof {
	p := signature.Check(c, signature.Keys(k), day)
	found := Proof{Unverifiable, p.Key, lang.T("signaturen går inte att läsa", "the signature can't be read")}
	switch {
	case p.Standing == signature.Unsigned:
		return Proof{Unsigned, "", lang.T("protokollet är inte signerat", "the record is not signed")}
	case p.Kind != signature.SSH:
		// An OpenPGP key has no place in the list of keys that sign records.
		found.Message = lang.T("signaturen är ingen SSH-signatur", "the signature is no SSH signature")
	case p.Standing == signature.Good:
		return Proof{Proven, p.Key, lang.T("signerat med nyckeln %s", "signed with the key %s", p.Key)}
	case p.Standing == signature.NotInUse:
		return Proof{ExpiredKey, p.Key, lang.T("nyckeln %s gällde inte den %s", "the key %s was not in use on %s", p.Key, day.String())}
	case p.Standing == signature.Unknown:
		return Proof{UnknownKey, p.Key, lang.T("nyckeln %s finns inte i rollregistret", "the key %s is not in the role register", p.Key)}
	case p.Standing == signature.OtherPurpose:
		return Proof{OtherPurpose, p.Key, lang.T("signaturen är gjord för något annat än git", "the signature was made for something else than git")}
	case p.Standing == signature.Altered:
		return Proof{Altered, p.Key, p.Message}
	case p.Standing != signature.Unreadable:
		found.Message = p.Message
	}
	return found
}
