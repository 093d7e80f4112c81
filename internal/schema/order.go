package schema

import (
	"bytes"
	"encoding/json"
	"io/fs"
)

// keyOrder holds the keys of the objects in schema files in the order of the text, by the
// location of the object: schema:///missiv.schema.json#/properties.
type keyOrder map[string][]string

// readOrder reads the order of the keys in all schema files.
func readOrder(files fs.FS) (keyOrder, error) {
	names, err := fs.Glob(files, "*"+ending)
	if err != nil {
		return nil, err
	}
	o := keyOrder{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		if err := o.read(base+name+"#", json.NewDecoder(bytes.NewReader(text))); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// read takes the next value of a file, which stands at a location. An object in a list counts
// as the list: no schema stands there.
func (o keyOrder) read(location string, d *json.Decoder) error {
	next, err := d.Token()
	opened, isOpened := next.(json.Delim)
	if err != nil || !isOpened {
		return err
	}
	for d.More() {
		part := location
		if opened == '{' {
			key, err := d.Token()
			if err != nil {
				return err
			}
			name := key.(string)
			o[location] = append(o[location], name)
			part += "/" + instanceToken(name)
		}
		if err := o.read(part, d); err != nil {
			return err
		}
	}
	_, err = d.Token() // what closes it
	return err
}
