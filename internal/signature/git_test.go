package signature_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// author is what git takes names from.
var author = []string{"-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=true"}

// repository is one with a commit signed with SSH (tag ssh), with OpenPGP (pgp) and with
// what stands for S/MIME (x509), each made by git and the program that it calls.
func repository(t testing.TB) (dir string, keys signature.Keys) {
	t.Helper()
	dir = t.TempDir()
	run(t, dir, "", "git", "init", "--quiet", "--initial-branch=main")
	if err := os.Mkdir(filepath.Join(dir, ".gnupg"), 0o700); err != nil {
		t.Fatal(err)
	}
	// Its agent would outlive the test.
	t.Cleanup(func() { _, _ = program(t, dir, "", "gpgconf", "--kill", "all") })
	commit := func(tag string, settings ...string) {
		args := append(append([]string(nil), author...), settings...)
		run(t, dir, "", "git", append(args, "commit", "--quiet", "--allow-empty", "-m", "Försök med "+tag+"\n\nMed text.")...)
		run(t, dir, "", "git", "tag", tag)
	}
	run(t, dir, "", "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "testnyckel", "-f", "key")
	commit("ssh", "-c", "gpg.format=ssh", "-c", "user.signingkey="+filepath.Join(dir, "key"))

	run(t, dir, "", "gpg", "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "", "--quick-gen-key", "Testnyckel <test@example.org>", "ed25519", "sign", "never")
	commit("pgp", "-c", "user.signingkey=test@example.org")

	write(t, filepath.Join(dir, "smime"), "#!/bin/sh\ncat >/dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\nprintf -- '-----BEGIN SIGNED MESSAGE-----\\nMIAG\\n-----END SIGNED MESSAGE-----\\n'\n")
	commit("x509", "-c", "gpg.format=x509", "-c", "gpg.x509.program="+filepath.Join(dir, "smime"))

	ssh, err := os.ReadFile(filepath.Join(dir, "key.pub"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "allowed"), "test@example.org "+string(ssh))
	run(t, dir, "", "git", "config", "gpg.ssh.allowedSignersFile", filepath.Join(dir, "allowed"))
	pgp := run(t, dir, "", "gpg", "--batch", "--armor", "--export", "test@example.org")
	return dir, signature.Keys{registered(t, string(ssh), "2020-01-01", ""), registered(t, pgp, "2020-01-01", "")}
}

func write(t testing.TB, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB, dir string) *gitrepo.Repo {
	t.Helper()
	r, err := gitrepo.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r
}

// read gives a commit by its name.
func read(r *gitrepo.Repo, name string) (gitrepo.Commit, error) {
	rev, err := r.Resolve(name)
	if err != nil {
		return gitrepo.Commit{}, err
	}
	for c, err := range r.FirstParent(rev, gitrepo.Revision{}) {
		return c, err
	}
	return gitrepo.Commit{}, fmt.Errorf("no commit %s", name)
}

func TestWhatGitSignsAndVerifies(t *testing.T) {
	dir, keys := repository(t)
	r := open(t, dir)
	today := day(t, "2099-01-01") // the keys are the machine's age
	for tag, want := range map[string]signature.Standing{"ssh": signature.Good, "pgp": signature.Good, "x509": signature.NotJudged} {
		c, err := read(r, tag)
		if err != nil {
			t.Fatal(err)
		}
		p := signature.Check(c, keys, today)
		if p.Standing != want || len(p.Remarks) > 0 {
			t.Errorf("%s: %+v", tag, p)
		}
		if want != signature.Good {
			continue
		}
		out, err := program(t, dir, "", "git", "verify-commit", "--raw", tag)
		if err != nil || !strings.Contains(out, p.Key) {
			t.Errorf("%s: git says %q, here it is %s", tag, out, p.Key)
		}
		if p := signature.Check(c, nil, today); p.Standing != signature.Unknown {
			t.Errorf("%s without keys: %+v", tag, p)
		}
	}
	// Without the keys git can't verify either.
	write(t, filepath.Join(dir, "allowed"), "")
	for _, tag := range []string{"ssh", "pgp"} {
		env := []string{"-c", "gpg.program=" + filepath.Join(dir, "nothing")}
		if out, err := program(t, dir, "", "git", append(env, "verify-commit", tag)...); err == nil {
			t.Errorf("%s: git says %q", tag, out)
		}
	}
}

// changed writes copies of a commit, each with another byte changed, and gives their names
// and what was changed.
func changed(t testing.TB, dir, tag string) (names []string, inside []bool) {
	t.Helper()
	raw := []byte(run(t, dir, "", "git", "cat-file", "commit", tag) + "\n")
	from := bytes.Index(raw, []byte("gpgsig -----BEGIN"))
	to := from + bytes.Index(raw[from:], []byte("-----END")) + bytes.IndexByte(raw[from+bytes.Index(raw[from:], []byte("-----END")):], '\n')
	var paths strings.Builder
	for i := range raw {
		for _, bit := range []byte{1, 0x20} {
			name := filepath.Join(dir, fmt.Sprintf("%s.%d.%d", tag, i, bit))
			text := bytes.Clone(raw)
			text[i] ^= bit
			write(t, name, string(text))
			fmt.Fprintln(&paths, name)
			inside = append(inside, i >= from && i <= to)
		}
	}
	return strings.Fields(run(t, dir, paths.String(), "git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin-paths")), inside
}

// Whatever byte of a commit is changed, its signature isn't good any more. In the signature
// itself there are bytes that nothing hangs on, such as the armour's; the commit that it is
// good for is still the one that was signed.
func TestNoByteOfASignedCommitCanChange(t *testing.T) {
	dir, keys := repository(t)
	r := open(t, dir)
	for i, tag := range []string{"ssh", "pgp"} {
		own, err := read(r, tag)
		if err != nil {
			t.Fatal(err)
		}
		names, inside := changed(t, dir, tag)
		count := map[signature.Standing]int{}
		for j, name := range names {
			c, err := read(r, name)
			if err != nil {
				count["refused"]++
				continue
			}
			p := signature.Check(c, keys, day(t, "2099-01-01"))
			count[p.Standing]++
			if p.Proves() && (!inside[j] || !bytes.Equal(c.Signed, own.Signed) || p.Key != keys[i].Name) {
				t.Errorf("%s, change %d (%s): %+v", tag, j, name, p)
			}
		}
		t.Logf("%s: %d changes: %v", tag, len(names), count)
		if count[signature.Altered] < 200 || count[signature.Good] > len(names)/10 {
			t.Errorf("%s: %v", tag, count)
		}
	}
}

// A second signature beside the first: git joins the two, and which one holds is nobody's
// guess.
func TestTwoSignaturesOnOneCommit(t *testing.T) {
	dir, keys := repository(t)
	raw := run(t, dir, "", "git", "cat-file", "commit", "ssh") + "\n"
	from := strings.Index(raw, "gpgsig ")
	to := from + strings.Index(raw[from:], "\n\n") + 1
	both := raw[:to] + raw[from:]
	name := run(t, dir, both, "git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin")
	c, err := read(open(t, dir), name)
	if err != nil {
		t.Fatal(err)
	}
	if p := signature.Check(c, keys, day(t, "2099-01-01")); p.Proves() {
		t.Errorf("%+v of %q", p, c.Signature)
	}
}

// Of the vectors gpg says, through git, what is said here of a day to come. gpg takes
// signatures with SHA-1, of texts and with short keys, which prove nothing here.
func TestGitAgreesOnTheVectors(t *testing.T) {
	dir := t.TempDir()
	run(t, dir, "", "git", "init", "--quiet")
	if err := os.Mkdir(filepath.Join(dir, ".gnupg"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _, _ = program(t, dir, "", "gpgconf", "--kill", "all") })
	head, message, _ := strings.Cut(vector(t, "commit"), "\n\n")
	r := open(t, dir)
	for name, want := range map[string]struct {
		key, says string
		standing  signature.Standing
	}{
		"rsa":                      {"rsa", "GOODSIG", signature.Good},
		"ed25519":                  {"ed25519", "GOODSIG", signature.Good},
		"nistp256":                 {"nistp256", "GOODSIG", signature.Good},
		"subkey_new":               {"subkeys", "GOODSIG", signature.Good},
		"subkey_old":               {"subkeys", "EXPKEYSIG", signature.Expired},
		"expires":                  {"expires", "EXPKEYSIG", signature.Expired},
		"revoked_retired":          {"revoked_retired", "REVKEYSIG", signature.Revoked},
		"revoked_superseded_after": {"revoked_superseded", "REVKEYSIG", signature.Revoked},
		"revoked_compromised":      {"revoked_compromised", "REVKEYSIG", signature.Revoked},
		"revoked_unstated_after":   {"revoked_unstated", "REVKEYSIG", signature.Revoked},
		"dsa":                      {"rsa", "ERRSIG", signature.Unknown},
	} {
		run(t, dir, vector(t, want.key+".key"), "gpg", "--batch", "--quiet", "--import")
		lines := strings.ReplaceAll(strings.TrimSpace(vector(t, name+".sig")), "\n", "\n ")
		for _, more := range []string{"", "x"} {
			raw := head + "\ngpgsig " + lines + "\n\n" + message + more
			hash := run(t, dir, raw, "git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin")
			c, err := read(r, hash)
			if err != nil {
				t.Fatal(err)
			}
			says, standing := want.says, want.standing
			if more != "" && standing != signature.Unknown {
				says, standing = "BADSIG", signature.Altered
			}
			p := signature.Check(c, signature.Keys{registered(t, vector(t, want.key+".key"), "2020-01-01", "")}, day(t, "2099-01-01"))
			if out, _ := program(t, dir, "", "git", "verify-commit", "--raw", hash); p.Standing != standing || !strings.Contains(out, "[GNUPG:] "+says) {
				t.Errorf("%s%s: %s, and git says %s", name, more, p.Standing, out)
			}
		}
	}
}
