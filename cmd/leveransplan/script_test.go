package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts start the program some nine hundred times, each time for so little that a third
// of it would go to collecting garbage.
func TestMain(m *testing.M) {
	debug.SetGCPercent(400)
	testscript.Main(m, map[string]func(){"leveransplan": func() { os.Exit(byTheHostsClock()) }})
}

// Each script is one story as a user would live it, run with the real program. The sample
// region stands in $WORK/region, to be spoiled. The command host puts it on a GitHub of the
// script's own, where persons then propose, review and merge.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "")
			newHost(env)
			return copyTree("../../plans", filepath.Join(env.WorkDir, "region", "plans"))
		},
		Cmds: scriptCommands(),
	})
}

// replace changes a text that stands exactly once in a file: replace FILE OLD NEW. Either
// text may be @NAME: the text of that file.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	name := ts.MkAbs(args[0])
	written := func(arg string) string {
		if from, ok := strings.CutPrefix(arg, "@"); ok && !strings.HasPrefix(from, "@") {
			return ts.ReadFile(from)
		}
		return arg
	}
	text := ts.ReadFile(args[0])
	fresh, n := replaceOnce(text, written(args[1]), written(args[2]))
	if n != 1 {
		ts.Fatalf("%q stands %d times in %s", args[1], n, args[0])
	}
	ts.Check(os.WriteFile(name, []byte(fresh), 0o644))
}

func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}
