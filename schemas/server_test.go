package schemas_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// server is a running language server for YAML, the program behind the completion of most
// editors, seen as an editor sees it: JSON-RPC over its standard streams.
type server struct {
	t        *testing.T
	root     string // the folder that the editor has open
	settings map[string]any
	in       io.Writer
	messages chan message
	last     int // the id of the last request
}

// message is any message of JSON-RPC.
type message struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   json.RawMessage `json:"error,omitempty"`
}

// patience is how long an answer may take before the server counts as dead.
const patience = 2 * time.Minute

// start runs a server for an editor that has a folder open and these settings, as they
// stand in settings.json.
func start(t *testing.T, root string, settings map[string]any) *server {
	t.Helper()
	need.Tool(t, "node")
	cmd := exec.Command(need.Tool(t, "yaml-language-server"), "--stdio")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, root: root, settings: settings, in: in, messages: make(chan message, 1000)}
	go s.read(bufio.NewReader(out))
	t.Cleanup(func() {
		in.Close()
		cmd.Process.Kill()
		cmd.Wait()
	})
	folder := map[string]any{"uri": s.address(""), "name": "region"}
	s.request("initialize", map[string]any{
		"processId": os.Getpid(), "rootUri": s.address(""), "workspaceFolders": []any{folder},
		"capabilities": map[string]any{
			"workspace": map[string]any{"configuration": true, "workspaceFolders": true},
			"textDocument": map[string]any{
				"hover":      map[string]any{"contentFormat": []string{"markdown"}},
				"completion": map[string]any{"completionItem": map[string]any{"documentationFormat": []string{"markdown"}}},
			},
		},
	})
	s.send(message{Method: "initialized", Params: raw(map[string]any{})})
	s.wait("question on settings", func(m message) bool { return m.Method == "workspace/configuration" })
	return s
}

// address is the URI of a slash-separated path from the open folder.
func (s *server) address(name string) string {
	return "file://" + filepath.ToSlash(filepath.Join(s.root, filepath.FromSlash(name)))
}

func raw(v any) json.RawMessage {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // maps and texts
	}
	return text
}

func (s *server) send(m message) {
	s.t.Helper()
	m.Version = "2.0"
	text := raw(m)
	if _, err := fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(text), text); err != nil {
		s.t.Fatalf("the language server has gone: %v", err)
	}
}

// read passes on what the server says, until it says no more.
func (s *server) read(out *bufio.Reader) {
	defer close(s.messages)
	for {
		header, err := textproto.NewReader(out).ReadMIMEHeader()
		if err != nil {
			return
		}
		length, err := strconv.Atoi(header.Get("Content-Length"))
		if err != nil {
			return
		}
		body := make([]byte, length)
		if _, err := io.ReadFull(out, body); err != nil {
			return
		}
		var m message
		if json.Unmarshal(body, &m) != nil {
			return
		}
		s.messages <- m
	}
}

// wait answers what the server asks until it says what is waited for.
func (s *server) wait(what string, wanted func(message) bool) message {
	s.t.Helper()
	timeout := time.After(patience)
	for {
		select {
		case <-timeout:
			s.t.Fatalf("no %s from the language server", what)
		case m, alive := <-s.messages:
			if !alive {
				s.t.Fatalf("the language server ended before %s", what)
			}
			if m.Method != "" && m.ID != nil {
				s.send(message{ID: m.ID, Result: s.answer(m)})
			}
			if wanted(m) {
				return m
			}
		}
	}
}

// answer gives the server the settings that it asks for, and nothing else.
func (s *server) answer(m message) json.RawMessage {
	var asked struct {
		Items []struct{ Section string }
	}
	if m.Method != "workspace/configuration" || json.Unmarshal(m.Params, &asked) != nil {
		return raw(nil)
	}
	sections := make([]any, len(asked.Items))
	for i, item := range asked.Items {
		sections[i] = section(s.settings, item.Section)
	}
	return raw(sections)
}

// section gathers the settings whose names begin with a section's: "yaml.schemaStore.enable"
// is the key enable within schemaStore within yaml.
func section(settings map[string]any, name string) any {
	if whole, ok := settings[name]; ok {
		return whole
	}
	out := map[string]any{}
	for key, value := range settings {
		rest, ok := strings.CutPrefix(key, name+".")
		if !ok {
			continue
		}
		at := out
		for {
			first, more, nested := strings.Cut(rest, ".")
			if !nested {
				at[first] = value
				break
			}
			if at[first] == nil {
				at[first] = map[string]any{}
			}
			at, rest = at[first].(map[string]any), more
		}
	}
	return out
}

// request asks the server and waits for its answer.
func (s *server) request(method string, params any) json.RawMessage {
	s.t.Helper()
	s.last++
	id := raw(s.last)
	s.send(message{ID: id, Method: method, Params: raw(params)})
	m := s.wait("answer to "+method, func(m message) bool { return m.Method == "" && string(m.ID) == string(id) })
	if m.Error != nil {
		s.t.Fatalf("%s: %s", method, m.Error)
	}
	return m.Result
}

// diagnosis is what the editor underlines.
type diagnosis struct {
	Range    struct{ Start, End position }
	Severity int // 1: error
	Message  string
}

// position counts lines and UTF-16 units from 0.
type position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// open shows the server documents, each once, and gives what it has against them. The server
// waits a while for more typing before it judges, so many at a time cost as much as one.
func (s *server) open(documents map[string]string) map[string][]diagnosis {
	s.t.Helper()
	names := map[string]string{}
	for name, text := range documents {
		names[s.address(name)] = name
		s.send(message{Method: "textDocument/didOpen", Params: raw(map[string]any{
			"textDocument": map[string]any{"uri": s.address(name), "languageId": "yaml", "version": 1, "text": text},
		})})
	}
	out := map[string][]diagnosis{}
	for len(out) < len(documents) {
		s.wait("diagnoses", func(m message) bool {
			var published struct {
				URI         string
				Diagnostics []diagnosis
			}
			if m.Method != "textDocument/publishDiagnostics" || json.Unmarshal(m.Params, &published) != nil {
				return false
			}
			if name, ours := names[published.URI]; ours {
				out[name] = published.Diagnostics
			}
			return true
		})
	}
	return out
}

// openOne shows the server one document.
func (s *server) openOne(name, text string) []diagnosis {
	s.t.Helper()
	return s.open(map[string]string{name: text})[name]
}
