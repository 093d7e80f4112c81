package signature_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/binary"
	"encoding/pem"
	"errors"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"

	"github.com/leveransplan/leveransplan/internal/signature"
)

// token is a signing key in hardware, as far as its signatures go: the device signs hashes
// together with a counter and whether it was touched (PROTOCOL.u2f of OpenSSH).
type token struct {
	public ssh.PublicKey
	key    crypto.Signer
}

const application = "ssh:"

func newToken(t testing.TB, curve bool) token {
	t.Helper()
	var blob []byte
	var key crypto.Signer
	if curve {
		own, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		point, err := own.PublicKey.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		key, blob = own, ssh.Marshal(struct {
			Name, Curve string
			Point       []byte
			App         string
		}{ssh.KeyAlgoSKECDSA256, "nistp256", point, application})
	} else {
		own := ed25519.NewKeyFromSeed(slices.Repeat([]byte{'t'}, ed25519.SeedSize))
		key, blob = own, ssh.Marshal(struct {
			Name string
			Key  []byte
			App  string
		}{ssh.KeyAlgoSKED25519, own.Public().(ed25519.PublicKey), application})
	}
	public, err := ssh.ParsePublicKey(blob)
	if err != nil {
		t.Fatal(err)
	}
	return token{public, key}
}

func (k token) PublicKey() ssh.PublicKey { return k.public }

func (k token) Sign(_ io.Reader, data []byte) (*ssh.Signature, error) {
	app, message := sha256.Sum256([]byte(application)), sha256.Sum256(data)
	rest := binary.BigEndian.AppendUint32([]byte{1}, 7) // touched, for the seventh time
	signed := slices.Concat(app[:], rest, message[:])
	if own, ok := k.key.(*ecdsa.PrivateKey); ok {
		sum := sha256.Sum256(signed)
		r, s, err := ecdsa.Sign(rand.Reader, own, sum[:])
		return &ssh.Signature{Format: ssh.KeyAlgoSKECDSA256, Blob: ssh.Marshal(struct{ R, S *big.Int }{r, s}), Rest: rest}, err
	}
	blob, err := k.key.Sign(rand.Reader, signed, crypto.Hash(0))
	return &ssh.Signature{Format: ssh.KeyAlgoSKED25519, Blob: blob, Rest: rest}, err
}

func line(k ssh.PublicKey) string { return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k))) }

func sshSigned(t testing.TB, by ssh.Signer, hash sshsig.HashAlgorithm, namespace string) string {
	t.Helper()
	s, err := sshsig.Sign(strings.NewReader(vector(t, "commit")), by, hash, namespace)
	if err != nil {
		t.Fatal(err)
	}
	return string(sshsig.Armor(s))
}

func software(t testing.TB, key any) ssh.Signer {
	t.Helper()
	s, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSSHKeysOfEveryKind(t *testing.T) {
	seed := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	signers := map[string]ssh.Signer{"Ed25519": software(t, seed), "Ed25519 in hardware": newToken(t, false), "ECDSA in hardware": newToken(t, true)}
	for name, curve := range map[string]elliptic.Curve{"P-256": elliptic.P256(), "P-384": elliptic.P384(), "P-521": elliptic.P521()} {
		key, err := ecdsa.GenerateKey(curve, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		signers[name] = software(t, key)
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	signers["RSA"] = software(t, key)
	for name, s := range signers {
		for _, hash := range []sshsig.HashAlgorithm{sshsig.HashSHA256, sshsig.HashSHA512} {
			text := sshSigned(t, s, hash, "git")
			keys := signature.Keys{registered(t, line(s.PublicKey()), "2026-01-01", "")}
			p := signature.Check(signed(t, text), keys, day(t, "2026-03-01"))
			if p.Standing != signature.Good || p.Key != ssh.FingerprintSHA256(s.PublicKey()) {
				t.Errorf("%s: %+v", name, p)
			}
			verifiedBySSH(t, name, text, line(s.PublicKey()))
			if p := signature.Check(signed(t, sshSigned(t, s, hash, "file")), keys, day(t, "2026-03-01")); p.Standing != signature.OtherPurpose {
				t.Errorf("%s for files: %+v", name, p)
			}
		}
	}
}

// verifiedBySSH asks the program what it thinks.
func verifiedBySSH(t testing.TB, name, text, public string) {
	t.Helper()
	dir := t.TempDir()
	for file, content := range map[string]string{"signature": text, "allowed": "p-017 " + public + "\n"} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := program(t, dir, vector(t, "commit"), "ssh-keygen", "-Y", "verify", "-n", "git", "-I", "p-017", "-f", "allowed", "-s", "signature"); err != nil {
		t.Errorf("%s: ssh-keygen says %s", name, out)
	}
}

func TestG10SSHKeysThatProveNothing(t *testing.T) {
	t.Setenv("GODEBUG", "rsa1024min=0")
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	if err != nil {
		t.Fatal(err)
	}
	s := software(t, short)
	if _, err := signature.ReadKey(line(s.PublicKey())); err == nil || err.Error() != "the key is too short: RSA of 1024 bits" {
		t.Errorf("a short key: %v", err)
	}
	if p := signature.Check(signed(t, sshSigned(t, s, sshsig.HashSHA512, "git")), nil, day(t, "2026-03-01")); p.Standing != signature.Weak {
		t.Errorf("signed with a short key: %+v", p)
	}
	// A certificate is another key than the one in it.
	own := software(t, ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)))
	cert := &ssh.Certificate{Key: own.PublicKey(), CertType: ssh.UserCert, ValidBefore: ssh.CertTimeInfinity}
	if err := cert.SignCert(rand.Reader, own); err != nil {
		t.Fatal(err)
	}
	by, err := ssh.NewCertSigner(cert, own)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := signature.ReadKey(line(cert)); err == nil {
		t.Error("a certificate is taken for a key")
	}
	keys := signature.Keys{registered(t, line(own.PublicKey()), "2026-01-01", "")}
	if p := signature.Check(signed(t, sshSigned(t, by, sshsig.HashSHA512, "git")), keys, day(t, "2026-03-01")); p.Proves() {
		t.Errorf("signed with a certificate: %+v", p)
	}
}

func TestSigner(t *testing.T) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	block, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		t.Fatal(err)
	}
	s, err := signature.NewSigner(pem.EncodeToMemory(block))
	if err != nil {
		t.Fatal(err)
	}
	text, err := s.Sign([]byte(vector(t, "commit")))
	if err != nil {
		t.Fatal(err)
	}
	keys := signature.Keys{registered(t, s.Public(), "2026-01-01", "")}
	if p := signature.Check(signed(t, text), keys, day(t, "2026-03-01")); p.Standing != signature.Good {
		t.Errorf("%+v", p)
	}
	locked, err := ssh.MarshalPrivateKeyWithPassphrase(key, "", []byte("hemligt"))
	if err != nil {
		t.Fatal(err)
	}
	for want, text := range map[error][]byte{signature.ErrLocked: pem.EncodeToMemory(locked), signature.ErrKey: []byte("noise")} {
		if _, err := signature.NewSigner(text); !errors.Is(err, want) || bytes.Contains([]byte(err.Error()), text) {
			t.Errorf("%v: %v", want, err)
		}
	}
}
