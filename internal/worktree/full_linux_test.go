package worktree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// room makes a child process write a file larger than it may: the system itself refuses
// in the middle of a file, as a full disk does.
const room = 4096

func fullDisk(root string) int {
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: room, Max: room}); err != nil {
		return 2
	}
	tree, err := Open(root)
	if err != nil {
		return 2
	}
	err = tree.Replace(append(changesOfScene(), Change{"plans/large.yaml", nil, make([]byte, 2*room)}))
	fmt.Println(err)
	if !errors.Is(err, syscall.EFBIG) {
		return 1
	}
	return 0
}

func TestAFullDiskChangesNothing(t *testing.T) {
	root, _ := scene(t)
	before := snapshot(t, root)
	cmd := exec.Command(os.Args[0], root)
	cmd.Env = append(os.Environ(), childStep+"=full")
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "plans/large.yaml") {
		t.Errorf("%v: %s", err, out)
	}
	same(t, "after the refusal", root, before)
}

func TestAFolderThatIsClosedToWritersChangesNothing(t *testing.T) {
	for _, closed := range []string{".", "plans", "plans/2027"} {
		t.Run(closed, func(t *testing.T) {
			root, changes := scene(t)
			for _, dir := range []string{".", "plans", "plans/2027"} {
				mode := fs.FileMode(0o777)
				if dir == closed {
					mode = 0o555
				}
				if err := os.Chmod(filepath.Join(root, dir), mode); err != nil {
					t.Fatal(err)
				}
			}
			before := snapshot(t, root)
			tree := open(t, root)
			asNobody(t, func() {
				if err := tree.Replace(changes); !errors.Is(err, fs.ErrPermission) {
					t.Errorf("got %v", err)
				}
			})
			same(t, "after the refusal", root, before)
		})
	}
}

func TestAPipeInTheWayIsRefused(t *testing.T) {
	root, changes := scene(t)
	if err := syscall.Mkfifo(filepath.Join(root, "plans/pipe.yaml"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, root)
	err := open(t, root).Replace(append(changes, Change{"plans/pipe.yaml", []byte{}, []byte("x")}))
	if !errors.As(err, new(*NotRegular)) {
		t.Errorf("got %v", err)
	}
	same(t, "after the refusal", root, before)
}
