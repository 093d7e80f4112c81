// Package longline writes a repository with a history of any length, for measuring: main,
// where each commit periodises one plan anew, and the branch of records, where each of these
// decisions has a signed record of who agreed to it. Everybody agreed who had to, so that an
// audit finds nothing. The other history that it writes is one where nobody did: each commit
// went past the gate and broke rules.
//
// The same options always give the same commits. The key that signs is known to everybody.
package longline

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/routine"
)

// Options say how long a history there is to be.
type Options struct {
	Git string // the program
	// Plans are what the history begins with; the number names them.
	Plans func(n int) fstest.MapFS
	Size  int // of Plans
	// Commits are those of main after the first one; a fourth of them are merges.
	Commits int
	// Broken asks for the history that went past the gate: no decision has a record, and each
	// breaks five rules or more.
	Broken bool
}

// first and last are the days on which the decisions are made: later than all that stands in
// the documents, and before the routine's last day.
var (
	first = calendar.Date(2026, 11, 23)
	last  = calendar.Date(2026, 12, 17)
)

// Write makes a repository in a folder, without working files. What an earlier call with the same options has
// made there, by the same rules, is left as it is; else the folder is to be empty or not there.
func Write(dir string, o Options) error {
	mark := filepath.Join(dir, ".git", "longline")
	is := fmt.Sprintf("%d %d %t %s\n", o.Size, o.Commits, o.Broken, routine.RulesHash())
	if was, err := os.ReadFile(mark); err == nil && string(was) == is {
		return nil
	}
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		return err
	}
	w := &writer{Options: o, dir: dir, zone: zone}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := w.git(nil, "init", "-q", "-b", "main"); err != nil {
		return err
	}
	if err := w.main(); err != nil {
		return err
	}
	if !o.Broken {
		if err := w.records(); err != nil {
			return err
		}
	}
	for _, branch := range []string{"main", record.Branch} {
		if branch == record.Branch && o.Broken {
			break
		}
		if err := w.git(nil, "update-ref", End(branch), "refs/heads/"+branch); err != nil {
			return err
		}
	}
	return os.WriteFile(mark, []byte(is), 0o644)
}

// End names the last commit of a branch, wherever the branch itself has been put since.
func End(branch string) string { return "refs/longline/" + branch }

// writer makes a history.
type writer struct {
	Options
	dir  string
	zone *time.Location
}

// at is when a step is made. The first commit is step 0.
func (w *writer) at(step int) time.Time {
	year, month, day := first.Parts()
	begin := time.Date(year, month, day, 12, 0, 0, 0, w.zone)
	span := time.Duration(last-first) * 24 * time.Hour
	return begin.Add((span / time.Duration(w.Commits+1) * time.Duration(step)).Truncate(time.Second))
}

// day is the day of a step.
func (w *writer) day(step int) calendar.Day { return calendar.FromTime(w.at(step).In(w.zone)) }

// byMerge tells that a step is a merge of a branch; the others are squashed.
func byMerge(step int) bool { return step%4 == 0 }

// main writes main, and for each merge the commit that it merges.
func (w *writer) main() error {
	files := w.Plans(w.Size)
	sign(files)
	plans, err := w.suitable(files)
	if err != nil {
		return err
	}
	in := newImport()
	in.commit("main", "", gate, w.at(0), "Planerna som de gäller")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !files[name].Mode.IsDir() {
			in.file(name, string(files[name].Data))
		}
	}
	for step := 1; step <= w.Commits; step++ {
		p := plans[step*7919%len(plans)]
		text := p.next(w.day(step), w.Broken)
		switch {
		case w.Broken:
			in.commit("main", "", person{"någon", "nagon@example.org"}, w.at(step), "Ändra "+p.id)
		case byMerge(step):
			in.commit("andring", "refs/heads/main", person{p.id, "plan@example.org"}, w.at(step).Add(-time.Second), "Ändra "+p.id)
			in.file(p.file, text)
			in.commit("main", "", gate, w.at(step), fmt.Sprintf("Merge pull request #%d from vgr/andring-%d", step, step))
			in.merge("andring")
		default:
			in.commit("main", "", gate, w.at(step), fmt.Sprintf("Ändra %s (#%d)", p.id, step))
		}
		in.file(p.file, text)
	}
	in.drop("andring")
	return w.git(in.reader(), "fast-import", "--quiet", "--done")
}

const rolePath = "plans/register/roller.yaml"

// sign has the role register name the key that signs records.
func sign(files fstest.MapFS) {
	f := files[rolePath]
	if strings.Contains(string(f.Data), "protokollnycklar:") {
		panic("longline: the plans have keys of their own")
	}
	f.Data = fmt.Appendf(f.Data, "protokollnycklar:\n  - {nyckel: %q, fran: %s}\n", signer().Public(), first)
}
