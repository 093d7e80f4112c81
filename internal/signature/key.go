package signature

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"golang.org/x/crypto/ssh"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Owner is whose key it is, as the role register says.
type Owner struct {
	Person  string // id in the register, "p-017"; empty where it is nobody's
	Account int64  // the number of that person's account; 0: not known
	Service bool   // the hosting service's own key, with which it signs what it does for others
}

// Key is a registered public key, and the days on which it was in use, both included.
type Key struct {
	Owner
	From  calendar.Day // zero: no first day is known, and the key was never in use
	Until calendar.Day // zero: no end is set
	// Name is the fingerprint: "SHA256:…" of an SSH key as ssh-keygen writes it, 40 (or 64)
	// hexadecimal digits of an OpenPGP key as gpg does. Empty for a key that can't be read;
	// such a key has signed nothing.
	Name string

	ssh  ssh.PublicKey
	pgp  []signing // the key itself and its subkeys, those that may sign
	mail []string  // addresses that an OpenPGP key gives as its owner's, in small letters
}

// Keys are the keys of a register. The same key may stand there more than once, for times
// with others between them.
type Keys []Key

// KeyFault is why a key can't be used.
type KeyFault struct{ Message, Hint lang.Text }

func (f *KeyFault) Error() string { return f.Message.In(lang.EN) }

// The smallest RSA key, in bits, whose signatures prove something.
const minRSA = 2048

// ReadKey reads a public key: an SSH key as a line of a .pub file, or an OpenPGP key as gpg
// --armor --export writes it. The error is a [*KeyFault].
func ReadKey(text string) (Key, error) {
	switch trimmed := strings.TrimSpace(text); {
	case IsPrivate(text):
		return Key{}, privateFault()
	case strings.HasPrefix(trimmed, beginPGP+"PUBLIC KEY BLOCK-----"):
		return readOpenPGP(trimmed)
	default:
		return readSSH(trimmed)
	}
}

func privateFault() *KeyFault {
	return &KeyFault{
		Message: lang.T("det är en hemlig nyckel", "it is a private key"),
		Hint: lang.T("Ta bort den, och sluta använda den: den är röjd. Här ska den publika delen av en ny nyckel stå.",
			"Take it out, and stop using it: it is known to others now. Here belongs the public half of a new key."),
	}
}

func readSSH(line string) (Key, error) {
	public, _, options, rest, err := ssh.ParseAuthorizedKey([]byte(line))
	if err != nil || len(options)+len(rest) > 0 {
		return Key{}, &KeyFault{
			Message: lang.T("nyckeln går inte att läsa", "the key can't be read"),
			Hint: lang.T("Skriv hela raden ur en .pub-fil (ssh-ed25519 AAAA…), eller det som gpg --armor --export ID skriver.",
				"Write the whole line of a .pub file (ssh-ed25519 AAAA…), or what gpg --armor --export ID writes."),
		}
	}
	if fault := tooWeak(public); fault != nil {
		return Key{}, fault
	}
	return Key{Name: ssh.FingerprintSHA256(public), ssh: public}, nil
}

// IsPrivate tells that a text holds a private key, of whatever kind.
func IsPrivate(text string) bool { return strings.Contains(text, "PRIVATE KEY") }

// Identity tells a key from others without judging it: its fingerprint, else the text
// itself, and of a long or many-lined one its hash.
func Identity(text string) string {
	trimmed := strings.TrimSpace(text)
	if public, _, _, _, err := ssh.ParseAuthorizedKey([]byte(trimmed)); err == nil {
		return ssh.FingerprintSHA256(public)
	}
	if name, ok := openPGPName(trimmed); ok {
		return name
	}
	if len(trimmed) > 200 || strings.ContainsAny(trimmed, "\r\n") {
		sum := sha256.Sum256([]byte(trimmed))
		return "text:" + hex.EncodeToString(sum[:8])
	}
	return trimmed
}

// Holds tells that a day is one on which the key was in use.
func (k *Key) Holds(day calendar.Day) bool {
	return !k.From.IsZero() && k.From <= day && (k.Until.IsZero() || day <= k.Until)
}

func sameSSH(a, b ssh.PublicKey) bool {
	return a != nil && b != nil && bytes.Equal(a.Marshal(), b.Marshal())
}
