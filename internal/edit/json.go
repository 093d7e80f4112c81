package edit

import (
	"bytes"
	"encoding/json"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// MarshalJSON gives a mapping as an object, its keys in their order here.
func (m Map) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, e := range m {
		key, err := json.Marshal(e.Key)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(e.Value)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(key)
		out.WriteByte(':')
		out.Write(value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// MarshalJSON gives a list as an array, an empty one as [].
func (l List) MarshalJSON() ([]byte, error) { return json.Marshal(append([]Value{}, l...)) }

// MarshalJSON gives a day as plans write it.
func (d Day) MarshalJSON() ([]byte, error) { return json.Marshal(calendar.Day(d).String()) }

// MarshalJSON gives a word as the number or the text that it says.
func (p Plain) MarshalJSON() ([]byte, error) {
	if n := read(string(p)); n.Kind == yamldoc.Int || n.Kind == yamldoc.Number {
		return json.Marshal(json.Number(n.Text))
	}
	return json.Marshal(string(p))
}

// MarshalJSON gives what stands on the line.
func (f flow) MarshalJSON() ([]byte, error) { return json.Marshal(f.Value) }
