//go:build !unix

package postgres

import (
	"os"
	"os/exec"
)

func become(*exec.Cmd) {}

func hand(...string) error { return nil }

func quit(pid int) error {
	p, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	return p.Kill()
}
