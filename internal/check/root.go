package check

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/rules"
)

// stands tells what stands at a path of a tree. Nil is nothing, as where something on the way
// there is no folder: what that is gets its own finding.
func stands(tree fs.FS, name string) (fs.FileInfo, error) {
	for at := 0; ; at++ {
		next := strings.IndexByte(name[at:], '/')
		if next < 0 {
			break
		}
		at += next
		if info, err := described(tree, name[:at]); info == nil || !info.IsDir() {
			return nil, err
		}
	}
	return described(tree, name)
}

func described(tree fs.FS, name string) (fs.FileInfo, error) {
	info, err := fs.Stat(tree, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return info, err
}

// noFolder reports that something stands where the folder of the documents belongs. Such a
// tree holds no documents; false is a tree with the folder, or without anything there.
func noFolder(tree fs.FS) (diag.Diagnostic, bool) {
	info, err := described(tree, Root)
	switch {
	case err != nil || info == nil || info.IsDir():
		return diag.Diagnostic{}, false
	case info.Mode()&fs.ModeIrregular != 0:
		return submodule(Root), true
	case !info.Mode().IsRegular():
		return irregular(Root, info.Mode().Type()), true
	}
	return fileFinding(Root, rules.FileUnknown,
		lang.T("plans är en fil och ingen mapp: inga dokument läses", "plans is a file and no folder: no documents are read"),
		lang.T("Ta bort filen och lägg tillbaka mappen plans/ med dokumenten.", "Remove the file and put the folder plans/ with the documents back.")), true
}
