package cli

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/export/parquet"
	"github.com/leveransplan/leveransplan/internal/export/sql"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// endless is a star whose rows have no end; after some of them somebody has had enough.
func endless(enough context.CancelFunc) *export.Star {
	return &export.Star{Schema: 1, Commit: "abc", Tables: []*export.Table{{
		Name: "dim_tal", Key: []string{"nr"}, Columns: []export.Column{{Name: "nr", Type: export.Int, Doc: lang.Plain("Tal.")}},
		Rows: func() iter.Seq2[export.Row, error] {
			return func(yield func(export.Row, error) bool) {
				for n := int64(1); yield(export.Row{n}, nil); n++ {
					if n == 5000 {
						enough()
					}
				}
			}
		},
	}}}
}

// An export that is interrupted says so, and leaves nothing: no half-written file lies beside
// the place, in which there may be what should be masked.
func TestAnInterruptedExportLeavesNothing(t *testing.T) {
	for name, write := range map[string]func(dest string, s *export.Star) error{
		"csv":     func(dest string, s *export.Star) error { return s.WriteCSVFolder(dest, false) },
		"parquet": parquet.Write,
		"sqlite":  sql.SQLite,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			a := &app{env: Env{Dir: dir, Stderr: &bytes.Buffer{}, Now: time.Now}, lang: lang.SV}
			ctx, stop := context.WithCancel(t.Context())
			s := endless(stop)
			told := a.counted(ctx, s)
			defer told.end()
			err := exportFault(write(filepath.Join(dir, "ut"), s))
			var no *failure
			if !errors.As(err, &no) || no.code != exitFault || no.text.In(lang.SV) != "avbrutet: ingenting har skrivits" {
				t.Errorf("%v", err)
			}
			if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
				t.Errorf("left: %v %v", entries, err)
			}
		})
	}
}

// What was asked for and can't be had is usage; a cause that only says that it was interrupted
// is not told again.
func TestWordsOfExportFaults(t *testing.T) {
	message, hint := lang.T("nej", "no"), lang.T("Gör så.", "Do so.")
	for _, c := range []struct {
		err  error
		code int
		text string
	}{
		{&export.Fault{Message: message, Hint: hint, Usage: true}, exitUsage, "nej"},
		{&export.Fault{Message: message, Hint: hint}, exitFault, "nej"},
		{&export.Fault{Message: message, Err: os.ErrPermission}, exitFault, "nej: behörighet saknas"},
		{&export.Fault{Message: message, Err: context.Canceled}, exitFault, "nej"},
		{context.Canceled, exitFault, "avbrutet: ingenting har skrivits"},
	} {
		var no *failure
		if err := exportFault(c.err); !errors.As(err, &no) || no.code != c.code || no.text.In(lang.SV) != c.text {
			t.Errorf("%v: %v", c.err, err)
		}
	}
}
