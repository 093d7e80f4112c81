package yamldoc_test

import (
	"path"
	"reflect"
	"testing"

	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/testing/corpus"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// Generated regions hold every kind of document, and are what the tool is measured with:
// a file of theirs that is left to the library is a slow one that nobody meant.
func TestSubsetReadsGeneratedRegions(t *testing.T) {
	read := 0
	for seed := range uint64(6) {
		for name, file := range corpus.Region(seed) {
			if path.Ext(name) != ".yaml" {
				continue
			}
			doc, list := yamldoc.ParseAll(diag.NewSource(name, file.Data))
			if doc == nil || len(list) > 0 {
				continue
			}
			root := yamldoc.Subset(file.Data)
			if root == nil {
				t.Errorf("%s is left to the library", name)
				continue
			}
			if !reflect.DeepEqual(root, doc.Root) {
				t.Errorf("%s reads otherwise as the subset", name)
			}
			read++
		}
	}
	if read < 100 {
		t.Errorf("only %d files were read", read)
	}
}
