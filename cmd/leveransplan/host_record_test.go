package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/pem"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/ssh"

	"github.com/leveransplan/leveransplan/internal/testing/github"
	"github.com/leveransplan/leveransplan/internal/testing/gitserver"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// serveGit starts the side of the host that branches are pushed to. It holds the records only:
// what else the host has stands in its API and in the clone.
func (h *host) serveGit([]string) error {
	h.pushed = gitserver.New(h.t, need.Tool(h.t, "git"), h.Owner+"/"+h.Name, h.ts.Getenv("GITHUB_TOKEN"))
	h.ts.Setenv("GITHUB_SERVER_URL", h.pushed.URL)
	h.ts.Setenv("PUSHED", h.pushed.Dir)
	return nil
}

// records brings the branch of records into the clone, as origin/protokoll, and prints what
// each of its commits added, the oldest first.
func (h *host) records([]string) error {
	if err := h.ts.Exec("git", "-C", h.dir, "fetch", "--quiet", h.pushed.Dir, "+refs/heads/protokoll:refs/remotes/origin/protokoll"); err != nil {
		return err
	}
	_, err := fmt.Fprintln(h.ts.Stdout(), h.pushed.Git("log", "--reverse", "--diff-filter=A", "--format=", "--name-only", "protokoll"))
	return err
}

// scribble lets somebody put a commit without a record on the branch of records, past the
// workflow, and names it by a variable.
func (h *host) scribble(args []string) error {
	commit := h.pushed.Git("-c", "user.name=Klotter", "-c", "user.email=klotter@example.org", "commit-tree", "protokoll^{tree}", "-p", "protokoll", "-m", "klotter")
	h.pushed.Git("update-ref", "refs/heads/protokoll", commit)
	h.ts.Setenv(args[0], commit)
	return nil
}

// recordKey makes the key that signs records, the same for the same file name, and gives it
// to the program. What is to be registered, from a day on, is written to the file.
func (h *host) recordKey(args []string) error {
	seed := sha256.Sum256([]byte(filepath.Base(args[0])))
	key := ed25519.NewKeyFromSeed(seed[:])
	block, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		return err
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		return err
	}
	h.ts.Setenv("LEVERANSPLAN_RECORD_KEY", string(pem.EncodeToMemory(block)))
	public := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(signer.PublicKey())))
	entry := fmt.Sprintf("protokollnycklar:\n  - {nyckel: %s, fran: %s}\n", public, args[1])
	return os.WriteFile(h.ts.MkAbs(args[0]), []byte(entry), 0o644)
}

// overrule merges a request whatever its status, as who may do anything can.
func (h *host) overrule(args []string) error {
	how := github.Merge
	if len(args) > 2 {
		how = github.Method(args[2])
	}
	h.MergePull(h.person(args[1]), h.pull(args[0]), how)
	h.Fetch(h.dir)
	return nil
}

// decline closes a request without a merge.
func (h *host) decline(args []string) error {
	h.Close(h.person(args[1]), h.pull(args[0]))
	return nil
}

// nameCommit gives a variable the commit that main stands at, or that a request became there.
func (h *host) nameCommit(args []string) error {
	hash := h.Head("main")
	if args[1] != "main" {
		hash = h.pull(args[1]).MergeCommit
	}
	h.ts.Setenv(args[0], hash)
	return nil
}
