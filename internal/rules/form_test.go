package rules_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/rules"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// A document that can't be read, or whose form is wrong, is one finding: what it says is
// unknown, not absent, and no rule may judge the others by it.
func TestAnUnsoundDocumentIsOneFinding(t *testing.T) {
	faults := map[string]struct {
		spoil func(string) string
		rule  string
	}{
		"an unknown key":     {func(text string) string { return text + "okand_nyckel: 1\n" }, "S402"},
		"an open bracket":    {func(text string) string { return text + "arende_2: [\n" }, "S301"},
		"nothing in it":      {func(string) string { return "" }, "S302"},
		"Windows code page":  {func(text string) string { return text + "# v\xe5rd\n" }, "S201"},
		"a second document":  {func(text string) string { return text + "---\n" }, "S304"},
		"a pointer to a big": {func(string) string { return "version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 3\n" }, rules.FileLFS},
	}
	for name, file := range region.Files() {
		if !strings.HasSuffix(name, ".yaml") {
			continue
		}
		t.Run(strings.TrimPrefix(name, "plans/"), func(t *testing.T) {
			for what, fault := range faults {
				files := region.Files()
				files[name] = &fstest.MapFile{Data: []byte(fault.spoil(string(file.Data)))}
				got := findings(t, files, 0)
				if len(got) != 1 || got[0].Rule != fault.rule || got[0].File != name {
					t.Errorf("%s: want one finding of %s, got:\n%s", what, fault.rule, show(got))
				}
			}
		})
	}
}

// withheld is a tree of which one file may not be read.
type withheld struct {
	fstest.MapFS
	name string
}

func (w withheld) Open(name string) (fs.File, error) {
	if name == w.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return w.MapFS.Open(name)
}

func (w withheld) ReadFile(name string) ([]byte, error) {
	if name == w.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return w.MapFS.ReadFile(name)
}

func TestAFileThatMayNotBeReadIsOneFinding(t *testing.T) {
	for _, name := range []string{"plans/register/avtal.yaml", "plans/2027/missiv/missiv-2027-ortopedi.yaml", "plans/2026/restvolymer.yaml"} {
		got := findings(t, withheld{region.Files(), name}, 0)
		if len(got) != 1 || got[0].Rule != rules.FileUnread || got[0].File != name {
			t.Errorf("%s: want one finding of %s, got:\n%s", name, rules.FileUnread, show(got))
		}
	}
}
