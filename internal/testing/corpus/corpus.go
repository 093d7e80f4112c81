// Package corpus makes plans trees of any size: an invented region that scales like a
// nation, with hospitals, providers, agreements and fields growing with the number of its
// plans. A tree passes the check without an error or a warning: every sum adds up, every
// reference is there and every day lies where the routine wants it. One number and one
// seed always give the same bytes.
//
// The trees are what benchmarks run on and what tests break on purpose: a tree with one
// known fault has to give its finding, and nothing else.
package corpus

import (
	"os"
	"path/filepath"
	"testing/fstest"

	"github.com/leveransplan/leveransplan/internal/calendar"
)

// AsOf is the day on which the trees are judged, which their setting granskningsdag
// names too: 2026 is running, 2027 is being drawn up.
var AsOf = calendar.Date(2026, 11, 21)

// Most is the largest number of plans that a tree can have. Beyond it the registers, of
// which there is one each, would outgrow what the check reads.
const Most = 200_000

// New makes a tree with n plans in memory, n from 1 to [Most].
func New(n int, seed uint64) fstest.MapFS {
	return build(n, seed).tree()
}

func (r *region) tree() fstest.MapFS {
	tree := fstest.MapFS{}
	r.write(func(name string, text []byte) error {
		tree[name] = &fstest.MapFile{Data: text, Mode: 0o644}
		return nil
	})
	return tree
}

// Write makes the same tree as [New] and writes it below a folder, which is made where
// it does not exist. It never holds more than one file's text.
func Write(dir string, n int, seed uint64) error {
	made := map[string]bool{}
	return build(n, seed).write(func(name string, text []byte) error {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if folder := filepath.Dir(path); !made[folder] {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				return err
			}
			made[folder] = true
		}
		return os.WriteFile(path, text, 0o644)
	})
}
