// Command mutate breaks the rules on purpose and sees whether the tests notice. A fault
// that no test finds is printed: either a scenario is missing, or the code makes no
// difference there.
//
//	go run ./internal/testing/mutate            every rule is switched off in turn
//	go run ./internal/testing/mutate -finer     every condition of every rule is changed
//	go run ./internal/testing/mutate -only P5   the rules, or files, that fit the pattern
//	… -finer -whole -only p204                  survivors meet the tests of all rules
//
// It is run by hand (.ci/mutate): it takes minutes, and what a survivor means is for
// somebody to judge. All faults of a run are compiled into one set of test binaries
// through go's overlay, behind a switch that lives outside the source: a file that names
// the one fault that is active. The product has no such switch.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

func main() {
	finer := flag.Bool("finer", false, "change the conditions of the rules instead of switching rules off")
	whole := flag.Bool("whole", false, "with -finer: what a rule's own tests let pass meets those of all rules (slow)")
	only := flag.String("only", "", "a regular expression: only the rules (with -finer: files) that it fits")
	flag.Parse()
	survivors, err := run(*finer, *whole, *only)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(3)
	}
	if survivors > 0 && !*finer {
		os.Exit(1)
	}
}

// run carries out one of the two levels and returns how many faults no test has found.
func run(finer, whole bool, only string) (survivors int, err error) {
	fits, err := regexp.Compile(only)
	if err != nil {
		return 0, err
	}
	root, err := moduleRoot()
	if err != nil {
		return 0, err
	}
	scratch, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(scratch)
	b := &bench{root: root, scratch: scratch, healthy: map[test]bool{}, whole: whole}
	if finer {
		return b.changeConditions(fits)
	}
	return b.switchOff(fits)
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
