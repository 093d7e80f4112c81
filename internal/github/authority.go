package github

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// authority gives the token of every call.
type authority interface {
	token(context.Context) (string, error)
}

// fixed is a token that somebody handed us.
type fixed string

func (f fixed) token(context.Context) (string, error) { return string(f), nil }

// authorityOf chooses how to get in.
func authorityOf(o Options, base *url.URL, via http.RoundTripper) (authority, error) {
	switch {
	case o.App != nil:
		if len(bytes.TrimSpace(o.App.Key)) == 0 {
			return nil, &gate.Fault{
				Message: lang.T("appens privata nyckel är inte satt", "the app's private key is not set"),
				Hint:    lang.T("Lägg den i LEVERANSPLAN_APP_KEY, hela filen med sina radbrytningar.", "Put it into LEVERANSPLAN_APP_KEY, the whole file with its line breaks."),
			}
		}
		key, err := privateKey(o.App.Key)
		if err != nil {
			return nil, &gate.Fault{
				Message: lang.T("appens privata nyckel går inte att läsa", "the app's private key can't be read"),
				Hint:    lang.T("Den ska vara en RSA-nyckel i PEM, som GitHub ger den.", "It is an RSA key in PEM, as GitHub gives it."),
			}
		}
		return &installed{id: o.App.ID, key: key, base: base, via: via, now: o.Now, repository: o.Repository}, nil
	case strings.TrimSpace(o.Token) != "":
		return fixed(strings.TrimSpace(o.Token)), nil
	}
	return nil, &gate.Fault{
		Message: lang.T("det finns ingen token till GitHub", "there is no token for GitHub"),
		Hint:    lang.T("Sätt GITHUB_TOKEN, eller LEVERANSPLAN_APP_ID och LEVERANSPLAN_APP_KEY.", "Set GITHUB_TOKEN, or LEVERANSPLAN_APP_ID and LEVERANSPLAN_APP_KEY."),
	}
}

// privateKey reads a key in either of the forms in use. Errors of the parsers are not passed
// on: they might quote the key.
func privateKey(text []byte) (*rsa.PrivateKey, error) {
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("no PEM")
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return key, nil
	}
	if key, err := x509.ParsePKCS8PrivateKey(block.Bytes); err == nil {
		if key, ok := key.(*rsa.PrivateKey); ok {
			return key, nil
		}
	}
	return nil, errors.New("no RSA key")
}

// installed is an app in a repository: it signs for itself, finds its installation, and
// changes that for a token of an hour, which it renews in time.
type installed struct {
	id         string
	key        *rsa.PrivateKey
	base       *url.URL
	via        http.RoundTripper
	now        func() time.Time
	repository string

	mu   sync.Mutex
	text string
	ends time.Time
	me   appName // asked for once
}

// appName is an app's number and name.
type appName struct {
	ID   int64
	Slug string
}

func (a *installed) token(ctx context.Context) (string, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.text != "" && a.now().Before(a.ends.Add(-time.Minute)) {
		return a.text, nil
	}
	var at struct{ ID int64 }
	if err := a.call(ctx, http.MethodGet, "repos/"+a.repository+"/installation", http.StatusOK, &at); err != nil {
		return "", err
	}
	var got struct {
		Token     string
		ExpiresAt time.Time `json:"expires_at"`
	}
	if err := a.call(ctx, http.MethodPost, fmt.Sprintf("app/installations/%d/access_tokens", at.ID), http.StatusCreated, &got); err != nil {
		return "", err
	}
	if got.Token == "" || got.ExpiresAt.IsZero() {
		return "", errors.New("GitHub gave no token")
	}
	a.text, a.ends = got.Token, got.ExpiresAt
	return a.text, nil
}

// name asks what the app is called, by which its bot is known.
func (a *installed) name(ctx context.Context) (appName, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.me != (appName{}) {
		return a.me, nil
	}
	var me appName
	if err := a.call(ctx, http.MethodGet, "app", http.StatusOK, &me); err != nil {
		return appName{}, err
	}
	if me.ID == 0 || me.Slug == "" {
		return appName{}, errors.New("GitHub does not say which app this is")
	}
	a.me = me
	return me, nil
}

// call makes a call that the app signs itself.
func (a *installed) call(ctx context.Context, method, path string, want int, into any) error {
	signed, err := a.sign()
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, method, a.base.String()+path, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept", "application/vnd.github+json")
	r.Header.Set("X-GitHub-Api-Version", apiVersion)
	r.Header.Set("Authorization", "Bearer "+signed)
	response, err := a.via.RoundTrip(r)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != want {
		return &refusal{method: method, path: path, code: response.StatusCode}
	}
	return json.NewDecoder(response.Body).Decode(into)
}

const apiVersion = "2022-11-28"

// sign makes the JSON Web Token that GitHub asks of an app: good from a minute ago, since
// clocks differ, for nine minutes from now.
func (a *installed) sign() (string, error) {
	now := a.now()
	claims, err := json.Marshal(map[string]any{"iat": now.Add(-time.Minute).Unix(), "exp": now.Add(9 * time.Minute).Unix(), "iss": a.id})
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	b.WriteString(base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","typ":"JWT"}`)) + "." + base64.RawURLEncoding.EncodeToString(claims))
	sum := sha256.Sum256(b.Bytes())
	signature, err := rsa.SignPKCS1v15(rand.Reader, a.key, crypto.SHA256, sum[:])
	if err != nil {
		return "", err
	}
	return b.String() + "." + base64.RawURLEncoding.EncodeToString(signature), nil
}

// refusal is an answer that was no success.
type refusal struct {
	method, path string
	code         int
}

func (s *refusal) Error() string { return fmt.Sprintf("%s %s: %d", s.method, s.path, s.code) }
