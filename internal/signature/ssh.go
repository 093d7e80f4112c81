package signature

import (
	"bytes"
	"crypto/rsa"
	"errors"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// namespace is what git signs commits and tags for. A signature for another purpose, such
// as a file or a login, is none here.
const namespace = "git"

// tooWeak says why signatures of a key prove nothing, whoever holds it.
func tooWeak(public ssh.PublicKey) *KeyFault {
	own, ok := public.(ssh.CryptoPublicKey)
	if !ok {
		return notUsed(public.Type())
	}
	if key, ok := own.CryptoPublicKey().(*rsa.PublicKey); ok && key.N.BitLen() < minRSA {
		return tooShort(key.N.BitLen())
	}
	return nil
}

func tooShort(bits int) *KeyFault {
	return &KeyFault{
		Message: lang.T("nyckeln är för kort: RSA med %d bitar", "the key is too short: RSA of %d bits", bits),
		Hint:    lang.T("Gör en ny nyckel: ssh-keygen -t ed25519, eller gpg --quick-gen-key.", "Make a new key: ssh-keygen -t ed25519, or gpg --quick-gen-key."),
	}
}

func notUsed(kind string) *KeyFault {
	return &KeyFault{
		Message: lang.T("nycklar av slaget %s går inte att använda här", "keys of the kind %s can't be used here", kind),
		Hint:    lang.T("Gör en ny nyckel: ssh-keygen -t ed25519, eller gpg --quick-gen-key.", "Make a new key: ssh-keygen -t ed25519, or gpg --quick-gen-key."),
	}
}

// checkSSH judges a signature in git's SSH format. It carries the key that made it, so that
// an altered commit is known as one whoever signed it.
func checkSSH(c gitrepo.Commit, keys Keys, day calendar.Day) verdict {
	signature, err := sshsig.Unarmor([]byte(c.Signature))
	if err != nil {
		return verdict{standing: Unreadable}
	}
	v := verdict{name: ssh.FingerprintSHA256(signature.PublicKey)}
	if tooWeak(signature.PublicKey) != nil {
		return v.as(Weak)
	}
	switch err := sshsig.Verify(bytes.NewReader(c.Signed), signature, signature.PublicKey, signature.HashAlgorithm, namespace); {
	case errors.Is(err, sshsig.ErrNamespaceMismatch):
		return v.as(OtherPurpose)
	case err != nil:
		return v.as(Altered)
	}
	v.standing = Unknown
	for i := range keys {
		if key := &keys[i]; sameSSH(key.ssh, signature.PublicKey) && v.standing != Good {
			v.key, v.standing = key, NotInUse
			if key.Holds(day) {
				v.standing = Good
			}
		}
	}
	return v
}
