package github

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"fmt"
	"testing"
)

//go:embed api/events.json.gz
var packedExamples []byte

// Example is an event as GitHub sent it once.
type Example struct {
	// Name is the event and its action, and which of several it is: pull_request.opened.1.
	Name string
	// Repository is owner/name; empty where the event is of none.
	Repository string
	Text       []byte
}

// Examples gives all of GitHub's examples of events.
func Examples(t testing.TB) []Example {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(packedExamples))
	if err != nil {
		t.Fatal(err)
	}
	var events []struct {
		Name     string
		Examples []json.RawMessage
	}
	if err := json.NewDecoder(r).Decode(&events); err != nil {
		t.Fatal(err)
	}
	var out []Example
	for _, e := range events {
		seen := map[string]int{}
		for _, text := range e.Examples {
			var is struct {
				Action     string
				Repository struct {
					FullName string `json:"full_name"`
				}
			}
			if err := json.Unmarshal(text, &is); err != nil {
				t.Fatalf("%s: %v", e.Name, err)
			}
			name := e.Name
			if is.Action != "" {
				name += "." + is.Action
			}
			seen[name]++
			out = append(out, Example{fmt.Sprintf("%s.%d", name, seen[name]), is.Repository.FullName, text})
		}
	}
	return out
}
