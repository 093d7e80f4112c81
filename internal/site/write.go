package site

import (
	"bytes"
	"runtime"
	"sync"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// job is a page that is being rendered in a language.
type job struct {
	page *page
	lang lang.Language
	done chan struct{}
	text *bytes.Buffer
	err  error
}

// render makes all pages on all cores and hands them over in order. Only as many as are being
// made, and as many again, are held at once.
func (b *builder) render(put func(path string, text []byte) error) error {
	workers := runtime.GOMAXPROCS(0)
	todo, inOrder, stop := make(chan *job), make(chan *job, 8*workers), make(chan struct{})
	go func() {
		defer close(inOrder)
		defer close(todo)
		for p := range b.pages() {
			for _, l := range lang.Languages {
				j := &job{page: &p, lang: l, done: make(chan struct{})}
				select {
				case inOrder <- j:
				case <-stop:
					return
				}
				select {
				case todo <- j:
				case <-stop:
					return
				}
			}
		}
	}()
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for j := range todo {
				j.text, j.err = b.made(j.page, j.lang)
				close(j.done)
			}
		})
	}
	defer group.Wait()
	defer close(stop)
	for j := range inOrder {
		<-j.done
		if j.err != nil {
			return j.err
		}
		if err := put(j.page.file(j.lang), j.text.Bytes()); err != nil {
			return err
		}
		b.texts.Put(j.text)
	}
	return nil
}

// made makes a page in a language.
func (b *builder) made(p *page, l lang.Language) (*bytes.Buffer, error) {
	text, again := b.texts.Get().(*bytes.Buffer)
	if !again {
		text = new(bytes.Buffer)
	}
	text.Reset()
	return text, (&view{b: b, page: p, L: l}).execute(text)
}
