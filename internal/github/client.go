// Package github reads requests from GitHub and writes verdicts to it, behind the interfaces
// of package gate. Nothing else knows go-github.
//
// It reads all pages or gives an error, waits where GitHub asks for it, tries again where
// GitHub or the network fails, and lets no token into an error or a log.
package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/google/go-github/v60/github"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Options tell where a repository is and how to get in.
type Options struct {
	// Repository is owner/name.
	Repository string
	// BaseURL is the API of an own GitHub Enterprise Server, such as
	// https://github.example.org/api/v3; empty for github.com.
	BaseURL string
	// Token is GITHUB_TOKEN or a person's own token; App takes its place where it is set.
	Token string
	App   *App

	Now func() time.Time
	// Sleep waits, unless the context ends first.
	Sleep func(context.Context, time.Duration) error
	// Patience is how long one call may wait for GitHub altogether. Zero: a minute.
	Patience time.Duration
	// Waiting is told of every wait; may be nil.
	Waiting func(lang.Text)
	// Transport carries the calls; nil for the usual one.
	Transport http.RoundTripper
}

// App is a GitHub App that is installed in the repository.
type App struct {
	ID string
	// Key is the private key in PEM.
	Key []byte
}

// String keeps tokens and keys out of whatever prints the options.
func (o Options) String() string { return "github.Options of " + o.Repository }

// GoString does the same for %#v.
func (o Options) GoString() string { return o.String() }

// Reader reads requests. It has no way to write: whatever it sends but GET is refused before
// it leaves.
type Reader struct{ *conn }

// conn is a way to one repository.
type conn struct {
	api         *github.Client
	owner, repo string
	auth        authority
}

var ownerAndName = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9-]*)/([A-Za-z0-9._-]+)$`)

// NewReader opens a repository for reading. It calls nobody yet.
func NewReader(o Options) (*Reader, error) {
	c, err := open(o, false)
	if err != nil {
		return nil, err
	}
	return &Reader{c}, nil
}

func open(o Options, writes bool) (*conn, error) {
	if o.Repository == "" {
		return nil, &gate.Fault{
			Message: lang.T("det är inte sagt vilket GitHub-arkiv det gäller", "it is not said which GitHub repository it is"),
			Hint:    lang.T("Sätt GITHUB_REPOSITORY till ägare/namn, till exempel regionen/planer.", "Set GITHUB_REPOSITORY to owner/name, such as regionen/planer."),
		}
	}
	name := ownerAndName.FindStringSubmatch(o.Repository)
	if name == nil || name[2] == "." || name[2] == ".." {
		return nil, &gate.Fault{
			Message: lang.T("%q är inget GitHub-arkiv", "%q is not a GitHub repository", o.Repository),
			Hint:    lang.T("Skriv ägare/namn, till exempel regionen/planer, i GITHUB_REPOSITORY.", "Write owner/name, such as regionen/planer, in GITHUB_REPOSITORY."),
		}
	}
	base, err := baseURL(o.BaseURL)
	if err != nil {
		return nil, err
	}
	transport := o.Transport
	if transport == nil {
		transport = http.DefaultTransport
	}
	patient := &patience{next: transport, now: o.Now, sleep: o.Sleep, limit: o.Patience, told: o.Waiting}
	if patient.limit == 0 {
		patient.limit = time.Minute
	}
	auth, err := authorityOf(o, base, patient)
	if err != nil {
		return nil, err
	}
	door := &door{next: patient, auth: auth, host: base.Host, writes: writes}
	api, err := github.NewClient(&http.Client{Transport: door, Timeout: 2 * patient.limit}).WithEnterpriseURLs(base.String(), base.String())
	if err != nil {
		return nil, err
	}
	return &conn{api: api, owner: name[1], repo: name[2], auth: auth}, nil
}

// baseURL takes an address that a token may be sent to: encrypted, or on this machine.
func baseURL(text string) (*url.URL, error) {
	if text == "" {
		text = "https://api.github.com/"
	}
	u, err := url.Parse(text)
	if err == nil && u.User == nil && u.RawQuery == "" && u.Fragment == "" && u.Host != "" &&
		(u.Scheme == "https" || u.Scheme == "http" && u.Hostname() == "127.0.0.1") {
		if !strings.HasSuffix(u.Path, "/") {
			u.Path += "/"
		}
		// An own server has its API below its pages; github.com and its like have a host for it.
		if !strings.HasSuffix(u.Path, "/api/v3/") && !strings.HasPrefix(u.Host, "api.") && !strings.Contains(u.Host, ".api.") {
			u.Path += "api/v3/"
		}
		return u, nil
	}
	return nil, &gate.Fault{
		Message: lang.T("adressen till GitHub måste börja med https:// och inte ha något efter sökvägen", "GitHub's address must begin with https:// and have nothing after its path"),
		Hint:    lang.T("Skriv till exempel https://github.example.org/api/v3 i GITHUB_API_URL.", "Write for example https://github.example.org/api/v3 in GITHUB_API_URL."),
	}
}

// door lets calls out: with the token, to the one host, and only to read unless this client
// is for writing.
type door struct {
	next   http.RoundTripper
	auth   authority
	host   string
	writes bool
}

var errReadOnly = errors.New("this client only reads")

func (d *door) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method != http.MethodGet && !d.writes {
		return nil, errReadOnly
	}
	if r.URL.Host != d.host {
		return nil, fmt.Errorf("GitHub sent us on to another host, %s", r.URL.Host)
	}
	token, err := d.auth.token(r.Context())
	if err != nil {
		return nil, err
	}
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+token)
	return d.next.RoundTrip(r)
}
