package longline

import (
	"bytes"
	"fmt"
	"io"
	"os/exec"
	"time"
)

// person is whom a commit names.
type person struct{ name, address string }

// gate is who commits what is merged on the host's pages.
var gate = person{"GitHub", "noreply@github.com"}

func (p person) line(at time.Time) string {
	return fmt.Sprintf("%s <%s> %d +0100", p.name, p.address, at.Unix())
}

// stream is what git fast-import reads.
type stream struct{ bytes.Buffer }

func newImport() *stream { return &stream{} }

func (s *stream) data(text string) { fmt.Fprintf(s, "data %d\n%s\n", len(text), text) }

func (s *stream) commit(branch, from string, by person, at time.Time, message string) {
	fmt.Fprintf(s, "commit refs/heads/%s\nauthor %s\ncommitter %s\n", branch, by.line(at), by.line(at))
	s.data(message + "\n")
	if from != "" {
		fmt.Fprintf(s, "from %s\n", from)
	}
}

func (s *stream) merge(branch string) { fmt.Fprintf(s, "merge refs/heads/%s\n", branch) }

func (s *stream) file(name, text string) {
	fmt.Fprintf(s, "M 100644 inline %s\n", name)
	s.data(text)
}

// drop makes fast-import forget a branch.
func (s *stream) drop(branch string) {
	fmt.Fprintf(s, "reset refs/heads/%s\nfrom 0000000000000000000000000000000000000000\n\n", branch)
}

func (s *stream) reader() io.Reader {
	s.WriteString("done\n")
	return s
}

// git runs git in the repository.
func (w *writer) git(in io.Reader, args ...string) error {
	_, err := w.output(in, args...)
	return err
}

func (w *writer) output(in io.Reader, args ...string) ([]byte, error) {
	cmd := exec.Command(w.Git, args...)
	cmd.Dir, cmd.Stdin = w.dir, in
	var words bytes.Buffer
	cmd.Stderr = &words
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("longline: git %s: %w\n%s", args[0], err, words.String())
	}
	return out, nil
}
