package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// What is written may not stand where the repository's documents or git's own files do, however
// the place is named.
func TestPlacesThatAreTheRepositorysOwnAreRefused(t *testing.T) {
	root := filepath.Join(t.TempDir(), "arkiv")
	away := filepath.Join(filepath.Dir(root), "annat")
	for _, dir := range []string{filepath.Join(root, "plans", "2026"), filepath.Join(root, ".git", "refs"), filepath.Join(root, "plans-ut"), away} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"till-plans": "plans", "till-arkivet": "../arkiv", "till-intet": "plans/2030", "ut": "../annat"} {
		if err := os.Symlink(to, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		dest string
		ok   bool
	}{
		{"ut", true}, {"ny", true}, {"ny/ut", true}, {"plans-ut", true}, {"planer.sqlite", true}, {"../annat", true}, {"../annat/ny", true}, {away, true}, {"x/plans", true}, {".github", true},
		{".", false}, {"..", false}, {"../arkiv", false}, {root, false}, {"/", false}, {"till-arkivet", false}, {"plans/..", false},
		{"plans", false}, {"plans/ut", false}, {"plans/2026", false}, {"plans/2026/../x.sqlite", false}, {"PLANS/ut", false}, {"till-plans/ut", false}, {"till-intet", false}, {"till-intet/x", false}, {"till-arkivet/plans/x", false},
		{".git", false}, {".git/ut", false}, {"x/.git/y", false}, {"../annat/.git/x", false}, {".GIT/x", false},
	} {
		for _, from := range []string{root, filepath.Join(root, "plans")} {
			a := &app{env: Env{Dir: from, Stderr: &bytes.Buffer{}}, lang: lang.SV}
			dest := c.dest
			if from != root && !filepath.IsAbs(dest) {
				dest = "../" + dest // as seen from plans/
			}
			var no *failure
			err := a.destOutside(dest)
			if c.ok && err != nil || !c.ok && (!errors.As(err, &no) || no.code != exitUsage || no.hint.IsZero()) {
				t.Errorf("%s from %s: %v", dest, from, err)
			}
		}
	}
	if err := (&app{env: Env{Dir: away}}).destOutside("plans"); err != nil {
		t.Errorf("where there is no repository: %v", err)
	}
}
