package github_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/github"
	"github.com/leveransplan/leveransplan/internal/lang"
	fake "github.com/leveransplan/leveransplan/internal/testing/github"
)

var newKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// rsaKey gives a private key in PEM and its public half.
func rsaKey(t *testing.T) ([]byte, *rsa.PublicKey) {
	t.Helper()
	key, err := newKey()
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}), &key.PublicKey
}

func TestAppChangesItsKeyForATokenAndRenewsIt(t *testing.T) {
	w := newWorld(t)
	private, public := rsaKey(t)
	w.NewApp(42, "vgr-plangrind", public)
	o := w.options("")
	o.App = &github.App{ID: "42", Key: private}
	r, err := github.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	exchanges := func() int {
		n := 0
		for _, c := range w.Calls() {
			if strings.HasSuffix(c.Path, "/access_tokens") {
				n++
			}
		}
		return n
	}
	for i, c := range []struct {
		later time.Duration
		want  int
	}{{0, 1}, {50 * time.Minute, 1}, {9*time.Minute + 30*time.Second, 2}, {2 * time.Hour, 3}} {
		w.Advance(c.later)
		if _, err := r.Facts(t.Context(), w.pull.Number); err != nil {
			t.Fatal(err)
		}
		if exchanges() != c.want {
			t.Errorf("time %d: %d exchanges, want %d", i+1, exchanges(), c.want)
		}
	}
}

func TestKeyInTheOtherForm(t *testing.T) {
	w := newWorld(t)
	key, err := newKey()
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	w.NewApp(42, "vgr-plangrind", &key.PublicKey)
	o := w.options("")
	o.App = &github.App{ID: "42", Key: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})}
	r, err := github.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Tips(t.Context(), w.pull.Number); err != nil {
		t.Error(err)
	}
}

func TestAppThatIsNotKnown(t *testing.T) {
	w := newWorld(t)
	private, _ := rsaKey(t)
	o := w.options("")
	o.App = &github.App{ID: "43", Key: private}
	r, err := github.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	var f *gate.Fault
	if _, err := r.Tips(t.Context(), w.pull.Number); !errors.As(err, &f) || !f.Denied {
		t.Errorf("got %v", err)
	}
}

func TestFaultsAtEveryCallOfAnApp(t *testing.T) {
	private, public := rsaKey(t)
	for kind, fault := range faults {
		for n := 1; n <= 4; n++ {
			w := newWorld(t)
			w.NewApp(42, "vgr-plangrind", public)
			o := w.options("")
			o.App = &github.App{ID: "42", Key: private}
			r, err := github.NewReader(o)
			if err != nil {
				t.Fatal(err)
			}
			broken := ""
			w.Script(func(c fake.Call) fake.Fault {
				if c.N == n {
					broken = c.Path
				}
				if c.Path == broken {
					return fault(w)
				}
				return fake.Fault{}
			})
			var f *gate.Fault
			if tips, err := r.Tips(t.Context(), w.pull.Number); !errors.As(err, &f) {
				t.Errorf("%s at %s: got %v, %v", kind, broken, tips, err)
			}
		}
	}
}

func TestWaysInThatAreRefused(t *testing.T) {
	private, _ := rsaKey(t)
	good := github.Options{Repository: "regionen/planer", Token: "ghs_x", Now: time.Now}
	for name, c := range map[string]struct {
		change func(*github.Options)
		want   string
	}{
		"no repository":                 {func(o *github.Options) { o.Repository = "" }, "inte sagt vilket GitHub-arkiv"},
		"a repository without an owner": {func(o *github.Options) { o.Repository = "planer" }, "inget GitHub-arkiv"},
		"a way up":                      {func(o *github.Options) { o.Repository = "regionen/.." }, "inget GitHub-arkiv"},
		"an address in the repository":  {func(o *github.Options) { o.Repository = "a/b?c" }, "inget GitHub-arkiv"},
		"no token":                      {func(o *github.Options) { o.Token = " \n" }, "ingen token"},
		"no key":                        {func(o *github.Options) { o.App = &github.App{ID: "1", Key: []byte("hemlig")} }, "privata nyckel"},
		"half a key":                    {func(o *github.Options) { o.App = &github.App{ID: "1", Key: private[:400]} }, "privata nyckel"},
		"in the open":                   {func(o *github.Options) { o.BaseURL = "http://github.example.org/api/v3" }, "https://"},
		"a password in the address":     {func(o *github.Options) { o.BaseURL = "https://anna:hemlig@github.example.org" }, "https://"},
		"no address":                    {func(o *github.Options) { o.BaseURL = "hej" }, "https://"},
	} {
		t.Run(name, func(t *testing.T) {
			o := good
			c.change(&o)
			_, err := github.NewReader(o)
			var f *gate.Fault
			if !errors.As(err, &f) || !strings.Contains(f.Message.In(lang.SV), c.want) || f.Hint.IsZero() {
				t.Fatalf("got %v", err)
			}
			if strings.Contains(fmt.Sprint(err, f.Hint.In(lang.SV)), "hemlig") {
				t.Errorf("tells a secret: %v", err)
			}
		})
	}
}

// The API of GitHub Enterprise Server stands below /api/v3/, however the address is written,
// and github.com's is a host of its own.
func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"":                                       "https://api.github.com/repos/regionen/planer/pulls/1",
		"https://api.github.com":                 "https://api.github.com/repos/regionen/planer/pulls/1",
		"https://github.example.org":             "https://github.example.org/api/v3/repos/regionen/planer/pulls/1",
		"https://github.example.org/api/v3":      "https://github.example.org/api/v3/repos/regionen/planer/pulls/1",
		"https://github.example.org/api/v3/":     "https://github.example.org/api/v3/repos/regionen/planer/pulls/1",
		"https://api.vastra.ghe.com":             "https://api.vastra.ghe.com/repos/regionen/planer/pulls/1",
		"https://example.org/github":             "https://example.org/github/api/v3/repos/regionen/planer/pulls/1",
		"https://github.example.org:8443/api/v3": "https://github.example.org:8443/api/v3/repos/regionen/planer/pulls/1",
	} {
		var asked string
		r, err := github.NewReader(github.Options{
			Repository: "regionen/planer", BaseURL: address, Token: "ghs_x", Now: time.Now,
			Transport: transport(func(r *http.Request) (*http.Response, error) {
				asked = r.URL.String()
				rec := httptest.NewRecorder()
				rec.WriteHeader(http.StatusNotFound)
				return rec.Result(), nil
			}),
		})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := r.Tips(t.Context(), 1); err == nil || asked != want {
			t.Errorf("%q: asked %s, %v", address, asked, err)
		}
	}
}

// The token goes to the one host, and into no text.
func TestTokenStaysAtHome(t *testing.T) {
	const token = "ghs_veryverysecret"
	var elsewhere []string
	abroad := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		elsewhere = append(elsewhere, r.Header.Get("Authorization"))
	}))
	defer abroad.Close()
	home := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, abroad.URL+r.URL.Path, http.StatusMovedPermanently)
	}))
	defer home.Close()
	o := github.Options{Repository: "regionen/planer", BaseURL: home.URL, Token: token, Now: time.Now, Sleep: newWorld(t).options("x").Sleep}
	r, err := github.NewReader(o)
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.Tips(t.Context(), 1)
	if err == nil || len(elsewhere) > 0 {
		t.Errorf("sent on with %q, %v", elsewhere, err)
	}
	for _, text := range []string{fmt.Sprintf("%v %+v %#v %s", o, o, o, o), fmt.Sprintf("%v", err)} {
		if strings.Contains(text, token) {
			t.Errorf("tells the token: %s", text)
		}
	}
}
