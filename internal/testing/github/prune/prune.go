package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/leveransplan/leveransplan/internal/testing/github"
)

// object is a JSON object.
type object = map[string]any

// prune keeps the operations of an OpenAPI description and the components that they need,
// and leaves out what tells a reader about values and binds none: descriptions, examples,
// tags and extensions.
func prune(text []byte, keep []github.Operation) ([]byte, error) {
	var doc object
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	paths, _ := doc["paths"].(object)
	kept := object{}
	for _, op := range keep {
		item, _ := paths[op.Path].(object)
		operation, ok := item[strings.ToLower(op.Method)].(object)
		if !ok {
			return nil, fmt.Errorf("the description has no %s %s", op.Method, op.Path)
		}
		if kept[op.Path] == nil {
			kept[op.Path] = object{}
		}
		kept[op.Path].(object)[strings.ToLower(op.Method)] = without(operation)
	}
	components := object{}
	if err := collect(doc, kept, components); err != nil {
		return nil, err
	}
	info, _ := doc["info"].(object)
	return json.Marshal(object{
		"openapi":    doc["openapi"],
		"info":       object{"title": info["title"], "version": info["version"], "license": info["license"]},
		"paths":      kept,
		"components": components,
	})
}

// collect copies to components whatever the value refers to, and what that refers to.
func collect(doc object, v any, components object) error {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			if err := collect(doc, item, components); err != nil {
				return err
			}
		}
	case object:
		if ref, ok := v["$ref"].(string); ok {
			return collectRef(doc, ref, components)
		}
		for _, item := range v {
			if err := collect(doc, item, components); err != nil {
				return err
			}
		}
	}
	return nil
}

func collectRef(doc object, ref string, components object) error {
	parts := strings.Split(ref, "/")
	if len(parts) != 4 || parts[0] != "#" || parts[1] != "components" {
		return fmt.Errorf("%s does not point to a component", ref)
	}
	kind, name := parts[2], parts[3]
	if components[kind] == nil {
		components[kind] = object{}
	}
	group := components[kind].(object)
	if group[name] != nil {
		return nil
	}
	all, _ := doc["components"].(object)
	ofKind, _ := all[kind].(object)
	found, ok := ofKind[name].(object)
	if !ok {
		return fmt.Errorf("%s points nowhere", ref)
	}
	group[name] = without(found)
	return collect(doc, group[name], components)
}

// named holds the keys whose value maps names that somebody chose to objects: a property
// may be called "description" and stays.
var named = map[string]bool{"properties": true, "responses": true, "content": true, "mapping": true, "schemas": true}

// told holds the keys that bind nothing.
var told = map[string]bool{
	"description": true, "summary": true, "title": true, "example": true, "examples": true,
	"externalDocs": true, "tags": true, "links": true, "headers": true,
}

// without copies an object without what binds nothing.
func without(o object) object {
	out := object{}
	for key, v := range o {
		switch {
		case named[key]:
			out[key] = eachWithout(v)
		case told[key] || strings.HasPrefix(key, "x-"):
			// A response must have a description, if an empty one.
			if key == "description" && (o["content"] != nil || len(o) == 1) {
				out[key] = ""
			}
		default:
			out[key] = anyWithout(v)
		}
	}
	return out
}

func eachWithout(v any) any {
	group, ok := v.(object)
	if !ok {
		return v
	}
	out := object{}
	for name, item := range group {
		out[name] = anyWithout(item)
	}
	return out
}

func anyWithout(v any) any {
	switch v := v.(type) {
	case object:
		return without(v)
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = anyWithout(item)
		}
		return out
	}
	return v
}
