package export_test

import (
	"os"
	"path/filepath"
	"testing"
)

// The folder is never away while it is replaced.
func TestTheFolderIsAlwaysThere(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ut")
	if err := small(odd("a")).WriteCSVFolder(dir, false); err != nil {
		t.Fatal(err)
	}
	stop, missing := make(chan bool), make(chan int)
	go func() {
		n := 0
		for {
			select {
			case <-stop:
				missing <- n
				return
			default:
				if _, err := os.Lstat(dir); err != nil {
					n++
				}
			}
		}
	}()
	for range 50 {
		if err := small(odd("b")).WriteCSVFolder(dir, false); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	if n := <-missing; n > 0 {
		t.Errorf("not there %d times", n)
	}
}
