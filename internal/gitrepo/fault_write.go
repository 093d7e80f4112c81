package gitrepo

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/transport"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// The causes of faults with a server.
var (
	ErrUnreached = errors.New("no answer from the server")
	ErrDenied    = errors.New("the server denies access")
	ErrRefused   = errors.New("the server refuses")
)

// writeFault says why something could not be written. Nothing has been lost: what was
// there is there.
func writeFault(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.As(err, new(*Fault)):
		return err
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return &Fault{
			Message: lang.T("disken är full", "the disk is full"),
			Hint:    lang.T("Ge plats och kör kommandot igen. Det som fanns i arkivet är orört.", "Make room and run the command again. What the repository held is untouched."),
			Err:     err,
		}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return &Fault{
			Message: lang.T("det går inte att skriva i git-arkivet", "the git repository can't be written to"),
			Hint:    lang.T("Kontrollera behörigheterna till mappen .git.", "Check the permissions of the .git folder."),
			Err:     err,
		}
	}
	return &Fault{
		Message: lang.T("en fil i git-arkivet gick inte att skriva: %v", "a file of the git repository could not be written: %v", err),
		Hint:    lang.T("Kontrollera disken och kör kommandot igen. Det som fanns i arkivet är orört.", "Check the disk and run the command again. What the repository held is untouched."),
		Err:     err,
	}
}

// isDisk tells that a file could not be written, not that what came was wrong.
func isDisk(err error) bool {
	return errors.As(err, new(*fs.PathError)) || errors.Is(err, syscall.ENOSPC)
}

// fault says why a server could not be asked. What it said itself stands in the cause.
func (b RemoteBranch) fault(ctx context.Context, err error) error {
	if errors.As(err, new(*Fault)) {
		return err
	}
	if unexpected := (*plumbing.UnexpectedError)(nil); errors.As(err, &unexpected) {
		err = unexpected.Err // the library's wrapping hides it
	}
	if ctx.Err() != nil {
		err = errors.Join(err, ctx.Err())
	}
	for _, denied := range []error{transport.ErrAuthenticationRequired, transport.ErrAuthorizationFailed, transport.ErrRepositoryNotFound} {
		if errors.Is(err, denied) {
			return &Fault{
				Message: lang.T("servern släpper inte in verktyget till grenen %s", "the server does not let the tool at the branch %s", b.name),
				Hint: lang.T("Kontrollera adressen, och att token gäller och får skriva. I GitHub Actions: permissions: contents: write.",
					"Check the address, and that the token is valid and may write. In GitHub Actions: permissions: contents: write."),
				Err: errors.Join(ErrDenied, err),
			}
		}
	}
	return &Fault{
		Message: lang.T("servern svarar inte som den ska", "the server does not answer as it should"),
		Hint:    lang.T("Kontrollera nätet och kör kommandot igen. Ingenting går förlorat.", "Check the network and run the command again. Nothing is lost."),
		Err:     errors.Join(ErrUnreached, err),
	}
}

func refusedFault(branch string, err error) *Fault {
	return &Fault{
		Message: lang.T("servern tar inte emot det nya på grenen %s", "the server does not accept what is new on the branch %s", branch),
		Hint: lang.T("Grenens regler på servern måste låta flödet som för protokollet skriva till den.",
			"The rules of the branch on the server must let the recording workflow write to it."),
		Err: errors.Join(ErrRefused, err),
	}
}

func urlFault(why error) *Fault {
	return &Fault{
		Message: lang.T("adressen till servern duger inte", "the address of the server won't do"),
		Hint: lang.T("Skriv den som https://github.com/ORG/ARKIV.git, utan namn och lösenord.",
			"Write it as https://github.com/ORG/REPOSITORY.git, without a name or a password."),
		Err: errors.Join(ErrArgument, why),
	}
}
