package record

import (
	"errors"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// Signer holds the private key of the recording workflow.
type Signer struct{ own *signature.Signer }

// NewSigner reads a private key as ssh-keygen writes it, without a passphrase.
func NewSigner(private []byte) (*Signer, error) {
	own, err := signature.NewSigner(private)
	switch {
	case errors.Is(err, signature.ErrLocked):
		return nil, &Fault{
			Message: lang.T("nyckeln som signerar protokollet är skyddad med en lösenfras", "the key that signs records is protected by a passphrase"),
			Hint:    lang.T("Gör en nyckel utan lösenfras för arbetsflödet: ssh-keygen -t ed25519 -N ''.", "Make a key without a passphrase for the workflow: ssh-keygen -t ed25519 -N ''."),
			Err:     err,
		}
	case err != nil:
		return nil, &Fault{
			Message: lang.T("nyckeln som signerar protokollet går inte att läsa", "the key that signs records can't be read"),
			Hint:    lang.T("Den ska vara hela filen som ssh-keygen -t ed25519 skriver, med första och sista raden.", "It is the whole file that ssh-keygen -t ed25519 writes, with its first and last line."),
			Err:     err,
		}
	}
	return &Signer{own}, nil
}

// Public is the public half, as roller.yaml has it under protokollnycklar.
func (s *Signer) Public() string { return s.own.Public() }

// sign signs the bytes of a commit as git does with gpg.format=ssh.
func (s *Signer) sign(commit []byte) (string, error) {
	text, err := s.own.Sign(commit)
	if err != nil {
		return "", &Fault{
			Message: lang.T("protokollet gick inte att signera", "the record could not be signed"),
			Hint:    lang.T("Kontrollera nyckeln i arbetsflödets hemlighet.", "Check the key in the workflow's secret."),
			Err:     err,
		}
	}
	return text, nil
}

// Key is a public key that signs records, and the days on which it does, both included.
type Key = signature.Key

// Keys are the keys of a role register. A key that has gone out of use stays in it with its
// last day; where it is known to others its last day is the day before.
type Keys []Key

// KeysOf takes the keys from the register (protokollnycklar). One that can't be read still
// counts as registered: from its first day on unsigned records are violations.
func KeysOf(register *plan.Roller) Keys {
	var out Keys
	if register == nil {
		return nil
	}
	for _, k := range register.Protokollnycklar {
		if !k.Fran.Set {
			continue
		}
		key, err := signature.ReadKey(k.Nyckel.V)
		if err != nil {
			key = Key{}
		}
		if key.From = k.Fran.V; k.Till.Set {
			key.Until = k.Till.V
		}
		out = append(out, key)
	}
	return out
}

// first is the first day of the first key; false where there is none.
func (k Keys) first() (calendar.Day, bool) {
	if len(k) == 0 {
		return 0, false
	}
	day := k[0].From
	for _, key := range k {
		day = min(day, key.From)
	}
	return day, true
}
