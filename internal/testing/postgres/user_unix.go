//go:build unix

package postgres

import (
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// other is whom root starts the server as, nil where the test is not root.
func other() *syscall.Credential {
	if os.Geteuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errUID := strconv.ParseUint(u.Uid, 10, 32)
		gid, errGID := strconv.ParseUint(u.Gid, 10, 32)
		if errUID == nil && errGID == nil {
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		}
	}
	return &syscall.Credential{Uid: 65534, Gid: 65534}
}

func become(cmd *exec.Cmd) {
	if c := other(); c != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: c}
	}
}

// hand gives files to whom the server runs as.
func hand(names ...string) error {
	c := other()
	if c == nil {
		return nil
	}
	for _, name := range names {
		if err := os.Chown(name, int(c.Uid), int(c.Gid)); err != nil {
			return err
		}
	}
	return nil
}

// quit makes the server stop at once, without a checkpoint: the next start recovers.
func quit(pid int) error { return syscall.Kill(pid, syscall.SIGQUIT) }
