package worktree

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
)

func TestPipesSocketsAndDevicesAreNeverOpened(t *testing.T) {
	root := t.TempDir()
	write(t, root, "a.yaml", "a: 1\n")
	if err := syscall.Mkfifo(filepath.Join(root, "pipe.yaml"), 0o644); err != nil {
		t.Fatal(err)
	}
	socket, err := net.Listen("unix", filepath.Join(root, "socket.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	tree := open(t, root)
	refused(t, tree, "pipe.yaml")
	refused(t, tree, "socket.yaml")
	refused(t, open(t, "/dev"), "null")
	entries, err := tree.ReadDir(".")
	if err != nil || len(entries) != 3 || entries[1].Type() != fs.ModeNamedPipe || entries[2].Type() != fs.ModeSocket {
		t.Errorf("entries: %v, %v", entries, err)
	}
}

func TestWhatReplacesAFileBetweenLookingAndOpeningIsNotRead(t *testing.T) {
	replace := map[string]func(name string) error{
		"a pipe":       func(name string) error { return syscall.Mkfifo(name, 0o644) },
		"a link":       func(name string) error { return os.Symlink("other.yaml", name) },
		"a link out":   func(name string) error { return os.Symlink("/etc/passwd", name) },
		"another file": func(name string) error { return os.WriteFile(name, nil, 0o644) },
	}
	for what, with := range replace {
		t.Run(what, func(t *testing.T) {
			root := t.TempDir()
			write(t, root, "a.yaml", "a: 1\n")
			write(t, root, "other.yaml", "b: 1\n")
			tree := open(t, root)
			info, err := tree.Stat("a.yaml")
			if err != nil {
				t.Fatal(err)
			}
			name := filepath.Join(root, "a.yaml")
			if err := os.Rename(name, name+".old"); err != nil { // keeps its number from being used again
				t.Fatal(err)
			}
			if err := with(name); err != nil {
				t.Fatal(err)
			}
			if f, err := openAs(tree.root, "a.yaml", info); err == nil {
				f.Close()
				t.Errorf("%s in the file's place was opened", what)
			}
		})
	}
}

func TestAnUnreadableFileIsAnErrorWithItsPath(t *testing.T) {
	root := t.TempDir()
	write(t, root, "closed.yaml", "a: 1\n")
	write(t, root, "folder/b.yaml", "b: 1\n")
	for _, name := range []string{"closed.yaml", "folder"} {
		p := filepath.Join(root, name)
		if err := os.Chmod(p, 0); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(p, 0o755)
	}
	tree := open(t, root)
	asNobody(t, func() {
		for _, name := range []string{"closed.yaml", "folder/b.yaml"} {
			_, err := tree.ReadFile(name)
			var at *fs.PathError
			if !errors.Is(err, fs.ErrPermission) || !errors.As(err, &at) || at.Path != name {
				t.Errorf("ReadFile(%s): %v", name, err)
			}
		}
		if _, err := tree.ReadDir("folder"); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("ReadDir: %v", err)
		}
	})
}

// asNobody runs f without the superuser's right to read everything, if the test has it.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Geteuid() != 0 {
		f()
		return
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const nobody = 65534
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	defer syscall.Setfsuid(0)
	f()
}
