package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"time"
)

// nodes are the names of cells that other cells have for their headings: the browser counts
// all that it has made so far, which need not be the page's alone.
var nodes = regexp.MustCompile(`\(node(\d{8})\)`)

var (
	dates   = regexp.MustCompile(`/(?:CreationDate|ModDate) \(D:(\d{14}[+-]\d\d'\d\d)'\)`)
	trailer = regexp.MustCompile(`/ID ?\[ ?<([0-9A-Fa-f]+)> ?<([0-9A-Fa-f]+)> ?\]`)
)

// settle puts a fixed time and fixed ids where the browser has written those of the moment, in
// as many bytes, so that every place in the file stays where it was. Only the dictionary of the
// document's own description, what comes after the last object and the names of cells are
// touched.
func settle(file []byte, at time.Time) []byte {
	file = bytes.Clone(file)
	stamp := at.UTC().Format("20060102150405") + "+00'00"
	if end := bytes.Index(file, []byte("endobj")); end > 0 {
		for _, place := range dates.FindAllSubmatchIndex(file[:end], -1) {
			copy(file[place[2]:place[3]], stamp)
		}
	}
	last := max(0, bytes.LastIndex(file, []byte("endobj")))
	for _, place := range trailer.FindAllSubmatchIndex(file[last:], -1) {
		for i := 2; i < len(place); i += 2 {
			for at := place[i]; at < place[i+1]; at++ {
				file[last+at] = '0'
			}
		}
	}
	renumber(file)
	return file
}

// renumber counts the names of cells from 1, in their order.
func renumber(file []byte) {
	places := nodes.FindAllSubmatchIndex(file, -1)
	var names []string
	for _, p := range places {
		names = append(names, string(file[p[2]:p[3]]))
	}
	sorted := slices.Compact(slices.Sorted(slices.Values(names)))
	for i, p := range places {
		at, _ := slices.BinarySearch(sorted, names[i])
		copy(file[p[2]:p[3]], fmt.Sprintf("%08d", at+1))
	}
}
