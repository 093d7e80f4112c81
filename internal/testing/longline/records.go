package longline

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/format/packfile"
	"github.com/go-git/go-git/v5/storage/memory"

	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// signer is the key of the records. Anybody can work it out from here.
func signer() *signature.Signer {
	seed := sha256.Sum256([]byte("leveransplan: the long line's key, known to everybody"))
	text, err := x509.MarshalPKCS8PrivateKey(ed25519.NewKeyFromSeed(seed[:]))
	if err != nil {
		panic(err) // of a key of the right length
	}
	s, err := signature.NewSigner(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: text}))
	if err != nil {
		panic(err) // it has just been written
	}
	return s
}

var recorder = person{"github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"}

// unsigned is where the records stand until they are signed: git imports no signatures, so
// that folders and files are imported and the commits made anew.
const unsigned = "osignerat"

// records writes the branch of records.
func (w *writer) records() error {
	in := newImport()
	err := w.judged(func(step int, r *record.Record) error {
		text, err := r.Encode()
		if err == nil {
			in.commit(unsigned, "", recorder, w.at(step), "Protokoll")
			in.file(r.Path(), string(text))
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := w.git(in.reader(), "fast-import", "--quiet", "--done"); err != nil {
		return err
	}
	out, err := w.output(nil, "log", "--reverse", "--format=%T", unsigned)
	if err != nil {
		return err
	}
	tip, err := w.signed(strings.Fields(string(out)))
	if err != nil {
		return err
	}
	if err := w.git(nil, "update-ref", "refs/heads/"+record.Branch, tip); err != nil {
		return err
	}
	return w.git(nil, "branch", "-q", "-D", unsigned)
}

// signed makes a line of signed commits, of the trees of each step, and gives the last.
func (w *writer) signed(trees []string) (tip string, err error) {
	objects := memory.NewStorage()
	var order []plumbing.Hash
	key := signer()
	for i, tree := range trees {
		head := "tree " + tree + "\n"
		if tip != "" {
			head += "parent " + tip + "\n"
		}
		by := recorder.line(w.at(i + 1))
		head += "author " + by + "\ncommitter " + by + "\n"
		message := fmt.Sprintf("\nProtokoll: pull request %d, giltigt beslut\n", i+1)
		seal, err := key.Sign([]byte(head + message))
		if err != nil {
			return "", err
		}
		o := &plumbing.MemoryObject{}
		o.SetType(plumbing.CommitObject)
		if _, err := io.WriteString(o, head+"gpgsig "+strings.ReplaceAll(strings.TrimSuffix(seal, "\n"), "\n", "\n ")+"\n"+message); err != nil {
			return "", err
		}
		if _, err := objects.SetEncodedObject(o); err != nil {
			return "", err
		}
		order, tip = append(order, o.Hash()), o.Hash().String()
	}
	if tip == "" {
		return "", errors.New("longline: no record")
	}
	var pack bytes.Buffer
	if _, err := packfile.NewEncoder(&pack, objects, false).Encode(order, 0); err != nil {
		return "", err
	}
	return tip, w.git(&pack, "index-pack", "--stdin", "--fix-thin")
}
