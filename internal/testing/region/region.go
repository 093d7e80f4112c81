// Package region holds the small region that tests start from: valid, with one of
// everything. A test changes what it is about and leaves the rest alone.
package region

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
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

// Movable is a plan of the region by weeks, from skas to siv, that [Moved] changes.
const Movable = "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml"

// Moved gives that plan's text with volume moved from week 6 to week 9, and the entry that
// says so. Vardgarantiservice and the representatives of skas and siv have to agree to it.
func Moved(text string, volume int) string {
	text = strings.Replace(text, "2027-W06: 2", fmt.Sprintf("2027-W06: %d", 2-volume), 1)
	text = strings.Replace(text, "2027-W08: 2", fmt.Sprintf("2027-W08: 2\n  2027-W09: %d", volume), 1)
	return strings.Replace(text, "andringar: []", `andringar:
  - nr: 1
    datum: 2026-11-20
    galler_fran: 2027-W06
    orsak: omperiodisering
    volym_fore: 6
    volym_efter: 6
    anmald_av: skas
    anmald_till: vardgarantiservice
    forankring: {roll: representant, organisation: skas, datum: 2026-11-18}
    motivering: Salar stängda i vecka 6
    avstamningar:
      - {part: skas, datum: 2026-11-18}
      - {part: siv, datum: 2026-11-19}`, 1)
}

// Worked gives the worked region that the repository itself holds, read from the folder that
// tests of a package in internal run in.
func Worked(t testing.TB) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	root := os.DirFS("../..")
	err := fs.WalkDir(root, "plans", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		out[name] = &fstest.MapFile{Data: text, Mode: 0o644}
		return err
	})
	if err != nil || len(out) < 200 {
		t.Fatalf("%d files: %v", len(out), err)
	}
	return out
}
