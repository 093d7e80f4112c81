package record_test

import (
	"fmt"
	"testing"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/record"
)

func BenchmarkDecode(b *testing.B) {
	text := encoded(b, made(b, decision()))
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := record.Decode(text); err != nil {
			b.Fatal(err)
		}
	}
}

// A branch of a year's records, packed as a clone has it: read, checked and held against
// its signatures.
func BenchmarkRead(b *testing.B) {
	const records = 2000
	r, dir := repository(b)
	w := writer(b, r, signer(b, 'a'))
	var all []*record.Record
	for n := range records {
		all = append(all, numbered(b, n+1))
	}
	done := appended(b, w, all...)
	git(b, dir, "repack", "-a", "-d", "-q")
	keys := record.KeysOf(register(b, "a 2026-01-01"))
	for b.Loop() {
		own, err := gitrepo.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for e, err := range record.Read(own, revision(b, own, done.Tip.Hash), gitrepo.Revision{}) {
			if err != nil || len(e.Violations) > 0 || keys.Prove(e.Commit, today).Violation() {
				b.Fatal(fmt.Sprint(e.Violations), err)
			}
			n++
		}
		if n != records {
			b.Fatal(n)
		}
		_ = own.Close()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/records, "µs/record")
}

func revision(t testing.TB, r *gitrepo.Repo, name string) gitrepo.Revision {
	t.Helper()
	rev, err := r.Resolve(name)
	if err != nil {
		t.Fatal(err)
	}
	return rev
}
