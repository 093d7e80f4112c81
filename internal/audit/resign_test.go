package audit_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// branchInHand is a branch of records that stands nowhere.
type branchInHand struct{ tip gitrepo.Revision }

func (b *branchInHand) Tip(context.Context) (gitrepo.Revision, error) { return b.tip, nil }

func (b *branchInHand) Advance(_ context.Context, _, to gitrepo.Revision) error {
	b.tip = to
	return nil
}

// resign writes the whole branch of records anew with the keys of the recording workflow,
// after one record was changed: what nobody without the keys can do. False where what the
// change gives is no record, or no other one.
func (w *world) resign(t testing.TB, decision string, change func(*record.Record)) (tip string, ok bool) {
	t.Helper()
	changed := false
	to := &branchInHand{}
	line := w.line(t, w.Records)
	for at, hash := range line {
		text := w.read(t, hash, w.addedBy(t, line, at))
		rec, err := record.Decode(text)
		if err != nil {
			t.Fatal(err)
		}
		if rec.Decision() == decision {
			change(rec)
			again, err := rec.Encode()
			if err != nil {
				return "", false
			}
			changed = !bytes.Equal(again, text)
			if rec, err = record.Decode(again); err != nil {
				return "", false
			}
		}
		c := w.commit(t, hash)
		out := record.Writer{Repo: w.repo, Line: to, Signer: w.signer(t, calendar.FromTime(c.Committer.When)),
			By: gitrepo.Person{Name: c.Committer.Name, Email: c.Committer.Email, Time: c.Committer.When}}
		if _, err := out.Append(t.Context(), rec); err != nil {
			t.Fatal(err)
		}
	}
	return to.tip.Hash, changed
}

// signer is the key of a day.
func (w *world) signer(t testing.TB, day calendar.Day) *record.Signer {
	t.Helper()
	for _, k := range w.Keys {
		if k.From <= day && (k.Until.IsZero() || day <= k.Until) {
			s, err := record.NewSigner(k.Private)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
	}
	t.Fatalf("no key on %s", day)
	return nil
}

// added puts one more file on the branch of records, signed with the key of its last day.
func (w *world) added(t testing.TB, name string, text []byte) string {
	t.Helper()
	last := w.commit(t, w.Records).Committer
	for _, k := range w.Keys {
		if day := calendar.FromTime(last.When); day < k.From || !k.Until.IsZero() && day > k.Until {
			continue
		}
		s, err := signature.NewSigner(k.Private)
		if err != nil {
			t.Fatal(err)
		}
		by := gitrepo.Person{Name: last.Name, Email: last.Email, Time: last.When}
		rev, err := w.repo.Extend(w.rev(t, w.Records), gitrepo.Draft{Path: name, Text: text, Author: by, Committer: by, Message: "Protokoll\n", Sign: s.Sign})
		if err != nil {
			t.Fatal(err)
		}
		return rev.Hash
	}
	t.Fatal("no key")
	return ""
}
