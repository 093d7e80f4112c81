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

// Any number of any plan, one more or one less, is one finding: at the plan's volume,
// with both sums, pointing to the periodisation.
func TestAnyFigureChangedIsOneFinding(t *testing.T) {
	dir := t.TempDir()
	if err := copyTree("../../plans", filepath.Join(dir, "plans")); err != nil {
		t.Fatal(err)
	}
	plans, err := filepath.Glob(filepath.Join(dir, "plans/*/leveransplaner/*/*.yaml"))
	if err != nil || len(plans) < 50 {
		t.Fatalf("%d plans, %v", len(plans), err)
	}
	for i, name := range plans {
		original, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		at := figure.FindAllSubmatchIndex(original, -1)
		m := at[(i*7)%len(at)] // another week in each plan, every week over the plans
		old := string(original[m[4]:m[5]])
		fresh := more(old)
		if i%2 == 1 && old != "0" {
			fresh = less(old)
		}
		changed := string(original[:m[4]]) + fresh + string(original[m[5]:])
		if err := os.WriteFile(name, []byte(changed), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Run(fmt.Sprintf("%s %s from %s to %s", filepath.Base(name), original[m[2]:m[3]], old, fresh), func(t *testing.T) {
			got := check(t, dir)
			volume := strings.Split(changed, "\nvolym: ")[0]
			periodised := strings.Split(changed, "\nperiodisering:\n")[0]
			if len(got) != 1 || got[0].Rule != "P101" {
				t.Fatalf("want one finding of P101, got %+v", got)
			}
			if want := strings.Count(volume, "\n") + 2; got[0].Line != want {
				t.Errorf("at line %d, want %d", got[0].Line, want)
			}
			if want := strings.Count(periodised, "\n") + 3; len(got[0].Related) != 1 || got[0].Related[0].Line != want {
				t.Errorf("points to %v, want line %d", got[0].Related, want)
			}
		})
		if err := os.WriteFile(name, original, 0o644); err != nil {
			t.Fatal(err)
		}
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
