package schema

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"regexp"
)

// definition matches a reference to one of the shared definitions, within the shared
// file or from outside it. Names are plain words (the tests hold that).
var definition = regexp.MustCompile(`"(?:gemensamt\.schema\.json)?#/\$defs/([a-z_]+)"`)

// bundle joins a kind's schema with the shared definitions that it uses. References
// are rewritten to the file itself instead of nesting the shared file under its own
// $id: that is understood by every editor, also those that know older drafts only.
func bundle(files fs.FS, name string) ([]byte, error) {
	text, err := fs.ReadFile(files, name)
	if err != nil || !definition.Match(text) {
		return text, err
	}
	defs, err := sharedDefinitions(files)
	if err != nil {
		return nil, err
	}
	used := usedBy(text, defs)
	var out bytes.Buffer
	open := bytes.TrimRight(bytes.TrimSuffix(bytes.TrimSpace(text), []byte("}")), " \n")
	out.Write(local(open))
	out.WriteString(",\n  \"$defs\": {")
	separator := "\n"
	for _, d := range defs {
		if used[d.name] {
			out.WriteString(separator + "    \"" + d.name + "\": ")
			out.Write(local(d.body))
			separator = ",\n"
		}
	}
	out.WriteString("\n  }\n}\n")
	return out.Bytes(), nil
}

func local(text []byte) []byte { return definition.ReplaceAll(text, []byte(`"#/$$defs/$1"`)) }

// definitionText is one shared definition, as it stands in the file.
type definitionText struct {
	name string
	body json.RawMessage
}

// sharedDefinitions reads the shared file's definitions in the order of the file.
func sharedDefinitions(files fs.FS) ([]definitionText, error) {
	text, err := fs.ReadFile(files, shared)
	if err != nil {
		return nil, err
	}
	var file struct {
		Defs json.RawMessage `json:"$defs"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(file.Defs))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	var defs []definitionText
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		def := definitionText{name: name.(string)} // a key of an object
		if err := d.Decode(&def.body); err != nil {
			return nil, err
		}
		defs = append(defs, def)
	}
	return defs, nil
}

// usedBy names the definitions that a schema uses, directly or by way of others.
func usedBy(text []byte, defs []definitionText) map[string]bool {
	body := map[string][]byte{}
	for _, d := range defs {
		body[d.name] = d.body
	}
	used := map[string]bool{}
	for todo := [][]byte{text}; len(todo) > 0; {
		next := todo[0]
		todo = todo[1:]
		for _, m := range definition.FindAllSubmatch(next, -1) {
			if name := string(m[1]); !used[name] {
				used[name] = true
				todo = append(todo, body[name])
			}
		}
	}
	return used
}
