package export

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/lock"
)

// Claim keeps other exports from a place until it is freed or the process ends. What is there
// is not touched.
func Claim(place string) (free func(), err error) {
	free, err = lock.File(beside(place, "-export"))
	switch {
	case errors.Is(err, lock.ErrBusy):
		return nil, &Fault{
			Message: lang.T("en annan export skriver till %s just nu", "another export is writing to %s at the moment", place),
			Hint:    lang.T("Vänta tills den är klar, eller välj ett annat namn.", "Wait until it is done, or choose another name."),
		}
	case err != nil:
		return nil, diskFault(place, err)
	}
	return free, nil
}

// TempPattern names what an export writes before it is put in its place, for [os.MkdirTemp]
// and [os.CreateTemp].
func TempPattern(place string) string { return filepath.Base(beside(place, "-ny-")) + "*" }

// beside is the path of a hidden file that belongs to a place.
func beside(place, what string) string {
	return filepath.Join(filepath.Dir(place), "."+filepath.Base(place)+what)
}

const oldEnding = "-gammal"

var tempNumber = regexp.MustCompile(`^[0-9]+(` + oldEnding + `)?$`)

// Leftovers lists by path what exports to a place that died may have left beside it: old tells
// of the place's earlier content, fresh of what was to come. Whoever holds a claim on the place
// may remove what is an export's own.
func Leftovers(place string) (old, fresh []string, err error) {
	entries, err := os.ReadDir(filepath.Dir(place))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, diskFault(place, err)
	}
	prefix := strings.TrimSuffix(TempPattern(place), "*")
	for _, e := range entries {
		number, ours := strings.CutPrefix(e.Name(), prefix)
		path := filepath.Join(filepath.Dir(place), e.Name())
		switch {
		case !ours || !tempNumber.MatchString(number):
		case strings.HasSuffix(number, oldEnding):
			old = append(old, path)
		default:
			fresh = append(fresh, path)
		}
	}
	return old, fresh, nil
}

// Prepare puts right what an export of a folder left that died: the earlier content comes back
// where it had been moved aside and nothing had taken its place yet, and what was half written
// goes. Then it asks [Replaceable]. It can be called before long work is begun.
func Prepare(dir string) error {
	dir = followed(dir)
	free, err := Claim(dir)
	if err != nil {
		if _, above := os.Stat(filepath.Dir(dir)); above != nil {
			return diskFault(dir, above)
		}
		return err
	}
	defer free()
	if err := recoverFolder(dir); err != nil {
		return err
	}
	_, err = Replaceable(dir)
	return err
}

// recoverFolder does so under a claim.
func recoverFolder(dir string) error {
	old, fresh, err := Leftovers(dir)
	if err != nil {
		return err
	}
	for _, path := range append(old, fresh...) {
		if info, err := os.Lstat(path); err != nil || !info.IsDir() {
			continue
		}
		if _, err := Replaceable(path); err != nil {
			continue // somebody else's
		}
		if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) && strings.HasSuffix(path, oldEnding) {
			err = os.Rename(path, dir)
			if err != nil {
				return diskFault(dir, err)
			}
			continue
		}
		if err := os.RemoveAll(path); err != nil {
			return diskFault(path, err)
		}
	}
	return nil
}

// followed is the folder that a path leads to, where there is one.
func followed(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	return filepath.Clean(dir)
}
