package escape

import (
	"strings"
	"testing"
)

func TestO09CSVCells(t *testing.T) {
	for cell, want := range map[string]string{
		"": "", "skas": "skas", "120 → 90 (−30)": "120 → 90 (−30)", "2027-W05": "2027-W05", "a=1": "a=1",
		"=1+1": "'=1+1", "+46": "'+46", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "  =1": "'  =1", "\u00a0=1": "'\u00a0=1", "\t=1": "' =1",
		"＝1": "'＝1", "−1": "'−1", "::error::x": "'::error::x", "##[error]x": "# #[error]x", "a\nb": `a\u000ab`, "\r=1": `\u000d=1`, "\x1b[31m": `\u001b[31m`,
	} {
		if got := CSV(cell); got != want {
			t.Errorf("%q: %q, want %q", cell, got, want)
		}
	}
}

// No cell is more than one line, begins a formula, or says something else than the text.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"=cmd|' /C calc'!A0", " =1", "\t=1", "::x::", "##[x]", "å", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := CSV(s)
		if begin := strings.TrimLeft(got, " \u00a0\t"); begin != "" && strings.ContainsAny(begin[:1], "=+-@") {
			t.Errorf("%q begins a formula: %q", s, got)
		}
		if strings.ContainsAny(got, "\n\r\x1b") || strings.Contains(got, "##[") {
			t.Errorf("%q acts: %q", s, got)
		}
		if !strings.Contains(s, "##[") && strings.TrimPrefix(got, "'") != Terminal(s) && got != Terminal(s) {
			t.Errorf("%q became %q", s, got)
		}
	})
}
