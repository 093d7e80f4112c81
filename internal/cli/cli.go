// Package cli is the command line: the one place where the clock, the environment and the
// streams of the process enter, and the only one that chooses an exit code.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	_ "time/tzdata" // the day is Stockholm's on every machine, also where no zone files are installed

	"golang.org/x/term"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/parallel"
)

// The exit codes. A fault is never a pass.
const (
	exitOK       = 0 // nothing wrong
	exitFindings = 1 // an error was found; with --strict also a warning
	exitUsage    = 2 // the command was written wrongly
	exitFault    = 3 // the job could not be done
)

// Env is everything of the world that a command may see.
type Env struct {
	Args     []string // without the program's name
	Stdin    io.Reader
	Stdout   io.Writer
	Stderr   io.Writer
	Now      func() time.Time
	Getenv   func(string) string
	Dir      string // the working directory
	Terminal bool   // Stdout is a terminal
	// ErrTerminal tells that Stderr is one, on which progress can be shown.
	ErrTerminal bool
	// InTerminal tells that somebody sits at Stdin who can be asked.
	InTerminal bool
	// Interrupts lets the run know when somebody asks the program to end: what it is given tells
	// whether the work under way will come to an end by itself. Nil: nobody asks.
	Interrupts func(interrupt func() (obeyed bool))
}

// Main runs the program in the process's own environment and returns its exit code.
func Main() int {
	asked := signals()
	dir, err := os.Getwd()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return exitFault
	}
	return Run(Env{
		Args: os.Args[1:], Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now, Getenv: os.Getenv, Dir: dir,
		Terminal: term.IsTerminal(int(os.Stdout.Fd())), ErrTerminal: term.IsTerminal(int(os.Stderr.Fd())),
		InTerminal: term.IsTerminal(int(os.Stdin.Fd())), Interrupts: asked,
	})
}

// Run carries out one command. A panic is a fault like any other: it is reported and
// never looks like a pass.
func Run(env Env) (code int) {
	a := &app{env: env}
	defer func() {
		if r := recover(); r != nil {
			fmt.Fprintln(env.Stderr, a.say(lang.T("leveransplan: internt fel: %v", "leveransplan: internal error: %v", r)))
			stack := debug.Stack()
			if p, there := r.(*parallel.Panic); there {
				stack = p.Stack
			}
			env.Stderr.Write(stack)
			code = exitFault
		}
	}()
	a.lang = a.language(env.Args)
	if env.Interrupts != nil {
		env.Interrupts(a.interrupt)
	}
	root := a.root()
	root.SetArgs(env.Args)
	err := root.Execute()
	var failed *failure
	switch {
	case err == nil:
		return a.code
	case errors.As(err, &failed):
		fmt.Fprintln(env.Stderr, "leveransplan: "+shown(a.say(failed.text)))
		if hint := a.say(failed.hint); hint != "" {
			fmt.Fprintln(env.Stderr, "  "+shown(hint))
		}
		return failed.code
	}
	fmt.Fprintln(env.Stderr, "leveransplan: "+shown(a.say(usageText(err))))
	fmt.Fprintln(env.Stderr, "  "+a.say(lang.T("leveransplan --help visar kommandon och flaggor.", "leveransplan --help lists commands and flags.")))
	return exitUsage
}

// app is one run of the program.
type app struct {
	env  Env
	lang lang.Language
	code int

	interrupts interrupts

	langFlag string
	dirFlag  string
}

func (a *app) say(t lang.Text) string { return t.In(a.lang) }

// failure is an error that ends the command, in the reader's words.
type failure struct {
	code       int
	text, hint lang.Text
}

func (f *failure) Error() string { return f.text.In(lang.EN) }

func usage(text, hint lang.Text) error { return &failure{code: exitUsage, text: text, hint: hint} }

func fault(text, hint lang.Text) error { return &failure{code: exitFault, text: text, hint: hint} }
