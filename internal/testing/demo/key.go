package demo

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/record"
)

// Key signs records of the demonstration, and nothing else: anybody can work out its private
// half from this source.
type Key struct {
	Private     []byte // as [record.NewSigner] reads it
	Public      string // as the role register has it
	From, Until calendar.Day
}

// key is what a key is made of.
type key string

const (
	firstKey  key = "leveransplan: the demonstration's first key, known to everybody"
	secondKey key = "leveransplan: the demonstration's second key, known to everybody"
)

// turn is the first day of the second key.
var turn = day("2026-01-12")

func (k key) private() []byte {
	seed := sha256.Sum256([]byte(k))
	text, err := x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(seed[:]))
	if err != nil {
		panic(err) // of a key of the right length
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: text})
}

func (k key) signer() *record.Signer {
	s, err := record.NewSigner(k.private())
	if err != nil {
		panic(err) // it has just been written
	}
	return s
}

func (k key) public() string { return k.signer().Public() }
