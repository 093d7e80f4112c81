// Package signature says what the signature of a commit proves, and what not. It judges
// by registered keys alone: no key is built in, none is fetched, and what the hosting
// service says of a signature is not asked.
//
// A signature proves that whoever holds a key made exactly this commit. It proves nothing
// of when, since the holder writes the dates; nothing of who approved what, since that is
// told by reviews and the record; and under an unknown key nothing at all, which is no
// sign of anything wrong either.
package signature

import (
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Kind is the form of a signature.
type Kind string

// The kinds.
const (
	NoSignature Kind = "none"
	OpenPGP     Kind = "openpgp"
	SSH         Kind = "ssh"
	X509        Kind = "x509"       // S/MIME; not judged
	Unknowable  Kind = "unreadable" // nothing that git writes
)

// Standing is what a signature comes to.
type Standing string

// The standings. Only Good proves who made a commit.
const (
	Unsigned Standing = "unsigned"
	Good     Standing = "good"
	// NotInUse: right, but by a key that was not in use on that day by the register, or was
	// made after the signature.
	NotInUse     Standing = "not_in_use"
	Expired      Standing = "expired"       // by an OpenPGP key, or a signature, that was over by its own word
	Revoked      Standing = "revoked"       // by an OpenPGP key that its holder has revoked; Proof.Reason says why
	Unknown      Standing = "unknown_key"   // not verified, which is not the same as wrong
	Altered      Standing = "altered"       // the commit is not the one that was signed
	OtherPurpose Standing = "other_purpose" // made for something else than a commit, or by a key that is
	Weak         Standing = "weak"          // by a key or a hash that no longer proves anything
	NotJudged    Standing = "not_judged"    // of a kind that the tool doesn't judge
	Unreadable   Standing = "unreadable"
)

// Reason is why a key was revoked (RFC 4880, 5.2.3.23).
type Reason string

// The reasons.
const (
	Unstated    Reason = "unstated"
	Superseded  Reason = "superseded"
	Compromised Reason = "compromised"
	Retired     Reason = "retired"
)

// Proof is what the signature of a commit proves.
type Proof struct {
	Kind     Kind
	Standing Standing
	// Key names the key: a fingerprint, "SHA256:…" of SSH, hexadecimal digits of OpenPGP,
	// where it can be the shorter id alone. Of an unknown OpenPGP key it is what the signature
	// claims. Empty where there is none.
	Key    string
	Owner  Owner     // whose key it is; zero where the register doesn't say
	Made   time.Time // when an OpenPGP signature says that it was made; zero otherwise
	Reason Reason    // why the key was revoked; empty where it was not
	// Message says what was found, and Meaning what that proves and what not.
	Message, Meaning lang.Text
	// Remarks tell, of a good signature, where the commit names somebody else than who
	// signed it, or another time.
	Remarks []lang.Text
}

// Proves tells that the signature proves who made the commit.
func (p Proof) Proves() bool { return p.Standing == Good }

// verdict is what is found of a signature, before it is put in words.
type verdict struct {
	standing Standing
	key      *Key // nil: none that is registered
	name     string
	made     time.Time
	reason   Reason
	revoked  time.Time
}

func (v verdict) as(s Standing) verdict {
	v.standing = s
	return v
}

// How the armour of each kind begins; git tells them apart by the same lines.
const (
	beginPGP  = "-----BEGIN PGP "
	beginSSH  = "-----BEGIN SSH SIGNATURE-----"
	beginX509 = "-----BEGIN SIGNED MESSAGE-----"
)

// maxSignature bounds what is read as a signature, in bytes. The largest that a key in use
// makes is a few thousand.
const maxSignature = 64 << 10

// Check says what the signature of a commit proves, by the keys of the register, where the
// commit counts as made on a day. A key whose last day is past proves nothing of a later
// day; on which day a commit was really made no signature tells.
func Check(c gitrepo.Commit, keys Keys, day calendar.Day) Proof {
	kind := kindOf(c.Signature)
	v := verdict{standing: Unreadable}
	switch {
	case kind == NoSignature:
		v.standing = Unsigned
	case kind == X509:
		v.standing = NotJudged
	case !whole(c.Signature):
	case kind == SSH:
		v = checkSSH(c, keys, day)
	case kind == OpenPGP:
		v = checkOpenPGP(c, keys, day)
	}
	p := Proof{Kind: kind, Standing: v.standing, Key: v.name, Made: v.made, Reason: v.reason}
	if v.key != nil {
		p.Owner = v.key.Owner
	}
	p.Message, p.Meaning = v.message(day), v.meaning()
	if v.standing == Good {
		p.Remarks = remarks(c, v)
	}
	return p
}

func kindOf(signature string) Kind {
	switch {
	case signature == "":
		return NoSignature
	case strings.HasPrefix(signature, beginPGP+"SIGNATURE-----"):
		return OpenPGP
	case strings.HasPrefix(signature, beginSSH):
		return SSH
	case strings.HasPrefix(signature, beginX509):
		return X509
	}
	return Unknowable
}

// whole tells that a text is one armoured block and nothing besides: with two of them, or
// more text after it, programs differ in which one they judge.
func whole(signature string) bool {
	trimmed := strings.TrimSpace(signature)
	return len(trimmed) <= maxSignature && strings.Count(trimmed, "-----BEGIN ") == 1 &&
		strings.Count(trimmed, "-----END ") == 1 && strings.HasSuffix(trimmed, " SIGNATURE-----")
}
