package gitrepo

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp/capability"
	"github.com/go-git/go-git/v5/plumbing/protocol/packp/sideband"
	"github.com/go-git/go-git/v5/plumbing/transport"
	githttp "github.com/go-git/go-git/v5/plumbing/transport/http"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Remote is a repository on a server that speaks git's protocol over HTTPS.
type Remote struct {
	// URL is its address, without a name or a password in it. Plain HTTP is only for this
	// machine itself, since a token must not be read on its way.
	URL string
	// Token is what the server knows the caller by; empty: the caller says nothing.
	Token string
}

// tokenUser is whom a token is said to belong to. GitHub reads the token alone.
const tokenUser = "x-access-token"

// RemoteBranch is a branch on a server that grows at its tip.
type RemoteBranch struct {
	repo   *Repo
	name   string
	remote Remote
	client transport.Transport
}

// RemoteBranch names a branch on a server. It need not be there. Nobody is asked yet.
func (r *Repo) RemoteBranch(remote Remote, name string) (RemoteBranch, error) {
	if !isRefName(name) {
		return RemoteBranch{}, argumentFault(name, lang.T("så kan ingen gren heta", "no branch can have such a name"))
	}
	if why := unsafeURL(remote.URL); why != nil {
		return RemoteBranch{}, urlFault(why)
	}
	// A redirect would take the token along.
	client := githttp.NewClientWithOptions(&http.Client{Transport: http.DefaultTransport},
		&githttp.ClientOptions{RedirectPolicy: githttp.NoFollowRedirects})
	return RemoteBranch{r, name, remote, client}, nil
}

func unsafeURL(s string) error {
	u, err := url.Parse(s)
	if err != nil {
		return errors.New("not an address") // the library's words would show all of it
	}
	addr, _ := netip.ParseAddr(u.Hostname())
	switch {
	case u.User != nil:
		return errors.New("names a user")
	case u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		return errors.New("not the address of a repository")
	case u.Scheme == "https", u.Scheme == "http" && (addr.IsLoopback() || u.Hostname() == "localhost"):
		return nil
	}
	return errors.New("not https")
}

// connect gives how to reach the server, and as whom.
func (b RemoteBranch) connect() (*transport.Endpoint, transport.AuthMethod, error) {
	endpoint, err := transport.NewEndpoint(b.remote.URL)
	if err != nil || b.remote.Token == "" {
		return endpoint, nil, err
	}
	return endpoint, &githttp.BasicAuth{Username: tokenUser, Password: b.remote.Token}, nil
}

// Tip asks the server where the branch ends, and fetches what is not here yet; the zero
// Revision where there is no such branch. Nothing is fetched twice, and what a stopped
// fetch leaves behind is whole or not seen.
func (b RemoteBranch) Tip(ctx context.Context) (Revision, error) {
	endpoint, auth, err := b.connect()
	if err != nil {
		return Revision{}, b.fault(ctx, err)
	}
	session, err := b.client.NewUploadPackSession(endpoint, auth)
	if err != nil {
		return Revision{}, b.fault(ctx, err)
	}
	defer session.Close()
	offered, err := session.AdvertisedReferencesContext(ctx)
	if errors.Is(err, transport.ErrEmptyRemoteRepository) {
		return Revision{}, nil
	}
	if err != nil {
		return Revision{}, b.fault(ctx, err)
	}
	tip, there := offered.References[headRef(b.name)]
	if !there {
		return Revision{}, nil
	}
	if here, err := b.repo.at(tip); err == nil || !errors.Is(err, ErrMissing) {
		return here, err
	}
	if err := b.fetch(ctx, session, offered, tip); err != nil {
		return Revision{}, err
	}
	return b.repo.at(tip)
}

// fetch gets what a commit leads to and the branch, as it is known here, does not.
func (b RemoteBranch) fetch(ctx context.Context, session transport.UploadPackSession, offered *packp.AdvRefs, tip plumbing.Hash) error {
	request := packp.NewUploadPackRequestFromCapabilities(offered.Capabilities)
	request.Wants = []plumbing.Hash{tip}
	for _, name := range []string{headRef(b.name), "refs/remotes/origin/" + b.name} {
		switch hash, err := b.repo.ref(name); {
		case err == nil:
			request.Haves = append(request.Haves, hash)
		case !errors.Is(err, errNoRef):
			return err
		}
	}
	answer, err := session.UploadPack(ctx, request)
	if err != nil {
		return b.fault(ctx, err)
	}
	defer answer.Close()
	var pack io.Reader = answer
	switch {
	case request.Capabilities.Supports(capability.Sideband64k):
		pack = sideband.NewDemuxer(sideband.Sideband64k, answer)
	case request.Capabilities.Supports(capability.Sideband):
		pack = sideband.NewDemuxer(sideband.Sideband, answer)
	}
	if err := b.repo.install(pack); err != nil {
		if errors.As(err, new(*Fault)) {
			return err
		}
		return b.fault(ctx, err)
	}
	return nil
}

// packOf puts objects into a pack.
func (r *Repo) packOf(objects []plumbing.Hash, out io.Writer) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	_, err := packfile.NewEncoder(out, r.store, false).Encode(objects, packWindow)
	return err
}

// packWindow is how many objects a delta is sought among, as in git.
const packWindow = 10
