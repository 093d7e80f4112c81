// Prune makes the description of GitHub's API that the tests hold every call against, from
// the official one. That one comes in the npm package @octokit/openapi (MIT), whose 385 MB
// stay outside:
//
//	npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz
//	go run ./internal/testing/github/prune package/generated/api.github.com.json
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"

	"github.com/leveransplan/leveransplan/internal/testing/github"
)

// target is seen from the top of the repository.
const target = "internal/testing/github/api/api.github.com.json.gz"

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "prune:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("usage: go run ./internal/testing/github/prune api.github.com.json")
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	pruned, err := prune(text, github.Operations)
	if err != nil {
		return err
	}
	packed, err := pack(pruned)
	if err != nil {
		return err
	}
	return os.WriteFile(target, packed, 0o644)
}

// pack compresses without a name or a time, so that the same description gives the same
// bytes.
func pack(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
