package main

import (
	"os"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/leveransplan/leveransplan/internal/testing/demo"
)

// demonstrate writes the demonstration history into a folder: demo DIR.
func demonstrate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: demo DIR")
	}
	history, err := demo.Write(ts.MkAbs(args[0]), demo.Options{Sample: os.DirFS("../..")})
	ts.Check(err)
	ts.Setenv("BYPASS", history.Bypass.Commit())
	ts.Setenv("EXPIRED", history.Expired.Commit())
}
