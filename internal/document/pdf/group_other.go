//go:build !unix

package pdf

import (
	"os/exec"
	"strconv"
)

// alone has a program stopped with all that it starts.
func alone(cmd *exec.Cmd) {
	cmd.Cancel = func() error {
		_ = exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(cmd.Process.Pid)).Run()
		return cmd.Process.Kill()
	}
}

// ended has nothing to do: the browser waits for what it has started.
func ended(*exec.Cmd) {}
