package registrar

import (
	"context"
	"errors"

	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// unrecorded says why something was not recorded, and what to do. It is always a
// [*gate.Fault].
func unrecorded(what lang.Text, err error) error {
	why, hint, cause := reason(err)
	return &gate.Fault{Message: lang.T("%s gick inte att protokollföra: %s", "%s is not recorded: %s", what, why), Hint: hint, Err: cause}
}

// reason words a fault, and gives what caused it.
func reason(err error) (why, hint lang.Text, cause error) {
	again := lang.T("Kör record på nytt. Till dess finns inget protokoll för det.", "Run record again. Until then there is no record of it.")
	var git *gitrepo.Fault
	var host *gate.Fault
	var wrong *record.Violation
	switch {
	case errors.As(err, &host) && (host.Err == nil || errors.Is(err, gitrepo.ErrUnknown)):
		return host.Message, host.Hint, host.Err
	case errors.As(err, &git):
		return git.Message, git.Hint, git.Err
	case errors.As(err, &host) && host.Denied:
		return host.Message, lang.T("Kontrollera token: jobbet behöver contents: write och pull-requests: read.", "Check the token: the job needs contents: write and pull-requests: read."), host.Err
	case errors.As(err, &host):
		return host.Message, again, host.Err
	case errors.As(err, &wrong):
		return wrong.Message, lang.T("Anmäl felet till systemförvaltaren.", "Report the fault to the systemforvaltare."), nil
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return lang.T("arbetet avbröts", "the work was broken off"), again, err
	}
	return lang.T("%v", "%v", err), again, nil
}
