package signature_test

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/signature"
)

// A register of 50 keys; the commit is by the last of them, or by nobody's.
func BenchmarkCheck(b *testing.B) {
	for _, name := range []string{"rsa", "ed25519", "nistp256", "subkey_new", "ssh_ed25519", "ssh_ecdsa", "ssh_rsa", "unknown"} {
		b.Run(name, func(b *testing.B) {
			var keys signature.Keys
			for range 49 {
				keys = append(keys, registered(b, vector(b, "revoked_retired.key"), "2025-01-01", ""))
			}
			sig, key := name, name
			switch name {
			case "subkey_new":
				key = "subkeys"
			case "unknown":
				sig, key = "rsa", "ed25519"
			}
			keys = append(keys, registered(b, vector(b, key+".key"), "2025-01-01", ""))
			c, on := signed(b, vector(b, sig+".sig")), day(b, "2025-12-01")
			b.ReportAllocs()
			for b.Loop() {
				if p := signature.Check(c, keys, on); p.Proves() == (name == "unknown" || name == "expires") && name != "expires" {
					b.Fatalf("%+v", p)
				}
			}
		})
	}
}

func BenchmarkReadKey(b *testing.B) {
	for _, name := range []string{"rsa", "ed25519", "subkeys", "ssh_ed25519"} {
		text := vector(b, name+".key")
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := signature.ReadKey(text); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+" identity", func(b *testing.B) {
			for b.Loop() {
				signature.Identity(text)
			}
		})
	}
}
