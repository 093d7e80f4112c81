package site

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/leveransplan/leveransplan/internal/audit"
	"github.com/leveransplan/leveransplan/internal/cache"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/followup"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/history"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/demo"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// shared is the folder of what several tests read, which ends with the tests.
var shared string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "site-*")
	if err != nil {
		panic(err)
	}
	shared = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// demonstration is some weeks of the demonstration history with its audit: the sample plans,
// decisions in order and some that are not.
var demonstration = sync.OnceValues(func() (Input, error) {
	return historyOf(filepath.Join(shared, "demo"), os.DirFS("../.."))
})

// historyOf writes the demonstration history that leads to sample plans, and reads it.
func historyOf(dir string, plans fs.FS) (Input, error) {
	h, err := demo.Write(dir, demo.Short(plans))
	if err != nil {
		return Input{}, err
	}
	repo, err := gitrepo.Open(dir)
	if err != nil {
		return Input{}, err
	}
	defer repo.Close()
	head, err := repo.Resolve(h.Main)
	if err != nil {
		return Input{}, err
	}
	records, err := repo.Resolve(h.Records)
	if err != nil {
		return Input{}, err
	}
	known := &cache.Cache{}
	reader := &check.Reader{Schemas: sync.OnceValues(schema.Load), Meanings: func() *cache.Cache { return known }}
	line, err := history.Read(repo, gitrepo.Revision{}, head)
	if err != nil {
		return Input{}, err
	}
	entries, err := line.All(reader)
	if err != nil {
		return Input{}, err
	}
	schemas, err := schema.Load()
	if err != nil {
		return Input{}, err
	}
	result, err := check.Tree(head.FS(), check.Options{Schemas: schemas, Today: h.To})
	if err != nil {
		return Input{}, err
	}
	report, err := (&audit.Audit{Repo: repo, Reader: reader, Schemas: schema.Load}).Run(context.Background(), audit.Question{Head: head, Records: records, Today: h.To})
	if err != nil {
		return Input{}, err
	}
	in := of(result)
	in.Entries, in.Audit, in.Commit, in.Committed = entries, report, h.Main, line.Step(line.Len()-1).At
	return in, nil
}

// of is a site of a tree that has been checked, without a history.
func of(result *check.Result) Input {
	set := result.Set
	return Input{
		Set: set, Result: result, Day: result.AsOf, OnMain: true, Commit: "0123456789abcdef0123456789abcdef01234567",
		Follow: followup.New(set, followup.Options{Today: result.AsOf, MaskUnder: set.Installningar.MaskeraUnder.V}),
	}
}

// sample is the worked region without a history.
func sample(t testing.TB) Input {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	result, err := check.Tree(region.Worked(t), check.Options{Schemas: schemas})
	if err != nil {
		t.Fatal(err)
	}
	return of(result)
}

func demonstrated(t testing.TB) Input {
	t.Helper()
	in, err := demonstration()
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// written makes a site in memory.
func written(t testing.TB, in Input) map[string][]byte {
	t.Helper()
	out, err := inMemory(in)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func inMemory(in Input) (map[string][]byte, error) {
	out := map[string][]byte{}
	err := Write(in, func(path string, text []byte) error {
		if out[path] != nil {
			return fmt.Errorf("%s is made twice", path)
		}
		out[path] = slices.Clone(text)
		return nil
	})
	return out, err
}

// demonstrationSite is the site of the demonstration, made once for all tests that only read it.
var demonstrationSite = sync.OnceValues(func() (map[string][]byte, error) {
	in, err := demonstration()
	if err != nil {
		return nil, err
	}
	return inMemory(in)
})

func demonstratedSite(t testing.TB) map[string][]byte {
	t.Helper()
	site, err := demonstrationSite()
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// kinds gives a page of each kind, in Swedish: the largest one of those that share a template
// and a folder, the folder's own first page for itself, and the two that belong to no language.
func kinds(in Input, site map[string][]byte) []string {
	largest := map[string]string{}
	var keys []string
	for p := range newBuilder(in).pages() {
		key, file := p.template+" "+path.Dir(p.path)+" "+strconv.FormatBool(path.Base(p.path) == "index.html"), p.file("sv")
		if largest[key] == "" {
			keys = append(keys, key)
		}
		if len(site[file]) > len(site[largest[key]]) {
			largest[key] = file
		}
	}
	out := []string{"index.html", "404.html"}
	for _, key := range keys {
		out = append(out, largest[key])
	}
	return out
}
