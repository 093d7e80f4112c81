package cache

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// value is what a key always has.
func value(key string) []byte { return []byte(strings.Repeat(key+"\n", 50)) }

// run opens a cache, puts keys and closes it.
func run(dir, version string, keys ...string) {
	c := Open(dir, version, DefaultLimit)
	defer c.Close()
	for _, key := range keys {
		c.Put(key, value(key))
	}
}

// found lists which keys a fresh cache has. A value that is not the key's is a failure.
func found(t *testing.T, dir, version string, keys ...string) []string {
	t.Helper()
	c := Open(dir, version, DefaultLimit)
	defer c.Close()
	var out []string
	for _, key := range keys {
		got, ok := c.Get(key)
		if ok && !bytes.Equal(got, value(key)) {
			t.Fatalf("%s: got %q", key, got)
		}
		if ok {
			out = append(out, key)
		}
	}
	return out
}

func folderOf(dir string) string { return filepath.Join(dir, "leveransplan", "cache") }

// files lists what stands in the cache's folder.
func files(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(folderOf(dir))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestValuesOutliveTheRun(t *testing.T) {
	dir := t.TempDir()
	if got := found(t, dir, "1", "a"); got != nil {
		t.Errorf("an empty cache has %q", got)
	}
	if got := files(t, dir); got != nil {
		t.Errorf("asking wrote %q", got)
	}
	run(dir, "1", "a", "b")
	run(dir, "2", "c")
	run(dir, "1", "d", "")
	if diff := cmp.Diff([]string{"a", "b", "d", ""}, found(t, dir, "1", "a", "b", "c", "d", "")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"c"}, found(t, dir, "2", "a", "b", "c", "d", "")); diff != "" {
		t.Errorf("another version (-want +got):\n%s", diff)
	}
	if err := os.RemoveAll(filepath.Join(dir, "leveransplan")); err != nil {
		t.Fatal(err)
	}
	if got := found(t, dir, "1", "a"); got != nil {
		t.Errorf("a deleted cache has %q", got)
	}
}

func TestValuesAreTheCallersOwn(t *testing.T) {
	c := Open(t.TempDir(), "1", DefaultLimit)
	c.Put("a", []byte("abc"))
	for range 2 {
		got, ok := c.Get("a")
		if !ok || string(got) != "abc" {
			t.Fatalf("got %q, %t", got, ok)
		}
		clear(got)
	}
	c.Close()
	if _, ok := c.Get("a"); ok {
		t.Error("a closed cache gives values")
	}
}

func TestCacheWithoutAFolder(t *testing.T) {
	for name, c := range map[string]*Cache{
		"zero":               {},
		"no git folder":      Open("", "1", DefaultLimit),
		"one that is not":    Open(filepath.Join(t.TempDir(), "gone"), "1", DefaultLimit),
		"one that is a file": Open(os.Args[0], "1", DefaultLimit),
	} {
		t.Run(name, func(t *testing.T) {
			c.Put("a", []byte("1"))
			if got, ok := c.Get("a"); !ok || string(got) != "1" {
				t.Errorf("got %q, %t", got, ok)
			}
			for i := range 40 { // more than is held
				c.Put(fmt.Sprint(i), make([]byte, 1<<20))
			}
			if c.size > maxPending {
				t.Errorf("%d bytes are held", c.size)
			}
			c.Close()
			c.Close()
		})
	}
}

func TestLinksAreNotFollowed(t *testing.T) {
	for name, place := range map[string]func(t *testing.T, dir, elsewhere string) error{
		"the tool's folder": func(_ *testing.T, dir, elsewhere string) error {
			return os.Symlink(elsewhere, filepath.Join(dir, "leveransplan"))
		},
		"the cache's folder": func(_ *testing.T, dir, elsewhere string) error {
			if err := os.Mkdir(filepath.Join(dir, "leveransplan"), 0o755); err != nil {
				return err
			}
			return os.Symlink(filepath.Join(elsewhere, "cache"), folderOf(dir))
		},
		"a folder within": func(_ *testing.T, dir, elsewhere string) error {
			if err := os.MkdirAll(filepath.Join(dir, "other", "cache"), 0o755); err != nil {
				return err
			}
			return os.Symlink("other", filepath.Join(dir, "leveransplan"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, elsewhere := t.TempDir(), t.TempDir()
			run(elsewhere, "1", "a") // what a link would lead to
			before := files(t, elsewhere)
			if err := place(t, dir, filepath.Join(elsewhere, "leveransplan")); err != nil {
				t.Fatal(err)
			}
			run(dir, "1", "b")
			if got := found(t, dir, "1", "a", "b"); got != nil {
				t.Errorf("got %q", got)
			}
			if diff := cmp.Diff(before, files(t, elsewhere)); diff != "" {
				t.Errorf("written elsewhere:\n%s", diff)
			}
			if got, _ := os.ReadDir(filepath.Join(dir, "other", "cache")); len(got) > 0 {
				t.Errorf("written through a link: %v", got)
			}
		})
	}
	t.Run("a segment", func(t *testing.T) {
		dir, elsewhere := t.TempDir(), t.TempDir()
		run(elsewhere, "1", "a")
		run(dir, "1", "b")
		target := filepath.Join(folderOf(elsewhere), files(t, elsewhere)[0])
		if err := os.Symlink(target, filepath.Join(folderOf(dir), "00000009-AAAAAAAA.segment")); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]string{"b"}, found(t, dir, "1", "a", "b")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		for i := range 10 {
			run(dir, "1", fmt.Sprint(i))
		}
		if _, err := os.Stat(target); err != nil {
			t.Error(err)
		}
	})
}

// Whichever byte of a segment is wrong, a value is right or not there, and what is
// computed anew is kept again.
func TestDamageIsAMiss(t *testing.T) {
	dir := t.TempDir()
	keys := []string{"a", "b", "c"}
	run(dir, "1", keys...)
	name := filepath.Join(folderOf(dir), files(t, dir)[0])
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	misses := 0
	try := func(broken []byte) {
		if err := os.WriteFile(name, broken, 0o644); err != nil {
			t.Fatal(err)
		}
		misses += len(keys) - len(found(t, dir, "1", keys...)) // found holds them against what they must be
	}
	for at := range whole {
		broken := bytes.Clone(whole)
		broken[at] ^= 1 << (at % 8)
		try(broken)
	}
	if misses < len(whole) {
		t.Errorf("only %d misses for %d damaged bytes", misses, len(whole))
	}
	for size := 0; size < len(whole); size += 7 {
		try(whole[:size])
	}
	try(append(bytes.Clone(whole), 'x'))
	try(append([]byte("x"), whole...))
	try(bytes.Repeat([]byte{0xff}, len(whole)))
	run(dir, "1", keys...)
	if diff := cmp.Diff(keys, found(t, dir, "1", keys...)); diff != "" {
		t.Errorf("after the damage (-want +got):\n%s", diff)
	}
}

// The values of one key under another are not its values, though nothing is damaged.
func TestValueMovedToAnotherKeyIsAMiss(t *testing.T) {
	var b bytes.Buffer
	version, a, other := digest{1}, digest{2}, digest{3}
	if err := encode(&b, version, map[digest][]byte{a: []byte("1")}); err != nil {
		t.Fatal(err)
	}
	text := b.Bytes()
	head, list := text[:headSize], bytes.Replace(text[headSize+1:len(text)-footSize], a[:], other[:], 1)
	forged := append(append(append(bytes.Clone(head), '1'), list...), footer(head, list)...)
	name := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(name, forged, 0o644); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s := openSegment(name, file, version)
	if s == nil {
		t.Fatal("the forged segment is not read at all")
	}
	if got, ok := s.get(other); ok {
		t.Errorf("got %q", got)
	}
}

// Many runs leave few segments, and lose nothing while there is room.
func TestManyRunsLeaveFewSegments(t *testing.T) {
	dir := t.TempDir()
	rnd := rand.New(rand.NewPCG(1, 2))
	var keys []string
	most := 0
	for i := range 200 {
		var new []string
		for j := range 1 + rnd.IntN(5) {
			new = append(new, fmt.Sprintf("%d-%d", i, j))
		}
		run(dir, "1", new...)
		keys = append(keys, new...)
		most = max(most, len(files(t, dir)))
	}
	if got := found(t, dir, "1", keys...); len(got) != len(keys) {
		t.Errorf("%d of %d values are left", len(got), len(keys))
	}
	if most > 12 {
		t.Errorf("up to %d segments after 200 runs", most)
	}
}

func TestLimit(t *testing.T) {
	dir := t.TempDir()
	const limit = 100_000
	last := ""
	for i := range 100 {
		c := Open(dir, fmt.Sprint(i%3), limit)
		last = fmt.Sprint(i)
		c.Put(last, bytes.Repeat([]byte("x"), 5_000+100*(i%20)))
		c.Close()
		total := int64(0)
		for _, name := range files(t, dir) {
			info, err := os.Stat(filepath.Join(folderOf(dir), name))
			if err != nil {
				t.Fatal(err)
			}
			total += info.Size()
		}
		if total > limit {
			t.Fatalf("run %d: %d bytes", i, total)
		}
	}
	c := Open(dir, fmt.Sprint(99%3), limit)
	defer c.Close()
	if _, ok := c.Get(last); !ok {
		t.Error("the newest value has gone")
	}
	c.Put("huge", make([]byte, maxValue+1))
	if _, ok := c.Get("huge"); ok {
		t.Error("a value was kept that is too large")
	}
}

// What a process that died has left is cleared away, in time, and nothing else is.
func TestLeftovers(t *testing.T) {
	dir := t.TempDir()
	run(dir, "1", "a")
	for _, name := range []string{"00000001-BBBBBBBB.segment.new", "00000040-BBBBBBBB.segment.new", "notes.txt", "x.segment"} {
		if err := os.WriteFile(filepath.Join(folderOf(dir), name), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i := range maxUnended + 1 {
		run(dir, "1", fmt.Sprint(i))
	}
	var others []string
	for _, name := range files(t, dir) {
		if !strings.HasSuffix(name, ending) || name == "x.segment" {
			others = append(others, name)
		}
	}
	if diff := cmp.Diff([]string{"00000040-BBBBBBBB.segment.new", "notes.txt", "x.segment"}, others); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSameValuesGiveTheSameBytes(t *testing.T) {
	segment := func() []byte {
		dir := t.TempDir()
		run(dir, "1", "a", "b", "c", "d", "e")
		text, err := os.ReadFile(filepath.Join(folderOf(dir), files(t, dir)[0]))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	if !bytes.Equal(segment(), segment()) {
		t.Error("segments differ")
	}
}

func TestGoroutinesSideBySide(t *testing.T) {
	dir := t.TempDir()
	c := Open(dir, "1", DefaultLimit)
	var workers sync.WaitGroup
	for w := range 8 {
		workers.Go(func() {
			rnd := rand.New(rand.NewPCG(uint64(w), 0))
			for range 500 {
				key := fmt.Sprint(rnd.IntN(100))
				if got, ok := c.Get(key); ok && !bytes.Equal(got, value(key)) {
					t.Errorf("%s: got %q", key, got)
				}
				c.Put(key, value(key))
			}
		})
	}
	workers.Wait()
	c.Close()
	if got := found(t, dir, "1", "0", "50", "99"); len(got) != 3 {
		t.Errorf("got %q", got)
	}
}

// A run that has more to store than it may hold writes in between.
func TestMoreThanIsHeld(t *testing.T) {
	dir := t.TempDir()
	c := Open(dir, "1", DefaultLimit)
	for i := range 40 {
		c.Put(fmt.Sprint(i), bytes.Repeat([]byte{byte(i)}, 1<<20))
	}
	if got := len(files(t, dir)); got == 0 {
		t.Error("nothing was written")
	}
	for i := range 40 {
		if got, ok := c.Get(fmt.Sprint(i)); !ok || len(got) != 1<<20 || got[0] != byte(i) {
			t.Errorf("%d: got %d bytes, %t", i, len(got), ok)
		}
	}
	c.Close()
}

func TestModes(t *testing.T) {
	dir := t.TempDir()
	run(dir, "1", "a")
	info, err := os.Stat(filepath.Join(folderOf(dir), files(t, dir)[0]))
	if err != nil || info.Mode()&^fs.FileMode(0o644) != 0 {
		t.Errorf("got %v, %v", info.Mode(), err)
	}
}

// Whatever a file holds, opening it and reading from it neither panics nor gives another value
// than was written. A fuzzer never finds the sum of what it makes, so half of the files get it
// from us: their entries say anything.
func FuzzSegment(f *testing.F) {
	var b bytes.Buffer
	version, key := digest{1}, digest{2}
	if err := encode(&b, version, map[digest][]byte{key: []byte("abc"), {3}: nil}); err != nil {
		f.Fatal(err)
	}
	whole := b.Bytes()
	f.Add(whole, -1)
	f.Add(whole[:len(whole)-1], -1)
	f.Add([]byte(magic), -1)
	f.Add(whole[headSize:len(whole)-footSize], 2)
	f.Add(whole[headSize:len(whole)-footSize], 1)
	name := filepath.Join(f.TempDir(), "segment")
	f.Fuzz(func(t *testing.T, text []byte, entries int) {
		if size := entries * entrySize; entries >= 0 && entries < 10 && size <= len(text) {
			text = slices.Concat(header(version), text, footer(header(version), text[len(text)-size:]))
		}
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		s := openSegment(name, file, version)
		if s == nil {
			return
		}
		for known := range s.entries {
			if got, ok := s.get(known); ok && (known != key || string(got) != "abc") && len(got) > 0 {
				t.Errorf("got %q", got)
			}
		}
	})
}
