package check

import (
	"io/fs"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/schema"
)

// Changes tells what the way from one tree to another means, and judges nothing. Files are
// the files outside plans/ that differ. A tree without plans/ is empty.
func Changes(base, head fs.FS, files []diff.FileChange, schemas *schema.Set) ([]diff.Change, error) {
	laid, err := lay(base, base, head)
	if err != nil {
		return nil, err
	}
	opt := Options{Schemas: schemas}
	before, err := loadOrEmpty(base, opt)
	if err != nil {
		return nil, err
	}
	after, err := loadOrEmpty(head, opt)
	if err != nil {
		return nil, err
	}
	return diff.Compare(before.Set, after.Set, append(laid.changed, files...)), nil
}
