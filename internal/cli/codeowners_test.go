package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	smallregion "github.com/leveransplan/leveransplan/internal/testing/region"
	"github.com/leveransplan/leveransplan/internal/worktree"
)

const (
	ownersFile = ".github/CODEOWNERS"
	rolesFile  = "plans/register/roller.yaml"
)

// ownersRegion is the small region on disk; one person in it has a login.
func ownersRegion(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, f := range smallregion.Files() {
		put(t, dir, name, string(f.Data))
	}
	return dir
}

func readOwners(t *testing.T, dir string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, ownersFile))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func runOwners(dir string, args ...string) result {
	return run(Env{Dir: dir, Args: append([]string{"codeowners"}, args...)})
}

// What is shown is what is written, twice the same, and then the check passes.
func TestCodeownersIsWrittenAsShown(t *testing.T) {
	dir := ownersRegion(t)
	want := held(t, dir)
	if r := runOwners(dir, "--check"); r.code != exitFindings || r.out != "" || !strings.Contains(r.errors, "saknas: kör leveransplan codeowners --write") {
		t.Errorf("without the file: exit code %d, %q, %q", r.code, r.out, r.errors)
	}
	shown := runOwners(dir)
	if shown.code != exitOK || !strings.Contains(shown.out, "\n/plans/*/behovsanalys.yaml @p-001\n") {
		t.Fatalf("exit code %d\n%s%s", shown.code, shown.out, shown.errors)
	}
	if diff := cmp.Diff(want, held(t, dir)); diff != "" {
		t.Fatalf("something was written (-before +after):\n%s", diff)
	}
	want[filepath.Join(dir, ownersFile)] = shown.out
	for _, says := range []string{"är skriven", "stämmer"} {
		if r := runOwners(dir, "--write"); r.code != exitOK || r.out != "" || !strings.Contains(r.errors, says) {
			t.Errorf("exit code %d, %q, want %q in %q", r.code, r.out, says, r.errors)
		}
		if diff := cmp.Diff(want, held(t, dir)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	for _, r := range []result{runOwners(dir, "--check"), runOwners(filepath.Join(dir, "plans", "2027"), "--check"), runOwners("/", "--check", "-C", dir)} {
		if r.code != exitOK || r.out != "" || !strings.Contains(r.errors, "stämmer") || !strings.Contains(r.errors, "7 personer utan kontonamn (login) i rollregistret kan inte stå i filen: p-002, ") {
			t.Errorf("exit code %d, %q, %q", r.code, r.out, r.errors)
		}
	}
}

// The file follows roles, plans and days; a check tells what has become of it.
func TestCodeownersGrowsStale(t *testing.T) {
	for name, c := range map[string]struct {
		change func(t *testing.T, dir string)
		args   []string
		says   []string
	}{
		"somebody gets a login": {func(t *testing.T, dir string) {
			replaceIn(t, dir, rolesFile, "id: 900000007}", "id: 900000007, login: sven}")
		}, nil,
			[]string{"-*\n", "+* @sven\n"}},
		"a role ends": {func(t *testing.T, dir string) {
			replaceIn(t, dir, rolesFile, "p-001, roll: koncernkontoret, fran: 2026-01-01, till: 2027-12-31", "p-001, roll: koncernkontoret, fran: 2026-01-01, till: 2026-11-20")
		}, nil, []string{"-/plans/register/ @p-001\n", "+/plans/register/\n", "ingen har rollen koncernkontoret"}},
		"a delegation begins": {func(*testing.T, string) {}, []string{"--as-of", "2026-12-20"},
			[]string{"-/plans/2027/leveransplaner/skas/\n", "+/plans/2027/leveransplaner/skas/ @p-001\n"}},
		"a new sender": {func(t *testing.T, dir string) {
			put(t, dir, "plans/2027/leveransplaner/ny/x.yaml", string(smallregion.Files()["plans/2027/leveransplaner/nu/lp-2027-nu-su-ogon.yaml"].Data))
		}, nil, []string{"+/plans/2027/leveransplaner/ny/\n"}},
		"somebody has edited it": {func(t *testing.T, dir string) {
			replaceIn(t, dir, ownersFile, "/plans/*/utfall/", "::error::\x1b[31m\n/plans/*/utfall/")
		}, nil,
			[]string{`-::error::\u001b[31m` + "\n"}},
		"it is empty": {func(t *testing.T, dir string) { put(t, dir, ownersFile, "") }, nil, []string{"+# Vem GitHub ber om granskning"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := ownersRegion(t)
			if r := runOwners(dir, "--write"); r.code != exitOK {
				t.Fatal(r.errors)
			}
			c.change(t, dir)
			before := held(t, dir)
			r := runOwners(dir, append([]string{"--check"}, c.args...)...)
			if r.code != exitFindings || !strings.Contains(r.errors, "stämmer inte med rollerna och planerna: kör leveransplan codeowners --write") {
				t.Errorf("exit code %d, %q", r.code, r.errors)
			}
			for _, want := range c.says {
				if !strings.Contains(r.out, want) {
					t.Errorf("no %q in:\n%s", want, r.out)
				}
			}
			if diff := cmp.Diff(before, held(t, dir)); diff != "" {
				t.Errorf("the check has written (-before +after):\n%s", diff)
			}
			if r := runOwners(dir, append([]string{"--write"}, c.args...)...); r.code != exitOK {
				t.Error(r.errors)
			}
			if r := runOwners(dir, append([]string{"--check"}, c.args...)...); r.code != exitOK {
				t.Errorf("still stale: %s", r.out)
			}
		})
	}
}

// replaceIn changes a text of a file that must be there.
func replaceIn(t *testing.T, dir, name, old, fresh string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("no %q in %s: %v", old, name, err)
	}
	put(t, dir, name, strings.Replace(string(text), old, fresh, 1))
}

// Whatever keeps the question from being answered is a fault, and nothing is written.
func TestCodeownersFaults(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(t *testing.T, dir string)
		code    int
		args    []string
		says    string
	}{
		"no role register":         {func(t *testing.T, dir string) { remove(t, dir, rolesFile) }, exitFault, nil, "det finns inget rollregister"},
		"no documents":             {func(t *testing.T, dir string) { remove(t, dir, "plans"); put(t, dir, "plans/README.md", "x\n") }, exitFault, nil, "det finns inget rollregister"},
		"broken roles":             {func(t *testing.T, dir string) { replaceIn(t, dir, rolesFile, "version: 1", "version: ett") }, exitFault, nil, "går inte att läsa i sin helhet"},
		"roles that are no YAML":   {func(t *testing.T, dir string) { put(t, dir, rolesFile, "dokument: [\n") }, exitFault, nil, "går inte att läsa i sin helhet"},
		"an unreadable plan":       {func(t *testing.T, dir string) { put(t, dir, "plans/2027/x.yaml", "dokument: [\n") }, exitFault, nil, "leveransplan check säger vad som är fel"},
		"a plan that is a link":    {func(t *testing.T, dir string) { link(t, "behovsanalys.yaml", dir, "plans/2027/x.yaml") }, exitFault, nil, "går inte att läsa i sin helhet"},
		"a name with a line break": {func(t *testing.T, dir string) { put(t, dir, "plans/2027/a\n* @ond/x.yaml", "dokument: missiv/v1\n") }, exitFault, nil, "går inte att läsa i sin helhet"},
		"a name with a number": {func(t *testing.T, dir string) {
			put(t, dir, "plans/2027/utfall/"+number+".csv", "leveransplan;vecka;utfort\n")
		}, exitFault, nil, "går inte att läsa i sin helhet"},
		"before the routine":         {nil, exitFault, []string{"--as-of", "2024-01-17"}, "ingen version av rutinen gäller 2024-01-17"},
		"no day":                     {nil, exitUsage, []string{"--as-of", "snart"}, "är ingen dag"},
		"both flags":                 {nil, exitUsage, []string{"--check"}, "--write och --check går inte ihop"},
		"an argument":                {nil, exitUsage, []string{"plans"}, "plans"},
		"too long a file":            {manyOwners, exitFault, nil, "byte; GitHub läser ingen CODEOWNERS på 3"},
		".github is a link":          {func(t *testing.T, dir string) { put(t, dir, "annat/x", "x"); link(t, "annat", dir, ".github") }, exitFault, nil, "går inte att läsa: read .github/CODEOWNERS: symbolic links"},
		"the file is a link":         {func(t *testing.T, dir string) { put(t, dir, ".github/x", "x"); link(t, "x", dir, ownersFile) }, exitFault, nil, "symbolic links are not followed"},
		"the file is a folder":       {func(t *testing.T, dir string) { put(t, dir, ownersFile+"/x", "x") }, exitFault, nil, "Ta bort det som står där"},
		"the file is enormous":       {func(t *testing.T, dir string) { put(t, dir, ownersFile, strings.Repeat("#\n", 1_500_001)) }, exitFault, nil, "larger than the limit"},
		"a journal of unknown words": {func(t *testing.T, dir string) { put(t, dir, worktree.Journal, "{}") }, exitFault, nil, "säger inte vad en avbruten körning gjorde"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := ownersRegion(t)
			if c.prepare != nil {
				c.prepare(t, dir)
			}
			before := held(t, dir)
			r := runOwners(dir, append([]string{"--write"}, c.args...)...)
			if r.code != c.code || r.out != "" || !strings.Contains(r.errors, c.says) {
				t.Errorf("exit code %d, %q, want %q in %q", r.code, r.out, c.says, r.errors)
			}
			if diff := cmp.Diff(before, held(t, dir)); diff != "" {
				t.Errorf("something was written (-before +after):\n%s", diff)
			}
		})
	}
}

func remove(t *testing.T, dir, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, to, dir, name string) {
	t.Helper()
	if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
		t.Fatal(err)
	}
}

// manyOwners lets 400 persons answer for one sender with plans in 200 folders.
func manyOwners(t *testing.T, dir string) {
	t.Helper()
	var persons, assignments strings.Builder
	for i := range 400 {
		fmt.Fprintf(&persons, "  - {id: q-%04d, github: {id: %d, login: %s%04d}}\n", i, 910000000+i, strings.Repeat("a", 35), i)
		fmt.Fprintf(&assignments, "  - {person: q-%04d, roll: representant, organisation: nu, fran: 2026-01-01}\n", i)
	}
	replaceIn(t, dir, rolesFile, "uppdrag:\n", persons.String()+"uppdrag:\n"+assignments.String())
	plan := string(smallregion.Files()["plans/2027/leveransplaner/nu/lp-2027-nu-su-ogon.yaml"].Data)
	for i := range 200 {
		put(t, dir, fmt.Sprintf("plans/2027/leveransplaner/nu-%03d/x.yaml", i), plan)
	}
}

// The file speaks the repository's language, whoever runs the command; its messages that of
// whoever reads them.
func TestCodeownersSpeaksTheRepositorysLanguage(t *testing.T) {
	dir := ownersRegion(t)
	for _, want := range []struct{ setting, file string }{{"sprak: sv", "# Vem GitHub ber"}, {"sprak: en", "# Whom GitHub asks"}} {
		replaceIn(t, dir, "plans/leveransplan.yaml", "sprak: sv", want.setting)
		for _, flag := range []string{"sv", "en"} {
			says := map[string]string{"sv": "är skriven", "en": "is written"}[flag]
			remove(t, dir, ".github")
			if r := runOwners(dir, "--write", "--lang", flag); r.code != exitOK || !strings.Contains(r.errors, says) || !strings.HasPrefix(readOwners(t, dir), want.file) {
				t.Errorf("%s, %s: exit code %d, %q\n%s", want.setting, flag, r.code, r.errors, readOwners(t, dir))
			}
		}
	}
}

// A run that was killed while it wrote the file, or the plans, is put right first.
func TestCodeownersRecovers(t *testing.T) {
	for name, file := range map[string]string{"the file itself": ownersFile, "the plans": "plans/2027/restvolymer.yaml"} {
		t.Run(name, func(t *testing.T) {
			dir := ownersRegion(t)
			put(t, dir, worktree.Journal, fmt.Sprintf(`{"format":1,"run":0,"made":[],"changes":[{"path":%q,"old":"","new":""}]}`, file))
			if r := runOwners(dir, "--check"); r.code != exitFault || !strings.Contains(r.errors, "en skrivning blev avbruten") {
				t.Errorf("exit code %d, %q", r.code, r.errors)
			}
			if r := runOwners(dir, "--write"); r.code != exitOK {
				t.Errorf("exit code %d, %q", r.code, r.errors)
			}
			if r := runOwners(dir, "--check"); r.code != exitOK {
				t.Errorf("exit code %d, %q", r.code, r.errors)
			}
		})
	}
}

// What could not be shown is a fault.
func TestUnshownCodeownersIsAFault(t *testing.T) {
	if r := run(Env{Dir: ownersRegion(t), Args: []string{"codeowners"}, Stdout: full{}}); r.code != exitFault || !strings.Contains(r.errors, "no space left") {
		t.Errorf("exit code %d, %q", r.code, r.errors)
	}
}
