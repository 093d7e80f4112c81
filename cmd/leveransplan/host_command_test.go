package main

import (
	"errors"
	"fmt"
	"os/exec"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// hostCommand is what persons do on the host, as a command of scripts.
type hostCommand struct {
	usage string // PERSON is a register id or an account (host.person), N a request
	least int    // how many arguments it takes
	most  int
	// run does it. The error is that GitHub refuses, or has nothing to show; a script that
	// wants just that writes "!" before the command.
	run func(*host, []string) error
}

const many = 99 // more than anybody writes

var hostCommands = map[string]hostCommand{
	"host":     {"", 0, 0, (*host).start},
	"clock":    {"2026-12-20[T00:05]", 1, 1, (*host).clock},
	"checkout": {"main|N", 1, 1, (*host).switchTo},

	"propose":   {"BRANCH PERSON", 2, 2, (*host).propose},
	"push":      {"N PERSON", 2, 2, (*host).push},
	"pushmain":  {"PERSON", 1, 1, (*host).pushMain},
	"forcepush": {"N PERSON", 2, 2, (*host).forcePush},
	"update":    {"N PERSON", 2, 2, (*host).update},

	"approve": {"N PERSON...", 2, many, (*host).approve},
	"review":  {"N PERSON APPROVED|CHANGES_REQUESTED|COMMENTED [BODY]", 3, 4, (*host).review},
	"dismiss": {"N PERSON BY", 3, 3, (*host).dismiss},
	"say":     {"N PERSON TEXT", 3, 3, (*host).say},

	"merge":    {"N PERSON [merge|squash|rebase]", 2, 3, (*host).merge},
	"overrule": {"N PERSON [merge|squash|rebase]", 2, 3, (*host).overrule},
	"close":    {"N PERSON", 2, 2, (*host).decline},

	"gitserver": {"", 0, 0, (*host).serveGit},
	"commit":    {"VARIABLE main|N", 2, 2, (*host).nameCommit},
	"recordkey": {"FILE FROM", 2, 2, (*host).recordKey},
	"records":   {"", 0, 0, (*host).records},
	"scribble":  {"VARIABLE", 1, 1, (*host).scribble},

	"queue": {"PERSON N...", 2, many, (*host).queue},
	"leave": {"PERSON N...", 2, many, (*host).leave},

	"event":   {eventUsage, 2, 4, (*host).event},
	"comment": {"N", 1, 1, (*host).comment},
	"status":  {"N", 1, 1, (*host).status},
}

// scriptCommands are all commands of the scripts beside testscript's own.
func scriptCommands() map[string]func(*testscript.TestScript, bool, []string) {
	out := map[string]func(*testscript.TestScript, bool, []string){"replace": replace, "exits": exits, "demo": demonstrate, "workbook": workbook}
	for name, c := range hostCommands {
		out[name] = func(ts *testscript.TestScript, neg bool, args []string) {
			if len(args) < c.least || len(args) > c.most {
				ts.Fatalf("usage: %s %s", name, c.usage)
			}
			h := ts.Value(hostKey{}).(*host)
			if h.ts = ts; (h.Server == nil) != (name == "host") {
				ts.Fatalf("a script starts its host once, with host")
			}
			switch err := c.run(h, args); {
			case neg && err == nil:
				ts.Fatalf("done, and not refused")
			case !neg:
				ts.Check(err)
			}
			ts.Setenv(hostClock, h.Now().Format(time.RFC3339))
		}
	}
	return out
}

// exits runs a program and wants an exit code: exits 1 leveransplan gate --pr 1.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT...]")
	}
	err := ts.Exec(args[1], args[2:]...)
	var ended *exec.ExitError
	switch {
	case err == nil && args[0] == "0":
	case errors.As(err, &ended) && fmt.Sprint(ended.ExitCode()) == args[0]:
	default:
		ts.Fatalf("not exit code %s: %v", args[0], err)
	}
}
