package pdf_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/document"
	"github.com/leveransplan/leveransplan/internal/document/pdf"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/schema"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

const commit = "0123456789abcdef0123456789abcdef01234567"

var made = time.Date(2026, 11, 20, 12, 34, 56, 0, time.UTC)

func page(t *testing.T, id string, l lang.Language) ([]byte, *document.View) {
	t.Helper()
	schemas, err := schema.Load()
	if err != nil {
		t.Fatal(err)
	}
	loaded, err := check.Load(os.DirFS("../../.."), schemas)
	if err != nil {
		t.Fatal(err)
	}
	v, err := document.New(loaded.Set, id)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	p := document.Print{Language: l, Commit: commit, Main: commit, Day: calendar.Date(2026, 11, 20), Standing: document.Agreed}
	if err := document.HTML(&b, v, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), v
}

func options(t *testing.T) pdf.Options {
	return pdf.Options{Browser: need.Tool(t, pdf.Browsers...), Time: made, Root: os.Geteuid() == 0}
}

func output(t *testing.T, tool string, args ...string) string {
	t.Helper()
	out, err := exec.Command(tool, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return string(out)
}

// What Chromium makes is tagged: headings, tables with rows, headers with their scope and cells,
// a title and a language. Every page bears the note, the code and its number. The same page
// gives the same bytes.
func TestThePrintIsATaggedPDF(t *testing.T) {
	info, text := need.Tool(t, "pdfinfo"), need.Tool(t, "pdftotext")
	o := options(t)
	for _, c := range []struct {
		id string
		l  lang.Language
	}{{"missiv-2026-kirurgi", lang.SV}, {"lp-2026-su-hjartlunden-ekokardiografi", lang.EN}} {
		t.Run(c.id, func(t *testing.T) {
			html, v := page(t, c.id, c.l)
			file, err := pdf.Print(t.Context(), html, o)
			if err != nil {
				t.Fatal(err)
			}
			again, err := pdf.Print(t.Context(), html, o)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(file, again) {
				at := 0
				for at < min(len(file), len(again)) && file[at] == again[at] {
					at++
				}
				t.Errorf("another file the second time: %d and %d bytes, from %d on, %q and %q", len(file), len(again), at, file[max(0, at-80):min(len(file), at+80)], again[max(0, at-80):min(len(again), at+80)])
			}
			name := filepath.Join(t.TempDir(), "print.pdf")
			if err := os.WriteFile(name, file, 0o600); err != nil {
				t.Fatal(err)
			}
			code := v.Code(commit).String()
			about := output(t, info, "-isodates", name)
			for _, want := range []string{"Tagged: yes", code, v.Title().In(c.l), "CreationDate: 2026-11-20T12:34:56Z", "ModDate: 2026-11-20T12:34:56Z", "JavaScript: no", "(A4)"} {
				if !strings.Contains(strings.Join(strings.Fields(about), " "), want) {
					t.Errorf("pdfinfo does not say %q:\n%s", want, about)
				}
			}
			tags := output(t, info, "-struct", name)
			for _, want := range []string{"H1 (block)", "H2 (block)", "Table (block)", "Caption", "TR", "TH", "TD", "/Scope /Column", "/Scope /Row"} {
				if !strings.Contains(tags, want) {
					t.Errorf("pdfinfo -struct shows no %q", want)
				}
			}
			if !bytes.Contains(file, []byte("/Lang ("+string(c.l)+")")) || !bytes.Contains(file, []byte("/Outlines ")) {
				t.Error("no language or no outline")
			}
			pages, found := 0, false
			for line := range strings.Lines(about) {
				if n, ok := strings.CutPrefix(line, "Pages:"); ok {
					pages, _ = strconv.Atoi(strings.TrimSpace(n))
				}
			}
			for n := 1; n <= pages; n++ {
				said := output(t, text, "-f", strconv.Itoa(n), "-l", strconv.Itoa(n), "-layout", name, "-")
				number := fmt.Sprintf("Sida %d av %d", n, pages)
				if c.l == lang.EN {
					number = fmt.Sprintf("Page %d of %d", n, pages)
				}
				for _, want := range []string{"Utskriven version kan vara ogiltig. Verifiera innehållet.", code, commit[:10], "2026-11-20", number} {
					if found = strings.Contains(said, want); !found {
						t.Errorf("page %d of %d does not say %q", n, pages, want)
					}
				}
			}
			if pages < 2 {
				t.Errorf("%d pages", pages)
			}
			if codes, slips := document.FindCodes(pdf.Descriptions(file)...); len(codes) != 1 || slips || codes[0] != v.Code(commit) {
				t.Errorf("the codes found are %v, %v", codes, slips)
			}
		})
	}
}

// A browser that hangs is stopped, with what it has started; so it is when the user interrupts.
func TestABrowserIsStopped(t *testing.T) {
	need.Tool(t, "sh")
	for name, c := range map[string]struct {
		limit time.Duration
		want  error
	}{"in time": {300 * time.Millisecond, pdf.ErrTime}, "by the user": {time.Minute, context.Canceled}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			t.Setenv("TMPDIR", dir)
			kept := filepath.Join(t.TempDir(), "pids")
			script := filepath.Join(t.TempDir(), "browser")
			if err := os.WriteFile(script, []byte("#!/bin/sh\nsleep 1000 &\necho $! >>"+kept+"\necho $$ >>"+kept+"\nwait\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			if name == "by the user" {
				go func() {
					for {
						if text, _ := os.ReadFile(kept); bytes.Count(text, []byte("\n")) == 2 {
							stop()
							return
						}
						time.Sleep(5 * time.Millisecond)
					}
				}()
			}
			_, err := pdf.Print(ctx, []byte("<html>"), pdf.Options{Browser: script, Limit: c.limit})
			if !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			pids, _ := os.ReadFile(kept)
			for _, pid := range strings.Fields(string(pids)) {
				if alive(pid) {
					t.Errorf("process %s is still there", pid)
				}
			}
			if left, _ := os.ReadDir(dir); len(left) > 0 {
				t.Errorf("%v is left", left)
			}
		})
	}
}

// The real browser is stopped with all of its processes, at whatever moment.
func TestChromiumIsStopped(t *testing.T) {
	o := options(t)
	html, _ := page(t, "missiv-2026-kirurgi", lang.SV)
	base := os.TempDir()
	for _, after := range []time.Duration{30 * time.Millisecond, 150 * time.Millisecond, 400 * time.Millisecond} {
		dir, err := os.MkdirTemp(base, "pdf") // a short name, as the system's own
		if err != nil {
			t.Fatal(err)
		}
		t.Setenv("TMPDIR", dir)
		ctx, stop := context.WithTimeout(t.Context(), after)
		_, err = pdf.Print(ctx, html, o)
		stop()
		if err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("after %v: %v", after, err)
		}
		processes, err := filepath.Glob("/proc/[0-9]*/cmdline")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range processes {
			if text, _ := os.ReadFile(name); bytes.Contains(text, []byte(dir)) && alive(filepath.Base(filepath.Dir(name))) {
				t.Errorf("after %v %s is still there", after, bytes.ReplaceAll(text, []byte{0}, []byte(" ")))
			}
		}
		if err := os.Remove(dir); err != nil {
			t.Errorf("after %v: %v", after, err)
		}
	}
}

// alive tells that a process runs, and waits a moment for it to go.
func alive(pid string) bool {
	for range 100 {
		text, err := os.ReadFile("/proc/" + pid + "/stat")
		if err != nil || strings.Contains(string(text), ") Z ") {
			return false
		}
		time.Sleep(10 * time.Millisecond)
	}
	return true
}

func TestABrowserThatMakesNothing(t *testing.T) {
	for name, script := range map[string]string{"it fails": "echo oj; exit 7", "it writes no file": "exit 0", "it writes something else": `for a; do case $a in --print-to-pdf=*) echo hej >"${a#*=}";; esac; done`} {
		t.Run(name, func(t *testing.T) {
			browser := filepath.Join(t.TempDir(), "browser")
			if err := os.WriteFile(browser, []byte("#!"+need.Tool(t, "sh")+"\n"+script+"\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			if _, err := pdf.Print(t.Context(), []byte("<html>"), pdf.Options{Browser: browser}); !errors.Is(err, pdf.ErrNoPDF) {
				t.Errorf("%v", err)
			}
		})
	}
}

func deflated(text string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.String()
}

// The code is found as other programs write it when they save the file anew.
func TestDescriptionsAreFound(t *testing.T) {
	const code = "40J6-HB73-NP96-JC58"
	utf16 := "\xfe\xff"
	for _, c := range code {
		utf16 += "\x00" + string(c)
	}
	packet := `<?xpacket begin="" id="x"?><dc:title>Å – ` + code + `</dc:title><?xpacket end="w"?>`
	for name, file := range map[string]string{
		"a literal":                    "1 0 obj\n<</Title (En titel \\(med parentes\\) " + code + ")>>\nendobj",
		"octal escapes":                "<</Title (\\064\\060J6-HB73-NP96-JC58)>>",
		"a line that goes on":          "<</Title (40J6-HB73-\\\nNP96-JC58)>>",
		"UTF-16 as a literal":          "<</Title (" + utf16 + ")>>",
		"hex":                          fmt.Sprintf("<</Title<%x>>>", utf16),
		"hex with blanks":              fmt.Sprintf("<</Keywords < % X >>>", code),
		"an object stream":             "5 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length 9>>stream\r\n" + deflated("1 0 <</Title ("+code+")>>") + "\r\nendstream",
		"metadata in the open":         "7 0 obj <</Type/Metadata>>\nstream\n" + packet + "\nendstream",
		"compressed metadata":          "7 0 obj <</Type/Metadata/Filter/FlateDecode>>\nstream\n" + deflated(packet) + "\nendstream",
		"a title after other streams":  strings.Repeat("3 0 obj <</Length 3>> stream\nabc\nendstream endobj\n", 3000) + "<</Title (" + code + ")>>",
		"an object stream after these": strings.Repeat("3 0 obj <</Length 3>> stream\nabc\nendstream endobj\n", 900) + "5 0 obj <</Type/ObjStm/Filter/FlateDecode>>stream\n" + deflated("<</Title ("+code+")>>") + "endstream",
	} {
		t.Run(name, func(t *testing.T) {
			found, slips := document.FindCodes(pdf.Descriptions([]byte("%PDF-1.7\n" + file))...)
			if len(found) != 1 || slips || found[0].String() != code {
				t.Errorf("%v, %v", found, slips)
			}
		})
	}
}

// A file costs no more than its limits allow, whatever it says of itself.
func TestHostileFilesCostLittle(t *testing.T) {
	bomb := deflated(strings.Repeat("\x00", 64<<20))
	part := "5 0 obj <</Type/ObjStm/Filter/FlateDecode>>stream\n" + bomb + "endstream\n"
	var empty bytes.Buffer
	empty.WriteString("\x78\x9c")
	for empty.Len() < 4<<20 {
		empty.WriteString("\x00\x00\x00\xff\xff") // a stored block of nothing
	}
	for name, file := range map[string]string{
		"bombs":                  strings.Repeat(part, 40),
		"nothing, at length":     strings.Repeat("<</Type/ObjStm/Filter/FlateDecode>>stream\n", 3000) + empty.String(),
		"titles without an end":  strings.Repeat("/Title (((((", 1<<20),
		"packets without an end": strings.Repeat("<?xpacket begin", 1<<19),
		"streams without an end": strings.Repeat("/ObjStm/FlateDecode stream", 1<<19),
	} {
		t.Run(name, func(t *testing.T) {
			total := 0
			for _, text := range pdf.Descriptions([]byte("%PDF-1.7\n" + file)) {
				total += len(text)
			}
			if total > 40<<20 {
				t.Errorf("%d bytes of description", total)
			}
		})
	}
}

func FuzzDescriptions(f *testing.F) {
	f.Add([]byte("%PDF-1.7\n<</Title (\\064\\060J6-HB73-NP96-JC58)>>"))
	f.Add([]byte("/Title<feff00>"))
	f.Add([]byte("5 0 obj <</Type/ObjStm/Filter/FlateDecode>>stream\n" + deflated("<</Title (x)>>") + "endstream"))
	f.Fuzz(func(_ *testing.T, file []byte) {
		document.FindCodes(pdf.Descriptions(file)...)
	})
}
