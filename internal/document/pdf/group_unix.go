//go:build unix

package pdf

import (
	"os/exec"
	"syscall"
)

// alone gives a program a group of its own, so that it can be stopped with all that it starts.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// ended stops what a program has left running.
func ended(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // as a rule nobody is left
	}
}
