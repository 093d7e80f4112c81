package github

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/google/go-github/v60/github"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// fault words what kept GitHub from answering.
func fault(err error, what lang.Text) error {
	var known *gate.Fault
	if errors.As(err, &known) {
		return known
	}
	return explained(lang.T("%s går inte att läsa från GitHub", "%s can't be read from GitHub", what), err)
}

// unwritten words what kept GitHub from writing.
func unwritten(err error, what lang.Text) error {
	var known *gate.Fault
	if errors.As(err, &known) {
		return known
	}
	return explained(lang.T("%s går inte att skriva på GitHub", "%s can't be written on GitHub", what), err)
}

// explained adds to a fault what to do about it.
func explained(message lang.Text, err error) *gate.Fault {
	f := &gate.Fault{Message: message, Err: plain(err)}
	switch n := code(err); {
	case n == http.StatusUnauthorized:
		f.Denied = true
		f.Hint = lang.T("GitHub godtar inte token. Kontrollera att den inte har gått ut.", "GitHub does not accept the token. Check that it has not expired.")
	case n == http.StatusForbidden:
		f.Denied = true
		f.Hint = lang.T("Token har inte rätten. Jobbet behöver contents: read, pull-requests: write och statuses: write; en pull request från en fork får aldrig skriva.",
			"The token has no right to it. The job needs contents: read, pull-requests: write and statuses: write; a request from a fork may never write.")
	case n == http.StatusNotFound:
		f.Hint = lang.T("Det finns inte, eller token får inte se det.", "It is not there, or the token may not see it.")
	case n == http.StatusTooManyRequests:
		f.Hint = lang.T("GitHub har fått för många anrop. Kör om grinden senare.", "GitHub has had too many calls. Run the gate again later.")
	default:
		f.Hint = lang.T("Kör om grinden. Till dess är ingenting godkänt.", "Run the gate again. Until then nothing is approved.")
	}
	return f
}

// incomplete words an answer that lacks what it must have.
func incomplete(what lang.Text) error {
	return &gate.Fault{
		Message: lang.T("GitHubs svar om %s går inte att förstå", "GitHub's answer about %s can't be understood", what),
		Hint:    lang.T("Kör om grinden. Händer det på nytt talar GitHub ett annat språk än version %s.", "Run the gate again. If it happens again GitHub no longer speaks version %s.", apiVersion),
	}
}

// code is the status of the answer that became an error, 0 where there was none.
func code(err error) int {
	var answered *github.ErrorResponse
	var limit *limitError
	var own *refusal
	switch {
	case errors.As(err, &answered) && answered.Response != nil:
		return answered.Response.StatusCode
	case errors.As(err, &limit):
		return http.StatusTooManyRequests
	case errors.As(err, &own):
		return own.code
	}
	return 0
}

// plain is an error without what GitHub's server said in its own words, which is nobody's
// to vouch for, and without addresses.
func plain(err error) error {
	if n := code(err); n != 0 {
		return fmt.Errorf("%d %s", n, http.StatusText(n))
	}
	var at *url.Error
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}
