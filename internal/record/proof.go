package record

import (
	"bytes"
	"errors"
	"strings"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
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
	if c.Signature == "" {
		return Proof{Unsigned, "", lang.T("protokollet är inte signerat", "the record is not signed")}
	}
	if !strings.HasPrefix(c.Signature, "-----BEGIN "+sshsig.PEMType+"-----") {
		return Proof{Unverifiable, "", lang.T("signaturen är ingen SSH-signatur", "the signature is no SSH signature")}
	}
	signature, err := sshsig.Unarmor([]byte(c.Signature))
	if err != nil {
		return Proof{Unverifiable, "", lang.T("signaturen går inte att läsa", "the signature can't be read")}
	}
	name := ssh.FingerprintSHA256(signature.PublicKey)
	switch err := sshsig.Verify(bytes.NewReader(c.Signed), signature, signature.PublicKey, signature.HashAlgorithm, namespace); {
	case errors.Is(err, sshsig.ErrNamespaceMismatch):
		return Proof{OtherPurpose, name, lang.T("signaturen är gjord för något annat än git", "the signature was made for something else than git")}
	case err != nil:
		return Proof{Altered, name, lang.T("signaturen gäller inte den commit som den sitter på", "the signature is not for the commit that it stands on")}
	}
	known := false
	for _, key := range k {
		if key.public == nil || !bytes.Equal(key.public.Marshal(), signature.PublicKey.Marshal()) {
			continue
		}
		if known = true; key.holds(day) {
			return Proof{Proven, name, lang.T("signerat med nyckeln %s", "signed with the key %s", name)}
		}
	}
	if known {
		return Proof{ExpiredKey, name, lang.T("nyckeln %s gällde inte den %s", "the key %s was not in use on %s", name, day.String())}
	}
	return Proof{UnknownKey, name, lang.T("nyckeln %s finns inte i rollregistret", "the key %s is not in the role register", name)}
}
