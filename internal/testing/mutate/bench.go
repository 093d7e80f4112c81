package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// bench is where faults are tried: test binaries built from the source with an overlay
// laid over it.
type bench struct {
	root, scratch string
	overlay       map[string]string // file in the source, or beside it: file to take instead
	healthy       map[test]bool     // tests that pass when no fault is active
	whole         bool              // what a rule's own tests let pass meets all tests of the rules
}

// test is a part of a package's tests: a folder, and what -test.run gets.
type test struct{ folder, run string }

// longest is how long a test may run: a fault can make a loop endless.
const longest = 5 * time.Minute

// switchFile names the active fault; the binaries read it when they start. A file also
// reaches the programs that a test starts with an environment of their own.
func (b *bench) switchFile() string { return filepath.Join(b.scratch, "active") }

// lay replaces a source file by a text for the builds to come. The path is relative to
// the module and need not exist.
func (b *bench) lay(path, text string) error {
	name := filepath.Join(b.scratch, strings.ReplaceAll(path, "/", "-"))
	if b.overlay == nil {
		b.overlay = map[string]string{}
	}
	b.overlay[filepath.Join(b.root, filepath.FromSlash(path))] = name
	return os.WriteFile(name, []byte(text), 0o644)
}

// laySwitch gives a package the names by which its changed code asks for the active
// fault: activeFault, and activeNumber where that is one.
func (b *bench) laySwitch(folder string) error {
	return b.lay(folder+"/active_fault.go", fmt.Sprintf(`package %s

import (
	"os"
	"strconv"
)

var activeFault = func() string {
	text, err := os.ReadFile(%q)
	if err != nil {
		panic(err)
	}
	return string(text)
}()

var activeNumber, _ = strconv.Atoi(activeFault)
`, filepath.Base(folder), b.switchFile()))
}

// build compiles the tests of the folders.
func (b *bench) build(folders ...string) error {
	if err := b.activate(""); err != nil {
		return err
	}
	text, err := json.Marshal(map[string]any{"Replace": b.overlay})
	if err != nil {
		return err
	}
	overlay := filepath.Join(b.scratch, "overlay.json")
	if err := os.WriteFile(overlay, text, 0o644); err != nil {
		return err
	}
	for _, folder := range folders {
		cmd := exec.Command("go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", b.binary(folder), "./"+folder)
		cmd.Dir = b.root
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("building the tests of %s: %w\n%s", folder, err, out)
		}
	}
	return nil
}

func (b *bench) binary(folder string) string {
	return filepath.Join(b.scratch, strings.ReplaceAll(folder, "/", "-")+".test")
}

func (b *bench) activate(fault string) error {
	return os.WriteFile(b.switchFile(), []byte(fault), 0o644)
}

// found tells whether a test fails under a fault. A test that fails without any fault can't
// judge: that is an error. One that has nothing to run finds nothing.
func (b *bench) found(fault string, t test) (bool, error) {
	if !b.healthy[t] {
		out, failed, err := b.try("", t)
		switch {
		case err != nil:
			return false, err
		case failed:
			return false, fmt.Errorf("%s %s fails without a fault:\n%s", t.folder, t.run, out)
		case strings.Contains(out, "no tests to run"):
			return false, nil
		}
		b.healthy[t] = true
	}
	_, failed, err := b.try(fault, t)
	return failed, err
}

func (b *bench) try(fault string, t test) (out string, failed bool, err error) {
	if err := b.activate(fault); err != nil {
		return "", false, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	cmd := exec.CommandContext(ctx, b.binary(t.folder), "-test.failfast", "-test.run", t.run)
	cmd.Dir = filepath.Join(b.root, filepath.FromSlash(t.folder))
	text, err := cmd.CombinedOutput()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		return string(text), true, nil
	}
	return string(text), false, err
}
