package cli

import (
	"context"
	"errors"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/record"
)

// recordLine finds the branch that records go to: on the server, or here.
func (a *app) recordLine(repo *gitrepo.Repo, publish bool) (record.Line, error) {
	if !publish {
		return localLine(repo)
	}
	if a.env.Getenv("GITHUB_TOKEN") == "" {
		return nil, fault(lang.T("--publish behöver en token till GitHub", "--publish needs a token for GitHub"),
			lang.T("Sätt GITHUB_TOKEN till en token som får skriva i arkivet. I GitHub Actions: permissions: contents: write.",
				"Set GITHUB_TOKEN to a token that may write to the repository. In GitHub Actions: permissions: contents: write."))
	}
	remote, err := a.remote()
	if err != nil {
		return nil, err
	}
	return repo.RemoteBranch(remote, record.Branch)
}

// remote is the repository on GitHub, as git speaks with it.
func (a *app) remote() (gitrepo.Remote, error) {
	server := a.env.Getenv("GITHUB_SERVER_URL")
	if server == "" {
		server = "https://github.com"
	}
	address, err := url.JoinPath(server, a.env.Getenv("GITHUB_REPOSITORY")+".git")
	if err != nil {
		return gitrepo.Remote{}, fault(lang.T("GITHUB_SERVER_URL är ingen adress", "GITHUB_SERVER_URL is not an address"), lang.T("Skriv den som https://github.com.", "Write it as https://github.com."))
	}
	return gitrepo.Remote{URL: address, Token: a.env.Getenv("GITHUB_TOKEN")}, nil
}

// clonedLine is the branch here. In a clone that does not have it yet it goes on from the
// server's, as that was when it was fetched: never from nothing.
type clonedLine struct {
	branch gitrepo.Branch
	origin gitrepo.Revision
}

func localLine(repo *gitrepo.Repo) (record.Line, error) {
	branch, err := repo.Branch(record.Branch)
	if err != nil {
		return nil, err
	}
	origin, err := repo.Resolve("refs/remotes/origin/" + record.Branch)
	if errors.Is(err, gitrepo.ErrUnknown) {
		return branch, nil
	}
	if err != nil {
		return nil, err
	}
	tip, err := branch.Tip(context.Background())
	if err != nil {
		return nil, err
	}
	if tip.Hash == "" {
		return clonedLine{branch, origin}, nil
	}
	for _, err := range repo.FirstParent(tip, origin) {
		if errors.Is(err, gitrepo.ErrNotAncestor) {
			return nil, fault(lang.T("grenen %[1]s här saknar protokoll som finns på origin/%[1]s", "the branch %[1]s here lacks records that origin/%[1]s has", record.Branch),
				lang.T("Hämta dem: git fetch origin %[1]s:%[1]s. Går det inte har grenarna skilts åt: då ska den här grenen bort.",
					"Fetch them: git fetch origin %[1]s:%[1]s. If that fails the branches have parted, and the one here has to go.", record.Branch))
		}
		if err != nil {
			return nil, err
		}
	}
	return branch, nil
}

// Tip is where the branch ends.
func (l clonedLine) Tip(ctx context.Context) (gitrepo.Revision, error) {
	tip, err := l.branch.Tip(ctx)
	if err == nil && tip.Hash == "" {
		return l.origin, nil
	}
	return tip, err
}

// Advance moves the branch on; the first time it makes it.
func (l clonedLine) Advance(ctx context.Context, from, to gitrepo.Revision) error {
	tip, err := l.branch.Tip(ctx)
	if err == nil && tip.Hash == "" {
		from = gitrepo.Revision{}
	}
	if err != nil {
		return err
	}
	return l.branch.Advance(ctx, from, to)
}

// recorded is what the branch holds.
type recorded struct {
	tip        gitrepo.Revision
	commits    map[string]bool // of main that a record covers
	paths      map[string]bool // of the records themselves
	closed     time.Time       // the newest request that was closed without a merge
	violations []record.Violation
}

// recordName is what a record of a decision on main is called, by its last commit.
var recordName = regexp.MustCompile(`^[0-9a-f]{40}$`)

// readRecords reads the whole branch.
//
// Most of what can be wrong with it does not keep new records from being written: else who
// can write there once could stop the records for good, and the branch can't be put right,
// since nothing on it is ever changed. It is told at every run, until a follow-up of the
// commit that did it is registered on main. A file that stands where a record should, and
// can't be read, is taken to cover the commit that it is named after: another one could not
// be written in its place, and the audit shows what stands there.
//
// What a later version of the tool has written is a fault. Nobody here can tell which
// commits it covers, and a second record of a decision could never be taken away again.
// Nothing is lost by waiting: the next run of the later version writes what is missing.
func readRecords(ctx context.Context, repo *gitrepo.Repo, line record.Line) (*recorded, error) {
	out := &recorded{commits: map[string]bool{}, paths: map[string]bool{}}
	var err error
	if out.tip, err = line.Tip(ctx); err != nil || out.tip.Hash == "" {
		return out, err
	}
	for e, err := range record.Read(repo, out.tip, gitrepo.Revision{}) {
		if err != nil {
			return out, err
		}
		out.violations = append(out.violations, e.Violations...)
		for _, v := range e.Violations {
			if v.Code == record.UnknownVersion {
				return out, fault(lang.T("%s: %s", "%s: %s", shown(v.Path), v.Message),
					lang.T("Det har skrivits av en senare version av verktyget. Använd den, eller en ännu senare: ingenting har skrivits.",
						"It was written by a later version of the tool. Use that, or one that is later still: nothing has been written."))
			}
		}
		if name := strings.TrimSuffix(path.Base(e.Path), ".json"); e.Record == nil && recordName.MatchString(name) {
			out.commits[name] = true
		}
		if e.Record != nil {
			out.paths[e.Path] = true
			out.cover(e.Record)
		}
	}
	return out, nil
}

func (k *recorded) cover(r *record.Record) {
	for _, c := range r.Commits {
		k.commits[c] = true
	}
	if at := momentOf(r); r.How == record.Closed && at.After(k.closed) {
		k.closed = at
	}
}
