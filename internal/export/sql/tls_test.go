package sql_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	sink "github.com/leveransplan/leveransplan/internal/export/sql"
)

// certificate makes a certificate for 127.0.0.1 that vouches for itself.
func certificate(t *testing.T) (text, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "prov"}, NotBefore: time.Unix(0, 0), NotAfter: time.Date(2199, 1, 1, 0, 0, 0, 0, time.UTC),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
}

func TestAnEncryptedServerIsHeldToItsCertificate(t *testing.T) {
	s, dir := started(t), t.TempDir()
	text, key := certificate(t)
	s.TLS(text, key)
	other, _ := certificate(t)
	for name, text := range map[string][]byte{"den.crt": text, "en annan.crt": other} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	address := func(file string) string {
		return fmt.Sprintf("%s?sslmode=verify-full&sslrootcert=%s", s.URL(s.Database()), url.PathEscape(filepath.Join(dir, file)))
	}
	star := invented(1, 5)
	encrypted := false
	for range 100 { // until the server has read its settings anew
		if _, err := sink.Postgres(t.Context(), server(t, address("den.crt")), sink.Options{}, star); err == nil {
			encrypted = true
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if !encrypted {
		t.Error("a server with the certificate asked for is not accepted")
	}
	refusedWith(t, address("en annan.crt"), star, "no encrypted connection")
}
