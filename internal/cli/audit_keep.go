package cli

import (
	"os"
	"path/filepath"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// checkpoint keeps what an audit has found out below the git directory, in one file.
type checkpoint struct{ file, version string }

func checkpointOf(repo *gitrepo.Repo) checkpoint {
	version, _ := programHash()
	return checkpoint{filepath.Join(repo.Dir(), "leveransplan", "audit"), version}
}

// Version names the program; without a name nothing is taken over.
func (c checkpoint) Version() string { return c.version }

// Load gives what was kept.
func (c checkpoint) Load() []byte {
	text, err := os.ReadFile(c.file)
	if err != nil {
		return nil
	}
	return text
}

// Save puts a text in the place of the earlier one, whole or not at all.
func (c checkpoint) Save(text []byte) {
	if os.MkdirAll(filepath.Dir(c.file), 0o755) != nil {
		return
	}
	temp, err := os.CreateTemp(filepath.Dir(c.file), "audit-*")
	if err != nil {
		return
	}
	defer os.Remove(temp.Name()) // where it has been renamed there is nothing left to remove
	_, err = temp.Write(text)
	if closed := temp.Close(); err == nil && closed == nil {
		_ = os.Rename(temp.Name(), c.file)
	}
}
