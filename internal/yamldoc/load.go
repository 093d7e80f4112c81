package yamldoc

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// fault is why the library refused a text. Lines and columns count from 1, columns in
// characters; 0 means unknown. The context is the construct that the library was in.
type fault struct {
	message, context        string
	line, column            int
	contextLine, contextCol int
	second                  bool // the fault stands after the first document
}

var errTooDeep = errors.New("too deep")

// load parses a text into the library's tree. The tree is nil for a text without
// content. Aliases are never followed, so that a bomb costs no more than its bytes.
func load(text []byte) (tree *yaml.Node, bad *fault) {
	defer func() {
		if p := recover(); p != nil {
			tree, bad = nil, &fault{message: fmt.Sprint(p)}
		}
	}()
	limits := loaderlimits.New(loaderlimits.DepthFunc(func(depth int, _ *yaml.DepthContext) error {
		if depth > MaxDepth {
			return errTooDeep
		}
		return nil
	}))
	loader, err := yaml.NewLoader(bytes.NewReader(text), yaml.WithPlugin(limits))
	if err != nil {
		return nil, &fault{message: err.Error()}
	}
	var first, second yaml.Node
	switch err := loader.Load(&first); {
	case err == io.EOF:
		return nil, nil
	case err != nil:
		return nil, faultOf(err)
	}
	switch err := loader.Load(&second); {
	case err == nil:
		return nil, &fault{second: true, line: second.Line, column: second.Column}
	case err != io.EOF:
		bad = faultOf(err)
		bad.second = true
		return nil, bad
	}
	if len(first.Content) == 0 {
		return nil, nil
	}
	return first.Content[0], nil
}

func faultOf(err error) *fault {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		return &fault{message: err.Error()}
	}
	return &fault{
		message: e.Message, context: e.ContextMsg,
		line: e.Mark.Line, column: e.Mark.Column,
		contextLine: e.ContextMark.Line, contextCol: e.ContextMark.Column,
	}
}

// nothing tells that a tree is the empty value that stands between two markers.
func nothing(tree *yaml.Node) bool {
	return tree.Kind == yaml.ScalarNode && tree.Style == 0 && tree.Value == "" && tree.Anchor == ""
}
