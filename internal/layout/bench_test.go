package layout

import "testing"

// BenchmarkFormat lays out a typical plan that is laid out already.
func BenchmarkFormat(b *testing.B) {
	const file = "plans/2026/leveransplaner/su/lp-2026-su-hjartlunden-ekokardiografi.yaml"
	l, text := builtIn(b), []byte(samples(b)[file])
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if out, bad, err := l.Format(file, text); err != nil || len(bad) > 0 || len(out) != len(text) {
			b.Fatal(err, bad)
		}
	}
}
