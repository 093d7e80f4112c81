package signature

import (
	"crypto"
	"encoding/hex"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// signing is a key that may have made a signature: the owner's main key or a subkey.
type signing struct {
	statement
	main        *statement          // of a subkey: the key that it belongs to
	revocations []*packet.Signature // of it or of its main key
}

// statement is a key with what it says of itself: until when it is valid, and for what.
type statement struct {
	public *packet.PublicKey
	self   *packet.Signature
}

// readOpenPGP reads one key with its subkeys. What it says of itself is checked: the library
// takes no subkey or name whose signature by the key is wrong.
func readOpenPGP(text string) (Key, error) {
	list, err := openpgp.ReadArmoredKeyRing(strings.NewReader(text))
	name, named := openPGPName(text)
	whole := named && strings.Count(text, beginPGP) == 1 && strings.HasSuffix(text, "-----")
	switch {
	case err == nil && len(list) > 0 && hasPrivate(list[0]):
		return Key{}, privateFault()
	case err != nil || len(list) == 0 || !whole || fingerprint(list[0].PrimaryKey.Fingerprint) != name:
		return Key{}, &KeyFault{
			Message: lang.T("OpenPGP-nyckeln går inte att läsa", "the OpenPGP key can't be read"),
			Hint: lang.T("Skriv in på nytt allt som gpg --armor --export ID skriver, från -----BEGIN till END-----.",
				"Enter anew all that gpg --armor --export ID writes, from -----BEGIN to END-----."),
		}
	case len(list) > 1:
		return Key{}, &KeyFault{
			Message: lang.T("här står %d OpenPGP-nycklar", "here are %d OpenPGP keys", len(list)),
			Hint:    lang.T("Exportera dem en och en, och gör en post av var och en.", "Export them one by one, and make an entry of each."),
		}
	}
	e := list[0]
	key := Key{Name: name, pgp: signingKeys(e)}
	for _, id := range e.Identities {
		if id.UserId.Email != "" {
			key.mail = append(key.mail, strings.ToLower(id.UserId.Email))
		}
	}
	if len(key.pgp) > 0 {
		return key, nil
	}
	if bits, err := e.PrimaryKey.BitLength(); err == nil && isRSA(e.PrimaryKey) && bits < minRSA {
		return Key{}, tooShort(int(bits))
	}
	return Key{}, &KeyFault{
		Message: lang.T("OpenPGP-nyckeln kan inte signera något som räknas", "the OpenPGP key can't sign anything that counts"),
		Hint: lang.T("Gör en nyckel för signering med Ed25519 eller RSA: gpg --quick-gen-key.",
			"Make a key for signing of Ed25519 or RSA: gpg --quick-gen-key."),
	}
}

func hasPrivate(e *openpgp.Entity) bool {
	return e.PrivateKey != nil || slices.ContainsFunc(e.Subkeys, func(s openpgp.Subkey) bool { return s.PrivateKey != nil })
}

// signingKeys lists the keys of an entity that can prove something.
func signingKeys(e *openpgp.Entity) []signing {
	self, _ := e.PrimarySelfSignature()
	if self == nil {
		return nil
	}
	var out []signing
	main := statement{e.PrimaryKey, self}
	if strong(e.PrimaryKey) {
		out = append(out, signing{main, nil, e.Revocations})
	}
	for _, s := range e.Subkeys {
		// Only of a subkey that is marked for signing the library has checked that it agrees to
		// belong here; anybody can take somebody else's key up into their own.
		if strong(s.PublicKey) && s.Sig.FlagsValid && s.Sig.FlagSign && s.Sig.EmbeddedSignature != nil {
			out = append(out, signing{statement{s.PublicKey, s.Sig}, &main, slices.Concat(e.Revocations, s.Revocations)})
		}
	}
	return out
}

func isRSA(k *packet.PublicKey) bool {
	return k.PubKeyAlgo == packet.PubKeyAlgoRSA || k.PubKeyAlgo == packet.PubKeyAlgoRSASignOnly
}

func strong(k *packet.PublicKey) bool {
	if isRSA(k) {
		bits, err := k.BitLength()
		return err == nil && bits >= minRSA
	}
	return k.PubKeyAlgo.CanSign() && k.PubKeyAlgo != packet.PubKeyAlgoDSA
}

// openPGPName is the fingerprint of the first key in a text, of which nothing is judged.
func openPGPName(text string) (string, bool) {
	if !strings.HasPrefix(text, beginPGP) {
		return "", false
	}
	block, err := armor.Decode(strings.NewReader(text))
	if err != nil {
		return "", false
	}
	p, err := packet.NewReader(block.Body).Next()
	if k, ok := p.(*packet.PublicKey); ok && err == nil {
		return fingerprint(k.Fingerprint), true
	}
	return "", false
}

func fingerprint(b []byte) string { return strings.ToUpper(hex.EncodeToString(b)) }

// checkOpenPGP judges an OpenPGP signature. It names its key but doesn't carry it: of an
// unknown key not even that can be told for sure.
func checkOpenPGP(c gitrepo.Commit, keys Keys, day calendar.Day) verdict {
	s, err := readSignature(c.Signature)
	if err != nil {
		return verdict{standing: Unreadable}
	}
	v := verdict{standing: Unknown, name: issuer(s), made: s.CreationTime}
	for i := range keys {
		for _, k := range keys[i].pgp {
			if !s.CheckKeyIdOrFingerprint(k.public) {
				continue
			}
			if found := k.judge(s, c.Signed, &keys[i], day); v.key == nil || found.standing == Good {
				found.name, found.made = v.name, v.made
				v = found
			}
		}
	}
	return v
}

var errNotOne = errors.New("not one signature")

// readSignature reads an armoured text that holds one signature and nothing else.
func readSignature(text string) (*packet.Signature, error) {
	block, err := armor.Decode(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	packets := packet.NewReader(block.Body)
	first, err := packets.Next()
	if err != nil {
		return nil, err
	}
	s, ok := first.(*packet.Signature)
	if _, err := packets.Next(); !ok || err != io.EOF || s.IssuerKeyId == nil && s.IssuerFingerprint == nil {
		return nil, errNotOne
	}
	return s, nil
}

// issuer is the name of the key that a signature says it is by: its fingerprint where it
// gives that, else the shorter id.
func issuer(s *packet.Signature) string {
	if s.IssuerFingerprint != nil {
		return fingerprint(s.IssuerFingerprint)
	}
	id := make([]byte, 8)
	for i := range id {
		id[i] = byte(*s.IssuerKeyId >> (56 - 8*i))
	}
	return fingerprint(id)
}

// judge holds a signature against the key that it names.
func (k *signing) judge(s *packet.Signature, signed []byte, owner *Key, day calendar.Day) verdict {
	v := verdict{key: owner}
	if s.SigType != packet.SigTypeBinary {
		return v.as(OtherPurpose) // a text, whose line ends don't count; a key; a statement
	}
	hash, err := s.PrepareVerify()
	if err != nil {
		return v.as(Weak)
	}
	hash.Write(signed)
	if k.public.VerifySignature(hash, s) != nil {
		return v.as(Altered)
	}
	at := moment(s, day)
	switch reason, when := k.revoked(at); {
	case !k.maySign():
		return v.as(OtherPurpose)
	case reason != "":
		v.reason, v.revoked = reason, when
		return v.as(Revoked)
	case weakHash(s.Hash):
		return v.as(Weak)
	case bound(s):
		return v.as(Unreadable)
	case k.public.CreationTime.After(s.CreationTime):
		return v.as(NotInUse)
	case k.expired(at) || s.SigExpired(at):
		return v.as(Expired)
	case !owner.Holds(day):
		return v.as(NotInUse)
	}
	return v.as(Good)
}

// moment is when a signature counts as made: at the time that it gives itself, and not
// before the day of what it is for, since whoever holds a key can write an old date. A
// Swedish day begins at most two hours before the same day in UTC.
func moment(s *packet.Signature, day calendar.Day) time.Time {
	year, month, date := day.Parts()
	return laterOf(s.CreationTime, time.Date(year, month, date, -2, 0, 0, 0, time.UTC))
}

// maySign tells that the key says of itself that it signs. Of a subkey that is known.
func (k *signing) maySign() bool { return !k.self.FlagsValid || k.self.FlagSign }

func (k *signing) expired(at time.Time) bool {
	return k.ended(at) || k.main != nil && k.main.ended(at)
}

// ended tells that a key is over by its own word, which may itself be for a time. When it
// was last given is no matter: a key that was prolonged was valid before as well.
func (s *statement) ended(at time.Time) bool {
	return s.public.KeyExpired(s.self, at) || s.self.SigExpired(laterOf(at, s.self.CreationTime))
}

func laterOf(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// revoked gives the reason of a revocation that holds at a moment. A key that was only put
// away or replaced leaves its earlier signatures standing. One that others may know never
// does; neither does one of which no reason is given (RFC 4880, 5.2.3.23).
func (k *signing) revoked(at time.Time) (Reason, time.Time) {
	var reason Reason
	var when time.Time
	for _, r := range k.revocations {
		switch found := reasonOf(r); {
		case found == Compromised || found == Unstated:
			return found, r.CreationTime
		case !at.Before(r.CreationTime):
			reason, when = found, r.CreationTime
		}
	}
	return reason, when
}

func reasonOf(r *packet.Signature) Reason {
	if r.RevocationReason == nil {
		return Unstated
	}
	switch *r.RevocationReason {
	case packet.KeySuperseded:
		return Superseded
	case packet.KeyRetired:
		return Retired
	case packet.KeyCompromised:
		return Compromised
	}
	return Unstated
}

// weakHash tells of hashes for which two texts with one value can be made.
func weakHash(h crypto.Hash) bool {
	return h == crypto.MD5 || h == crypto.SHA1 || h == crypto.RIPEMD160
}

// bound tells of a condition that a reader must know and that nobody here knows.
func bound(s *packet.Signature) bool {
	for _, n := range s.Notations {
		if n.IsCritical {
			return true
		}
	}
	return false
}
