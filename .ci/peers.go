// Peers writes what .ci/peers measures: a region's plans, copies of them in the forms
// that other programs read, their schema as one file, and a document with one fault.
//
//	go run .ci/peers.go PLANS DIR
//
//	DIR/region/plans/   the tree as it is
//	DIR/json/           its plans as JSON, without folders
//	DIR/kube/           the same with the two keys that kubeconform tells documents by
//	DIR/schema/         the plan's schema for either: plan.json, leveransplan.json
//	DIR/broken/         the last plan, its volume a word: region, json, kube
//	DIR/broken.path     where that plan stands in the region
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

const (
	kind   = "leveransplan"
	word   = "många" // no number
	volume = "volym"
)

// group is what kubeconform wants to see in every document, and nobody else.
var group = map[string]any{"apiVersion": "leveransplan/v1", "kind": "Leveransplan"}

func main() {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: peers PLANS DIR"))
	}
	plans, err := strconv.Atoi(os.Args[1])
	if err == nil && (plans < 1 || plans > corpus.Most) {
		err = fmt.Errorf("%d plans: 1 to %d can be made", plans, corpus.Most)
	}
	if err == nil {
		err = write(plans, os.Args[2])
	}
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func write(plans int, dir string) error {
	region := filepath.Join(dir, "region")
	if err := corpus.Write(region, plans, 1); err != nil {
		return err
	}
	if err := writeSchemas(filepath.Join(dir, "schema")); err != nil {
		return err
	}
	last := ""
	err := fs.WalkDir(os.DirFS(region), "plans", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.Contains(name, "/leveransplaner/") {
			return err
		}
		last = name
		text, err := os.ReadFile(filepath.Join(region, name))
		if err != nil {
			return err
		}
		_, err = copies(dir, name, text, false)
		return err
	})
	if err != nil {
		return err
	}
	return writeBroken(dir, last)
}

// writeBroken writes a plan once more, with a fault that every program has to find.
func writeBroken(dir, name string) error {
	text, err := os.ReadFile(filepath.Join(dir, "region", name))
	if err != nil {
		return err
	}
	at, err := copies(filepath.Join(dir, "broken"), name, text, true)
	if err != nil {
		return err
	}
	text = append(append(append([]byte{}, text[:at.Start]...), word...), text[at.End:]...)
	if err := save(filepath.Join(dir, "broken", "region", filepath.Base(name)), text); err != nil {
		return err
	}
	return save(filepath.Join(dir, "broken.path"), []byte(name))
}

// copies writes a document as JSON, in both forms, and tells where its volume stands.
func copies(dir, name string, text []byte, broken bool) (diag.Span, error) {
	doc, bad := yamldoc.Parse(diag.NewSource(name, text))
	if len(bad) > 0 {
		return diag.Span{}, fmt.Errorf("%s: %v", name, bad)
	}
	at := doc.Root.Get(volume)
	plan, ok := value(doc.Root).(map[string]any)
	if at == nil || !ok {
		return diag.Span{}, fmt.Errorf("%s: no volume", name)
	}
	if broken {
		plan[volume] = word
	}
	base := strings.TrimSuffix(path.Base(name), path.Ext(name)) + ".json"
	if err := saveJSON(filepath.Join(dir, "json", base), plan); err != nil {
		return at.Span, err
	}
	for key, v := range group {
		plan[key] = v
	}
	return at.Span, saveJSON(filepath.Join(dir, "kube", base), plan)
}

// value is a node as JSON has it.
func value(n *yamldoc.Node) any {
	switch n.Kind {
	case yamldoc.Bool:
		return n.Text == "true"
	case yamldoc.Int, yamldoc.Number:
		return json.Number(n.Text)
	case yamldoc.Mapping:
		m := map[string]any{}
		for _, e := range n.Entries {
			m[e.Key.Text] = value(e.Value)
		}
		return m
	case yamldoc.Sequence:
		items := []any{}
		for _, item := range n.Items {
			items = append(items, value(item))
		}
		return items
	}
	return n.Text
}

// writeSchemas writes the plan's schema as it is, and with kubeconform's keys.
func writeSchemas(dir string) error {
	set, err := schema.Load()
	if err != nil {
		return err
	}
	text, ok := set.Source(kind)
	if !ok {
		return fmt.Errorf("no schema for %s", kind)
	}
	var plan map[string]any
	if err := json.Unmarshal(text, &plan); err != nil {
		return err
	}
	// A name without a folder is no address: the programs want one or none.
	delete(plan, "$id")
	dropFormats(plan)
	if err := saveJSON(filepath.Join(dir, "plan.json"), plan); err != nil {
		return err
	}
	properties, ok := plan["properties"].(map[string]any)
	if !ok {
		return fmt.Errorf("the schema has no properties")
	}
	for key, v := range group {
		properties[key] = map[string]any{"const": v}
	}
	return saveJSON(filepath.Join(dir, kind+".json"), plan)
}

// dropFormats leaves out our own formats, which nobody else knows; the pattern beside
// each stays. Programs would ignore them, and ajv warn of them.
func dropFormats(v any) {
	switch v := v.(type) {
	case map[string]any:
		if _, keyword := v["format"].(string); keyword {
			delete(v, "format")
		}
		for _, child := range v {
			dropFormats(child)
		}
	case []any:
		for _, child := range v {
			dropFormats(child)
		}
	}
}

func saveJSON(name string, v any) error {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	return save(name, out.Bytes())
}

func save(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o644)
}
