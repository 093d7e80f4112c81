package cli

import (
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/schema"
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

// newReader reads a repository with what earlier runs have found out.
func newReader(repo *gitrepo.Repo) *check.Reader {
	known := sync.OnceValue(func() *cache.Cache { return meanings(repo) })
	go known() // while the trees are found
	return &check.Reader{Schemas: sync.OnceValues(schema.Load), Meanings: known}
}

// programHash names the running program by what it was built from. Nothing less would do: a
// version number stays the same while somebody works on the program.
func programHash() (string, bool) {
	name, err := os.Executable()
	if err != nil {
		return "", false
	}
	if id := buildID(name); id != "" {
		return id, true
	}
	file, err := os.Open(name)
	if err != nil {
		return "", false
	}
	defer file.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", false
	}
	return hex.EncodeToString(sum.Sum(nil)), true
}

// buildID is what Go's linker wrote into the program, where it did: the hash of all that it
// was made of. It saves reading the whole program, which takes as long as all else.
func buildID(name string) string {
	file, err := elf.Open(name)
	if err != nil {
		return ""
	}
	defer file.Close()
	const head = 16 // sizes and kind of the note, and its owner: Go
	section := file.Section(".note.go.buildid")
	if section == nil {
		return ""
	}
	note, err := section.Data()
	if err != nil || len(note) <= head || string(note[12:head]) != "Go\x00\x00" {
		return ""
	}
	return strings.TrimRight(string(note[head:]), "\x00")
}
