package worktree

import (
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"testing"
)

// A journal can come with a pull request. It undoes nothing outside the folder that commands
// write in, and puts nothing but a file in a file's place.
func TestHostileJournals(t *testing.T) {
	const own = "own note\n"
	journalOf := func(path, old, fresh string) string {
		return fmt.Sprintf(`{"format":1,"run":0,"made":[],"changes":[{"path":%q,"old":%q,"new":%q}]}`, path, old, fresh)
	}
	for name, c := range map[string]struct {
		file, journal string
		kept          func(t *testing.T, root, name string)
	}{
		"removes a file outside": {"note.txt", journalOf("note.txt", "", sum([]byte(own))), nil},
		"replaces a file outside": {"hook/pre-commit", journalOf("hook/pre-commit", "00", sum([]byte(own))), func(t *testing.T, root, name string) {
			write(t, root, name, "pwned")
		}},
		"puts a link in a plan's place": {"plans/a.yaml", journalOf("plans/a.yaml", "00", sum([]byte(own))), func(t *testing.T, root, name string) {
			if err := os.Symlink("/etc/passwd", filepath.Join(root, name)); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			file := filepath.Join(root, filepath.FromSlash(c.file))
			write(t, root, c.file, own)
			write(t, root, Journal, c.journal)
			if c.kept != nil {
				c.kept(t, root, path.Join(path.Dir(c.file), (&journal{}).kept(0)))
			}
			tree, err := Open(root)
			if err != nil {
				t.Fatal(err)
			}
			defer tree.Close()
			tree.Below = "plans"
			found, err := tree.Recover()
			if err == nil && len(found.Left) == 0 {
				t.Errorf("nothing is said of it: %+v", found)
			}
			if err != nil && !errors.Is(err, ErrJournal) {
				t.Errorf("not told as a journal's fault: %v", err)
			}
			info, err := os.Lstat(file)
			if err != nil || !info.Mode().IsRegular() {
				t.Fatalf("the file is gone or no file: %v", err)
			}
			if text, _ := os.ReadFile(file); string(text) != own {
				t.Errorf("the file holds %q", text)
			}
		})
	}
}
