package cli

import (
	"context"
	"errors"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/site"
)

// siteWriter writes a site into its folder, which is not made before there is a page to write.
type siteWriter struct {
	*app
	dir    string // as it was written on the command line
	force  bool
	folder *siteFolder
}

// look refuses a place where no site can be written, before anything is made for one.
func (w *siteWriter) look() error {
	if err := w.noFileAt(w.dir); err != nil {
		return err
	}
	there, err := tryFolder(w.from(w.dir))
	if err != nil || !there {
		return err
	}
	return w.open()
}

func (w *siteWriter) open() (err error) {
	w.folder, err = openSiteFolder(w.from(w.dir), w.force)
	return err
}

func (w *siteWriter) close() {
	if w.folder != nil {
		w.folder.Close()
	}
}

// write writes all pages, or as many as there are when somebody wants it to end.
func (w *siteWriter) write(in *site.Input) error {
	ctx, stop := w.interruptible()
	defer stop()
	told := w.progressOf(func(done, _ int) lang.Text { return lang.T("%d sidor", "%d pages", done) })
	defer told.end()
	pages := 0
	err := site.Write(*in, func(path string, text []byte) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case w.folder == nil:
			if err := w.open(); err != nil {
				return err
			}
		}
		pages++
		told.tell(pages, 0)
		return w.folder.put(path, text)
	})
	switch {
	case err == nil:
		err = w.folder.finish()
	case errors.Is(err, context.Canceled):
		return w.interrupted()
	}
	if err != nil {
		return siteFault(err, w.dir)
	}
	return nil
}

// interrupted tells what somebody has left who wanted the writing to end.
func (w *siteWriter) interrupted() error {
	if w.folder == nil || w.folder.written == 0 {
		return noPages()
	}
	left := lang.T("Mappen %s är inte hel förrän samma kommando har körts igen.", "The folder %s is not whole until the same command has been run again.", w.dir)
	if w.folder.whole {
		left = lang.T("Mappen %s har både nya och gamla sidor tills samma kommando har körts igen.", "The folder %s holds both new pages and old ones until the same command has been run again.", w.dir)
	}
	return fault(lang.T("avbrutet: %s", "interrupted: %s", filesWritten(w.folder.written)), left)
}

func noPages() error {
	return fault(lang.T("avbrutet: inga sidor har skrivits", "interrupted: no pages have been written"), lang.Text{})
}

func filesWritten(n int) lang.Plural {
	return lang.Plural{N: n, One: lang.T("%s fil skriven", "%s file written"), Other: lang.T("%s filer skrivna", "%s files written")}
}
