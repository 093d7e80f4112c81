package site

import (
	"runtime"
	"sync"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// job is a page that is being rendered in a language.
type job struct {
	page *page
	lang lang.Language
	done chan struct{}
	text []byte
	err  error
}

// ahead is how many pages may be made, for each worker, before the one that is to be handed over.
const ahead = 4

// render makes all pages on all cores and hands them over in order. Only as many as are being
// made, and few more, are held at once.
func (b *builder) render(put func(path string, text []byte) error) error {
	workers := runtime.GOMAXPROCS(0)
	todo, inOrder, stop := make(chan *job), make(chan *job, ahead*workers), make(chan struct{})
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
	old := make(texts, cap(inOrder)+workers)
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			d := &desk{}
			for j := range todo {
				d.text.all = old.take()
				j.err = b.made(j.page, d, j.lang)
				j.text = d.text.all
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
		if err := put(j.page.file(j.lang), j.text); err != nil {
			return err
		}
		old.keep(j.text)
	}
	return nil
}

// made makes a page in a language at a desk.
func (b *builder) made(p *page, d *desk, l lang.Language) error {
	d.clear()
	return b.view(p, d, l).execute(&d.text)
}

// texts are those of pages that have been handed over, to write others in.
type texts chan []byte

// Texts that are larger than most are not kept for others.
const (
	usual = 64 << 10
	large = 512 << 10
)

func (t texts) take() []byte {
	select {
	case text := <-t:
		return text
	default:
		return make([]byte, 0, usual)
	}
}

func (t texts) keep(text []byte) {
	if cap(text) > large {
		return
	}
	select {
	case t <- text:
	default:
	}
}
