package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/testing/need"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// clone is a git repository with the small region committed and the project's hooks on.
type clone struct {
	t   *testing.T
	dir string
	env []string
}

const (
	aPlan  = "plans/2027/leveransplaner/skas/lp-2027-skas-exk-hoftprotes.yaml"
	stop   = "Committen är stoppad"
	passed = "0 fel"
)

func newClone(t *testing.T) *clone {
	t.Helper()
	need.Tool(t, "sh")
	need.Tool(t, "git")
	temp := t.TempDir()
	// A test run by a hook must not get at the repository that the hook is for.
	outer := slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") })
	c := &clone{t: t, dir: t.TempDir(), env: append(outer,
		"PATH="+filepath.Dir(program(t))+string(os.PathListSeparator)+os.Getenv("PATH"), "TMPDIR="+temp, "LANG=sv_SE.UTF-8", "HOME="+temp,
		"GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.org", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.org")}
	t.Cleanup(func() {
		if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
			t.Errorf("the hook leaves %v, %v", left, err)
		}
	})
	if err := os.CopyFS(c.dir, region.Files()); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(c.dir, ".githooks"), os.DirFS("../../.githooks")); err != nil {
		t.Fatal(err)
	}
	c.git("init", "--quiet")
	c.git("config", "core.hooksPath", ".githooks")
	c.git("add", ".")
	c.commits("--message=first")
	return c
}

// program is the real leveransplan: this very program under that name (TestMain).
func program(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "leveransplan")
	if err := os.Symlink(self, name); err != nil {
		t.Fatal(err)
	}
	return name
}

// run runs git in the clone.
func (c *clone) run(args ...string) (output string, ok bool) {
	c.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = c.dir, c.env
	out, err := cmd.CombinedOutput()
	return string(out), err == nil
}

func (c *clone) git(args ...string) string {
	c.t.Helper()
	out, ok := c.run(args...)
	if !ok {
		c.t.Fatalf("git %q: %s", args, out)
	}
	return strings.TrimSpace(out)
}

// commits makes a commit that the hook lets through, and gives what it said.
func (c *clone) commits(args ...string) string {
	c.t.Helper()
	out, ok := c.run(append([]string{"commit"}, args...)...)
	if !ok || strings.Contains(out, stop) {
		c.t.Fatalf("the commit is stopped:\n%s", out)
	}
	return out
}

// refused tries a commit that the hook stops, with these words.
func (c *clone) refused(words []string, args ...string) {
	c.t.Helper()
	before, _ := c.run("rev-parse", "HEAD")
	out, ok := c.run(append([]string{"commit"}, args...)...)
	if after, _ := c.run("rev-parse", "HEAD"); ok || after != before {
		c.t.Fatalf("the commit is made:\n%s", out)
	}
	for _, w := range append(words, stop) {
		if !strings.Contains(out, w) {
			c.t.Errorf("without %q:\n%s", w, out)
		}
	}
}

func (c *clone) write(name, text string) {
	c.t.Helper()
	full := filepath.Join(c.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
}

func (c *clone) change(name, old, fresh string) {
	c.t.Helper()
	text, err := os.ReadFile(filepath.Join(c.dir, filepath.FromSlash(name)))
	if err != nil {
		c.t.Fatal(err)
	}
	changed, n := replaceOnce(string(text), old, fresh)
	if n != 1 {
		c.t.Fatalf("%q stands %d times in %s", old, n, name)
	}
	c.write(name, changed)
}

// spoil and mend change a plan so that its weeks don't add up to its volume, and back.
func (c *clone) spoil() { c.change(aPlan, "volym: 12\n", "volym: 13\n") }
func (c *clone) mend()  { c.change(aPlan, "volym: 13\n", "volym: 12\n") }

var badSum = []string{aPlan + ":", "[P101]", "git add"}

func TestGitHook(t *testing.T) {
	for name, story := range map[string]func(*clone){
		"a good change passes": func(c *clone) {
			c.change(aPlan, "volym: 12\n", "volym: 12 # efter dialog\n")
			if out := c.commits("-am", "x"); !strings.Contains(out, passed) {
				c.t.Errorf("it does not say what it did:\n%s", out)
			}
		},
		"a bad change is refused, and passes when it is put right": func(c *clone) {
			c.spoil()
			c.git("add", ".")
			c.refused(badSum, "-m", "x")
			c.mend()
			c.write("anteckning.txt", "x\n")
			c.git("add", ".")
			c.commits("-m", "x")
		},
		"a bad change that is not added does not count": func(c *clone) {
			c.change(aPlan, "volym: 12\n", "volym: 12 # efter dialog\n")
			c.git("add", ".")
			c.change(aPlan, "volym: 12 #", "volym: 13 #")
			c.commits("-m", "x")
			if status := c.git("status", "--porcelain"); status != "M "+aPlan {
				c.t.Errorf("the working file is no longer as it was left: %s", status)
			}
		},
		"a correction that is not added does not count": func(c *clone) {
			c.spoil()
			c.git("add", ".")
			c.mend()
			c.refused(badSum, "-m", "x")
		},
		"a file that is added and then removed counts": func(c *clone) {
			c.spoil()
			c.git("add", ".")
			if err := os.Remove(filepath.Join(c.dir, aPlan)); err != nil {
				c.t.Fatal(err)
			}
			c.refused(badSum, "-m", "x")
		},
		"a file that git does not know does not count": func(c *clone) {
			c.write("plans/2027/ny.yaml", "dokument: missiv/v1\n")
			c.change(aPlan, "volym: 12\n", "volym: 12 # efter dialog\n")
			c.commits("-am", "x")
		},
		"a commit of one file alone is that file and what was there": func(c *clone) {
			c.spoil()
			c.git("add", ".")
			const other = "plans/2027/behovsanalys.yaml"
			c.write(other, string(region.Files()[other].Data)+"# slut\n")
			c.commits("-m", "x", "--", other)
			c.refused(badSum, "-m", "x", "--", aPlan)
		},
		"names with blanks and letters beyond ASCII": func(c *clone) {
			c.write("plans/2027/missiv/å ä\u2009ö.yaml", "dokument: missiv/v2\n")
			c.git("add", ".")
			c.refused([]string{"å ä", "[S401]"}, "-m", "x")
		},
		"a link is judged and not followed": func(c *clone) {
			if err := os.Symlink("behovsanalys.yaml", filepath.Join(c.dir, "plans/2027/lank.yaml")); err != nil {
				c.t.Fatal(err)
			}
			c.git("add", ".")
			c.refused([]string{"plans/2027/lank.yaml", "[S101]"}, "-m", "x")
		},
		"a submodule is seen": func(c *clone) {
			c.git("update-index", "--add", "--cacheinfo", "160000,"+c.git("rev-parse", "HEAD")+",plans/2027/modul")
			c.refused([]string{"plans/2027/modul", "[S102]"}, "-m", "x")
		},
		"a plan that is taken away is missed by those that refer to it": func(c *clone) {
			c.git("rm", "--quiet", "plans/register/avtal.yaml")
			c.refused([]string{"error:"}, "-m", "x")
		},
		"all plans taken away": func(c *clone) {
			c.git("rm", "-r", "--quiet", "plans")
			c.refused([]string{"granskningen gick inte att göra"}, "-m", "x")
		},
		"nothing under plans/ changed, nothing to judge": func(c *clone) {
			c.spoil()
			c.git("add", ".")
			c.commits("--no-verify", "-m", "x")
			c.write("anteckning.txt", "x\n")
			c.git("add", ".")
			if out := c.commits("-m", "y"); strings.Contains(out, "granskade") {
				c.t.Errorf("judged:\n%s", out)
			}
		},
		"from a folder below": func(c *clone) {
			c.spoil()
			c.git("add", ".")
			top := c.dir
			c.dir = filepath.Join(top, "plans", "2027")
			c.refused(badSum, "-m", "x")
			c.dir = top
		},
		"in a linked working tree": func(c *clone) {
			linked := filepath.Join(c.t.TempDir(), "linked")
			c.git("worktree", "add", "--quiet", linked)
			c.dir = linked
			c.spoil()
			c.git("add", ".")
			c.refused(badSum, "-m", "x")
			c.mend()
			c.change(aPlan, "volym: 12\n", "volym: 12 # efter dialog\n")
			c.git("add", ".")
			c.commits("-m", "x")
		},
		"a merge is judged as well": func(c *clone) {
			first := c.git("rev-parse", "HEAD")
			c.spoil()
			c.git("add", ".")
			c.commits("--no-verify", "-m", "x")
			bad := c.git("rev-parse", "HEAD")
			c.git("reset", "--quiet", "--hard", first)
			c.write("anteckning.txt", "x\n")
			c.git("add", ".")
			c.commits("-m", "y")
			before := c.git("rev-parse", "HEAD")
			out, ok := c.run("merge", "--no-edit", bad)
			if ok || !strings.Contains(out, stop) || c.git("rev-parse", "HEAD") != before {
				c.t.Errorf("the merge is made:\n%s", out)
			}
		},
		"without the tool the commit waits": func(c *clone) {
			c.spoil()
			c.git("add", ".")
			c.env = append(c.env, "PATH="+programs(c.t))
			c.refused([]string{"leveransplan finns inte på datorn", "PATH"}, "-m", "x")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			story(newClone(t))
		})
	}
}

// programs is a folder with what the hook needs, and no leveransplan.
func programs(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"git", "sh", "mktemp", "rm", "mkdir", "cat", "tail"} {
		if err := os.Symlink(need.Tool(t, name), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
