package plan

import (
	"reflect"
	"sync"

	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// decodeInto fills a struct that mirrors a mapping: a field's `yaml` tag is its key. What
// does not fit stays unset; saying so is the schema's business, which has judged the
// document before. Unknown keys are passed over for the same reason.
func decodeInto(target any, n *yamldoc.Node) {
	decodeStruct(reflect.ValueOf(target).Elem(), n)
}

func decodeStruct(v reflect.Value, n *yamldoc.Node) {
	if g := v.FieldByName("Group"); g.IsValid() {
		g.Addr().Interface().(*Group).place(n)
	}
	if n.Kind != yamldoc.Mapping {
		return
	}
	fields := fieldsOf(v.Type())
	for _, e := range n.Entries {
		if i, ok := fields[e.Key.Text]; ok {
			decodeValue(v.FieldByIndex(i), e.Value)
		}
	}
}

func decodeValue(v reflect.Value, n *yamldoc.Node) {
	if d, ok := v.Addr().Interface().(node); ok {
		d.decode(n)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if n.Kind == yamldoc.Mapping {
			v.Set(reflect.New(v.Type().Elem()))
			decodeStruct(v.Elem(), n)
		}
	case reflect.Struct:
		decodeStruct(v, n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), len(n.Items), len(n.Items)))
		for i, item := range n.Items {
			decodeValue(v.Index(i), item)
		}
	}
}

var fieldCache sync.Map // reflect.Type -> map[string][]int

func fieldsOf(t reflect.Type) map[string][]int {
	if m, ok := fieldCache.Load(t); ok {
		return m.(map[string][]int)
	}
	m := map[string][]int{}
	for _, f := range reflect.VisibleFields(t) {
		if key := f.Tag.Get("yaml"); key != "" {
			m[key] = f.Index
		}
	}
	fieldCache.Store(t, m)
	return m
}
