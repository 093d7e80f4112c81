package gitrepo

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/go-git/go-git/v5/plumbing"
)

// maxSymbolic is how many steps from name to name are followed, as in git.
const maxSymbolic = 5

var errNoRef = errors.New("no such ref")

// ref gives the object that a full name stands for: HEAD, or a name below refs/ that
// isRefName has accepted. errNoRef says that there is none. The library would take an
// older value from packed-refs for a file that is empty or can't be read; here that is a
// fault.
func (r *Repo) ref(name string) (plumbing.Hash, error) {
	for range maxSymbolic {
		text, err := r.looseRef(name)
		if errors.Is(err, errNoRef) {
			return r.packedRef(name)
		}
		if err != nil {
			return plumbing.ZeroHash, err
		}
		if target, symbolic := strings.CutPrefix(text, "ref:"); symbolic {
			if name = strings.TrimSpace(target); !isRefName(name) || !strings.HasPrefix(name, "refs/") {
				return plumbing.ZeroHash, refFault(name, fmt.Errorf("points to %q", name))
			}
			continue
		}
		if !isHash(text) {
			return plumbing.ZeroHash, refFault(name, errors.New("holds no object's name"))
		}
		return plumbing.NewHash(text), nil
	}
	return plumbing.ZeroHash, refFault(name, errors.New("names go round in a circle"))
}

// looseRef reads the file of a ref. HEAD is each working tree's own, all other refs that
// are read are shared.
func (r *Repo) looseRef(name string) (string, error) {
	file := filepath.Join(r.common, filepath.FromSlash(name))
	if name == "HEAD" {
		file = filepath.Join(r.git, name)
	}
	info, err := os.Lstat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR), err == nil && info.IsDir():
		return "", errNoRef
	case err != nil:
		return "", refFault(name, err)
	case !info.Mode().IsRegular():
		return "", refFault(name, errors.New("is not a regular file"))
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", refFault(name, err)
	}
	return string(bytes.TrimSpace(text)), nil
}

func (r *Repo) packedRef(name string) (plumbing.Hash, error) {
	var hash string
	err := r.packedRefs(func(n, h string) error {
		if n == name {
			hash = h
		}
		return nil
	})
	switch {
	case err != nil:
		return plumbing.ZeroHash, err
	case hash == "":
		return plumbing.ZeroHash, errNoRef
	}
	return plumbing.NewHash(hash), nil
}

// packedRefs calls each with every ref of the file packed-refs.
func (r *Repo) packedRefs(each func(name, hash string) error) error {
	text, err := os.ReadFile(filepath.Join(r.common, "packed-refs"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return unreadableFault(err)
	}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "^") || line == "" {
			continue // the head of the file; what a tag stands for
		}
		hash, name, ok := strings.Cut(line, " ")
		if !ok || !isHash(hash) {
			return refFault("packed-refs", fmt.Errorf("line %q", line))
		}
		if err := each(name, hash); err != nil {
			return err
		}
	}
	return nil
}

// isReplaceRef is told of names as they stand in packed-refs.
func isReplaceRef(name string) bool { return strings.HasPrefix(name, "refs/replace/") }

func isHash(s string) bool { return len(s) == 40 && isHex(s) }

func isHex(s string) bool {
	return strings.Trim(s, "0123456789abcdef") == ""
}
