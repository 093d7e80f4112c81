package cli

import (
	"os"
	"path/filepath"
	"testing"
)

// What earlier runs have found out holds for the program that found it out: it has a name of
// its own, the same at each run, whether the linker has given it one or not.
func TestProgramsAreToldApart(t *testing.T) {
	mine, ok := programHash()
	if again, _ := programHash(); !ok || len(mine) < 32 || again != mine {
		t.Errorf("%q, then %q", mine, again)
	}
	for name, text := range map[string]string{"empty": "", "no program": "\x7fELF", "text": "#!/bin/sh\n"} {
		file := filepath.Join(t.TempDir(), "program")
		if err := os.WriteFile(file, []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
		if id := buildID(file); id != "" {
			t.Errorf("%s has the build id %q", name, id)
		}
	}
}
