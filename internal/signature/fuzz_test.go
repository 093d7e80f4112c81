package signature_test

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ProtonMail/go-crypto/openpgp/armor"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// all gives every vector of a kind, and of the keys those that can be used.
func all(t testing.TB) (signatures, texts []string, keys signature.Keys) {
	t.Helper()
	names, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		switch filepath.Ext(name) {
		case ".sig":
			signatures = append(signatures, string(text))
		case ".key":
			texts = append(texts, string(text))
			if k, err := signature.ReadKey(string(text)); err == nil {
				k.From, k.Person = calendar.Date(2020, 1, 1), filepath.Base(name)
				keys = append(keys, k)
			}
		}
	}
	return signatures, texts, keys
}

// Whatever stands where a signature should, it is judged, and it isn't good for anything
// but the commit that was signed.
func FuzzCheck(f *testing.F) {
	signatures, texts, keys := all(f)
	own := vector(f, "commit")
	for _, s := range append(signatures, texts...) {
		f.Add(s, own)
		f.Add(s, "")
	}
	f.Fuzz(func(t *testing.T, text, content string) {
		c := signed(t, text)
		c.Signed = []byte(content)
		p := signature.Check(c, keys, calendar.Date(2026, 3, 1))
		if p.Proves() && content != own {
			t.Errorf("%q is good for %q: %+v", text, content, p)
		}
		if p.Message.In(lang.SV) == "" || p.Meaning.In(lang.SV) == "" || p.Standing == "" || p.Kind == "" {
			t.Errorf("%+v", p)
		}
	})
}

// Whatever stands where a key should, it is read or refused, and has one identity.
func FuzzReadKey(f *testing.F) {
	signatures, texts, _ := all(f)
	for _, s := range append(signatures, texts...) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		id := signature.Identity(text)
		k, err := signature.ReadKey(text)
		if err == nil && (k.Name != id || k.Name == "") {
			t.Errorf("%q is %q and %q", text, k.Name, id)
		}
		if len(id) > 200 {
			t.Errorf("%q has an identity of %d characters", text, len(id))
		}
	})
}

// The same below the armour, where packets and their lengths are.
func FuzzBinary(f *testing.F) {
	signatures, texts, keys := all(f)
	for _, s := range append(signatures, texts...) {
		if block, err := armor.Decode(strings.NewReader(s)); err == nil {
			raw, err := io.ReadAll(block.Body)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(raw)
		} else if block, _ := pem.Decode([]byte(s)); block != nil {
			f.Add(block.Bytes)
		}
	}
	own := signed(f, "")
	other := own
	other.Signed = append(bytes.Clone(own.Signed), '\n')
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, kind := range []string{"PGP SIGNATURE", "SSH SIGNATURE"} {
			own.Signature = string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: raw}))
			other.Signature = own.Signature
			signature.Check(own, keys, calendar.Date(2026, 3, 1))
			if p := signature.Check(other, keys, calendar.Date(2026, 3, 1)); p.Proves() {
				t.Errorf("%x is good: %+v", raw, p)
			}
		}
		text := strings.Replace(string(pem.EncodeToMemory(&pem.Block{Type: "PGP PUBLIC KEY BLOCK", Bytes: raw})), "-----\n", "-----\n\n", 1)
		if k, err := signature.ReadKey(text); err == nil && k.Name != signature.Identity(text) {
			t.Errorf("%x is %q and %q", raw, k.Name, signature.Identity(text))
		}
		if k, err := signature.ReadKey("ssh-ed25519 " + base64.StdEncoding.EncodeToString(raw)); err == nil && k.Name == "" {
			t.Errorf("%x has no name", raw)
		}
	})
}
