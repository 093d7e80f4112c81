// Package pdf makes a page of package document into a PDF with tags for those who listen to it,
// by way of Chromium, and finds the verification code in such a file.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Browsers are the names that Chromium and its kin go by, the first to be tried first.
var Browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge"}

// Options say how a page is printed.
type Options struct {
	Browser string        // the program
	Time    time.Time     // the file's dates: equal pages and times give equal bytes with one browser
	Limit   time.Duration // how long the browser may take; zero: a minute
	// Root tells that the program runs as a user whom Chromium refuses its sandbox. The page runs
	// nothing and fetches nothing.
	Root bool
}

// What keeps a page from being printed.
var (
	ErrTime  = errors.New("the browser took too long")
	ErrNoPDF = errors.New("the browser made no PDF")
)

// Fault is why a browser made no PDF: an [ErrNoPDF] with what the browser had to say, which may
// be nothing.
type Fault struct {
	Said string
	err  error
}

func (f *Fault) Error() string { return f.err.Error() + ": " + f.Said }

func (f *Fault) Unwrap() error { return f.err }

// maxWords is how much of what a browser says is kept for a message.
const maxWords = 2000

// Print makes a page of HTML into a tagged PDF. When the context ends the browser is stopped,
// with everything that it has started, and nothing is left of it on disk.
func Print(ctx context.Context, page []byte, o Options) (file []byte, err error) {
	dir, err := os.MkdirTemp("", "lp-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, removed(dir)) }()
	if err := os.WriteFile(filepath.Join(dir, "page.html"), page, 0o600); err != nil {
		return nil, err
	}
	if o.Limit == 0 {
		o.Limit = time.Minute
	}
	file, words, err := run(ctx, dir, o)
	if errors.Is(err, ErrNoPDF) && !o.Root && strings.Contains(words, "sandbox") {
		o.Root = true // a container that has no sandbox to give
		file, words, err = run(ctx, dir, o)
	}
	switch {
	case errors.Is(err, ErrNoPDF):
		return nil, &Fault{words, err}
	case err != nil:
		return nil, err
	}
	return settle(file, o.Time), nil
}

// run has the browser print the page in a folder, and gives what it had to say.
func run(ctx context.Context, dir string, o Options) (file []byte, said string, err error) {
	limited, stop := context.WithTimeout(ctx, o.Limit)
	defer stop()
	source, target := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	var words tail
	cmd := exec.CommandContext(limited, o.Browser, arguments(dir, source, target, o)...)
	cmd.Stdout, cmd.Stderr = &words, &words
	cmd.Env = inFolder(cmd.Environ(), dir)
	cmd.WaitDelay = 2 * time.Second
	alone(cmd)
	err = cmd.Run()
	ended(cmd)
	switch {
	case ctx.Err() != nil:
		return nil, "", ctx.Err()
	case limited.Err() != nil:
		return nil, "", ErrTime
	case err != nil:
		return nil, words.String(), fmt.Errorf("%w (%w)", ErrNoPDF, err)
	}
	if file, err = os.ReadFile(target); err != nil || !bytes.HasPrefix(file, []byte("%PDF-")) {
		return nil, words.String(), ErrNoPDF
	}
	return file, "", nil
}

// longest is the longest path of a folder in which Chromium can open the socket that it wants:
// on some systems a socket's path has 104 characters at most.
const longest = 104 - len("/org.chromium.Chromium.a1B2c3/SingletonSocket") - 1

// inFolder has a program leave in a folder, which goes, what it would leave among the system's
// temporary files.
func inFolder(environment []string, dir string) []string {
	if len(dir) > longest {
		return environment
	}
	return append(environment, "TMPDIR="+dir, "TMP="+dir, "TEMP="+dir)
}

// arguments ask for a tagged file with an outline, and leave the browser no way out: what is
// not on disk is asked of a proxy that is not there.
func arguments(dir, source, target string, o Options) []string {
	out := []string{"--headless", "--disable-gpu", "--user-data-dir=" + filepath.Join(dir, "profile"), "--no-first-run", "--no-default-browser-check",
		"--disable-extensions", "--disable-sync", "--disable-default-apps", "--disable-component-update", "--disable-background-networking",
		"--disable-domain-reliability", "--disable-breakpad", "--disable-quic", "--disable-dev-shm-usage", "--metrics-recording-only",
		"--proxy-server=http://127.0.0.1:9", "--host-resolver-rules=MAP * ~NOTFOUND",
		"--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf", "--print-to-pdf=" + target}
	if o.Root {
		out = append(out, "--no-sandbox")
	}
	address := url.URL{Scheme: "file", Path: filepath.ToSlash(source)}
	return append(out, address.String())
}

// removed takes the folder away. What the browser has started may still be writing there for a
// moment.
func removed(dir string) (err error) {
	for wait := time.Millisecond; wait < time.Second; wait *= 2 {
		if err = os.RemoveAll(dir); err == nil {
			return nil
		}
		time.Sleep(wait)
	}
	return err
}

// tail keeps the end of what is written.
type tail struct{ text []byte }

func (t *tail) Write(text []byte) (int, error) {
	t.text = append(t.text, text...)
	if over := len(t.text) - maxWords; over > 0 {
		t.text = t.text[over:]
	}
	return len(text), nil
}

func (t *tail) String() string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(string(t.text), "")), " ")
}
