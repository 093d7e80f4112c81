package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/lock"
)

// siteList is the file in which a site's folder says which files are the site's. Its first
// line is siteForm; the last one tells that the run that wrote it came to its end.
const (
	siteList = ".leveransplan-site"
	siteForm = "leveransplan-site/1"
	siteDone = "end"
	siteTemp = ".leveransplan-tmp"
)

var (
	errForeignFolder = errors.New("the folder holds something else")
	errForeignFile   = errors.New("a file is in the way that is not the site's")
	errInTheWay      = errors.New("a link or a folder is in the way")
	errOddList       = errors.New(siteList + " can't be read")
)

// siteFolder is the folder of a site. Links in it lead nowhere outside. What it has not
// written itself, in this run or an earlier one, it neither changes nor removes.
type siteFolder struct {
	root  *os.Root
	force bool
	list  *os.File        // is written to before a new file is made
	own   map[string]bool // what earlier runs wrote
	now   map[string]bool // what this run has put
	whole bool            // the list is that of a run that came to its end

	unlock  func()
	folders map[string]*os.Root // that are open, by path
	old     []byte              // the text of the last file that was compared

	written, same, removed int
}

// openSiteFolder opens a folder, which is made where there is none.
func openSiteFolder(dir string, force bool) (_ *siteFolder, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	s := &siteFolder{root: root, force: force, own: map[string]bool{}, now: map[string]bool{}, folders: map[string]*os.Root{}}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	if s.unlock, err = lock.Folder(root); err != nil {
		return nil, err
	}
	if err := s.readList(); err != nil {
		return nil, s.inTheWay(siteList, err)
	}
	return s, nil
}

// inTheWay words an error at a file of the site: where it is a link or a file that stands in the
// place of a folder, or the like, that is what is wrong.
func (s *siteFolder) inTheWay(name string, err error) error {
	for at := name; at != "."; at = path.Dir(at) {
		info, wrong := s.root.Lstat(at)
		switch {
		case wrong != nil:
		case info.Mode()&fs.ModeSymlink != 0, at == name && !info.Mode().IsRegular(), at != name && !info.IsDir():
			return fmt.Errorf("%s: %w", at, errInTheWay)
		}
	}
	return fmt.Errorf("%s: %w", name, err)
}

// readList reads what earlier runs wrote, and puts right what one left that was killed.
func (s *siteFolder) readList() error {
	text, err := s.root.ReadFile(siteList)
	if errors.Is(err, fs.ErrNotExist) {
		return s.takeOver()
	}
	if err != nil {
		return err
	}
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	if lines[0] != siteForm {
		return errOddList
	}
	for _, line := range lines[1:] {
		if s.whole = line == siteDone; !s.whole && fs.ValidPath(line) && line != "." {
			s.own[line] = true
		}
	}
	if !s.whole {
		for name := range s.own {
			if err := s.root.Remove(name + siteTemp); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return err
			}
		}
	}
	return nil
}

// takeOver accepts a folder that no run has written to: an empty one, or any by force.
func (s *siteFolder) takeOver() error {
	if s.force {
		return nil
	}
	entries, err := fs.ReadDir(s.root.FS(), ".")
	if err == nil && len(entries) > 0 {
		err = errForeignFolder
	}
	return err
}

// put writes a file of the site where it is not there already, byte for byte. Whoever reads
// meanwhile sees the old file or the new one.
func (s *siteFolder) put(name string, text []byte) error {
	s.now[name] = true
	dir, base := path.Dir(name), path.Base(name)
	folder, err := s.open(dir)
	var there bool
	if err == nil {
		there, err = s.holds(folder, name, text)
	}
	switch {
	case err == nil && there:
		s.same++
		if s.own[name] {
			return nil
		}
		return s.note(name)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return s.inTheWay(name, err)
	}
	if err := s.note(name); err != nil {
		return err
	}
	if folder == nil {
		if err := s.root.MkdirAll(dir, 0o755); err != nil {
			return s.inTheWay(name, err)
		}
		if folder, err = s.open(dir); err != nil {
			return s.inTheWay(name, err)
		}
	}
	if err := folder.WriteFile(base+siteTemp, text, 0o644); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	s.written++
	if err := folder.Rename(base+siteTemp, base); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// open opens a folder of the site and holds it open: thousands of files stand in the same few.
func (s *siteFolder) open(dir string) (*os.Root, error) {
	if open := s.folders[dir]; open != nil {
		return open, nil
	}
	open, err := s.root.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	s.folders[dir] = open
	return open, nil
}

// holds tells that a file is there with a text. What is there otherwise has to be the site's.
func (s *siteFolder) holds(folder *os.Root, name string, text []byte) (bool, error) {
	base := path.Base(name)
	info, err := folder.Lstat(base)
	switch {
	case err != nil:
		return false, err
	case !s.own[name] && !s.force, !info.Mode().IsRegular():
		return false, errForeignFile
	case info.Size() != int64(len(text)):
		return false, nil
	}
	file, err := folder.Open(base)
	if err != nil {
		return false, err
	}
	defer file.Close()
	s.old = slices.Grow(s.old[:0], len(text))[:len(text)]
	if _, err := io.ReadFull(file, s.old); err != nil {
		return false, err
	}
	return bytes.Equal(s.old, text), nil
}

// note says in the list that a file is the site's, before it is there: a run that is killed
// leaves nothing that nobody knows of.
func (s *siteFolder) note(name string) error {
	if s.list == nil {
		if err := s.relist(s.own, false); err != nil {
			return err
		}
		var err error
		if s.list, err = s.root.OpenFile(siteList, os.O_WRONLY|os.O_APPEND, 0); err != nil {
			return err
		}
	}
	if s.own[name] {
		return nil
	}
	s.own[name] = true
	_, err := s.list.WriteString(name + "\n")
	return err
}

// relist writes the list anew, whole or not at all.
func (s *siteFolder) relist(names map[string]bool, done bool) error {
	file, err := s.root.OpenFile(siteList+siteTemp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return err
	}
	err = s.lines(file, names, done)
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return s.root.Rename(siteList+siteTemp, siteList)
}

func (s *siteFolder) lines(to *os.File, names map[string]bool, done bool) error {
	b := bufio.NewWriter(to)
	fmt.Fprintln(b, siteForm)
	for _, name := range sortedKeys(names) {
		fmt.Fprintln(b, name)
	}
	if done {
		fmt.Fprintln(b, siteDone)
	}
	return b.Flush()
}

func sortedKeys(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for name := range m {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// finish removes what is the site's no more, folders that are left empty too, and writes the
// list anew.
func (s *siteFolder) finish() error {
	for _, name := range sortedKeys(s.own) {
		if s.now[name] {
			continue
		}
		err := s.root.Remove(name)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err == nil {
			s.removed++
		}
		for at := path.Dir(name); at != "."; at = path.Dir(at) {
			if s.root.Remove(at) != nil {
				break // it holds something
			}
		}
	}
	if s.list == nil && s.removed == 0 && s.whole {
		return nil
	}
	return s.relist(s.now, true)
}

// Close releases the folder.
func (s *siteFolder) Close() {
	if s.list != nil {
		s.list.Close()
	}
	for _, f := range s.folders {
		f.Close()
	}
	if s.unlock != nil {
		s.unlock()
	}
	s.root.Close()
}

// siteFault words why a site could not be written.
func siteFault(err error, dir string) error {
	other := lang.T("Välj en tom mapp, eller skriv --force om filerna i den får skrivas över.", "Choose an empty folder, or write --force if the files in it may be written over.")
	switch {
	case errors.Is(err, errForeignFolder):
		return usage(lang.T("mappen %s innehåller annat än en webbplats härifrån", "the folder %s holds something else than a site from here", dir), other)
	case errors.Is(err, errForeignFile):
		return usage(lang.T("i mappen %s står redan en annan fil: %s", "in the folder %s another file is in the way: %s", dir, strings.TrimSuffix(err.Error(), ": "+errForeignFile.Error())), other)
	case errors.Is(err, errInTheWay):
		return usage(lang.T("i mappen %s är %s i vägen: det är en länk, eller en fil där en mapp ska vara", "in the folder %s, %s is in the way: it is a link, or a file where a folder ought to be", dir, strings.TrimSuffix(err.Error(), ": "+errInTheWay.Error())),
			lang.T("Ta bort den, eller välj en annan mapp.", "Remove it, or choose another folder."))
	case errors.Is(err, lock.ErrBusy):
		return fault(lang.T("en annan körning skriver till %s just nu", "another run is writing to %s at the moment", dir), lang.T("Vänta tills den är klar, eller välj en annan mapp.", "Wait until it is done, or choose another folder."))
	case errors.Is(err, errOddList):
		return fault(lang.T("%s/%s säger inte vilka filer som är webbplatsens", "%s/%s does not tell which files are the site's", dir, siteList), lang.T("Välj en tom mapp, eller ta bort filen och skriv --force.", "Choose an empty folder, or remove the file and write --force."))
	}
	if f := (*failure)(nil); errors.As(err, &f) {
		return err
	}
	return fault(lang.T("webbplatsen gick inte att skriva: %s", "the site could not be written: %s", because(err)), lang.Text{})
}
