// Command make writes the demonstration history into a folder, for readers who want to look
// at it or to try commands on it.
//
//	go run ./internal/testing/demo/make DIR
//	git -C DIR reset --hard
//
// It is run from within this repository, whose sample plans it reads.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/leveransplan/leveransplan/internal/testing/demo"
)

func main() {
	short := flag.Bool("short", false, "some weeks of the history only")
	clean := flag.Bool("clean", false, "without the decisions that went another way")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "make: name the folder to write to")
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *short, *clean); err != nil {
		fmt.Fprintln(os.Stderr, "make:", err)
		os.Exit(3)
	}
}

func run(dir string, short, clean bool) error {
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	o := demo.Options{Sample: os.DirFS(root)}
	if short {
		o = demo.Short(o.Sample)
	}
	if clean {
		o = o.Clean()
	}
	h, err := demo.Write(dir, o)
	if err != nil {
		return err
	}
	fmt.Printf("%d decisions, %s to %s\n", len(h.Decisions), h.From, h.To)
	for name, d := range map[string]*demo.Decision{"past the gate": h.Bypass, "its follow-up": h.FollowUp, "role had ended": h.Expired} {
		if d != nil {
			fmt.Printf("%s: %s\n", name, d.Commit())
		}
	}
	return nil
}

// moduleRoot finds the folder of go.mod, from the working directory upwards.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", fmt.Errorf("no go.mod from here upwards")
		}
		dir = parent
	}
}
