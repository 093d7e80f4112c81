package check

import (
	"io/fs"
	"time"
)

// folder is a folder of an overlay, as its own entry and description.
type folder string

func (f folder) Name() string               { return string(f) }
func (f folder) IsDir() bool                { return true }
func (f folder) Type() fs.FileMode          { return fs.ModeDir }
func (f folder) Info() (fs.FileInfo, error) { return f, nil }
func (f folder) Size() int64                { return 0 }
func (f folder) Mode() fs.FileMode          { return fs.ModeDir | 0o755 }
func (f folder) ModTime() time.Time         { return time.Time{} }
func (f folder) Sys() any                   { return nil }
