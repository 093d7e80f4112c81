package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
)

// meanings opens what earlier runs have found out about the files of a repository. They
// hold for the program that found them out: another one begins anew.
func meanings(repo *gitrepo.Repo) *cache.Cache {
	program, ok := programHash()
	if !ok {
		return cache.Open("", "", 0) // lasts as long as the run
	}
	return cache.Open(repo.Dir(), program, cache.DefaultLimit)
}

// programHash names the running program by its bytes. Nothing less would do: a version number
// stays the same while somebody works on the program.
func programHash() (string, bool) {
	name, err := os.Executable()
	if err != nil {
		return "", false
	}
	file, err := os.Open(name)
	if err != nil {
		return "", false
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.CopyBuffer(struct{ io.Writer }{sum}, struct{ io.Reader }{file}, make([]byte, 1<<18)); err != nil {
		return "", false
	}
	return hex.EncodeToString(sum.Sum(nil)), true
}
