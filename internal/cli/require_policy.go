package cli

import (
	"errors"
	"io/fs"
	"path"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// policyOf takes the policy from main as it is now. It stands in registers and settings,
// which have fixed places, so that nothing else is read.
func policyOf(r *request, opt check.Options) (approval.Policy, error) {
	base, err := check.Load(registersOf(r.Base), opt.Schemas)
	if broken := r.fault(); broken != nil {
		return approval.Policy{}, broken
	}
	switch {
	case errors.Is(err, check.ErrNoPlans), errors.Is(err, check.ErrNoDocuments):
		base = &check.Loaded{Set: plan.NewSet(nil, nil)}
	case err != nil:
		return approval.Policy{}, fault(lang.T("registren i basen gick inte att läsa: %v", "the registers of the base could not be read: %v", err), lang.Text{})
	}
	return routine.Policy(base.Set, policyDay(base.Set, opt)), nil
}

// policyDay is the day asked for, else the repository's own, else today.
func policyDay(set *plan.Set, opt check.Options) calendar.Day {
	switch {
	case !opt.AsOf.IsZero():
		return opt.AsOf
	case set.Installningar.Granskningsdag.Set:
		return set.Installningar.Granskningsdag.V
	}
	return opt.Today
}

// registers is a tree that shows nothing but the documents with fixed places.
type registers struct {
	fs.FS
	shown map[string]bool
}

func registersOf(tree fs.FS) registers {
	r := registers{tree, map[string]bool{".": true}}
	for _, name := range plan.FixedPaths {
		for ; name != "."; name = path.Dir(name) {
			r.shown[name] = true
		}
	}
	return r
}

// Open opens a file that is shown.
func (r registers) Open(name string) (fs.File, error) {
	if !r.shown[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return r.FS.Open(name)
}

// Stat describes a file that is shown.
func (r registers) Stat(name string) (fs.FileInfo, error) {
	if !r.shown[name] {
		return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
	}
	return fs.Stat(r.FS, name)
}

// ReadFile reads a file that is shown.
func (r registers) ReadFile(name string) ([]byte, error) {
	if !r.shown[name] {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return fs.ReadFile(r.FS, name)
}

// ReadDir lists what is shown of a folder.
func (r registers) ReadDir(name string) ([]fs.DirEntry, error) {
	if !r.shown[name] {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	all, err := fs.ReadDir(r.FS, name)
	var out []fs.DirEntry
	for _, e := range all {
		if r.shown[path.Join(name, e.Name())] {
			out = append(out, e)
		}
	}
	return out, err
}
