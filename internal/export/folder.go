package export

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Fault says why an export could not be written, in words for whoever runs the tool.
type Fault struct {
	Message, Hint lang.Text
	Err           error // what the system said; nil where it did not
	Usage         bool  // whoever runs the tool asked for what can't be had
}

// Error gives the message and its cause in English, as logs have it.
func (f *Fault) Error() string {
	if f.Err == nil {
		return f.Message.In(lang.EN)
	}
	return f.Message.In(lang.EN) + ": " + f.Err.Error()
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

func diskFault(dir string, err error) error {
	return &Fault{
		Message: lang.T("mappen %s gick inte att skriva", "the folder %s could not be written", dir),
		Hint:    lang.T("Se efter att du får skriva i mappen ovanför, att disken inte är full och att inget program håller filerna öppna.", "See that you may write in the folder above, that the disk is not full and that no program keeps the files open."),
		Err:     err,
	}
}

// contentsName is the list of what an export wrote into a folder. Readers of partitioned
// folders pass over names that begin with an underscore.
const (
	contentsName = "_export.json"
	contentsNew  = ".ny" // ends its name while it is written
)

// contents is that list.
type contents struct {
	Commit string   `json:"commit"`
	Schema int      `json:"schema"`
	Files  []string `json:"files"`
}

// Folder has a folder written beside the one wanted, and puts it in its place when all is
// there, with the data dictionary. A folder is replaced only if it is empty, or holds what an
// earlier export wrote and nothing else. What write creates it closes.
func (s *Star) Folder(dir string, write func(create func(name string) (io.WriteCloser, error)) error) error {
	dir = followed(dir)
	free, err := Claim(dir)
	if err != nil {
		return err
	}
	defer free()
	if err := recoverFolder(dir); err != nil {
		return err
	}
	there, err := Replaceable(dir)
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp(filepath.Dir(dir), TempPattern(dir))
	if err != nil {
		return diskFault(dir, err)
	}
	defer os.RemoveAll(temp)
	f := folder{dir: dir, temp: temp, star: s}
	if err := write(f.create); err != nil {
		return err
	}
	if err := s.describe(f.create); err != nil {
		return err
	}
	if err := os.Chmod(temp, 0o755); err != nil {
		return diskFault(dir, err)
	}
	return f.swap(there)
}

// describe writes the data dictionary for people and for programs.
func (s *Star) describe(create func(name string) (io.WriteCloser, error)) error {
	for name, write := range map[string]func(io.Writer, lang.Language) error{CatalogueName + ".md": s.WriteDictionary, CatalogueName + ".json": s.WriteDictionaryJSON} {
		out, err := create(name)
		if err != nil {
			return err
		}
		if err := errors.Join(write(out, s.Language), out.Close()); err != nil {
			return err
		}
	}
	return nil
}

// folder is a folder while it is written.
type folder struct {
	dir, temp string
	star      *Star
	files     []string
}

func (f *folder) create(name string) (io.WriteCloser, error) {
	if slices.Contains(f.files, name) {
		return nil, errors.New(name + " is written twice")
	}
	f.files = append(f.files, name)
	if err := f.list(); err != nil {
		return nil, err
	}
	path := filepath.Join(f.temp, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, diskFault(f.dir, err)
	}
	out, err := os.Create(path)
	if err != nil {
		return nil, diskFault(f.dir, err)
	}
	return &file{out, f.dir}, nil
}

// list writes down what the folder holds. It is done before a file is there: of what a run
// leaves that is killed the next one can tell that it is an export's.
func (f *folder) list() error {
	text, err := json.MarshalIndent(contents{f.star.Commit, f.star.Schema, slices.Sorted(slices.Values(f.files))}, "", "  ")
	if err != nil {
		return err
	}
	name := filepath.Join(f.temp, contentsName)
	err = os.WriteFile(name+contentsNew, append(text, '\n'), 0o644)
	if err == nil {
		err = os.Rename(name+contentsNew, name)
	}
	if err != nil {
		return diskFault(f.dir, err)
	}
	return nil
}

// swap puts the new folder in the old one's place: at once where the system can do that.
// Elsewhere the old one is moved aside first, and comes back if that is as far as it goes.
func (f *folder) swap(there bool) error {
	if !there {
		if err := os.Rename(f.temp, f.dir); err != nil {
			return diskFault(f.dir, err)
		}
		return nil
	}
	if exchange(f.temp, f.dir) == nil {
		if err := os.RemoveAll(f.temp); err != nil {
			return diskFault(f.temp, err)
		}
		return nil
	}
	return f.swapInSteps()
}

func (f *folder) swapInSteps() error {
	old := f.temp + oldEnding
	if err := os.Rename(f.dir, old); err != nil {
		return diskFault(f.dir, err)
	}
	if err := os.Rename(f.temp, f.dir); err != nil {
		return diskFault(f.dir, errors.Join(err, os.Rename(old, f.dir)))
	}
	if err := os.RemoveAll(old); err != nil {
		return diskFault(old, err)
	}
	return nil
}

// file is a file that is on the disk when it is closed, and whose failures have words.
type file struct {
	*os.File
	dir string
}

func (f *file) Write(p []byte) (int, error) {
	n, err := f.File.Write(p)
	if err != nil {
		err = diskFault(f.dir, err)
	}
	return n, err
}

func (f *file) Close() error {
	if err := errors.Join(f.Sync(), f.File.Close()); err != nil {
		return diskFault(f.dir, err)
	}
	return nil
}

// Replaceable tells whether a folder is there, and refuses one that holds anything that no
// export has written. It can be asked before long work is begun.
func Replaceable(dir string) (there bool, err error) {
	refuse := func(name string) error {
		return &Fault{
			Message: lang.T("mappen %s har redan något som ingen export har skrivit: %s", "the folder %s has something already that no export has written: %s", dir, name),
			Usage:   true,
			Hint:    lang.T("Välj en annan mapp, eller flytta det som ligger där. Bara det som en tidigare export har skrivit ersätts.", "Choose another folder, or move what lies there. Only what an earlier export has written is replaced."),
		}
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, diskFault(dir, err)
	case !info.IsDir():
		return false, refuse(filepath.Base(dir))
	}
	var known contents
	if text, err := os.ReadFile(filepath.Join(dir, contentsName)); err == nil && json.Unmarshal(text, &known) == nil {
		known.Files = append(known.Files, contentsName, contentsName+contentsNew)
	}
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return diskFault(dir, err)
		}
		if !entry.IsDir() && !slices.Contains(known.Files, name) {
			return refuse(name)
		}
		return nil
	})
	return true, err
}
