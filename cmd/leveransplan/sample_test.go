package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/cli"
)

// run carries out a command in a folder, with a fixed clock.
func run(dir string, args ...string) (code int, stdout, stderr string) {
	var out, errs bytes.Buffer
	code = cli.Run(cli.Env{
		Args: args, Stdout: &out, Stderr: &errs, Dir: dir,
		Now:    func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) },
		Getenv: func(string) string { return "" },
	})
	return code, out.String(), errs.String()
}

var figure = regexp.MustCompile(`(?m)^  (20\d\d-[WQ]\d+): (\d+)$`)

type finding struct {
	Rule, Severity, File, Message string
	Line                          int
	Related                       []struct{ Line int }
}

func check(t *testing.T, dir string) []finding {
	t.Helper()
	_, out, errs := run(dir, "check", "--format", "json")
	var report struct{ Findings []finding }
	if err := json.Unmarshal([]byte(out), &report); err != nil {
		t.Fatalf("%v: %s", err, errs)
	}
	var serious []finding
	for _, f := range report.Findings {
		if f.Severity != "info" {
			serious = append(serious, f)
		}
	}
	return serious
}

// slip is a week or a quarter of a plan with one patient more or less than was agreed.
type slip struct {
	plan, what, text string
	volume, periods  int // the lines that its finding is told at and points to
}

// slipOf has a plan wrong in one of its periods, whatever number it is chosen by.
func slipOf(plan, text string, at int) slip {
	all := figure.FindAllStringSubmatchIndex(text, -1)
	m := all[at%len(all)]
	old := text[m[4]:m[5]]
	fresh := more(old)
	if at%2 == 1 && old != "0" {
		fresh = less(old)
	}
	return slip{
		plan: plan, text: text[:m[4]] + fresh + text[m[5]:],
		what:    fmt.Sprintf("%s: %s from %s to %s", filepath.Base(plan), text[m[2]:m[3]], old, fresh),
		volume:  strings.Count(strings.Split(text, "\nvolym: ")[0], "\n") + 2,
		periods: strings.Count(strings.Split(text, "\nperiodisering:\n")[0], "\n") + 3,
	}
}

// Any number of any plan, one more or one less, is one finding: at the plan's volume, with
// both sums, pointing to the periodisation. So it is when the number is the only one that is
// wrong, and when every plan has one.
func TestAnyFigureChangedIsOneFinding(t *testing.T) {
	dir := t.TempDir()
	if err := copyTree("../../plans", filepath.Join(dir, "plans")); err != nil {
		t.Fatal(err)
	}
	plans, err := filepath.Glob(filepath.Join(dir, "plans/*/leveransplaner/*/*.yaml"))
	if err != nil || len(plans) < 50 {
		t.Fatalf("%d plans, %v", len(plans), err)
	}
	agreed := map[string]string{}
	for _, name := range plans {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		agreed[name] = string(text)
	}
	write := func(name, text string) {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	wrong := func(slips ...slip) {
		t.Helper()
		for _, s := range slips {
			write(s.plan, s.text)
		}
		found := map[string][]finding{}
		for _, f := range check(t, dir) {
			name := filepath.Join(dir, filepath.FromSlash(f.File))
			found[name] = append(found[name], f)
		}
		if len(found) != len(slips) {
			t.Errorf("%d plans of %d have findings", len(found), len(slips))
		}
		for _, s := range slips {
			got := found[s.plan]
			switch {
			case len(got) != 1 || got[0].Rule != "P101":
				t.Errorf("%s: want one finding of P101, got %+v", s.what, got)
			case got[0].Line != s.volume:
				t.Errorf("%s: at line %d, want %d", s.what, got[0].Line, s.volume)
			case len(got[0].Related) != 1 || got[0].Related[0].Line != s.periods:
				t.Errorf("%s: points to %v, want line %d", s.what, got[0].Related, s.periods)
			}
			write(s.plan, agreed[s.plan])
		}
	}
	for i := 0; i < len(plans); i += 8 {
		wrong(slipOf(plans[i], agreed[plans[i]], i*7))
	}
	for round := range 8 { // another week in each plan, every week over the plans
		var slips []slip
		for i, name := range plans {
			slips = append(slips, slipOf(name, agreed[name], i*7+round))
		}
		wrong(slips...)
	}
	if got := check(t, dir); len(got) > 0 {
		t.Errorf("restored, the region still has %+v", got)
	}
}

func more(n string) string { return step(n, 1) }

func less(n string) string { return step(n, -1) }

func step(n string, by int) string {
	var v int
	fmt.Sscan(n, &v)
	return fmt.Sprint(v + by)
}
