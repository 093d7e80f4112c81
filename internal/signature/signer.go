package signature

import (
	"bytes"
	"errors"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// Why a private key can't be used. The library's own words are left out: they could quote
// the key.
var (
	ErrLocked = errors.New("protected by a passphrase")
	ErrKey    = errors.New("not a private key")
)

// Signer holds a private SSH key.
type Signer struct{ key ssh.Signer }

// NewSigner reads a private key as ssh-keygen writes it, without a passphrase. The error is
// [ErrLocked] or [ErrKey].
func NewSigner(private []byte) (*Signer, error) {
	key, err := ssh.ParsePrivateKey(private)
	switch {
	case errors.As(err, new(*ssh.PassphraseMissingError)):
		return nil, ErrLocked
	case err != nil:
		return nil, ErrKey
	}
	return &Signer{key}, nil
}

// Public is the public half, as a line of a .pub file.
func (s *Signer) Public() string {
	return string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(s.key.PublicKey())))
}

// Sign signs the bytes of a commit as git does with gpg.format=ssh.
func (s *Signer) Sign(commit []byte) (string, error) {
	signature, err := sshsig.Sign(bytes.NewReader(commit), s.key, sshsig.HashSHA512, namespace)
	if err != nil {
		return "", err
	}
	return string(sshsig.Armor(signature)), nil
}
