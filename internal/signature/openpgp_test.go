package signature_test

import (
	"bytes"
	"crypto"
	"strings"
	"testing"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/armor"
	"github.com/ProtonMail/go-crypto/openpgp/packet"

	"github.com/leveransplan/leveransplan/internal/signature"
)

// at is the library's clock and choices.
func at(s string) *packet.Config {
	now, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return &packet.Config{Time: func() time.Time { return now }, Algorithm: packet.PubKeyAlgoEdDSA, DefaultHash: crypto.SHA256}
}

// entity is a key of 2025-01-01.
func entity(t testing.TB) *openpgp.Entity {
	t.Helper()
	e, err := openpgp.NewEntity("Testnyckel", "", "test@example.org", at("2025-01-01"))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func armoured(t testing.TB, kind string, write func(*bytes.Buffer) error) string {
	t.Helper()
	var raw, text bytes.Buffer
	if err := write(&raw); err != nil {
		t.Fatal(err)
	}
	w, err := armor.Encode(&text, kind, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(raw.Bytes()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func public(t testing.TB, e *openpgp.Entity) string {
	return armoured(t, openpgp.PublicKeyType, func(b *bytes.Buffer) error { return e.Serialize(b) })
}

// signs signs the commit of the vectors, after what is done to the signature.
func signs(t testing.TB, e *openpgp.Entity, change func(*packet.Signature), c *packet.Config) string {
	t.Helper()
	key := e.PrivateKey
	s := &packet.Signature{Version: key.Version, SigType: packet.SigTypeBinary, PubKeyAlgo: key.PubKeyAlgo, Hash: crypto.SHA256,
		CreationTime: c.Now(), IssuerKeyId: &key.KeyId, IssuerFingerprint: key.Fingerprint}
	if change != nil {
		change(s)
	}
	h := s.Hash.New()
	h.Write([]byte(vector(t, "commit")))
	if err := s.Sign(h, key, c); err != nil {
		t.Fatal(err)
	}
	return armoured(t, openpgp.SignatureType, func(b *bytes.Buffer) error { return s.Serialize(b) })
}

func TestWhatOpenPGPSignaturesSayOfThemselves(t *testing.T) {
	seconds := func(days int) *uint32 { s := uint32(days * 24 * 60 * 60); return &s }
	for name, tt := range map[string]struct {
		made   string
		change func(*packet.Signature)
		want   signature.Standing
	}{
		"nothing more":                    {"2026-03-01", nil, signature.Good},
		"only the short id of its key":    {"2026-03-01", func(s *packet.Signature) { s.IssuerFingerprint = nil }, signature.Good},
		"that it holds for a year":        {"2026-03-01", func(s *packet.Signature) { s.SigLifetimeSecs = seconds(365) }, signature.Good},
		"that it held for a month":        {"2026-01-01", func(s *packet.Signature) { s.SigLifetimeSecs = seconds(31) }, signature.Expired},
		"a day before its key was made":   {"2024-12-31", nil, signature.NotInUse},
		"a day long after":                {"2030-01-01", nil, signature.Good}, // told as a remark
		"that it is a statement on a key": {"2026-03-01", func(s *packet.Signature) { s.SigType = packet.SigTypePositiveCert }, signature.OtherPurpose},
		"a remark that readers may leave out": {"2026-03-01", func(s *packet.Signature) {
			s.Notations = []*packet.Notation{{Name: "a@example.org", Value: []byte("b")}}
		}, signature.Good},
		"a condition that nobody here knows of": {"2026-03-01", func(s *packet.Signature) {
			s.Notations = []*packet.Notation{{Name: "a@example.org", Value: []byte("b"), IsCritical: true}}
		}, signature.Unreadable},
	} {
		t.Run(name, func(t *testing.T) {
			e := entity(t)
			keys := signature.Keys{registered(t, public(t, e), "2024-01-01", "")}
			p := signature.Check(signed(t, signs(t, e, tt.change, at(tt.made))), keys, day(t, "2026-03-01"))
			if p.Standing != tt.want {
				t.Errorf("%+v", p)
			}
			inBothLanguages(t, name, append(p.Remarks, p.Message, p.Meaning)...)
			if far := tt.made == "2030-01-01"; far != (len(p.Remarks) == 1) && tt.want == signature.Good && tt.made >= "2026-03-01" {
				t.Errorf("remarks %+v", p.Remarks)
			}
		})
	}
}

// A revoked subkey takes nothing from the others, a revoked key takes all.
func TestRevokedSubkeys(t *testing.T) {
	e := entity(t)
	if err := e.AddSigningSubkey(at("2025-01-01")); err != nil {
		t.Fatal(err)
	}
	var sub *openpgp.Subkey
	for i := range e.Subkeys {
		if e.Subkeys[i].Sig.FlagSign {
			sub = &e.Subkeys[i]
		}
	}
	by := func(key *packet.PrivateKey) string {
		own := *e
		own.PrivateKey = key
		return signs(t, &own, nil, at("2025-06-01"))
	}
	mine, theirs := by(e.PrivateKey), by(sub.PrivateKey)
	judge := func() [2]signature.Standing {
		keys := signature.Keys{registered(t, public(t, e), "2025-01-01", "")}
		on := day(t, "2025-06-01")
		return [2]signature.Standing{signature.Check(signed(t, mine), keys, on).Standing, signature.Check(signed(t, theirs), keys, on).Standing}
	}
	if got := judge(); got != [2]signature.Standing{signature.Good, signature.Good} {
		t.Errorf("at first: %v", got)
	}
	if err := e.RevokeSubkey(sub, packet.KeyRetired, "", at("2026-01-15")); err != nil {
		t.Fatal(err)
	}
	if got := judge(); got != [2]signature.Standing{signature.Good, signature.Good} {
		t.Errorf("the subkey retired later: %v", got)
	}
	if err := e.RevokeSubkey(sub, packet.KeyCompromised, "", at("2026-01-16")); err != nil {
		t.Fatal(err)
	}
	if got := judge(); got != [2]signature.Standing{signature.Good, signature.Revoked} {
		t.Errorf("the subkey known to others: %v", got)
	}
	if err := e.RevokeKey(packet.KeySuperseded, "", at("2025-05-01")); err != nil {
		t.Fatal(err)
	}
	if got := judge(); got != [2]signature.Standing{signature.Revoked, signature.Revoked} {
		t.Errorf("the key replaced before: %v", got)
	}
}

// Somebody who takes another's signing key up as a subkey of their own gets nothing by it:
// that key has not agreed.
func TestAnothersKeyIsNoSubkey(t *testing.T) {
	thief, owner := entity(t), entity(t)
	if err := thief.AddSigningSubkey(at("2025-01-01")); err != nil {
		t.Fatal(err)
	}
	s := &thief.Subkeys[len(thief.Subkeys)-1]
	stolen := owner.PrimaryKey
	stolen.IsSubkey = true
	s.PublicKey = stolen
	s.Sig.EmbeddedSignature = nil
	for _, flagged := range []bool{true, false} {
		s.Sig.FlagSign, s.Sig.FlagsValid = flagged, true
		if err := s.Sig.SignKey(stolen, thief.PrivateKey, at("2025-01-01")); err != nil {
			t.Fatal(err)
		}
		keys := signature.Keys{}
		if k, err := signature.ReadKey(public(t, thief)); err == nil {
			k.From = day(t, "2025-01-01")
			keys = append(keys, k)
		}
		if p := signature.Check(signed(t, signs(t, owner, nil, at("2026-03-01"))), keys, day(t, "2026-03-01")); p.Standing != signature.Unknown {
			t.Errorf("marked for signing: %t: %+v", flagged, p)
		}
	}
}

func TestKeysThatCantBeUsed(t *testing.T) {
	short := func(s string) string { return s[:len(s)*2/3] }
	two := vector(t, "two_in_one.key")
	for name, tt := range map[string]struct{ text, want string }{
		"nothing":                      {"", "the key can't be read"},
		"noise":                        {"noise", "the key can't be read"},
		"half an SSH key":              {short(vector(t, "ssh_ed25519.key")), "the key can't be read"},
		"an SSH key with options":      {`no-pty ` + vector(t, "ssh_ed25519.key"), "the key can't be read"},
		"two SSH keys":                 {vector(t, "ssh_ed25519.key") + vector(t, "ssh_rsa.key"), "the key can't be read"},
		"half an OpenPGP key":          {short(vector(t, "rsa.key")), "the OpenPGP key can't be read"},
		"an OpenPGP key twice":         {vector(t, "rsa.key") + vector(t, "rsa.key"), "the OpenPGP key can't be read"},
		"text after an OpenPGP key":    {vector(t, "rsa.key") + "more", "the OpenPGP key can't be read"},
		"two OpenPGP keys":             {two, "here are 2 OpenPGP keys"},
		"a short OpenPGP key":          {vector(t, "short.key"), "the key is too short: RSA of 1024 bits"},
		"a DSA key":                    {vector(t, "dsa.key"), "the OpenPGP key can't sign anything that counts"},
		"an OpenPGP signature":         {vector(t, "rsa.sig"), "the key can't be read"},
		"a private OpenPGP key":        {armoured(t, openpgp.PrivateKeyType, func(b *bytes.Buffer) error { return entity(t).SerializePrivate(b, nil) }), "it is a private key"},
		"a private key, called public": {armoured(t, openpgp.PublicKeyType, func(b *bytes.Buffer) error { return entity(t).SerializePrivate(b, nil) }), "it is a private key"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := signature.ReadKey(tt.text)
			f, ok := err.(*signature.KeyFault)
			if !ok || f.Error() != tt.want {
				t.Fatalf("got %v", err)
			}
			inBothLanguages(t, name, f.Message, f.Hint)
		})
	}
}

// The same key is the same entry, however it is written; what can't be read is told apart.
func TestIdentity(t *testing.T) {
	rsa, ssh := vector(t, "rsa.key"), vector(t, "ssh_ed25519.key")
	for name, pair := range map[string][2]string{
		"an SSH key with another comment": {ssh, strings.Fields(ssh)[0] + " " + strings.Fields(ssh)[1]},
		"an OpenPGP key with a comment":   {rsa, strings.Replace(rsa, "-----\n", "-----\nComment: p-017\n", 1)},
		"blanks around it":                {rsa, "\n" + rsa + "\n\n"},
		"what is no key":                  {"noise", " noise"},
	} {
		if a, b := signature.Identity(pair[0]), signature.Identity(pair[1]); a != b {
			t.Errorf("%s: %q and %q", name, a, b)
		}
	}
	seen := map[string]string{}
	for _, text := range []string{rsa, ssh, vector(t, "ed25519.key"), vector(t, "ssh_rsa.key"), "noise", "other", "", rsa[:50], rsa[:60], strings.Repeat("x", 1000), "a\nb"} {
		id := signature.Identity(text)
		if other, twice := seen[id]; twice {
			t.Errorf("%q and %q are both %q", text, other, id)
		}
		if seen[id] = text; len(id) > 200 || strings.Contains(id, "\n") {
			t.Errorf("%q: %q", text, id)
		}
	}
	k, err := signature.ReadKey(rsa)
	if err != nil || k.Name != signature.Identity(rsa) || len(k.Name) != 40 {
		t.Errorf("%q, %v", k.Name, err)
	}
	if k, err = signature.ReadKey(ssh); err != nil || k.Name != signature.Identity(ssh) {
		t.Errorf("%q, %v", k.Name, err)
	}
}
