package record_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// one writes one record and gives its commit.
func one(t testing.TB, s *record.Signer) gitrepo.Commit {
	t.Helper()
	r, _ := repository(t)
	done := appended(t, writer(t, r, s), made(t, decision()))
	return readAll(t, r, done.Tip)[0].Commit
}

// with signs the commit anew, for another purpose or with another hash.
func with(t *testing.T, c gitrepo.Commit, seed byte, hash sshsig.HashAlgorithm, namespace string) gitrepo.Commit {
	t.Helper()
	key, err := ssh.ParsePrivateKey(private(t, seed))
	if err != nil {
		t.Fatal(err)
	}
	signature, err := sshsig.Sign(bytes.NewReader(c.Signed), key, hash, namespace)
	if err != nil {
		t.Fatal(err)
	}
	c.Signature = string(sshsig.Armor(signature))
	return c
}

func TestWhatASignatureProves(t *testing.T) {
	signed, unsigned := one(t, signer(t, 'a')), one(t, nil)
	altered := signed
	altered.Signed = bytes.Replace(signed.Signed, []byte("author Protokoll"), []byte("author Protokol1"), 1)
	swapped := signed
	swapped.Signature = strings.Replace(signed.Signature, "SSH SIGNATURE", "PGP SIGNATURE", 2)
	cut := signed
	cut.Signature = signed.Signature[:len(signed.Signature)/2]
	noise := signed
	noise.Signature = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"
	keys := func(lines ...string) []string { return lines }
	for name, tt := range map[string]struct {
		commit gitrepo.Commit
		keys   []string
		day    string
		want   record.Standing
	}{
		"signed, its key in use":                               {signed, keys("a 2026-01-01"), "2026-11-21", record.Proven},
		"on the key's first day":                               {signed, keys("a 2026-11-21"), "2026-11-21", record.Proven},
		"on the key's last day":                                {signed, keys("a 2026-01-01 2026-11-21"), "2026-11-21", record.Proven},
		"by one of several keys":                               {signed, keys("b 2026-01-01", "a 2026-06-01"), "2026-11-21", record.Proven},
		"by a key in its second time":                          {signed, keys("a 2026-01-01 2026-01-31", "a 2026-11-01"), "2026-11-21", record.Proven},
		"with SHA-256":                                         {with(t, signed, 'a', sshsig.HashSHA256, "git"), keys("a 2026-01-01"), "2026-11-21", record.Proven},
		"after the key's last day":                             {signed, keys("a 2026-01-01 2026-11-20"), "2026-11-21", record.ExpiredKey},
		"before the key's first day":                           {signed, keys("b 2026-01-01", "a 2026-11-22"), "2026-11-21", record.ExpiredKey},
		"between the key's times":                              {signed, keys("a 2026-01-01 2026-01-31", "a 2026-12-01"), "2026-11-21", record.ExpiredKey},
		"by a key that is not registered":                      {signed, keys("b 2026-01-01"), "2026-11-21", record.UnknownKey},
		"for files":                                            {with(t, signed, 'a', sshsig.HashSHA512, "file"), keys("a 2026-01-01"), "2026-11-21", record.OtherPurpose},
		"a commit that was altered":                            {altered, keys("a 2026-01-01"), "2026-11-21", record.Altered},
		"a signature of another kind":                          {swapped, keys("a 2026-01-01"), "2026-11-21", record.Unverifiable},
		"half a signature":                                     {cut, keys("a 2026-01-01"), "2026-11-21", record.Unverifiable},
		"a signature of nothing":                               {noise, keys("a 2026-01-01"), "2026-11-21", record.Unverifiable},
		"unsigned once there is a key":                         {unsigned, keys("a 2026-01-01"), "2026-11-21", record.Unsigned},
		"unsigned after the only key has ended":                {unsigned, keys("a 2026-01-01 2026-01-31"), "2026-11-21", record.Unsigned},
		"unsigned once a key is registered that can't be read": {unsigned, keys("ssh-ed25519-nonsens 2026-01-01"), "2026-11-21", record.Unsigned},
		"unsigned before the first key":                        {unsigned, keys("a 2026-11-22"), "2026-11-21", record.Unproven},
		"unsigned without any key":                             {unsigned, nil, "2026-11-21", record.Unproven},
		"signed before the first key":                          {signed, keys("a 2026-11-22"), "2026-11-21", record.Unproven},
		"altered before the first key":                         {altered, nil, "2026-11-21", record.Unproven},
	} {
		t.Run(name, func(t *testing.T) {
			on, _ := calendar.ParseDay(tt.day)
			p := record.KeysOf(register(t, tt.keys...)).Prove(tt.commit, on)
			if p.Standing != tt.want || p.Violation() != (tt.want != record.Proven && tt.want != record.Unproven) {
				t.Errorf("%+v: %s", p, p.Message.In(lang.EN))
			}
			inBothLanguages(t, name, p.Message)
		})
	}
	if got := record.KeysOf(nil).Prove(unsigned, today).Standing; got != record.Unproven {
		t.Errorf("without a register: %s", got)
	}
}

// git itself accepts the signature, and says so by the name that its file of allowed
// signers gives; and what git signs is proven here.
func TestGitVerifiesTheSignature(t *testing.T) {
	need.Tool(t, "ssh-keygen")
	p384, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	large, err := rsa.GenerateKey(rand.Reader, 3072)
	if err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string]any{"Ed25519": ed25519Key('a'), "ECDSA": p384, "RSA": large} {
		t.Run(name, func(t *testing.T) {
			block, err := ssh.MarshalPrivateKey(key, "")
			if err != nil {
				t.Fatal(err)
			}
			secret := pem.EncodeToMemory(block)
			s, err := record.NewSigner(secret)
			if err != nil {
				t.Fatal(err)
			}
			r, dir := repository(t)
			done := appended(t, writer(t, r, s), numbered(t, 1), numbered(t, 2))
			allowed := filepath.Join(t.TempDir(), "allowed_signers")
			write(t, allowed, "protokoll@example.org namespaces=\"git\" "+s.Public()+"\n", 0o644)
			git(t, dir, "config", "gpg.ssh.allowedSignersFile", allowed)
			for _, rev := range []string{done.Tip.Hash, done.Tip.Hash + "~1"} {
				if out := git(t, dir, "verify-commit", rev); !strings.Contains(out, `Good "git" signature for protokoll@example.org`) {
					t.Errorf("git says %q", out)
				}
			}
			write(t, allowed, "protokoll@example.org namespaces=\"git\" "+signer(t, 'z').Public()+"\n", 0o644)
			if out, err := program(t, dir, "verify-commit", done.Tip.Hash); err == nil {
				t.Errorf("git accepts another key: %q", out)
			}
			file := filepath.Join(t.TempDir(), "key")
			write(t, file, string(secret), 0o600)
			git(t, dir, "-c", "user.name=a", "-c", "user.email=a@b", "-c", "gpg.format=ssh", "-c", "user.signingkey="+file,
				"commit", "--quiet", "--allow-empty", "-S", "-m", "av git")
			rev, err := r.Resolve("HEAD")
			if err != nil {
				t.Fatal(err)
			}
			for c, err := range r.FirstParent(rev, gitrepo.Revision{}) {
				keys := record.KeysOf(&plan.Roller{Protokollnycklar: []plan.Protokollnyckel{{Nyckel: plan.Text{V: s.Public(), Set: true}, Fran: day("2026-01-01")}}})
				if p := keys.Prove(c, today); err != nil || p.Standing != record.Proven {
					t.Errorf("what git signs: %+v, %v", p, err)
				}
			}
		})
	}
}

func write(t testing.TB, name, text string, mode os.FileMode) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
}

func TestKeysThatCantSign(t *testing.T) {
	block, err := ssh.MarshalPrivateKeyWithPassphrase(ed25519Key('a'), "", []byte("hemligt"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"with a passphrase": string(pem.EncodeToMemory(block)), "nothing": "", "a public key": signer(t, 'a').Public(),
		"half a key": string(private(t, 'a')[:100])} {
		_, err := record.NewSigner([]byte(text))
		wantFault(t, err, nil)
		if text != "" && strings.Contains(err.Error(), text) {
			t.Errorf("%s: tells the key: %v", name, err)
		}
	}
}
