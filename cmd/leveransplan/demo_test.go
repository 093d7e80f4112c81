package main

import (
	"os"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/leveransplan/leveransplan/internal/testing/demo"
)

// demonstrate writes the demonstration history, or some weeks of it, into a folder:
// demo DIR [short].
func demonstrate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 && (len(args) != 2 || args[1] != "short") {
		ts.Fatalf("usage: demo DIR [short]")
	}
	o := demo.Options{Sample: os.DirFS("../..")}
	if len(args) == 2 {
		o = demo.Short(o.Sample)
	}
	history, err := demo.Write(ts.MkAbs(args[0]), o)
	ts.Check(err)
	ts.Setenv("BYPASS", history.Bypass.Commit())
	ts.Setenv("EXPIRED", history.Expired.Commit())
}
