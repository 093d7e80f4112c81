// Package region holds the small region that tests start from: valid, with one of
// everything. A test changes what it is about and leaves the rest alone.
package region

import (
	"embed"
	"io/fs"
	"testing/fstest"
)

//go:embed plans
var files embed.FS

// Files gives the region's files, by path. The map is the caller's to change; the files
// in it are not.
func Files() fstest.MapFS {
	out := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := files.ReadFile(name)
		out[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		panic(err) // embedded files can be read
	}
	return out
}
